import datetime

import pytest
from msgspec.structs import replace

from deskcheck.extractors import claims as claim_extractor
from deskcheck.linkers import explicit
from deskcheck.model import CslDate, CslItem, CslName, Hyperlink, LinkKind, Reference, Span
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))


def reference(number: int, family: str, year: int, **fields: str) -> Reference:
    item = CslItem(
        title=f"On {family}",
        author=(CslName(family=family),),
        issued=CslDate(date_parts=((year,),)),
        **fields,  # type: ignore[arg-type]
    )
    return Reference(id=str(number), number=number, printed=f"{family} ({year}) On {family}.", fields=item)


REFERENCES = (
    reference(1, "Adler", 2011, doi="10.5555/adler"),
    reference(2, "Brandt", 2014, url="https://www.example.org/brandt/"),
    reference(3, "Costa", 2016),
)


def numbers(body: str, references: tuple[Reference, ...] = REFERENCES) -> list[list[int]]:
    article = read_bytes(f"# T\n\n{body}\n".encode(), "a.md")
    claims = claim_extractor.extract(article, SETTINGS)
    found = explicit.links(article, claims, references)
    return [[link.number for link in found.get(place, ())] for place in range(len(claims))]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("Owls hunt [1]. Owls sleep.", [[1], []]),
        ("Owls hunt 2.5 hours a day (ref 1). Owls sleep for 3 days (refs. 2, 3).", [[1], [2, 3]]),
        ("Owls hunt (Adler m.fl. 2011). Owls sleep (Brandt y cols., 2014).", [[1], [2]]),
        (
            "From 1996 to 2014, there were 210 owls; barns had 145, of which 43 were ill (Adler 2011).",
            [[1], [1]],
        ),
        ("Owls hunt. [1] Owls sleep [2,3].", [[1], [2, 3]]),
        ("Owls hunt (see reference 1). Owls sleep (see refs. 2 and 3).", [[1], [2, 3]]),
        ("Owls hunt for 3 weeks (1). Owls sleep in week (2) of May.", [[1], []]),
        ("Owls hunt (1). Owls sleep (2), and voles hide (3).", [[1], [2, 3]]),
        ("Owls hunt in (1) the field, (2) the wood and (3) the barn. Owls sleep.", [[], []]),
        ("Owls hunt [ 1 ]. Owls sleep [ 2, 3 ].", [[1], [2, 3]]),
        ("Owls hunt (Adler, A. B., 2011). Owls sleep (Brandt et al 2014, Costa et al 2016).", [[1], [2, 3]]),
        ("Owls hunt [Adler2011]. Owls sleep [Brandt 2014].", [[1], [2]]),
        ("Owls eat 5 voles.[citation needed] Owls sleep.[2]", [[], [2]]),
        ("Adler’s 2011 field study says that owls hunt. Owls slept in Brandt’s 2014 garden.", [[1], []]),
        ("Half of all voles fall to it[1]. The array x[2] holds 40 owls.", [[1], []]),
        ("Owls eat 5 voles.1 Voles fell by 15%.2 Most have OWD.3 Owls sleep.", [[1], [2], [3], []]),
        ("Owls hunt [1–3]. Owls sleep.", [[1, 2, 3], []]),
        ("Owls hunt.¹ Owls sleep.² Owls eat voles.", [[1], [2], []]),
        ("Owls hunt [[1],[3]]. Owls sleep.", [[1, 3], []]),
        ("Owls [1] hunt voles [2] at night.", [[1, 2]]),
        ("[3] followed 639 owls for 11 years. Owls sleep.", [[3], []]),
        ("Owls hunt (Adler, 2011; Costa, 2016). Owls sleep.", [[1, 3], []]),
        ("Adler et al. (2011) saw owls hunt. Owls sleep.", [[1], []]),
        ("Owls hunt (Nobody, 1999). Owls sleep [8].", [[], []]),
        ("Owls hunt [2]. Owls sleep (ibid., p. 4). Owls eat voles (Ibid.).", [[2], [2], [2]]),
        ("Owls hunt (Adler, 2011). Owls sleep (ibid).", [[1], [1]]),
        ("Owls hunt [1, 2]. Owls sleep (ibid.).", [[1, 2], []]),
        ("Owls hunt (ibid.). Owls sleep [3].", [[], [3]]),
        ("Owls hunt (Adler 2011, 9; Costa 2016). Owls sleep (ibid., 12).", [[1, 3], []]),
        ("Owls hunt (Adler 2011, 9; Costa 2016). Adler (ibid., 12) says that owls sleep.", [[1, 3], [1]]),
        ("Owls hunt (Adler 2011). Owls eat voles (Costa 2016). Adler saw that owls sleep (ibid.).", [[1], [3], [3]]),
        ("Owls hunt (Adler 2011). Owls eat (Costa 2016). Adler’s own owls (op. cit., 2:66) slept.", [[1], [3], [1]]),
        ("Owls hunt (Adler 2011). Owls sleep (op. cit., p. 6).", [[1], []]),
        ("Brandt’s owls sleep (op. cit.). Owls hunt (Brandt 2014).", [[], [2]]),
        ("Yet Brandt warned that owls of the old sort sleep by day (2014, 76).", [[2]]),
        ("Yet Brandt warned that owls of the old sort sleep by day (2015, 76).", [[]]),
        ("Yet Winton warned that owls of the old sort sleep by day (2014).", [[]]),
        ("A survey by the same authors (2014b) found that owls sleep.", [[]]),
        ("Owls hunt by night (Adler 2011, quoted in Costa 2016, 14).", [[1, 3]]),
    ],
)
def test_each_marker_goes_to_its_own_sentence(body: str, expected: list[list[int]]) -> None:
    assert numbers(body) == expected


