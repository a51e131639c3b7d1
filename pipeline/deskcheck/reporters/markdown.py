"""The audit as Markdown, for reviews and job summaries; text from outside cannot become markup."""

import re
from collections.abc import Iterable, Sequence

from deskcheck.model import Audit, Claim, Finding, Reference, State
from deskcheck.reporters.wording import (
    STATUSES,
    VERDICTS,
    headline,
    listed,
    plural,
    printable,
    severity_counts,
    status_counts,
    verdict_counts,
)

# Every ASCII punctuation mark may be escaped with a backslash (CommonMark 0.31, section 2.4).
_SPECIAL = re.compile(r"([\\`*_{}\[\]#|<>~&$@]|^[+=-]|!(?=\[))")
# Bare addresses become links without any markup (GitHub Flavored Markdown, "Autolinks").
_BARE_LINK = re.compile(r"(?i)\b(www(?=\.)|https?(?=:)|ftp(?=:)|mailto(?=:)|xmpp(?=:))([.:])")


def render(audit: Audit) -> str:
    """Return the report."""
    parts = [
        f"# Audit: {escape(audit.article.title or audit.article.path)}",
        f"**{escape(headline(audit))}**",
        _summary(audit),
        _findings(audit),
        _claims(audit),
        _references(audit),
        _method(audit),
    ]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Return ``text`` so that Markdown shows it letter by letter."""
    return _BARE_LINK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\1", printable(text)))


def _summary(audit: Audit) -> str:
    rows = [
        (plural(len(audit.claims), "claim"), listed(verdict_counts(audit))),
        (plural(len(audit.references), "reference"), listed(status_counts(audit))),
        (plural(len(audit.findings), "finding"), listed(severity_counts(audit))),
        ("as of", str(audit.as_of)),
    ]
    return _table(("", ""), rows)


def _findings(audit: Audit) -> str:
    active = [finding for finding in audit.findings if finding.state is not State.WAIVED]
    rows = [
        (
            finding.severity.value,
            _place(finding),
            finding.message,
            f"{finding.rule} ({finding.code})",
            finding.suggestion,
        )
        for finding in active
    ]
    return "## Findings\n\n" + (
        _table(("severity", "line", "finding", "rule", "what to do"), rows) if rows else "None."
    )


def _place(finding: Finding) -> str:
    return str(finding.spans[0].line) if finding.spans else ""


def _claims(audit: Audit) -> str:
    rows = [_claim_row(claim) for claim in audit.claims]
    return "## Claims\n\n" + (
        _table(("line", "verdict", "references", "claim", "reason"), rows) if rows else "None found."
    )


def _claim_row(claim: Claim) -> Sequence[str]:
    numbers = ", ".join(f"({link.number})" if link.suggested else str(link.number) for link in claim.references)
    verdict, reason = (VERDICTS[claim.verdict.label], claim.verdict.reason) if claim.verdict else ("not judged", "")
    return (str(claim.span.line), verdict, numbers, claim.quote, reason)


def _references(audit: Audit) -> str:
    rows = [_reference_row(reference) for reference in audit.references]
    header = ("number", "status", "DOI", "reference", "differs in")
    return "## References\n\n" + (_table(header, rows) if rows else "None found.")


def _reference_row(reference: Reference) -> Sequence[str]:
    match = reference.match
    differs = [field.field for field in match.comparison if field.result == "different"] if match else []
    notices = [notice.type.value.replace("_", " ") for notice in reference.notices]
    status = ", ".join([STATUSES[reference.status], *notices])
    return (str(reference.number), status, match.doi if match else "", reference.printed, ", ".join(differs))


def _method(audit: Audit) -> str:
    sources = "; ".join(f"{source.name}, {source.as_of or 'no date'}" for source in audit.sources) or "none"
    unchecked = sorted({f"{entry.what}: {entry.reason}" for entry in audit.unchecked})
    lines = [
        "## Method and limits",
        f"Made by {escape(audit.tool.name)} {escape(audit.tool.version)}. Sources of records: {escape(sources)}.",
        "Links and verdicts are inferred by rules and small models; an editor decides. What was not found in a source "
        "of records is a lead, not a proof. Numbers in brackets are suggested links and carry no verdict.",
    ]
    if unchecked:
        lines.append("Not checked:\n\n" + "\n".join(f"- {escape(line)}" for line in unchecked))
    return "\n\n".join(lines)


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = ["| " + " | ".join(header) + " |", "|" + "---|" * len(header)]
    lines += ["| " + " | ".join(escape(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines)
