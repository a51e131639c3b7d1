"""The rules of the family REF: each flaw is named, and sound references of every style stay silent."""

import datetime

import pytest

from deskcheck.checks import rules, runner
from deskcheck.model import Article, Audit, CslDate, CslItem, CslName, FieldSpan, Reference, Span, Tool
from deskcheck.settings import Settings

RULES = {rule.name: rule for rule in rules()}
DAY = datetime.date(2026, 11, 23)

SOUND = [
    "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.",
    "Okafor MD, Lind BS. Memory and rest. Ann Cogn. 2020;4(1):22-31. doi:10.1016/j.ac.2020.01.001",
    "Sleep Disorders. (2018, August 20). Northfield Clinic. Retrieved May 2, 2020, from https://example.org/sleep",
    "Moreau C. Rest at work. Ann Cogn 2016;7:e10123. Available from: https://doi.org/10.1371/journal.pone.0012345.",
    "Lind P. Dreams [Internet]. Bern: Rest Institute; 2010 [cited 2012 Mar 4]. Available from: http://example.org/a?b=c",
    "Smith M.D., Jones K. Chromatography of rest. Biomed Chromatogr. 1999;13:3-32. doi:10.1002/(SICI)1099(199908)13:5",
    "National Rest Association | Annual report on sleep. Bern: The Association; 2014.",
]


def reference(printed, number=1, *, start=0, label="", **fields):
    return Reference(
        id=f"r-{number}-{start}",
        number=number,
        label=label,
        printed=printed,
        span=Span(start, start + len(printed)),
        fields=CslItem(**fields),
        confidence=0.95,
    )


def audit(*references, stated=None, text=None):
    whole = text if text is not None else "\n".join(each.printed for each in references)
    span = Span(0, len(whole)) if references else None
    article = Article(
        path="a", format="plaintext", title="", text=whole, stated_references=stated, references_span=span
    )
    return Audit(tool=Tool("deskcheck", "0"), as_of=DAY, article=article, references=references)


def fired(name, *references, **options):
    findings, _ = runner.run(audit(*references, **options), Settings(as_of=DAY), [RULES[name]])
    assert not runner.crashed(findings)
    return [finding.message for finding in findings]


def listed(*printed, labels=None):
    start, found = 0, []
    for place, words in enumerate(printed, 1):
        number = labels[place - 1] if labels else place
        found.append(reference(words, number, start=start, label=f"{number}.", title=words))
        start += len(words) + 1
    return found


PRINTED_ALONE = (
    "cut-url", "malformed-doi", "article-number-as-issue", "missing-head", "site-label-in-title", "platform-as-journal",
    "publisher-as-journal", "degrees-in-names", "undated-reference", "missing-url",
)  # fmt: skip


@pytest.mark.parametrize("name", PRINTED_ALONE)
@pytest.mark.parametrize("printed", SOUND[:6])
def test_sound_references_raise_nothing(name, printed):
    authors = (CslName(family="Harlow", given="T."),)
    assert fired(name, reference(printed, title="Sleep", author=authors, issued=CslDate(date_parts=((2019,),)))) == []


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Rest. Clinic. Retrieved from,_Sleep,.2.aspx", "only the fragment"),
        ("Rest. Clinic. https://a.orghttps://b.org/c", "two addresses"),
        ("Rest. Clinic. http//example.org/a", "scheme is misspelt"),
        ("Rest. Clinic. htp://example.org/a", "scheme is misspelt"),
        ("Rest. Clinic. https://", "nothing follows"),
        ("Rest. Clinic. https://www.exam…", "ends in dots"),
        ("Rest. Clinic. 2020.https://example.org/a", "fused"),
        ("Rest. Clinic. https://example.org/5-steps-to-", "hyphen"),
    ],
)
def test_broken_addresses_are_named(printed, words):
    (message,) = fired("cut-url", reference(printed))
    assert words in message


@pytest.mark.parametrize(
    "printed",
    [
        "A. B. doi:1016/j.x.1",
        "A. B. doi: 10.1016/",
        "A. B. https://doi.org/j.x.1",
        "A. doi: 10.1016 /j.x",
        "A. doi: 10.10167",
    ],
)
def test_broken_dois_are_named(printed):
    assert len(fired("malformed-doi", reference(printed))) == 1


@pytest.mark.parametrize(
    "printed",
    ["A. doi:10.1016/j.x.1", "A. https://dx.doi.org/10.1002/(SICI)1", "A. doi: https://doi.org/10.1/x" + "0.1016/y"],
)
def test_sound_dois_are_not(printed):
    assert fired("malformed-doi", reference(printed.replace("10.1/x0.1016", "10.1016"))) == []


def test_a_house_that_prints_no_years_is_told_so_softly():
    def severities(dated):
        year = CslDate(date_parts=((2019,),))
        listed = [
            reference(f"Rest Clinic: Sleep and work {n}.", n, start=n, issued=year if n <= dated else None)
            for n in (1, 2, 3)
        ]
        findings, _ = runner.run(audit(*listed), Settings(as_of=DAY), [RULES["undated-reference"]])
        return [finding.severity.value for finding in findings]

    assert severities(2) == ["warning"]
    assert severities(1) == ["note", "note"]
    assert fired("undated-reference", reference("Phone interview with Mia Ash, farmer.", type="interview")) == []


