"""Plain text → Article: blank lines part blocks, bullets and numbers start list items."""

import hashlib
import re
from collections.abc import Iterator

from deskcheck.model import Article, Block, BlockKind, Span, locate
from deskcheck.readers import decode
from deskcheck.readers.bylines import Stretch, is_byline, is_date_line
from deskcheck.readers.kinds import classify

_BULLET = re.compile(r"[ \t]*(?:[•◦▪‣·*–—-]|o(?=[ \t]{2,}))[ \t]+(?=\S)")
_NUMBERED = re.compile(r"[ \t]*(?:\(?\d{1,3}[.)]|\[\d{1,3}\])[ \t]+(?=\S)")
# Typists and mail programs break prose between these widths; longer lines are whole paragraphs.
_LEAST_WRAP = 45
_WRAP_LIMIT = 120
_LONGEST_CREDIT = 160
_STOP = re.compile(r"[.!?…:;]['\"”’)\]⁰¹²³⁴-⁹]*$")


def read(data: bytes, path: str) -> Article:
    """Read plain text; the text is kept character for character, line ends apart.

    Raises:
        InputError: the bytes are no UTF-8 text.
    """
    text = decode(data, path)
    place = locate(text)
    stretches = [Stretch(place(start, end), text[start:end], kind) for start, end, kind in _stretches(text)]
    typed = classify(stretches)
    blocks = tuple(Block(kind, stretch.span) for kind, stretch in zip(typed.kinds, stretches, strict=True))
    return Article(
        path=path,
        format="plaintext",
        title=next((" ".join(block.span.of(text).split()) for block in blocks if block.kind is BlockKind.TITLE), ""),
        text=text,
        blocks=blocks,
        people=typed.people,
        dates=typed.dates,
        digest=hashlib.sha256(data).hexdigest(),
    )


def _stretches(text: str) -> Iterator[tuple[int, int, BlockKind | None]]:
    """Yield (start, end, kind) of every stretch; a bullet or number is left out of its item's stretch."""
    chunk: list[Span] = []
    start = 0
    for line in text.split("\n"):
        if chunk and (not line.strip() or _is_credit(line) or _is_credit(chunk[-1].of(text))):
            yield from _parts(text, chunk)
            chunk = []
        if line.strip():
            chunk.append(Span(start, start + len(line)))
        start += len(line) + 1
    if chunk:
        yield from _parts(text, chunk)


def _is_credit(line: str) -> bool:
    """Tell whether a line names a writer or a day, whatever stands above and below it."""
    words = line.strip("*_ ")
    return len(words) <= _LONGEST_CREDIT and words[:1].isupper() and (is_byline(words) or is_date_line(words))


def _parts(text: str, lines: list[Span]) -> Iterator[tuple[int, int, BlockKind | None]]:
    longest = max(line.end - line.start for line in lines)
    even = longest <= _WRAP_LIMIT and all(line.end - line.start >= 0.6 * longest for line in lines[:-1])
    flows = all(line.of(text).lstrip()[:1].islower() for line in lines[1:])
    wrapped = even and (flows or longest > _LEAST_WRAP)
    pending: tuple[int, int, BlockKind | None] | None = None
    before = ""
    for line in lines:
        start, end = _stripped(text, line.start, line.end)
        marker = _BULLET.match(text, line.start, line.end) or _NUMBERED.match(text, line.start, line.end)
        indented = text[line.start] in " \t"
        if marker:
            if pending:
                yield pending
            pending = (marker.end(), end, BlockKind.LIST_ITEM)
        elif pending and (
            wrapped or (pending[2] is BlockKind.LIST_ITEM and indented) or _goes_on(before, text[start:end])
        ):
            pending = (pending[0], end, pending[2])
        else:
            if pending:
                yield pending
            pending = (start, end, None)
        before = text[start:end]
    if pending:
        yield pending


def _goes_on(before: str, line: str) -> bool:
    """Tell whether a line finishes the sentence of the line above it, however uneven the two are."""
    return len(before) > _LEAST_WRAP and line[:1].islower() and not _STOP.search(before[-12:])


def _stripped(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
