"""The attributes that the tagger sees of each token.

Three groups. Of the word alone (form, shape, affixes, cue class, lexicon signature): computed once per
form, kept, and given to its neighbours at distance one and two. Of the gaps: the marks on both sides.
Of the place: what came before (a date, an address), the segment between two marks of the sentence
(its length, its initials, whether the lexicon knows it), and the habits of the whole reference (where its
year stands, whether it quotes titles). ``docs/models/references.md`` lists them.
"""

import re
from typing import NamedTuple

from deskcheck.extractors.references.parse.lexicon import CUES, Lexicon
from deskcheck.extractors.references.parse.tokens import Tokens

Attributes = list[list[str]]
"""One list of attributes a token."""

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_CACHE_LIMIT = 60_000
_GAP_LIMIT = 20_000
_FAR = 12


class _Form(NamedTuple):
    """What is known of a word wherever it stands."""

    low: str
    shape: str
    kind: str  # n number, y year, r range, u address, d DOI, i initial, w word
    here: list[str]
    before: list[str]
    after: list[str]
    before2: list[str]
    after2: list[str]


class _Gap(NamedTuple):
    """What is known of the marks between two tokens."""

    key: str
    strong: bool  # ends a sentence, if no initial stands before it
    weak: bool  # ends a segment
    opens: int  # brackets opened less brackets closed
    quote: int  # 1 opens a quotation, -1 closes one, 2 either


