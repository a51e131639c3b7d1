"""Where the article's reference list stands: under a heading, or without one as a run of entries."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby

import msgspec

from deskcheck.extractors.references.below import named_below
from deskcheck.extractors.references.entries import Entry, cut
from deskcheck.extractors.references.heading import Heading, headings, stated_near
from deskcheck.extractors.references.labels import read_label
from deskcheck.extractors.references.likeness import likeness
from deskcheck.extractors.references.lines import Line, lines_of
from deskcheck.extractors.references.notes import notes
from deskcheck.extractors.references.split import Split, split
from deskcheck.model import Article, BlockKind, Span
from deskcheck.text.group_headings import is_group

_CANDIDATES = 8
_SAMPLE = 600
_LEAST = 2
"""Entries of a chapter's list."""
_LIKELY = 0.3
_PART = re.compile(r";\s+(?=[^\W\d_a-z])")
_BULLETED = re.compile(r"\s[•·●▪|]\s+(?=[^\W\d_a-z\"“])")
# "Berg O" is an author of a list that semicolons part, and no source.
_NAME = re.compile(r"[^\W\d_]+(?:[ ’'-][^\W\d_]+)?,? (?:[A-Z]\.? ?-?){1,3}")
_LONGEST_PART = 240
_LONGEST_ENTRY = 500
"""Characters of an entry without a heading above it; of 30,165 printed references nineteen are longer."""
_AROUND = frozenset({BlockKind.NAVIGATION, BlockKind.FOOTER, BlockKind.PROMOTION})
_ADDRESS = re.compile(r"https?://|\bwww\.")


class Found(msgspec.Struct, frozen=True):
    """The list: its entries in order, the heading if there is one, and the number of entries stated.

    ``scattered``: the entries stand below what rests on them, and not together.
    ``others``: where other numbered lists of the text begin and end, of other chapters.
    """

    entries: tuple[Entry, ...] = ()
    heading: Heading | None = None
    stated: int | None = None
    scattered: bool = False
    others: tuple[tuple[int, int], ...] = ()


def find(article: Article) -> Found:
    """Return the reference list of ``article``; no entries where there is none."""
    text = article.text
    items = frozenset(block.span.start for block in article.blocks if block.kind is BlockKind.LIST_ITEM)
    every = lines_of(text, items=items)
    lines = _of_the_article(article, every)
    # A theme may file the list itself under its surroundings.
    best = _announced(article, lines) or (_announced(article, every) if len(lines) < len(every) else None)
    if (best is None or (best.heading and best.heading.inline)) and (scattered := named_below(text, lines)):
        return Found(tuple(scattered), scattered=True)
    if best:
        return _with_parts(text, best)
    return Found(tuple(noted)) if (noted := notes(text, every)) else _headless(text, every)


def _of_the_article(article: Article, lines: list[Line]) -> list[Line]:
    """Leave out what stands around the article, such as readers' comments below a list and footers within it.

    Lines that were taken for such but read as references are kept.
    """
    around = [block.span for block in article.blocks if block.kind in _AROUND]
    starts = [span.start for span in around]
    kept: list[Line] = []
    for outer, run in groupby(lines, lambda line: _inside(around, bisect_right(starts, line.end - 1) - 1, line)):
        found = list(run)
        alike = [likeness(article.text[line.start : min(line.end, line.start + _SAMPLE)]) for line in found if outer]
        if not outer or sum(alike) >= _LIKELY * len(alike):
            kept.extend(found)
    return kept


def _inside(spans: Sequence[Span], place: int, line: Line) -> bool:
    return place >= 0 and line.end - 1 < spans[place].end


def _announced(article: Article, lines: list[Line]) -> Found | None:
    """Return the best list below a heading."""
    text = article.text
    links = _link_starts(article)
    best: Found | None = None
    weight = 0.0
    announced, lines = _without_groups(text, headings(text, lines), lines)
    numbered: list[tuple[int, int]] = []
    for place in range(len(announced) - 1, max(-1, len(announced) - 1 - _CANDIDATES), -1):
        heading = announced[place]
        following = announced[place + 1].row if place + 1 < len(announced) else len(lines)
        region = _region(lines, heading, following)
        divided = split(text, region, headed=True, links=links if heading.sure else ())
        if heading.sure and _convinces(divided, heading) and _counts_from_one(divided):
            numbered.append((heading.start, divided.entries[-1].end))
        if _convinces(divided, heading) and _rank(divided, heading) > weight:
            weight = _rank(divided, heading)
            best = Found(divided.entries, heading, heading.stated or _stated(text, heading, divided.entries))
    own = best.heading.start if best and best.heading else -1
    if best and own in {start for start, _ in numbered}:
        return msgspec.structs.replace(best, others=tuple(one for one in numbered if one[0] != own))
    return best


def _counts_from_one(divided: Split) -> bool:
    """Tell whether a list of several entries is numbered from one."""
    labels = [entry.label.number for entry in divided.entries if entry.label]
    return divided.labelled and len(labels) >= _LEAST and labels[0] == 1


def _without_groups(text: str, announced: list[Heading], lines: list[Line]) -> tuple[list[Heading], list[Line]]:
    """Leave out the headings within a list, "Primary sources", which begin no list of their own and belong to no entry.

    The first heading that surely announces a list is kept, whatever it says.
    """
    first = next((heading.row for heading in announced if heading.sure and not heading.inline), None)
    if first is None:
        return announced, lines
    groups = {
        row
        for row in range(first + 1, len(lines))
        if lines[row].blank_before and is_group(text[lines[row].start : lines[row].end])
    }
    kept = [line for row, line in enumerate(lines) if row not in groups]
    return (headings(text, kept), kept) if groups else (announced, lines)


