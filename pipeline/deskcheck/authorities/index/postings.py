"""Sorted runs of (key, work) on disk, read through the page cache.

One posting is one 64-bit number, ``key << 28 | work``, so a run of postings sorts as plain integers and
a lookup is one bisection inside a bucket. File: magic, count, 2^16 + 1 bucket starts (by the key's
highest 16 bits), postings; all little-endian.
"""

import mmap
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from pathlib import Path

from deskcheck.authorities.index.keys import ID_BITS, KEY_BITS, Key

MAGIC = b"deskkey1"
LONGEST_LIST = 400
_BUCKET_BITS = 16
_BUCKETS = 1 << _BUCKET_BITS
_SHIFT = KEY_BITS + ID_BITS - _BUCKET_BITS
_HEADER = len(MAGIC) + 8
_TABLE = (_BUCKETS + 1) * 8
_ID_MASK = (1 << ID_BITS) - 1
_PARTS = 64


class Run:
    """One opened run.

    Raises:
        ValueError: the file is no run, of another version, or cut short.
    """

    def __init__(self, path: Path) -> None:
        with path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        whole = memoryview(self._map)
        count = int.from_bytes(whole[len(MAGIC) : _HEADER], "little")
        if bytes(whole[: len(MAGIC)]) != MAGIC or len(whole) != _HEADER + _TABLE + 8 * count:
            raise ValueError("no run of keys, or cut short")
        self.starts = whole[_HEADER : _HEADER + _TABLE].cast("Q")
        self.postings = whole[_HEADER + _TABLE :].cast("Q")

    def works(self, key: Key) -> Sequence[int]:
        """Return the works that have ``key``; an overlong list counts as none."""
        low = key << ID_BITS
        bucket = low >> _SHIFT
        postings = self.postings
        last = self.starts[bucket + 1]  # works of one key stand in one bucket
        start = bisect_left(postings, low, self.starts[bucket], last)
        limit = low + (1 << ID_BITS)
        if start == last or postings[start] >= limit:
            return ()
        end = bisect_left(postings, limit, start + 1, min(start + LONGEST_LIST + 1, last))
        return [posting & _ID_MASK for posting in postings[start:end]] if end - start <= LONGEST_LIST else ()


def write_run(postings: Iterable[int], path: Path) -> None:
    """Sort the postings and write them as a run."""
    _write(path, [array("Q", sorted(postings))])


def merge_runs(runs: Sequence[Run], path: Path) -> None:
    """Write one run that holds the postings of ``runs``, a part of the key space at a time."""
    parts = []
    step = _BUCKETS // _PARTS
    for part in range(_PARTS):
        merged: list[int] = []
        for run in runs:
            merged.extend(run.postings[run.starts[part * step] : run.starts[(part + 1) * step]])
        merged.sort()
        parts.append(array("Q", merged))
    _write(path, parts)


def _write(path: Path, parts: "Sequence[array[int]]") -> None:
    starts = array("Q", bytes(8 * (_BUCKETS + 1)))
    base = 0
    bucket = 0
    for part in parts:
        place = 0
        while place < len(part):
            here = part[place] >> _SHIFT
            while bucket <= here:
                starts[bucket] = base + place
                bucket += 1
            place = bisect_left(part, (here + 1) << _SHIFT, place)
        base += len(part)
    while bucket <= _BUCKETS:
        starts[bucket] = base
        bucket += 1
    with path.open("wb") as file:
        file.write(MAGIC + base.to_bytes(8, "little"))
        for numbers in (starts, *parts):
            if sys.byteorder == "big":
                numbers.byteswap()
            numbers.tofile(file)
