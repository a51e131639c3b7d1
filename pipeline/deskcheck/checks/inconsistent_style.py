"""Lists in which a few references follow another style than the rest."""

import re
from collections import Counter
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import LEGAL, Audit, Severity
from deskcheck.settings import Settings

_BRACKETED = re.compile(r"\((?:1[5-9]|20)\d\d[a-z]?\b[^()]{0,30}\)|\(n\. ?d\.\)|\(in press\)", re.I)
_BARE = re.compile(
    r"(?:1[5-9]|20)\d\d(?: [A-Z][a-z]{2}(?: \d{1,2})?)?\s?[;:]"
    r"|[,.]\s(?:1[5-9]|20)\d\d\.?$|\b(?:1[5-9]|20)\d\d\s?[–-]?\s?\.\s"
)
# A key counts as a number does: "[^tea]:" and "[^2]:" are set alike.
_LABEL = re.compile(r"[^\W_]+(?:[.:_+-]+[^\W_]+)*")
_LEAST = 5
_OF_THEIR_OWN = LEGAL | {"standard", "patent"}
_MAJORITY = 0.7
_WORDS = {"bracketed": "with the date in brackets", "bare": "with a bare year"}


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that names the references whose date or number is set unlike most others."""
    if len(audit.references) < _LEAST:
        return
    # Laws, cases, standards and patents are cited by forms of their own in every style.
    dates = {
        reference.number: _date_style(reference.printed)
        for reference in audit.references
        if reference.fields.type not in _OF_THEIR_OWN
    }
    yield from _odd(dates, audit, "the date")
    labels = {reference.number: _LABEL.sub("0", reference.label) for reference in audit.references}
    yield from _odd(labels, audit, "the number before it")


def _date_style(printed: str) -> str:
    if _BRACKETED.search(printed):
        return "bracketed"
    return "bare" if _BARE.search(printed) else ""


def _odd(styles: dict[int, str], audit: Audit, what: str) -> Iterator[Problem]:
    counts = Counter(style for style in styles.values() if style)
    if len(counts) < 2:
        return
    usual, most = counts.most_common(1)[0]
    if most < _MAJORITY * sum(counts.values()):
        yield Problem(
            message=f"The references mix styles: {what} is set in {len(counts)} ways.",
            suggestion="Bring the list into one style.",
            detail=what,
        )
        return
    odd = [number for number, style in styles.items() if style and style != usual]
    spans = tuple(reference.span for reference in audit.references if reference.number in odd and reference.span)
    one = len(odd) == 1
    shown = f"reference{'' if one else 's'} {', '.join(map(str, odd[:12]))} {'does' if one else 'do'} not"
    yield Problem(
        message=f"Most references set {what} alike ({_WORDS.get(usual, usual)}); {shown}.",
        spans=spans[:12],
        suggestion="Bring these references into the style of the list.",
        detail=what,
    )


RULE = Rule(code="REF112", name="inconsistent-style", severity=Severity.NOTE, about=About.ARTICLE, check=check)
