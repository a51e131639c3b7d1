"""Manners: rate, one list query at a time, who is asking, when to leave alone, and nothing told but the lookup."""

import datetime
import email.utils
import threading
from urllib.parse import unquote_plus

import pytest

from deskcheck import stages
from deskcheck.authorities import prepare, resolved
from deskcheck.authorities.abstracts import SERVICES, Abstracts
from deskcheck.authorities.archive import Archive
from deskcheck.authorities.crossref import Crossref
from deskcheck.authorities.handles import Handles
from deskcheck.authorities.pages import Pages
from deskcheck.cache import Cache
from deskcheck.model import Article, CslItem, PageStatus
from deskcheck.network import Circuit, Door, Fault, Pace
from deskcheck.settings import Settings
from fault_server import FaultServer
from invented_works import HARLOW, message, reference

TODAY = datetime.date(2026, 11, 23)
MAILTO = "desk@rest.example"
ARTICLE = Article(path="a.md", format="markdown", title="", text="")


class Time:
    """A clock that only sleeping moves; safe for threads."""

    def __init__(self):
        self.now = 0.0
        self._lock = threading.Lock()

    def clock(self):
        return self.now

    def sleep(self, seconds):
        with self._lock:
            self.now += seconds


class Counting(FaultServer):
    """Notes when each request came by a clock of its own, and how many list queries were open at once."""

    def __init__(self, *given, **more):
        super().__init__(*given, **more)
        self.time = Time()
        self.moments = []
        self.open = self.most_open = 0
        self._count = threading.Lock()

    def handle(self, connection, stream):
        with self._count:
            self.open += 1
            self.most_open = max(self.most_open, self.open)
        threading.Event().wait(0.003)
        self.moments.append(self.time.now)
        super().handle(connection, stream)

    def _send(self, *answer):
        # Counted before the last byte leaves: the next request may come while this thread still ends.
        with self._count:
            self.open -= 1
        super()._send(*answer)


@pytest.fixture
def server():
    with Counting([message()]) as running:
        yield running


def door(server, **options):
    return Door(trusted=server.url, mailto=MAILTO, clock=server.time.clock, sleep=server.time.sleep, **options)


def pages(server, one):
    cache = Cache(None)
    return Pages(
        one,
        cache,
        Handles(server.url, one, cache),
        Archive(server.url, one, cache),
        today=TODAY,
        sleep=server.time.sleep,
    )


def test_list_queries_go_one_by_one_at_the_stated_rate(server):
    printed = [reference(f"Author{n} A. Rest in wards of kind {n}. J Rest Stud. 2020;{n}:5.", n) for n in range(12)]
    asked = Crossref(server.url, door(server), Cache(None))
    prepare(printed, [asked])
    for one in printed:
        resolved(one, [asked])
    assert len(server.paths) == 12
    assert server.most_open == 1
    gaps = [later - earlier for earlier, later in zip(server.moments, server.moments[1:], strict=False)]
    assert min(gaps) >= 1 / 50 - 1e-9


def test_the_pages_of_a_site_are_asked_for_one_a_second(server):
    server.pages = {f"/p/{number}": ("Of larks", "Text") for number in range(4)}
    cited = [reference("Of larks", number, fields=CslItem(url=f"{server.url}/p/{number}")) for number in range(4)]
    found = pages(server, door(server, gap=1.0)).look(cited, ARTICLE)
    assert {check.status for check in found.values()} == {PageStatus.OK}
    gaps = [later - earlier for earlier, later in zip(server.moments, server.moments[1:], strict=False)]
    assert min(gaps[1:]) >= 1.0 - 1e-9
    assert server.most_open == 1


@pytest.mark.parametrize("per_second", [1, 5, 10, 50])
def test_ten_thousand_calls_keep_the_rate(per_second):
    time = Time()
    pace = Pace(time.clock, time.sleep)
    pace.learn({"x-rate-limit-limit": str(per_second), "x-rate-limit-interval": "1s"})
    moments = []
    for _ in range(10_000):
        pace.wait()
        moments.append(time.now)
    crowded = [start for start in range(10_000 - per_second) if moments[start + per_second] - moments[start] < 1 - 1e-6]
    assert crowded == []


