"""EPUB → Article: the chapters of the spine in reading order, each read like a web page.

Takes the package as OCF 3.3 and EPUB 3.3 describe it; navigation documents are left out, chapters named in
``META-INF/encryption.xml`` refuse the book. The package is checked before it is opened.
"""

import posixpath
import re
from urllib.parse import unquote

import msgspec

from deskcheck.errors import InputError
from deskcheck.model import Article, Dates, Person
from deskcheck.readers import decode, html
from deskcheck.readers.dates import date_in
from deskcheck.readers.layout import Piece, Stated, compose, hidden
from deskcheck.readers.limits import MAX_CHARACTERS, MAX_XML_BYTES
from deskcheck.readers.markup import Element, parse
from deskcheck.readers.packages import Package

_CONTAINER = "META-INF/container.xml"
_CHAPTERS = ("application/xhtml+xml", "text/html")
# A document type with declarations of its own could keep words from a reader that does not expand them.
_DECLARATIONS = re.compile(rb"<!DOCTYPE[^>\[]{0,1000}\[|<!ENTITY", re.I)
_ROLES = {"edt": "editor", "ill": "contributor", "trl": "contributor"}


def read(data: bytes, path: str) -> Article:
    """Read an EPUB.

    Raises:
        InputError: the package is damaged, hostile, encrypted or no EPUB.
    """
    package = Package(data, path)
    if _CONTAINER not in package:
        raise InputError("is a ZIP package, but no EPUB", where=path, remedy="Name it by its true format.")
    book = _book(package, path)
    opf = parse(package.need(book, MAX_XML_BYTES), path, book, doctype=True)
    pieces: list[Piece] = []
    unseen: list[tuple[str, str, str]] = []
    length = 0
    for name in _chapters(opf, package, posixpath.dirname(book), path):
        chapter = package.need(name, MAX_XML_BYTES)
        if _DECLARATIONS.search(chapter):
            what = f"has a chapter with declarations of its own ({name[:80]})"
            raise InputError(what, where=path, remedy="Save it anew with the program that made it.")
        page = html.parse(decode(chapter, f"{path}, {name}"))
        for piece in page.pieces:
            piece.place = f"{name}, {piece.place}"
            length += piece.length
        if length > MAX_CHARACTERS:
            raise InputError(f"has more than {MAX_CHARACTERS:,} characters", where=path, remedy="Split it.")
        pieces.extend(page.pieces)
        unseen.extend((words, how, f"{name}, {place}") for words, how, place in page.unseen)
    return compose(pieces, data, path, "epub", stated=_metadata(opf), remarks=hidden(unseen))


def _book(package: Package, path: str) -> str:
    container = parse(package.need(_CONTAINER, MAX_XML_BYTES), path, _CONTAINER, doctype=True)
    files = container.every("rootfile")
    if not files:
        raise InputError("names no book in its container", where=path, remedy="Save it anew as .epub.")
    return files[0].of("full-path")


def _chapters(opf: Element, package: Package, folder: str, path: str) -> list[str]:
    """Return the names of the chapters in reading order."""
    manifest, spine = opf.first("manifest"), opf.first("spine")
    items = {item.of("id"): item for item in (manifest.elements("item") if manifest else [])}
    locked = _locked(package, path)
    names: dict[str, None] = {}
    for entry in spine.elements("itemref") if spine else []:
        item = items.get(entry.of("idref"))
        if item is None or item.of("media-type") not in _CHAPTERS or "nav" in item.of("properties").split():
            continue
        name = posixpath.normpath(posixpath.join(folder, unquote(item.of("href").split("#")[0])))
        if name in locked:
            raise InputError("is encrypted (copy protection)", where=path, remedy="Use a copy without it.")
        names[name] = None
    if not names:
        raise InputError("lists no chapter", where=path, remedy="Save it anew as .epub.")
    return list(names)


def _locked(package: Package, path: str) -> set[str]:
    part = package.part("META-INF/encryption.xml", MAX_XML_BYTES)
    found = parse(part, path, "META-INF/encryption.xml").every("CipherReference") if part else []
    return {unquote(one.of("URI")) for one in found}


def _metadata(opf: Element) -> Stated:
    metadata = opf.first("metadata")
    if metadata is None:
        return Stated()
    titles = [" ".join(one.text.split())[:300] for one in metadata.elements("title")]
    people = []
    for one in metadata.elements("creator", "contributor"):
        name = " ".join(one.text.split())[:200]
        usual = "author" if one.tag == "creator" else "contributor"
        if name:
            people.append(Person(name, _ROLES.get(one.of("role"), usual)))
    day = next((found for one in metadata.elements("date") if (found := date_in(one.text[:40]))), None)
    return Stated(titles[0] if titles else "", people, msgspec.convert({"published": day}, Dates))
