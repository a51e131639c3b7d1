import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskcheck import linkers
from deskcheck.extractors import claims as claim_extractor
from deskcheck.model import Article, Claim, CslDate, CslItem, CslName, LinkKind, Reference
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))


def reference(number: int, title: str, family: str = "Holm", year: int = 2019, **fields: str) -> Reference:
    item = CslItem(
        title=title,
        author=(CslName(family=family, given="I."),),
        issued=CslDate(date_parts=((year,),)),
        container_title=fields.pop("journal", "Journal of Night Birds"),
        **fields,  # type: ignore[arg-type]
    )
    return Reference(id=f"r-{number}", number=number, printed=f"{family}, I. ({year}). {title}.", fields=item)


REFERENCES = (
    reference(1, "Hearing in the barn owl", "Adler", 2011),
    reference(2, "Voles in long grass: a winter census", "Zander", 2014),
    reference(3, "Rodenticide residues in owl livers", "Costa", 2016),
    reference(4, "Nest boxes and breeding success of little owls", "Brandt", 2020),
)
BODY = """# Owls near the farm

A barn owl finds its prey by hearing, because its ears sit at different heights.

Voles live in long grass and are counted in winter.
One 2016 study found rodenticide in the livers of 80 percent of owls.

Farmers can help. Nest boxes raised the breeding success of little owls.

Somebody has to mend the roof.
"""


def linked(
    body: str, references: tuple[Reference, ...] = REFERENCES, material: dict[int, str] | None = None, **settings: float
) -> tuple[Claim, ...]:
    article = read_bytes(body.encode(), "a.md")
    chosen = replace(SETTINGS, **settings)
    return linkers.link(article, claim_extractor.extract(article, chosen), references, material or {}, chosen)


def firm(claims: tuple[Claim, ...], words: str) -> list[int]:
    (claim,) = [claim for claim in claims if words in claim.quote]
    return [link.number for link in claim.firm_links]


def test_claims_without_markers_find_their_references() -> None:
    found = linked(BODY)
    assert firm(found, "by hearing") == [1]
    assert firm(found, "long grass") == [2]
    assert firm(found, "rodenticide") == [3]
    assert firm(found, "Nest boxes") == [4]
    assert firm(found, "mend the roof") == []


def test_links_say_why_and_how_sure() -> None:
    (link,) = next(claim for claim in linked(BODY) if "2016" in claim.quote).firm_links
    assert link.kind is LinkKind.CUE
    assert "2016" in link.cue
    assert 0.5 <= link.confidence < 1


def test_the_study_goes_on_where_it_began() -> None:
    found = linked(
        BODY.replace("80 percent of owls.", "80 percent of owls. The study also notes that few of them died.")
    )
    assert firm(found, "few of them died") == [3]


def test_below_the_threshold_a_link_is_a_suggestion() -> None:
    strict = linked(BODY, link_threshold=0.999)
    assert not any(claim.firm_links for claim in strict)
    assert any(link.suggested for claim in strict for link in claim.references)


def test_with_markers_only_the_marked_sentences_are_linked() -> None:
    body = BODY.replace("heights.", "heights [2].").replace("winter.", "winter [1, 3–4].")
    found = linked(body)
    assert firm(found, "by hearing") == [2]
    assert sorted(firm(found, "long grass")) == [1, 3, 4]
    assert firm(found, "rodenticide") == []
    assert found[0].references[0].kind is LinkKind.MARKER


def test_a_marker_out_of_range_links_nothing() -> None:
    found = linked(BODY.replace("heights.", "heights [9]."))
    assert 9 not in [link.number for claim in found for link in claim.references]


@pytest.mark.parametrize("marker", ["(Costa, 2016)", "(see Costa 2016)", "(Adler, 2011; Costa, 2016)"])
def test_author_and_year_in_brackets(marker: str) -> None:
    found = linked(BODY.replace("heights.", f"heights {marker}."))
    assert 3 in firm(found, "by hearing")


def test_author_and_year_in_the_sentence() -> None:
    found = linked("# Owls\n\nCosta (2016) found poison in owl livers.\n\nAdler (2011) tested their hearing.\n")
    assert [firm(found, "Costa"), firm(found, "Adler")] == [[3], [1]]
    assert found[0].references[0].kind is LinkKind.AUTHOR_YEAR


def test_an_organisation_is_known_by_its_initials() -> None:
    page = Reference(
        id="r-5",
        number=5,
        printed="Facts for Keepers. (n.d.). NBPT.",
        fields=CslItem(title="Facts for Keepers", container_title="NBPT"),
    )
    found = linked(
        BODY + "\nAccording to the Night Bird Protection Trust, keepers need a licence.\n", (*REFERENCES, page)
    )
    assert firm(found, "licence") == [5]
    assert found[-1].references[0].kind is LinkKind.ORGANISATION


