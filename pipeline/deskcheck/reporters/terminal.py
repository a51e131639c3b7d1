"""The summary on a terminal: each finding with its place, its line and a caret, then the counts and the outlook."""

from collections.abc import Callable, Iterator

from deskcheck.model import Audit, Claim, Finding, Severity, Span, State, VerdictLabel
from deskcheck.reporters.characters import columns, printable
from deskcheck.reporters.wording import (
    listed,
    outlook,
    plural,
    severity_counts,
    status_counts,
    unchecked_counts,
    verdict_counts,
    verdict_words,
)

_COLOURS = {
    "error": "31;1",
    "warning": "33;1",
    "note": "36",
    "bold": "1",
    "dim": "2",
    "hold": "31;1",
    "review": "33;1",
    "clear": "32;1",
    "open": "1",
}
_WIDTH, _LEAD = 100, 20
_REASONS = 5
_AT_ODDS = (VerdictLabel.CONTRADICTED, VerdictLabel.OUTDATED)

Paint = Callable[[str, str], str]


def render(audit: Audit, *, colour: bool = False) -> str:
    """Return the summary; ``colour`` adds ANSI colours."""
    paint = _paint if colour else _plain
    lines = [paint("bold", printable(audit.article.title or audit.article.path)), ""]
    for finding in audit.findings:
        if finding.state is not State.WAIVED:
            lines += _finding(finding, audit, paint)
    for claim in _at_odds(audit):
        lines += _claim(claim, audit, paint)
    return "\n".join([*lines, *_summary(audit, paint)]) + "\n"


def _summary(audit: Audit, paint: Paint) -> Iterator[str]:
    answer = outlook(audit)
    yield paint(answer.kind, answer.sentence)
    yield f"{plural(len(audit.claims), 'claim')}: {listed(verdict_counts(audit))}"
    yield f"{plural(len(audit.references), 'reference')}: {listed(status_counts(audit))}"
    waived = sum(finding.state is State.WAIVED for finding in audit.findings)
    aside = f"; {waived} set aside by waivers" if waived else ""
    yield f"{plural(len(audit.findings) - waived, 'finding')}: {listed(severity_counts(audit))}{aside}"
    unchecked = unchecked_counts(audit)
    if unchecked:
        yield f"{plural(len(audit.unchecked), 'check')} could not be made:"
        for what, why, count in unchecked[:_REASONS]:
            yield f"    {printable(what)}{f' ({count} times)' if count > 1 else ''}: {printable(why)}"
        if len(unchecked) > _REASONS:
            yield f"    and {len(unchecked) - _REASONS} more kinds"
    sources = "; ".join(f"{source.name} ({source.as_of or 'no date'})" for source in audit.sources)
    yield f"As of {audit.as_of}. Sources of records: {printable(sources) or 'none'}."


def _at_odds(audit: Audit) -> Iterator[Claim]:
    """Yield the claims at odds with the evidence of which no finding speaks."""
    named = {finding.subject.id for finding in audit.findings if finding.subject.kind == "claim"}
    for claim in audit.claims:
        if claim.verdict and claim.verdict.label in _AT_ODDS and claim.id not in named:
            yield claim


def _finding(finding: Finding, audit: Audit, paint: Paint) -> list[str]:
    rule = paint("dim", f"{printable(finding.rule)} ({printable(finding.code)})")
    label = paint(finding.severity.value, finding.severity.value)
    span = finding.spans[0] if finding.spans else None
    lines = [f"{_place(span, audit)}: {label}: {printable(finding.message)}  {rule}"]
    return [*lines, *_below(span, finding.severity, finding.suggestion, audit, paint)]


def _claim(claim: Claim, audit: Audit, paint: Paint) -> list[str]:
    reason, suggestion = (claim.verdict.reason, claim.verdict.suggestion) if claim.verdict else ("", "")
    lines = [f"{_place(claim.span, audit)}: {paint('error', verdict_words(claim))}: {printable(reason)}"]
    return [*lines, *_below(claim.span, Severity.ERROR, suggestion, audit, paint)]


def _place(span: Span | None, audit: Audit) -> str:
    return printable(audit.article.path) + (f":{span.line}:{span.column}" if span else "")


def _below(span: Span | None, severity: Severity, suggestion: str, audit: Audit, paint: Paint) -> list[str]:
    lines = _source_line(span, audit.article.text, severity, paint) if span else []
    if suggestion:
        lines.append(f"    {paint('dim', 'next:')} {printable(suggestion)}")
    return [*lines, ""]


def _source_line(span: Span, text: str, severity: Severity, paint: Paint) -> list[str]:
    """Return the line of the article on which the span starts, cut to the width, and carets below its words."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end == -1 else end
    first = max(begin, min(span.start - _LEAD, end - _WIDTH))
    last = min(end, first + _WIDTH)
    before = ("…" if first > begin else "") + printable(text[first : span.start], keep=True)
    marked = printable(text[span.start : min(span.end, last)], keep=True)
    after = printable(text[min(span.end, last) : last], keep=True) + ("…" if last < end else "")
    carets = paint(severity.value, "^" * max(1, columns(marked)))
    return [f"    {before}{marked}{after}", f"    {' ' * columns(before)}{carets}"]


def _plain(_: str, text: str) -> str:
    return text


def _paint(kind: str, text: str) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m"
