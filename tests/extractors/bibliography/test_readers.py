"""Every bibliography format is read; what cannot be used is reported with its line."""

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.extractors import bibliography
from deskcheck.extractors.bibliography.item import date, name
from deskcheck.model import CslDate, CslName


def read(text, path):
    return bibliography.read(textwrap.dedent(text).encode(), path)


def test_bibtex_entries_become_references():
    (first, second), problems = read(
        r"""
        @article{harlow2019,
          title = {Sleep {D}uration in {K{\"o}ln} \& Paris}, author = {Harlow, T. and von Känel, Roland and {WHO}},
          journal = "J Sleep", year = 2019, month = mar, volume = 12, number = 3, pages = {101--110},
          doi = {https://doi.org/10.1000/a_1},
        }
        @online{page, title = {Rest}, date = {2020-04-05}, url = {https://example.org/a_b}, urldate = {2021-01-02},
          organization = {Clinic}}
        """,
        "refs.bib",
    )
    assert problems == ()
    fields = first.fields
    assert (fields.id, fields.type, fields.title) == ("harlow2019", "article-journal", "Sleep Duration in Köln & Paris")
    assert fields.author == (
        CslName(family="Harlow", given="T."),
        CslName(family="Känel", given="Roland", non_dropping_particle="von"),
        CslName(literal="WHO"),
    )
    assert (fields.container_title, fields.volume, fields.issue, fields.page) == ("J Sleep", "12", "3", "101-110")
    assert (fields.issued, fields.doi) == (CslDate(date_parts=((2019, 3),)), "10.1000/a_1")
    assert (second.fields.type, second.fields.url, second.fields.publisher) == (
        "webpage",
        "https://example.org/a_b",
        "Clinic",
    )
    assert second.fields.accessed == CslDate(date_parts=((2021, 1, 2),))
    assert (first.number, first.label, first.span) == (1, "harlow2019", None)


def test_a_broken_entry_is_reported_with_its_line_and_the_rest_is_read():
    references, problems = read(
        """\
        @article{one, title={First}, year=2019}
        @book{broken title={x}

        @book{two, title={Second}}
        words outside
        """,
        "refs.bib",
    )
    assert [reference.fields.title for reference in references] == ["First", "Second"]
    assert problems[0].line == 2
    assert any(problem.text.strip() == "words outside" and problem.line == 5 for problem in problems)


def test_duplicate_keys_and_fields_are_read_and_reported():
    references, problems = read("@misc{a, title={x}}\n@misc{a, title={y}}\n@misc{b, title={z}, title={w}}", "refs.bib")
    assert [reference.fields.title for reference in references] == ["x", "y", "z"]
    assert [problem.line for problem in problems] == [2, 3]


def test_comments_and_strings_of_bibtex_are_no_loss():
    references, problems = read(
        '% a remark\n@string{j = "J Sleep"}\n@comment{x}\n@article{a, title={T}, journal = j}', "a.bib"
    )
    assert problems == ()
    assert references[0].fields.container_title == "J Sleep"


def test_ris_records_become_references():
    (first, second), problems = read(
        """\
        TY  - JOUR
        AU  - Harlow, T.
        AU  - World Health Organization
        TI  - Sleep and
          recall
        T2  - J Sleep
        PY  - 2019
        DA  - 2019/03/02
        VL  - 12
        IS  - 3
        SP  - 101
        EP  - 110
        DO  - 10.1000/a
        ER  -

        TY  - BOOK
        TI  - Rest
        PB  - Press
        SN  - 978-3-16-148410-0
        ER  -
        """,
        "refs.ris",
    )
    assert problems == ()
    assert first.fields.title == "Sleep and recall"
    assert first.fields.author == (CslName(family="Harlow", given="T."), CslName(literal="World Health Organization"))
    assert (first.fields.page, first.fields.issued) == ("101-110", CslDate(date_parts=((2019, 3, 2),)))
    assert (second.fields.type, second.fields.isbn, second.fields.publisher) == ("book", "978-3-16-148410-0", "Press")


