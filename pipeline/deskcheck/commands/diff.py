"""``deskcheck diff``: what became of the findings from one saved audit to the next."""

from pathlib import Path
from typing import Any

import msgspec

from deskcheck.commands.report import load
from deskcheck.errors import ExitCode
from deskcheck.model import Audit, Finding, Severity, State
from deskcheck.reporters.characters import printable
from deskcheck.triage.difference import Difference, difference


def run(old: Path, new: Path, *, as_json: bool, fail_on: Severity | None) -> tuple[str, ExitCode]:
    """Return the difference as text or JSON, and ``FINDINGS`` where a new finding is as grave as ``fail_on``.

    Raises:
        InputError: a file is no saved audit.
    """
    before, after = load(old), load(new)
    found = difference(before, after)
    grown = [now for was, now in found.changed if now.severity.rank < was.severity.rank]
    counting = [finding for finding in (*found.new, *grown) if finding.state is not State.WAIVED]
    failing = fail_on is not None and any(finding.severity.rank <= fail_on.rank for finding in counting)
    text = _json(found) if as_json else _text(found, after)
    return text, ExitCode.FINDINGS if failing else ExitCode.OK


def _json(found: Difference) -> str:
    answer: dict[str, Any] = {
        "new": [_row(finding) for finding in found.new],
        "fixed": [_row(finding) for finding in found.fixed],
        "changed": [{"old": _row(was), "new": _row(now)} for was, now in found.changed],
        "unchanged": [_row(finding) for finding in found.unchanged],
        "not_checked": [_row(finding) for finding in found.not_checked],
    }
    return msgspec.json.format(msgspec.json.encode(answer), indent=1).decode() + "\n"


def _row(finding: Finding) -> dict[str, Any]:
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "code": finding.code,
        "severity": finding.severity,
        "state": finding.state,
        "line": finding.spans[0].line if finding.spans else None,
        "message": finding.message,
    }


def _text(found: Difference, after: Audit) -> str:
    lines: list[str] = []
    for title, findings in (("New", found.new), ("Fixed", found.fixed), ("Not checked this time", found.not_checked)):
        if findings:
            lines += [title, *(f"  {_line(finding)}" for finding in findings), ""]
    if found.changed:
        lines.append("Changed")
        for was, now in found.changed:
            lines += [f"  {_line(now)}", f"    was: {_brief(was)}"]
        lines.append("")
    counts = f"{len(found.new)} new, {len(found.fixed)} fixed, {len(found.changed)} changed"
    counts += f", {len(found.unchanged)} unchanged"
    if found.not_checked:
        counts += f", {len(found.not_checked)} not checked this time"
    title = printable(after.article.title or after.article.path)
    return "\n".join([*lines, f"{title}: {counts}."]) + "\n"


def _line(finding: Finding) -> str:
    place = f"line {finding.spans[0].line}: " if finding.spans else ""
    return f"{place}{_brief(finding)}  {printable(finding.rule)} ({printable(finding.code)})"


def _brief(finding: Finding) -> str:
    waived = ", waived" if finding.state is State.WAIVED else ""
    return f"{finding.severity}{waived}: {printable(finding.message)}"
