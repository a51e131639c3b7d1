"""DOIs and PubMed numbers as people print them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.identifiers import clean_doi, doi_readings, printed_dois, printed_pmid, without_identifiers

AMS = "10.1175/1520-0493(1974)102<0736:wacoj>2.0.co;2"
SICI = "10.1002/(sici)1096-9861(19960212)365:1<113::aid-cne9>3.0.co;2-6"


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("https://doi.org/10.1000/ABC", "10.1000/abc"),
        ("doi:10.1000/abc.", "10.1000/abc"),
        ("DOI: 10.1000/abc", "10.1000/abc"),
        ("http://dx.doi.org/doi:10.1000/abc", "10.1000/abc"),
        ("10.1016/S0140-6736(97)11096-0", "10.1016/s0140-6736(97)11096-0"),
        ("10.1016/0735-1097(87)90171-8.", "10.1016/0735-1097(87)90171-8"),
        ("(10.1000/abc)", ""),
        ("10.1000%2Fabc%3C1%3E", "10.1000/abc<1>"),
        ("10.1000/", ""),
        ("11.1000/abc", ""),
        ("", ""),
    ],
)
def test_a_doi_is_cleaned(text, doi):
    assert clean_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "dois"),
    [
        (f"In a list ({SICI}).", (SICI,)),
        (f"doi:{AMS}. Accessed 2020", (AMS,)),
        (f"{SICI[:-1]}V.", (f"{SICI[:-1]}v",)),
        (f"https://doi.org/{SICI}. Accessed 2020", (SICI,)),
        (f"https://doi.org/{SICI.replace('<', '%3C').replace('>', '%3E')}", (SICI,)),
        ("[doi:10.1000/abc]", ("10.1000/abc",)),
        ("see (https://doi.org/10.1016/S0140-6736(97)11096-0).", ("10.1016/s0140-6736(97)11096-0",)),
        ("doi:10.1000/abc; PMID: 12345678", ("10.1000/abc",)),
        ("doi:10.1000/abc;PMID:12345678", ("10.1000/abc",)),
        ("10.1000/abc and 10.1000/ABC", ("10.1000/abc",)),
        ("10.1000/a,b(c)", ("10.1000/a,b(c)",)),
        ("version 10.2/3 of it", ()),
    ],
)
def test_printed_dois_are_found_whole(text, dois):
    assert printed_dois(text) == dois


def test_text_that_clings_to_a_doi_gives_a_shorter_reading():
    assert doi_readings("10.1000/abc/full") == ("10.1000/abc/full", "10.1000/abc")
    assert doi_readings("10.1000/abc#sec2") == ("10.1000/abc#sec2", "10.1000/abc")
    assert doi_readings("10.1000/abc") == ("10.1000/abc",)


def test_pubmed_numbers():
    assert printed_pmid("Rest. PMID: 12345678.") == "12345678"
    assert printed_pmid("no number") == ""


def test_words_stay_when_identifiers_go():
    assert without_identifiers("Rest well. https://a.example/b?c=d PMID: 12345 doi:10.1000/abc").split() == [
        "Rest",
        "well.",
        "doi:",
    ]


@given(st.text(max_size=80))
def test_cleaning_is_stable(text):
    once = clean_doi(text)
    assert clean_doi(once) == once


@given(st.from_regex(r"10\.[0-9]{4,5}/[a-z0-9._()-]{1,20}[a-z0-9]", fullmatch=True))
def test_a_plain_doi_survives_being_printed(doi):
    if doi.count("(") == doi.count(")"):
        assert printed_dois(f"Rest. https://doi.org/{doi}.") == (doi,)
