"""What the tagger knows of a word and of the marks between two words, wherever they stand."""

import re

from deskcheck.extractors.references.parse.lexicon import CUES

_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_ROMAN = re.compile(r"(?=[IVXLC]{2})C{0,2}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_PASSING = {"get", "update", "ed", "in", "vol", "report"}


class Form:
    """What is known of a word wherever it stands."""

    __slots__ = (
        "bit",
        "cue",
        "kind",
        "longest",
        "low",
        "mark",
        "name",
        "nd",
        "number",
        "profile",
        "shape",
        "word",
    )

    def __init__(self, form: str, words: dict[str, str], longest: int = 0) -> None:
        low = form.lower()
        kind, shape = _shape(form, low)
        cue = CUES.get(low, "")
        self.number = 0  # in the tables of ``emissions``, once it is known there
        self.longest = longest  # words of the longest known name that starts with this one
        self.low = low
        self.shape = shape
        self.kind = kind  # n number, y year, r range, u address, d DOI, i initial, w word
        self.nd = low in {"n", "nd", "no"}
        self.name = cue or shape
        self.mark = {"y": "Y", "u": "U", "r": "R", "d": "D"}.get(kind) or (cue[0] if cue in _PASSING else "")
        # i initials, a small letters, A a capital, n anything else
        self.bit = 1 if kind == "i" or shape in {"A2", "A3"} else 2 if shape[0] == "a" else 4 if shape[0] == "A" else 8
        if kind == "w" and not cue and "-" in low:
            cue = CUES.get(low.rsplit("-", 1)[1], "")
        self.cue = cue
        self.profile = words.get(low, "") if kind in "wi" else kind
        self.word = low if kind in "wi" else shape

    @classmethod
    def edge(cls) -> "Form":
        """Return what stands beyond the first and the last word: a form without shape and attributes."""
        form = cls("-", {})
        form.shape = form.low = form.kind = ""
        return form

    def attributes(self) -> tuple[list[str], ...]:
        """Return what a token sees of the form: where it stands, from one after, one before, two after, two before."""
        if not self.shape:
            return [], [], [], [], []
        word, shape, profile = self.word, self.shape, self.profile
        here = ["w=" + word, "s=" + shape, "l=" + profile]
        if self.kind == "w":
            here += ["3=" + word[-3:], "p=" + word[:3], "ls=" + profile + shape]
        if self.cue:
            here.append("c=" + self.cue)
        near = self.cue or profile
        return (
            here,
            ["-w=" + word, "-l=" + near],
            ["+w=" + word, "+l=" + near],
            ["-2l=" + near + shape],
            ["+2l=" + near + shape],
        )


class Gap:
    """What is known of the marks between two tokens."""

    __slots__ = ("bracket", "key", "last", "number", "opens", "quote", "strong", "weak")

    def __init__(self, gap: str) -> None:
        self.number = 0  # in the tables of ``emissions``, once it is known there
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
        self.last = self.key.strip()[-1:]
        self.bracket = "(" in self.key


def _shape(form: str, low: str) -> tuple[str, str]:
    """Return the kind and the shape of a form."""
    if form[0].isdigit():
        return _shape_of_number(form)
    if ":" in form or "@" in form or "/" in form or low.startswith("www."):
        return "u", "DU" if "doi.org/10." in low else "@" if "@" in form else "U"
    if len(form) == 1:
        return "i", "I" if form.isupper() else "i"
    return "w", _shape_of_word(form)


def _shape_of_number(form: str) -> tuple[str, str]:
    """Tell years, numbers, ranges and DOIs apart."""
    if form.isdigit():
        return ("y", "Y") if _YEAR.fullmatch(form) else ("n", "d" + str(min(len(form), 7)))
    if "@" in form or "/" in form:
        return "d", "D"
    left = re.match(r"\d+", form)
    right = re.search(r"(?<!\d)\d++$", form)
    if not left or not right:
        return "n", "dx"
    if _YEAR.fullmatch(left.group()) and _YEAR.fullmatch(right.group()):
        return "y", "YY"
    return "r", f"r{min(len(left.group()), 5)}{min(len(right.group()), 5)}"


def _shape_of_word(form: str) -> str:
    """Fold a word to its case, its length and its marks."""
    if form.isupper():
        return ("R" if _ROMAN.fullmatch(form) else "A") + str(min(len(form), 4))
    if form.islower():
        return "a" + ("1" if len(form) < 4 else "4")
    if form[0].isupper():
        mixed = "-" in form or "’" in form or "'" in form
        return "Aa" + ("-" if mixed else "" if form[1:].islower() else "M") + ("3" if len(form) < 4 else "")
    return "aA" if form[0].islower() else "x"
