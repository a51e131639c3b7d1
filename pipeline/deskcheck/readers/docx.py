"""Word document → Article: paragraphs, headings, lists with their numbers, tables, captions and notes.

Footnotes and endnotes keep their mark in place and follow the body as lists. Comments, tracked deletions
and hidden runs are no text; the article's remarks tell of them. The package is checked before it is opened.
Elements: ECMA-376 Part 1, section 17.
"""

import posixpath
import re

from deskcheck.errors import InputError
from deskcheck.model import Article, BlockKind, Person, Remark, RemarkKind
from deskcheck.readers.layout import SUPERSCRIPT, Piece, Stated, compose, hidden, shown, superscript
from deskcheck.readers.limits import MAX_XML_BYTES
from deskcheck.readers.markup import Element, parse
from deskcheck.readers.numerals import numeral
from deskcheck.readers.packages import Package
from deskcheck.readers.word_formatting import Numbering, Styles, value

_DROPPED = frozenset("pPr rPr del moveFrom instrText delText fldData sdtPr sdtEndPr tblPr tblGrid trPr tcPr".split())
# Elements that mark a place and hold no words.
_POINTS = ("bookmark", "comment", "moveFromRange", "perm", "proofErr", "del")
_PARTS = ("styles", "numbering", "footnotes", "endnotes", "comments")
# A symbol names a glyph of a font, not a character.
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffd"}
_FIELD_LINK = re.compile(r"\s*HYPERLINK\s+\"([^\"\s]{1,2000})\"")
_NAME = re.compile(r"[A-Z][\w.'’-]*(?: [\w.'’-]+){1,4}")
_NOBODY = re.compile(r"\b(?:user|admin\w*|author|office|python-docx|default|owner|microsoft|unknown)\b", re.I)


def read(data: bytes, path: str) -> Article:
    """Read a Word document.

    Raises:
        InputError: the package is damaged, hostile, encrypted or no Word document.
    """
    package = Package(data, path)
    main = _main_part(package, path)
    document = _Document(package, main, path)
    root = parse(package.need(main, MAX_XML_BYTES), path, main)
    body = root.first("body")
    if root.tag != "document" or body is None:
        raise InputError("is no Word document", where=path, remedy="Save it anew as .docx.")
    document.backed = root.first("background") is not None
    document.blocks(body, None)
    document.notes()
    stated, dates = _properties(package, path)
    remarks = [*hidden(document.unseen), *document.remarks, *dates]
    return compose(document.pieces, data, path, "docx", stated=stated, remarks=remarks)


def _main_part(package: Package, path: str) -> str:
    """Return the name of the document part, which the package's relationships state."""
    if "[Content_Types].xml" not in package:
        kind = package.part("mimetype", 200).decode("ascii", "replace").strip()
        name = {"application/epub+zip": "an EPUB"}.get(kind, "an OpenDocument file" if "opendocument" in kind else "")
        what = f"is {name}, not a Word document" if name else "is a ZIP package, but no Word document"
        raise InputError(what, where=path, remedy="Name it by its true format, or save it as .docx.")
    relations = package.part("_rels/.rels", MAX_XML_BYTES)
    for relation in parse(relations, path, "_rels/.rels").elements("Relationship") if relations else []:
        if relation.of("Type").endswith("/officeDocument"):
            target = relation.of("Target").lstrip("/")
            if target.startswith(("xl/", "ppt/")):
                what = "is a spreadsheet or a presentation, not a Word document"
                raise InputError(what, where=path, remedy="Save the article as .docx.")
            return target
    return "word/document.xml"


