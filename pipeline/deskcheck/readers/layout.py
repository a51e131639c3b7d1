"""Pieces of a marked-up file → Article: lays the words out as one text and types them."""

import hashlib
import re
from collections import Counter
from collections.abc import Container, Sequence
from typing import Any

import msgspec

from deskcheck.errors import InputError
from deskcheck.model import Article, Block, BlockKind, Dates, Hyperlink, Person, Remark, RemarkKind, locate
from deskcheck.readers.bylines import Stretch
from deskcheck.readers.kinds import classify
from deskcheck.readers.limits import MAX_BLOCKS, MAX_CHARACTERS

SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\d,\s–-]{1,24}")
_FENCED = re.compile(r"[\[(].*[\])]", re.S)
_MOST_REMARKS = 20
_SHOWN = 160
_LEAST_LETTERS = 3


class Piece(msgspec.Struct):
    """One block before it is laid out; its words are collected in ``parts``.

    Attributes:
        kind: what the markup says the block is; None leaves it to the words.
        prefix: a bullet or number to show before the words.
        links: (start, end, url) in the words.
        place: where it stands in the source, for people.
        row: the line of the source it should stand on, from 1; 0 where lines mean nothing.
        cell: for a piece of a table, the numbers of its row and of its cell, counted over the whole file.
        length: the number of characters collected.
    """

    kind: BlockKind | None = None
    level: int = 0
    prefix: str = ""
    place: str = ""
    row: int = 0
    cell: tuple[int, int] | None = None
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length: int = 0

    def add(self, words: str) -> None:
        """Append words."""
        if words:
            self.parts.append(words)
            self.length += len(words)

    @property
    def last(self) -> str:
        """The last character so far, or nothing."""
        return self.parts[-1][-1] if self.parts else ""

    @property
    def words(self) -> str:
        """All words so far."""
        self.parts = ["".join(self.parts)] if self.parts else []
        return self.parts[0] if self.parts else ""


class Stated(msgspec.Struct):
    """What a file's metadata state; words of the text itself come before them."""

    title: str = ""
    people: Sequence[Person] = ()
    dates: Dates = Dates()
    address: str = ""


def compose(
    pieces: Sequence[Piece],
    data: bytes,
    path: str,
    format: str,  # noqa: A002 - the field's name
    *,
    stated: Stated | None = None,
    remarks: Sequence[Remark] = (),
) -> Article:
    """Lay the pieces out and type them; pieces without words are left out.

    Raises:
        InputError: the text is longer than the limit.
    """
    stated = stated or Stated()
    length = sum(piece.length + len(piece.prefix) + 2 for piece in pieces)
    if length > MAX_CHARACTERS:
        what = f"has more than {MAX_CHARACTERS:,} characters"
        raise InputError(what, where=path, remedy="Split it.")
    if len(pieces) > MAX_BLOCKS:
        what = f"has more than {MAX_BLOCKS:,} paragraphs, items and cells"
        raise InputError(what, where=path, remedy="Split it.")
    leaves = [leaf for piece in pieces if (leaf := _leaf(piece)).words]
    text, starts = _lay_out(leaves)
    place = locate(text)
    stretches = [
        Stretch(place(start, start + len(piece.words)), piece.words, piece.kind, piece.level)
        for start, piece in zip(starts, leaves, strict=True)
    ]
    typed = classify(stretches)
    blocks = tuple(
        Block(kind, stretch.span, stretch.level, piece.place)
        for kind, stretch, piece in zip(typed.kinds, stretches, leaves, strict=True)
    )
    title = next((" ".join(block.span.of(text).split()) for block in blocks if block.kind is BlockKind.TITLE), "")
    return Article(
        path=path,
        format=format,
        title=title or stated.title,
        text=text,
        blocks=blocks,
        people=typed.people or tuple(stated.people),
        dates=msgspec.convert({**_known(stated.dates), **_known(typed.dates)}, Dates),
        hyperlinks=tuple(
            Hyperlink(place(start + first, start + last), url)
            for start, piece in zip(starts, leaves, strict=True)
            for first, last, url in piece.links
            if first < last <= len(piece.words)
        ),
        digest=hashlib.sha256(data).hexdigest(),
        address=stated.address,
        remarks=tuple(remarks),
    )