def test_what_lies_outside_ris_records_is_reported():
    references, problems = read("lost words\nTY  - JOUR\nTI  - A\nTY  - JOUR\nTI  - B\nER  - \nER  - \n", "refs.ris")
    assert [reference.fields.title for reference in references] == ["A", "B"]
    assert [(problem.line, problem.reason) for problem in problems] == [
        (1, "stands outside any record"),
        (2, "the record has no end (ER); it was read up to the next"),
        (7, "ends a record that never began"),
    ]


def test_endnote_tags_are_read():
    (only,), problems = read("%0 Journal Article\n%A Harlow, T.\n%T Sleep\n%J J Sleep\n%D 2019\n%V 12\n", "refs.enw")
    assert problems == ()
    assert (only.fields.type, only.fields.title, only.fields.year) == ("article-journal", "Sleep", 2019)


def test_nbib_records_become_references():
    (first, second), problems = read(
        """\
        PMID- 123
        TI  - Sleep and recall
              in adults.
        FAU - Harlow, Tim
        CN  - Rest Group
        JT  - Journal of sleep
        TA  - J Sleep
        DP  - 2019 Mar 2
        VI  - 12
        PG  - 101-10
        LID - 10.1000/a [doi]
        PT  - Journal Article

        PMID- 124
        TI  - Rest
        PG  - e12
        """,
        "refs.nbib",
    )
    assert problems == ()
    assert (first.fields.title, first.fields.pmid, first.fields.doi) == (
        "Sleep and recall in adults",
        "123",
        "10.1000/a",
    )
    assert first.fields.author == (CslName(family="Harlow", given="Tim"), CslName(literal="Rest Group"))
    assert first.fields.issued == CslDate(date_parts=((2019, 3, 2),))
    assert second.fields.number == "e12"


def test_csl_json_takes_the_liberties_of_other_programs():
    (first, second, _), problems = read(
        """\
        [{"id": 7, "type": "article-journal", "title": ["Sleep"], "volume": 12, "unknown": 1,
          "issued": {"date-parts": [["2019", "3"]]},
          "author": [{"family": "Harlow", "given": "T."}, {"name": "WHO"}, "Someone"]},
         {"title": "Rest", "issued": {"raw": "2020-04-05"}, "DOI": ""},
         17,
         {"title": {"odd": 1}}]
        """,
        "refs.json",
    )
    assert (first.fields.id, first.fields.title, first.fields.volume, first.fields.year) == ("7", "Sleep", "12", 2019)
    assert [person.shown() for person in first.fields.author] == ["Harlow, T.", "WHO", "Someone"]
    assert second.fields.issued == CslDate(date_parts=((2020, 4, 5),))
    assert [problem.line for problem in problems] == [5, 6]


@pytest.mark.parametrize("text", ['{"a": 1}', '[{"id": "x", "type": "book"}]', '{"name": "site", "version": 2}'])
def test_an_object_without_a_field_of_a_work_is_reported(text):
    references, (problem,) = bibliography.read(text.encode(), "a.json")
    assert not references
    assert problem.reason == "is no bibliographic item"


@pytest.mark.parametrize("text", ["[" * 20_000, "not json", '{"a"', ""])
def test_what_is_no_json_is_reported(text):
    assert [problem.line for problem in bibliography.read(text.encode(), "a.json")[1]] == [1]


@pytest.mark.parametrize("text", ['{"items": [{"title": "A"}]}', '{"title": "A"}', '\ufeff[{"title": "A"}]'])
def test_other_shapes_of_csl_json_are_read(text):
    (only,), _ = bibliography.read(text.encode(), "refs.json")
    assert only.fields.title == "A"