def test_a_footnote_that_is_spelt_out_outside_the_list_is_none_of_its_numbers() -> None:
    assert numbers("Owls hunt.[^2] Owls sleep [3].\n\n[^2]: Heard from a ranger.") == [[], [3]]
    assert numbers("Owls hunt.[^2] Owls sleep [3].") == [[2], [3]]


def test_letters_tell_works_of_one_year_apart() -> None:
    twins = tuple(
        Reference(id=letter, number=place, printed=f"Adler (2011{letter}) On owls.", fields=REFERENCES[0].fields)
        for place, letter in enumerate("ab", 1)
    )
    assert numbers("Owls hunt (Adler, 2011b). Owls sleep (Adler, 2011a).", twins) == [[2], [1]]


def test_an_address_in_the_text_names_its_reference() -> None:
    body = "Owls [hunt](http://example.org/brandt) at night. Owls [sleep](https://dx.doi.org/10.5555/adler) too."
    assert numbers(body) == [[2], [1]]


def test_a_hyperlink_behind_the_words_counts() -> None:
    article = read_bytes(b"# T\n\nOwls hunt at night. Owls sleep.\n", "a.md")
    claims = claim_extractor.extract(article, SETTINGS)
    span = Span(claims[1].span.start, claims[1].span.start + 4)
    found = explicit.links(
        replace(article, hyperlinks=(Hyperlink(span, "https://example.org/brandt"),)), claims, REFERENCES
    )
    assert [(place, link.number, link.kind) for place, links in found.items() for link in links] == [
        (1, 2, LinkKind.HYPERLINK)
    ]


def test_an_affiliation_mark_before_the_words_is_no_marker() -> None:
    assert numbers("¹ Department of Owls is large.") == [[]]


def test_a_marker_in_another_block_is_not_borrowed() -> None:
    article = read_bytes(b"# T\n\nOwls hunt at night.\n\n[1]\n", "a.md")
    claims = claim_extractor.extract(article, SETTINGS)
    assert explicit.links(article, claims, REFERENCES) == {}


def test_an_entry_that_says_ibid_leads_to_the_work_before_it():
    repeated = Reference(id="r", number=3, printed="Ibid., p. 44.", fields=CslItem())
    assert numbers("Owls hunt [2]. Owls sleep [3].", (*REFERENCES[:2], repeated)) == [[2], [3, 2]]


def test_a_marker_at_the_end_covers_the_clauses_before_it_unless_they_have_their_own():
    first, second = "Owls are the only birds that hunt in complete darkness", "and voles have no way to hear them come"
    assert numbers(f"{first}, {second} [2].") == [[2], [2]]
    assert numbers(f"{first} [1], {second} [2].") == [[1], [2]]


@pytest.mark.parametrize("marker", ["(NOI, 2012)", "NOI (2012)", "(National Owl Institute, 2012)"])
def test_an_organisation_may_be_cited_by_its_initials(marker: str) -> None:
    institute = reference(4, "x", 2012)
    fields = replace(institute.fields, author=(CslName(literal="National Owl Institute"),))
    listed = (*REFERENCES, replace(institute, fields=fields))
    assert numbers(f"{marker} counts 40 owls." if marker[0] == "N" else f"There are 40 owls {marker}.", listed) == [[4]]
    assert numbers("There are 40 owls (NOI, 2013).", listed) == [[]]


def test_a_house_that_was_read_as_a_person_is_found_by_its_whole_name() -> None:
    house = reference(4, "x", 2012)
    fields = replace(house.fields, author=(CslName(family="Media", given="Plain Owl"),))
    assert numbers("There are 40 owls (Plain Owl Media 2012, 3).", (*REFERENCES, replace(house, fields=fields))) == [
        [4]
    ]


def test_a_year_with_a_letter_that_one_entry_has_needs_no_name():
    first = replace(REFERENCES[1], number=4, id="4", printed="Brandt (2014a) On owls.")
    second = replace(REFERENCES[1], number=5, id="5", printed="Brandt (2014b) On mice.")
    body = "Brandt (2014a) saw owls. A survey by the same author (2014b) found that they sleep by day."
    assert numbers(body, (first, second)) == [[4], [5]]


def test_names_and_year_may_be_parted_by_a_line_end():
    assert numbers("Naps help in most adults (Brandt\net al., 2014).") == [[2]]
    assert numbers("Naps help in most adults (Brandt et\nal., 2014).") == [[2]]


def test_keys_of_pandoc_lead_to_the_references_that_carry_them():
    keyed = tuple(replace(one, label=f"{one.fields.author[0].family.lower()}-key") for one in REFERENCES)
    assert numbers("Naps help in most adults [see @brandt-key, p. 4; @costa-key].", keyed) == [[2, 3]]
    assert numbers("Naps help in most adults [@adler2011].") == [[1]]
