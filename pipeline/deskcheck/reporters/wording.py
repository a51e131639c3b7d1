"""The words all reports share, and text from outside made harmless for a terminal.

Wording is neutral and attributed: what was not found is a lead, never a proof.
"""

import unicodedata
from collections import Counter
from collections.abc import Iterable

from deskcheck.model import Audit, ReferenceStatus, Severity, State, VerdictLabel

VERDICTS = {
    VerdictLabel.CONTRADICTED: "contradicted",
    VerdictLabel.OUTDATED: "outdated",
    VerdictLabel.PARTLY_SUPPORTED: "partly supported",
    VerdictLabel.UNSUPPORTED: "unsupported",
    VerdictLabel.NOT_CHECKABLE: "not checkable",
    VerdictLabel.SUPPORTED: "supported",
}
# A sign of its own for every verdict, so that colour never stands alone.
SIGNS = {
    VerdictLabel.CONTRADICTED: "✕",
    VerdictLabel.OUTDATED: "⧗",
    VerdictLabel.PARTLY_SUPPORTED: "◐",
    VerdictLabel.UNSUPPORTED: "?",
    VerdictLabel.NOT_CHECKABLE: "–",
    VerdictLabel.SUPPORTED: "✓",
}
STEPS = {
    VerdictLabel.CONTRADICTED: "Next: settle it with the author before publication.",
    VerdictLabel.OUTDATED: "Next: look for the newer source.",
    VerdictLabel.PARTLY_SUPPORTED: "Next: bring the wording and the source together.",
    VerdictLabel.UNSUPPORTED: "Next: add a source, soften it or cut it.",
    VerdictLabel.NOT_CHECKABLE: "Next: read the source and note in the dossier what it says.",
    VerdictLabel.SUPPORTED: "Next: nothing.",
}
STATUSES = {
    ReferenceStatus.MISMATCH: "mismatch",
    ReferenceStatus.BROKEN: "broken",
    ReferenceStatus.NOT_FOUND: "not found",
    ReferenceStatus.BLOCKED: "blocked",
    ReferenceStatus.UNKNOWN: "unknown",
    ReferenceStatus.NOT_APPLICABLE: "not applicable",
    ReferenceStatus.OK: "ok",
}


def printable(text: str, *, keep: bool = False) -> str:
    """Return ``text`` on one line with control, bidi and other unseen characters shown as ``\\u{…}``.

    Unicode categories Cc, Cf, Cs, Co, Zl and Zp; U+00AD and the joiners included, since they hide in text.
    Runs of blanks become one; with ``keep`` every blank stays one.
    """
    line = "".join(" " if character.isspace() else character for character in text) if keep else " ".join(text.split())
    if line.isascii() and line.isprintable():
        return line
    return "".join(f"\\u{{{ord(one):x}}}" if _is_unseen(one) else one for one in line)


def _is_unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


def plural(count: int, noun: str) -> str:
    """Return ``1 claim`` or ``2 claims``."""
    return f"{count} {noun}" + ("" if count == 1 else "s")


def counted(words: Iterable[str], order: Iterable[str]) -> list[tuple[str, int]]:
    """Return (word, how often) in the given order, absent words left out."""
    counts = Counter(words)
    return [(word, counts[word]) for word in order if counts[word]]


def verdict_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many claims have each verdict, gravest first."""
    return counted((VERDICTS[claim.verdict.label] for claim in audit.claims if claim.verdict), VERDICTS.values())


def status_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many references have each status, gravest first."""
    return counted((STATUSES[reference.status] for reference in audit.references), STATUSES.values())


def severity_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many findings that no waiver covers have each severity, gravest first."""
    active = (finding.severity.value for finding in audit.findings if finding.state is not State.WAIVED)
    return counted(active, [severity.value for severity in Severity])


def mood(audit: Audit) -> str:
    """Return ``hold``, ``review``, ``clear`` or ``open``, after the headline."""
    opening = headline(audit).split(" ", 1)[0]
    return {"Hold:": "hold", "Publish": "review"}.get(
        opening, "clear" if "stands against" in headline(audit) else "open"
    )


def headline(audit: Audit) -> str:
    """Return the one sentence that answers: can this be published?"""
    counts = dict(severity_counts(audit))
    verdicts = dict(verdict_counts(audit))
    grave = counts.get("error", 0)
    doubtful = verdicts.get("contradicted", 0) + verdicts.get("outdated", 0)
    if not audit.claims or not audit.references:
        return "Nothing can be said yet: the article's claims or references were not found."
    if grave or doubtful:
        parts = [plural(grave, "error")] if grave else []
        parts += [f"{plural(doubtful, 'claim')} at odds with the evidence"] if doubtful else []
        return f"Hold: {' and '.join(parts)} to settle first."
    open_points = counts.get("warning", 0) + verdicts.get("partly supported", 0) + verdicts.get("unsupported", 0)
    if open_points:
        return f"Publish after review: no errors, {plural(open_points, 'point')} for an editor to decide."
    return "Nothing stands against publication in what was checked."


def listed(counts: list[tuple[str, int]]) -> str:
    """Return ``3 supported, 1 outdated``, or ``none``."""
    return ", ".join(f"{count} {word}" for word, count in counts) or "none"