JATS = """<?xml version="1.0"?>
<article xmlns:xlink="http://www.w3.org/1999/xlink"><back><ref-list>
<ref id="r1"><label>1</label><element-citation publication-type="journal"><person-group person-group-type="author">
<name><surname>Harlow</surname><given-names>T</given-names></name><collab>WHO</collab></person-group>
<article-title>Sleep and <italic>recall</italic></article-title><source>J Sleep</source><year>2019</year>
<volume>12</volume>
<fpage>101</fpage><lpage>110</lpage><pub-id pub-id-type="doi">10.1000/a</pub-id></element-citation></ref>
<ref id="r2"><label>2</label><mixed-citation publication-type="book"><name><surname>Okafor</surname></name> (2020).
<source>Rest</source>. <publisher-name>Press</publisher-name>.</mixed-citation></ref><ref id="r3"/>
</ref-list></back></article>"""


def test_jats_reference_lists_are_read():
    (first, second), problems = bibliography.read(JATS.encode(), "a.xml")
    assert (first.label, first.fields.title, first.fields.page) == ("1", "Sleep and recall", "101-110")
    assert first.fields.author == (CslName(family="Harlow", given="T"), CslName(literal="WHO"))
    assert (second.fields.title, second.fields.publisher, second.printed) == (
        "Rest",
        "Press",
        "Okafor (2020). Rest. Press.",
    )
    assert [problem.reason for problem in problems] == ["a ref without a citation"]


@pytest.mark.parametrize(
    "text",
    ['<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "<a><b></a>", "no xml at all", "<a>&undefined;</a>", "<ref>" * 5000],
)
def test_xml_that_is_unsafe_or_broken_is_reported(text):
    references, problems = bibliography.read(text.encode(), "a.xml")
    assert references == ()
    assert len(problems) == 1
    assert problems[0].line >= 1


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("@misc{a, title={Köln}}".encode("utf-16"), "Köln"),
        ("@misc{a, title={Köln}}".encode("utf-8-sig"), "Köln"),
        ("@misc{a, title={Köln}}".encode("cp1252"), "Köln"),
    ],
)
def test_encodings_are_told_apart(data, title):
    references, _ = bibliography.read(data, "a.bib")
    assert references[0].fields.title == title


def test_a_foreign_encoding_is_reported_with_its_line():
    _, problems = bibliography.read("\n\n@misc{a, title={Köln}}".encode("cp1252"), "a.bib")
    assert [(problem.line, problem.reason) for problem in problems] == [(3, "is not UTF-8; read as Windows-1252")]


def test_an_unknown_suffix_is_refused():
    with pytest.raises(InputError, match="no bibliography format"):
        bibliography.read(b"", "a.xyz")


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("2019-03-02", ((2019, 3, 2),)),
        ("2019/03", ((2019, 3),)),
        ("2019 Mar 2", ((2019, 3, 2),)),
        ("2019-03/2020-01", ((2019, 3), (2020, 1))),
        ("2019", ((2019,),)),
        ("2019-13-40", ((2019,),)),
    ],
)
def test_dates_are_read(printed, expected):
    assert date(printed).date_parts == expected


def test_other_words_stay_literal_dates():
    assert date("n.d.") == CslDate(literal="n.d.")
    assert date("  ") is None


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("Harlow, T.", CslName(family="Harlow", given="T.")),
        ("Harlow, Jr., T.", CslName(family="Harlow", given="T.", suffix="Jr.")),
        ("Harlow, T., Jr.", CslName(family="Harlow", given="T.", suffix="Jr.")),
        ("World Health Organization", CslName(literal="World Health Organization")),
        ("Rest Group,", CslName(literal="Rest Group")),
    ],
)
def test_names_are_read(printed, expected):
    assert name(printed) == expected


@given(st.binary(max_size=300), st.sampled_from([suffix for suffix in bibliography.FORMATS if suffix != ".enw"]))
def test_any_bytes_are_answered(data, suffix):
    references, problems = bibliography.read(data, "a" + suffix)
    assert all(reference.number == place for place, reference in enumerate(references, 1))
    assert all(problem.reason for problem in problems)


