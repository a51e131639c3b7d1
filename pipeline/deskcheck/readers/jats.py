"""JATS XML → Article: title, abstract, sections, lists, figures, tables, notes and the reference list.

A DOCTYPE that names the JATS DTD is allowed and never read; one with declarations of its own is refused.
Elements: Journal Article Tag Suite 1.3 (ANSI/NISO Z39.96-2021), publishing tag set.
"""

import datetime
import re

import msgspec

from deskcheck.errors import InputError
from deskcheck.model import Article, BlockKind, Dates, Person
from deskcheck.readers.jats_citations import printed
from deskcheck.readers.layout import Piece, Stated, compose, superscript
from deskcheck.readers.markup import Element, parse

_BLANKS = re.compile(r"[^\S\u00a0]+")
# Blocks that may stand inside a paragraph and break it.
_BLOCKS = frozenset(
    """list disp-quote fig fig-group table-wrap table-wrap-group boxed-text disp-formula disp-formula-group def-list
    preformat code statement verse-group speech supplementary-material media graphic array""".split()
)
_SKIPPED = frozenset(
    "tex-math object-id alt-text long-desc permissions journal-meta sub-article response processing-meta".split()
)
_HEADED = {"ack": "Acknowledgments", "ref-list": "References", "fn-group": "Notes", "glossary": "Glossary"}
_LEAVES = frozenset("p attrib verse-line disp-formula preformat code term speaker td th".split())
_SECTIONS = frozenset("sec app abstract".split())
_KINDS = {
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "disp-quote": BlockKind.QUOTE,
    "preformat": BlockKind.CODE,
    "code": BlockKind.CODE,
}
_REMEDY = "Name a JATS file, or save the article in another format."
_SPACED = ("name", "string-name", "label", "title", "p")
_ROLES = {"author": "author", "editor": "editor", "reviewer": "reviewer"}


def read(data: bytes, path: str) -> Article:
    """Read a JATS article.

    Raises:
        InputError: not well-formed, hostile, or XML of another kind.
    """
    root = parse(data, path, doctype=True)
    article = root if root.tag == "article" else next(iter(root.every("article")), None)
    if article is None or root.tag == "html" or not (article.first("front") or article.first("body")):
        what = f"is XML, but no JATS article (its root is {root.tag[:40]})"
        library = root.at("records", "record") is not None
        remedy = "Export an EndNote library as RIS or BibTeX." if library else _REMEDY
        raise InputError(what, where=path, remedy=remedy)
    document = _Document()
    meta = article.at("front", "article-meta")
    if meta is not None:
        document.front(meta)
    for part in article.elements("body", "back", "floats-group"):
        document.blocks(part, 1)
    stated = Stated("", _people(meta), _dates(meta)) if meta is not None else None
    return compose(document.pieces, data, path, "jats", stated=stated)


