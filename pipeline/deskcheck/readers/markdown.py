"""Markdown → Article: markup is taken off, every line stays on its line.

Blocks come from markdown-it-py (CommonMark with tables); line N of the article's text is line N of
the file, so a finding points to the right line of the source.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import msgspec

from deskcheck.errors import InputError
from deskcheck.model import Article, Block, BlockKind, Dates, Hyperlink, Person, Remark, RemarkKind, locate
from deskcheck.readers import decode
from deskcheck.readers.bylines import Stretch
from deskcheck.readers.dates import date_in
from deskcheck.readers.kinds import classify

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_FRONT_MATTER = re.compile(r"\A---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S)
_ENTRY = re.compile(r"^(\w[\w -]*):[ \t]*(.+)$", re.M)
_FIELD_DATES = {
    "date": "published",
    "published": "published",
    "updated": "updated",
    "lastmod": "updated",
    "reviewed": "reviewed",
}
_SIZED_HEADING = re.compile(r"h([1-6])")
_CONTAINERS = {
    "list_item_open": BlockKind.LIST_ITEM,
    "blockquote_open": BlockKind.QUOTE,
    "th_open": BlockKind.TABLE_CELL,
    "td_open": BlockKind.TABLE_CELL,
}
# The parser tries every opening bracket as a link, at some 50 microseconds each.
_MOST_BRACKETS = 50_000
_MOST_NESTING = 50
_CLOSERS = frozenset(name.replace("_open", "_close") for name in _CONTAINERS)


class _Line(msgspec.Struct):
    """The stripped words of one block and where they stand: first line, and links as (start, end, url)."""

    row: int
    prefix: str
    words: str
    kind: BlockKind | None
    level: int
    links: list[tuple[int, int, str]]


def _parser() -> "MarkdownIt":
    """Return CommonMark with tables, in which "[^1]: https://…" is a footnote and no definition of a link."""
    from markdown_it import MarkdownIt  # noqa: PLC0415 - not needed for other formats
    from markdown_it.rules_block import StateBlock, reference  # noqa: PLC0415

    def definition(state: StateBlock, first: int, last: int, silent: bool) -> bool:
        note = state.src.startswith("[^", state.bMarks[first] + state.tShift[first])
        return not note and reference(state, first, last, silent)

    parser = MarkdownIt("commonmark", {"maxNesting": _MOST_NESTING}).enable("table")
    parser.block.ruler.at("reference", definition)
    return parser


def read(data: bytes, path: str) -> Article:
    """Read Markdown.

    Raises:
        InputError: the bytes are no UTF-8 text, or made to keep the parser busy.
    """
    source = decode(data, path)
    if source.count("[") > _MOST_BRACKETS:
        what = f"has more than {_MOST_BRACKETS:,} opening brackets"
        raise InputError(what, where=path, remedy="Save it as plain text.")
    front = _FRONT_MATTER.match(source)
    body = "\n" * source.count("\n", 0, front.end()) + source[front.end() :] if front else source
    tokens = _parser().parse(body)
    # An image without words, an empty listing: no block of an article. An empty cell keeps its column.
    found = _pieces(tokens, body.split("\n"))
    pieces = [piece for piece in found if piece.words or piece.kind is BlockKind.TABLE_CELL]
    text, placed = _lay_out(pieces, body.count("\n") + 1)
    place = locate(text)
    stretches = [
        Stretch(place(start, start + len(piece.words)), piece.words, piece.kind, piece.level) for start, piece in placed
    ]
    entries = _front_entries(front.group(1)) if front else {}
    typed = classify(stretches)
    kinds = [_below_a_title(kind, stretch, entries) for kind, stretch in zip(typed.kinds, stretches, strict=True)]
    blocks = tuple(Block(kind, stretch.span, stretch.level) for kind, stretch in zip(kinds, stretches, strict=True))
    title = next((" ".join(block.span.of(text).split()) for block in blocks if block.kind is BlockKind.TITLE), "")
    return Article(
        path=path,
        format="markdown",
        title=title or entries.get("title", ""),
        text=text,
        blocks=blocks,
        people=typed.people or _front_people(entries),
        dates=_front_dates(entries, typed.dates),
        hyperlinks=tuple(
            Hyperlink(place(start + first, start + last), url)
            for start, piece in placed
            for first, last, url in piece.links
        ),
        digest=hashlib.sha256(data).hexdigest(),
        remarks=tuple(_too_deep(tokens)),
    )


def _below_a_title(kind: BlockKind, stretch: Stretch, entries: dict[str, str]) -> BlockKind:
    """Where the front matter states the title, the first words below it are none, unless they are set as a heading."""
    told = kind is BlockKind.TITLE and stretch.kind is None and entries.get("title")
    return BlockKind.PARAGRAPH if told and told.casefold() != stretch.words.strip().casefold() else kind


def _too_deep(tokens: "Sequence[Token]") -> Iterator[Remark]:
    """The parser leaves out blocks that are nested deeper than its limit, without a word."""
    deep = next((token for token in tokens if token.level >= _MOST_NESTING - 1), None)
    if deep is not None:
        row = deep.map[0] + 1 if deep.map else 1
        message = "Lists or quotations are nested so deeply that what stands deepest may not have been read."
        yield Remark(RemarkKind.UNREAD, message, None, f"line {row}")


def _pieces(tokens: "Sequence[Token]", rows: list[str]) -> Iterator[_Line]:
    """Yield the leaf blocks in order."""
    kinds: list[BlockKind] = []
    level, marker = 0, ""
    for token in tokens:
        if token.type in _CONTAINERS:
            kinds.append(_CONTAINERS[token.type])
            marker = (
                f"{token.info}{token.markup} " if token.info else "• " if token.type == "list_item_open" else marker
            )
        elif token.type in _CLOSERS:
            kinds.pop()
        elif token.type == "heading_open":
            sized = _SIZED_HEADING.fullmatch(token.tag)
            level = int(sized.group(1)) if sized else 1
        elif token.type == "inline" and token.map:
            words, links = _inline(token)
            kind = _kind_of(token, level, kinds)
            yield _Line(token.map[0], marker, words, kind, level, links)
            marker, level = "", 0
        elif token.type in ("fence", "code_block") and token.map:
            first = token.map[0] + (token.type == "fence")
            yield _Line(first, "", token.content.rstrip("\n"), BlockKind.CODE, 0, [])
        elif token.type == "html_block" and token.map:
            yield from _html(token.map[0], rows[token.map[0] : token.map[1]])


def _kind_of(token: "Token", level: int, kinds: list[BlockKind]) -> BlockKind | None:
    if level:
        return BlockKind.HEADING
    if token.level and token.tag == "" and kinds:
        return kinds[-1]
    return None


def _inline(token: "Token") -> tuple[str, list[tuple[int, int, str]]]:
    """Return the words without markup and the links among them."""
    words: list[str] = []
    links: list[tuple[int, int, str]] = []
    length, open_at, url = 0, 0, ""
    for child in token.children or ():
        piece = ""
        if child.type in ("text", "code_inline", "image"):
            piece = child.content
        elif child.type in ("softbreak", "hardbreak"):
            piece = "\n"
        elif child.type == "link_open":
            open_at, url = length, str(child.attrGet("href") or "")
        elif child.type == "link_close" and url:
            links.append((open_at, length, url))
        words.append(piece)
        length += len(piece)
    return "".join(words), links


def _html(row: int, rows: Sequence[str]) -> Iterator[_Line]:
    """Raw HTML keeps its words, so that nothing an author wrote is lost to the audit."""
    for offset, line in enumerate(rows):
        words = re.sub(r"<[^<>]*>", "", line).strip()
        if words and not words.startswith("<!--"):
            yield _Line(row + offset, "", words, None, 0, [])


def _lay_out(pieces: Sequence[_Line], count: int) -> tuple[str, list[tuple[int, _Line]]]:
    """Put the pieces on their rows; several on one row (table cells) are parted by a tab."""
    rows: list[list[_Line]] = [[] for _ in range(count)]
    for piece in pieces:
        rows[min(piece.row, count - 1)].append(piece)
    parts: list[str] = []
    placed: list[tuple[int, _Line]] = []
    position, skip = 0, 0
    for here in rows:
        for nth, piece in enumerate(here):
            lead = ("\t" if nth else "") + piece.prefix
            parts.append(lead + piece.words)
            placed.append((position + len(lead), piece))
            position += len(lead) + len(piece.words)
            skip += piece.words.count("\n")
        if skip and not here:
            # The words of the piece above have already filled this row.
            skip -= 1
            continue
        parts.append("\n")
        position += 1
    return "".join(parts).rstrip("\n") + "\n", placed


def _front_entries(block: str) -> dict[str, str]:
    return {key.strip().lower(): value.strip().strip("\"'") for key, value in _ENTRY.findall(block)}


def _front_people(entries: dict[str, str]) -> tuple[Person, ...]:
    roles = (("author", "author"), ("reviewer", "reviewer"), ("reviewed_by", "reviewer"), ("editor", "editor"))
    return tuple(Person(entries[key], role) for key, role in roles if entries.get(key))


def _front_dates(entries: dict[str, str], stated: Dates) -> Dates:
    found = {name: date_in(entries[key]) for key, name in _FIELD_DATES.items() if key in entries}
    merged = {**{name: date for name, date in found.items() if date}, **msgspec.structs.asdict(stated)}
    return msgspec.convert({name: date or found.get(name) for name, date in merged.items()}, Dates)