@given(st.lists(st.sampled_from(["good", "broken", "words"]), max_size=8))
def test_every_stretch_of_a_bibtex_file_is_read_or_reported(kinds):
    shapes = {
        "good": "@misc{{k{0}, title={{T{0}}}}}",
        "broken": "@misc{{k{0} title={{T{0}}}}}",
        "words": "lost{0} words",
    }
    text = "\n".join(shapes[kind].format(place) for place, kind in enumerate(kinds))
    references, problems = bibliography.read(text.encode(), "a.bib")
    read_keys = {reference.label for reference in references}
    reported = "".join(problem.text for problem in problems)
    for place, kind in enumerate(kinds):
        assert (f"k{place}" in read_keys) == (kind == "good")
        if kind != "good":
            assert f"{place}" in reported


@pytest.mark.parametrize(
    "odd", ["[1e999]", "1e999", "[[[[1e999]]]]", '{"issued": {"date-parts": true}}', '{"volume": 1e999}']
)
def test_an_odd_item_of_csl_json_leaves_the_others_readable(odd):
    data = f'[{odd}, {{"title": "Sleep and rest", "issued": {{"date-parts": [["{"9" * 5000}"], [2019]]}}}}]'
    references, _ = bibliography.read(data.encode(), "refs.json")
    assert references[-1].fields.title == "Sleep and rest"
    assert references[-1].fields.year == 2019


def test_a_missing_comma_is_told_and_both_fields_are_read():
    text = '@string{j = "J Rest"}\n@article{a, title = {Naps},\n  year = {2019}\n  volume = {15},\n  journal = j}\n'
    (found,), (problem,) = read(text, "refs.bib")
    assert (found.fields.year, found.fields.volume, found.fields.container_title) == (2019, "15", "J Rest")
    assert found.printed == text.split("\n", 1)[1].rstrip()
    assert (problem.line, "comma" in problem.reason) == (3, True)


def test_a_repeated_key_is_read_with_the_abbreviations_of_the_file():
    again = '@article{a, title = "Tea", author = "Roe, K.", journal = j}'
    text = f'@string{{j = "J Rest"}}\n@article{{a, title = {{Naps}}}}\n{again}\n'
    fields = read(text, "refs.bib")[0][1].fields
    assert (fields.title, fields.author[0].family, fields.container_title) == ("Tea", "Roe", "J Rest")


def test_a_chapter_takes_from_its_book_what_it_does_not_say():
    text = (
        "@incollection{c, author = {Roe, K.}, title = {Naps}, crossref = {b}, pages = {1--9}}\n"
        "@book{b, editor = {Doe, J.}, title = {Rest}, publisher = {Meadow}, address = {Oxford}, year = 2015,\n"
        "  doi = {10.5555/b}}"
    )
    fields = read(text, "refs.bib")[0][0].fields
    assert (fields.title, fields.container_title, fields.publisher, fields.year) == ("Naps", "Rest", "Meadow", 2015)
    assert (fields.editor[0].family, fields.publisher_place, fields.doi) == ("Doe", "Oxford", "")


def test_markup_of_web_pages_is_no_part_of_a_title():
    fields = read("TY  - JOUR\nTI  - <i>Homo</i> &amp; H<sub>2</sub>O at p < 0.05\nER  - \n", "refs.ris")[0][0].fields
    assert fields.title == "Homo & H2O at p < 0.05"
    assert read("@misc{a, title = {On <i>Homo</i> \\& fire}}", "refs.bib")[0][0].fields.title == "On Homo & fire"


def test_the_full_name_of_a_journal_and_a_doi_among_the_kinds_are_read():
    text = "TY  - JOUR\nT1  - Naps\nJF  - Journal of Rest\nJO  - J Rest\nM3  - doi: 10.5555/rest.7\nER  - \n"
    fields = read(text, "refs.ris")[0][0].fields
    assert (fields.container_title, fields.container_title_short) == ("Journal of Rest", "J Rest")
    assert (fields.doi, fields.genre) == ("10.5555/rest.7", "")