class _Document:
    """Walks the body and collects pieces.

    Attributes:
        backed: whether the page has a colour of its own, on which white letters can be read.
    """

    def __init__(self, package: Package, main: str, path: str) -> None:
        self.pieces: list[Piece] = []
        self.unseen: list[tuple[str, str, str]] = []
        self.remarks: list[Remark] = []
        self.backed = False
        self._path = path
        folder, name = posixpath.split(main)
        parts = {part: self._part(package, f"{folder}/{part}.xml") for part in _PARTS}
        self._styles, self._numbering = Styles(parts["styles"]), Numbering(parts["numbering"])
        self._links = {
            kind: _links(self._part(package, f"{folder}/_rels/{file}.rels"))
            for kind, file in (("", name), ("footnote", "footnotes.xml"), ("endnote", "endnotes.xml"))
        }
        self._relations = self._links[""]
        self._comments = {one.of("id"): one for one in _children(parts["comments"], "comment")}
        self._noted = {
            kind: {one.of("id"): one for one in _children(parts[f"{kind}s"], kind) if one.of("type") in ("", "normal")}
            for kind in ("footnote", "endnote")
        }
        self._order: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        self._count = 0
        self._deleted = 0
        self._properties: Element | None = None
        self._shaded = False
        self._cell = (0, 0)
        self._field = ""
        self._field_start: tuple[int, str] | None = None

    def blocks(self, parent: Element, kind: BlockKind | None) -> None:
        """Collect the paragraphs and tables of an element."""
        for child in parent.elements():
            if child.tag == "p":
                self._paragraph(child, kind)
            elif child.tag in ("tc", "tbl"):
                self._cell = (self._cell[0], self._cell[1] + 1)
                outer, self._shaded = self._shaded, self._shaded or _is_shaded(child)
                self.blocks(child, BlockKind.TABLE_CELL)
                self._shaded = outer
            elif child.tag not in _DROPPED:
                self._cell = (self._cell[0] + (child.tag == "tr"), self._cell[1])
                self.blocks(child, kind)

    def notes(self) -> None:
        """Collect the notes that the body refers to, under a heading each; then what was deleted."""
        for kind, order in self._order.items():
            if order:
                self.pieces.append(
                    Piece(BlockKind.HEADING, 1, place=f"{kind}s", parts=[f"{kind.capitalize()}s"], length=9)
                )
            self._relations = self._links[kind]
            for identifier, number in order.items():
                first = len(self.pieces)
                self.blocks(self._noted[kind][identifier], BlockKind.LIST_ITEM)
                for piece in self.pieces[first:]:
                    piece.place = f"{kind} {number}"
                    piece.prefix = f"{self._mark(kind, number)}. " if piece is self.pieces[first] else ""
        if self._deleted:
            message = f"{self._deleted} tracked deletions or moves are left out; accept or reject them to be sure."
            self.remarks.append(Remark(RemarkKind.CHANGE, message))

    def _paragraph(self, paragraph: Element, kind: BlockKind | None) -> None:
        self._count += 1
        if _is_deleted(paragraph):
            self._deleted += 1
            return
        properties = self._properties = paragraph.first("pPr")
        styled, level = self._styles.kind(properties)
        numbering = self._styles.numbering(properties)
        prefix = self._numbering.prefix(numbering) if numbering is not None else None
        if prefix is not None and styled is None and kind is None:
            styled = BlockKind.LIST_ITEM
        if styled is BlockKind.HEADING and kind is not None:
            styled, level = None, 0
        cell = self._cell if kind is BlockKind.TABLE_CELL else None
        piece = Piece(kind or styled, level, prefix or "", f"paragraph {self._count}", cell=cell)
        self.pieces.append(piece)
        self._field, self._field_start = "", None
        boxes: list[Element] = []
        self._inline(paragraph, piece, boxes)
        for box in boxes:
            self.blocks(box, kind)

    def _inline(self, parent: Element, piece: Piece, boxes: list[Element]) -> None:
        """Collect the words of runs, whatever encloses them."""
        for child in parent.elements():
            if child.tag == "r":
                self._run(child, piece, boxes)
            elif child.tag in ("del", "moveFrom"):
                self._deleted += 1
            elif child.tag == "hyperlink":
                start = piece.length
                self._inline(child, piece, boxes)
                if url := self._relations.get(child.of("id"), ""):
                    piece.links.append((start, piece.length, url))
            elif child.tag in ("oMath", "oMathPara"):
                piece.add("".join(one.text for one in child.every("t")))
            elif child.tag not in _DROPPED:
                self._inline(child, piece, boxes)

    def _run(self, run: Element, piece: Piece, boxes: list[Element]) -> None:
        properties = run.first("rPr")
        parts: list[str] = []
        for child in run.elements():
            self._content(child, parts, piece, boxes)
        words = "".join(parts)
        if not words:
            return
        how, gone = self._styles.how_hidden(properties, self._properties)
        shaded = self._shaded or self.backed or _is_shaded(self._properties)
        if how and words.strip() and not (how == "white" and shaded):
            self.unseen.append((words, how, piece.place))
        if not gone:
            align = self._styles.look(properties, None, "vertAlign")
            raised = align is not None and align.of("val") == "superscript"
            piece.add(superscript(words, piece.last) if raised else words)

    def _content(self, child: Element, parts: list[str], piece: Piece, boxes: list[Element]) -> None:
        match child.tag:
            case "t":
                parts.append(child.text)
            case "tab" | "ptab" | "br" | "cr" | "noBreakHyphen" | "sym":
                parts.append(_SIGNS[child.tag])
            case "footnoteReference" | "endnoteReference":
                parts.append(self._note(child.tag.removesuffix("Reference"), child.of("id")))
            case "commentReference":
                self._comment(child.of("id"), piece.place)
            case "instrText":
                self._field += child.text[:2_000]
            case "fldChar":
                self._field_mark(child.of("fldCharType"), piece, len("".join(parts)))
            case "AlternateContent":
                drawn = child.first("Choice", "Fallback")
                boxes.extend(drawn.every("txbxContent") if drawn else [])
            case "drawing" | "pict" | "object":
                boxes.extend(child.every("txbxContent"))

    def _note(self, kind: str, identifier: str) -> str:
        if identifier not in self._noted[kind]:
            return ""
        number = self._order[kind].setdefault(identifier, len(self._order[kind]) + 1)
        return self._mark(kind, number).translate(SUPERSCRIPT)

    def _mark(self, kind: str, number: int) -> str:
        """Endnotes are told from footnotes by Roman numbers where a document has both."""
        both = kind == "endnote" and bool(self._noted["footnote"])
        return numeral(number, "lowerRoman" if both else "decimal")

    def _comment(self, identifier: str, place: str) -> None:
        comment = self._comments.pop(identifier, None)
        if comment is not None:
            author = " ".join(comment.of("author").split())[:80] or "somebody"
            words = " ".join("".join(one.text for one in part.every("t")) for part in comment.every("p"))
            self.remarks.append(Remark(RemarkKind.COMMENT, f"Comment by {author}: {shown(words)}.", None, place))

    def _field_mark(self, kind: str, piece: Piece, ahead: int) -> None:
        """Complex fields (17.16.18): instruction, ``separate``, result, ``end``."""
        if kind == "begin":
            self._field, self._field_start = "", None
        elif kind == "separate":
            link = _FIELD_LINK.match(self._field)
            self._field_start = (piece.length + ahead, link.group(1)) if link else None
        elif kind == "end" and self._field_start:
            start, url = self._field_start
            piece.links.append((start, piece.length + ahead, url))
            self._field_start = None

    def _part(self, package: Package, name: str) -> Element | None:
        part = package.part(name.lstrip("/"), MAX_XML_BYTES)
        return parse(part, self._path, name) if part else None


