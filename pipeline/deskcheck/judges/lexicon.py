"""Words that journalists and researchers use for the same thing, and words that one of them licenses.

The tables stand in ``data/verdict_words.txt``, written by hand from general usage. Words of several meanings are left
out, or stand only where they widen what a source may be taken to speak of.
"""

from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from deskcheck.shipped import model_bytes


class Licenses(NamedTuple):
    """For a core what it licenses alone, and what beside others: their set, and what they all license.

    ``every`` holds the cores of both tables.
    """

    every: frozenset[str]
    plain: dict[str, frozenset[str]]
    paired: dict[str, list[tuple[frozenset[str], frozenset[str]]]]


NO_MATTER = frozenset(
    """about almost nearly roughly approximately around slightly fairly
    reveal revealed reveals revealing saying told tell tells
    went go goes going gone come comes came coming get gets got getting turn turned turns turning
    make makes made making give gives given gave put puts set take takes took taken
    bring brings brought bringing fact actually indeed especially particularly notably simply altogether generally
    typically thing things way ways kind sort bit lot lots hand along
    researcher researchers scientist scientists expert experts investigator investigators author authors
    new recent recently today nowadays latest currently account accounted
    percent percentage point points times twice double doubled triple tripled half halved third quarter fifth tenth
    thirds quarters fifths tenths four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    seventy eighty ninety hundred thousand million billion dozen fold""".split()
)
"""Words of newspapers that name no matter of their own; so do number words, since numbers are compared as numbers."""


_left_out: list[bool] = []


def leave_out() -> None:
    """Compare words as they stand in this process: for training alone."""
    _left_out.append(True)


def same_words(core: Callable[[str], str]) -> dict[str, str]:
    """Return the core that stands for each other core of the same meaning; ``core`` makes cores of words."""
    found: dict[str, str] = {}
    for head, others in _rows("[same]"):
        for word in others:
            if core(word) != core(head[0]):
                found.setdefault(core(word), core(head[0]))
    found.pop("", None)
    return {word: found.get(head, head) for word, head in found.items()}


def licenses(core: Callable[[str], str]) -> Licenses:
    """Return which cores others license; ``core`` makes cores of words."""
    found = Licenses(frozenset(), {}, {})
    for left, right in _rows("[licenses]"):
        first, *others = filter(None, map(core, left))
        licensed = frozenset(map(core, right)) - {""}
        if others:
            found.paired.setdefault(first, []).append((frozenset(others), licensed))
        else:
            found.plain[first] = found.plain.get(first, frozenset()) | licensed
    return found._replace(every=frozenset((*found.plain, *found.paired)))


@cache
def _table() -> dict[str, list[tuple[list[str], list[str]]]]:
    parts: dict[str, list[tuple[list[str], list[str]]]] = {}
    name = ""
    for line in model_bytes("verdict_words.txt").decode().splitlines():
        if line.startswith("["):
            name = line
        elif line and not line.startswith("#"):
            left, _, right = line.partition(":")
            parts.setdefault(name, []).append((left.split(), right.split()))
    return parts


def _rows(part: str) -> Iterator[tuple[list[str], list[str]]]:
    yield from () if _left_out else _table()[part]
