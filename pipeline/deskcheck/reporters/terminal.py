"""The summary on a terminal: counts, then each finding with its place, its line and a caret."""

from collections.abc import Callable

from deskcheck.model import Audit, Finding, State
from deskcheck.reporters.wording import (
    headline,
    listed,
    plural,
    printable,
    severity_counts,
    status_counts,
    verdict_counts,
)

_COLOURS = {"error": "31;1", "warning": "33;1", "note": "36", "bold": "1", "dim": "2"}
_WIDTH = 100


def render(audit: Audit, *, colour: bool = False) -> str:
    """Return the summary; ``colour`` adds ANSI colours."""
    paint = _paint if colour else _plain
    article = audit.article
    lines = [paint("bold", printable(article.title or article.path)), headline(audit), ""]
    for finding in audit.findings:
        if finding.state is not State.WAIVED:
            lines += _shown(finding, audit, paint)
    lines += [
        f"{plural(len(audit.claims), 'claim')}: {listed(verdict_counts(audit))}",
        f"{plural(len(audit.references), 'reference')}: {listed(status_counts(audit))}",
        f"{plural(len(audit.findings), 'finding')}: {listed(severity_counts(audit))}",
    ]
    if audit.unchecked:
        lines.append(f"{plural(len(audit.unchecked), 'check')} could not be made: {_reasons(audit)}")
    sources = "; ".join(f"{source.name} ({source.as_of or 'no date'})" for source in audit.sources)
    lines.append(f"As of {audit.as_of}. Sources of records: {printable(sources) or 'none'}.")
    return "\n".join(lines) + "\n"


def _shown(finding: Finding, audit: Audit, paint: Callable[[str, str], str]) -> list[str]:
    place = printable(audit.article.path)
    if finding.spans:
        place += f":{finding.spans[0].line}:{finding.spans[0].column}"
    label = paint(finding.severity.value, finding.severity.value)
    lines = [f"{place}: {label}: {printable(finding.message)}  {paint('dim', f'{finding.rule} ({finding.code})')}"]
    if finding.spans:
        lines += _source_line(finding, audit.article.text, paint)
    if finding.suggestion:
        lines.append(f"    {paint('dim', 'do:')} {printable(finding.suggestion)}")
    return [*lines, ""]


def _source_line(finding: Finding, text: str, paint: Callable[[str, str], str]) -> list[str]:
    """Return the line of the article on which the finding starts, cut to the width, and the caret below it."""
    span = finding.spans[0]
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    line = text[begin : end if end != -1 else len(text)]
    offset = span.start - begin
    first = max(0, min(offset - 10, len(line) - _WIDTH))
    before, marked = line[first:offset], line[offset : min(offset + span.end - span.start, first + _WIDTH)]
    shown = printable(line[first : first + _WIDTH], keep=True)
    pad = len(printable(before, keep=True))
    width = max(1, len(printable(marked, keep=True)))
    return [f"    {shown}", f"    {' ' * pad}{paint(finding.severity.value, '^' * width)}"]


def _reasons(audit: Audit) -> str:
    reasons = sorted({unchecked.reason for unchecked in audit.unchecked})
    return printable("; ".join(reasons[:3])) + (" …" if len(reasons) > 3 else "")


def _plain(_: str, text: str) -> str:
    return text


def _paint(kind: str, text: str) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m"
