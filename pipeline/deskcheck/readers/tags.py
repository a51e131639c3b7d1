"""HTML → tags and words, in linear time on any input and without ever failing.

The standard library's ``html.parser`` is quadratic on unclosed comments and attributes (CVE-2025-6069) and
fails on marked sections, so hostile pages are read with a tokenizer of our own. It follows the states of
the HTML Living Standard, section 13.2.5, as far as words and attributes need them.
"""

import html
import re
from collections.abc import Iterator

import msgspec

_NAME = re.compile(r"[A-Za-z][^\s/>]*")
_GAP = re.compile(r"[\s/]*")
_ATTRIBUTE = re.compile(r"([^\s/>=][^\s/>=]*|=[^\s/>=]*)(\s*=\s*)?")
_UNQUOTED = re.compile(r"[^\s>]*")
# Elements whose content is no markup; in the second set character references still count.
_RAW = frozenset("script style xmp iframe noembed noframes".split())
_RAW_WITH_REFERENCES = frozenset("textarea title".split())
# html.unescape turns digits into an int, which fails beyond 4,300 of them; no character has more than 7.
_ENDLESS = re.compile(r"&#(?:\d{9,}|[xX][0-9a-fA-F]{8,});?")
_MOST_ATTRIBUTES = 100


class Start(msgspec.Struct):
    """A start tag; names are in lower case."""

    tag: str
    attributes: dict[str, str]


class End(msgspec.Struct):
    """An end tag."""

    tag: str


class Words(msgspec.Struct):
    """Text between tags."""

    text: str


def tags(source: str) -> Iterator[tuple[int, Start | End | Words]]:
    """Yield (line, event) in order; comments, declarations and processing instructions are left out."""
    position, line, counted = 0, 1, 0
    while position < len(source):
        event, end = _next(source, position)
        line += source.count("\n", counted, position)
        counted = position
        if event is not None:
            yield line, event
        position = end
        if isinstance(event, Start) and event.tag in (_RAW | _RAW_WITH_REFERENCES):
            end = _end_of_raw(source, position, event.tag)
            words = source[position:end]
            if words:
                yield line, Words(unescape(words) if event.tag in _RAW_WITH_REFERENCES else words)
            position = end


def unescape(words: str) -> str:
    """Return words with their character references replaced."""
    return html.unescape(_ENDLESS.sub("\ufffd", words)) if "&" in words else words


def _next(source: str, position: int) -> tuple[Start | End | Words | None, int]:
    if source[position] != "<":
        end = source.find("<", position)
        end = len(source) if end < 0 else end
        return Words(unescape(source[position:end])), end
    if source.startswith("<!--", position):
        return None, _after(source, "-->", position + 4)
    follows = source[position + 1 : position + 3]
    if follows[:1] in ("!", "?") or (follows[:1] == "/" and not follows[1:].isalpha()):
        return None, _after(source, ">", position + 1)
    if follows[:1] == "/":
        name = _NAME.match(source, position + 2)
        return End(name.group().lower() if name else ""), _after(source, ">", position + 2)
    name = _NAME.match(source, position + 1)
    return _start(source, name) if name else (Words("<"), position + 1)


def _start(source: str, name: re.Match[str]) -> tuple[Start | None, int]:
    """Return the start tag whose name was matched; a tag that never ends holds the rest, as in a browser."""
    attributes: dict[str, str] = {}
    position = name.end()
    while True:
        gap = _GAP.match(source, position)
        position = gap.end() if gap else position
        if position >= len(source):
            return None, len(source)
        if source[position] == ">":
            return Start(name.group().lower(), attributes), position + 1
        found = _ATTRIBUTE.match(source, position)
        if found is None:
            return None, len(source)
        value, position = _value(source, found.end()) if found.group(2) else ("", found.end())
        if len(attributes) < _MOST_ATTRIBUTES:
            attributes.setdefault(found.group(1).lower(), value)


def _value(source: str, position: int) -> tuple[str, int]:
    quote = source[position : position + 1]
    if quote and quote in "\"'":
        end = source.find(quote, position + 1)
        return ("", len(source)) if end < 0 else (unescape(source[position + 1 : end]), end + 1)
    found = _UNQUOTED.match(source, position)
    end = found.end() if found else position
    return unescape(source[position:end]), end


def _after(source: str, mark: str, position: int) -> int:
    found = source.find(mark, position)
    return len(source) if found < 0 else found + len(mark)


def _end_of_raw(source: str, position: int, tag: str) -> int:
    found = re.compile(rf"</{tag}(?=[\s/>])", re.I).search(source, position)
    return found.start() if found else len(source)
