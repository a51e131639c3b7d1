"""Live Crossref against a server that speaks its REST API: requests, cache, faults."""

import json

import pytest

from crossref_server import CrossrefServer
from deskcheck.authorities import crossref, prepare, resolved
from deskcheck.authorities.crossref import Crossref
from deskcheck.cache import Cache
from deskcheck.errors import SettingsError
from deskcheck.model import MatchStatus, ReferenceStatus
from deskcheck.network import Door
from invented_works import HARLOW, message, reference

M = MatchStatus
EELS = message(
    "10.5555/eel",
    "Migration of eels in cold rivers",
    volume="40",
    page="7-19",
    author=[{"family": "Lind", "given": "E"}],
)
SICI = "10.1002/(sici)1096-9861(19960212)365:1<113::aid-cne9>3.0.co;2-6"
ODD = [
    message(SICI, "Olfactory bulbs in hedgehog tenrecs at rest", volume="365", page="113"),
    message("10.5555/a,b", "Commas and the sleep of librarians in winter", volume="3", page="4"),
    message("10.5555/a#b", "Hashes and the sleep of programmers in spring", volume="5", page="6"),
    message("10.5555/a", "Another work altogether about fish and ponds", volume="7", page="8"),
]


@pytest.fixture
def server():
    with CrossrefServer([message(), EELS, *ODD]) as running:
        yield running


@pytest.fixture
def ask(server, tmp_path):
    def opened(**options):
        door = Door(
            trusted=server.url, mailto="desk@rest.example", tries=2, patience=1.0, sleep=lambda _: None, **options
        )
        return Crossref(server.url, door, Cache(tmp_path / "cache"))

    return opened


def all_of(authority, *printed):
    references = [reference(words, number) for number, words in enumerate(printed, start=1)]
    prepare(references, [authority])
    return [resolved(one, [authority]).match for one in references]


def test_a_free_text_reference_is_searched_for(server, ask):
    (match,) = all_of(ask(), HARLOW)
    assert (match.status, match.doi, match.work.authority) == (M.MATCHED, "10.5555/rest.7", "crossref")
    assert len(server.paths) == 1
    assert "query.bibliographic=" in server.paths[0]
    assert "select=" in server.paths[0]
    assert "mailto=desk%40rest.example" in server.paths[0]


def test_printed_dois_are_asked_for_together(server, ask):
    printed = [
        f"{HARLOW} doi:10.5555/rest.7",
        "Lind E. Migration of eels in cold rivers. J Rest Stud. 2019;40:7. doi:10.5555/EEL",
    ]
    assert [match.doi for match in all_of(ask(), *printed)] == ["10.5555/rest.7", "10.5555/eel"]
    assert len(server.paths) == 1


def test_a_doi_that_stands_alone_needs_no_search(server, ask):
    (found,) = all_of(ask(), "https://doi.org/10.5555/rest.7")
    assert (found.status, found.doi) == (MatchStatus.MATCHED, "10.5555/rest.7")
    assert len(server.paths) == 1


def test_a_second_run_asks_nothing(server, ask):
    printed = [HARLOW, f"{HARLOW} doi:10.5555/rest.7", f"{HARLOW} doi:10.5555/gone"]
    first = all_of(ask(), *printed)
    asked = len(server.paths)
    assert all_of(ask(), *printed) == first
    assert all_of(ask(offline=True), *printed) == first
    assert len(server.paths) == asked


@pytest.mark.parametrize("record", ODD[:3], ids=lambda record: record["DOI"])
def test_odd_dois_reach_their_own_record(ask, record):
    printed = f"Harlow T, Winton B. {record['title'][0]}. J Rest Stud. 2019;{record['volume']}:{record['page']}. https://doi.org/{record['DOI']}"
    (match,) = all_of(ask(), printed)
    assert (match.status, match.doi) == (M.MATCHED, record["DOI"])


def test_a_doi_that_was_merged_into_another_is_followed(server, ask):
    server.aliases = {"10.5555/old": "10.5555%2Frest.7"}
    (match,) = all_of(ask(), f"{HARLOW} doi:10.5555/old")
    assert (match.status, match.doi) == (M.MATCHED, "10.5555/rest.7")


def test_the_right_work_is_found_behind_a_wrong_or_dead_doi(ask):
    wrong, dead = all_of(ask(), f"{HARLOW} doi:10.5555/eel", f"{HARLOW} doi:10.5555/gone")
    for match in (wrong, dead):
        assert (match.status, match.doi) == (M.MATCHED, "10.5555/rest.7")
        assert next(one.result for one in match.comparison if one.field == "DOI") == "different"


def test_not_found_says_what_was_asked(ask):
    odd, gone = all_of(
        ask(),
        "Sato K. Pillow height and neck pain in drivers. J Backs. 2016;8:101.",
        "Sato K. Pillow height. J Backs. 2016;8:1. doi:10.5555/gone",
    )
    assert (odd.status, gone.status) == (M.NOT_FOUND, M.NOT_FOUND)
    assert "Crossref has no DOI 10.5555/gone" in gone.reason


def test_web_pages_cost_no_request(server, ask):
    (match,) = all_of(ask(), "Sleep Hygiene: Tips. (2018, August 20). Rest Clinic. Retrieved from")
    assert match.status is M.NOT_APPLICABLE
    assert server.paths == []