def _is_deleted(paragraph: Element) -> bool:
    """Tell whether a paragraph is deleted with its mark (17.13.5.15) and all its words: it takes no number either."""
    mark = paragraph.at("pPr", "rPr")
    if mark is None or mark.first("del", "moveFrom") is None:
        return False
    return all(child.tag in _DROPPED or child.tag.startswith(_POINTS) for child in paragraph.elements())


def _children(root: Element | None, tag: str) -> list[Element]:
    return root.elements(tag) if root is not None else []


def _links(root: Element | None) -> dict[str, str]:
    return {
        one.of("Id"): one.of("Target") for one in _children(root, "Relationship") if one.of("TargetMode") == "External"
    }


def _is_shaded(element: Element | None) -> bool:
    """Tell whether a cell, table or paragraph has a background of its own, or a style that may give it one."""
    if element is None:
        return False
    properties = element if element.tag == "pPr" else element.first("tcPr", "tblPr")
    fill = properties.first("shd") if properties else None
    return (fill is not None and fill.of("fill", "auto") not in ("auto", "FFFFFF")) or bool(
        value(properties, "tblStyle")
    )


def _properties(package: Package, path: str) -> tuple[Stated, list[Remark]]:
    """Return what the core properties state; the dates of a file are not those of the article."""
    part = package.part("docProps/core.xml", MAX_XML_BYTES)
    if not part:
        return Stated(), []
    core = parse(part, path, "docProps/core.xml")
    found = {child.tag: " ".join(child.text.split())[:300] for child in core.elements()}
    names = [name.strip() for name in re.split(r"[;,&]| and ", found.get("creator", ""))]
    people = [Person(name, "author") for name in names if _NAME.fullmatch(name) and not _NOBODY.search(name)]
    day = found.get("modified", "")[:10]
    dates = [Remark(RemarkKind.FILE_DATE, f"The file was last saved on {day}.")] if day else []
    return Stated(found.get("title", ""), people), dates
