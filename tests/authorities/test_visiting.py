"""One look at one address, over real connections: HEAD, then GET with a limit, redirects, and what is read."""

import pytest

from deskcheck.authorities.pages.visiting import LARGEST, visit
from deskcheck.model import PageStatus
from deskcheck.network import Door, Fault
from fault_server import FaultServer

TITLE = "Observations of larks above wheat"


@pytest.fixture
def server():
    with FaultServer() as running:
        running.pages = {"/p": (TITLE, "What we saw."), "/file.pdf": (TITLE, "")}
        running.types = {"/file.pdf": "application/pdf"}
        yield running


def look(server, path, title=TITLE, *, by_address=False, **options):
    door = Door(trusted=server.url, tries=2, patience=0.0, sleep=lambda _: None, **options)
    return visit(door, f"{server.url}{path}", title, title, by_address=by_address)


def methods(server):
    return [method for method, _, _ in server.log]


def test_head_comes_first_and_the_page_is_then_fetched(server):
    seen = look(server, "/p")
    assert (seen.status, seen.title, seen.code, seen.final) == (PageStatus.OK, TITLE, 200, "")
    assert methods(server) == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [400, 403, 404, 405, 501])
def test_a_server_that_takes_head_badly_is_asked_by_get(server, status):
    server.no_head = {"/p": status}
    assert look(server, "/p").status is PageStatus.OK
    assert methods(server) == ["HEAD", "GET"]


def test_a_file_is_not_fetched(server):
    assert look(server, "/file.pdf").status is PageStatus.OK
    assert methods(server) == ["HEAD"]


def test_a_long_page_is_read_to_the_limit_and_no_further(server):
    server.pages["/long"] = (TITLE, "word " * 1_000_000)
    assert look(server, "/long").status is PageStatus.OK
    server.pages["/late"] = ("", "word " * (LARGEST // 5) + f"<title>{TITLE}</title>")
    assert look(server, "/late").title == ""


def test_redirects_are_followed_and_the_final_address_is_told(server):
    server.redirects = {"/old": (301, "/p"), "/older": (302, "/old")}
    seen = look(server, "/older")
    assert (seen.status, seen.final) == (PageStatus.OK, f"{server.url}/p")


def test_a_front_page_in_place_of_the_page_is_suspect(server):
    server.pages["/"] = ("Northfield Clinic", "Welcome to our wards.")
    server.redirects = {"/gone": (302, "/")}
    seen = look(server, "/gone")
    assert seen.status is PageStatus.SUSPECT
    assert "front page" in seen.reason


def test_a_front_page_that_is_about_the_cited_thing_is_well(server):
    server.pages["/"] = (TITLE, "What we saw.")
    server.redirects = {"/gone": (302, "/")}
    assert look(server, "/gone").status is PageStatus.OK


@pytest.mark.parametrize(("status", "asked"), [(404, 2), (410, 2), (403, 2)])
def test_an_answer_is_no_fault(server, status, asked):
    server.fails = lambda _: str(status)
    assert look(server, "/p").code == status
    assert len(server.log) == asked


@pytest.mark.parametrize("kind", ["silent", "503", "reset"])
def test_a_server_that_is_out_is_not_asked_by_get_as_well(server, kind):
    server.fails = lambda _: kind
    with pytest.raises(Fault):
        look(server, "/p", timeout=0.1)
    assert set(methods(server)) == {"HEAD"}


def test_a_page_that_only_sends_its_head_well_is_a_fault(server):
    server.fails = lambda _: "truncated"
    with pytest.raises(Fault):
        look(server, "/p")
    assert "GET" in methods(server)


def test_what_was_cited_by_its_address_alone_is_the_page_that_stands_there(server):
    seen, doubted = look(server, "/p", "", by_address=True), look(server, "/p", "")
    assert (seen.status, seen.reason, b"What we saw." in seen.text) == (PageStatus.OK, "", True)
    assert (doubted.status, doubted.text) == (PageStatus.OK, b"")
    assert "could not be told" in doubted.reason


def test_an_address_that_leads_to_a_front_page_speaks_for_nothing(server):
    server.redirects = {"/gone": (301, "/")}
    server.pages["/"] = ("The larks' own site", "Welcome.")
    seen = look(server, "/gone", "", by_address=True)
    assert (seen.status, seen.text) == (PageStatus.SUSPECT, b"")
