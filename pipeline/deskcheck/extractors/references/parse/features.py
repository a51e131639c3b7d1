"""The attributes that the tagger sees of each token.

Three groups. Of the word alone (form, shape, affixes, cue class, lexicon signature): computed once per
form, kept, and given to its neighbours at distance one and two. Of the gaps: the marks on both sides.
Of the place: what came before (a date, an address), the segment between two marks of the sentence
(its length, its initials, whether the lexicon knows it), and the habits of the whole reference (where its
year stands, whether it quotes titles). ``docs/models/references.md`` lists them.
"""

from collections.abc import Iterator

from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import Lexicon
from deskcheck.extractors.references.parse.tokens import Tokens

Attributes = list[list[str]]
"""One list of attributes a token."""

_CACHE_LIMIT = 60_000
_GAP_LIMIT = 20_000
_FAR = 12
_EDGE = Form.edge()
_LONGEST_NAME = 10
_INDEX = [f"i{index}" for index in range(_FAR)]
_TENTH = [f"i{20 + tenth}" for tenth in range(10)]
_LENGTH = ["0", "1", "2", "3", "4", "4", "4", "7", "7", "7", "7", "7"]


class Extractor:
    """Turns tokens into attributes; keeps what it learned of forms and gaps, in bounded memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._segments = lexicon.segments
        self._forms: dict[str, Form] = {}
        self._gaps: dict[str, Gap] = {}

    def attributes(self, tokens: Tokens) -> Attributes:
        """Return the attributes of every token, in order; linear in their number."""
        if not tokens.forms:
            return []
        forms, gaps = self._look_up(tokens)
        bounds = [0, *[index for index in range(1, len(forms)) if gaps[index].weak], len(forms)]
        return _rows(forms, gaps, bounds, self._known(forms, bounds))

    def _look_up(self, tokens: Tokens) -> tuple[list[Form], list[Gap]]:
        """Return what is known of the forms and gaps, learning the new ones."""
        if len(self._forms) > _CACHE_LIMIT:
            self._forms.clear()
        if len(self._gaps) > _GAP_LIMIT:
            self._gaps.clear()
        known, words, marks = self._forms, self._words, self._gaps
        for form in tokens.forms:
            if form not in known:
                known[form] = Form(form, words)
        for gap in tokens.gaps:
            if gap not in marks:
                marks[gap] = Gap(gap)
        return [known[form] for form in tokens.forms], [marks[gap] for gap in tokens.gaps]

    def _known(self, forms: list[Form], bounds: list[int]) -> list[str]:
        """Look up the longest known name that starts and ends at bounds of segments."""
        known = ["k"] * len(forms)
        segments = self._segments
        lows = [form.low for form in forms]
        number = 0
        while number < len(bounds) - 1:
            start = bounds[number]
            step = 1
            for further in range(min(5, len(bounds) - 1 - number), 0, -1):
                end = bounds[number + further]
                if end - start > _LONGEST_NAME:
                    continue
                kind = segments.get(" ".join(lows[start:end]))
                if kind:
                    known[start:end] = [f"k{kind}{min(end - start, 3)}"] * (end - start)
                    step = further
                    break
            number += step
        return known


def _rows(forms: list[Form], gaps: list[Gap], bounds: list[int], known: list[str]) -> Attributes:
    """Return the attributes of every token: of its form, its place, its neighbours and the gaps around it."""
    year = _chief_year(forms, gaps)
    habit = _habit(forms, gaps, year)
    sentences = _sentences(forms, gaps)
    chief = None if year is None else sentences[year]
    total = len(forms)
    wide = [_EDGE, _EDGE, *forms, _EDGE, _EDGE]
    keys = ["^", *[gap.key for gap in gaps], "$"]
    rows: Attributes = []
    depth, quoted, passed, flags, sentence = 0, False, "", "", -1
    near: list[str] = []
    for start, end, shared in _segments(forms, gaps, bounds, known):
        for index in range(start, end):
            gap, form = gaps[index], forms[index]
            if gap.opens or gap.quote or not index:
                depth = max(0, depth + gap.opens)
                quoted = _quoted(quoted, gap.quote)
                flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
            if sentences[index] != sentence or index == year or index - 1 == year:
                sentence = sentences[index]
                near = _near(sentence, chief, index, year, habit)
            left, right, shape = gap.key, keys[index + 2], form.shape
            before, after = wide[index + 1], wide[index + 3]
            row = [
                *form.here,
                _INDEX[index] if index < _FAR else _TENTH[10 * index // total],
                *near,
                flags + shape,
                known[index],
                *shared,
                f"gh{left}|{right}",
                f"gs{left}{shape}",
                f"hs{right}{shape}",
                *before.before,
                *([f"g-{keys[index]}{before.shape}{left}"] if index else ()),
                *wide[index].before2,
                *after.after,
                *([f"h+{right}{after.shape}{keys[index + 3]}"] if after.shape else ()),
                *wide[index + 4].after2,
            ]
            if form.kind in "nry":
                row += _numbers(wide, keys, index)
            rows.append(row)
            if form.mark and form.mark not in passed:
                passed = "".join(sorted(passed + form.mark))
                flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
        rows[start].append("S1" + shared[0][1:])
    return rows


def _segments(
    forms: list[Form], gaps: list[Gap], bounds: list[int], known: list[str]
) -> Iterator[tuple[int, int, list[str]]]:
    """Yield the first token of every segment, the one after its last, and what its tokens share."""
    segments = [_segment(forms, bounds[number], bounds[number + 1]) for number in range(len(bounds) - 1)]
    prospects = _prospects(segments, [known[start] for start in bounds[:-1]])
    previous = ""
    for number, (segment, signature) in enumerate(segments):
        end = bounds[number + 1]
        coming = gaps[end].last + forms[end].name if end < len(forms) else "$"
        around = ["S-" + previous, "S+" + coming, f"SS{previous}{signature}{coming}"]
        yield bounds[number], end, [*segment, *prospects[number], *around]
        previous = signature


def _prospects(segments: list[tuple[list[str], str]], known: list[str]) -> list[tuple[str, str]]:
    """Say of each segment how far off the next number is, and which known names are still to come."""
    found: list[tuple[str, str]] = []
    ahead = ""
    distance = 6
    for number in range(len(segments) - 1, -1, -1):
        found.append((f"dn{distance}{known[number]}", f"ka{ahead}{distance}"))
        distance = 1 if "n" in segments[number][1] else min(6, distance + 1)
        kind = known[number][1:2]
        if kind and kind not in ahead:
            ahead = "".join(sorted(ahead + kind))
    found.reverse()
    return found


def _near(sentence: int, chief: int | None, index: int, year: int | None, habit: str) -> list[str]:
    """Say where a sentence stands to that of the year."""
    if chief is None or year is None:
        return ["yh" + habit, f"sn{min(sentence, 6)}{habit}"]
    where = f"{max(-3, min(4, sentence - chief))}{'<' if index < year else '>' if index > year else '='}"
    return [f"yh{where}{habit}", f"sn{min(sentence, 6)}{habit}"]


def _quoted(quoted: bool, quote: int) -> bool:
    """Tell whether we stand inside a quotation after a gap."""
    if quote == 2:
        return not quoted
    return quoted if quote == 0 else quote == 1


def _habit(forms: list[Form], gaps: list[Gap], year: int | None) -> str:
    """Sum up the manner of a reference: where its year stands, whether it quotes, whether it gives an address."""
    where = "0" if year is None else "1" if year * 2 < len(forms) or year < 8 else "2"
    bracket = "(" if year is not None and "(" in gaps[year].key else ""
    quote = "q" if any(gap.quote in (1, 2) for gap in gaps) else ""
    address = "u" if any(form.kind == "u" and form.shape == "U" for form in forms) else ""
    return where + bracket + quote + address


def _numbers(wide: list[Form], keys: list[str], index: int) -> list[str]:
    """Describe the number at ``index`` by the numbers and marks around it; ``wide`` has two edges on either side."""
    before, here, after = wide[index + 1].shape or "^", wide[index + 2].shape, wide[index + 3].shape or "$"
    near = f"{before}{keys[index + 1]}{here}{keys[index + 2]}{after}"
    left = wide[index].shape + keys[index] if wide[index].shape else "^"
    right = keys[index + 3] + wide[index + 4].shape if wide[index + 4].shape else "$"
    return ["n3" + near, f"n4{near}{right}", f"n5{left}{near}", f"n6{left}{near}{right}"]


def _chief_year(forms: list[Form], gaps: list[Gap]) -> int | None:
    """Return the token of the year most likely the date: n.d., else the first in brackets, else the first."""
    first = None
    bracketed = None
    for index, form in enumerate(forms):
        if form.nd and _undated(forms, gaps, index):
            return index
        if form.kind == "y":
            first = index if first is None else first
            bracketed = index if bracketed is None and gaps[index].bracket else bracketed
    return first if bracketed is None else bracketed


def _undated(forms: list[Form], gaps: list[Gap], index: int) -> bool:
    """Tell whether ``n.d.``, ``nd`` or ``no date`` starts at a token."""
    low = forms[index].low
    if low == "nd":
        return True
    if index + 1 == len(forms) or (low + forms[index + 1].low) not in {"nd", "nodate"}:
        return False
    return gaps[index].last in {"(", "[", ".", ","} and (low == "no" or "." in gaps[index + 1].key)


def _sentences(forms: list[Form], gaps: list[Gap]) -> list[int]:
    """Number the sentences of a reference; initials and short abbreviations do not end one."""
    numbers = [0]
    sentence = 0
    for index in range(1, len(forms)):
        if gaps[index].strong:
            before = forms[index - 1]
            if before.kind != "i" and (len(before.low) > 2 or not forms[index].low.islower()):
                sentence += 1
        numbers.append(sentence)
    return numbers


def _segment(forms: list[Form], start: int, end: int) -> tuple[list[str], str]:
    """Return the attributes of a segment and its signature."""
    size = end - start
    buckets = {form.bucket for form in forms[start:end]}
    kinds = "".join([letter for bucket, letter in enumerate("iaAn") if bucket in buckets])
    length = _LENGTH[size] if size < 12 else "12"
    signature = length + kinds
    return ["S" + signature, f"SF{forms[start].name}{length}", f"SL{forms[end - 1].name}{length}"], signature
