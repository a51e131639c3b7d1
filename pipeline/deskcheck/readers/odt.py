"""OpenDocument text → Article: paragraphs, headings, lists with their numbers, tables and notes.

Footnotes and endnotes keep their mark in place and follow the body as lists. Comments and hidden text are
no text; the article's remarks tell of them. The package is checked before it is opened.
Elements: OASIS OpenDocument 1.3, Part 3, chapters 5 (text), 9 (tables) and 14 (annotations).
"""

import re

from deskcheck.errors import InputError
from deskcheck.model import Article, BlockKind, Person, Remark, RemarkKind
from deskcheck.readers.layout import SUPERSCRIPT, Piece, Stated, compose, hidden, shown, superscript
from deskcheck.readers.limits import MAX_XML_BYTES
from deskcheck.readers.markup import Element, parse
from deskcheck.readers.opendocument_styles import Styles
from deskcheck.readers.packages import Package

_SKIPPED = frozenset(
    "tracked-changes sequence-decls variable-decls user-field-decls forms change change-start change-end bookmark "
    "soft-page-break index-title-template table-column event-listeners title desc".split()
)
_INDEXES = frozenset("table-of-content alphabetical-index illustration-index table-index object-index".split())
_MOST_BLANKS = 100
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [\w.'’-]+){1,4}")


def read(data: bytes, path: str) -> Article:
    """Read an OpenDocument text.

    Raises:
        InputError: the package is damaged, hostile, encrypted or no OpenDocument text.
    """
    package = Package(data, path)
    kind = package.part("mimetype", 200).decode("ascii", "replace").strip()
    if kind and not kind.startswith("application/vnd.oasis.opendocument.text"):
        raise InputError(f"is {kind[:80]}, not an OpenDocument text", where=path, remedy="Save it as .odt.")
    if "content.xml" not in package:
        raise InputError("is a ZIP package, but no OpenDocument text", where=path, remedy="Save it as .odt.")
    if b"encryption-data" in package.part("META-INF/manifest.xml", MAX_XML_BYTES):
        raise InputError("is encrypted", where=path, remedy="Save it without a password.")
    content = parse(package.need("content.xml", MAX_XML_BYTES), path, "content.xml")
    styles = package.part("styles.xml", MAX_XML_BYTES)
    body = content.at("body", "text")
    if body is None:
        raise InputError("is no OpenDocument text", where=path, remedy="Save it as .odt.")
    document = _Document(Styles([content, *([parse(styles, path, "styles.xml")] if styles else [])]))
    document.blocks(body, None)
    document.notes()
    stated, dates = _metadata(package, path)
    remarks = [*hidden(document.unseen), *document.remarks, *dates]
    return compose(document.pieces, data, path, "odt", stated=stated, remarks=remarks)


class _Document:
    """Walks the body and collects pieces."""

    def __init__(self, styles: Styles) -> None:
        self.pieces: list[Piece] = []
        self.unseen: list[tuple[str, str, str]] = []
        self.remarks: list[Remark] = []
        self._styles = styles
        self._notes: dict[str, list[Element]] = {"footnote": [], "endnote": []}
        self._count = 0
        self._prefix = ""
        self._backed = False
        self._cell = (0, 0)

    def blocks(self, parent: Element, kind: BlockKind | None) -> None:
        """Collect the paragraphs, lists and tables of an element."""
        for child in parent.elements():
            if child.tag in ("p", "h"):
                self._paragraph(child, kind)
            elif child.tag == "list":
                self._list(child, 1, child.of("style-name"), kind)
            elif child.tag == "table-cell":
                self._cell = (self._cell[0], self._cell[1] + 1)
                outer, self._backed = self._backed, self._styles.is_backed(child.of("style-name"))
                self.blocks(child, BlockKind.TABLE_CELL)
                self._backed = outer
            elif child.tag in _INDEXES:
                self.blocks(child, BlockKind.NAVIGATION)
            elif child.tag == "hidden-paragraph":
                self.unseen.append((child.text, "marked as hidden", f"paragraph {self._count}"))
            elif child.tag not in _SKIPPED:
                self._cell = (self._cell[0] + (child.tag == "table-row"), self._cell[1])
                self.blocks(child, kind)

    def notes(self) -> None:
        """Collect the notes that the body refers to, under a heading each."""
        for kind, found in self._notes.items():
            if found:
                heading = Piece(BlockKind.HEADING, 1, place=f"{kind}s")
                heading.add(f"{kind.capitalize()}s")
                self.pieces.append(heading)
            for number, note in enumerate(found, 1):
                first = len(self.pieces)
                self._prefix = f"{number}. "
                self.blocks(note, BlockKind.LIST_ITEM)
                for piece in self.pieces[first:]:
                    piece.place = f"{kind} {number}"

    def _list(self, parent: Element, depth: int, style: str, kind: BlockKind | None) -> None:
        number = self._styles.first_number(style, depth) - 1
        for item in parent.elements("list-item", "list-header"):
            number += item.tag == "list-item"
            self._prefix = self._styles.prefix(style, depth, number) if item.tag == "list-item" else ""
            for child in item.elements():
                if child.tag == "list":
                    self._list(child, depth + 1, child.of("style-name") or style, kind)
                elif child.tag in ("p", "h"):
                    heading = child.tag == "h"
                    self._paragraph(child, kind or (None if heading else BlockKind.LIST_ITEM))

    def _paragraph(self, paragraph: Element, kind: BlockKind | None) -> None:
        self._count += 1
        style = paragraph.of("style-name")
        styled, level = self._styles.kind(style)
        if paragraph.tag == "h" and kind is None:
            outline = paragraph.of("outline-level", "1")
            styled, level = BlockKind.HEADING, int(outline) if outline.isascii() and outline.isdigit() else 1
        cell = self._cell if kind is BlockKind.TABLE_CELL else None
        depth = level if kind is None else 0
        piece = Piece(kind or styled, depth, self._prefix, f"paragraph {self._count}", cell=cell)
        self._prefix = ""
        self.pieces.append(piece)
        boxes: list[Element] = []
        how, gone = self._styles.how_hidden(style)
        self._inline(paragraph, piece, boxes, (how, gone), raised=False)
        for box in boxes:
            self.blocks(box, kind)

    def _inline(
        self, parent: Element, piece: Piece, boxes: list[Element], look: tuple[str, bool], *, raised: bool
    ) -> None:
        for child in parent.children:
            if isinstance(child, str):
                self._words(" ".join(re.split(r"[ \t\r\n]+", child)), piece, look, raised=raised)
            elif child.tag == "span":
                style = child.of("style-name")
                inner = self._styles.how_hidden(style)
                up = raised or self._styles.is_raised(style)
                self._inline(child, piece, boxes, inner if inner[0] else look, raised=up)
            elif child.tag == "a":
                start = piece.length
                self._inline(child, piece, boxes, look, raised=raised)
                if child.of("href").startswith(("http", "doi:")):
                    piece.links.append((start, piece.length, child.of("href")))
            else:
                self._mark(child, piece, boxes, look, raised=raised)

    def _words(self, words: str, piece: Piece, look: tuple[str, bool], *, raised: bool) -> None:
        how, gone = look
        if how and words.strip() and not (how == "white" and self._backed):
            self.unseen.append((words, how, piece.place))
        if not gone:
            piece.add(superscript(words, piece.last) if raised else words)

    def _mark(
        self, child: Element, piece: Piece, boxes: list[Element], look: tuple[str, bool], *, raised: bool
    ) -> None:
        match child.tag:
            case "s":
                count = child.of("c", "1")
                piece.add(" " * min(int(count) if count.isascii() and count.isdigit() else 1, _MOST_BLANKS))
            case "tab" | "line-break":
                piece.add("\t" if child.tag == "tab" else "\n")
            case "note":
                found = self._notes["endnote" if child.of("note-class") == "endnote" else "footnote"]
                found.extend(child.elements("note-body"))
                piece.add(str(len(found)).translate(SUPERSCRIPT))
            case "annotation":
                words = " ".join(part.text for part in child.elements("p", "list"))
                author = next((part.text.strip()[:80] for part in child.elements("creator")), "") or "somebody"
                message = f"Comment by {author}: {shown(words)}."
                self.remarks.append(Remark(RemarkKind.COMMENT, message, None, piece.place))
            case "hidden-text" | "conditional-text":
                self.unseen.append((child.of("string-value") or child.text, "marked as hidden", piece.place))
            case "frame" | "text-box" | "g" | "custom-shape":
                boxes.append(child)
            case tag if tag not in _SKIPPED:
                self._inline(child, piece, boxes, look, raised=raised)


def _metadata(package: Package, path: str) -> tuple[Stated, list[Remark]]:
    """Return what the metadata state; the dates of a file are not those of the article."""
    part = package.part("meta.xml", MAX_XML_BYTES)
    meta = parse(part, path, "meta.xml").first("meta") if part else None
    found = {child.tag: " ".join(child.text.split())[:300] for child in (meta.elements() if meta else [])}
    name = found.get("initial-creator") or found.get("creator", "")
    people = [Person(name, "author")] if _NAME.fullmatch(name) else []
    day = found.get("date", "")[:10]
    dates = [Remark(RemarkKind.FILE_DATE, f"The file was last saved on {day}.")] if day else []
    return Stated(found.get("title", ""), people), dates
