"""Lists whose entries carry numbers or keys: the chain of labels that counts up, at line starts and within lines."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import msgspec

from deskcheck.extractors.references.entries import ADDRESS_AT_END, Entry, Shape, cut, entry_end
from deskcheck.extractors.references.labels import INLINE, OPENER, Label, number_of, read_label
from deskcheck.extractors.references.likeness import likeness, starts_entry
from deskcheck.extractors.references.lines import Line

_LOOKAHEAD = 6
_MOST_MISSES = 4
_OPENS = re.compile(OPENER)
# A full stop after one of these does not end an entry before a number that runs on in the line.
_NOT_AN_END = tuple("vol. no. pp. p. pt. part chapter ch. vols. nr. bd. suppl. art. ed. issue number".split())


def split_labelled(text: str, lines: Sequence[Line], shape: Shape) -> list[Entry]:
    """Return the entries of a numbered or keyed list; an empty list where the lines carry no such labels."""
    found: dict[str, list[tuple[int, Label]]] = defaultdict(list)
    for row, line in enumerate(lines):
        label = read_label(text, line.start, line.end)
        if label and label.kind != "bullet":
            found[label.kind].append((row, label))
    if "key" in found and "bracket" in found:  # "[1]" and "[Oak2019]" in one list
        found["key"] = sorted([*found["key"], *_chain(text, lines, found["bracket"])], key=lambda one: one[0])
    best: list[Entry] = []
    for kind, labels in found.items():
        taken = labels if kind == "key" else _chain(text, lines, labels)
        entries = _entries(text, lines, shape, taken)
        if len(entries) > len(best) and _is_list(text, entries, kind):
            best = entries
    return best


def _is_list(text: str, entries: Sequence[Entry], kind: str) -> bool:
    if len(entries) == 1:
        label = entries[0].label
        return kind in ("dot", "bracket", "key", "footnote") and label is not None and label.number in (1, None)
    if kind == "key":
        return True
    numbers = [entry.label.number or 0 for entry in entries if entry.label]
    rising = sum(1 for one, other in pairwise(numbers) if 0 <= other - one <= 3)
    if rising >= 0.6 * (len(numbers) - 1) or set(numbers) == {1}:
        return True
    return all(likeness(text[entry.start : min(entry.end, entry.start + 600)]) >= 0.6 for entry in entries)


def _chain(text: str, lines: Sequence[Line], labels: Sequence[tuple[int, Label]]) -> list[tuple[int, Label]]:
    """Return the labels that number entries; those that only happen to begin a wrapped line are left out."""
    numbers = [label.number or 0 for _, label in labels]
    if len(numbers) >= 3 and set(numbers) == {1}:
        return list(labels)  # Markdown lets every item be "1."
    taken: list[tuple[int, Label]] = []
    previous = 0
    for place, (row, label) in enumerate(labels):
        number = numbers[place]
        if number == previous + 1 or (not taken and number == 0):
            taken.append((row, label))
            previous = number
            continue
        if previous + 1 in numbers[place + 1 : place + 1 + _LOOKAHEAD]:
            if number == previous and _is_whole(text, lines[row], label):
                taken.append((row, label))
            continue
        if _opens_entry(text, lines, row, label, number - previous):
            taken.append((row, label))
            previous = number
    return taken


def _is_whole(text: str, line: Line, label: Label) -> bool:
    """Tell whether a line is an entry beyond doubt, as when two carry the same number."""
    words = text[label.end : min(line.end, label.end + 600)]
    return likeness(words) >= 0.8 and starts_entry(words)


def _opens_entry(text: str, lines: Sequence[Line], row: int, label: Label, step: int) -> bool:
    words = text[label.end : min(lines[row].end, label.end + 600)]
    near = 0 <= step <= 3
    return likeness(words) >= (0.35 if near else 0.6) or (near and starts_entry(words))


def _entries(text: str, lines: Sequence[Line], shape: Shape, taken: Sequence[tuple[int, Label]]) -> list[Entry]:
    entries: list[Entry] = []
    alone = sum(label.end >= lines[row].end for row, label in taken)
    for place, (row, label) in enumerate(taken):
        last = place + 1 == len(taken)
        stop = len(lines) if last else taken[place + 1][0]
        following = None if last else taken[place + 1][1].number
        block = list(lines[row:stop])
        first = block[0]
        parted = last or 2 * alone > len(taken)  # else a number before a blank line has lost its entry
        if label.end >= first.end and len(block) > 1 and (parted or not block[1].blank_before):
            block = block[1:]  # the number stands on a line of its own
        end = entry_end(text, block, shape, last)
        entries.extend(_run_together(text, label, max(end, label.end), following))
    return entries


def _run_together(text: str, label: Label, end: int, following: int | None) -> list[Entry]:
    """Split ``text[label.end:end]`` at the labels inside it that count up from ``label`` towards ``following``."""
    pattern = INLINE.get(label.kind)
    if label.number is None or pattern is None or (following is not None and following <= label.number + 1):
        return [cut(text, label.end, end, label)]
    places = _places(text, pattern, label.end, end)
    marks = [label]
    expected = label.number + 1
    misses = 0
    while misses < _MOST_MISSES and (following is None or expected < following):
        match = _next(places, expected, marks[-1].end)
        if match and (len(marks) > 1 or following or likeness(text[match.end() : min(end, match.end() + 400)]) >= 0.3):
            marks.append(Label(label.kind, expected, match.start(), match.end()))
            misses = 0
        else:
            misses += 1
        expected += 1
    stops = [mark.start for mark in marks[1:]] + [end]
    return [cut(text, mark.end, stop, mark) for mark, stop in zip(marks, stops, strict=True)]


class _Places(msgspec.Struct):
    """Where the labels of each number stand: after the end of a sentence (``firm``), or anywhere."""

    firm: dict[int, list[re.Match[str]]]
    loose: dict[int, list[re.Match[str]]]


def _places(text: str, pattern: re.Pattern[str], start: int, end: int) -> _Places:
    places = _Places(defaultdict(list), defaultdict(list))
    for match in pattern.finditer(text, start, end):
        number = number_of(match)
        places.loose[number].append(match)
        if _after_an_end(text, start, match.start()) and _OPENS.match(text, match.end()):
            places.firm[number].append(match)
    return places


def _next(places: _Places, number: int, position: int) -> re.Match[str] | None:
    """Return the label ``number`` after ``position``: a firm one, or a loose one if it comes before the next number."""
    firm = _first_after(places.firm.get(number, []), position)
    later = _first_after(places.firm.get(number + 1, []), position)
    if firm and (later is None or firm.start() < later.start()):
        return firm
    loose = _first_after(places.loose.get(number, []), position)
    if loose and later:
        return loose if loose.start() < later.start() else None
    return loose if loose and likeness(loose.string[loose.end() : loose.end() + 300]) >= 0.5 else None


def _first_after(matches: list[re.Match[str]], position: int) -> re.Match[str] | None:
    index = bisect_left(matches, position, key=re.Match.start)
    return matches[index] if index < len(matches) else None


def _after_an_end(text: str, start: int, position: int) -> bool:
    before = text[max(start, position - 60) : position].rstrip().lower()
    if ADDRESS_AT_END.search(before):
        return True
    return bool(before) and not before.endswith(_NOT_AN_END) and not before[-1].isalpha() and before[-1] not in ",&-–(:"
