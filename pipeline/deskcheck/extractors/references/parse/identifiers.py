"""Identifiers and addresses by their exact grammars.

DOI: the DOI Handbook, section 2.2 (prefix ``10.`` and registrant, suffix of any graphic characters).
ISBN and ISSN: ISO 2108 and ISO 3297, with their check digits. PMID, PMCID and arXiv as their services print them.
"""

import re
from collections.abc import Callable
from typing import NamedTuple

from deskcheck.text.sici import SICI

_DOI = re.compile(r"\b(10\.\d{4,9}(?:\.\d{1,9}){0,3}\s?/\s?[^\s\"<>«»“”]{1,300})")
_PMID = re.compile(
    r"\b(?:PMID|PubMed(?: ID)?|pubmed/|pubmed\.ncbi\.nlm\.nih\.gov/)[:\s]{0,3}(\d{4,8})\b", re.IGNORECASE
)
_PMCID = re.compile(r"\b(PMC\d{4,9})\b", re.IGNORECASE)
_ARXIV = re.compile(
    r"\barxiv[:\s./]{0,3}(?:abs/|org/abs/|pdf/)?(\d{4}\.\d{4,5}(?:v\d{1,2})?|[a-z-]{2,9}(?:\.[A-Z]{2})?/\d{7}(?:v\d{1,2})?)"
    r"|\b((?:astro-ph|hep-(?:th|ph|ex|lat)|gr-qc|cond-mat|quant-ph|math(?:-ph)?|nucl-(?:th|ex)|physics|cs|nlin|q-bio)(?:\.[A-Z]{2})?/\d{7})\b",
    re.IGNORECASE,
)
# Without the name of the archive only the old numbers, "hep-th/9901001", are known as its own.
_OLD_NUMBER = re.compile(r"/\d{7}")
_ISBN = re.compile(r"\bISBN(?:-1[03])?[:\s]{0,3}((?:97[89][-\s]?)?\d[\d\s-]{8,14}[\dX])(?![\d-])", re.IGNORECASE)
_ISSN = re.compile(r"\bISSN[:\s]{0,3}(\d{4}-?\d{3}[\dX])\b", re.IGNORECASE)
_CLOSING = {")": "(", "]": "[", "}": "{", ">": "<"}


def doi(text: str) -> tuple[str, int, int] | None:
    """Return the first DOI and its place, or None; marks of the sentence after it are not its own."""
    found = _DOI.search(text)
    if not found:
        return None
    sici = SICI.match(text, found.start(1)) if "<" in text else None
    raw = sici.group() if sici else found.group(1)
    while raw and (raw[-1] in ".,;:'’”]}>&" or (raw[-1] == ")" and raw.count(")") > raw.count("("))):
        raw = raw[:-1]
    value = re.sub(r"\s+", "", raw)
    return (value, found.start(1), found.start(1) + len(raw)) if not value.endswith("/") else None


def pmid(text: str) -> tuple[str, int, int] | None:
    """Return the first PubMed identifier and its place, or None."""
    return _first(_PMID, text)


def pmcid(text: str) -> tuple[str, int, int] | None:
    """Return the first PubMed Central identifier and its place, or None."""
    found = _first(_PMCID, text)
    return (found[0].upper(), found[1], found[2]) if found else None


def arxiv(text: str) -> tuple[str, int, int] | None:
    """Return the first arXiv identifier and its place, or None."""
    found = _ARXIV.search(text) if "arxiv" in text.lower() or _OLD_NUMBER.search(text) else None
    if not found:
        return None
    group = 1 if found.group(1) else 2
    return found.group(group), found.start(group), found.end(group)


def isbn(text: str) -> tuple[str, int, int] | None:
    """Return the first ISBN whose check digit is right, as printed, and its place; or None."""
    found = _first(_ISBN, text)
    digits = re.sub(r"[^\dX]", "", found[0].upper()) if found else ""
    return found if found and _sound(digits) else None


def issn(text: str) -> tuple[str, int, int] | None:
    """Return the first ISSN and its place, or None."""
    return _first(_ISSN, text)


def _first(pattern: re.Pattern[str], text: str) -> tuple[str, int, int] | None:
    """Return the first group of the first match and its place."""
    found = pattern.search(text)
    return (found.group(1).strip(), found.start(1), found.end(1)) if found else None


def _sound(digits: str) -> bool:
    """Check the last digit of an ISBN."""
    if len(digits) == 13 and digits.isdigit():
        return sum(int(digit) * (3 if index % 2 else 1) for index, digit in enumerate(digits)) % 10 == 0
    if len(digits) == 10 and digits[:9].isdigit():
        return sum((10 if digit == "X" else int(digit)) * (10 - index) for index, digit in enumerate(digits)) % 11 == 0
    return False


_SCHEME = re.compile(r"^(?:h\s?t\s?t\s?p\s?s?|ftp)\s?:\s?/\s?/\s?", re.IGNORECASE)
_HOST = re.compile(r"(?:https?://|ftp://|www\.)|^[a-z0-9-]+(?:\.[a-z0-9-]+){0,3}\.[a-z]{2,12}(?:/|$)", re.IGNORECASE)
_FILE = re.compile(r"^[^/]*\.(?:aspx?|s?html?|pdf|php|jsp|docx?)$", re.IGNORECASE)


def address(text: str) -> str:
    """Return a printed address without blanks and without the marks around it; empty if it has no host."""
    value = re.sub(r"\s+", "", text[:2000]).strip("<>[]()«»\"'“”.,;: ")
    opened = text.find("(")
    if opened > -1 and value.count("(") > value.count(")"):
        value += ")"
    return value if _HOST.search(value) and not _FILE.match(value) else ""


class Identifier(NamedTuple):
    """An identifier in a text: ``label`` is doi, pmid, pmcid, arxiv, isbn or issn; ``value`` is normalised."""

    label: str
    value: str
    start: int
    end: int


_Grammar = Callable[[str], tuple[str, int, int] | None]
_GRAMMARS: tuple[tuple[str, tuple[str, ...], _Grammar], ...] = (
    ("doi", ("10.",), doi),
    ("pmid", ("pmid", "pubmed"), pmid),
    ("pmcid", ("pmc",), pmcid),
    ("arxiv", ("arxiv", "/"), arxiv),
    ("isbn", ("isbn",), isbn),
    ("issn", ("issn",), issn),
)


def every(text: str) -> list[Identifier]:
    """Return the first identifier of every kind, in the order of their places."""
    low = text.lower()
    found = []
    for label, cues, read in _GRAMMARS:
        one = read(text) if any(cue in low for cue in cues) else None
        if one:
            found.append(Identifier(label, *one))
    return sorted(found, key=lambda identifier: identifier.start)
