"""SARIF 2.1.0 (OASIS, 2020) within the limits that GitHub's code scanning documents for uploads."""

import json
from typing import Any
from urllib.parse import quote

from deskcheck.model import Audit, Finding, State, Waiver, WaiverState
from deskcheck.reporters.characters import printable
from deskcheck.reporters.places import Place, Places, gravest_first, told

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
# GitHub, "SARIF support for code scanning": results a run, locations a result, tags a rule.
MOST_RESULTS, MOST_LOCATIONS, MOST_TAGS = 25_000, 100, 20
_FAMILIES = {
    "ART": "article",
    "REF": "references",
    "REC": "records",
    "NOT": "notices",
    "LNK": "links",
    "CLM": "claims",
    "AGE": "currency",
    "POL": "policy",
    "RUN": "run",
}
_UNNAMED = "unnamed"


def render(*audits: Audit) -> str:
    """Return one run with the findings of all audits, gravest first, as indented JSON."""
    found = gravest_first([(audit, finding) for audit in audits for finding in audit.findings])
    shown = found[:MOST_RESULTS]
    rules = _rules([finding for _, finding in shown])
    compared = any(finding.state is State.KNOWN for _, finding in found)
    places = {id(audit): Places(audit) for audit in audits}
    results = [_result(finding, audit, places[id(audit)], list(rules), compared) for audit, finding in shown]
    run = {
        "tool": {"driver": _driver(audits, list(rules.values()))},
        "automationDetails": {"id": "deskcheck/"},
        "columnKind": "unicodeCodePoints",
        "invocations": [
            {"executionSuccessful": True, "toolExecutionNotifications": _notifications(audits, len(found) - len(shown))}
        ],
        "results": results,
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=1, ensure_ascii=True) + "\n"


def _driver(audits: tuple[Audit, ...], rules: list[dict[str, Any]]) -> dict[str, Any]:
    version = audits[0].tool.version if audits else ""
    return {"name": "deskcheck", **({"version": printable(version)} if version else {}), "rules": rules}


def _rules(findings: list[Finding]) -> dict[str, dict[str, Any]]:
    """Return the descriptions of the rules that found something, by their ids, in the order of the codes."""
    seen = {_rule_id(finding): finding for finding in findings}
    return {
        rule: _rule(rule, finding) for rule, finding in sorted(seen.items(), key=lambda item: (item[1].code, item[0]))
    }


def _rule_id(finding: Finding) -> str:
    return f"deskcheck/{printable(finding.rule) or _UNNAMED}"


def _rule(rule: str, finding: Finding) -> dict[str, Any]:
    name, code = printable(finding.rule) or _UNNAMED, printable(finding.code)
    sentence = name.replace("-", " ").capitalize()
    help_text = f"Run: deskcheck explain {code or name}"
    return {
        "id": rule,
        "name": code or name,
        "shortDescription": {"text": f"{sentence} ({code})" if code else sentence},
        "help": {"text": help_text, "markdown": f"Run `deskcheck explain {(code or name).replace('`', '')}`."},
        "properties": {"tags": ["deskcheck", _FAMILIES.get(finding.code[:3], "other")][:MOST_TAGS]},
    }


def _result(finding: Finding, audit: Audit, places: Places, rules: list[str], compared: bool) -> dict[str, Any]:
    rule = _rule_id(finding)
    result: dict[str, Any] = {
        "ruleId": rule,
        "ruleIndex": rules.index(rule),
        "level": finding.severity.value,
        "message": {"text": told(finding) or _UNNAMED},
        "locations": [_location(places(finding))],
        "partialFingerprints": {
            "deskcheck/v1": printable(finding.fingerprint),
            "primaryLocationLineHash": f"{printable(finding.fingerprint)}:1",
        },
        "rank": round(100 * max(0.0, min(1.0, finding.confidence)), 1),
    }
    if len(finding.spans) > 1:
        further = finding.spans[1:MOST_LOCATIONS]
        result["relatedLocations"] = [
            {"id": number, **_location(places.of_span(span))} for number, span in enumerate(further, start=1)
        ]
    if finding.state is State.WAIVED:
        result["suppressions"] = [_suppression(finding, audit)]
    if compared:
        result["baselineState"] = "unchanged" if finding.state is State.KNOWN else "new"
    return result


def _location(place: Place) -> dict[str, Any]:
    physical: dict[str, Any] = {"artifactLocation": {"uri": _uri(place.path)}}
    if place.line:
        region = {"startLine": place.line, "endLine": place.end_line}
        if place.column:
            region |= {"startColumn": place.column, "endColumn": place.end_column}
        physical["region"] = region
    else:
        # GitHub shows a result only at a line; the file as a whole is shown at its first.
        physical["region"] = {"startLine": 1}
    return {"physicalLocation": physical}


def _uri(path: str) -> str:
    """Return a path as a relative reference of RFC 3986, or as a ``file:`` address when it is absolute."""
    if path.startswith(("http://", "https://")):
        # An article that was fetched: its address is a URI already, but for what may not stand in one.
        return quote(path.encode("utf-8", "surrogatepass"), safe="/:?&=#+%-._~")
    encoded = quote(path.encode("utf-8", "surrogatepass"), safe="/-._~")
    return f"file://{encoded}" if path.startswith("/") else encoded


def _suppression(finding: Finding, audit: Audit) -> dict[str, Any]:
    """Return the waiver as a suppression; its last day has no field in the standard and goes into the properties."""
    waiver = next((one for one in audit.waivers if _covers(one, finding)), None)
    if waiver is None:
        return {"kind": "external", "status": "accepted"}
    return {
        "kind": "external",
        "status": "accepted",
        "justification": printable(waiver.reason),
        "properties": {"person": printable(waiver.person), "until": str(waiver.until), "kind": waiver.kind.value},
    }


def _covers(waiver: Waiver, finding: Finding) -> bool:
    return waiver.state is WaiverState.IN_FORCE and finding.fingerprint in waiver.findings


def _notifications(audits: tuple[Audit, ...], left_out: int) -> list[dict[str, Any]]:
    """Say what could not be checked, a line a kind, and how many results were left out."""
    counts: dict[tuple[str, str], int] = {}
    for audit in audits:
        for missed in audit.unchecked:
            key = (printable(missed.what), printable(missed.reason))
            counts[key] = counts.get(key, 0) + 1
    lines = [f"Not checked: {what} ({count} times): {reason}" for (what, reason), count in counts.items()]
    if left_out > 0:
        lines.insert(0, f"{left_out} less grave results were left out.")
    return [{"level": "note", "message": {"text": line[:1000]}} for line in lines[:100]]
