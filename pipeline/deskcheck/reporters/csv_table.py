"""The findings as a table of comma-separated values (RFC 4180): a work list for any spreadsheet.

No cell can run: text that a spreadsheet would take for a formula gets an apostrophe before it, and so does text
that begins with one, so that ``bare`` gives every text back exactly (OWASP, "CSV Injection").
"""

import csv
import io
from collections.abc import Iterator

from deskcheck.model import Audit, Claim, Evidence, Finding, Stance
from deskcheck.reporters.wording import cut, verdict_words, whose

COLUMNS = (
    "id",
    "severity",
    "state",
    "rule",
    "code",
    "about",
    "line",
    "column",
    "words",
    "finding",
    "next",
    "confidence",
    "verdict",
    "reason",
    "references",
    "evidence",
    "owner",
    "decision",
    "why",
    "due",
)
_RUNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠", "'")
# A spreadsheet's cell holds at most 32,767 characters (Microsoft, "Excel specifications and limits").
_MOST = 32_000
# Spreadsheets take a file for UTF-8 only where it begins with a byte order mark.
_MARK = "\ufeff"


def render(audit: Audit) -> str:
    """Return one row for each finding, the waived ones too; the last four columns are for the desk to fill."""
    claims = {claim.id: claim for claim in reversed(audit.claims)}
    numbers = {reference.id: reference.number for reference in reversed(audit.references)}
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for finding in audit.findings:
        claim = claims.get(finding.subject.id) if finding.subject.kind == "claim" else None
        number = numbers.get(finding.subject.id) if finding.subject.kind == "reference" else None
        writer.writerow(guarded(cell) for cell in _row(finding, claim, number, audit))
    return _MARK + out.getvalue()


def guarded(text: str) -> str:
    """Return ``text`` so that no spreadsheet takes it for a formula."""
    text = text.replace("\x00", "\ufffd")[:_MOST]
    return "'" + text if text.lstrip(" ").startswith(_RUNS) else text


def bare(cell: str) -> str:
    """Return the text of a guarded cell."""
    return cell[1:] if cell.startswith("'") else cell


def _row(finding: Finding, claim: Claim | None, number: int | None, audit: Audit) -> Iterator[str]:
    span = finding.spans[0] if finding.spans else None
    yield from (finding.fingerprint, finding.severity.value, finding.state.value, finding.rule, finding.code)
    yield "claim" if claim else f"reference {number}" if number is not None else finding.subject.kind
    yield from (str(span.line), str(span.column)) if span else ("", "")
    yield from (finding.quote, finding.message, finding.suggestion, f"{finding.confidence:.2f}")
    yield from _judged(claim, audit) if claim else ("", "", "", "")
    yield from ("", "", "", "")


def _judged(claim: Claim, audit: Audit) -> Iterator[str]:
    yield verdict_words(claim)
    yield claim.verdict.reason if claim.verdict else ""
    yield ", ".join(str(link.number) for link in claim.firm_links)
    evidence = claim.verdict.evidence if claim.verdict else ()
    yield "\n".join(_passage(piece, audit) for piece in evidence if piece.stance is not Stance.SILENT)


def _passage(piece: Evidence, audit: Audit) -> str:
    return f"{whose(piece, audit)}: “{cut(piece.quote, 600)}”"
