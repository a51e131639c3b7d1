"""Rows of tables: a marker in one cell speaks for the figures in the others."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deskcheck.model import Article, BlockKind, Claim, Link

LENT = 0.8
"""How sure it is that a marker in a cell also means what the row's other cells say; not measured."""


def lend(article: Article, claims: Sequence[Claim], marked: Sequence[tuple[int, Link]]) -> Mapping[int, list[Link]]:
    """Return links for the claims that share a table's row with a marker, by the claim's place in ``claims``.

    Cells share a row where they stand in one line of the text.

    Args:
        marked: where each marker begins, and the link that it makes.
    """
    cells = [block.span for block in article.blocks if block.kind is BlockKind.TABLE_CELL]
    starts = [cell.start for cell in cells]

    def row_of(place: int) -> int:
        nth = bisect_right(starts, place) - 1
        return cells[nth].line if nth >= 0 and place < cells[nth].end else 0

    in_rows: dict[int, dict[int, Link]] = defaultdict(dict)
    for place, link in marked if cells else ():
        if row := row_of(place):
            in_rows[row].setdefault(link.number, replace(link, confidence=round(link.confidence * LENT, 3)))
    if not in_rows:
        return {}
    rows = (row_of(claim.span.start) for claim in claims)
    return {nth: list(in_rows[row].values()) for nth, row in enumerate(rows) if row in in_rows}
