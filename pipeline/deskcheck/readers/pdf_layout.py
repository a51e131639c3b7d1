"""Lines of PDF pages → pieces: reading order, running heads, headings, list entries and paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import Any

import msgspec

from deskcheck.model import BlockKind
from deskcheck.readers.layout import Piece
from deskcheck.readers.pdf_edges import Line, measure
from deskcheck.readers.pdf_joining import Joiner

_PAGE_NUMBER = re.compile(
    r"\W{0,3}(?:page|p\.|seite)?\s{0,3}(?:\d{1,4}|[ivxl]{1,6})(?:\s{0,3}(?:of|/|von)\s{0,3}\d{1,4})?\W{0,3}", re.I
)
_ENTRY = re.compile(r"(?:\[(\d{1,3})\]|(\d{1,3})[.)])\s+(?=\S)")
_BULLET = re.compile(r"[•◦▪‣·●■–]\s+(?=\S)")
_TERMINAL = re.compile(r"[.!?:;]['\"”’)\]⁰¹²³⁴⁵⁶⁷⁸⁹,\d]{0,8}$")
_MARGIN = 0.1
_LEAST_COLUMN_LINES = 5
_MOST_CROSSING = 0.25
_MOST_HEADING_WORDS = 18


def pieces_of(pages: Sequence[dict[str, Any]]) -> list[Piece]:
    """Return the pieces of pages as ``pdf_lines.py`` writes them."""
    lines_by_page = [[Line(*found) for found in page["lines"]] for page in pages]
    for number, lines in enumerate(lines_by_page, 1):
        for line in lines:
            line.page = number
    heights = [page["height"] for page in pages]
    running = _running(lines_by_page, heights)
    body: list[Line] = []
    furniture: dict[int, list[Piece]] = {}
    seen: set[str] = set()
    for lines, height in zip(lines_by_page, heights, strict=True):
        kept = []
        for line in lines:
            place = _margin(line, height)
            if place and _PAGE_NUMBER.fullmatch(line.words):
                continue
            if place and _shape(line.words) in running:
                if _shape(line.words) not in seen:
                    piece = Piece(place, place=f"page {line.page}")
                    piece.add(line.words)
                    furniture.setdefault(line.page, []).append(piece)
                seen.add(_shape(line.words))
            else:
                kept.append(line)
        body.extend(_ordered(kept))
    return list(_interleaved(_paragraphs(body), furniture))


def _interleaved(pieces: Sequence[tuple[int, Piece]], furniture: dict[int, list[Piece]]) -> Iterator[Piece]:
    """Put running heads after everything else, since a paragraph or a list may run on over the page's end."""
    yield from (piece for _, piece in pieces)
    for page in sorted(furniture):
        yield from furniture[page]


def _margin(line: Line, height: float) -> BlockKind | None:
    if line.baseline > height * (1 - _MARGIN):
        return BlockKind.NAVIGATION
    return BlockKind.FOOTER if line.baseline < height * _MARGIN else None


def _shape(words: str) -> str:
    return re.sub(r"\d+", "#", " ".join(words.casefold().split()))


def _running(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> set[str]:
    """Return the shapes of lines that come back in the margins of several pages."""
    counts: Counter[str] = Counter()
    for lines, height in zip(pages, heights, strict=True):
        counts.update({_shape(line.words) for line in lines if _margin(line, height)})
    least = max(2, round(0.3 * len(pages)))
    return {shape for shape, count in counts.items() if count >= least}


def _ordered(lines: list[Line]) -> list[Line]:
    """Return a page's lines in reading order, pieces of one line joined.

    Most programs write columns one after the other; only a page that hops between them is re-ordered.
    """
    gutter = _gutter(lines)
    if gutter is None:
        return _joined(lines)
    for line in lines:
        line.column = 1 if line.right <= gutter + 3 else 2 if line.left >= gutter - 3 else 0
    joined = _joined(lines)
    hops = sum(1 for one, other in pairwise(joined) if one.column == 2 and other.column == 1)
    crossing = sum(line.column == 0 for line in joined)
    if hops <= crossing + 1:
        return joined
    ordered: list[Line] = []
    band: list[Line] = []
    for line in sorted(lines, key=lambda line: (-line.baseline, line.left)):
        if line.column == 0:
            ordered.extend(sorted(band, key=lambda line: (line.column, -line.baseline, line.left)))
            band = []
            ordered.append(line)
        else:
            band.append(line)
    return _joined([*ordered, *sorted(band, key=lambda line: (line.column, -line.baseline, line.left))])


def _gutter(lines: Sequence[Line]) -> float | None:
    """Return where the gap between two columns is, or None for a page of one column."""
    if len(lines) < 2 * _LEAST_COLUMN_LINES:
        return None
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    best: tuple[int, float] | None = None
    for step in range(35, 66):
        x = left + (right - left) * step / 100
        crossing = sum(line.left < x < line.right for line in lines)
        if best is None or crossing < best[0]:
            best = crossing, x
    if best is None or best[0] > _MOST_CROSSING * len(lines):
        return None
    x = best[1]
    one = sum(line.right <= x and len(line.words) > 20 for line in lines)
    other = sum(line.left >= x and len(line.words) > 20 for line in lines)
    return x if min(one, other) >= _LEAST_COLUMN_LINES else None


def _joined(lines: Sequence[Line]) -> list[Line]:
    """Join what stands on one line of one column, which wide gaps between words have parted."""
    joined: list[Line] = []
    for line in lines:
        last = joined[-1] if joined else None
        if (
            last
            and last.column == line.column
            and abs(last.baseline - line.baseline) < 1
            and line.left > last.right - 1
        ):
            last.words = f"{last.words.rstrip()} {line.words.lstrip()}"
            last.right = line.right
        else:
            joined.append(msgspec.structs.replace(line))
    return joined


class _Page(msgspec.Struct):
    """What is usual in the body: letter size, distance between lines, and each column's edges."""

    size: float
    pitch: float
    edges: dict[tuple[int, int], tuple[float, float]]


def _measures(lines: Sequence[Line]) -> _Page:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.words)
    steps = [
        step
        for one, other in pairwise(lines)
        if one.page == other.page and one.column == other.column and 0 < (step := one.baseline - other.baseline) < 60
    ]
    columns: dict[tuple[int, int], list[Line]] = {}
    for line in lines:
        columns.setdefault((line.page, line.column), []).append(line)
    edges = {
        key: (min(line.left for line in found), max(line.right for line in found)) for key, found in columns.items()
    }
    return _Page(sizes.most_common(1)[0][0] if sizes else 10.0, median(steps) if steps else 12.0, edges)