class _Leaf(msgspec.Struct):
    """A finished piece: its words without the blanks around them."""

    words: str
    kind: BlockKind | None
    level: int
    prefix: str
    place: str
    row: int
    cell: tuple[int, int] | None
    links: list[tuple[int, int, str]]


def _leaf(piece: Piece) -> _Leaf:
    words = piece.words.rstrip()
    cut = len(words) - len(words.lstrip())
    links = [(max(first - cut, 0), min(last, len(words)) - cut, url) for first, last, url in piece.links]
    return _Leaf(words[cut:], piece.kind, piece.level, piece.prefix, piece.place, piece.row, piece.cell, links)


def _lay_out(leaves: Sequence[_Leaf]) -> tuple[str, list[int]]:
    """Return the text and where each leaf's words start; blank lines and prefixes stand between them."""
    parts: list[str] = []
    starts: list[int] = []
    position, row = 0, 1
    plain = _plain_rows(leaves)
    for nth, leaf in enumerate(leaves):
        lead = (_gap(leaves[nth - 1], leaf, row, plain) if nth else "\n" * (leaf.row - row)) + leaf.prefix
        starts.append(position + len(lead))
        parts.append(lead + leaf.words)
        position += len(parts[-1])
        row += parts[-1].count("\n")
    return "".join([*parts, "\n"]) if parts else "", starts


def _plain_rows(leaves: Sequence[_Leaf]) -> set[int]:
    """Return the rows of tables whose cells are one piece each; the others set whole columns of text side by side."""
    cells = Counter(leaf.cell for leaf in leaves if leaf.cell)
    return {row for row, _ in cells} - {row for (row, _), pieces in cells.items() if pieces > 1}


def _gap(last: _Leaf, leaf: _Leaf, row: int, plain: Container[int]) -> str:
    """Return what stands between two leaves: lines as in the source where it has some, else a blank line.

    The cells of a row in ``plain`` stand in one line.
    """
    if leaf.row:
        same = last.row == leaf.row and last.kind is leaf.kind is BlockKind.TABLE_CELL
        return "\t" if same else "\n" * max(1, leaf.row - row)
    if last.cell and leaf.cell and leaf.cell[0] in plain:
        return "\t" if last.cell[0] == leaf.cell[0] else "\n"
    return "\n" if last.kind is leaf.kind is BlockKind.LIST_ITEM else "\n\n"


def superscript(words: str, before: str) -> str:
    """Return words that the source sets raised: reference numbers become superscript digits."""
    if before.strip() and before not in "[(" and _MARK.fullmatch(words) and not _FENCED.fullmatch(words):
        return words.strip().translate(SUPERSCRIPT)
    return words


def shown(words: str) -> str:
    """Return words shortened for a message."""
    line = " ".join(words.split())
    return f"“{line[: _SHOWN - 1]}…”" if len(line) > _SHOWN else f"“{line}”"


def hidden(found: Sequence[tuple[str, str, str]]) -> list[Remark]:
    """Return a remark for each (words, how they are hidden, place), the first twenty and then a count."""
    # A stray dot or sign is an accident of typesetting.
    told = [one for one in found if sum(map(str.isalnum, one[0])) >= _LEAST_LETTERS]
    remarks = [
        Remark(RemarkKind.HIDDEN_TEXT, f"Text hidden from readers ({how}): {shown(words)}.", None, place)
        for words, how, place in told[:_MOST_REMARKS]
    ]
    more = len(told) - _MOST_REMARKS
    if more > 0:
        remarks.append(Remark(RemarkKind.HIDDEN_TEXT, f"{more} more stretches of text are hidden from readers."))
    return remarks


def _known(dates: Dates) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(dates).items() if value}
