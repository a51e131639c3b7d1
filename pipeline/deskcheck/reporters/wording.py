"""The words all reports share.

Wording is neutral and attributed: what was not found is a lead, never a proof, and an editor decides.
"""

import datetime
from collections import Counter
from collections.abc import Iterable

import msgspec

from deskcheck.model import (
    Audit,
    Claim,
    Evidence,
    FieldComparison,
    LinkKind,
    Notice,
    Reference,
    ReferenceStatus,
    Severity,
    Stance,
    State,
    VerdictLabel,
    Waiver,
    WaiverKind,
)
from deskcheck.reporters.page_checks import page_counts, page_words  # noqa: F401 - templates speak through this module

VERDICTS = {
    VerdictLabel.CONTRADICTED: "contradicted",
    VerdictLabel.OUTDATED: "outdated",
    VerdictLabel.PARTLY_SUPPORTED: "partly supported",
    VerdictLabel.UNSUPPORTED: "unsupported",
    VerdictLabel.NOT_CHECKABLE: "not checkable",
    VerdictLabel.SUPPORTED: "supported",
}
NOT_JUDGED = "not judged"
VERDICT_MEANINGS = {
    VerdictLabel.CONTRADICTED: "the evidence at hand says otherwise",
    VerdictLabel.OUTDATED: "the evidence at hand has been replaced by newer evidence",
    VerdictLabel.PARTLY_SUPPORTED: "the evidence at hand carries only part of it",
    VerdictLabel.UNSUPPORTED: "no reference was found to carry it",
    VerdictLabel.NOT_CHECKABLE: "a reference is given, but nothing at hand lets us judge",
    VerdictLabel.SUPPORTED: "the evidence at hand carries it",
}
STEPS = {
    VerdictLabel.CONTRADICTED: "Settle it with the author before publication.",
    VerdictLabel.OUTDATED: "Look for the newer source, or date the statement.",
    VerdictLabel.PARTLY_SUPPORTED: "Bring the wording and the source together.",
    VerdictLabel.UNSUPPORTED: "Add a source, soften the statement or cut it.",
    VerdictLabel.NOT_CHECKABLE: "Read the source and note in the dossier what it says.",
    VerdictLabel.SUPPORTED: "Nothing to do.",
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
STATUS_MEANINGS = {
    ReferenceStatus.MISMATCH: "a record was matched, and it differs from what is printed",
    ReferenceStatus.BROKEN: "the printed address or identifier leads nowhere",
    ReferenceStatus.NOT_FOUND: "no record was found in the sources named above: a lead, not a proof",
    ReferenceStatus.BLOCKED: "the site did not let us look",
    ReferenceStatus.UNKNOWN: "no answer was at hand",
    ReferenceStatus.NOT_APPLICABLE: "not of a kind that the sources of records register",
    ReferenceStatus.OK: "a record was matched, and it agrees with what is printed",
}
LINK_KINDS = {
    LinkKind.DECISION: "decided by the desk",
    LinkKind.MARKER: "marker in the text",
    LinkKind.AUTHOR_YEAR: "author and year",
    LinkKind.HYPERLINK: "link in the text",
    LinkKind.ORGANISATION: "organisation named",
    LinkKind.CUE: "source spoken of",
    LinkKind.TOPIC: "same topic",
    LinkKind.ORDER: "order of first use",
}
STANCES = {
    Stance.SUPPORTS: "supports",
    Stance.QUALIFIES: "qualifies",
    Stance.CONTRADICTS: "says otherwise",
    Stance.SILENT: "does not speak of it",
}
RESULTS = {"same": "same", "variant": "other form", "different": "differs", "missing": "not printed"}
LIMITS = (
    "Claims are found by rules and a small model; a statement without a mark was passed over, not cleared.",
    "Links without a marker in the text are inferred from names, figures, wording, topic and the order of first use. "
    "A link below the threshold is a suggestion and carries no verdict.",
    "References are compared field by field with the sources of records named above, as of their dates. What was not "
    "found there is a lead, not a proof; a web page that a registry does not list is no fault of the page.",
    "Verdicts compare figures, direction, strength, population and wording with the evidence at hand. A title alone "
    "supports nothing, and a lookup without an answer never becomes a verdict.",
    "Confidence is the program's own estimate. An editor decides.",
)
AT_ODDS = (VerdictLabel.CONTRADICTED, VerdictLabel.OUTDATED)
_TO_DECIDE = (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.UNSUPPORTED)
_MONTHS = "January February March April May June July August September October November December".split()


class Outlook(msgspec.Struct, frozen=True):
    """The answer to "can this be published?": ``kind`` is hold, review, clear or open."""

    kind: str
    sentence: str


def outlook(audit: Audit) -> Outlook:
    """Return the one sentence that answers: can this be published?"""
    counts, verdicts = dict(severity_counts(audit)), dict(verdict_counts(audit))
    alone = audit.article.is_bibliography
    if not audit.references or not (audit.claims or alone):
        missing = "references" if alone or audit.claims else "claims"
        return Outlook("open", f"Nothing can be said yet: no {missing} were found in the article.")
    grave, at_odds = counts.get("error", 0), _at_odds(audit)
    if grave or at_odds:
        claims = plural(at_odds, "further claim" if grave else "claim")
        parts = [plural(grave, "error")] if grave else []
        parts += [f"{claims} at odds with the evidence"] if at_odds else []
        return Outlook("hold", f"Hold: {joined(parts)} to settle first.")
    points = _points(audit)
    if points:
        return Outlook("review", f"Publish after review: no errors; {joined(points)} for an editor to decide.")
    if alone and all(reference.status is ReferenceStatus.UNKNOWN for reference in audit.references):
        return Outlook("open", "Nothing can be said yet: no reference could be looked up.")
    if len(dict(verdict_counts(audit))) == 1 and verdicts.get("not checkable"):
        return Outlook("open", "Nothing can be said yet: no claim could be judged with the evidence at hand.")
    return Outlook("clear", "Nothing stands against publication in what was checked.")


def _at_odds(audit: Audit) -> int:
    """Return how many claims are contradicted or outdated without an error that says so."""
    named = {
        finding.subject.id
        for finding in audit.findings
        if finding.severity is Severity.ERROR and finding.subject.kind == "claim" and finding.state is not State.WAIVED
    }
    return sum(
        claim.verdict is not None and claim.verdict.label in AT_ODDS and claim.id not in named for claim in audit.claims
    )


def _points(audit: Audit) -> list[str]:
    """Return what an editor has to decide, each claim and reference counted once whatever speaks of it."""
    warned = {
        (finding.subject.kind, finding.subject.id)
        for finding in audit.findings
        if finding.severity is Severity.WARNING and finding.state is not State.WAIVED
    }
    claims = {claim.id for claim in audit.claims if claim.verdict and claim.verdict.label in _TO_DECIDE}
    claims |= {key for kind, key in warned if kind == "claim"}
    references = sum(kind == "reference" for kind, _ in warned)
    others = sum(kind not in ("claim", "reference") for kind, _ in warned)
    counts = ((len(claims), "claim"), (references, "reference"), (others, "further point"))
    return [plural(count, noun) for count, noun in counts if count]


def headline(audit: Audit) -> str:
    """Return the sentence of the outlook."""
    return outlook(audit).sentence


def joined(parts: list[str]) -> str:
    """Return ``a``, ``a and b`` or ``a, b and c``."""
    return " and ".join(filter(None, (", ".join(parts[:-1]), *parts[-1:])))


def plural(count: int, noun: str) -> str:
    """Return ``1 claim`` or ``2 claims``."""
    return f"{count:,} {noun}" + ("" if count == 1 else "s")


def counted(words: Iterable[str], order: Iterable[str]) -> list[tuple[str, int]]:
    """Return (word, how often) in the given order, absent words left out."""
    counts = Counter(words)
    return [(word, counts[word]) for word in order if counts[word]]


def verdict_words(claim: Claim) -> str:
    """Return the claim's verdict in words."""
    return VERDICTS[claim.verdict.label] if claim.verdict else NOT_JUDGED


def verdict_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many claims have each verdict, gravest first."""
    return counted(map(verdict_words, audit.claims), (*VERDICTS.values(), NOT_JUDGED))


def status_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many references have each status, gravest first."""
    return counted((STATUSES[reference.status] for reference in audit.references), STATUSES.values())


def references_counted(audit: Audit) -> str:
    """Return ``4 ok, 1 mismatch; 1 with a notice``."""
    noticed = sum(bool(reference.notices) for reference in audit.references)
    said = listed(status_counts(audit)) + (f"; {noticed} with a notice" if noticed else "")
    return said + (f"; addresses: {seen}" if (seen := listed(page_counts(audit))) != "none" else "")


def severity_counts(audit: Audit) -> list[tuple[str, int]]:
    """Return how many findings that no waiver covers have each severity, gravest first."""
    active = (finding.severity.value for finding in audit.findings if finding.state is not State.WAIVED)
    return counted(active, [severity.value for severity in Severity])


def unchecked_counts(audit: Audit) -> list[tuple[str, str, int]]:
    """Return (what, why, how often) for all that was not checked, most frequent first."""
    counts = Counter((entry.what, entry.reason) for entry in audit.unchecked)
    return sorted(((what, why, count) for (what, why), count in counts.items()), key=lambda row: (-row[2], row))


def listed(counts: list[tuple[str, int]]) -> str:
    """Return ``3 supported, 1 outdated``, or ``none``."""
    return ", ".join(f"{count} {word}" for word, count in counts) or "none"


def spaced(name: str) -> str:
    """Return an identifier's words: ``number_mismatch`` → ``number mismatch``."""
    return name.replace("_", " ")


def day(date: datetime.date | None) -> str:
    """Return ``4 April 2022``, or nothing."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}" if date else ""


def cut(text: str, length: int) -> str:
    """Return ``text`` on one line, shortened at a blank with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    head = line[: length - 1]
    return (head[: head.rfind(" ")] if " " in head[length // 2 :] else head).rstrip(" ,;:") + "…"


def notice_words(notice: Notice) -> str:
    """Return ``retraction of 2021-05-03, according to publisher``."""
    words = spaced(notice.type.value)
    words += f" of {notice.date}" if notice.date else ", date not registered"
    return f"{words}, according to {', '.join(notice.sources)}" if notice.sources else words


def waiver_cells(waiver: Waiver) -> tuple[str, str, str, str, str, str]:
    """Return a waiver's rule, what it is for, why it is in force or not, who answers for it, its end and its state."""
    scope = waiver.reference or waiver.finding or waiver.article or "the whole article"
    state = spaced(waiver.state.value) + (f": {waiver.note}" if waiver.note else "")
    reason = waiver.reason
    if waiver.kind is WaiverKind.KNOWINGLY_CITED:
        reason = f"knowingly cited: {reason}"
    return (waiver.rule, cut(scope, 80), reason, waiver.person, str(waiver.until), state)


def authority_words(audit: Audit) -> str:
    """Return the sources of records by name, for "not found in …"."""
    names = (source.name for source in audit.sources if "notes" not in source.kind)
    return " or ".join(names) or "any source of records"


def status_words(reference: Reference, audit: Audit) -> str:
    """Return the status in an attributed sentence, where there is something to say."""
    if reference.status is ReferenceStatus.NOT_FOUND:
        return f"Not found in {authority_words(audit)} as of {audit.as_of}."
    reason = reference.match.reason if reference.match else ""
    if reference.status in (ReferenceStatus.BROKEN, ReferenceStatus.BLOCKED) and reference.page:
        reason = reference.page.reason
    return reason[:1].upper() + reason[1:] if reason else f"{STATUS_MEANINGS[reference.status].capitalize()}."


def differences(reference: Reference) -> list[FieldComparison]:
    """Return the compared fields that differ."""
    return [row for row in reference.match.comparison if row.result == "different"] if reference.match else []


def called(reference: Reference) -> str:
    """Return a reference as one speaks of it: ``reference 8 (Rossi et al., 2020)``."""
    names = [name.family or name.literal for name in reference.fields.author]
    who = "" if not names else names[0] if len(names) == 1 else f"{names[0]} et al."
    year = str(reference.fields.year or "")
    inside = ", ".join(filter(None, (cut(who, 60), year)))
    return f"reference {reference.number}" + (f" ({inside})" if inside else "")


def whose(evidence: Evidence, audit: Audit) -> str:
    """Return whose words a passage is: ``reference 8 (Rossi et al., 2020)`` or ``this article``.

    A page's words may change, so its address and the day it was seen are named with it.
    """
    if not evidence.reference:
        return "this article"
    source = audit.reference(evidence.reference)
    name = called(source) if source else f"reference {evidence.reference}"
    return f"{name}, {evidence.locator}" if evidence.origin == "page" else name
