"""``deskcheck match`` and ``deskcheck index``: one line of JSON a reference, from each kind of source."""

import json

import pytest

from crossref_server import CrossrefServer
from deskcheck.commands import index, match
from deskcheck.commands.match import from_lines
from deskcheck.errors import UserError
from deskcheck.extractors.references import read_lines
from invented_works import HARLOW, message

PAGE = "Sleep Hygiene: Tips. (2018, August 20). Rest Clinic. Retrieved from"
KEYS = {"status", "doi", "probability", "comparison", "notices", "candidates"}


@pytest.fixture
def lines(tmp_path):
    path = tmp_path / "references.txt"
    path.write_text(f"{HARLOW}\n\n{PAGE}\n", encoding="utf-8")
    return path


def ran(**request):
    return [json.loads(line) for line in match.run(match.Request(**request))]


def test_lines_are_answered_in_order_from_an_index(tmp_path, lines):
    source = tmp_path / "works.jsonl"
    source.write_text(json.dumps(message()), encoding="utf-8")
    assert "1 works" in index.build([source], tmp_path / "index")
    answers = ran(paths=(lines,), lines=True, index=tmp_path / "index")
    assert [(one["number"], one["status"], one["doi"]) for one in answers] == [
        (1, "matched", "10.5555/rest.7"), (2, "not_applicable", ""), (3, "not_applicable", ""),
    ]  # fmt: skip
    assert all(set(one) >= KEYS for one in answers)


def test_a_dossier_and_crossref_answer_too(tmp_path, lines):
    (tmp_path / "crossref.jsonl").write_text(json.dumps(message()), encoding="utf-8")
    assert ran(paths=(lines,), lines=True, dossier=tmp_path)[0]["authority"] == "dossier"
    with CrossrefServer([message()]) as server:
        answers = ran(paths=(lines,), lines=True, crossref=server.url, cache=tmp_path / "cache")
    assert (answers[0]["authority"], answers[2]["status"]) == ("crossref", "not_applicable")


def test_the_dossier_is_asked_before_the_service(tmp_path, lines):
    (tmp_path / "crossref.jsonl").write_text(json.dumps(message()), encoding="utf-8")
    with CrossrefServer([message()]) as server:
        answers = ran(paths=(lines,), lines=True, dossier=tmp_path, crossref=server.url, cache=tmp_path / "cache")
        assert answers[0]["authority"] == "dossier"
        assert not any("Harlow" in path for path in server.paths)


def test_articles_and_bibliographies_are_read(tmp_path):
    (tmp_path / "crossref.jsonl").write_text(json.dumps(message()), encoding="utf-8")
    article = tmp_path / "article.md"
    article.write_text(f"# Rest\n\nRest helps [1].\n\n## References\n\n1. {HARLOW}\n", encoding="utf-8")
    assert ran(paths=(article,), dossier=tmp_path)[0]["doi"] == "10.5555/rest.7"


def test_without_a_source_there_is_nothing_to_ask(lines):
    with pytest.raises(UserError, match="nothing to look up in"):
        ran(paths=(lines,), lines=True)


def test_an_index_is_described_and_added_to(tmp_path):
    source = tmp_path / "works.jsonl"
    source.write_text(json.dumps(message()), encoding="utf-8")
    index.build([source], tmp_path / "index")
    source.write_text(json.dumps(message("10.5555/eel", "Migration of eels")), encoding="utf-8")
    assert "1 works added" in index.update([source], tmp_path / "index")
    facts = json.loads(index.info(tmp_path / "index", as_json=True))
    assert (facts["works"], facts["version"]) == (2, "deskcheck-index/2")
    assert "bytes a work" in index.info(tmp_path / "index")


def test_lines_are_counted_as_the_other_commands_count_them():
    text = "Harlow, T. (2019).\u2028Sleep.\x0cJ Rest.\n\nOkafor, N. (2020). Naps.\r\nRoe, K. (2021). Dreams.\n"
    data = text.encode()
    counted = [(one.number, bool(one.printed)) for one in from_lines(data)]
    assert counted == [(1, True), (2, False), (3, True), (4, True)]
    assert len(read_lines(data)) == len(counted)
