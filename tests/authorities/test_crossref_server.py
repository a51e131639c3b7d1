"""The loopback server speaks as Crossref's REST API does: facts of its recorded answers, on invented works."""

import json
from urllib.parse import quote

import pytest
import requests

from crossref_answers import CrossrefAnswers
from crossref_server import CrossrefServer
from invented_works import message

NOTICE = message(
    "10.5555/notice",
    "Retraction: Night shifts and recall",
    **{"update-to": [{"DOI": "10.5555/rest.7", "type": "retraction", "source": "publisher"}]},
)
WORKS = [message(), NOTICE, message("10.5555/eel", "Migration of eels in cold rivers", type="book-chapter")]


def answered(path):
    status, headers, body = CrossrefAnswers(WORKS).answer(path)
    return status, headers.get("Content-Type", ""), body


def found(query):
    status, kind, body = answered(f"/works?{query}")
    assert (status, kind) == (200, "application/json")
    return json.loads(body)


def test_a_work_stands_in_an_envelope():
    status, kind, body = answered("/works/10.5555%2FREST.7")
    assert (status, kind) == (200, "application/json")
    whole = json.loads(body)
    assert {name: whole[name] for name in whole if name != "message"} == {
        "status": "ok",
        "message-type": "work",
        "message-version": "1.0.0",
    }
    assert whole["message"]["DOI"] == "10.5555/rest.7"


def test_a_list_says_how_many_there_are_and_what_was_asked():
    whole = found("rows=2")
    assert whole["message-type"] == "work-list"
    listed = whole["message"]
    assert [*listed] == ["facets", "total-results", "items", "items-per-page", "query"]
    assert (listed["total-results"], listed["items-per-page"], len(listed["items"])) == (3, 2, 2)
    assert listed["query"] == {"start-index": 0, "search-terms": None}
    assert found("offset=2")["message"]["query"]["start-index"] == 2
    assert found("")["message"]["items-per-page"] == 20


def test_a_cursor_leads_through_every_work_once():
    dois, cursor = [], "*"
    while True:
        listed = found(f"rows=2&cursor={quote(cursor, safe='')}")["message"]
        if not listed["items"]:
            break
        dois += [one["DOI"] for one in listed["items"]]
        assert not listed["next-cursor"].isdigit()
        cursor = listed["next-cursor"]
    assert dois == [work["DOI"] for work in WORKS]


@pytest.mark.parametrize(
    ("given", "dois"),
    [
        ("doi:10.5555/EEL,doi:10.5555/rest.7,doi:10.5555/none", ["10.5555/rest.7", "10.5555/eel"]),
        ("updates:10.5555/rest.7", ["10.5555/notice"]),
        ("update-type:retraction", ["10.5555/notice"]),
        ("is-update:false,type:journal-article", ["10.5555/rest.7"]),
        ("doi:10.5555/eel,type:journal-article", []),
    ],
)
def test_values_of_one_filter_are_alternatives_and_filters_all_hold(given, dois):
    assert [one["DOI"] for one in found(f"filter={given}")["message"]["items"]] == dois


def test_select_leaves_what_was_named_and_the_record_has():
    (one,) = found("filter=doi:10.5555/eel&select=DOI,title,updated-by")["message"]["items"]
    assert one == {"DOI": "10.5555/eel", "title": ["Migration of eels in cold rivers"]}


def test_a_search_ranks_by_score():
    items = found("query.bibliographic=Harlow+eels+in+cold+rivers+2019&select=DOI,score")["message"]["items"]
    assert items[0]["DOI"] == "10.5555/eel"
    scores = [one["score"] for one in items]
    assert scores == sorted(scores, reverse=True)
    assert {type(score) for score in scores} == {float}


REFUSED = {
    "rows=things": ("integer-not-valid", "things", "must be a positive integer less than or equal to 1000. "),
    "rows=1001": ("integer-not-valid", "1001", "must be a positive integer less than or equal to 1000. "),
    "sample=101": ("integer-not-valid", "101", "must be a positive integer less than or equal to 100. "),
    "select=DOI,language": ("select-not-available", "language", "there is no such select for this route."),
    "filter=has-assertions:true": ("filter-not-available", "has-assertions", "no such filter for this route. Valid"),
}


@pytest.mark.parametrize("query", REFUSED)
def test_a_parameter_that_is_not_allowed_is_named(query):
    status, kind, body = answered(f"/works?{query}")
    whole = json.loads(body)
    assert (status, kind) == (400, "application/json;charset=utf-8")
    assert (whole["status"], whole["message-type"]) == ("failed", "validation-failure")
    (fault,) = whole["message"]
    named, value, words = REFUSED[query]
    assert (fault["type"], fault["value"]) == (named, value)
    assert words in fault["message"]


def test_a_single_work_takes_no_field_queries():
    status, _, body = answered("/works/10.5555/rest.7?query.author=harlow")
    assert (status, json.loads(body)["message"][0]["value"]) == (400, "query.*")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/works/10.5555/none", "text/plain"),
        ("/works/blblbl", "application/json;charset=utf-8"),
        ("/works/blblbl/agency", "application/json;charset=utf-8"),
    ],
)
def test_what_is_not_there_is_said_in_plain_words_whatever_the_label(path, kind):
    assert answered(path) == (404, kind, b"Resource not found.")


def test_a_bad_cursor_and_a_broken_one():
    status, _, body = answered("/works?cursor=thing")
    assert (status, json.loads(body)["message-type"]) == (404, "resource-failure")
    status, _, body = answered("/works?cursor=5")
    assert (status, json.loads(body)["status"], type(json.loads(body)["message"])) == (500, "error", dict)


def test_agency():
    assert json.loads(answered("/works/10.5555/eel/agency")[2])["message"]["agency"]["id"] == "crossref"


@pytest.mark.parametrize(
    ("path", "pool", "rate", "at_once"),
    [
        ("/works/10.5555/eel?mailto=a@b.example", "polite-single", "10", "3"),
        ("/works?rows=1&mailto=a@b.example", "polite-array", "3", "3"),
        ("/works/10.5555/eel", "public-single", "5", "1"),
        ("/works?rows=1", "public-array", "1", "1"),
    ],
)
def test_each_pool_states_its_rate(path, pool, rate, at_once):
    with CrossrefServer(WORKS, rate=None) as server:
        headers = requests.get(server.url + path, timeout=10).headers
    assert (headers["x-api-pool"], headers["x-rate-limit-limit"], headers["x-rate-limit-interval"]) == (
        pool,
        rate,
        "1s",
    )
    assert headers["x-concurrency-limit"] == at_once


def test_too_many_requests_are_refused_without_a_word():
    with CrossrefServer(WORKS, rate=None) as server, requests.Session() as session:
        answers = [session.get(f"{server.url}/works?rows=0", timeout=10) for _ in range(2)]
    assert (answers[1].status_code, answers[1].content, server.refusals) == (429, b"", 1)
    assert "x-rate-limit-limit" not in answers[1].headers
