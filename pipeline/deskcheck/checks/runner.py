"""Runs the rules over an audit: problems become findings, what could not run becomes ``unchecked``."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator

import msgspec

from deskcheck.checks import rules
from deskcheck.checks.rule import About, Need, Problem, Rule, Subjects
from deskcheck.model import (
    Audit,
    Claim,
    Finding,
    MatchStatus,
    Reference,
    Severity,
    Span,
    Subject,
    Unchecked,
    Waiver,
)
from deskcheck.settings import Settings
from deskcheck.text import squash

CRASHED = Rule(
    code="RUN903", name="crashed-check", severity=Severity.ERROR, about=About.ARTICLE, check=lambda *_: iter(())
)
# What is asked of prose or of a printed list: a bibliography file is neither, links in the text are no list.
_OF_PROSE = frozenset("no-claims undated-article unsigned-article overdue-review".split())
_OF_LISTS = frozenset(
    "stray-text numbering-gap duplicate-number wrong-reference-count inconsistent-style missing-head"
    " uncited-reference".split()
)


def run(
    audit: Audit, settings: Settings, only: Iterable[Rule] | None = None
) -> tuple[tuple[Finding, ...], tuple[Unchecked, ...]]:
    """Run every rule (or those in ``only``) that the settings leave in force over the audit.

    A rule that raises becomes a finding ``crashed-check`` that names it; the others still run.
    """
    findings: list[Finding] = []
    unchecked: list[Unchecked] = []
    senseless = _senseless(audit)
    for rule in rules() if only is None else only:
        if not settings.runs(rule.name) or rule.name in senseless:
            continue
        for subject in _subjects(rule, audit):
            missing = _missing(rule, subject)
            if missing:
                unchecked.append(Unchecked(rule.name, _subject(subject).id, missing))
                continue
            try:
                problems = list(rule.check(subject, audit, settings))
            except Exception as fault:  # noqa: BLE001 - a rule of ours that fails must not take the audit down
                text = f"The check {rule.name} failed ({type(fault).__name__}) and was skipped here."
                problems, rule_used = [Problem(message=text, detail=rule.name)], CRASHED
            else:
                rule_used = rule
            findings.extend(_finding(rule_used, subject, problem, audit, settings) for problem in problems)
    return tuple(_numbered(sorted(findings, key=_order))), tuple(unchecked)


def _senseless(audit: Audit) -> frozenset[str]:
    """Return the rules that ask for what an article of this kind cannot have."""
    if audit.article.is_bibliography:
        return _OF_PROSE | _OF_LISTS
    return _OF_LISTS if audit.article.cites_by_links else frozenset()


def about_waivers(audit: Audit, settings: Settings) -> Audit:
    """Return the audit with what the rules about waivers find once these have been applied."""
    found, _ = run(audit, settings, [rule for rule in rules() if rule.about is About.WAIVER])
    return msgspec.structs.replace(audit, findings=tuple(sorted((*audit.findings, *found), key=_order)))


def crashed(findings: Iterable[Finding]) -> bool:
    """Tell whether a rule of ours failed."""
    return any(finding.code == CRASHED.code for finding in findings)


def _subjects(rule: Rule, audit: Audit) -> Iterable[Subjects]:
    if rule.about is About.REFERENCE:
        return audit.references
    if rule.about is About.WAIVER:
        return audit.waivers
    return audit.claims if rule.about is About.CLAIM else (audit,)


def _missing(rule: Rule, subject: Subjects) -> str:
    if Need.LOOKUP in rule.needs and isinstance(subject, Reference):
        if subject.match is None:
            return "not looked up"
        if subject.match.status is MatchStatus.UNKNOWN:
            return subject.match.reason or "no answer"
    if Need.VERDICT in rule.needs and isinstance(subject, Claim) and subject.verdict is None:
        return "not judged"
    return ""


def _subject(subject: Subjects) -> Subject:
    if isinstance(subject, Reference):
        return Subject("reference", subject.id)
    if isinstance(subject, Waiver):
        return Subject("waiver", subject.id)
    return Subject("claim", subject.id) if isinstance(subject, Claim) else Subject("article")


def _finding(rule: Rule, subject: Subjects, problem: Problem, audit: Audit, settings: Settings) -> Finding:
    spans = problem.spans
    if not spans and isinstance(subject, Reference | Claim) and subject.span is not None:
        spans = (subject.span,)
    quote = spans[0].of(audit.article.text) if spans else getattr(subject, "printed", "")
    anchor = "" if isinstance(subject, Audit) else _subject(subject).id
    seed = "\x1f".join((rule.name, anchor or squash(quote), problem.detail))
    return Finding(
        rule=rule.name,
        code=rule.code,
        severity=settings.severities.get(rule.name) or problem.severity or rule.severity,
        confidence=problem.confidence,
        subject=_subject(subject),
        message=problem.message,
        fingerprint=hashlib.sha256(seed.encode()).hexdigest()[:16],
        spans=spans,
        quote=quote,
        evidence=problem.evidence,
        suggestion=problem.suggestion,
    )


def _order(finding: Finding) -> tuple[int, Span | int, str, str]:
    start = finding.spans[0].start if finding.spans else -1
    return (finding.severity.rank, start, finding.code, finding.message)


def _numbered(findings: Iterable[Finding]) -> Iterator[Finding]:
    """Tell apart findings that would share a fingerprint by their order of appearance."""

    seen: Counter[str] = Counter()
    for finding in findings:
        seen[finding.fingerprint] += 1
        count = seen[finding.fingerprint]
        yield finding if count == 1 else msgspec.structs.replace(finding, fingerprint=f"{finding.fingerprint}-{count}")
