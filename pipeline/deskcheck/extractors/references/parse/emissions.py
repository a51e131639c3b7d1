"""What the tokens of many references score for every label: the sums that the tagger decides from.

``features.Extractor`` says which attributes a token has; this adds up their weights without ever writing most of them
down. Whatever depends on a form, on the marks around it or on a sentence alone is summed once, kept as a row of a
growing table, and found again by its number: of the thirty attributes of a token fourteen rows are left, and three
more for a whole segment. A test holds the sums against those of the attributes themselves.

All references of a call stand in one line, two empty places between them, so that what a token sees of its neighbours
is the same line moved by a place or two.
"""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from deskcheck.extractors.references.parse import features, segments
from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import Lexicon
from deskcheck.extractors.references.parse.model import Model, Weights
from deskcheck.extractors.references.parse.tokens import Tokens

_LIMIT = 200_000
"""Rows, or keys to them, from which the tables are emptied: 200,000 rows take 22 MB."""
_A_SEGMENT = 3
_REACH = 2
"""Places between two references: a form is seen from no farther off."""
_SHAPE, _NUMBERED = 5, 6
"""Columns of the table of forms: before them the rows of a form seen from 0, 1, -1, 2 and -2 places on."""
_SHAPE_BITS, _MARKS_BITS = 12, 20
_Key = tuple[object, ...]
_Table = NDArray[np.int32]


class _Names:
    """Numbers for names, from 1 in the order in which they are met; 0 is the empty name."""

    def __init__(self) -> None:
        self.names = [""]
        self._numbers = {"": 0}

    def number(self, name: str) -> int:
        """Return the number of a name."""
        number = self._numbers.setdefault(name, len(self.names))
        if number == len(self.names):
            self.names.append(name)
        return number


class _Rows:
    """Rows of whole numbers, each added once; row 0 is empty."""

    def __init__(self, width: int) -> None:
        self._table = np.zeros((4096, width), np.int32)
        self._new: list[tuple[int, ...]] = []
        self.used = 1

    def add(self, row: tuple[int, ...]) -> int:
        """Add a row and return its number."""
        self._new.append(row)
        self.used += 1
        return self.used - 1

    def table(self) -> _Table:
        """Return all rows."""
        while self.used > len(self._table):
            self._table = np.concatenate([self._table, np.zeros_like(self._table)])
        if self._new:
            self._table[self.used - len(self._new) : self.used] = self._new
            self._new = []
        return self._table


class _Line:
    """Some references in one line, and what is known of them token by token.

    Attributes:
        forms, marks: number of the form and of the marks before it, empty places included.
        manners, flags, known, opened, segment_of: a row, and the number of the segment, for every token.
        segments: three rows for every segment.
    """

    def __init__(self) -> None:
        self.forms: list[int] = [0] * _REACH
        self.marks: list[int] = [0] * _REACH
        self.lengths: list[int] = []
        self.manners: list[int] = []
        self.flags: list[int] = []
        self.known: list[int] = []
        self.opened: list[int] = []
        self.segment_of: list[int] = []
        self.segments: list[int] = []