def _broke_early(last: Line, line: Line) -> bool:
    """Tell whether the first word of ``line`` would have fitted on the line before: then the break was meant."""
    first = line.words.split(maxsplit=1)[0]
    width = (line.right - line.left) * len(first) / len(line.words)
    return last.margin - last.right > 1.25 * width + 0.5 * line.size and not last.words.endswith(("-", "\u00ad"))


def _paragraphs(lines: Sequence[Line]) -> list[tuple[int, Piece]]:
    """Return (page, piece) for every paragraph, heading and entry, in order."""
    usual = _measures(lines)
    measure(lines)
    joiner = Joiner([line.words for line in lines])
    groups: list[list[Line]] = []
    entry = 0
    for line in lines:
        number = _number(line.words)
        last = groups[-1][-1] if groups else None
        if last is None or _starts(line, last, groups[-1], usual, number == entry + 1):
            groups.append([])
        if number is not None and not groups[-1]:
            entry = number
        groups[-1].append(line)
    return [(group[0].page, _piece(group, usual, joiner)) for group in groups]


def _number(words: str) -> int | None:
    found = _ENTRY.match(words)
    return int(found.group(1) or found.group(2)) if found else None


def _starts(line: Line, last: Line, group: Sequence[Line], usual: _Page, next_entry: bool) -> bool:
    """Tell whether a line starts a new paragraph after ``last``."""
    if abs(line.size - last.size) > 0.12 * usual.size or (line.bold != last.bold and _is_heading(group, usual)):
        return True
    if _BULLET.match(line.words) or (next_entry and (_TERMINAL.search(last.words) or _number(group[0].words))):
        return True
    ends = bool(_TERMINAL.search(last.words))
    if line.hung is not None and last.hung is not None:
        return not line.hung and (last.hung or ends)
    if line.page != last.page or line.column != last.column or line.baseline > last.baseline:
        return ends or (
            line.words[:1].isupper() and not last.words.endswith(("-", "\u00ad", ",")) and _is_short(last, usual)
        )
    step = last.baseline - line.baseline
    if step > 1.35 * max(usual.pitch if line.size >= usual.size - 0.6 else line.size * 1.3, line.size):
        return True
    if line.size <= 1.12 * usual.size and _broke_early(last, line):
        return True
    left, _ = usual.edges[line.page, line.column]
    deep = line.left > left + 0.7 * line.size
    hangs = len(group) > 1 and group[0].left < group[1].left - 0.4 * line.size
    if hangs or (_number(group[0].words) is not None and len(group) == 1):
        return ends and line.left < last.left - 0.4 * line.size
    return ends and ((deep and line.left > last.left + 0.4 * line.size) or _is_short(last, usual))


def _is_short(line: Line, usual: _Page) -> bool:
    """Tell whether a line ends well before its column does."""
    left, right = usual.edges[line.page, line.column]
    return line.right < right - 0.2 * (right - left)


def _is_heading(group: Sequence[Line], usual: _Page) -> bool:
    words = " ".join(line.words for line in group)
    ended = _TERMINAL.search(words) and not words.endswith("?")
    if len(words.split()) > _MOST_HEADING_WORDS or ended or not any(map(str.isalpha, words)):
        return False
    return group[0].size > 1.12 * usual.size or all(line.bold for line in group)


def _piece(group: Sequence[Line], usual: _Page, joiner: Joiner) -> Piece:
    first, last = group[0], group[-1]
    place = f"page {first.page}" if first.page == last.page else f"pages {first.page} to {last.page}"
    words = joiner.join([line.words for line in group])
    piece = Piece(place=place)
    marked = _ENTRY.match(words) or _BULLET.match(words)
    if _is_heading(group, usual):
        piece.kind, piece.level = BlockKind.HEADING, 1 if first.size > 1.5 * usual.size else 2
    elif marked:
        piece.kind, piece.prefix, words = BlockKind.LIST_ITEM, words[: marked.end()], words[marked.end() :]
    elif _TERMINAL.search(words) or len(words.split()) > _MOST_HEADING_WORDS:
        piece.kind = BlockKind.PARAGRAPH
    piece.add(words)
    return piece
