"""The summary on a terminal: each finding with its place, its line and a caret, then the counts and the outlook."""

import re
from collections.abc import Callable, Iterator

import msgspec

from deskcheck.model import Audit, Claim, Finding, Severity, Span, State
from deskcheck.reporters.characters import columns, printable
from deskcheck.reporters.places import Whereabouts
from deskcheck.reporters.wording import (
    AT_ODDS,
    counted,
    listed,
    outlook,
    plural,
    references_counted,
    severity_counts,
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
# At most so many points, and so many further lines a point: what is longer is read in the report.
_MOST, _LINES = 30, 12
# What tells apart two messages that say the same of two references.
_NUMBER = re.compile(r"(?<=\b[Rr]eference )\d+")
_COMMAND = re.compile(r"(^\s*):(?=:)|#(?=#\[|#vso\[)")

Paint = Callable[[str, str], str]


class Entry(msgspec.Struct, frozen=True):
    """What is told once: one finding, or several of one rule, or a claim at odds of which no finding speaks."""

    severity: Severity
    label: str
    message: str
    rule: str
    suggestion: str
    spans: tuple[Span, ...]


def render(audit: Audit, *, colour: bool = False) -> str:
    """Return the summary; ``colour`` adds ANSI colours."""
    paint = _paint if colour else _plain
    entries = _entries(audit)
    lines = [paint("bold", printable(audit.article.title or audit.article.path)), ""]
    above = None
    for entry in entries[:_MOST]:
        chief = entry.spans[0] if entry.spans else None
        lines += _told(entry, audit, paint, chief if chief != above else None)
        above = chief
    rest = entries[_MOST:]
    if rest:
        kinds = listed(counted((entry.label for entry in rest), dict.fromkeys(entry.label for entry in rest)))
        lines += [paint("dim", f"and {plural(len(rest), 'more point')} in the report: {kinds}"), ""]
    return "\n".join(_inert(line) for line in (*lines, *_summary(audit, paint))) + "\n"


def _entries(audit: Audit) -> list[Entry]:
    """Return errors one by one, then claims at odds, then warnings that say the same as one, then notes by rule."""
    groups: dict[tuple[str, ...], list[Finding]] = {}
    for place, finding in enumerate(audit.findings):
        if finding.state is not State.WAIVED:
            groups.setdefault(_alike(finding, place), []).append(finding)
    told = sorted(map(_entry, groups.values()), key=lambda entry: entry.severity.rank)
    errors = [entry for entry in told if entry.severity is Severity.ERROR]
    return [*errors, *map(_claim, _at_odds(audit)), *told[len(errors) :]]


def _alike(finding: Finding, place: int) -> tuple[str, ...]:
    """Return a key that findings share which are told as one."""
    if finding.severity is Severity.ERROR:
        return (str(place),)
    same = () if finding.severity is Severity.NOTE else (_NUMBER.sub("", finding.message), finding.suggestion)
    return (finding.state.value, finding.severity.value, finding.code, finding.rule, *same)


def _entry(findings: list[Finding]) -> Entry:
    first = findings[0]
    shared = len({finding.suggestion for finding in findings}) == 1
    more = len(findings) - 1
    return Entry(
        severity=first.severity,
        label=("known " if first.state is State.KNOWN else "") + first.severity.value,
        message=first.message + (f" (and {more} more like it)" if more else ""),
        rule=f"{first.rule} ({first.code})",
        suggestion=first.suggestion if shared or not more else "",
        spans=tuple(finding.spans[0] for finding in findings if finding.spans),
    )


def _summary(audit: Audit, paint: Paint) -> Iterator[str]:
    answer = outlook(audit)
    yield paint(answer.kind, answer.sentence)
    yield f"{plural(len(audit.claims), 'claim')}: {listed(verdict_counts(audit))}"
    yield f"{plural(len(audit.references), 'reference')}: {references_counted(audit)}"
    waived, known = (sum(f.state is state for f in audit.findings) for state in (State.WAIVED, State.KNOWN))
    aside = f"; {known} known from an earlier audit" if known else ""
    aside += f"; {waived} set aside by waivers" if waived else ""
    severities = ", ".join(plural(count, name) for name, count in severity_counts(audit)) or "none"
    yield f"{plural(len(audit.findings) - waived, 'finding')}: {severities}{aside}"
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
        if claim.verdict and claim.verdict.label in AT_ODDS and claim.id not in named:
            yield claim


def _claim(claim: Claim) -> Entry:
    reason, suggestion = (claim.verdict.reason, claim.verdict.suggestion) if claim.verdict else ("", "")
    return Entry(Severity.ERROR, verdict_words(claim), reason, "", suggestion, (claim.span,))


def _told(entry: Entry, audit: Audit, paint: Paint, shown: Span | None) -> Iterator[str]:
    """Yield the lines of one entry: place and message, the words of ``shown`` with carets, further lines, the step."""
    chief, others = (entry.spans[0], entry.spans[1:]) if entry.spans else (None, ())
    place = printable(audit.article.path) + (f":{chief.line}:{chief.column}" if chief else "")
    if chief and not (found := Whereabouts(audit)(chief)).startswith("line "):
        place = f"{printable(audit.article.path)}, {printable(found)}"
    rule = f"  {paint('dim', printable(entry.rule))}" if entry.rule else ""
    yield f"{place}: {paint(entry.severity.value, entry.label)}: {printable(entry.message)}{rule}"
    if shown:
        yield from _source_line(shown, audit.article.text, entry.severity, paint)
    lines = [str(line) for line in dict.fromkeys(span.line for span in others) if chief and line != chief.line]
    if lines:
        more = f" and {len(lines) - _LINES} more" if len(lines) > _LINES else ""
        name = "also on line" if len(lines) == 1 else "also on lines"
        yield f"    {paint('dim', name)} {', '.join(lines[:_LINES])}{more}"
    if entry.suggestion:
        yield f"    {paint('dim', 'next:')} {printable(entry.suggestion)}"
    yield ""


def _source_line(span: Span, text: str, severity: Severity, paint: Paint) -> Iterator[str]:
    """Yield the line of the article on which the span starts, numbered and cut to the width, and carets below it."""
    begin = text.rfind("\n", 0, span.start) + 1
    end = text.find("\n", span.start)
    end = len(text) if end == -1 else end
    first = max(begin, min(span.start - _LEAD, end - _WIDTH))
    last = min(end, first + _WIDTH)
    before = ("…" if first > begin else "") + printable(text[first : span.start], keep=True)
    marked = printable(text[span.start : min(span.end, last)], keep=True)
    after = printable(text[min(span.end, last) : last], keep=True) + ("…" if last < end else "")
    number = f"{span.line:>6}"
    yield f"{paint('dim', f'{number} |')} {before}{marked}{after}"
    carets = paint(severity.value, "^" * max(1, columns(marked)))
    yield f"{paint('dim', ' ' * len(number) + ' |')} {' ' * columns(before)}{carets}"


def _inert(line: str) -> str:
    """Return ``line`` so that a build service that reads our output takes no command from it.

    GitHub reads ``::`` at the start of a line and ``##[`` anywhere in it, Azure Pipelines ``##vso[``.
    """
    return _COMMAND.sub(lambda found: f"{found[1] or ''}\\u{{{ord(found[0][-1]):x}}}", line)


def _plain(_: str, text: str) -> str:
    return text


def _paint(kind: str, text: str) -> str:
    return f"\x1b[{_COLOURS[kind]}m{text}\x1b[0m"
