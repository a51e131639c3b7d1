"""The attributes that the tagger sees of each token.

Three groups. Of the word alone (form, shape, affixes, cue class, lexicon signature): computed once per
form, kept, and given to its neighbours at distance one and two. Of the gaps: the marks on both sides.
Of the place: what came before (a date, an address), the segment between two marks of the sentence
(its length, its initials, whether the lexicon knows it), and the habits of the whole reference (where its
year stands, whether it quotes titles). ``docs/models/references.md`` lists them.
"""

from bisect import bisect_right
from collections.abc import Iterable
from itertools import pairwise

from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import Lexicon
from deskcheck.extractors.references.parse.segments import opening, segments_of
from deskcheck.extractors.references.parse.tokens import Tokens

Attributes = list[list[str]]
"""One list of attributes a token."""

_CACHE_LIMIT = 60_000
_GAP_LIMIT = 20_000
FAR = 12
_EDGE = Form.edge()
_LONGEST_NAME = 10
INDEX = [f"i{index}" for index in range(FAR)]
TENTH = [f"i{20 + tenth}" for tenth in range(10)]
NUMBERED = "nry"
"""Kinds of forms that are numbers, ranges or years."""


class _Forms(dict[str, Form]):
    """What is known of the forms met so far; a new one is learned when it is asked for."""

    def __init__(self, lexicon: Lexicon) -> None:
        super().__init__()
        self._words = lexicon.words
        self._longest = _longest_names(lexicon.segments)

    def __missing__(self, form: str) -> Form:
        self[form] = found = Form(form, self._words, self._longest.get(form.lower().partition(" ")[0], 0))
        return found


class _Gaps(dict[str, Gap]):
    """What is known of the gaps met so far; a new one is learned when it is asked for."""

    def __missing__(self, gap: str) -> Gap:
        self[gap] = found = Gap(gap)
        return found