FAULTS = {
    "server error": (500, {"Content-Type": "text/html"}, b"<html>"),
    "too many requests": (429, {}, b""),
    "bad gateway": (502, {}, b""),
    "blocked": (403, {"Content-Type": "text/plain"}, b"Blocked"),
    "page in place of JSON": (200, {"Content-Type": "text/html"}, b"<html>maintenance</html>"),
    "cut JSON": (200, {}, b'{"status": "ok", "mess'),
    "no list": (200, {}, b'{"status": "ok", "message": {}}'),
    "odd error": (400, {}, json.dumps({"status": "failed", "message": {"x": 1}}).encode()),
}


@pytest.mark.parametrize("fault", FAULTS.values(), ids=FAULTS)
@pytest.mark.parametrize("printed", [HARLOW, f"{HARLOW} doi:10.5555/rest.7"], ids=["search", "doi"])
def test_a_fault_is_never_a_verdict_and_never_kept(server, ask, fault, printed):
    server.script = [fault] * 12
    (match,) = all_of(ask(), printed)
    assert match.status is M.UNKNOWN
    assert match.reason
    server.script = []
    assert all_of(ask(), printed)[0].status is M.MATCHED


def test_an_outage_is_noticed_once(server, ask):
    server.script = [(503, {}, b"")] * 50
    matches = all_of(
        ask(),
        *(f"Author{number} A. Rest in wards of kind {number}. J Rest Stud. 2020;{number}:5." for number in range(13)),
    )
    assert {match.status for match in matches} == {M.UNKNOWN}
    assert len(server.paths) <= 6  # three lookups, of two tries each


def test_the_record_of_another_doi_is_not_believed(server, ask):
    server.script = [(200, {}, json.dumps({"message": EELS}).encode())] * 4
    (match,) = all_of(ask(), f"{HARLOW} doi:10.5555/rest.7")
    assert (match.status, match.reason) == (M.UNKNOWN, "Crossref answered with the record of another DOI")


def test_a_server_that_knows_fewer_fields_is_asked_for_whole_records(server, ask):
    server.fields.discard("updated-by")
    (match,) = all_of(ask(), HARLOW)
    assert match.doi == "10.5555/rest.7"
    assert "select=" not in server.paths[-1]


def test_offline_without_a_cache_is_unknown(ask):
    authority = ask(offline=True)
    (found,) = [resolved(reference(HARLOW), [authority])]
    assert (found.status, found.match.reason) == (ReferenceStatus.UNKNOWN, "not looked up: offline")


def test_many_dois_go_in_batches(server, ask, monkeypatch):
    monkeypatch.setattr(crossref, "AT_ONCE", 20)
    for number in range(50):
        record = message(f"10.5555/many.{number}", f"Rest of wards numbered {number} at night", page=str(number + 1))
        server.records[record["DOI"]] = record
    printed = [
        f"Harlow T, Winton B. Rest of wards numbered {n} at night. J Rest Stud. 2019;12:{n + 1}. doi:10.5555/many.{n}"
        for n in range(50)
    ]
    assert [match.doi for match in all_of(ask(), *printed)] == [f"10.5555/many.{number}" for number in range(50)]
    assert len(server.paths) == 3


def test_addresses_are_checked_before_anything_is_asked(tmp_path):
    with pytest.raises(SettingsError, match="no address"):
        Crossref.open("localhost:8000", cache=tmp_path)
    assert Crossref.open(cache=tmp_path).url == crossref.SERVICE


def kept(record, kind="record", key="10.5555/eel"):
    """Return what puts an answer into the cache as the server's own."""
    return lambda authority: authority.cache.put(kind, authority._key(key), json.dumps(record).encode())


POISONS = {
    "another work's record": kept(message("10.5555/other", "Another work altogether")),
    "no record": kept(["no", "record"]),
    "a record without a DOI": kept({"title": ["Migration of eels"]}),
    "no JSON": lambda authority: authority.cache.put("record", authority._key("10.5555/eel"), b"<html>"),
    "an absence that nests": kept([[[]]], "search"),
}


@pytest.mark.parametrize("poison", POISONS)
def test_a_kept_answer_that_is_not_for_the_question_is_asked_for_anew(server, ask, poison):
    printed_eel = "Lind E. Migration of eels in cold rivers. J Rest Stud. 2019;40:7-19. doi:10.5555/eel"
    authority = ask()
    POISONS[poison](authority)
    (match,) = all_of(authority, printed_eel)
    assert (match.status, match.doi) == (M.MATCHED, "10.5555/eel")
    assert len(server.paths) == 1
    assert all_of(ask(), printed_eel)[0].doi == "10.5555/eel"
    assert len(server.paths) == 1


def test_a_merged_doi_is_kept_under_the_name_asked_for(server, ask):
    server.aliases["10.5555/old-eel"] = "10.5555/eel"
    words = "Lind E. Migration of eels in cold rivers. J Rest Stud. 2019;40:7-19. doi:10.5555/old-eel"
    first = all_of(ask(), words)
    asked = len(server.paths)
    assert all_of(ask(), words) == first
    assert len(server.paths) == asked


def test_answers_of_one_server_are_never_taken_for_those_of_another(server, ask, tmp_path):
    all_of(ask(), HARLOW + " doi:10.5555/rest.7")
    other = Crossref(crossref.SERVICE, Door(offline=True), Cache(tmp_path / "cache"))
    assert all_of(other, HARLOW + " doi:10.5555/rest.7")[0].status is M.UNKNOWN
