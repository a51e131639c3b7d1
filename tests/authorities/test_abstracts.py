"""Abstracts from further services: asked in few requests, believed only for the DOI asked, kept, never a fault."""

import datetime
import json
import re
from pathlib import Path

import msgspec
import pytest
from pytest_httpserver import HTTPServer
from werkzeug import Response

from deskcheck import stages
from deskcheck.authorities.abstracts import SERVICES, Abstracts
from deskcheck.authorities.matching import match
from deskcheck.authorities.records import work_from_crossref
from deskcheck.errors import SettingsError
from deskcheck.model import MatchStatus, VerdictLabel
from deskcheck.settings import Settings
from invented_works import HARLOW, message, reference

EVERY_PATH = re.compile(".*")
DOI = "10.5555/rest.7"
FOUND = "Recall fell by 18 percent after night shifts."


def europe_pmc(doi=DOI):
    text = f"<h4>Results</h4>{FOUND}"
    return {"resultList": {"result": [{"doi": doi.upper(), "abstractText": text}, {"title": "no DOI"}]}}


def openalex(doi=DOI):
    words = FOUND.split()
    index = {word: [place for place, other in enumerate(words) if other == word] for word in reversed(words)}
    return {"results": [{"doi": f"https://doi.org/{doi}", "abstract_inverted_index": index}]}


def semantic_scholar(doi=DOI):
    return {"externalIds": {"DOI": doi}, "abstract": FOUND}


ANSWERS = {"europe-pmc": europe_pmc, "openalex": openalex, "semantic-scholar": semantic_scholar}


def matched(**fields):
    printed = reference(HARLOW)
    found = match(printed, [work_from_crossref(message(**fields))])
    assert found.doi == DOI
    return msgspec.structs.replace(printed, match=found)


def asked(server, name, folder, *references):
    abstracts = Abstracts.open([f"{name}={server.url_for('')}"], mailto="desk@example.org", cache=folder)
    return abstracts.fetch(references or [matched()]), abstracts


def test_every_service_has_an_answer_here():
    assert set(ANSWERS) == set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_a_service_gives_the_abstract_once_and_then_the_cache_does(name, httpserver: HTTPServer, tmp_path):
    httpserver.expect_request(EVERY_PATH).respond_with_json(ANSWERS[name]())
    found, abstracts = asked(httpserver, name, tmp_path)
    assert found[1].text.endswith(FOUND)
    assert found[1].service == name
    assert [source.name for source in abstracts.sources()] == [name]
    again, _ = asked(httpserver, name, tmp_path)
    assert again == found
    assert len(httpserver.log) == 1
    sent = httpserver.log[0][0]
    assert "desk@example.org" in sent.headers["User-Agent"]
    assert "18 percent" not in sent.url
    assert DOI in sent.url.replace("%2F", "/").replace("%252F", "/")


@pytest.mark.parametrize("name", SERVICES)
@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>busy</html>", content_type="text/html"),
        Response("[1, 2]"),
        Response('{"results": [3], "resultList": {"result": [3]}, "externalIds": 3, "abstract": "x"}'),
        Response("no", status=403),
        Response("no", status=500),
    ],
    ids=["page", "list", "odd", "refused", "down"],
)
def test_a_fault_is_told_and_kept_by_nobody(name, answer, httpserver: HTTPServer, tmp_path, monkeypatch):
    monkeypatch.setattr("deskcheck.network.random.random", lambda: -0.5)
    httpserver.expect_request(EVERY_PATH).respond_with_response(answer)
    found, abstracts = asked(httpserver, name, tmp_path)
    assert found == {}
    assert [(one.what, one.subject) for one in abstracts.unchecked] == [("abstracts", name)]
    httpserver.clear()
    httpserver.expect_request(EVERY_PATH).respond_with_json(ANSWERS[name]())
    assert asked(httpserver, name, tmp_path)[0][1].text.endswith(FOUND)


@pytest.mark.parametrize("name", SERVICES)
def test_the_abstract_of_another_doi_is_not_believed(name, httpserver: HTTPServer, tmp_path):
    httpserver.expect_request(EVERY_PATH).respond_with_json(ANSWERS[name]("10.5555/other"))
    found, abstracts = asked(httpserver, name, tmp_path)
    assert found == {}
    assert abstracts.unchecked == ()


def test_the_second_service_is_asked_only_for_what_the_first_lacks(httpserver: HTTPServer, tmp_path):
    httpserver.expect_request("/works").respond_with_json(openalex())
    services = [f"openalex={httpserver.url_for('')}", f"semantic-scholar={httpserver.url_for('')}"]
    assert Abstracts.open(services, cache=tmp_path).fetch([matched()])[1].service == "openalex"
    assert len(httpserver.log) == 1


