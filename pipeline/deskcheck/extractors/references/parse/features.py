"""The attributes that the tagger sees of each token.

Three groups. Of the word alone (form, shape, affixes, cue class, lexicon signature): computed once per
form, kept, and given to its neighbours at distance one and two. Of the gaps: the marks on both sides.
Of the place: what came before (a date, an address), the segment between two marks of the sentence
(its length, its initials, whether the lexicon knows it), and the habits of the whole reference (where its
year stands, whether it quotes titles). ``docs/models/references.md`` lists them.
"""

import re
from deskcheck.extractors.references.parse.lexicon import CUES, Lexicon
from deskcheck.extractors.references.parse.tokens import Tokens

Attributes = list[list[str]]
"""One list of attributes a token."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ROMAN = re.compile(r"(?=[IVXLC]{2})C{0,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_CACHE_LIMIT = 60_000
_GAP_LIMIT = 20_000
_FAR = 12
_LONGEST_NAME = 10
_PASSING = {"get", "update", "ed", "in", "vol", "report"}
_INDEX = [f"i{index}" for index in range(_FAR)]
_TENTH = [f"i{20 + tenth}" for tenth in range(10)]
_END = [f"e{distance}" for distance in range(7)]
_LENGTH = ["0", "1", "2", "3", "4", "4", "4", "7", "7", "7", "7", "7"]


class _Form:
    """What is known of a word wherever it stands."""

    __slots__ = ("after", "after2", "before", "before2", "bucket", "here", "kind", "low", "mark", "name", "nd", "shape")

    def __init__(self, form: str, words: dict[str, str]) -> None:
        low = form.lower()
        kind, shape = _shape(form, low)
        cue = CUES.get(low, "")
        self.low = low
        self.shape = shape
        self.kind = kind  # n number, y year, r range, u address, d DOI, i initial, w word
        self.nd = low in {"n", "nd", "no"}
        self.name = cue or shape
        self.mark = {"y": "Y", "u": "U", "r": "R", "d": "D"}.get(kind) or (cue[0] if cue in _PASSING else "")
        self.bucket = 0 if kind == "i" or shape in {"A2", "A3"} else 1 if shape[0] == "a" else 2 if shape[0] == "A" else 3
        if kind == "w" and not cue and "-" in low:
            cue = CUES.get(low.rsplit("-", 1)[1], "")
        profile = words.get(low, "") if kind in "wi" else kind
        word = low if kind in "wi" else shape
        self.here = ["w=" + word, "s=" + shape, "l=" + profile]
        if kind == "w":
            self.here += ["3=" + low[-3:], "2=" + low[-2:], "p=" + low[:3], "ls=" + profile + shape]
        if cue:
            self.here.append("c=" + cue)
        near = cue or profile
        self.before = ["-w=" + word, "-s=" + shape, "-l=" + near]
        self.after = ["+w=" + word, "+s=" + shape, "+l=" + near]
        self.before2 = ["-2w=" + (cue or word), "-2l=" + near + shape]
        self.after2 = ["+2w=" + (cue or word), "+2l=" + near + shape]


class _Gap:
    """What is known of the marks between two tokens."""

    __slots__ = ("after", "before", "bracket", "key", "last", "opens", "quote", "strong", "weak")

    def __init__(self, gap: str) -> None:
        marks = " ".join(gap.split())
        if gap[:1].isspace() and marks:
            marks = " " + marks
        if gap[-1:].isspace():
            marks += " "
        self.key = marks if len(marks) <= 4 else marks[:2] + "~" + marks[-2:]
        bare = marks.strip()
        quote = 0  # 1 opens a quotation, -1 closes one, 2 either
        if any(mark in "“„«»‘" for mark in bare):
            quote = 1
        if any(mark in "”’" for mark in bare) and not quote:
            quote = -1
        if '"' in bare or "''" in bare:
            quote = 2
        self.quote = quote
        self.strong = any(mark in ".?!»" for mark in bare)  # ends a sentence, if no initial stands before it
        self.weak = any(mark not in "-–'’&/" for mark in bare)  # ends a segment
        self.opens = sum(mark in "([{" for mark in bare) - sum(mark in ")]}" for mark in bare)
        self.before = "g" + self.key
        self.after = "h" + self.key
        self.last = self.key.strip()[-1:]
        self.bracket = "(" in self.key


class Extractor:
    """Turns tokens into attributes; keeps what it learned of forms and gaps, in bounded memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._segments = lexicon.segments
        self._forms: dict[str, _Form] = {}
        self._gaps: dict[str, _Gap] = {}

    def attributes(self, tokens: Tokens) -> Attributes:
        """Return the attributes of every token, in order; linear in their number."""
        if not tokens.forms:
            return []
        forms, gaps = self._look_up(tokens)
        bounds = [0, *[index for index in range(1, len(forms)) if gaps[index].weak], len(forms)]
        places = _places(forms, gaps, bounds, self._known(forms, bounds))
        return _joined(forms, gaps, places)

    def _look_up(self, tokens: Tokens) -> tuple[list[_Form], list[_Gap]]:
        """Return what is known of the forms and gaps, learning the new ones."""
        if len(self._forms) > _CACHE_LIMIT:
            self._forms.clear()
        if len(self._gaps) > _GAP_LIMIT:
            self._gaps.clear()
        known, words, marks = self._forms, self._words, self._gaps
        for form in tokens.forms:
            if form not in known:
                known[form] = _Form(form, words)
        for gap in tokens.gaps:
            if gap not in marks:
                marks[gap] = _Gap(gap)
        return [known[form] for form in tokens.forms], [marks[gap] for gap in tokens.gaps]

    def _known(self, forms: list[_Form], bounds: list[int]) -> list[str]:
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


