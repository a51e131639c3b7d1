"""Ages and what took a source's place."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskcheck.model import CslDate, CslItem, Dates, Match, MatchStatus, Notice, NoticeType, Reference, Relation, Work
from deskcheck.model.currency import age, supersession, year_of, years_since_review
from verdict_makers import article, reference


def matched(year, *relations):
    work = Work(fields=reference(year=year).fields, authority="dossier", relations=relations)
    return Match(status=MatchStatus.MATCHED, work=work)


def test_the_registered_year_wins():
    assert year_of(reference(year=2019, match=matched(2020))) == 2020
    assert year_of(reference(year=None)) is None


def test_the_gravest_reason_comes_first():
    notices = (Notice(type=NoticeType.NEW_VERSION), Notice(type=NoticeType.RETRACTION, doi="10.5555/r"))
    found = supersession(reference(notices=notices))
    assert found is not None
    assert (found.kind, found.by) == ("withdrawn", "10.5555/r")


def test_a_correction_supersedes_nothing():
    assert supersession(reference(notices=(Notice(type=NoticeType.CORRECTION),))) is None


def test_a_preprint_names_its_published_version():
    found = supersession(reference(match=matched(2020, Relation("is-preprint-of", "10.5555/v"))))
    assert found is not None
    assert (found.kind, found.by) == ("preprint", "10.5555/v")


@given(st.dates(datetime.date(1990, 1, 1), datetime.date(2040, 12, 31)), st.integers(0, 40))
def test_full_years_since_the_review(day, years):
    later = day.replace(year=day.year + years, day=min(day.day, 28))
    piece = replace(article(), dates=Dates(updated=day.replace(day=min(day.day, 28))))
    assert years_since_review(piece, later) == years


def test_no_date_no_age():
    assert years_since_review(article(), datetime.date(2026, 1, 1)) is None
    assert age(reference(year=2030), datetime.date(2026, 1, 1)) == 0


@pytest.mark.parametrize(
    ("printed", "issued", "year"),
    [
        ("[Internet]. Berg: Sleep Institute; 2006-. Naps. [Updated 2020 Jun 18].", 2006, 2020),
        ("Naps. Sleep Institute. Last reviewed: 12 May 2021.", None, 2021),
        ("Naps. (2014). Sleep Institute. Retrieved May 3, 2022.", 2014, 2014),
        ("Naps revisited, an updating theory. 1999;5:2005-9.", 1999, 1999),
        ("Naps. Sleep Institute. (n.d.).", None, None),
    ],
)
def test_a_printed_update_counts_as_the_year(printed, issued, year):
    fields = CslItem(issued=CslDate(((issued,),)) if issued else None)
    assert year_of(Reference(id="r", number=1, printed=printed, fields=fields)) == year