class Extractor:
    """Turns tokens into attributes; keeps what it learned of forms and gaps, in bounded memory."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = lexicon.words
        self._segments = lexicon.segments
        self._forms: dict[str, _Form] = {}
        self._gaps: dict[str, _Gap] = {}

    def attributes(self, tokens: Tokens) -> Attributes:
        """Return the attributes of every token, in order; linear in their number."""
        if len(self._forms) > _CACHE_LIMIT:
            self._forms.clear()
        if len(self._gaps) > _GAP_LIMIT:
            self._gaps.clear()
        known_forms, known_gaps = self._forms, self._gaps
        forms = [known_forms.get(form) or self._form(form) for form in tokens.forms]
        gaps = [known_gaps.get(gap) or self._gap(gap) for gap in tokens.gaps]
        places = self._places(forms, gaps)
        return _joined(forms, gaps, places)

    def _form(self, form: str) -> _Form:
        low = form.lower()
        kind, shape = _shape(form, low)
        cue = CUES.get(low, "")
        if kind == "w" and not cue and "-" in low:
            cue = CUES.get(low.rsplit("-", 1)[1], "")
        profile = self._words.get(low, "") if kind in "wi" else kind
        word = low if kind in "wi" else shape
        here = ["w=" + word, "s=" + shape, "l=" + profile]
        if kind == "w":
            here += ["3=" + low[-3:], "2=" + low[-2:], "p=" + low[:3], "ls=" + profile + shape]
        if cue:
            here.append("c=" + cue)
        near = cue or profile
        found = _Form(
            low,
            shape,
            kind,
            here,
            ["-w=" + word, "-s=" + shape, "-l=" + near],
            ["+w=" + word, "+s=" + shape, "+l=" + near],
            ["-2w=" + (cue or word), "-2l=" + near + shape],
            ["+2w=" + (cue or word), "+2l=" + near + shape],
        )
        self._forms[form] = found
        return found

    def _gap(self, gap: str) -> _Gap:
        marks = " ".join(gap.split())
        if gap[:1].isspace() and marks:
            marks = " " + marks
        if gap[-1:].isspace():
            marks += " "
        key = marks if len(marks) <= 4 else marks[:2] + "~" + marks[-2:]
        bare = marks.strip()
        quote = 0
        if any(mark in "“„«»‘" for mark in bare):
            quote = 1
        if any(mark in "”’" for mark in bare) and not quote:
            quote = -1
        if '"' in bare or "''" in bare:
            quote = 2
        found = _Gap(
            key,
            any(mark in ".?!»" for mark in bare),
            any(mark not in "-–'’&/" for mark in bare),
            sum(mark in "([{" for mark in bare) - sum(mark in ")]}" for mark in bare),
            quote,
        )
        self._gaps[gap] = found
        return found

    def _places(self, forms: list[_Form], gaps: list[_Gap]) -> list[list[str]]:
        """Return, for each token, the attributes of its place."""
        bounds = _segment_starts(forms, gaps)
        years = [index for index, form in enumerate(forms) if form.kind == "y"]
        year = _chief_year(forms, gaps, years)
        habit = _habit(forms, gaps, year)
        sentences, year_sentence = _sentences(forms, gaps, year)
        known = self._known(forms, bounds)
        total = len(forms)
        places: list[list[str]] = []
        depth = 0
        quoted = False
        passed = ""
        previous = ""
        for number in range(len(bounds) - 1):
            start, end = bounds[number], bounds[number + 1]
            segment, signature = _segment(forms, start, end)
            coming = _opening(forms, gaps, end)
            shared = [*segment, "S-" + previous, "S+" + coming, "SS" + previous + signature + coming]
            for index in range(start, end):
                gap = gaps[index]
                depth = max(0, depth + gap.opens)
                quoted = _quoted(quoted, gap.quote)
                form = forms[index]
                since = "" if year_sentence is None else str(max(-3, min(4, sentences[index] - year_sentence)))
                side = "" if year is None else "<" if index < year else ">" if index > year else "="
                far = index if index < _FAR else 20 + 10 * index // total
                flags = f"{passed}{'(' if depth else ''}{'q' if quoted else ''}"
                place = [
                    f"i{far}",
                    f"e{min(total - index, 6)}",
                    f"y{since}{side}",
                    f"yh{since}{side}{habit}",
                    f"sn{min(sentences[index], 6)}{habit}",
                    "f" + flags,
                    f"fs{flags}{form.shape}",
                    f"k{known[index]}",
                    *shared,
                ]
                if index == start:
                    place.append("S1" + signature)
                places.append(place)
                passed = _passed(passed, form)
            previous = signature
        return places

    def _known(self, forms: list[_Form], bounds: list[int]) -> list[str]:
        """Look up the longest known name that starts and ends at bounds of segments."""
        known = [""] * len(forms)
        segments = self._segments
        number = 0
        while number < len(bounds) - 1:
            start = bounds[number]
            step = 1
            for further in range(min(5, len(bounds) - 1 - number), 0, -1):
                end = bounds[number + further]
                if end - start > 10:
                    continue
                kind = segments.get(" ".join([form.low for form in forms[start:end]]))
                if kind:
                    for index in range(start, end):
                        known[index] = kind + ("1" if end - start == 1 else "2" if end - start == 2 else "3")
                    step = further
                    break
            number += step
        return known


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


def _passed(passed: str, form: _Form) -> str:
    """Remember what has been met: a year, an address, a range of pages, a cue of access."""
    mark = {"y": "Y", "u": "U", "r": "R", "d": "D"}.get(form.kind, "")
    cue = CUES.get(form.low, "") if not mark else ""
    if cue in {"get", "update", "ed", "in", "vol", "report"}:
        mark = cue[0]
    if not mark or mark in passed:
        return passed
    return "".join(sorted(passed + mark))


def _segment_starts(forms: list[_Form], gaps: list[_Gap]) -> list[int]:
    """Return where segments start, and the number of tokens as the last entry."""
    starts = [0]
    starts += [index for index in range(1, len(forms)) if gaps[index].weak]
    starts.append(len(forms))
    return starts if forms else [0]


def _chief_year(forms: list[_Form], gaps: list[_Gap], years: list[int]) -> int | None:
    """Return the token of the year most likely the date: the first in brackets, else the last outside a title."""
    for index, form in enumerate(forms):  # n.d. stands for a year
        if form.low in {"n", "nd"} and ("d" in (form.low, *(f.low for f in forms[index + 1 : index + 2])) or form.low == "nd"):
            if gaps[index].key.strip()[-1:] in ("(", "[", ".", ",") and "." in gaps[index + 1].key or form.low == "nd":
                return index
    for index in years:
        if "(" in gaps[index].key:
            return index
    return years[0] if years else None


def _habit(forms: list[_Form], gaps: list[_Gap], year: int | None) -> str:
    """Sum up the manner of a reference: where its year stands, whether it quotes, whether it gives an address."""
    where = "0" if year is None else "1" if year * 2 < len(forms) or year < 8 else "2"
    bracket = "(" if year is not None and "(" in gaps[year].key else ""
    quote = "q" if any(gap.quote in (1, 2) for gap in gaps) else ""
    address = "u" if any(form.kind == "u" and form.shape == "U" for form in forms) else ""
    return where + bracket + quote + address


def _sentences(forms: list[_Form], gaps: list[_Gap], year: int | None) -> tuple[list[int], int | None]:
    """Number the sentences of a reference; initials and short abbreviations do not end one."""
    numbers = []
    sentence = 0
    for index, form in enumerate(forms):
        if index and gaps[index].strong and forms[index - 1].kind != "i" and (len(forms[index - 1].low) > 2 or not form.low.islower()):
            sentence += 1
        numbers.append(sentence)
    return numbers, numbers[year] if year is not None else None


def _segment(forms: list[_Form], start: int, end: int) -> tuple[list[str], str]:
    """Return the attributes of a segment and its signature."""
    size = end - start
    initials = lower = capital = number = 0
    for form in forms[start:end]:
        shape = form.shape
        if form.kind == "i" or shape == "A2" or shape == "A3":
            initials += 1
        elif shape[0] == "a":
            lower += 1
        elif shape[0] == "A":
            capital += 1
        else:
            number += 1
    length = str(size) if size < 4 else "4" if size < 7 else "7" if size < 12 else "12"
    signature = f"{length}{'i' if initials else ''}{'a' if lower else ''}{'A' if capital else ''}{'n' if number else ''}"
    first = CUES.get(forms[start].low) or forms[start].shape
    last = CUES.get(forms[end - 1].low) or forms[end - 1].shape
    return ["S" + signature, "SF" + first + length, "SL" + last + length], signature


def _opening(forms: list[_Form], gaps: list[_Gap], index: int) -> str:
    """Say what the next segment opens with."""
    if index >= len(forms):
        return "$"
    form = forms[index]
    return gaps[index].key.strip()[-1:] + (CUES.get(form.low) or form.shape)


def _joined(forms: list[_Form], gaps: list[_Gap], places: list[list[str]]) -> Attributes:
    """Put the parts together."""
    total = len(forms)
    rows: Attributes = []
    for index, form in enumerate(forms):
        left, right = gaps[index].key, gaps[index + 1].key
        row = [*form.here, *places[index], "g" + left, "h" + right, f"gh{left}|{right}", f"gs{left}{form.shape}", f"hs{right}{form.shape}"]
        if index:
            before = forms[index - 1]
            row += before.before
            row.append("g-" + gaps[index - 1].key + before.shape + left)
            if index > 1:
                row += forms[index - 2].before2
        if index + 1 < total:
            after = forms[index + 1]
            row += after.after
            row.append("h+" + right + after.shape + gaps[index + 2].key)
            if index + 2 < total:
                row += forms[index + 2].after2
        if form.kind in "nry":
            row += _numbers(forms, gaps, index)
        rows.append(row)
    return rows


def _numbers(forms: list[_Form], gaps: list[_Gap], index: int) -> list[str]:
    """Describe a number by the numbers and marks around it."""
    total = len(forms)
    left = forms[index - 1].shape if index else "^"
    right = forms[index + 1].shape if index + 1 < total else "$"
    near = f"{left}{gaps[index].key}{forms[index].shape}{gaps[index + 1].key}{right}"
    far_left = forms[index - 2].shape + gaps[index - 1].key if index > 1 else "^"
    far_right = gaps[index + 2].key + forms[index + 2].shape if index + 2 < total else "$"
    return ["n3" + near, f"n4{near}{far_right}", f"n5{far_left}{near}", f"n6{far_left}{near}{far_right}"]
