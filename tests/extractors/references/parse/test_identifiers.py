import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import identifiers


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("doi:10.1234/abc.5.", "10.1234/abc.5"),
        ("https://doi.org/10.1016/S0140-6736(14)60460-8)", "10.1016/S0140-6736(14)60460-8"),
        ("(10.1234/xy-1)", "10.1234/xy-1"),
        ("doi: 10.1234/ab, 12", "10.1234/ab"),
    ],
)
def test_doi_ends_where_the_sentence_goes_on(printed: str, value: str) -> None:
    found = identifiers.doi(printed)
    assert found is not None
    assert found[0] == value
    assert printed[found[1] : found[2]] == value


@pytest.mark.parametrize("printed", ["10.1234", "version 10.1", "10.12/short", ""])
def test_what_is_no_doi(printed: str) -> None:
    assert identifiers.doi(printed) is None


def test_the_other_identifiers() -> None:
    assert identifiers.pmid("PMID: 29477251; PMCID: PMC5889788.") == ("29477251", 6, 14)
    assert (identifiers.pmcid("PMCID: PMC5889788.") or ("",))[0] == "PMC5889788"
    assert (identifiers.arxiv("arXiv:1707.06434v2") or ("",))[0] == "1707.06434v2"
    assert (identifiers.arxiv("Phys. Rev. [hep-th/0011193]") or ("",))[0] == "hep-th/0011193"
    assert identifiers.arxiv("BMJ 2001;3. doi 10.1136/0011193") is None
    assert (identifiers.issn("ISSN 1744-859X") or ("",))[0] == "1744-859X"
    assert (identifiers.isbn("ISBN 978-0-306-40615-7.") or ("",))[0] == "978-0-306-40615-7"


def test_an_isbn_with_a_wrong_check_digit_is_none() -> None:
    assert identifiers.isbn("ISBN 978-0-306-40615-8") is None


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("<http://example.org/a>", "http://example.org/a"),
        ("http://www. example.org/ a.html.", "http://www.example.org/a.html"),
        ("www.example.org/x_(y)", "www.example.org/x_(y)"),
        ("example.org/page", "example.org/page"),
        (",_Emotional_Regulation,.2.aspx", ""),
        ("aspx", ""),
    ],
)
def test_addresses(printed: str, value: str) -> None:
    assert identifiers.address(printed) == value


@given(st.text(max_size=300))
def test_places_point_at_the_identifier(text: str) -> None:
    for read in (identifiers.doi, identifiers.pmid, identifiers.arxiv):
        found = read(text)
        if found:
            assert "".join(text[found[1] : found[2]].split()) == found[0]
