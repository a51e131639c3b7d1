"""Inline markup of reStructuredText → words and links."""

import re
from collections.abc import Mapping
from itertools import count

_MARKUP = re.compile(
    r"\\(?P<escaped>.|\n)|``(?P<literal>[^`]{1,2000})``|:[\w:+.-]{1,40}:`(?P<role>[^`]{1,2000})`"
    r"|`(?P<quoted>[^`]{1,2000})`(?:__?|:[\w-]{1,40}:)?|\*\*(?P<strong>[^*\s](?:[^*]{0,2000}[^*\s])?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]{0,2000}[^*\s])?)\*|\|(?P<known>[^|\n\s](?:[^|\n]{0,78}[^|\n\s])?)\|_{0,2}"
    r"|(?P<cited>\[[^\]\s]{1,80}\])_|(?P<named>\b[^\W_]{1,60}(?:[-_.:][^\W_]{1,60}){0,8})_(?!\w)",
    re.S,
)
_FOOTNOTE = re.compile(r"^([ \t]*\.\.[ \t]+)\[(\d{1,4}|#[\w.-]{0,80})\](?=[ \t]|$)", re.M)
_AUTOMATIC = re.compile(r"(?:^([ \t]*\.\.[ \t]+))?\[(#[\w.-]{0,80})\](?(1)(?=[ \t]|$)|(?=_(?!\w)))", re.M)
_ADDRESS = re.compile(r"(?:(?<!\s)\s++)?<([^<>\s]{1,2000})>$")
_SUBSTITUTION = re.compile(r"^\.\.[ \t]+\|([^|\n]{1,80})\|[ \t]+replace::[ \t]+(.+)$", re.M)
_TARGET = re.compile(r"^\.\.[ \t]+_`?([^:`\n]{1,200})`?:[ \t]+(\S{1,2000})$", re.M)


def numbered(source: str) -> str:
    """Return the source with the numbers that footnotes such as ``[#]_`` and ``[#tea]_`` get by their order."""
    if "[#" not in source:
        return source
    taken = {int(found[2]) for found in _FOOTNOTE.finditer(source) if found[2].isdecimal()}
    free = (number for number in count(1) if number not in taken)
    named: dict[str, int] = {}
    unnamed: list[int] = []
    for found in _FOOTNOTE.finditer(source):
        label = found[2]
        if label == "#":
            unnamed.append(next(free))
        elif label.startswith("#") and label not in named:
            named[label] = next(free)
    notes, marks = iter(unnamed), iter(unnamed)

    def shown(found: re.Match[str]) -> str:
        number = named.get(found[2]) if found[2] != "#" else next(notes if found[1] else marks, None)
        return found[0] if number is None else f"{found[1] or ''}[{number}]"

    return _AUTOMATIC.sub(shown, source)


def substitutions(source: str) -> dict[str, str]:
    """Return what names between bars stand for."""
    return {name: words.strip() for name, words in _SUBSTITUTION.findall(source)}


def targets(source: str) -> dict[str, str]:
    """Return the addresses of named targets, by name in lower case."""
    return {" ".join(name.split()).casefold(): url for name, url in _TARGET.findall(source) if url.startswith("http")}


def inline(source: str, known: Mapping[str, str], urls: Mapping[str, str]) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the words and the links among them as (start, end, url)."""
    parts: list[str] = []
    links: list[tuple[int, int, str]] = []
    length, position = 0, 0
    for found in _MARKUP.finditer(source):
        words, url = _shown(found, known, urls)
        before = source[position : found.start()]
        parts.extend((before, words))
        length += len(before)
        if url and words.strip() and words != url:
            links.append((length, length + len(words), url))
        length += len(words)
        position = found.end()
    return "".join([*parts, source[position:]]), links


def _shown(found: re.Match[str], known: Mapping[str, str], urls: Mapping[str, str]) -> tuple[str, str]:
    kind = found.lastgroup
    words = found.group(kind) if kind else ""
    if kind == "escaped":
        return ("" if words.isspace() else words), ""
    if kind in ("quoted", "role"):
        address = _ADDRESS.search(words)
        shown = words[: address.start()] if address and address.start() else words.strip("<>") if address else words
        url = address.group(1) if address else urls.get(" ".join(words.split()).casefold(), "")
        return shown, url if url.startswith("http") else ""
    if kind == "known":
        return known.get(words, words if found.group().endswith("_") else found.group()), ""
    if kind == "named":
        url = urls.get(words.casefold(), "")
        return (words, url) if url else (found.group(), "")
    return words, ""