class _Document:
    """Walks the article and collects pieces."""

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self._references = 0
        self._cell = (0, 0)

    def front(self, meta: Element) -> None:
        """Collect the title and the abstracts."""
        group = meta.first("title-group")
        for title in group.elements("article-title", "subtitle") if group is not None else []:
            self._words(title, BlockKind.HEADING, 1)
        for abstract in meta.elements("abstract"):
            if abstract.of("abstract-type") not in ("graphical", "toc"):
                if abstract.first("title") is None:
                    self._heading("Abstract", abstract, 2)
                self.blocks(abstract, 2)

    def blocks(self, parent: Element, depth: int, kind: BlockKind | None = None) -> None:
        """Collect the blocks of an element; ``depth`` is the depth of its headings."""
        if parent.tag in _HEADED and parent.first("title") is None and parent.elements():
            self._heading(_HEADED[parent.tag], parent, depth)
        for child in parent.elements():
            if child.tag in ("tr", "td", "th"):
                self._cell = (self._cell[0] + (child.tag == "tr"), self._cell[1] + (child.tag != "tr"))
            if child.tag == "title":
                self._words(child, BlockKind.HEADING, depth)
            elif child.tag in _LEAVES:
                self._paragraph(child, depth, _KINDS.get(child.tag, kind))
            elif child.tag in _WALKS:
                _WALKS[child.tag](self, child, depth)
            elif child.tag not in _SKIPPED:
                deeper = depth + (child.tag in _SECTIONS or child.tag in _HEADED)
                self.blocks(child, deeper, _KINDS.get(child.tag, kind))

    def _paragraph(self, element: Element, depth: int, kind: BlockKind | None) -> None:
        """Collect a paragraph; a block inside it parts it in two."""
        segment: list[Element | str] = []
        for child in element.children:
            if isinstance(child, Element) and child.tag in _BLOCKS:
                self._segment(element, segment, depth, kind)
                segment = []
                self.blocks(Element("holder", "", {}, child.line, [child]), depth, kind)
            else:
                segment.append(child)
        self._segment(element, segment, depth, kind)

    def _segment(self, element: Element, segment: list[Element | str], depth: int, kind: BlockKind | None) -> None:
        cell = self._cell if kind is BlockKind.TABLE_CELL else None
        piece = Piece(kind, place=f"line {element.line}", cell=cell)
        self.pieces.append(piece)
        self._inline(Element(element.tag, "", {}, element.line, segment), piece, depth)

    def _words(self, element: Element, kind: BlockKind, level: int, prefix: str = "") -> None:
        piece = Piece(kind, level, prefix, f"line {element.line}")
        self.pieces.append(piece)
        self._inline(element, piece, level)

    def _heading(self, words: str, element: Element, level: int) -> None:
        piece = Piece(BlockKind.HEADING, level, place=f"line {element.line}")
        piece.add(words)
        self.pieces.append(piece)

    def _list(self, element: Element, depth: int) -> None:
        ordered = element.of("list-type") in ("order", "arabic")
        for number, item in enumerate(element.elements("list-item"), 1):
            label = item.first("label")
            prefix = f"{_flat(label)} " if label is not None else f"{number}. " if ordered else "• "
            self._labelled(item, depth, prefix)

    def _note(self, element: Element, depth: int) -> None:
        label = element.first("label")
        self._labelled(element, depth, f"{_flat(label)} " if label is not None else "")

    def _labelled(self, element: Element, depth: int, prefix: str) -> None:
        """Collect an item whose label is already its prefix."""
        first = len(self.pieces)
        for child in element.elements():
            if child.tag == "p":
                self._paragraph(child, depth, BlockKind.LIST_ITEM)
            elif child.tag == "list":
                self._list(child, depth)
            elif child.tag != "label":
                self.blocks(child, depth, BlockKind.LIST_ITEM)
        if len(self.pieces) > first:
            self.pieces[first].prefix = prefix

    def _figure(self, element: Element, depth: int) -> None:
        piece = Piece(BlockKind.CAPTION, place=f"line {element.line}")
        label = element.first("label")
        if label is not None:
            piece.add(f"{_flat(label).rstrip('.')}. ")
        for part in element.elements("caption"):
            for child in part.elements():
                self._inline(child, piece, depth)
                piece.add(" ")
        self.pieces.append(piece)
        for child in element.elements():
            if child.tag not in ("label", "caption") and child.tag not in _SKIPPED:
                self.blocks(child, depth)

    def _reference(self, element: Element, _: int) -> None:
        self._references += 1
        label = element.first("label")
        number = _flat(label).strip(" .[]()") if label is not None else ""
        piece = Piece(BlockKind.LIST_ITEM, 0, f"{number or self._references}. ", f"line {element.line}")
        piece.add("; ".join(filter(None, (_BLANKS.sub(" ", one).strip() for one in printed(element)))))
        self.pieces.append(piece)

    def _inline(self, parent: Element, piece: Piece, depth: int) -> None:
        """Collect words; blocks inside a paragraph come after it, and what follows them stays with it."""
        for child in parent.children:
            if isinstance(child, str):
                words = child if piece.kind is BlockKind.CODE else _BLANKS.sub(" ", child)
                piece.add(words.lstrip(" ") if piece.last in "  \n" else words)
            elif child.tag in _BLOCKS:
                self.blocks(Element("holder", "", {}, child.line, [child]), depth)
            elif child.tag == "sup":
                piece.add(superscript(_BLANKS.sub(" ", child.text), piece.last))
            elif child.tag == "break":
                piece.add("\n")
            elif child.tag in ("ext-link", "uri"):
                start = piece.length
                self._inline(child, piece, depth)
                url = child.of("href") or (child.text.strip() if child.tag == "uri" else "")
                if url.startswith(("http", "doi:")) and url != child.text.strip():
                    piece.links.append((start, piece.length, url))
            elif child.tag not in _SKIPPED:
                if child.tag in _SPACED and piece.last not in "  \n":
                    piece.add(" ")
                self._inline(child, piece, depth)


_WALKS = {
    "list": _Document._list,
    "fig": _Document._figure,
    "table-wrap": _Document._figure,
    "supplementary-material": _Document._figure,
    "ref": _Document._reference,
    "fn": _Document._note,
}


def _flat(element: Element) -> str:
    return " ".join(element.text.split())


def _people(meta: Element) -> list[Person]:
    people = []
    for contributor in meta.every("contrib"):
        name = contributor.first("name") or next(iter(contributor.every("name")), None)
        if name is not None:
            parts = [_flat(part) for tag in ("given-names", "surname", "suffix") for part in name.elements(tag)]
            shown = " ".join(parts)
        else:
            collective = contributor.first("collab", "string-name")
            shown = _flat(collective) if collective is not None else ""
        if shown:
            people.append(Person(shown[:200], _ROLES.get(contributor.of("contrib-type"), "contributor")))
    return people


def _dates(meta: Element) -> Dates:
    """The earliest stated date of publication; months and days that are missing count as the first."""
    days = []
    for stated in meta.elements("pub-date"):
        parts = [stated.first(tag) for tag in ("year", "month", "day")]
        numbers = [_flat(part) if part is not None else "1" for part in parts]
        if parts[0] is not None and all(number.isascii() and number.isdigit() for number in numbers):
            try:
                days.append(datetime.date(*(int(number[:6]) for number in numbers)))
            except ValueError:
                continue
    return msgspec.convert({"published": min(days)} if days else {}, Dates)
