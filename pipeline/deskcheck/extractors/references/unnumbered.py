"""Lists without numbers: bullets, list items, paragraphs, hanging indents, or one entry a line."""

import re
from collections import Counter
from collections.abc import Sequence

from deskcheck.extractors.references.entries import ADDRESS_AT_END, Entry, Shape, continues, cut, fits, worth
from deskcheck.extractors.references.labels import Label, read_bullet
from deskcheck.extractors.references.likeness import (
    is_boilerplate,
    is_navigation,
    likeness,
    prose_share,
    quotes_title,
    starts_entry,
)
from deskcheck.extractors.references.lines import Line
from deskcheck.extractors.references.rejoin import is_dated_group, rejoined

_LIKELY = 0.42
_WEAK = 0.25
_FAINT = 0.12
_PROSE = 0.2
# A year beside a volume or pages, or an identifier: enough to keep an odd entry inside a list.
_CITED = re.compile(
    r"(?:1[5-9]|20)\d\d[a-z]?\)?[.;:,]?\s?(?:[A-Z][\w ]{0,40})?\d{1,4}\s?[(:,]|\b10\.\d{4,9}/|https?://|\bpp\.|\bn\.d\."
)


def split_unlabelled(text: str, lines: Sequence[Line], shape: Shape) -> list[Entry]:
    """Return the pieces of a list without numbers, foreign paragraphs among them still included."""
    if not lines:
        return []
    bullets = {row: label for row, line in enumerate(lines) if (label := _bullet(text, line))}
    starts = _starts(text, lines, shape, bullets)
    entries = []
    for place, row in enumerate(starts):
        stop = starts[place + 1] if place + 1 < len(starts) else len(lines)
        label = bullets.get(row)
        entries.append(cut(text, label.end if label else lines[row].start, lines[stop - 1].end, label))
    return entries


def pick_run(text: str, entries: Sequence[Entry], links: Sequence[int] = (), least: float = _LIKELY) -> list[Entry]:
    """Return the run of neighbouring entries that look most like references, single weak ones among them included.

    The run of greatest sum of (likeness - ``least``), found in one pass (Bentley, "Programming
    pearls: algorithm design techniques", 1984); within it, plain prose and boilerplate are dropped.
    """
    gains = [worth(text, entry, links) - least for entry in entries]
    best, best_range = 0.0, (0, 0)
    total, begin = 0.0, 0
    for place, gain in enumerate(gains):
        if total <= 0:
            total, begin = 0.0, place
        total += gain
        if total > best:
            best, best_range = total, (begin, place + 1)
    first, last = best_range
    if last == 0:
        return []
    stray = [gain <= 0 and _is_stray(text, entry) for gain, entry in zip(gains, entries, strict=True)]
    while first > 0 and not stray[first - 1] and gains[first - 1] > _floor(text, entries[first - 1]) - least:
        first -= 1
    while last < len(entries) and not stray[last] and gains[last] > _floor(text, entries[last]) - least:
        last += 1
    return [entries[place] for place in range(first, last) if not stray[place]]


def _floor(text: str, entry: Entry) -> float:
    """Return the likeness above which a neighbour of the run belongs to it: less for bullets and addresses."""
    short = entry.end - entry.start < 400
    return _FAINT if short and (entry.label or _CITED.search(text, entry.start, entry.end)) else _WEAK


def _is_stray(text: str, entry: Entry) -> bool:
    words = text[entry.start : min(entry.end, entry.start + 1000)]
    if is_navigation(words) or is_boilerplate(words):
        return True
    if entry.label is not None:
        return False
    if _CITED.search(words) and len(words) < 400:
        return False
    return prose_share(words) > _PROSE or (
        len(words) < 60 and not any(map(str.isdigit, words)) and "." not in words[-2:]
    )


def _bullet(text: str, line: Line) -> Label | None:
    return read_bullet(text, line.start, line.end)


def _starts(text: str, lines: Sequence[Line], shape: Shape, bullets: dict[int, Label]) -> list[int]:
    items = [row for row, line in enumerate(lines) if line.begins_item]
    if len(items) >= 2 and len(items) * 3 >= len(lines):
        return _with_first(items)
    if len(bullets) >= 2 and _share_of_starts(lines, bullets) >= 0.5:
        after = [row for row in range(max(bullets) + 1, len(lines)) if lines[row].blank_before]
        return _with_first([*bullets, *after])
    if not shape.wrapped:
        return _unwrapped(text, lines)
    hanging = _hanging(lines)
    if hanging:
        return _with_first(hanging)
    paragraphs = [row for row, line in enumerate(lines) if line.blank_before]
    if shape.spaced or (len(paragraphs) * 8 >= len(lines) and len(paragraphs) > 2):
        return _with_first(paragraphs)
    return rejoined(
        text, lines, shape, [row for row in range(len(lines)) if row == 0 or _wrapped_start(text, lines, row, shape)]
    )


def _share_of_starts(lines: Sequence[Line], bullets: dict[int, Label]) -> float:
    paragraphs = sum(1 for line in lines if line.blank_before)
    return len(bullets) / max(len(bullets), paragraphs)


def _with_first(rows: Sequence[int]) -> list[int]:
    ordered = sorted(set(rows))
    return ordered if ordered and ordered[0] == 0 else [0, *ordered]


def _unwrapped(text: str, lines: Sequence[Line]) -> list[int]:
    return [row for row in range(len(lines)) if row == 0 or not _goes_on(text, lines, row)]


def _goes_on(text: str, lines: Sequence[Line], row: int) -> bool:
    before, line = lines[row - 1], lines[row]
    if not continues(text, before, line):
        return False
    words = text[line.start : min(line.end, line.start + 600)]
    if starts_entry(words) and likeness(words) >= 0.4:
        return False
    closed = text[before.end - 1] in ".)]/" or ADDRESS_AT_END.search(
        text, max(before.start, before.end - 80), before.end
    )
    return not (closed and not words[0].islower() and len(words) > 40 and likeness(words) >= 0.5)


def _hanging(lines: Sequence[Line]) -> list[int]:
    """Return the rows that begin entries by their indent, or nothing where indents tell nothing."""
    indents = Counter(line.indent for line in lines)
    if len(indents) < 2:
        return []
    (one, first), (other, second) = indents.most_common(2)
    if first + second < 0.8 * len(lines) or second < 2 or abs(one - other) < 1:
        return []
    outer = min(one, other)
    rows = [row for row, line in enumerate(lines) if line.indent <= outer]
    if lines[0].indent > outer:  # first lines are indented instead
        rows = [row for row, line in enumerate(lines) if line.indent > outer]
    return rows


def _wrapped_start(text: str, lines: Sequence[Line], row: int, shape: Shape) -> bool:
    before, line = lines[row - 1], lines[row]
    if line.blank_before:
        return not continues(text, before, line)
    words = text[line.start : line.end]
    tail = text[max(before.start, before.end - 80) : before.end]
    closed = tail[-1] in '.)]/”"' or tail[-1].isdigit() or ADDRESS_AT_END.search(tail) is not None
    if fits(text, before, line, shape.width - 2) and closed:
        return not words[0].islower() or starts_entry(words)
    begins = starts_entry(words) or quotes_title(words) or is_dated_group(words)
    return closed and begins and not continues(text, before, line)
