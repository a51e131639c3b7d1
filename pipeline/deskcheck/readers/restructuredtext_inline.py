"""Inline markup of reStructuredText → words and links."""

import re
from collections.abc import Mapping

_MARKUP = re.compile(
    r"\\(?P<escaped>.|\n)|``(?P<literal>[^`]{1,2000})``|:[\w:+.-]{1,40}:`(?P<role>[^`]{1,2000})`"
    r"|`(?P<quoted>[^`]{1,2000})`(?:__?|:[\w-]{1,40}:)?|\*\*(?P<strong>[^*\s](?:[^*]{0,2000}[^*\s])?)\*\*"
    r"|\*(?P<emphasis>[^*\s](?:[^*]{0,2000}[^*\s])?)\*|\|(?P<known>[^|\n\s](?:[^|\n]{0,78}[^|\n\s])?)\|_{0,2}"
    r"|(?P<cited>\[[^\]\s]{1,80}\])_|(?P<named>\b[^\W_]{1,60}(?:[-_.:][^\W_]{1,60}){0,8})_(?!\w)",
    re.S,
)
_ADDRESS = re.compile(r"(?:(?<!\s)\s++)?<([^<>\s]{1,2000})>$")
_SUBSTITUTION = re.compile(r"^\.\.[ \t]+\|([^|\n]{1,80})\|[ \t]+replace::[ \t]+(.+)$", re.M)
_TARGET = re.compile(r"^\.\.[ \t]+_`?([^:`\n]{1,200})`?:[ \t]+(\S{1,2000})$", re.M)


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
