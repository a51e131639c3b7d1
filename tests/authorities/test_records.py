# ruff: noqa: E501 - tables of cases read best with a case on a line
"""Crossref messages → works, whatever the messages hold."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.authorities.records import plain, plain_abstract, work_from_crossref
from deskcheck.model import NoticeType
from invented_works import message, work


def test_the_fields_of_a_usual_record():
    fields = work(**{"article-number": "e12", "publisher": "Rest Press", "ISSN": ["1234-5678", "8765-4321"]}).fields
    assert (fields.type, fields.volume, fields.issue, fields.page, fields.number) == (
        "article-journal",
        "12",
        "3",
        "110-121",
        "e12",
    )
    assert [name.shown() for name in fields.author] == ["Harlow, Tess", "Winton, Bo"]
    assert (fields.issued.shown(), fields.year, fields.issn) == ("2019-05-02", 2019, "1234-5678 8765-4321")


@pytest.mark.parametrize(
    ("markup", "words"),
    [
        ("Effects of CO<sub>2</sub> on <i>sleep</i>", "Effects of CO2 on sleep"),
        ("Cause &amp;amp; effect", "Cause & effect"),
        ("line\n   break", "line break"),
        ("p < 0.05 and q > 3", "p < 0.05 and q > 3"),
        ("A <mml:math><mml:mi>N</mml:mi></mml:math> B", "A N B"),
    ],
)
def test_titles_lose_markup_and_keep_words(markup, words):
    assert plain(markup) == words


def test_abstracts_become_paragraphs_without_their_heading():
    jats = "<jats:title>Abstract</jats:title><jats:sec><jats:title>Aim</jats:title><jats:p>To rest.</jats:p></jats:sec><jats:p>Done.</jats:p>"
    assert plain_abstract(jats) == "Aim\n\nTo rest.\n\nDone."


@pytest.mark.parametrize(
    ("issued", "shown"),
    [
        ({"date-parts": [[2019]]}, "2019"),
        ({"date-parts": [["2019", 13, 1]]}, "2019"),
        ({"date-parts": [[2019, 2, 31]]}, "2019-02-31"),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": []}, None),
        ({"date-parts": [[0]]}, None),
        ("2019", None),
        (None, None),
    ],
)
def test_dates_keep_what_makes_sense(issued, shown):
    found = work_from_crossref({"DOI": "10.1/x", "issued": issued}).fields.issued
    assert (found.shown() if found else None) == shown


def test_every_name_of_the_container_is_kept_once():
    names = work(
        **{"container-title": ["A Journal", "A Series"], "short-container-title": ["A J", "A Journal"]}
    ).container_titles
    assert names == ("A Journal", "A Series", "A J")


def test_a_preprint_is_contained_by_its_server():
    record = work(
        type="posted-content", subtype="preprint", institution=[{"name": "restRxiv"}], **{"container-title": []}
    )
    assert (record.fields.type, record.fields.genre, record.fields.container_title) == (
        "article",
        "preprint",
        "restRxiv",
    )


def test_subtitles_and_other_titles_stand_apart():
    record = work(subtitle=["A cohort study"], **{"original-title": ["Nachtschichten"]})
    assert (record.subtitles, record.other_titles) == (("A cohort study",), ("Nachtschichten",))


def test_who_put_the_record_together_and_when():
    asked = work(indexed={"date-time": "2026-10-01T00:00:00Z"})
    made = work(_provenance={"compiled": True, "compiled_on": "2026-11-01"})
    assert (asked.recorded_on, asked.compiled) == ("2026-10-01", False)
    assert (made.recorded_on, made.compiled) == ("2026-11-01", True)


def test_relations_are_kept_without_mere_citations():
    relation = {
        "is-preprint-of": [{"id": "10.5555/B", "id-type": "doi"}],
        "cites": [{"id": "10.5555/c", "id-type": "doi"}],
        "odd": "x",
    }
    found = work(relation=relation).relations
    assert [(one.type, one.id) for one in found] == [("is-preprint-of", "10.5555/b")]


def test_a_retraction_mark_leaves_the_title_and_becomes_a_notice():
    record = work(title="RETRACTED: Naps at sea")
    assert record.fields.title == "Naps at sea"
    assert [(one.type, one.sources) for one in record.notices] == [(NoticeType.RETRACTION, ("title",))]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.dictionaries(
        st.sampled_from(
            sorted(
                [
                    *message(),
                    "relation",
                    "update-to",
                    "updated-by",
                    "subtitle",
                    "abstract",
                    "indexed",
                    "_provenance",
                    "ISSN",
                    "ISBN",
                ]
            )
        ),
        JSON,
    )
)
def test_no_record_is_too_odd(odd):
    record = work_from_crossref(odd)
    assert isinstance(record.fields.title, str)
    assert record.fields.doi == "" or record.fields.doi.startswith("10.")
