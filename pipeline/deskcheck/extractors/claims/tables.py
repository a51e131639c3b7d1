"""What a cell of a table speaks of: the head of its row and that of its column."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from deskcheck.model import Article, Block, BlockKind

_LONGEST = 80
"""Characters of a cell that may head a row or a column."""


def heads(article: Article) -> Mapping[int, tuple[str, ...]]:
    """Return the heads of each cell that has any, by where the cell begins: of its row, then of its column.

    Cells share a row where they stand in one line of the text. The first row heads the columns of those that have as
    many cells, unless half of it are figures; the first cell of a row heads the others.
    """
    found: dict[int, tuple[str, ...]] = {}
    for inside, run in groupby(article.blocks, lambda block: block.kind is BlockKind.TABLE_CELL):
        if inside:
            rows = [[*cells] for _, cells in groupby(run, lambda block: block.span.line)]
            found.update(_of_rows(article.text, rows))
    return found


def _of_rows(text: str, rows: Sequence[Sequence[Block]]) -> Iterator[tuple[int, tuple[str, ...]]]:
    first = [_words(text, cell) for cell in rows[0]]
    headed = len(rows) > 1 and 2 * sum(words[:1].isdigit() for words in first) < len(first)
    for row in rows[headed:]:
        above = first if headed and len(row) == len(first) else [""] * len(row)
        for column, cell in enumerate(row):
            own = (_words(text, row[0]) if column else "", above[column])
            if named := tuple(words for words in own if words and len(words) <= _LONGEST):
                yield cell.span.start, named


def _words(text: str, cell: Block) -> str:
    return " ".join(cell.span.of(text).strip("*_ ").split())