def test_dates_are_missed():
    assert fired("undated-reference", reference("Rest. (n.d.). Clinic. https://example.org/2019/a")) != []
    assert fired("undated-reference", reference("Smith, N. D. (2019). Rest and sleep. Meadow Press.")) == []
    assert (
        "shows no year" in fired("undated-reference", reference("Rest and sleep. Clinic. https://example.org/2019"))[0]
    )
    assert fired("undated-reference", reference("Okafor, N. (in press). Rest and sleep. Annals.")) == []
    assert fired("undated-reference", reference("NCT00000000. Registered at trials.example.")) == []


@pytest.mark.parametrize(
    "words", ["Retrieved from", "Retrieved May 2, 2020, from", "Available at:", "Available from: http://"]
)
def test_announced_addresses_must_follow(words):
    assert len(fired("missing-url", reference(f"Rest. (2019). Clinic. {words}"))) == 1


def test_web_pages_want_an_address():
    assert len(fired("missing-url", reference("Rest. (2019). Clinic.", type="webpage"))) == 1
    assert fired("missing-url", reference("Rest. (2019). Clinic. example.org/rest", type="webpage")) == []


def test_platforms_and_publishers_are_no_journals():
    printed = "Lind, P. (2021). Rest. ScienceDirect, 122(4), 5–9."
    assert "ScienceDirect" in fired("platform-as-journal", reference(printed))[0]
    assert (
        fired("platform-as-journal", reference("PubMed. (2020). About.", type="webpage", container_title="PubMed"))
        == []
    )
    article = {"type": "article-journal", "volume": "12"}
    assert len(fired("publisher-as-journal", reference("x", container_title="Elsevier", **article))) == 1
    assert fired("publisher-as-journal", reference("x", container_title="Sleep", **article)) == []
    assert fired("publisher-as-journal", reference("x", container_title="Elsevier", type="book")) == []


@pytest.mark.parametrize("number", ["105338", "e12345", "AB12345"])
def test_article_numbers_are_told_from_issues(number):
    assert number in fired("article-number-as-issue", reference(f"Rest. Sleep, 122({number})."))[0]
    assert fired("article-number-as-issue", reference("Rest. Sleep, 122(12), 2019(4).")) == []


@pytest.mark.parametrize("printed", ["[Internet]. Bern: Rest; 2006.", ", 1988: Rest. Bern.", "(2019). Rest. Annals."])
def test_lost_heads_are_noticed(printed):
    assert len(fired("missing-head", reference(printed))) == 1


@pytest.mark.parametrize(
    "printed", ["“Rest.” Annals, 2019.", "5 Steps to Rest. 2019.", "de Vries P. Rest. 2019.", "iPhone sleep. 2019."]
)
def test_odd_heads_are_sound(printed):
    assert fired("missing-head", reference(printed)) == []


def test_degrees_are_told_from_initials():
    printed = "Okafor, Nneka MD; Lind, Peter J. PhD. Rest. (2014)."
    author = (CslName(family="Okafor"),)
    (message,) = fired("degrees-in-names", reference(printed, author=author))
    assert "MD" in message
    assert "PhD" in message
    assert fired("degrees-in-names", reference("Okafor MD, Lind BS. Rest. 2014.", author=author)) == []
    assert fired("degrees-in-names", reference("Okafor, N. Ph.D. thesis, Bern, 2014.", author=author)) == []


def test_site_labels_are_found_on_either_side():
    for title in ("NIRS » Rest", "Rest | Northfield Clinic"):
        assert len(fired("site-label-in-title", reference(f"{title}. (2019).", title=title))) == 1
    assert fired("site-label-in-title", reference("Rest: a review. (2019).", title="Rest: a review")) == []


def test_unreadable_references_are_errors():
    for printed in ("", "???", "x" * 5000):
        assert len(fired("unreadable-reference", reference(printed))) == 1
    assert len(fired("unreadable-reference", reference("some words that say nothing"))) == 1
    assert fired("unreadable-reference", reference("Rest and sleep", title="Rest and sleep")) == []
    assert fired("unreadable-reference", reference("NRA", url="https://rest.example/naps")) == []


def test_missing_titles_need_a_reading_of_the_whole():
    printed = "Smith J. J Sleep Res. 2016;25:421-9."
    base = reference(printed, author=(CslName(family="Smith"),), container_title="J Sleep Res")
    whole = Reference(
        id="r", number=1, printed=printed, fields=base.fields, confidence=0.9,
        field_spans=(FieldSpan("author", 0, 8), FieldSpan("container", 9, len(printed))),
    )  # fmt: skip
    assert len(fired("missing-title", whole)) == 1
    assert fired("missing-title", base) == []


