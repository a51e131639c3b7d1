"""What lies between the entries of a reference list."""

import re
from collections.abc import Sequence

from deskcheck.model import Article, Reference, Span, locate
from deskcheck.text.group_headings import is_group
from deskcheck.text.marker_grammar import NOTE

# Labels, bullets and punctuation between entries are no lost words.
_WORD = re.compile(r"[^\W\d_]{2,}")


def stray_stretches(article: Article, references: Sequence[Reference]) -> list[Span]:
    """Return the stretches inside the list's span that belong to no entry and hold words; labels are left out."""
    if article.references_span is None:
        return []
    place = locate(article.text)
    found: list[Span] = []
    position = article.references_span.start
    for reference in references:
        if reference.span is None:
            continue
        between = article.text[position : reference.span.start].rstrip()
        if reference.label in between:  # what stands after it leads back to the text: "3. ^ a b"
            between = between.rpartition(reference.label)[0] if reference.label else between
        rows = [row for row in between.split("\n") if _WORD.search(row)]
        # A remark among notes that name sources, and a heading within the list, are no lost words.
        if not NOTE.match(between.lstrip()) and not (rows and all(map(is_group, rows))):
            found += _with_words(place, position, between)
        position = reference.span.end
    return found


def _with_words(place: locate, start: int, between: str) -> list[Span]:
    if not _WORD.search(between):
        return []
    lead = len(between) - len(between.lstrip())
    return [place(start + lead, start + len(between.rstrip()))]
