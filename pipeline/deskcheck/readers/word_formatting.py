"""What the styles and the numbering of a Word document say of a paragraph or run.

Elements and their meaning: ECMA-376 Part 1, sections 17.3.2 (runs), 17.7 (styles), 17.9 (numbering).
"""

import re
from collections.abc import Iterator

import msgspec

from deskcheck.model import BlockKind
from deskcheck.readers.markup import Element
from deskcheck.readers.numerals import numeral

_HEADING = re.compile(r"(?:heading|überschrift|titre|título|titolo|kop|rubrik)\s*([1-9])", re.I)
_STYLE_KINDS = (
    (re.compile(r"^(?:title|titel)$", re.I), BlockKind.HEADING),
    (re.compile(r"caption|legend", re.I), BlockKind.CAPTION),
    (re.compile(r"^(?:intense )?quot|block ?text", re.I), BlockKind.QUOTE),
    (re.compile(r"^(?:toc|table of contents)\b", re.I), BlockKind.NAVIGATION),
    (re.compile(r"code|preformatted|^plain text", re.I), BlockKind.CODE),
    (re.compile(r"^list (?:bullet|number)", re.I), BlockKind.LIST_ITEM),
)
_MOST_ANCESTORS = 12
# Two points or less: nobody reads that, in print or on a screen.
_TINY_HALF_POINTS = 4
_LEVEL = re.compile(r"%([1-9])")


class _Style(msgspec.Struct):
    name: str
    element: Element
    based_on: str


class Styles:
    """The document's styles."""

    def __init__(self, root: Element | None) -> None:
        self._styles: dict[str, _Style] = {}
        for style in root.elements("style") if root else []:
            self._styles[style.of("styleId")] = _Style(value(style, "name"), style, value(style, "basedOn"))

    def kind(self, paragraph: Element | None) -> tuple[BlockKind | None, int]:
        """Return what a paragraph's properties make it, and a heading's level."""
        outline = value(paragraph, "outlineLvl")
        if outline.isdecimal() and int(outline) < 9:
            return BlockKind.HEADING, int(outline) + 1
        for style in self._chain(value(paragraph, "pStyle")):
            outline = value(style.element.first("pPr"), "outlineLvl")
            heading = _HEADING.fullmatch(style.name)
            if heading or (outline.isdecimal() and int(outline) < 9):
                return BlockKind.HEADING, int(heading.group(1)) if heading else int(outline) + 1
            for pattern, kind in _STYLE_KINDS:
                if pattern.search(style.name):
                    return kind, 1 if kind is BlockKind.HEADING else 0
        return None, 0

    def numbering(self, paragraph: Element | None) -> Element | None:
        """Return the ``numPr`` that applies to a paragraph."""
        own = paragraph.first("numPr") if paragraph else None
        chain = self._chain(value(paragraph, "pStyle"))
        return own or next((found for style in chain if (found := style.element.at("pPr", "numPr"))), None)

    def look(self, run: Element | None, paragraph: Element | None, name: str) -> Element | None:
        """Return a run property by its own setting, its style's, then the paragraph style's."""
        if run is not None and (own := run.first(name)) is not None:
            return own
        for style in (*self._chain(value(run, "rStyle")), *self._chain(value(paragraph, "pStyle"))):
            if (found := style.element.at("rPr", name)) is not None:
                return found
        return None

    def how_hidden(self, run: Element | None, paragraph: Element | None) -> tuple[str, bool]:
        """Return how a run is hidden (empty when it is not) and whether Word does not draw it at all."""
        if is_on(self.look(run, paragraph, "vanish")) or is_on(self.look(run, paragraph, "specVanish")):
            return "marked as hidden", True
        size = self.look(run, paragraph, "sz")
        if size is not None and size.of("val").isdecimal() and int(size.of("val")) <= _TINY_HALF_POINTS:
            return "tiny", False
        colour = self.look(run, paragraph, "color")
        backed = any(self.look(run, paragraph, name) for name in ("shd", "highlight"))
        if colour is not None and colour.of("val").upper() == "FFFFFF" and not backed:
            return "white", False
        return "", False

    def _chain(self, identifier: str) -> Iterator[_Style]:
        for _ in range(_MOST_ANCESTORS):
            style = self._styles.get(identifier)
            if style is None:
                return
            yield style
            identifier = style.based_on


class Numbering:
    """Counts the numbered paragraphs of a document and shows their numbers."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = {}
        abstracts = {one.of("abstractNumId"): one for one in (root.elements("abstractNum") if root else [])}
        for number in root.elements("num") if root else []:
            levels: dict[int, tuple[str, str, int]] = {}
            abstract = abstracts.get(value(number, "abstractNumId"))
            overrides = [level for one in number.elements("lvlOverride") for level in one.elements("lvl")]
            for level in [*(abstract.elements("lvl") if abstract else []), *overrides]:
                start = value(level, "start")
                depth = _whole(level.of("ilvl"))
                levels[depth] = value(level, "numFmt") or "decimal", value(level, "lvlText"), _whole(start, 1)
            self._levels[number.of("numId")] = levels

    def prefix(self, properties: Element | None) -> str | None:
        """Return what Word shows before a paragraph; None when it is no list item."""
        identifier = value(properties, "numId")
        if identifier not in self._levels:
            return None
        depth = _whole(value(properties, "ilvl"))
        levels = self._levels[identifier]
        form, shape, start = levels.get(depth, ("bullet", "", 1))
        counts = self._counts.setdefault(identifier, {})
        counts[depth] = counts.get(depth, start - 1) + 1
        for deeper in [level for level in counts if level > depth]:
            del counts[deeper]
        if form in ("bullet", "none"):
            return "• "
        shown = _LEVEL.sub(lambda found: self._at(identifier, int(found.group(1)) - 1), shape[:40])
        return f"{shown or self._at(identifier, depth)} "

    def _at(self, identifier: str, depth: int) -> str:
        form, _, start = self._levels[identifier].get(depth, ("decimal", "", 1))
        return numeral(self._counts[identifier].get(depth, start), form)


def value(element: Element | None, tag: str) -> str:
    """Return the ``val`` of a child element, or nothing."""
    child = element.first(tag) if element is not None else None
    return child.of("val") if child is not None else ""


def is_on(element: Element | None) -> bool:
    """Tell whether a toggle property is set (ECMA-376 17.17.4)."""
    return element is not None and element.of("val", "true") not in ("0", "false", "off")


def _whole(words: str, otherwise: int = 0) -> int:
    return int(words) if words.isascii() and words.isdigit() and len(words) < 7 else otherwise
