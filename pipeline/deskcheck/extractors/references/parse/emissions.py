"""What the tokens of many references score for every label: the sums that the tagger decides from.

``features.Extractor`` says which attributes a token has; this adds up their weights without ever writing most of them
down. Whatever depends on a form, on the marks around it or on a sentence alone is summed once, kept as a row of a
growing table, and found again by its key: of the thirty attributes of a token fourteen rows are left, and three
more for a whole segment. A test holds the sums against those of the attributes themselves.
"""

from collections.abc import Sequence

import numpy as np

from deskcheck.extractors.references.parse import features, segments
from deskcheck.extractors.references.parse.forms import Form
from deskcheck.extractors.references.parse.lexicon import Lexicon
from deskcheck.extractors.references.parse.model import Model, Weights
from deskcheck.extractors.references.parse.tokens import Tokens

_LIMIT = 200_000
"""Rows from which the table is emptied: it then takes 22 MB."""
_A_TOKEN = 14
_A_SEGMENT = 3
_Key = tuple[object, ...]
_Own = tuple[int, int, int, int, int]
_EDGE: _Own = (0, 0, 0, 0, 0)


class _Lists:
    """Row numbers of some references: of their tokens, of their segments, and which segment a token stands in."""

    def __init__(self) -> None:
        self.columns: list[list[int]] = [[] for _ in range(_A_TOKEN)]
        self.segments: list[int] = []
        self.segment_of: list[int] = []
        self.lengths: list[int] = []


class Emissions:
    """Adds up weights; keeps the sums it has made, in bounded memory."""

    def __init__(self, model: Model, lexicon: Lexicon) -> None:
        self._model, self._lexicon = model, lexicon
        self._empty()

    def _empty(self) -> None:
        self._extractor = features.Extractor(self._lexicon)
        self._table = np.concatenate([self._model.weights, np.zeros((8192, len(self._model.labels)), np.float32)])
        self._used = len(self._model.weights)
        self._rows: dict[_Key, int] = {}
        self._first_places = [self._model.attributes.get(name, 0) for name in features.INDEX]
        self._pending: list[int] = []
        self._starts: list[int] = []

    def scores(self, many: Sequence[Tokens]) -> list[Weights]:
        """Return tokens × labels for every reference; each has at least one token."""
        if self._used > _LIMIT:
            self._empty()
        lists = _Lists()
        for tokens in many:
            self._add(tokens, lists)
        self._sum_pending()
        shared = self._table[np.array(lists.segments, np.int32).reshape(-1, _A_SEGMENT)].sum(1)
        found = shared[np.array(lists.segment_of, np.int32)]
        for column in lists.columns:
            found += self._table[np.array(column, np.int32)]
        return np.split(found, np.cumsum(lists.lengths)[:-1])

    def _add(self, tokens: Tokens, lists: _Lists) -> None:
        forms, gaps = self._extractor.look_up(tokens)
        total = len(forms)
        bounds = [0, *[index for index in range(1, total) if gaps[index].weak], total]
        known = self._extractor.known(forms, bounds)
        manners, flags = features.manner(forms, gaps), features.carried(forms, gaps)
        own = [form.rows or self._form(form) for form in forms]
        shapes = ["", "", *[form.shape for form in forms], "", ""]
        keys = ["^", *[gap.key for gap in gaps], "$"]
        rows, number = self._rows, self._model.attributes.get
        places = range(total)
        columns = lists.columns
        columns[0] += [row[0] for row in own]
        columns[1] += [0, *[row[1] for row in own[:-1]]]
        columns[2] += [*[row[2] for row in own[1:]], 0]
        columns[3] += [0, 0, *[row[3] for row in own[:-2]]][:total]
        columns[4] += [*[row[4] for row in own[2:]], 0, 0][-total:]
        columns[5] += self._first_places[:total]
        columns[5] += [number(features.TENTH[10 * index // total], 0) for index in range(features.FAR, total)]
        columns[6] += [rows[two] if two in rows else self._row(two, two) for two in manners]
        columns[7] += [number(flag + form.shape, 0) for flag, form in zip(flags, forms, strict=True)]
        columns[8] += [number(name, 0) for name in known]
        columns[9] += [self._here(shapes, keys, index) for index in places]
        columns[10] += [0, *[self._before(shapes, keys, index) for index in places[1:]]]
        columns[11] += [self._after(shapes, keys, index) for index in places]
        columns[12] += [
            self._numbers(shapes, keys, index) if form.kind in features.NUMBERED else 0
            for index, form in enumerate(forms)
        ]
        opened = [0] * total
        segment = len(lists.segments) // _A_SEGMENT
        for start, end, form, ahead, around in segments.segments_of(forms, gaps, bounds, known):
            lists.segments += (
                rows[form] if form in rows else self._row(form, segments.of_form(form)),
                rows[ahead] if ahead in rows else self._row(ahead, segments.of_ahead(ahead)),
                rows["S", around] if ("S", around) in rows else self._row(("S", around), segments.of_around(around)),
            )
            lists.segment_of += [segment] * (end - start)
            segment += 1
            opened[start] = number(segments.opening(form), 0)
        columns[13] += opened
        lists.lengths.append(total)

    def _here(self, shapes: list[str], keys: list[str], index: int) -> int:
        key: _Key = (keys[index + 1], shapes[index + 2], keys[index + 2])
        return self._rows[key] if key in self._rows else self._row(key, features.marks(shapes, keys, index))

    def _before(self, shapes: list[str], keys: list[str], index: int) -> int:
        key: _Key = ("-", keys[index], shapes[index + 1], keys[index + 1])
        if key not in self._rows:
            self._rows[key] = self._model.attributes.get(features.mark_before(shapes, keys, index), 0)
        return self._rows[key]

    def _after(self, shapes: list[str], keys: list[str], index: int) -> int:
        if not shapes[index + 3]:
            return 0
        key: _Key = ("+", keys[index + 2], shapes[index + 3], keys[index + 3])
        if key not in self._rows:
            self._rows[key] = self._model.attributes.get(features.mark_after(shapes, keys, index), 0)
        return self._rows[key]

    def _numbers(self, shapes: list[str], keys: list[str], index: int) -> int:
        key: _Key = (*shapes[index : index + 5], *keys[index : index + 4])
        return self._rows[key] if key in self._rows else self._row(key, features.numbers(shapes, keys, index))

    def _form(self, form: Form) -> _Own:
        """Return the rows of a form where it stands, for the token after, before, two after and two before."""
        total = self._sum
        form.rows = rows = (
            total(form.here),
            total(form.before),
            total(form.after),
            total(form.before2),
            total(form.after2),
        )
        return rows

    def _row(self, key: _Key, attributes: Sequence[str]) -> int:
        """Return the row of the sum of some attributes, to be found by ``key`` from now on."""
        self._rows[key] = row = self._sum(attributes)
        return row

    def _sum(self, attributes: Sequence[str]) -> int:
        """Return a row that holds the sum of some attributes; a new one is summed before the table is read."""
        numbers = [number for number in map(self._model.attributes.get, attributes) if number]
        if len(numbers) < 2:
            return numbers[0] if numbers else 0
        self._starts.append(len(self._pending))
        self._pending += numbers
        return self._used + len(self._starts) - 1

    def _sum_pending(self) -> None:
        """Fill in the rows that were promised."""
        count = len(self._starts)
        if not count:
            return
        while self._used + count > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table[: len(self._table) // 2])])
        sums = np.add.reduceat(self._model.weights[self._pending], self._starts, axis=0)
        self._table[self._used : self._used + count] = sums
        self._used += count
        self._starts, self._pending = [], []