def test_fields_missing_for_the_kind_are_named():
    journal = {"type": "article-journal", "title": "Rest", "container_title": "Annals of Sleep"}
    assert "volume" in fired("missing-field", reference("Lind, P. (2019). Rest. Annals of Sleep.", **journal))[0]
    assert fired("missing-field", reference("Lind, P. (in press). Rest. Annals of Sleep.", **journal)) == []
    assert fired("missing-field", reference("Lind, P. (2019). Rest. Annals of Sleep, 3.", volume="3", **journal)) == []
    assert len(fired("missing-field", reference("Lind, P. Rest. In: 2019.", type="chapter", title="Rest"))) == 1


def test_numbers_are_counted():
    one, two, three = SOUND[:3]
    assert "2" in fired("numbering-gap", *listed(one, two, labels=[1, 3]))[0]
    assert fired("numbering-gap", *listed(one, two, three)) == []
    assert fired("numbering-gap", *listed(one, two, labels=[14, 15])) == []
    assert len(fired("duplicate-number", *listed(one, two, three, labels=[1, 2, 2]))) == 1
    assert fired("duplicate-number", *listed(one, two, three)) == []


def test_the_stated_count_is_compared():
    assert len(fired("wrong-reference-count", *listed(*SOUND[:2]), stated=3)) == 1
    assert fired("wrong-reference-count", *listed(*SOUND[:2]), stated=2) == []
    assert fired("wrong-reference-count", *listed(*SOUND[:2])) == []


def test_duplicates_are_found_by_doi_words_and_title():
    first, second = listed(SOUND[0], SOUND[1])
    assert fired("duplicate-reference", first, second) == []
    assert len(fired("duplicate-reference", *listed(SOUND[0], SOUND[0].upper()))) == 1
    same_doi = [reference("A b c d e f g", 1, doi="10.1/A"), reference("Other words here", 2, start=20, doi="10.1/a")]
    assert fired("duplicate-reference", *same_doi) == ["Reference 2 repeats reference 1."]


def test_mixed_styles_are_named():
    apa = [f"Lind, P. ({2000 + year}). Rest and sleep. Annals, {year}, 1–9." for year in range(6)]
    assert fired("inconsistent-style", *listed(*apa)) == []
    (message,) = fired("inconsistent-style", *listed(*apa, "Okafor N. Rest. Ann Cogn. 2020;4(1):22-31."))
    assert message.endswith("7 does not.")


def test_laws_are_cited_by_a_form_of_their_own_in_every_style():
    vancouver = [f"Lind P. Rest and sleep. Annals. 20{year};{year}:1-9." for year in range(10, 16)]
    law = reference("Berg v. Winton, 410 U.S. 113 (1973).", 7, start=900, label="7.", type="legal_case")
    assert fired("inconsistent-style", *listed(*vancouver), law) == []
    article = reference("Berg W. (1973). Winton. Annals, 4, 113.", 7, start=900, label="7.", type="article-journal")
    assert len(fired("inconsistent-style", *listed(*vancouver), article)) == 1


def test_keys_and_ways_back_are_no_other_setting_of_the_number():
    printed = [f"Lind, P. ({2000 + year}). Rest and sleep. Annals, {year}, 1–9." for year in range(6)]
    keys = ("[^tea]:", "[^2]:", "[^naps-2019]:", "[^4]:", "[^five]:", "[^6]:")
    assert fired("inconsistent-style", *(reference(one, at, label=keys[at]) for at, one in enumerate(printed))) == []
    dotted = ("1.", "2.", "3.", "4.", "5.", "[6]")
    (message,) = fired("inconsistent-style", *(reference(one, at, label=dotted[at]) for at, one in enumerate(printed)))
    assert "the number before it" in message


def test_words_between_references_are_reported():
    text = f"1. {SOUND[0]}\nAdvertisement\n2. {SOUND[1]}"
    first = reference(SOUND[0], 1, start=3, label="1.")
    second = reference(SOUND[1], 2, start=text.index(SOUND[1]), label="2.")
    (message,) = fired("stray-text", first, second, text=text)
    assert message.startswith("“Advertisement”")
    assert fired("stray-text", first, text=text) == []


def test_a_short_note_of_a_work_cited_before_needs_no_year():
    printed = (
        "Jane Harrow, “Evening Light and Sleep,” Journal of Rest 14 (2018): 201.",
        "Harrow, “Evening Light,” 207.",
    )
    first = reference(printed[0], 1, title="Evening Light and Sleep", author=(CslName(family="Harrow"),))
    assert fired("undated-reference", first, reference(printed[1], 2, start=90)) == []
    assert fired("undated-reference", reference(printed[1], 2, start=90)) == ["Reference 2 shows no year."]


def test_a_note_that_is_a_remark_needs_no_year():
    remark = "This was before the clinic moved to its new building."
    assert fired("undated-reference", reference(remark, title=remark)) == []
    assert fired("undated-reference", reference(remark, title=remark, container_title="Annals")) != []
    assert fired("undated-reference", reference("Sleep in a clinic that had moved to its new building.")) != []
