"""Notices in both directions, each event once."""

import pytest

from deskcheck.authorities.notices import merged, notice_title, notice_type, notices_of, title_mark, without_title_mark
from deskcheck.model import Notice, NoticeType

T = NoticeType


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        *((kind.value, kind) for kind in T),
        ("retration", T.RETRACTION),
        ("Expression-of-Concern", T.EXPRESSION_OF_CONCERN),
        ("Expression of concern", T.EXPRESSION_OF_CONCERN),
        ("Corrigendum", T.CORRIGENDUM),
        ("err", T.ERRATUM),
        ("new-version", T.NEW_VERSION),
        ("Reinstatement", T.REINSTATEMENT),
        ("commendation", T.OTHER),
    ],
)
def test_words_of_registries(word, kind):
    assert notice_type(word) is kind


@pytest.mark.parametrize(
    ("title", "mark", "left"),
    [
        ("RETRACTED: Naps at sea", T.RETRACTION, "Naps at sea"),
        ("Retracted Article: Naps at sea", T.RETRACTION, "Naps at sea"),
        ("[Retracted] Naps at sea", T.RETRACTION, "Naps at sea"),
        ("WITHDRAWN: Naps at sea", T.WITHDRAWAL, "Naps at sea"),
        ("TEMPORARY REMOVAL: Naps at sea", T.REMOVAL, "Naps at sea"),
        ("Naps at sea [RETRACTED]", T.RETRACTION, "Naps at sea"),
        ("Retraction: Naps at sea", None, "Retraction: Naps at sea"),
        ("Retracted papers in sleep research", None, "Retracted papers in sleep research"),
        ("Withdrawn patients and their naps", None, "Withdrawn patients and their naps"),
    ],
)
def test_marks_in_titles(title, mark, left):
    assert (title_mark(title), without_title_mark(title)) == (mark, left)


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Retraction: Naps at sea", T.RETRACTION),
        ("Retraction—Naps at sea", T.RETRACTION),
        ("Retraction notice to “Naps at sea”", T.RETRACTION),
        ("Correction to: Naps at sea", T.CORRECTION),
        ("Erratum", T.ERRATUM),
        ("Publisher Correction: Naps", T.CORRECTION),
        ("Expression of Concern: Naps", T.EXPRESSION_OF_CONCERN),
        ("Corrigendum for Naps at sea", T.CORRIGENDUM),
        ("Correction factors in sleep scoring", None),
        ("Withdrawal symptoms after coffee", None),
    ],
)
def test_titles_of_notices(title, kind):
    assert notice_title(title) is kind


def entry(doi, kind, source="publisher", date=(2020, 1, 2)):
    return {"DOI": doi, "type": kind, "source": source, "updated": {"date-parts": [list(date)]}}


def test_one_event_from_two_sources_is_one_notice():
    both = [
        entry("10.5555/N", "retraction", date=(2020, 5, 1)),
        entry("10.5555/n", "retraction", "retraction-watch", (2020, 4, 1)),
    ]
    concerning, about = notices_of({"updated-by": both}, "10.5555/w", "")
    assert about == ()
    assert [(one.doi, one.date, one.sources) for one in concerning] == [
        ("10.5555/n", "2020-04-01", ("publisher", "retraction-watch"))
    ]


def test_the_gravest_comes_first():
    entries = [
        entry("10.5555/c", "correction"),
        entry("10.5555/e", "expression_of_concern"),
        entry("10.5555/r", "retraction"),
    ]
    concerning, _ = notices_of({"updated-by": entries}, "10.5555/w", "")
    assert [one.type for one in concerning] == [T.RETRACTION, T.EXPRESSION_OF_CONCERN, T.CORRECTION]


def test_a_notice_is_about_another_work_and_one_made_in_place_about_its_own():
    concerning, about = notices_of(
        {"update-to": [entry("10.5555/w", "retraction"), entry("10.5555/x", "erratum")]}, "10.5555/w", ""
    )
    assert [one.type for one in concerning] == [T.RETRACTION]
    assert [(one.type, one.doi) for one in about] == [(T.ERRATUM, "10.5555/x")]


def test_a_mark_in_the_title_joins_the_registered_event():
    concerning, _ = notices_of({"updated-by": [entry("10.5555/r", "retraction")]}, "10.5555/w", "RETRACTED: Naps")
    assert [one.sources for one in concerning] == [("publisher", "title")]


def test_unknown_kinds_stay_visible():
    concerning, _ = notices_of({"updated-by": [{"DOI": "10.5555/q", "type": "commendation"}, "junk"]}, "10.5555/w", "")
    assert [(one.type, one.label) for one in concerning] == [(T.OTHER, "commendation")]


def test_merging_twice_changes_nothing():
    notices = [
        Notice(type=T.RETRACTION, doi="10.5555/r"),
        Notice(type=T.RETRACTION, sources=("title",)),
        Notice(type=T.ERRATUM),
    ]
    assert merged(merged(notices)) == merged(notices)


def dated(kind, date, **more):
    return Notice(type=kind, date=date, sources=("retraction-watch",), **more)


@pytest.mark.parametrize(
    ("events", "left"),
    [
        ([(T.RETRACTION, "2019-05-01"), (T.REINSTATEMENT, "2020-01-01")], [T.REINSTATEMENT]),
        ([(T.RETRACTION, "2021-05-01"), (T.REINSTATEMENT, "2020-01-01")], [T.RETRACTION, T.REINSTATEMENT]),
        ([(T.EXPRESSION_OF_CONCERN, ""), (T.REINSTATEMENT, "2020-01-01")], [T.REINSTATEMENT]),
        ([(T.CORRECTION, "2019-05-01"), (T.REINSTATEMENT, "2020-01-01")], [T.CORRECTION, T.REINSTATEMENT]),
    ],
)
def test_a_reinstatement_takes_back_what_came_before_it(events, left):
    found = merged(dated(kind, date, doi=f"10.5555/n{place}") for place, (kind, date) in enumerate(events))
    assert [notice.type for notice in found] == left