def test_words_of_the_abstract_count() -> None:
    body = BODY + "\nOrnithologists weighed juvenile tawny fledglings in Lapland.\n"
    material = {4: "Juvenile tawny fledglings were weighed in Lapland by ornithologists."}
    plain, informed = linked(body), linked(body, material=material)
    confidence = [
        max((link.confidence for link in found[-1].references if link.number == 4), default=0.0)
        for found in (plain, informed)
    ]
    assert confidence[1] > confidence[0]


def test_a_list_rests_on_the_reference_of_its_lead_in() -> None:
    items = "- by hearing it move\n- by seeing it move [3]\n- by chance\n"
    body = f"# Owls\n\nBarn owls find prey in three ways [1]:\n\n{items}"
    found = linked(body)
    assert [firm(found, words) for words in ("three ways", "hearing", "seeing", "chance")] == [[1], [1], [3], [1]]
    assert found[1].references[0].confidence < found[0].references[0].confidence


def test_a_sentence_on_the_articles_own_sources_rests_on_all_of_them() -> None:
    found = linked(BODY + "\nWe rely on peer-reviewed studies and primary sources.\n")
    assert sorted(firm(found, "We rely")) == [1, 2, 3, 4]


def test_without_references_or_claims_nothing_happens() -> None:
    assert linked("# Owls\n", REFERENCES) == ()
    assert all(not claim.references for claim in linked(BODY, ()))


def test_references_without_titles_and_twins_do_no_harm() -> None:
    bare = (Reference(id="a", number=1, printed=""), Reference(id="b", number=1, printed="?"), REFERENCES[2])
    assert firm(linked(BODY, bare), "rodenticide") == [3]


def test_groups_name_the_block_of_each_claim() -> None:
    article = read_bytes(b"# T\n\nOwls hunt voles. They are quick.\n\nOwls are also asleep by day.\n", "a.md")
    groups = linkers.groups(article, claim_extractor.extract(article, SETTINGS))
    assert groups[0] == groups[1] < groups[2]


_PIECES = [
    "Owls hear voles. ",
    "[1]",
    "[7]",
    "(Costa, 2016)",
    "\n\n",
    "The study found 80 percent. ",
    "- ",
    ": ",
    "¹ ",
    "Nest boxes help. ",
]


@given(st.lists(st.sampled_from(_PIECES), max_size=25).map("".join))
def test_links_are_sorted_unique_probabilities_of_listed_references(text: str) -> None:
    for claim in linked("# T\n\n" + text):
        numbers = [link.number for link in claim.references]
        confidences = [link.confidence for link in claim.references]
        assert len(set(numbers)) == len(numbers)
        assert set(numbers) <= {1, 2, 3, 4}
        assert confidences == sorted(confidences, reverse=True)
        assert all(0 <= link.confidence <= 1 and link.cue for link in claim.references)
        assert all(link.suggested == (link.confidence < 0.5) for link in claim.references)


def test_an_article_without_blocks_is_no_trouble() -> None:
    article = Article(path="", format="plaintext", title="", text="Owls hear voles.")
    assert linkers.link(article, (), REFERENCES, {}, SETTINGS) == ()


def test_beside_markers_a_named_organisation_finds_its_unmarked_reference() -> None:
    references = (*REFERENCES, reference(5, "Lead shot and birds of prey", journal="European Bird Safety Authority"))
    text = "Owls hear voles [1]. Voles hide in grass [2]. The European Bird Safety Authority warns against lead shot."
    article = read_bytes(("# T\n\n" + text).encode(), "a.md")
    claims = linkers.link(article, claim_extractor.extract(article, SETTINGS), references, {}, SETTINGS)
    assert [(link.number, link.kind) for link in claims[-1].firm_links] == [(5, LinkKind.ORGANISATION)]


@pytest.mark.parametrize(("named", "numbers"), [("World Owl Trust", [5]), ("WOT", []), ("World Vole Trust", [])])
def test_beside_markers_a_name_spelt_out_finds_its_three_initials(named: str, numbers: list[int]) -> None:
    body = Reference(
        id="r-5",
        number=5,
        printed="WOT. Guideline: lead shot. Oslo 2012.",
        fields=CslItem(author=(CslName(literal="WOT"),)),
    )
    found = linked(
        f"# T\n\nOwls hear voles [1]. Voles hide in grass [2]. The {named} warns of lead.", (*REFERENCES, body)
    )
    assert [link.number for link in found[-1].firm_links] == numbers


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("| Adler 2011 [1] | 40 owls | 12% lower mortality |", [1]),
        ("| Adler 2011 | 40 owls | 12% lower mortality [2] |", [2]),
        ("| Adler 2011 [1] | 40 owls [3] | 12% lower mortality |", [1, 3]),
        ("| Adler 2011 | 40 owls | 12% lower mortality |", []),
    ],
)
def test_a_marker_in_a_row_means_the_figures_of_the_row(row: str, expected: list[int]) -> None:
    table = f"| Study | Owls | Effect |\n|---|---|---|\n{row}\n| Other | 9 | none |\n"
    body = f"# Owls\n\nOwls hunt [4]. Voles hide [2].\n\n{table}"
    assert sorted(firm(linked(body), "12% lower mortality")) == expected
