# ruff: noqa: E501, S104 - tables of cases; addresses that must be refused
"""The door to the network: what it refuses, how it waits, when it gives up."""

import datetime
import socket
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossref_server import CrossrefServer
from deskcheck.network import Door, Fault, Pace, Wish, is_public, public_address, retry_after
from fault_server import FaultServer
from invented_works import message


class Time:
    """A clock that only sleeping moves."""

    def __init__(self):
        self.now = 0.0
        self.slept = []

    def clock(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


@pytest.fixture
def server():
    with CrossrefServer([message()]) as running:
        yield running


def door(server, **options):
    time = Time()
    made = Door(trusted=server.url, mailto="desk@rest.example", clock=time.clock, sleep=time.sleep, **options)
    return made, time


def test_the_program_names_itself_and_its_user(server):
    made, _ = door(server)
    assert made.get(f"{server.url}/works/10.5555%2Frest.7").status == 200
    assert server.agents[0].startswith("deskcheck/")
    assert "mailto:desk@rest.example" in server.agents[0]


def test_answers_set_the_pace(server):
    server.rate, server.concurrency = 4, 2
    made, time = door(server)
    for _ in range(3):
        made.get(f"{server.url}/works/x")
    assert len(time.slept) == 2
    assert all(0.25 < gap < 0.28 for gap in time.slept)
    assert made.pace(server.url).concurrency == 2


@pytest.mark.parametrize("status", [429, 500, 503])
def test_a_struggling_server_is_asked_again_later(server, status):
    server.script = [(status, {"Retry-After": "7"}, b""), None]
    made, time = door(server)
    assert made.get(f"{server.url}/works/10.5555%2Frest.7").status == 200
    assert sum(time.slept) >= 7
    assert len(server.paths) == 2


def test_pauses_without_advice_grow_and_end(server):
    server.script = [(500, {}, b"")] * 9
    made, time = door(server, tries=3)
    with pytest.raises(Fault, match="answered 500"):
        made.get(f"{server.url}/works/x")
    assert len(server.paths) == 3
    assert 0 < sum(time.slept) < 10


def test_patience_is_bounded(server):
    server.script = [(429, {"Retry-After": "86400"}, b"")]
    made, time = door(server)
    with pytest.raises(Fault, match="answered 429"):
        made.get(f"{server.url}/works/x")
    assert sum(time.slept) == 0
    assert len(server.paths) == 1


def test_other_statuses_are_answers(server):
    made, _ = door(server)
    assert made.get(f"{server.url}/works/10.5555%2Fnone").status == 404


def test_redirects_are_followed_and_told(server):
    server.aliases = {"10.5555/old": "10.5555%2Frest.7"}
    made, _ = door(server)
    answer = made.get(f"{server.url}/works/10.5555%2Fold")
    assert (answer.status, answer.redirected) == (200, True)
    server.aliases = {"10.5555/old": "10.5555%2Fold"}
    with pytest.raises(Fault, match="circles"):
        made.get(f"{server.url}/works/10.5555%2Fold")


@pytest.mark.parametrize(
    "target", ["http://127.0.0.1:9/x", "http://169.254.169.254/latest", "file:///etc/passwd", "http://[::1]/x"]
)
def test_a_redirect_cannot_lead_inside(server, target):
    server.script = [(302, {"Location": target}, b"")]
    made, _ = door(server, tries=1)
    with pytest.raises(Fault):
        made.get(f"{server.url}/works/x")
    assert len(server.paths) == 1


@pytest.mark.parametrize(
    "url",
    [
        "ftp://rest.example/x", "file:///etc/passwd", "gopher://rest.example", "http://user:word@rest.example/", "//x", "x",
        "http://rest.example:8080/", "http://rest.example:99999/", "http://127.0.0.1/", "http://localhost/", "http://0.0.0.0/",
        "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://10.0.0.8/", "http://192.168.1.1/", "http://[fd00::1]/",
    ],
)  # fmt: skip
def test_what_is_never_opened(url):
    with pytest.raises(Fault):
        Door(tries=1).get(url)


def test_a_server_the_user_did_not_name_is_private(server):
    with pytest.raises(Fault):
        Door(tries=1).get(f"{server.url}/works/x")
    assert server.paths == []


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    answers = [(2, 1, 6, "", ("93.184.216.34", 80)), (2, 1, 6, "", ("10.0.0.1", 80))]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers)
    with pytest.raises(Fault, match="not a public address"):
        public_address("rest.example", 80)
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: answers[:1])
    assert public_address("rest.example", 80) == "93.184.216.34"


def test_an_answer_that_is_too_large_is_dropped(server):
    server.script = [(200, {}, b"x" * 5000)]
    made, _ = door(server)
    with pytest.raises(Fault, match="more than"):
        made.get(f"{server.url}/works/x", wish=Wish(largest=1000))


def test_offline_asks_nobody(server):
    made, _ = door(server, offline=True)
    with pytest.raises(Fault, match="offline"):
        made.get(f"{server.url}/works/x")
    assert server.paths == []


def test_nobody_listening_is_a_fault_in_plain_words(server):
    made, _ = door(server, tries=2)
    address = server.url
    server.__exit__()
    with pytest.raises(Fault, match="no connection"):
        made.get(f"{address}/works/x")


def test_threads_share_one_pace(server):
    server.rate = 10
    made, time = door(server)
    made.get(f"{server.url}/works/x")
    threads = [threading.Thread(target=made.get, args=(f"{server.url}/works/x",)) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(server.paths) == 5
    assert sum(time.slept) > 0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [("7", 7.0), ("0", 0.0), ("Mon, 23 Nov 2026 00:01:00 GMT", 60.0), ("Mon, 23 Nov 2020 00:00:00 GMT", 0.0), ("soon", None), ("", None), ("-3", None)],
)  # fmt: skip
def test_both_forms_of_retry_after(value, seconds):
    assert retry_after(value, datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)) == seconds


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888"])
def test_public_addresses(address):
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    ["127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0", "224.0.0.1", "255.255.255.255",
     "::1", "::", "fe80::1%eth0", "fc00::1", "::ffff:10.0.0.1", "2002:a00:1::", "64:ff9b::a00:1", "ff02::1", "no address"],
)  # fmt: skip
def test_addresses_that_are_not_public(address):
    assert not is_public(address)


@given(st.text(max_size=60))
def test_any_header_of_pacing_leaves_a_sane_pace(text):
    pace = Pace(lambda: 0.0, lambda _: None)
    pace.learn({"x-rate-limit-limit": text, "x-rate-limit-interval": text, "x-concurrency-limit": text})
    assert 0 <= pace.gap <= 60
    assert 1 <= pace.concurrency <= 8


@pytest.mark.parametrize(
    ("kind", "said"),
    [("double-bomb", "packs its answers"), ("bomb", "more than"), ("endless", "more than"), ("huge-location", "no ")],
)
def test_what_swells_is_not_opened(kind, said):
    with FaultServer(fails=lambda _: kind) as running:
        made = Door(trusted=running.url, tries=1, sleep=lambda _: None)
        with pytest.raises(Fault, match=said):
            made.get(f"{running.url}/works/x", wish=Wish(largest=1_000_000))


@pytest.mark.parametrize("kind", ["drip", "drip-headers"])
def test_a_server_that_sends_a_byte_now_and_then_is_left(kind):
    with FaultServer(fails=lambda _: kind) as running:
        made = Door(trusted=running.url, tries=1, timeout=0.2, sleep=lambda _: None)
        with pytest.raises(Fault):
            made.get(f"{running.url}/works/x")
