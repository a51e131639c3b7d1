"""The article's text with every claim in its place: blocks of pieces that joined give the text again."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from deskcheck.model import Article, Audit, BlockKind, Claim

_HEADINGS = (BlockKind.TITLE, BlockKind.HEADING)
_PROSE = (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTE, BlockKind.TABLE_CELL, BlockKind.CAPTION)
_PARAGRAPH = re.compile(r"[^\n]+(?:\n[^\n]+)*")
# What a markup language leaves between blocks: list marks, number signs, quote marks, rules, table lines.
_MARKUP_ONLY = re.compile(r"[\W\d_]*")


class Piece(msgspec.Struct, frozen=True):
    """A stretch of words; ``claim`` is its claim's place in the audit or None, ``last`` where that claim ends."""

    text: str
    claim: int | None = None
    first: bool = False
    last: bool = False


class ShownBlock(msgspec.Struct, frozen=True):
    """A block as a report shows it.

    Attributes:
        role: heading, prose, item, aside (words around the article), code or list (the reference list).
        kind: the block's kind in words; empty for text that no block holds.
        claims: places in the audit of the claims that begin in it.
    """

    role: str
    kind: str
    level: int
    line: int
    pieces: tuple[Piece, ...]
    claims: tuple[int, ...]


def blocks(audit: Audit) -> list[ShownBlock]:
    """Return the whole article block by block; claims outside every block come with the words they stand in."""
    article = audit.article
    claims = sorted(enumerate(audit.claims), key=lambda entry: (entry[1].span.start, entry[1].span.end))
    shown: list[ShownBlock] = []
    line, counted_to, waiting = 1, 0, 0
    for start, end, kind, level in _stretches(article):
        line += article.text.count("\n", counted_to, start)
        counted_to = start
        while waiting < len(claims) and claims[waiting][1].span.end <= start:
            waiting += 1
        here = []
        for entry in claims[waiting:]:
            if entry[1].span.start >= end:
                break
            if entry[1].span.end > start:
                here.append(entry)
        begun = tuple(index for index, claim in here if start <= claim.span.start)
        words = kind.value.replace("_", " ") if kind else ""
        pieces = tuple(_pieces(article.text, start, end, here))
        shown.append(ShownBlock(_role(kind), words, level, line, pieces, begun))
    return shown


def _role(kind: BlockKind | None) -> str:
    if kind is None or kind in _PROSE:
        return "item" if kind is BlockKind.LIST_ITEM else "prose"
    if kind in _HEADINGS:
        return "heading"
    if kind is BlockKind.REFERENCE_LIST:
        return "list"
    return "code" if kind is BlockKind.CODE else "aside"


def _stretches(article: Article) -> Iterator[tuple[int, int, BlockKind | None, int]]:
    """Yield the blocks in order, and between them the paragraphs that no block holds."""
    position = 0
    for block in sorted(article.blocks, key=lambda block: block.span.start):
        yield from _between(article.text, position, block.span.start)
        start = max(position, block.span.start)
        if start < block.span.end:
            yield start, block.span.end, block.kind, block.level
        position = max(position, block.span.end)
    yield from _between(article.text, position, len(article.text))


def _between(text: str, start: int, end: int) -> Iterator[tuple[int, int, BlockKind | None, int]]:
    for found in _PARAGRAPH.finditer(text, start, end):
        if not _MARKUP_ONLY.fullmatch(found[0]):
            yield found.start(), found.end(), None, 0


def _pieces(text: str, start: int, end: int, claims: Iterable[tuple[int, Claim]]) -> Iterator[Piece]:
    """Yield the words from ``start`` to ``end``; where claims overlap, the words belong to the first of them."""
    position = start
    for index, claim in claims:
        begin, finish = max(position, claim.span.start), min(end, claim.span.end)
        if position < begin:
            yield Piece(text[position:begin])
        yield Piece(text[begin:finish], index, first=start <= claim.span.start, last=claim.span.end <= end)
        position = max(begin, finish)
    if position < end:
        yield Piece(text[position:end])
