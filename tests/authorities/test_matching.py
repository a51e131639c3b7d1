# ruff: noqa: E501 - tables of cases read best with a case on a line
"""Which work a reference means: matched, ambiguous, not found or not applicable."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.index import Index
from deskcheck.authorities.index.build import build
from deskcheck.authorities.matching import match, outside_registries, printed, registered, score, unsearchable
from deskcheck.authorities.records import work_from_crossref
from deskcheck.extractors.references.parse import parse
from deskcheck.model import CslItem, CslName, MatchStatus
from invented_works import HARLOW, message, reference, work

M = MatchStatus
TITLE = "Night shifts and recall among hospital cleaners in three cities"


def test_nothing_fits_nothing():
    assert match(reference(HARLOW), []).status is M.NOT_FOUND
    assert "does not mean wrong" in match(reference(HARLOW), []).reason


@pytest.mark.parametrize(
    "printed_words",
    [
        HARLOW,
        f"Harlow T, Winton B. {TITLE}. J Rest Stud. 2019;12(3):110-21.",
        f"T. Harlow and B. Winton, “{TITLE},” J. Rest Stud., vol. 12, no. 3, pp. 110–121, 2019.",
        f"HARLOW, Tess; WINTON, Bo. {TITLE.upper()}. Journal of Rest Studies, v. 12, n. 3, p. 110-121, 2019.",
        "J Rest Stud. 2019 May;12(3):110-21",
        "Harlow, T. et al. J. Rest Stud. 12, 110 (2019).",
        "Harlow T, Winton B. Nigth shifts and recal among hospital cleaners in three citys. J Rest Stud 2019;12:110",
        f"Harlow T. {TITLE}. Journal of Rest Studies. 2019.",
    ],
)
def test_one_work_in_many_styles(printed_words):
    assert match(reference(printed_words), [work()]).doi == "10.5555/rest.7"


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("https://doi.org/10.5555/rest.7", {"DOI": "same"}),
        ("[Full paper](https://doi.org/10.5555/rest.7)", {"DOI": "same"}),
        ("See doi:10.5555/rest.7 (accessed 3 May 2025)", {"DOI": "same"}),
        ("Harlow & Winton 2019, doi:10.5555/rest.7", {"author": "same", "year": "same"}),
        ("Harlow & Winton 2009, doi:10.5555/rest.7", {"author": "same", "year": "different"}),
    ],
)
def test_a_doi_with_hardly_a_word_beside_it_says_which_work_is_meant(words, rows):
    found = match(reference(words), [work()])
    assert (found.status, found.doi) == (M.MATCHED, "10.5555/rest.7")
    results = {row.field: row.result for row in found.comparison}
    assert rows.items() <= results.items()
    assert ("different" in results.values()) == ("different" in rows.values())


@pytest.mark.parametrize(
    "words",
    [
        "Bread and fullness after breakfast in bakers. doi:10.5555/rest.7",
        "Okafor N. 2019. doi:10.5555/rest.7",
        "Okafor, N. Annals of Fish 3, 44 (2012). doi:10.5555/rest.7",
        "Bread, tea, honey, butter, jam and fullness. doi:10.5555/rest.7",
    ],
)
def test_a_doi_beside_words_of_another_work_does_not(words):
    assert match(reference(words), [work()]).status is M.NOT_FOUND


@pytest.mark.parametrize(
    "other",
    [
        {"title": "Night shifts and recall among airport cleaners in two regions", "volume": "13", "page": "4-9"},
        {"title": f"Correction to: {TITLE}", "volume": "13", "page": "400"},
        {
            "title": f"Retraction: {TITLE}",
            "volume": "13",
            "page": "401",
            "update-to": [{"DOI": "10.5555/rest.7", "type": "retraction"}],
        },
        {"title": TITLE, "type": "component"},
        {"title": TITLE, "type": "peer-review"},
        {"title": "Sleep", "volume": "2", "page": "3", "issued": {"date-parts": [[1990]]}, "author": []},
    ],
)
def test_other_works_are_told_apart(other):
    assert match(reference(HARLOW), [work(doi="10.5555/other", **other)]).status is M.NOT_FOUND


def test_a_place_shared_by_chance_is_no_match():
    words = "Okafor N (2019) The blue lantern. J Rest Stud 12: 110."
    parsed = CslItem(type="article-journal", title="The blue lantern", author=(CslName(family="Okafor", given="N"),))
    assert match(reference(words, fields=parsed), [work()]).status is M.NOT_FOUND


def test_parts_of_a_series_are_told_apart():
    first = work(doi="10.5555/p.1", title="Rest in drivers. Part I: naps", volume="20", page="10-19")
    second = work(doi="10.5555/p.2", title="Rest in drivers. Part II: naps", volume="20", page="20-29")
    printed_words = "Harlow T, Winton B. Rest in drivers. Part II: naps. Journal of Rest Studies. 2019."
    assert match(reference(printed_words), [first, second]).doi == "10.5555/p.2"
    assert match(reference(printed_words), [first]).status is M.NOT_FOUND


def test_a_preprint_and_its_article_are_told_apart():
    preprint = work(doi="10.5555/pre", type="posted-content", volume="", issue="", page="", institution=[{"name": "restRxiv"}],
                    **{"container-title": [], "short-container-title": []})  # fmt: skip
    assert match(reference(HARLOW), [preprint, work()]).doi == "10.5555/rest.7"
    as_preprint = f"Harlow T, Winton B. {TITLE}. restRxiv [preprint]. 2019."
    assert match(reference(as_preprint), [preprint]).doi == "10.5555/pre"


def test_a_review_of_a_book_is_not_the_book():
    book = work(
        doi="10.5555/book", type="book", title="Rest at Work", volume="", issue="", page="", **{"container-title": []}
    )
    printed_words = "Marsh O. Review of Rest at Work, by T. Harlow. Journal of Rest Studies. 2020;13(2):201-3."
    assert match(reference(printed_words), [book]).status is not M.MATCHED


def test_two_works_that_fit_alike_are_ambiguous():
    one = work(doi="10.5555/a", volume="1", page="5-9")
    two = work(doi="10.5555/b", volume="30", page="77-80")
    found = match(reference(f"Harlow T, Winton B. {TITLE}. Journal of Rest Studies, 2019."), [one, two])
    assert (found.status, found.doi) == (M.AMBIGUOUS, "")
    assert {one.doi for one in found.candidates} == {"10.5555/a", "10.5555/b"}


def test_a_work_registered_twice_is_one_work():
    assert match(reference(HARLOW), [work(doi="10.5555/rest.7x"), work()]).status is M.MATCHED


def test_a_printed_doi_decides_between_two_but_proves_nothing():
    one, two = work(doi="10.5555/a", volume="1", page="5-9"), work(doi="10.5555/b", volume="30", page="77-80")
    words = f"Harlow T, Winton B. {TITLE}. Journal of Rest Studies, 2019."
    assert match(reference(f"{words} doi:10.5555/b"), [one, two]).doi == "10.5555/b"
    eels = work(doi="10.5555/eel", title="Migration of eels in cold rivers", author=[{"family": "Lind"}], volume="40", page="7",
                issued={"date-parts": [[2003]]}, **{"container-title": ["Annals of Fish"], "short-container-title": []})  # fmt: skip
    pointed = match(reference(f"{words} doi:10.5555/eel"), [eels])
    assert (pointed.status, pointed.doi, pointed.work.fields.doi) == (M.NOT_FOUND, "", "10.5555/eel")
    assert pointed.reason == "the printed DOI is registered for another work"
    assert match(reference(f"{words} doi:10.5555/eel"), [eels, one]).doi == "10.5555/a"


@pytest.mark.parametrize(
    "page",
    [
        "Bipolar Disorder. (n.d.). NIMH. Retrieved from",
        "Sleep Hygiene: Causes, Symptoms & Tips. (2018, August 20). Rest Clinic. Retrieved from",
        "[Internet]. Cologne, Germany: Rest Institute; 2006-. Depression: Overview. [Updated 2020 Jun 18]. Retrieved from",
        "World Rest Organization. Facts on sleep. https://www.rest.example/facts (accessed 3 May 2021).",
        "World Rest Organization. Facts on sleep. (n.d.). rest.example.org/2020-10-15/journal/facts",
    ],
)
def test_pages_of_the_web_are_in_no_registry(page):
    generic = work(doi="10.5555/g", title="Bipolar Disorder", volume="1", page="1", author=[{"family": "Muir"}])
    assert match(reference(page), [generic]).status is M.NOT_APPLICABLE


@pytest.mark.parametrize(
    "printed_words",
    [
        HARLOW,
        f"{HARLOW} Retrieved from https://a.example/b",
        "Rest. doi:10.1000/x. Retrieved from",
        "Harlow P, et al. (2012). Short naps at sea.\n  ncbi.nlm.nih.gov/pmc/articles/PMC1/",
        "Harlow P. (2012). Short naps at sea. https://www.nature.com/articles/rest12",
    ],
)
def test_publications_read_online_are_no_web_pages(printed_words):
    assert not outside_registries(reference(printed_words))


def test_a_reference_of_fields_alone_is_matched():
    fields = CslItem(type="article-journal", title=TITLE, container_title="J Rest Stud", volume="12", page="110")
    assert match(reference("", fields=fields), [work()]).doi == "10.5555/rest.7"


def test_the_order_of_the_works_does_not_matter():
    works = [work(), work(doi="10.5555/other", title="Naps at sea", volume="1", page="2")]
    assert match(reference(HARLOW), works) == match(reference(HARLOW), works[::-1])


@given(st.text(max_size=200))
def test_any_string_gets_an_answer_and_a_probability(text):
    found = match(reference(text), [work()])
    assert 0.0 <= found.probability <= 1.0
    assert (found.status is M.MATCHED) == bool(found.doi)


@given(st.sampled_from(HARLOW.split()), st.text(alphabet="abcdefgh", min_size=1, max_size=8))
def test_one_damaged_word_rarely_matters(word, instead):
    ours = printed(reference(HARLOW.replace(word, instead, 1)))
    assert score(ours, registered(work())).probability > 0.5


LONG = "Night shifts and recall: a cluster-randomised trial among hospital cleaners in three northern cities"
ELSEWHERE = message("10.5555/else", LONG, volume="14", issued={"date-parts": [[2021]]})


@pytest.mark.parametrize("words", ["", " \n", "…"])
def test_an_empty_reference_is_not_one_that_was_not_found(words):
    assert match(reference(words), [work()]).status is M.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("words", "doi"),
    [
        ("Harlow T, Winton B (2019). Night shifts and recall. Journal of Rest Studies, 12.", "10.5555/rest.7"),
        ("Harlow T, Winton B (2019). Night shifts and recall. Journal of Rest Studies.", "10.5555/rest.7"),
        ("Harlow T, Winton B (2019). Night shifts and recall. Journal of Rest Studies, 31.", ""),
        ("Harlow T, Winton B (2012). Night shifts and recall. Journal of Rest Studies.", ""),
        ("Harlow T, Winton B (2019). Night shifts and recall. Annals of Nursing.", ""),
        ("Brandt T, Winton B (2019). Night shifts and recall. Journal of Rest Studies.", ""),
    ],
)
def test_a_title_without_its_long_subtitle_is_known_by_author_journal_and_year(tmp_path, words, doi):
    records = [message(title=LONG), ELSEWHERE]
    source = tmp_path / "works.json"
    source.write_text(json.dumps(records))
    build([source], tmp_path / "index")
    found = Index.open(tmp_path / "index").look_up(reference(words))
    assert found.doi == doi
    assert match(reference(words), [work_from_crossref(record) for record in records]).doi == doi


@pytest.mark.parametrize(
    ("words", "status"),
    [
        ("https://pubmed.ncbi.nlm.nih.gov/22364157/", MatchStatus.UNKNOWN),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC5102203/", MatchStatus.UNKNOWN),
        ("https://clinic.example/naps", MatchStatus.NOT_APPLICABLE),
    ],
)
def test_a_work_given_by_its_pubmed_number_alone_is_unknown_and_not_searched_for(words, status):
    cited = reference(words, fields=parse(words).fields)
    assert match(cited, []).status is status
    assert unsearchable(cited)


def test_a_chapter_cited_with_its_book_is_the_chapter():
    printed_words = (
        "Brodie, E. (2001). Fishing rights and village law. In S. Lund (Ed.), Custom and Coast in the North Sea"
        " (pp. 77–102). Harbour Academic."
    )
    bare = {"short-container-title": [], "volume": "", "issue": "", "issued": {"date-parts": [[2001]]}}
    chapter = work(
        doi="10.5555/ch", title="Fishing rights and village law", type="book-chapter", page="77-102",
        author=[{"family": "Brodie", "given": "Ewan"}],
        **{**bare, "container-title": ["Custom and Coast in the North Sea"]},
    )  # fmt: skip
    book = work(
        doi="10.5555/bk", title="Custom and Coast in the North Sea", type="edited-book", page="", author=[],
        editor=[{"family": "Lund", "given": "Sigrid"}], **{**bare, "container-title": []},
    )  # fmt: skip
    cited = reference(printed_words, fields=parse(printed_words).fields)
    assert match(cited, [chapter, book]).doi == "10.5555/ch"
    alone = "Lund, S. (Ed.). (2001). Custom and Coast in the North Sea. Harbour Academic."
    assert match(reference(alone, fields=parse(alone).fields), [chapter, book]).doi == "10.5555/bk"


@pytest.mark.parametrize(
    "title",
    [
        "Erratum: Quiet hours and recall in hospital cleaners",
        "Corrigendum to “Quiet hours and recall in hospital cleaners” [Ann. Rest 30 (2012) 401–412]",
    ],
)
def test_a_notice_that_says_where_its_work_stands_is_not_that_work(title):
    shared = {"container-title": ["Annals of Rest"], "issue": "1"}
    year = {"issued": {"date-parts": [[2012]]}}, {"issued": {"date-parts": [[2013]]}}
    whole = "Quiet hours and recall in hospital cleaners"
    original = work(doi="10.5555/a.1", title=whole, volume="30", page="401-412", **shared, **year[0])
    notice = work(doi="10.5555/a.2", title=title, volume="31", page="99", **shared, **year[1])
    cited = f'Harlow T, Winton B. Corrigendum to "{whole}" [Ann. Rest 30 (2012) 401–412]. Annals of Rest 2013;31:99.'
    assert match(reference(cited), [original, notice]).doi == "10.5555/a.2"
    assert match(reference(cited), [original]).doi != "10.5555/a.1"
    plain = f"Harlow T, Winton B. {whole} [see also the appendix of 2011]. Annals of Rest 2012;30:401-12."
    assert match(reference(plain), [original, notice]).doi == "10.5555/a.1"
