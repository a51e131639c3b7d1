"""XML → tree, safely: no entities of the file's own, nothing fetched, bounded depth and size.

Uses the standard library's expat with handlers of our own. Because the parser itself reports a DOCTYPE,
no encoding can hide one.
"""

from html.entities import html5
from pyexpat import ErrorString, ExpatError, ParserCreate, XMLParserType

import msgspec

from deskcheck.errors import InputError
from deskcheck.readers.limits import MAX_DEPTH, MAX_NODES, MAX_XML_BYTES

_SEPARATOR = "}"
_XINCLUDE = "http://www.w3.org/2001/XInclude"


class Element(msgspec.Struct):
    """An element in document order.

    Attributes:
        tag: local name; ``space`` its namespace.
        attributes: by local name.
        children: elements and strings, mixed as they come.
        line: its line in the file, from 1.
    """

    tag: str
    space: str
    attributes: dict[str, str]
    line: int
    children: list["Element | str"] = []

    def elements(self, *tags: str) -> list["Element"]:
        """Return the child elements, or those with one of these tags."""
        return [child for child in self.children if not isinstance(child, str) and (not tags or child.tag in tags)]

    def first(self, *tags: str) -> "Element | None":
        """Return the first child element with one of these tags."""
        return next(iter(self.elements(*tags)), None)

    def at(self, *steps: str) -> "Element | None":
        """Return what a path of tags leads to, first matches only."""
        here: Element | None = self
        for step in steps:
            here = here.first(step) if here is not None else None
        return here

    def every(self, *tags: str) -> list["Element"]:
        """Return the descendants with one of these tags, in document order."""
        found: list[Element] = []
        waiting = [child for child in reversed(self.children) if not isinstance(child, str)]
        while waiting:
            here = waiting.pop()
            if here.tag in tags:
                found.append(here)
            waiting.extend(child for child in reversed(here.children) if not isinstance(child, str))
        return found

    @property
    def text(self) -> str:
        """All words inside, in order, without markup."""
        parts: list[str] = []
        waiting: list[Element | str] = [self]
        while waiting:
            here = waiting.pop()
            if isinstance(here, str):
                parts.append(here)
            else:
                waiting.extend(reversed(here.children))
        return "".join(parts)

    def of(self, name: str, default: str = "") -> str:
        """Return an attribute by its local name."""
        return self.attributes.get(name, default)


class _Builder:
    """Builds the tree from expat's events within the limits."""

    def __init__(self, path: str, part: str, *, doctype: bool) -> None:
        self._path, self._part, self._doctype = path, part, doctype
        self._open: list[Element] = []
        self._nodes = 0
        self.root: Element | None = None
        self.parser: XMLParserType = ParserCreate(None, _SEPARATOR)
        self.parser.buffer_text = True
        self.parser.ordered_attributes = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._words
        self.parser.StartDoctypeDeclHandler = self._declared
        self.parser.EntityDeclHandler = self._entity
        self.parser.SkippedEntityHandler = self._skipped

    def _start(self, name: str, attributes: list[str]) -> None:
        self._nodes += 1 + len(attributes) // 2
        if self._nodes > MAX_NODES:
            raise self.refusal(f"has more than {MAX_NODES:,} elements")
        if len(self._open) >= MAX_DEPTH:
            raise self.refusal(f"nests elements deeper than {MAX_DEPTH}")
        given: dict[str, str] = {}
        for key, value in zip(attributes[::2], attributes[1::2], strict=True):
            given.setdefault(key.rpartition(_SEPARATOR)[2], value)
        space, _, tag = name.rpartition(_SEPARATOR)
        if space == _XINCLUDE:
            raise self.refusal("includes another file")
        element = Element(tag, space, given, self.parser.CurrentLineNumber)
        if self._open:
            self._open[-1].children.append(element)
        else:
            self.root = element
        self._open.append(element)

    def _end(self, _: str) -> None:
        self._open.pop()

    def _words(self, words: str) -> None:
        self._open[-1].children.append(words)

    def _declared(self, _: str, __: str | None, ___: str | None, internal: int) -> None:
        if not self._doctype:
            raise self.refusal("holds a DOCTYPE, which a document package must not")
        if internal:
            raise self.refusal("holds declarations of its own in its DOCTYPE")

    def _entity(self, *_: object) -> None:
        raise self.refusal("declares entities of its own")

    def _skipped(self, name: str, parameter: int) -> None:
        """Entities of the DTD named in the DOCTYPE, which is not read: those known from HTML are replaced."""
        if not parameter and self._open:
            self._open[-1].children.append(html5.get(f"{name};", "\ufffd"))

    def refusal(self, what: str) -> InputError:
        where = f" ({self._part})" if self._part else ""
        return InputError(what + where, where=self._path, remedy="Save it anew with the program that made it.")


def parse(data: bytes, path: str, part: str = "", *, doctype: bool = False) -> Element:
    """Return the root element of an XML file or part.

    Args:
        part: the part's name in its package, for messages.
        doctype: whether a DOCTYPE that only names a DTD is allowed; it is never read.

    Raises:
        InputError: not well-formed, too large or deep, or with declarations of its own.
    """
    builder = _Builder(path, part, doctype=doctype)
    if len(data) > MAX_XML_BYTES:
        raise builder.refusal(f"has {len(data):,} bytes of XML, the limit is {MAX_XML_BYTES:,}")
    if doctype:
        # Tells expat that undeclared entities may stand in a DTD that it does not read.
        builder.parser.UseForeignDTD(True)
        builder.parser.ExternalEntityRefHandler = lambda *_: 1
    try:
        builder.parser.Parse(data, True)
    except ExpatError as fault:
        what = f"is not well-formed XML at line {fault.lineno} ({ErrorString(fault.code)})"
        raise builder.refusal(what) from None
    except (ValueError, LookupError, UnicodeError):
        raise builder.refusal("is XML in an encoding that cannot be read") from None
    if builder.root is None:
        raise builder.refusal("is XML without an element")
    return builder.root
