"""Entries that begin in the middle: what stood first was lost."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_HEADLESS = re.compile(
    r"\[(?:internet|online|web\s?page|www document|homepage|cited|updated|accessed|database|video|podcast|pdf)\b"
    r"[^\]]{0,60}\]?|[,;:.)\]»]\s?\w|(?:in|and|et al|pp?|vol|doi|retrieved|available|accessed)\b[.:,]?\s"
    r"|\((?:1[5-9]|20)\d\d[a-z]?\)[.,]",
    re.I,
)
_LOWER_NAME = re.compile(r"(?:in|and)\s[a-z]")


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the entry begins with words that can only follow others."""
    found = _HEADLESS.match(reference.printed)
    if not found or (
        found.group()[:1].isupper() and not re.match(r"(?:Retrieved|Available|Accessed|In:)", found.group())
    ):
        return
    if found.group()[:1].islower() and not _LOWER_NAME.match(reference.printed):
        return
    yield Problem(
        message=f"Reference {reference.number} begins with “{found.group().strip()}”: what stood before it is lost.",
        suggestion="Restore the author or the title at the entry's beginning.",
        confidence=0.9,
    )


RULE = Rule(code="REF118", name="missing-head", severity=Severity.WARNING, about=About.REFERENCE, check=check)
