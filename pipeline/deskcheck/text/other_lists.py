"""Several numbered lists of references in one text, one a chapter: which of them a number in the text means."""

from bisect import bisect_left
from collections.abc import Callable

from deskcheck.model import Article, BlockKind


def reach(article: Article) -> Callable[[int], bool]:
    """Return what tells whether a numbered mark at a place of the text points at the list that was read.

    A mark points at the next list below it; one below the last list at that one.
    """
    lists = [block.span for block in article.blocks if block.kind is BlockKind.REFERENCE_LIST]
    own = article.references_span
    if own is None or len(lists) < 2 or article.sources_below:
        return lambda _: True
    starts = [span.start for span in lists]

    def points_at_own(place: int) -> bool:
        meant = lists[min(bisect_left(starts, place), len(lists) - 1)]
        return meant.start < own.end and own.start < meant.end

    return points_at_own