def test_nothing_is_asked_where_the_record_has_an_abstract_or_no_work_is_known(httpserver: HTTPServer, tmp_path):
    known = matched(abstract="<jats:p>Recall fell.</jats:p>")
    found, _ = asked(httpserver, "openalex", tmp_path, known, reference(HARLOW))
    assert found == {}
    assert httpserver.log == []


@pytest.mark.parametrize("named", ["pubmed", "openalex=ftp://host", "openalex=host"])
def test_an_unknown_service_or_address_is_refused(named):
    with pytest.raises(SettingsError, match="--abstracts"):
        Abstracts.open([named])


def test_a_claim_is_judged_by_a_fetched_abstract(httpserver: HTTPServer, tmp_path: Path):
    httpserver.expect_request("/works").respond_with_json(openalex())
    article = tmp_path / "article.md"
    claim = "Recall of word lists fell by 18 percent after night shifts [1]."
    article.write_text(f"# Nights\n\n{claim}\n\n## References\n\n1. {HARLOW}\n", encoding="utf-8")
    (tmp_path / "crossref.jsonl").write_text(json.dumps(message()), encoding="utf-8")
    abstracts = Abstracts.open([f"openalex={httpserver.url_for('')}"], cache=tmp_path / "cache")
    settings = Settings(as_of=datetime.date(2026, 11, 23))
    audit = stages.audit(article, settings, dossier=tmp_path, abstracts=abstracts)
    verdict = audit.claims[0].verdict
    assert verdict.label in (VerdictLabel.SUPPORTED, VerdictLabel.PARTLY_SUPPORTED)
    assert verdict.evidence[0].locator == f"abstract of {DOI} (openalex)"
    assert "openalex" in [source.name for source in audit.sources]


NUMBERED = "# Nights\n\nRecall fell by 18 percent [1].\n\n## References\n\n1. {printed}\n2. {other}\n"
OTHER = "Moreau C. Rest at work. Ann Cogn 2016;7:10123."


def numbers(**more):
    return {"resultList": {"result": [{"pmid": "123456", "pmcid": "PMC7770", "doi": DOI.upper(), **more}, {"id": "x"}]}}


def audited(folder, server, printed, answer):
    server.expect_request(EVERY_PATH).respond_with_json(answer)
    article = folder / "article.md"
    article.write_text(NUMBERED.format(printed=printed, other=OTHER), encoding="utf-8")
    (folder / "crossref.jsonl").write_text(json.dumps(message()), encoding="utf-8")
    abstracts = Abstracts.open([f"europe-pmc={server.url_for('')}"], cache=folder / "cache")
    return stages.audit(article, Settings(as_of=datetime.date(2026, 11, 23)), dossier=folder, abstracts=abstracts)


@pytest.mark.parametrize("printed", ["PMID: 123456.", "https://pubmed.ncbi.nlm.nih.gov/123456/", "PMCID: PMC7770."])
def test_a_pubmed_number_alone_is_led_to_its_work(printed, httpserver: HTTPServer, tmp_path):
    found = audited(tmp_path, httpserver, printed, numbers())
    match = found.references[0].match
    assert (match.status, match.doi) == (MatchStatus.MATCHED, DOI)
    assert "PubMed number" in match.reason
    assert found.references[0].doi_told == DOI
    assert found.references[1].doi_told == ""
    asked_for = [request.args["query"] for request, _ in httpserver.log]
    assert sum("EXT_ID" in query or "PMCID" in query for query in asked_for) == 1
    before = len(httpserver.log)
    assert audited(tmp_path, httpserver, printed, numbers()).references[0].match.doi == DOI
    assert len(httpserver.log) == before  # the second run asks nobody


@pytest.mark.parametrize(
    "answer",
    [
        numbers(pmid="999999", pmcid="PMC1"),
        numbers(doi=""),
        numbers(doi="no doi"),
        {"resultList": {"result": []}},
        {"resultList": 3},
    ],
)
def test_a_number_that_no_work_is_told_for_stays_unknown(answer, httpserver: HTTPServer, tmp_path):
    found = audited(tmp_path, httpserver, "PMID: 123456.", answer)
    assert found.references[0].match.status is MatchStatus.UNKNOWN
    assert not [
        one
        for one in found.findings
        if one.severity in ("error", "warning") and one.subject.id == found.references[0].id
    ]


def test_a_number_that_leads_elsewhere_accuses_nobody(httpserver: HTTPServer, tmp_path):
    printed = "Soil bacteria thriving under permanent winter grassland, PMID: 123456."
    found = audited(tmp_path, httpserver, printed, numbers())
    assert found.references[0].match.status in (MatchStatus.UNKNOWN, MatchStatus.NOT_FOUND)
    assert found.references[0].match.work is None
