"""Reviewdog's diagnostic format, one JSON object a line; columns count bytes of UTF-8, as its definition asks."""

import json
from typing import Any

from deskcheck.model import Audit, Finding, Severity, State
from deskcheck.reporters.characters import printable
from deskcheck.reporters.places import Places, gravest_first, told

_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.NOTE: "INFO"}


def render(*audits: Audit) -> str:
    """Return the findings that are neither waived nor known, gravest first.

    Suggestions stand in the message: reviewdog would offer a ``suggestion`` as the new text of the lines.
    """
    found = gravest_first(
        [(audit, finding) for audit in audits for finding in audit.findings if finding.state is State.NEW]
    )
    places = {id(audit): Places(audit) for audit in audits}
    rows = (_diagnostic(finding, places[id(audit)]) for audit, finding in found)
    return "".join(json.dumps(row, ensure_ascii=True) + "\n" for row in rows)


def _diagnostic(finding: Finding, places: Places) -> dict[str, Any]:
    place = places(finding)
    location: dict[str, Any] = {"path": place.path}
    if place.line:
        start: dict[str, int] = {"line": place.line}
        end: dict[str, int] = {"line": place.end_line}
        if place.column:
            start["column"] = places.byte_column(place.line, place.column)
            end["column"] = places.byte_column(place.end_line, place.end_column)
        location["range"] = {"start": start, "end": end}
    return {
        "message": told(finding),
        "location": location,
        "severity": _SEVERITIES[finding.severity],
        "source": {"name": "deskcheck"},
        "code": {"value": printable(finding.code) or printable(finding.rule)},
    }
