"""Every fault of every service ends as unknown, exactly where it was injected, and never as ok, broken or not found."""

import datetime

import pytest

from deskcheck.authorities import prepare, resolved
from deskcheck.authorities.archive import Archive
from deskcheck.authorities.crossref import Crossref
from deskcheck.authorities.handles import Handles
from deskcheck.authorities.pages import Pages
from deskcheck.cache import Cache
from deskcheck.model import Article, CslItem, MatchStatus, PageStatus
from deskcheck.network import Door
from fault_server import ANSWERS_OF_PAGES, FAULTS, ONLY_JSON, FaultServer
from invented_works import message, reference

TODAY = datetime.date(2026, 11, 23)
ARTICLE = Article(path="a.md", format="markdown", title="", text="")
SUBJECTS = ("eels in cold rivers", "larks above wheat", "moss on north walls", "bells in fog", "salt in old bread")
TITLES = [f"Observations of {subject} over seven winters" for subject in SUBJECTS]
DOIS = [f"10.5555/fault.{number}" for number in range(5)]
RECORDS = [
    message(doi, title, volume=str(40 + place), page=f"{place + 1}1-{place + 1}9")
    for place, (doi, title) in enumerate(zip(DOIS, TITLES, strict=True))
]
SLOW = ("silent", "drip", "drip-headers")
"""Faults that end by a time limit only: it is short for them, and one of each is enough."""
NOT_OK = (PageStatus.UNKNOWN, PageStatus.BLOCKED)


def words(place):
    return f"Harlow T, Winton B. {TITLES[place]}. J Rest Stud. 2019;{40 + place}:{place + 1}1-9."


@pytest.fixture
def server():
    with FaultServer(RECORDS) as running:
        running.dois = set(DOIS)
        for place, title in enumerate(TITLES):
            running.pages[f"/page/{place}"] = (title, "What we saw, and when.")
            running.archived[f"{running.url}/page/{place}"] = "20200102030405"
        yield running


@pytest.fixture
def door(server, kind):
    return Door(trusted=server.url, timeout=0.3 if kind in SLOW else 5.0, tries=2, patience=0.0, sleep=lambda _: None)


@pytest.fixture
def faulty(kind):
    """Give the places of the references that the fault meets."""
    return (1,) if kind in SLOW else (1, 3)


def pages(server, door, folder):
    cache = Cache(folder / "answers.sqlite")
    handles, archive = Handles(server.url, door, cache), Archive(server.url, door, cache)
    return Pages(door, cache, handles, archive, today=TODAY, sleep=lambda _: None)


def for_some(kind, *marks):
    """Return a chooser that injects ``kind`` in the requests that hold one of the marks."""
    return lambda path: kind if any(mark in path for mark in marks) else ""


@pytest.mark.parametrize("kind", FAULTS)
def test_a_record_that_cannot_be_had_is_unknown(server, door, faulty, tmp_path, kind):
    marks = [f"/works/10.5555%2Ffault.{place}" for place in faulty]
    server.fails = for_some(kind, *marks, "filter=")
    printed = [reference(f"{words(place)} doi:{doi}", place) for place, doi in enumerate(DOIS)]
    asked = Crossref(server.url, door, Cache(tmp_path / "answers.sqlite"))
    # Batches fail with them, so each record is asked for on its own.
    prepare(printed, [asked])
    server.fails = for_some(kind, *marks)
    statuses = [resolved(one, [asked]).match.status for one in printed]
    unknown = [place for place, status in enumerate(statuses) if status is MatchStatus.UNKNOWN]
    assert tuple(unknown) == faulty, statuses
    assert {statuses[place] for place in range(5) if place not in faulty} == {MatchStatus.MATCHED}
    server.fails = lambda _: ""
    again = Crossref(server.url, Door(trusted=server.url, sleep=lambda _: None), Cache(tmp_path / "answers.sqlite"))
    assert {resolved(one, [again]).match.status for one in printed} == {MatchStatus.MATCHED}


