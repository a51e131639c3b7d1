"""What the styles of an OpenDocument text say of paragraphs, runs and lists.

Elements: OASIS OpenDocument 1.3, Part 3, chapter 16 (styles) and 20 (formatting attributes).
"""

import re
from collections.abc import Iterator, Sequence

from deskcheck.model import BlockKind
from deskcheck.readers.markup import Element
from deskcheck.readers.numerals import numeral

_KINDS = (
    (re.compile(r"^(?:title|titel)$", re.I), BlockKind.HEADING),
    (re.compile(r"caption|^(?:illustration|figure|table|drawing)$", re.I), BlockKind.CAPTION),
    (re.compile(r"quot", re.I), BlockKind.QUOTE),
    (re.compile(r"preformatted|source[_ ]text|\bcode\b", re.I), BlockKind.CODE),
)
_POINTS = re.compile(r"(\d{1,4}(?:\.\d{1,4})?)pt")
_MOST_ANCESTORS = 12
_TINY_POINTS = 2.0
_FORMS = {"i": "lowerRoman", "I": "upperRoman", "a": "lowerLetter", "A": "upperLetter"}


class Styles:
    """The styles of the content and of the document, by name."""

    def __init__(self, roots: Sequence[Element]) -> None:
        self._styles: dict[str, Element] = {}
        self._lists: dict[str, dict[int, Element]] = {}
        for root in roots:
            for group in root.elements("automatic-styles", "styles"):
                for style in group.elements("style"):
                    self._styles.setdefault(style.of("name"), style)
                for style in group.elements("list-style"):
                    levels = {_whole(level.of("level")): level for level in style.elements()}
                    self._lists.setdefault(style.of("name"), levels)

    def kind(self, name: str) -> tuple[BlockKind | None, int]:
        """Return what a paragraph style makes of a paragraph, and a heading's level."""
        for style in self._chain(name):
            shown = style.of("display-name") or style.of("name").replace("_20_", " ")
            for pattern, kind in _KINDS:
                if pattern.search(shown):
                    return kind, 1 if kind is BlockKind.HEADING else 0
        return None, 0

    def how_hidden(self, name: str) -> tuple[str, bool]:
        """Return how a style hides words (empty when it does not) and whether they are not drawn at all."""
        if self._look(name, "display") == "none":
            return "marked as hidden", True
        size = _POINTS.fullmatch(self._look(name, "font-size"))
        if size and float(size.group(1)) <= _TINY_POINTS:
            return "tiny", False
        if self._look(name, "color").lower() == "#ffffff" and not self.is_backed(name):
            return "white", False
        return "", False

    def is_backed(self, name: str) -> bool:
        """Tell whether a style gives its words or cell a background."""
        return self._look(name, "background-color") not in ("", "transparent", "#ffffff")

    def is_raised(self, name: str) -> bool:
        """Tell whether a style sets its words as superscript."""
        return self._look(name, "text-position").startswith("super")

    def first_number(self, name: str, depth: int) -> int:
        """Return the number at which a list starts."""
        level = self._lists.get(name, {}).get(depth)
        return _whole(level.of("start-value"), 1) if level is not None else 1

    def prefix(self, name: str, depth: int, number: int) -> str:
        """Return what is shown before a list item."""
        level = self._lists.get(name, {}).get(depth)
        if level is None or level.tag != "list-level-style-number" or not level.of("num-format"):
            return "• "
        shown = numeral(number, _FORMS.get(level.of("num-format"), "decimal"))
        return f"{level.of('num-prefix')[:5]}{shown}{level.of('num-suffix')[:5]} "

    def _look(self, name: str, attribute: str) -> str:
        for style in self._chain(name):
            for properties in style.elements():
                if properties.tag.endswith("-properties") and (found := properties.of(attribute)):
                    return found
        return ""

    def _chain(self, name: str) -> Iterator[Element]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(name)
            if style is None:
                return
            yield style
            name = style.of("parent-style-name")


def _whole(words: str, otherwise: int = 0) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else otherwise