def http_date(seconds):
    return email.utils.format_datetime(
        datetime.datetime.now(datetime.UTC) + datetime.timedelta(seconds=seconds), usegmt=True
    )


@pytest.mark.parametrize("asked", ["9", pytest.param("date", id="as a date")])
@pytest.mark.parametrize("status", [429, 503])
def test_a_service_is_asked_again_when_it_said(server, asked, status):
    value = http_date(9) if asked == "date" else asked
    first = iter([(status, {"Retry-After": value}, b""), (200, {}, b"{}")])
    server.answer = lambda *_: next(first)
    assert door(server).get(f"{server.url}/works/x").status == 200
    assert 7.5 <= server.moments[1] - server.moments[0] <= 9.5


@pytest.mark.parametrize("asked", ["7200", "date"])
def test_a_service_that_asks_for_too_long_is_left_alone(server, asked):
    value = http_date(7200) if asked == "date" else asked
    server.answer = lambda *_: (429, {"Retry-After": value}, b"")
    one = door(server)
    for _ in range(5):
        with pytest.raises(Fault, match="429"):
            one.get(f"{server.url}/works/x")
    assert len(server.paths) == 1
    assert server.time.now == 0


def test_no_header_tells_more_than_who_asks(server, tmp_path):
    server.pages = {"/p": ("Of larks", "Text")}
    server.headers = {"Set-Cookie": "seen=1; Path=/"}
    printed = reference(f"{HARLOW}", 1, fields=CslItem(url=f"{server.url}/p", title="Of larks"))
    looked = pages(server, door(server))
    for _ in range(2):
        looked.look([printed], ARTICLE)
    resolved(printed, [Crossref(server.url, door(server), Cache(tmp_path / "answers.sqlite"))])
    assert len(server.log) >= 5
    for _, _, headers in server.log:
        assert set(headers) <= {"host", "user-agent", "accept", "accept-encoding", "connection"}
        assert headers["user-agent"].startswith("deskcheck/")
        assert f"mailto:{MAILTO}" in headers["user-agent"]
    assert any(f"mailto={MAILTO}" in unquote_plus(path) for path in server.paths if path.startswith("/works"))
    assert {method for method, _, _ in server.log} <= {"GET", "HEAD"}
    assert server.bodies == 0


SECRETS = ("zorblatt", "quibberish", "flumdangle")


def test_the_article_never_leaves_the_house(server, tmp_path):
    """Words of the article's text, title, names and link texts are in no request, whatever is switched on."""
    path = tmp_path / "article.md"
    path.write_text(
        f"# Zorblatt and recall\n\nBy Quibberish Flumdangle\n\nZorblatt reduces recall by 18 percent in flumdangle"
        f" wards [1]. See [the quibberish page]({server.url}/quibberish).\n\n## References\n\n"
        f"1. {HARLOW} doi:10.5555/rest.7\n"
        f"2. Lind, E. (2020). Of larks above wheat. Northfield. {server.url}/p\n"
    )
    server.pages = {"/p": ("Of larks above wheat", "Text")}
    one = door(server)
    cache = Cache(tmp_path / "answers.sqlite")
    looked = Pages(one, cache, Handles(server.url, one, cache), Archive(server.url, one, cache), today=TODAY)
    abstracts = Abstracts.open(
        [f"{name}={server.url}" for name in SERVICES], mailto=MAILTO, cache=tmp_path, circuit=Circuit()
    )
    further = [Crossref(server.url, one, cache)]
    audit = stages.audit(path, Settings(as_of=TODAY), further=further, abstracts=abstracts, pages=looked)
    assert any(secret in audit.article.text.lower() for secret in SECRETS)
    assert {path.split("?")[0].split("/")[1] for path in server.paths} >= {
        "works",
        "p",
        "wayback",
        "europepmc",
        "graph",
    }
    sent = unquote_plus(" ".join(f"{method} {path} {headers}" for method, path, headers in server.log)).lower()
    assert not [secret for secret in SECRETS if secret in sent]
    assert server.bodies == 0
