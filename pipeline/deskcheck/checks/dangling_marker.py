"""Markers in the text that point at no reference of the list."""

import re
from collections.abc import Iterator, Sequence

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, BlockKind, Reference, Severity, locate
from deskcheck.settings import Settings
from deskcheck.text import fold
from deskcheck.text.markers import Marker, MarkerKind, markers
from deskcheck.text.other_lists import reach

# Fewer markers of a kind than this do not show that the article cites in that manner at all.
_LEAST_SURE = 2
# "(Oak, 1990, as cited in Elm, 2010)": only the second is on the list (APA Publication Manual, section 8.6).
_SECOND_HAND = re.compile(r",?\s(?:as\s)?(?:quoted|cited|discussed|reported|described)\s(?:in|by)\s").match
_UNREAD = (BlockKind.REFERENCE_LIST, BlockKind.CODE)


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield a problem for each marker without a reference, where others of its kind have theirs."""
    if not audit.references:
        return
    text, place, meant = audit.article.text, locate(audit.article.text), reach(audit.article)
    found = [
        marker
        for block in audit.article.blocks
        if block.kind not in _UNREAD
        for marker in markers(text, block.span.start, block.span.end)
        if marker.kind is MarkerKind.AUTHOR_YEAR or (text[marker.start] == "[" and meant(marker.start))
    ]
    # An article cites in one manner: names and years beside numbers are dates of species, films or laws.
    numbered, named = _numbered(found, audit.references), _named(found, audit.references)
    kind, known = (MarkerKind.NUMBER, numbered) if len(numbered) >= len(named) else (MarkerKind.AUTHOR_YEAR, named)
    lost = [
        marker for marker in found if marker.kind is kind and marker not in known and not _SECOND_HAND(text, marker.end)
    ]
    if len(known) < max(_LEAST_SURE, len(lost)):
        return
    for marker in lost:
        words = text[marker.start : marker.end]
        yield Problem(
            message=f"The marker {words} points at no reference of the list.",
            spans=(place(marker.start, marker.end),),
            suggestion="Restore the missing reference or correct the marker.",
            confidence=0.8,
            detail=words,
        )


def _numbered(found: Sequence[Marker], references: Sequence[Reference]) -> list[Marker]:
    numbers = {reference.number for reference in references}
    return [marker for marker in found if marker.kind is MarkerKind.NUMBER and numbers.issuperset(marker.numbers)]


def _named(found: Sequence[Marker], references: Sequence[Reference]) -> list[Marker]:
    printed = [fold(reference.printed) for reference in references]
    return [
        marker
        for marker in found
        if marker.kind is MarkerKind.AUTHOR_YEAR
        and any(
            _first_name(marker) in words and any(fold(year[:4]) in words for year in marker.years) for words in printed
        )
    ]


def _first_name(marker: Marker) -> str:
    return fold(marker.authors).replace(",", " ").split()[0] if marker.authors.strip() else ""


RULE = Rule(code="LNK102", name="dangling-marker", severity=Severity.WARNING, about=About.ARTICLE, check=check)
