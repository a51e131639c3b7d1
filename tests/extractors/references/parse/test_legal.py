"""Court cases, laws, standards and patents are read by their forms."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.matching.printed import outside_registries
from deskcheck.extractors.references.parse import legal, parse, parse_all
from deskcheck.model import Reference
from deskcheck.model.currency import age

CASES = [
    ("Berg v. Harbour Health, Inc., 410 U.S. 113 (1973).", "Berg v. Harbour Health, Inc", ("410", "U.S", "113", 1973)),
    ("United States v. Winton. 411 U.S. 423, 435–436; 1973.", "United States v. Winton", ("411", "U.S", "423", 1973)),
    (
        "Doe v. Acme Sys., 55 F. Supp. 2d 123, 130 (S.D.N.Y. 1999).",
        "Doe v. Acme Sys",
        ("55", "F. Supp. 2d", "123", 1999),
    ),
    ("Smith v. Jones, 123 F.3d 456 (9th Cir. 1997).", "Smith v. Jones", ("123", "F.3d", "456", 1997)),
    ("Harlow v Winton [1932] AC 562", "Harlow v Winton", ("", "AC", "562", 1932)),
    ("Berg v Queensland (1992) 175 CLR 1", "Berg v Queensland", ("175", "CLR", "1", 1992)),
]
LAWS = [
    ("Sleep in Hospitals Act, 42 U.S.C. § 18001 (2010).", "Sleep in Hospitals Act", "18001", 2010),
    ("21 U.S.C. § 355(b)", "", "355(b)", None),
    (
        "Protection of Patients, 45 C.F.R. § 46 (2018). Available at https://example.gov/46",
        "Protection of Patients",
        "46",
        2018,
    ),
    ("Family Rest Act, Pub. L. No. 111-31, 123 Stat. 1776 (2009).", "Family Rest Act", "111-31", 2009),
    ("Rest and Portability Act of 1996, Pub. L. 104-191.", "Rest and Portability Act of 1996", "104-191", 1996),
    ("Deeming pillows to be devices. 81 Fed. Reg. 28973 (May 10, 2016).", "Deeming pillows to be devices", "", 2016),
    ("Equality Act 2010, c. 15.", "Equality Act 2010", "", 2010),
    ("Therapeutic Goods Act 1989 (Cth).", "Therapeutic Goods Act 1989", "", 1989),
]
EUROPEAN = (
    "Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016 on data, "
    "OJ L 119, 4.5.2016, p. 1–88."
)


@pytest.mark.parametrize(("printed", "title", "where"), CASES)
def test_decisions_of_courts(printed: str, title: str, where: tuple[str, str, str, int]) -> None:
    found = parse(printed).fields
    assert (found.type, found.title.rstrip("."), found.author) == ("legal_case", title, ())
    assert (found.volume, found.container_title.rstrip("."), found.page, found.year) == where


@pytest.mark.parametrize(("printed", "title", "number", "year"), LAWS)
def test_laws(printed: str, title: str, number: str, year: int | None) -> None:
    found = parse(printed).fields
    assert (found.type, found.title, found.number or found.section, found.year) == (
        "legislation",
        title,
        number,
        year,
    )


def test_an_act_of_the_european_union() -> None:
    found = parse(EUROPEAN)
    assert found.fields.title.startswith("Regulation (EU) 2016/679 of the European Parliament")
    assert found.fields.title.endswith("on data")
    assert (found.fields.container_title, found.fields.volume, found.fields.page) == ("OJ", "L 119", "1–88")
    assert found.fields.year == 2016
    old = parse("Commission Regulation (EC) No 1881/2006 of 19 December 2006 setting levels in foodstuffs.").fields
    assert (old.type, old.year) == ("legislation", 2006)


@pytest.mark.parametrize(
    ("printed", "number", "title", "year"),
    [
        (
            "ISO 9001:2015. Quality of rest — Requirements. Geneva: Standards House; 2015.",
            "ISO 9001:2015",
            "Quality of rest — Requirements",
            2015,
        ),
        ("ISO/IEC 27001:2013, Information on pillows", "ISO/IEC 27001:2013", "Information on pillows", 2013),
        ("DIN EN 12464-1:2011-08: Licht am Abend", "DIN EN 12464-1:2011-08", "Licht am Abend", 2011),
    ],
)
def test_standards(printed: str, number: str, title: str, year: int) -> None:
    found = parse(printed).fields
    assert (found.type, found.number, found.title, found.year) == ("standard", number, title, year)


@pytest.mark.parametrize(
    "printed",
    [
        "Harlow TJ, inventor; Acme, assignee. Ring that measures sleep. United States patent US 9,123,456. 2015 Sep 1.",
        "Harlow, T. J. (2015). Ring that measures sleep. U.S. Patent No. 9,123,456. Washington, DC: Patent House.",
        "T. J. Harlow, “Ring that measures sleep,” U.S. Patent 9 123 456, Sep. 1, 2015.",
    ],
)
def test_patents(printed: str) -> None:
    found = parse(printed).fields
    assert (found.type, found.title, found.year) == ("patent", "Ring that measures sleep", 2015)
    assert [name.family for name in found.author] == ["Harlow"]
    assert "".join(filter(str.isdigit, found.number)) == "9123456"


@pytest.mark.parametrize(
    "printed",
    [
        "Berg T. Directive parenting and sleep. J Rest. 2016;12(3):1-9.",
        "Harlow v, Winton B. Rest, 12 (1999) 34.",
        "Adler A. The Affordable Care Act 2010 and sleep clinics. Health Policy. 2012;4:1-9.",
        "Chen W. ISO 9001 in hospitals: a survey. Qual Rest. 2015;3:1-4.",
        "Dole P. Patent sleep. Oxford: Rest Press; 2001.",
    ],
)
def test_articles_about_laws_and_standards_are_left_alone(printed: str) -> None:
    assert legal.read(printed) is None
    assert parse(printed).fields.author


def test_spans_are_where_the_fields_stand() -> None:
    printed = CASES[1][0]
    spans = {span.label: printed[span.start : span.end] for span in parse(printed).spans}
    assert spans == {
        "title": "United States v. Winton",
        "volume": "411",
        "container": "U.S.",
        "pages": "423",
        "date": "1973",
    }


def test_a_law_has_no_age_and_is_looked_up_nowhere() -> None:
    reference = Reference(id="r", number=1, printed=LAWS[0][0], fields=parse(LAWS[0][0]).fields)
    assert age(reference, datetime.date(2026, 1, 1)) is None
    assert outside_registries(reference)


def test_where_a_law_stands_on_the_web_is_kept() -> None:
    printed = "Rest Act 2005, c. 9. Available at: https://laws.example.org/2005/9 (Accessed: 11 July 2021)."
    found = parse(printed)
    assert (found.fields.type, found.fields.title) == ("legislation", "Rest Act 2005")
    assert found.fields.url == "https://laws.example.org/2005/9"
    assert found.fields.accessed is not None
    assert found.fields.accessed.date_parts == ((2021, 7, 11),)
    assert [span.label for span in found.spans] == ["title", "url", "accessed"]


@given(st.text(alphabet="A v.§()[]0129,;US C“”:/\n", max_size=120))
def test_any_text_is_answered(text: str) -> None:
    found = legal.read(text)
    if found:
        last = 0
        for span in found[1]:
            assert last <= span.start < span.end <= len(text)
            last = span.end
    assert len(parse_all([text])) == 1