class Extractor:
    """Turns tokens into attributes; keeps what it learned of forms and gaps, in bounded memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._segments = lexicon.segments
        self._forms = _Forms(lexicon)
        self._gaps = _Gaps()

    def attributes(self, tokens: Tokens) -> Attributes:
        """Return the attributes of every token, in order; linear in their number."""
        if not tokens.forms:
            return []
        forms, gaps = self.look_up(tokens)
        bounds = [0, *[index for index in range(1, len(forms)) if gaps[index].weak], len(forms)]
        return _rows(forms, gaps, bounds, self.known(forms, bounds))

    def look_up(self, tokens: Tokens) -> tuple[list[Form], list[Gap]]:
        """Return what is known of the forms and gaps, learning the new ones."""
        if len(self._forms) > _CACHE_LIMIT:
            self._forms.clear()
        if len(self._gaps) > _GAP_LIMIT:
            self._gaps.clear()
        forms, gaps = self._forms, self._gaps
        return [forms[form] for form in tokens.forms], [gaps[gap] for gap in tokens.gaps]

    def known(self, forms: list[Form], bounds: list[int]) -> list[str]:
        """Look up the longest known name that starts and ends at bounds of segments."""
        known = ["k"] * len(forms)
        segments = self._segments
        lows = [form.low for form in forms]
        number = 0
        while number < len(bounds) - 1:
            start = bounds[number]
            step = 1
            longest = forms[start].longest
            for further in range(min(5, len(bounds) - 1 - number) if longest else 0, 0, -1):
                end = bounds[number + further]
                if end - start > longest:
                    continue
                kind = segments.get(" ".join(lows[start:end]))
                if kind:
                    known[start:end] = [f"k{kind}{min(end - start, 3)}"] * (end - start)
                    step = further
                    break
            number += step
        return known


def _longest_names(names: Iterable[str]) -> dict[str, int]:
    """Return, by the first word of a known name, how many words the longest such name has."""
    longest: dict[str, int] = {}
    for name in names:
        first = name.partition(" ")[0]
        longest[first] = min(max(longest.get(first, 0), name.count(" ") + 1), _LONGEST_NAME)
    return longest


def _rows(forms: list[Form], gaps: list[Gap], bounds: list[int], known: list[str]) -> Attributes:
    """Return the attributes of every token: of its form, its place, its neighbours and the gaps around it."""
    total = len(forms)
    wide = [_EDGE, _EDGE, *forms, _EDGE, _EDGE]
    seen = [form.attributes() for form in wide]
    shapes = [form.shape for form in wide]
    keys = ["^", *[gap.key for gap in gaps], "$"]
    manners, flags = manner(forms, gaps), carried(forms, gaps)
    rows: Attributes = []
    for segment in segments_of(forms, gaps, bounds, known):
        shared = segment.attributes()
        for index in range(segment.start, segment.end):
            rows.append(
                [
                    *seen[index + 2][0],
                    INDEX[index] if index < FAR else TENTH[10 * index // total],
                    *manners[index],
                    flags[index] + forms[index].shape,
                    known[index],
                    *shared,
                    *marks(keys[index + 1], shapes[index + 2], keys[index + 2]),
                    *seen[index + 1][1],
                    *([mark_before(keys[index], shapes[index + 1], keys[index + 1])] if index else ()),
                    *seen[index][3],
                    *seen[index + 3][2],
                    *([mark_after(keys[index + 2], shapes[index + 3], keys[index + 3])] if shapes[index + 3] else ()),
                    *seen[index + 4][4],
                    *(numbers(shapes, keys, index) if forms[index].kind in NUMBERED else ()),
                ]
            )
        rows[segment.start].append(opening(segment.form))
    return rows


# ---- attributes of the marks around a token


def marks(left: str, shape: str, right: str) -> tuple[str, str, str]:
    """Describe a token by the marks on both sides of it."""
    return f"gh{left}|{right}", f"gs{left}{shape}", f"hs{right}{shape}"


def mark_before(left: str, shape: str, right: str) -> str:
    """Describe the token before, for the one after it, by the marks on both sides of it."""
    return f"g-{left}{shape}{right}"


def mark_after(left: str, shape: str, right: str) -> str:
    """Describe the token after, for the one before it, by the marks on both sides of it."""
    return f"h+{left}{shape}{right}"


# ---- attributes of the place of a token


def manner(forms: list[Form], gaps: list[Gap]) -> list[tuple[str, str]]:
    """Say of each token where its sentence stands to that of the year."""
    return [where for where, count in manners(forms, gaps) for _ in range(count)]


def manners(forms: list[Form], gaps: list[Gap]) -> list[tuple[tuple[str, str], int]]:
    """Say where sentences, or parts of them, stand to that of the year, and of how many tokens that holds."""
    year = chief_year(forms, gaps)
    habit = habit_of(forms, gaps, year)
    sentences = [0, *sentence_starts(forms, gaps), len(forms)]
    chief = None if year is None else bisect_right(sentences, year) - 1
    found: list[tuple[tuple[str, str], int]] = []
    for sentence, (start, end) in enumerate(pairwise(sentences)):
        cuts = [start, end] if sentence != chief or year is None else [start, year, year + 1, end]
        for first, last in pairwise(cuts):
            found.append((near(sentence, chief, first, year, habit), last - first))
    return found


def carried(forms: list[Form], gaps: list[Gap]) -> list[str]:
    """Say of each token what came before it (a date, an address …), and whether it stands in brackets or quoted."""
    found: list[str] = []
    depth, quoted, passed, flags = 0, False, "", "f"
    for gap, form in zip(gaps, forms, strict=False):
        if gap.opens or gap.quote:
            depth = max(0, depth + gap.opens)
            quoted = is_quoted(quoted, gap.quote)
            flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
        found.append(flags)
        if form.mark and form.mark not in passed:
            passed = "".join(sorted(passed + form.mark))
            flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
    return found


def near(sentence: int, chief: int | None, index: int, year: int | None, habit: str) -> tuple[str, str]:
    """Say where a sentence stands to that of the year."""
    if chief is None or year is None:
        return "yh" + habit, f"sn{min(sentence, 6)}{habit}"
    where = f"{max(-3, min(4, sentence - chief))}{'<' if index < year else '>' if index > year else '='}"
    return f"yh{where}{habit}", f"sn{min(sentence, 6)}{habit}"


def is_quoted(quoted: bool, quote: int) -> bool:
    """Tell whether we stand inside a quotation after a gap."""
    if quote == 2:
        return not quoted
    return quoted if quote == 0 else quote == 1


def habit_of(forms: list[Form], gaps: list[Gap], year: int | None) -> str:
    """Sum up the manner of a reference: where its year stands, whether it quotes, whether it gives an address."""
    where = "0" if year is None else "1" if year * 2 < len(forms) or year < 8 else "2"
    bracket = "(" if year is not None and "(" in gaps[year].key else ""
    quotes = [gap.quote for gap in gaps]
    quote = "q" if 1 in quotes or 2 in quotes else ""
    address = "u" if "U" in [form.shape for form in forms] else ""
    return where + bracket + quote + address


def numbers(shapes: list[str], keys: list[str], index: int) -> tuple[str, str, str, str]:
    """Describe the number at ``index`` by the numbers and marks around it.

    ``shapes`` has two empty ones and ``keys`` one edge on either side.
    """
    before, here, after = shapes[index + 1] or "^", shapes[index + 2], shapes[index + 3] or "$"
    beside = f"{before}{keys[index + 1]}{here}{keys[index + 2]}{after}"
    left = shapes[index] + keys[index] if shapes[index] else "^"
    right = keys[index + 3] + shapes[index + 4] if shapes[index + 4] else "$"
    return "n3" + beside, f"n4{beside}{right}", f"n5{left}{beside}", f"n6{left}{beside}{right}"


def chief_year(forms: list[Form], gaps: list[Gap]) -> int | None:
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


def sentence_starts(forms: list[Form], gaps: list[Gap]) -> list[int]:
    """Return the first tokens of the second and later sentences; initials and short abbreviations do not end one."""
    found = []
    for index in [index for index, gap in enumerate(gaps) if gap.strong]:
        if 0 < index < len(forms):
            before = forms[index - 1]
            if before.kind != "i" and (len(before.low) > 2 or not forms[index].low.islower()):
                found.append(index)
    return found
