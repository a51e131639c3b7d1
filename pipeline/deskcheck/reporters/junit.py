"""JUnit XML: a case for the article, for each reference and each claim; what is not known is skipped, not failed."""

import re
from collections.abc import Iterable
from xml.sax.saxutils import escape, quoteattr

from deskcheck.model import Audit, Finding, ReferenceStatus, Severity, State, VerdictLabel
from deskcheck.reporters.characters import printable
from deskcheck.reporters.places import Place, Places, plain_path, told

# The characters that XML 1.0 (section 2.2) does not allow.
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_OPEN = (ReferenceStatus.UNKNOWN, ReferenceStatus.BLOCKED)
_NAME = 120


def render(*audits: Audit) -> str:
    """Return one suite an audit: errors that are neither waived nor known fail, everything else is told."""
    suites = [_suite(audit) for audit in audits]
    totals = [sum(numbers) for numbers in zip(*(counts for counts, _ in suites), strict=True)] or [0, 0, 0]
    head = f'<testsuites name="deskcheck" tests="{totals[0]}" failures="{totals[1]}" errors="0" skipped="{totals[2]}">'
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', head, *(text for _, text in suites), "</testsuites>"]
    return "\n".join(lines) + "\n"


def _suite(audit: Audit) -> tuple[tuple[int, int, int], str]:
    places = Places(audit)
    about: dict[str, list[Finding]] = {}
    for finding in audit.findings:
        key = finding.subject.id if finding.subject.kind in ("reference", "claim") else ""
        about.setdefault(key, []).append(finding)
    name = plain_path(audit.article.path)
    cases = [_case("article", name, places.of_span(None), about.pop("", []), "")]
    for reference in audit.references:
        missed = ""
        if reference.status in _OPEN:
            missed = (reference.match.reason if reference.match else "") or reference.status.value
        title = f"{reference.number}. {reference.printed}"
        cases.append(_case("reference", title, places.of_span(reference.span), about.pop(reference.id, []), missed))
    for claim in audit.claims:
        missed = "not judged" if claim.verdict is None else ""
        if claim.verdict and claim.verdict.label is VerdictLabel.NOT_CHECKABLE:
            missed = claim.verdict.reason or "not checkable"
        cases.append(_case("claim", claim.quote, places.of_span(claim.span), about.pop(claim.id, []), missed))
    body = "\n".join(cases)
    failures, skipped = body.count("<failure "), body.count("<skipped ")
    numbers = f'tests="{len(cases)}" failures="{failures}" errors="0" skipped="{skipped}"'
    counts = (len(cases), failures, skipped)
    return counts, f" <testsuite name={_attribute(name)} {numbers}>\n{body}\n </testsuite>"


def _case(kind: str, name: str, place: Place, findings: list[Finding], missed: str) -> str:
    name = printable(name)
    name = name if len(name) <= _NAME else name[: _NAME - 1] + "…"
    where = f"classname={_attribute(kind)} name={_attribute(name)} file={_attribute(place.path)}"
    where += f' line="{place.line}"' if place.line else ""
    inside = [*_failures(findings)]
    if not inside and missed:
        inside.append(f"   <skipped message={_attribute(printable(missed))}/>")
    others = [finding for finding in findings if not _fails(finding)]
    if others:
        inside.append(f"   <system-out>{_words(chr(10).join(map(_told, others)))}</system-out>")
    if not inside:
        return f"  <testcase {where}/>"
    return "\n".join([f"  <testcase {where}>", *inside, "  </testcase>"])


def _failures(findings: Iterable[Finding]) -> Iterable[str]:
    """Yield one failure with all errors of the case; readers of JUnit show only the first of several."""
    failing = [finding for finding in findings if _fails(finding)]
    if failing:
        first = failing[0]
        kind = f"{printable(first.rule)} ({printable(first.code)})"
        message, text = told(first, next_step=False), "\n".join(map(_told, failing))
        yield f"   <failure type={_attribute(kind)} message={_attribute(message)}>{_words(text)}</failure>"


def _fails(finding: Finding) -> bool:
    return finding.state is State.NEW and finding.severity is Severity.ERROR


def _told(finding: Finding) -> str:
    state = "" if finding.state is State.NEW else f", {finding.state}"
    return f"{finding.severity}{state}: {told(finding)} {printable(finding.rule)} ({printable(finding.code)})"


def _words(text: str) -> str:
    return escape(_ILLEGAL.sub("\ufffd", text))


def _attribute(text: str) -> str:
    return quoteattr(_ILLEGAL.sub("\ufffd", text), {"\n": "&#10;", "\r": "&#13;", "\t": "&#9;"})
