"""The numbers, keys and bullets printed before the entries of a list."""

import re

import msgspec

from deskcheck.text.roman import ROMAN, value

_SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
OPENER = rf"(?:{_CAPITAL}|[“\"‘'«\[(*_<]|[-–—]{(2,)}|https?:|(?:v[oa]n|de[nrls]?|d[iu]|l[ae]|te[nr]|el|al)\b|d['’])"

# The first that matches a line's beginning is its label; blanks before it are trimmed already.
_LABELS = (
    ("footnote", re.compile(r"\\?\[\^(?P<n>\d{1,6})\\?\]:?[ \t]*")),
    ("bracket", re.compile(r"\\?\[(?P<n>\d{1,6})\\?\][.:]?[ \t]*")),
    ("paren", re.compile(r"\((?P<n>\d{1,3})\)[ \t]*")),
    ("round", re.compile(r"(?P<n>\d{1,6})\\?\)[ \t]*")),
    ("dot", re.compile(r"(?P<n>\d{1,6})\\?\.(?=[ \t]|$|[^\W\d_]|[“\"\[‘])[ \t]*")),
    ("colon", re.compile(r"(?P<n>\d{1,3}):[ \t]+(?=[^\W\d])")),
    ("superscript", re.compile(r"(?P<n>[⁰¹²³⁴-⁹]{1,4})[ \t]*")),
    ("caret", re.compile(r"\^(?P<n>\d{1,4})\^?[ \t]*|<sup>(?P<m>\d{1,4})</sup>[ \t]*", re.I)),
    (
        "bare",
        re.compile(
            rf"(?P<n>\d{{1,4}})(?:[ \t]+(?={OPENER})|[ \t]*$|\t[ \t]*|(?={_CAPITAL}[^\W\d_A-Z][^\W\d_]+[ ,]))", re.M
        ),
    ),
    ("roman", re.compile(rf"\\?\[(?P<r>{ROMAN})\\?\][.:]?[ \t]*")),
    ("roman dot", re.compile(rf"(?P<r>{ROMAN})\\?[.)](?=[ \t])[ \t]*")),
    ("key", re.compile(r"\\?\[(?P<key>(?=[^\[\]]{2,40}\])[^\W\d_][\w+&.,’' \-]{0,36}?\d{2,4}[a-z]?)\\?\]:?[ \t]*")),
)
# What an encyclopaedia prints before an entry to lead back to its marks in the text: "^ a b", "↑", "Jump up to: a b".
_BACK = r"(?:[\^↑][ \t]*(?:Jump up to:?)?|Jump up to:?)[ \t]*(?:(?:[a-z]{1,2}|\d{1,3}\.\d{1,3})[ \t]+){0,60}(?![\d^])"
_BACKLINK = re.compile(_BACK)
_BULLET = re.compile(rf"[•◦‣▪●○∙·⁃■□*+\-–—][ \t]+|[•◦‣▪●■□]|{_BACK}")

# The same labels in the middle of a line, where several entries run together.
INLINE = {
    "bracket": re.compile(r"(?<![^\s.,;)\]])\[(?P<n>\d{1,6})\][ \t]*(?=\S)"),
    "paren": re.compile(r"(?<=\s)\((?P<n>\d{1,3})\)\s+(?=\S)"),
    "round": re.compile(r"(?<=\s)(?P<n>\d{1,4})\)\s+(?=\S)"),
    "dot": re.compile(r"(?<=\s)(?P<n>\d{1,4})\.\s+(?=\S)"),
    "colon": re.compile(r"(?<=\s)(?P<n>\d{1,3}):\s+(?=\S)"),
    "superscript": re.compile(r"(?<=[\s.])(?P<n>[⁰¹²³⁴-⁹]{1,4})[ \t]*(?=\S)"),
    "bare": re.compile(rf"(?<=[.\d/)] )(?P<n>\d{{1,3}})\s+(?={OPENER})"),
}


class Label(msgspec.Struct, frozen=True):
    """A label: ``kind`` (bracket, dot, bullet, key …), its number or None, and its place, blanks after it included."""

    kind: str
    number: int | None
    start: int
    end: int


def read_label(text: str, start: int, end: int) -> Label | None:
    """Return the label that ``text[start:end]`` begins with, or None; a bullet before a number is passed over."""
    bullet = _BULLET.match(text, start, end)
    begin = bullet.end() if bullet else start
    for kind, pattern in _LABELS:
        match = pattern.match(text, begin, min(end, begin + 60))
        if match and not (kind == "bare" and _is_year(match["n"])):
            back = _BACKLINK.match(text, match.end(), end)
            return Label(kind, _number(match), begin, back.end() if back else match.end())
    return Label("bullet", None, start, bullet.end()) if bullet else None


def read_bullet(text: str, start: int, end: int) -> Label | None:
    """Return the bullet that ``text[start:end]`` begins with, or None."""
    bullet = _BULLET.match(text, start, end)
    return Label("bullet", None, start, bullet.end()) if bullet else None


def shown(text: str, label: Label) -> str:
    """Return a label as readers see it, without the ways back ("^ a b") that a wiki prints after it."""
    words = text[label.start : label.end]
    if _BACKLINK.match(words):
        return words[0]
    blank = words.find(" ")
    return words[:blank] if blank > 0 and _BACKLINK.match(words, blank + 1) else words.strip()


def number_of(match: re.Match[str]) -> int:
    """Return the number that a match of ``INLINE`` holds."""
    return int(match["n"].translate(_SUPERSCRIPTS))


def _number(match: re.Match[str]) -> int | None:
    groups = match.groupdict()
    if groups.get("r"):
        return value(groups["r"])
    digits = groups.get("n") or groups.get("m")
    return int(digits.translate(_SUPERSCRIPTS)) if digits else None


def _is_year(digits: str) -> bool:
    return len(digits) == 4 and 1500 <= int(digits) <= 2100