class Emissions:
    """Adds up weights; keeps the sums it has made, in bounded memory."""

    def __init__(self, model: Model, lexicon: Lexicon) -> None:
        self._model, self._lexicon = model, lexicon
        number = model.attributes.get
        self._places = np.array([number(name, 0) for name in features.INDEX], np.int32)
        self._tenths = np.array([number(name, 0) for name in features.TENTH], np.int32)
        self._empty()

    def _empty(self) -> None:
        self._extractor = features.Extractor(self._lexicon)
        self._table = np.concatenate([self._model.weights, np.zeros((8192, len(self._model.labels)), np.float32)])
        self._used = len(self._model.weights)
        self._rows: dict[_Key, int] = {}
        self._shapes, self._marks = _Names(), _Names()
        self._forms, self._between = _Rows(_NUMBERED + 1), _Rows(3)
        self._between_of: dict[int, int] = {}
        self._pending: list[int] = []
        self._starts: list[int] = []

    def scores(self, many: Sequence[Tokens]) -> list[Weights]:
        """Return tokens × labels for every reference; each has at least one token."""
        if max(self._used, len(self._rows), self._forms.used, self._between.used) > _LIMIT:
            self._empty()
        line = _Line()
        for tokens in many:
            self._add(tokens, line)
        columns = [*self._seen(line), line.opened]
        self._sum_pending()
        shared = self._table[np.array(line.segments, np.int32).reshape(-1, _A_SEGMENT)].sum(1)
        found = shared[np.array(line.segment_of, np.int32)]
        for column in columns:
            found += self._table[np.asarray(column, np.int32)]
        return np.split(found, np.cumsum(line.lengths)[:-1])

    def look_up(self, tokens: Tokens) -> tuple[list[Form], list[Gap]]:
        """Return what is known of the forms and gaps of a reference."""
        return self._extractor.look_up(tokens)

    def _add(self, tokens: Tokens, line: _Line) -> None:
        """Put a reference at the end of the line."""
        forms, gaps = self.look_up(tokens)
        total = len(forms)
        bounds = [0, *[index for index in range(1, total) if gaps[index].weak], total]
        known = self._extractor.known(forms, bounds)
        rows, number = self._rows, self._model.attributes.get
        line.forms += [form.number or self._form(form) for form in forms]
        line.forms += [0] * _REACH
        line.marks += [gap.number or self._gap(gap) for gap in gaps]
        line.marks += [0] * (_REACH - 1)
        line.lengths.append(total)
        for two, count in features.manners(forms, gaps):
            line.manners += [rows[two] if two in rows else self._row(two, two)] * count
        flags = features.carried(forms, gaps)
        line.flags += [number(flag + form.shape, 0) for flag, form in zip(flags, forms, strict=True)]
        line.known += [number(name, 0) for name in known]
        opened = [0] * total
        segment = len(line.segments) // _A_SEGMENT
        for start, end, form, ahead, around in segments.segments_of(forms, gaps, bounds, known):
            line.segments += (
                rows[form] if form in rows else self._row(form, segments.of_form(form)),
                rows[ahead] if ahead in rows else self._row(ahead, segments.of_ahead(ahead)),
                rows["S", around] if ("S", around) in rows else self._row(("S", around), segments.of_around(around)),
            )
            line.segment_of += [segment] * (end - start)
            segment += 1
            opened[start] = number(segments.opening(form), 0)
        line.opened += opened

    def _seen(self, line: _Line) -> Iterator[Sequence[int] | _Table]:
        """Yield the rows of every token, one column after the other, those of ``features`` in the same order."""
        forms, marks = np.array(line.forms, np.int32), np.array(line.marks, np.int64)
        at, known = np.flatnonzero(forms), self._forms.table()
        for column, offset in enumerate((0, -1, 1, -2, 2)):
            yield known[forms[at + offset], column]
        yield self._placed(np.array(line.lengths))
        yield line.manners
        yield line.flags
        yield line.known
        shapes = known[forms, _SHAPE]
        between = self._between_numbers(shapes, marks, at)
        rows = self._between.table()
        for column, offset in enumerate((0, -1, 1)):
            yield rows[between[at + offset], column]
        numbers = np.zeros(len(at), np.int32)
        numbered = np.flatnonzero(known[forms[at], _NUMBERED])
        middle = at[numbered]
        around = [
            *(shapes[middle + offset] for offset in (-2, -1, 0, 1, 2)),
            *(marks[middle + n] for n in (-1, 0, 1, 2)),
        ]
        numbers[numbered] = [self._numbers(key) for key in zip(*(one.tolist() for one in around), strict=True)]
        yield numbers

    def _placed(self, lengths: NDArray[np.int_]) -> _Table:
        """Return the row of every token's place in its reference."""
        index = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        far = self._tenths[10 * index // np.repeat(lengths, lengths)]
        placed: _Table = np.where(index < features.FAR, self._places[np.minimum(index, features.FAR - 1)], far)
        return placed

    def _between_numbers(self, shapes: _Table, marks: NDArray[np.int64], at: NDArray[np.intp]) -> NDArray[np.intp]:
        """Return, for every place of the line, the number of its shape between its marks; 0 where no token stands."""
        keys = ((marks[at] << _SHAPE_BITS | shapes[at]) << _MARKS_BITS | marks[at + 1]).tolist()
        number = self._between_of.get
        found = np.zeros(len(shapes), np.intp)
        found[at] = [number(key) or self._mark(key) for key in keys]
        return found

    def _mark(self, key: int) -> int:
        """Learn a shape between marks: its rows for the token itself, the one after it and the one before."""
        left, right = key >> (_SHAPE_BITS + _MARKS_BITS), key & ((1 << _MARKS_BITS) - 1)
        marks, shape = self._marks.names, self._shapes.names[key >> _MARKS_BITS & ((1 << _SHAPE_BITS) - 1)]
        around = marks[left], shape, marks[right]
        number = self._model.attributes.get
        self._between_of[key] = place = self._between.add(
            (
                self._sum(features.marks(*around)),
                number(features.mark_before(*around), 0),
                number(features.mark_after(*around), 0),
            )
        )
        return place

    def _numbers(self, key: tuple[int, ...]) -> int:
        """Return the row of a number, by five shapes and the four marks between them."""
        if key not in self._rows:
            shapes, marks = self._shapes.names, self._marks.names
            names = [shapes[one] for one in key[:5]], [marks[one] for one in key[5:]]
            self._row(key, features.numbers(*names, 0))
        return self._rows[key]

    def _form(self, form: Form) -> int:
        """Learn a form; numbers and addresses of one shape are one form here, as they are to ``Form.attributes``."""
        key: _Key = ("F", form.kind, form.shape, form.word, form.cue)
        if key not in self._rows:
            rows = map(self._sum, form.attributes())
            numbered = form.kind in features.NUMBERED
            self._rows[key] = self._forms.add((*rows, self._shapes.number(form.shape), numbered))
        form.number = self._rows[key]
        return form.number

    def _gap(self, gap: Gap) -> int:
        """Learn the marks of a gap."""
        gap.number = self._marks.number(gap.key)
        return gap.number

    def _row(self, key: _Key, attributes: Sequence[str]) -> int:
        """Return the row of the sum of some attributes, to be found by ``key`` from now on."""
        self._rows[key] = row = self._sum(attributes)
        return row

    def _sum(self, attributes: Sequence[str]) -> int:
        """Return a row that holds the sum of some attributes; a new one is summed before the table is read."""
        numbers = list(filter(None, map(self._model.attributes.get, attributes)))
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
