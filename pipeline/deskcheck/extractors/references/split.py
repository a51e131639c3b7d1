"""A stretch of text that holds a list → its entries."""

from collections.abc import Sequence

import msgspec

from deskcheck.extractors.references.entries import Entry, shape_of, worth
from deskcheck.extractors.references.lines import Line
from deskcheck.extractors.references.numbered import split_labelled
from deskcheck.extractors.references.unnumbered import pick_run, split_unlabelled


class Split(msgspec.Struct, frozen=True):
    """The entries of one list and their ``weight``: the sum of how much each looks like a reference."""

    entries: tuple[Entry, ...]
    weight: float
    labelled: bool


def split(text: str, lines: Sequence[Line], headed: bool, links: Sequence[int] = ()) -> Split:
    """Split ``lines`` into entries.

    Args:
        text: the article's text.
        lines: the lines between the list's heading, or the text's beginning, and its end.
        headed: whether a heading announces the list: without one, entries must look like references.
        links: where hyperlinks begin, in order, for a list whose items may be bare links.
    """
    shape = shape_of(text, lines)
    labelled = split_labelled(text, lines, shape)
    first = _weigh(text, labelled, links)
    covered = sum(entry.end - entry.start for entry in labelled)
    if labelled and first >= 0.6 * len(labelled) and covered >= 0.6 * (lines[-1].end - lines[0].start):
        return Split(tuple(labelled), first, True)
    plain = pick_run(text, split_unlabelled(text, lines, shape), links)
    second = _weigh(text, plain, links)
    if labelled and (first >= 0.6 * second or (headed and len(labelled) > 0.8 * len(plain))):
        return Split(tuple(labelled), first, True)
    return Split(tuple(plain), second, False)


def _weigh(text: str, entries: Sequence[Entry], links: Sequence[int]) -> float:
    return sum(worth(text, entry, links) for entry in entries)