@pytest.mark.parametrize("kind", [kind for kind in FAULTS if kind != "other"])
def test_a_search_that_fails_is_unknown(server, door, faulty, tmp_path, kind):
    server.fails = for_some(kind, *(SUBJECTS[place].split()[0] for place in faulty))
    printed = [reference(words(place), place) for place in range(5)]
    asked = Crossref(server.url, door, Cache(tmp_path / "answers.sqlite"))
    prepare(printed, [asked])
    statuses = [resolved(one, [asked]).match.status for one in printed]
    assert tuple(place for place, status in enumerate(statuses) if status is MatchStatus.UNKNOWN) == faulty, statuses
    assert {statuses[place] for place in range(5) if place not in faulty} == {MatchStatus.MATCHED}


@pytest.mark.parametrize("kind", FAULTS)
def test_a_registry_that_fails_says_nothing_of_a_doi(server, door, faulty, tmp_path, kind):
    server.fails = for_some(kind, *(f"fault.{place}" for place in faulty))
    printed = [reference(words(place), place, fields=CslItem(doi=doi)) for place, doi in enumerate(DOIS)]
    found = pages(server, door, tmp_path).look(printed, ARTICLE)
    unknown = tuple(place for place, check in found.items() if check.status in NOT_OK)
    assert unknown == faulty, found
    assert {found[place].status for place in range(5) if place not in faulty} == {PageStatus.OK}


@pytest.mark.parametrize("kind", FAULTS)
def test_an_archive_that_fails_says_nothing_of_a_copy(server, door, faulty, tmp_path, kind):
    server.fails = for_some(kind, *(f"%2Fpage%2F{place}" for place in faulty))
    printed = [reference(words(place), place, fields=CslItem(url=f"{server.url}/page/{place}")) for place in range(5)]
    found = pages(server, door, tmp_path).look(printed, ARTICLE)
    assert {check.status for check in found.values()} <= {PageStatus.OK}
    unknown = tuple(place for place, check in found.items() if check.archive.status is PageStatus.UNKNOWN)
    assert unknown == faulty, found
    assert {found[place].archive.status for place in range(5) if place not in faulty} == {PageStatus.OK}


@pytest.mark.parametrize("kind", [kind for kind in FAULTS if kind not in (*ONLY_JSON, *ANSWERS_OF_PAGES)])
def test_a_page_that_fails_is_unknown_or_blocked(server, door, faulty, tmp_path, kind):
    server.fails = for_some(kind, *(f"/page/{place}" for place in faulty))
    printed = [
        reference(words(place), place, fields=CslItem(url=f"{server.url}/page/{place}", title=TITLES[place]))
        for place in range(5)
    ]
    found = pages(server, door, tmp_path).look(printed, ARTICLE)
    assert tuple(place for place, check in found.items() if check.status in NOT_OK) == faulty, found
    assert {found[place].status for place in range(5) if place not in faulty} == {PageStatus.OK}
    server.fails = lambda _: ""
    server.log.clear()
    later = pages(server, Door(trusted=server.url, sleep=lambda _: None), tmp_path).look(printed, ARTICLE)
    assert {check.status for check in later.values()} == {PageStatus.OK}
    asked = [path for path in server.paths if path.startswith("/page/")]
    assert {path[-1] for path in asked} == {str(place) for place in faulty}


@pytest.mark.parametrize("kind", ANSWERS_OF_PAGES)
def test_a_page_that_is_not_there_is_suspect_and_no_more(server, door, faulty, tmp_path, kind):
    server.fails = for_some(kind, "/page/1")
    printed = [reference(words(1), 1, fields=CslItem(url=f"{server.url}/page/1", title=TITLES[1]))]
    for _ in range(3):
        assert pages(server, door, tmp_path).look(printed, ARTICLE)[1].status is PageStatus.SUSPECT
