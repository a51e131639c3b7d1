"""GitLab's code quality report: a list of issues, each with a fingerprint of its own that no line number enters."""

import hashlib
import json

from deskcheck.model import Audit, Severity, State
from deskcheck.reporters.characters import printable
from deskcheck.reporters.places import Places, gravest_first, told

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.NOTE: "info"}


def render(*audits: Audit) -> str:
    """Return the findings that are neither waived nor known, gravest first, as a JSON list."""
    found = gravest_first(
        [(audit, finding) for audit in audits for finding in audit.findings if finding.state is State.NEW]
    )
    places = {id(audit): Places(audit) for audit in audits}
    seen: dict[str, int] = {}
    rows = []
    for audit, finding in found:
        place = places[id(audit)](finding)
        words = "\x1f".join((place.path, finding.rule, finding.fingerprint))
        count = seen[words] = seen.get(words, 0) + 1
        digest = hashlib.sha256(f"{words}\x1f{count}".encode("utf-8", "surrogatepass")).hexdigest()
        rows.append(
            {
                "description": told(finding),
                "check_name": printable(finding.rule),
                "fingerprint": digest[:32],
                "severity": _SEVERITIES[finding.severity],
                "location": {"path": place.path, "lines": {"begin": max(1, place.line)}},
            }
        )
    return json.dumps(rows, indent=1, ensure_ascii=True) + "\n"
