"""Joins the lines of a paragraph: hyphenated words, and addresses and DOIs that a line end broke."""

import re
from collections.abc import Sequence

_ADDRESS = re.compile(r"(?:https?://|www\.|\bdoi\.org/|\b10\.\d{4,9}/)\S{0,500}$", re.I)
# What stands at an address' break: signs that never end one, or a rest that no new word looks like.
_SCHEME_START = re.compile(r"(?<!\w)h(?:t(?:t(?:ps?:?/?)?)?)?$")
_SCHEME = re.compile(r"https?://")
_OPEN_END = re.compile(r"[/\-_=&?#%+~]$")
_REST = re.compile(
    r"(?=\S{0,200}[\d/_=?&%#-])(?![\[(]?\d{1,3}[\].)](?:\s|$))[a-z0-9._/=?&%#~+(;<>)-]+(?=[\s.,;]|$)", re.I
)
_YEAR = re.compile(r"(?:1[89]|20)\d\d\b")
_HYPHENATED = re.compile(r"(?<![^\W\d_])([^\W\d_]++)([-‐\u00ad])$")
_OPENING = re.compile(r"[^\W\d_]+")
_COMPOUND = re.compile(r"(?<![^\W\d_])[^\W\d_]++-[^\W\d_]+")
_TAIL = 600
_FIRST_WORD = re.compile(r"\S+")


class Joiner:
    """Knows the words of a document, so as to tell a hyphen of the word from one of the line end."""

    def __init__(self, lines: Sequence[str]) -> None:
        text = "\n".join(lines)
        self._compounds = {found.casefold() for found in _COMPOUND.findall(text)}

    def join(self, lines: Sequence[str]) -> str:
        """Return the lines as one."""
        parts: list[str] = []
        tail = ""
        for line in lines:
            line = line.strip()
            if not line:
                continue
            glue, cut = self._glue(tail, line) if parts else ("", 0)
            if cut:
                parts[-1] = parts[-1][:-cut]
            parts.append(glue + line)
            tail = line if glue == " " else (tail[: len(tail) - cut] + glue + line)[-_TAIL:]
        return "".join(parts).replace("\u00ad", "")

    def _glue(self, tail: str, line: str) -> tuple[str, int]:
        """Return what stands between two lines, and how many characters to cut off the first."""
        if _is_broken_address(tail, line):
            return ("-", 1) if tail.endswith("\u00ad") else ("", 0)
        hyphenated, opening = _HYPHENATED.search(tail), _OPENING.match(line)
        if hyphenated is None or opening is None:
            return ("", 0) if tail.endswith(("-", "–", "/")) and line[:1].isdigit() else (" ", 0)
        if not opening.group()[0].islower():
            return "-", 1
        compound = f"{hyphenated.group(1)}-{opening.group()}".casefold()
        return ("-", 1) if compound in self._compounds else ("", 1)


def _is_broken_address(tail: str, line: str) -> bool:
    """Tell whether an address or DOI at the end of a line goes on at the start of the next."""
    address = _ADDRESS.search(tail[-_TAIL:].replace("\u00ad", "-"))
    first = _FIRST_WORD.match(line)
    scheme = _SCHEME_START.search(tail)
    if scheme and first and _SCHEME.match(scheme.group() + first.group()):
        return True
    if address is None or first is None:
        return False
    if _OPEN_END.search(address.group()) and not line[0].isspace():
        return True
    if _YEAR.match(line) and not address.group().endswith("."):
        return False
    rest = _REST.match(first.group())
    return (
        rest is not None
        and not address.group().endswith((",", ";", ")"))
        and not _is_sentence_start(address.group(), first.group())
    )


def _is_sentence_start(address: str, word: str) -> bool:
    return address.endswith(".") and word[:1].isupper()