def _with_parts(text: str, found: Found) -> Found:
    """Cut the one paragraph of "SOURCES: Ola Berg, M.D., Northfield; Annals of Rest, May 2017" at its semicolons.

    Where bullets part the sources, they are cut there and nowhere else.
    """
    if found.heading is None or not found.heading.inline or len(found.entries) != 1 or found.entries[0].label:
        return found
    whole = found.entries[0]
    bullets = [*_BULLETED.finditer(text, whole.start, whole.end)]
    borders = bullets or [*_PART.finditer(text, whole.start, whole.end)]
    starts = [whole.start, *(match.end() for match in borders)]
    stops = [*(match.start() for match in borders), whole.end]
    parts = [cut(text, start, stop, None) for start, stop in zip(starts, stops, strict=True)]
    words = [text[part.start : part.end].rstrip("; ") for part in parts]
    longest = _LONGEST_ENTRY if bullets else _LONGEST_PART
    if len(parts) < 2 or any(_NAME.fullmatch(one) or len(one) > longest for one in words):
        return found
    entries = (Entry(part.start, part.start + len(one)) for part, one in zip(parts, words, strict=True))
    return msgspec.structs.replace(found, entries=tuple(entries))


def _link_starts(article: Article) -> list[int]:
    """Return where links begin, those of the readers and addresses that stand in the text, in order."""
    hidden = (link.span.start for link in article.hyperlinks)
    return sorted({*hidden, *(match.start() for match in _ADDRESS.finditer(article.text))})


def _region(lines: Sequence[Line], heading: Heading, following: int) -> list[Line]:
    rows = list(lines[heading.row + 1 : following])
    if heading.inline:
        line = lines[heading.row]
        rows.insert(0, msgspec.structs.replace(line, start=heading.end, indent=0))
    return rows


def _convinces(divided: Split, heading: Heading) -> bool:
    if not divided.entries:
        return False
    mean = divided.weight / len(divided.entries)
    if heading.sure and not heading.inline:
        return mean >= 0.3 or (divided.labelled and len(divided.entries) >= 2)
    return mean >= (0.4 if divided.labelled else 0.5)


def _rank(divided: Split, heading: Heading) -> float:
    return (divided.weight + 0.05 * len(divided.entries)) * (1.0 if heading.sure else 0.7)


def _stated(text: str, heading: Heading, entries: Sequence[Entry]) -> int | None:
    return stated_near(text, heading.end, max(heading.end, entries[0].start - 1))


def _headless(text: str, lines: Sequence[Line]) -> Found:
    """Look for a run of entries without a heading: at least two, and most of them plainly references."""
    rows = _likely_rows(text, lines)
    if rows is None:
        return Found()
    divided = split(text, lines[rows[0] : rows[1]], headed=False)
    entries = divided.entries
    if len(entries) < 2 or divided.weight / len(entries) < (0.45 if divided.labelled else 0.55):
        return Found()
    if 2 * sum(entry.end - entry.start > _LONGEST_ENTRY for entry in entries) > len(entries):
        return Found()  # numbered paragraphs that cite
    return Found(entries)


def _only_label(lines: Sequence[Line], paragraph: tuple[int, int, int]) -> bool:
    """Tell whether a paragraph is a number on a line of its own, whose entry comes below it."""
    first, stop, label_length = paragraph
    return label_length > 0 and lines[stop - 1].end - lines[first].start <= label_length


def _likely_rows(text: str, lines: Sequence[Line]) -> tuple[int, int] | None:
    """Return the paragraphs, as a range of lines, in which reference-like ones are densest.

    A number that counts on from the one before speaks for an entry.
    """
    paragraphs: list[tuple[int, int, int]] = []  # first row, row after the last, length of the label
    previous = None
    for row, line in enumerate(lines):
        label = read_label(text, line.start, line.end)
        number = label.number if label else None
        counts = number is not None and (number == 1 or (previous is not None and number == previous + 1))
        previous = number if counts else previous
        opened = bool(paragraphs) and _only_label(lines, paragraphs[-1]) and not counts
        if not opened and (line.blank_before or counts or line.end - line.start > 150 or not paragraphs):
            paragraphs.append((row, row + 1, label.end - line.start if label and counts else 0))
        else:
            paragraphs[-1] = (paragraphs[-1][0], row + 1, paragraphs[-1][2])
    best, found = 0.0, None
    total, begin = 0.0, 0
    for first, stop, label_length in paragraphs:
        start, end = lines[first].start + label_length, lines[stop - 1].end
        if total <= 0:
            total, begin = 0.0, first
        total += likeness(text[start : min(end, start + 2500)]) - (0.2 if label_length else 0.45)
        if total >= best and total > 0:
            best, found = total, (begin, stop)
    return found and (_counted_from(paragraphs, found[0]), _counted_on(paragraphs, found[1]))


def _counted_from(paragraphs: Sequence[tuple[int, int, int]], begin: int) -> int:
    """Return the first row of the numbered paragraphs that lead up to the first one of a numbered run."""
    numbered = False
    for first, after, label_length in reversed(paragraphs):
        if first == begin:
            numbered = label_length > 0
        elif after == begin and numbered and label_length:
            begin = first
    return begin


def _counted_on(paragraphs: Sequence[tuple[int, int, int]], stop: int) -> int:
    """Return the row after the numbered paragraphs that follow on the last one of a numbered run, whatever they say."""
    numbered = False
    for first, after, label_length in paragraphs:
        if after == stop:
            numbered = label_length > 0
        elif first == stop and numbered and label_length:
            stop = after
    return stop