def _places(forms: list[_Form], gaps: list[_Gap], bounds: list[int], known: list[str]) -> list[list[str]]:
    """Return, for each token, the attributes of its place."""
    year = _chief_year(forms, gaps)
    habit = _habit(forms, gaps, year)
    sentences = _sentences(forms, gaps)
    total = len(forms)
    places: list[list[str]] = []
    depth = 0
    quoted = False
    passed = previous = flags = ""
    sentence = -1
    near: list[str] = []
    segments = [_segment(forms, bounds[number], bounds[number + 1]) for number in range(len(bounds) - 1)]
    prospects = _prospects(segments, [known[start] for start in bounds[:-1]])
    for number, (segment, signature) in enumerate(segments):
        start, end = bounds[number], bounds[number + 1]
        coming = gaps[end].last + forms[end].name if end < total else "$"
        shared = [*segment, *prospects[number], "S-" + previous, "S+" + coming, f"SS{previous}{signature}{coming}"]
        for index in range(start, end):
            gap = gaps[index]
            if gap.opens or gap.quote or not index:
                depth = max(0, depth + gap.opens)
                quoted = _quoted(quoted, gap.quote)
                flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
            form = forms[index]
            if sentences[index] != sentence or index == year or index - 1 == year:
                sentence = sentences[index]
                near = _near(sentence, None if year is None else sentences[year], index, year, habit)
            places.append(
                [
                    _INDEX[index] if index < _FAR else _TENTH[10 * index // total],
                    _END[min(total - index, 6)],
                    *near,
                    flags,
                    flags[:1] + "s" + flags[1:] + form.shape,
                    known[index],
                    *shared,
                ]
            )
            if index == start:
                places[-1].append("S1" + signature)
            if form.mark and form.mark not in passed:
                passed = "".join(sorted(passed + form.mark))
                flags = f"f{passed}{'(' if depth else ''}{'q' if quoted else ''}"
        previous = signature
    return places


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
        return ["y", "yh" + habit, f"sn{min(sentence, 6)}{habit}"]
    where = f"{max(-3, min(4, sentence - chief))}{'<' if index < year else '>' if index > year else '='}"
    return ["y" + where, f"yh{where}{habit}", f"sn{min(sentence, 6)}{habit}"]


def _shape(form: str, low: str) -> tuple[str, str]:
    """Return the kind and the shape of a form."""
    first = form[0]
    if first.isdigit():
        if form.isdigit():
            if len(form) == 4 and _YEAR.fullmatch(form):
                return "y", "Y"
            return "n", "d" + str(min(len(form), 7))
        if "@" in form or "/" in form:
            return "d", "D"
        left = re.match(r"\d+", form)
        right = re.search(r"\d+$", form)
        if left and right:
            if _YEAR.fullmatch(left.group()) and _YEAR.fullmatch(right.group()):
                return "y", "YY"
            return "r", f"r{min(len(left.group()), 5)}{min(len(right.group()), 5)}"
        return "n", "dx"
    if ":" in form or low.startswith("www.") or "@" in form:
        return "u", "DU" if "doi.org/10." in low else "@" if "@" in form else "U"
    if len(form) == 1:
        return "i", "I" if form.isupper() else "i"
    if form.isupper():
        if _ROMAN.fullmatch(form):
            return "w", "R" + str(min(len(form), 4))
        return "w", "A" + str(min(len(form), 4))
    if form.islower():
        return "w", "a" + ("1" if len(form) < 4 else "4")
    if first.isupper():
        mixed = "-" in form or "’" in form or "'" in form
        return "w", "Aa" + ("-" if mixed else "" if form[1:].islower() else "M") + ("3" if len(form) < 4 else "")
    return "w", "aA" if first.islower() else "x"


def _quoted(quoted: bool, quote: int) -> bool:
    """Tell whether we stand inside a quotation after a gap."""
    if quote == 2:
        return not quoted
    return quoted if quote == 0 else quote == 1


def _habit(forms: list[_Form], gaps: list[_Gap], year: int | None) -> str:
    """Sum up the manner of a reference: where its year stands, whether it quotes, whether it gives an address."""
    where = "0" if year is None else "1" if year * 2 < len(forms) or year < 8 else "2"
    bracket = "(" if year is not None and "(" in gaps[year].key else ""
    quote = "q" if any(gap.quote in (1, 2) for gap in gaps) else ""
    address = "u" if any(form.kind == "u" and form.shape == "U" for form in forms) else ""
    return where + bracket + quote + address


def _numbers(forms: list[_Form], gaps: list[_Gap], index: int) -> list[str]:
    """Describe a number by the numbers and marks around it."""
    total = len(forms)
    left = forms[index - 1].shape if index else "^"
    right = forms[index + 1].shape if index + 1 < total else "$"
    near = f"{left}{gaps[index].key}{forms[index].shape}{gaps[index + 1].key}{right}"
    far_left = forms[index - 2].shape + gaps[index - 1].key if index > 1 else "^"
    far_right = gaps[index + 2].key + forms[index + 2].shape if index + 2 < total else "$"
    return ["n3" + near, f"n4{near}{far_right}", f"n5{far_left}{near}", f"n6{far_left}{near}{far_right}"]


def _chief_year(forms: list[_Form], gaps: list[_Gap]) -> int | None:
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


def _undated(forms: list[_Form], gaps: list[_Gap], index: int) -> bool:
    """Tell whether ``n.d.``, ``nd`` or ``no date`` starts at a token."""
    low = forms[index].low
    if low == "nd":
        return True
    if index + 1 == len(forms) or (low + forms[index + 1].low) not in {"nd", "nodate"}:
        return False
    return gaps[index].last in {"(", "[", ".", ","} and (low == "no" or "." in gaps[index + 1].key)


def _sentences(forms: list[_Form], gaps: list[_Gap]) -> list[int]:
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


def _segment(forms: list[_Form], start: int, end: int) -> tuple[list[str], str]:
    """Return the attributes of a segment and its signature."""
    size = end - start
    buckets = {form.bucket for form in forms[start:end]}
    length = _LENGTH[size] if size < 12 else "12"
    signature = f"{length}{'i' if 0 in buckets else ''}{'a' if 1 in buckets else ''}{'A' if 2 in buckets else ''}{'n' if 3 in buckets else ''}"
    return ["S" + signature, f"SF{forms[start].name}{length}", f"SL{forms[end - 1].name}{length}"], signature


def _joined(forms: list[_Form], gaps: list[_Gap], places: list[list[str]]) -> Attributes:
    """Put the parts together."""
    last = len(forms) - 1
    rows: Attributes = []
    for index, form in enumerate(forms):
        gap, next_gap = gaps[index], gaps[index + 1]
        left, right, shape = gap.key, next_gap.key, form.shape
        row = form.here + places[index]
        row += (gap.before, next_gap.after, f"gh{left}|{right}", f"gs{left}{shape}", f"hs{right}{shape}")
        if index:
            before = forms[index - 1]
            row += before.before
            row.append(f"g-{gaps[index - 1].key}{before.shape}{left}")
            if index > 1:
                row += forms[index - 2].before2
        if index < last:
            after = forms[index + 1]
            row += after.after
            row.append(f"h+{right}{after.shape}{gaps[index + 2].key}")
            if index + 1 < last:
                row += forms[index + 2].after2
        if form.kind in "nry":
            row += _numbers(forms, gaps, index)
        rows.append(row)
    return rows
