"""The audit as Markdown, for reviews and job summaries; text from outside cannot become markup."""

import re
from collections.abc import Iterable, Sequence

from deskcheck.model import Audit, Claim, Finding, Reference, Stance, State
from deskcheck.reporters.addresses import doi_address
from deskcheck.reporters.characters import printable
from deskcheck.reporters.page_checks import page_words
from deskcheck.reporters.queries import queries
from deskcheck.reporters.wording import (
    LIMITS,
    STATUSES,
    differences,
    headline,
    listed,
    notice_words,
    plural,
    references_counted,
    severity_counts,
    unchecked_counts,
    verdict_counts,
    verdict_words,
    waiver_cells,
    whose,
)

# Every ASCII punctuation mark may be escaped with a backslash (CommonMark 0.31, section 2.4).
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|<>~&$@]|^[+=-]|!(?=\[))")
# At the start of a line a figure and a point would begin a list (CommonMark 0.31, section 5.2).
_LIST_NUMBER = re.compile(r"^(\d+)([.)])")
# Bare addresses become links without any markup (GitHub Flavored Markdown, "Autolinks").
_BARE_LINK = re.compile(r"(?i)(www(?=\.)|https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:))([.:])")
_SIGNS = {"error": "🛑", "warning": "⚠️", "note": "ℹ️"}


def render(audit: Audit) -> str:
    """Return the report."""
    parts = [
        f"# Audit: {escape(audit.article.title or audit.article.path)}",
        f"**{escape(headline(audit))}**",
        _summary(audit),
        "## Findings",
        _findings(audit),
        "## Claims",
        _claims(audit),
        "## References",
        _references(audit),
        "## Author queries",
        _queries(audit),
        *_waivers(audit),
        "## Method and limits",
        _method(audit),
    ]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return ``text`` on one line so that Markdown shows it letter by letter."""
    escaped = _BARE_LINK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text)))
    return _LIST_NUMBER.sub(r"\1\\\2", escaped)


def _summary(audit: Audit) -> str:
    rows = [
        (plural(len(audit.claims), "claim"), listed(verdict_counts(audit))),
        (plural(len(audit.references), "reference"), references_counted(audit)),
        ("findings", listed(severity_counts(audit))),
        ("as of", str(audit.as_of)),
    ]
    return _table(("what", "result"), [tuple(map(escape, row)) for row in rows])


def _findings(audit: Audit) -> str:
    active = [finding for finding in audit.findings if finding.state is not State.WAIVED]
    rows = [
        (
            f"{_SIGNS[finding.severity.value]} {finding.severity.value}",
            _place(finding),
            escape(finding.message),
            f"{escape(finding.rule)} ({escape(finding.code)})",
            escape(finding.suggestion),
        )
        for finding in active
    ]
    return _table(("severity", "line", "finding", "rule", "next"), rows) if rows else "No rule reported anything."


def _place(finding: Finding) -> str:
    return str(finding.spans[0].line) if finding.spans else ""


def _claims(audit: Audit) -> str:
    rows = [_claim_row(claim, audit) for claim in audit.claims]
    header = ("line", "verdict", "references", "claim", "reason", "evidence")
    return _table(header, rows) if rows else "None were found. That is a result to look into, not a clearance."


def _claim_row(claim: Claim, audit: Audit) -> Sequence[str]:
    numbers = ", ".join(f"({link.number})" if link.suggested else str(link.number) for link in claim.references)
    reason, evidence = "", ""
    if claim.verdict:
        reason = claim.verdict.reason
        piece = next((one for one in claim.verdict.evidence if one.stance is not Stance.SILENT), None)
        evidence = f"{whose(piece, audit)}: “{piece.quote}”" if piece else ""
    return (
        str(claim.span.line),
        verdict_words(claim),
        numbers,
        escape(claim.quote),
        escape(reason),
        escape(evidence),
    )


def _references(audit: Audit) -> str:
    rows = [_reference_row(reference) for reference in audit.references]
    header = ("number", "status", "DOI", "reference", "differs in")
    return _table(header, rows) if rows else "None were found. That is a result to look into, not a clearance."


def _reference_row(reference: Reference) -> Sequence[str]:
    status = ", ".join([STATUSES[reference.status], *map(notice_words, reference.notices)])
    doi = reference.match.doi if reference.match else ""
    address = doi_address(doi)
    differs = "; ".join(f"{row.field}: “{row.printed}”, registered “{row.recorded}”" for row in differences(reference))
    return (
        str(reference.number),
        escape(" ".join(filter(None, (status, page_words(reference))))),
        f"[{escape(doi)}]({address.replace('(', '%28').replace(')', '%29')})" if address else escape(doi),
        escape(reference.printed),
        escape(differs),
    )


def _queries(audit: Audit) -> str:
    lines = [f"{place}. {escape(query.words)}" for place, query in enumerate(queries(audit), 1)]
    return "\n".join(lines) or "There is nothing to ask the author."


def _waivers(audit: Audit) -> Iterable[str]:
    waived = [finding for finding in audit.findings if finding.state is State.WAIVED]
    if audit.waivers or waived:
        yield "## Waivers"
    if audit.waivers:
        header = ("rule", "for", "why", "who", "until", "state")
        yield _table(header, [[escape(cell) for cell in waiver_cells(waiver)] for waiver in audit.waivers])
    if waived:
        yield "Findings set aside:"
        yield "\n".join(f"- {escape(finding.message)} ({escape(finding.rule)})" for finding in waived)


def _method(audit: Audit) -> str:
    sources = "; ".join(f"{source.name}, {source.as_of or 'no date'}" for source in audit.sources) or "none"
    made = f"Made by {escape(audit.tool.name)} {escape(audit.tool.version)}."
    lines = [f"{made} Sources of records: {escape(sources)}. Numbers in brackets are suggested links."]
    lines.append("\n".join(f"- {line}" for line in LIMITS))
    unchecked = [
        f"- {escape(what)}{f' ({count} times)' if count > 1 else ''}: {escape(why)}"
        for what, why, count in unchecked_counts(audit)
    ]
    if unchecked:
        lines.append("Not checked, and why:\n\n" + "\n".join(unchecked))
    return "\n\n".join(lines)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table of cells that are Markdown already."""
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)
