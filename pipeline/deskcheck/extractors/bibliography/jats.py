"""The ``ref-list`` of a JATS article → items. Element names: JATS 1.3, Journal Publishing tag set."""

import re
from typing import Any
from xml.etree import ElementTree

from deskcheck.extractors.bibliography.item import Item, Unread
from deskcheck.model import CslDate, CslItem, CslName

_TYPES = {
    "journal": "article-journal",
    "book": "book",
    "chapter": "chapter",
    "confproc": "paper-conference",
    "conf-proceedings": "paper-conference",
    "thesis": "thesis",
    "report": "report",
    "gov": "report",
    "web": "webpage",
    "website": "webpage",
    "webpage": "webpage",
    "preprint": "article",
    "data": "dataset",
    "software": "software",
    "patent": "patent",
    "newspaper": "article-newspaper",
}
_DEEPEST = 60
_HREF = "{http://www.w3.org/1999/xlink}href"


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """Read the reference lists of a JATS file."""
    declared = text.find("<!ENTITY")
    if declared != -1:
        line = text.count("\n", 0, declared) + 1
        return [], [Unread(line=line, reason="declares entities, which are not read for safety", text="")]
    try:
        root = _root(re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", text))
    except ElementTree.ParseError as fault:
        line = fault.position[0]
        return [], [Unread(line=line, reason=f"is not well-formed XML: {fault}"[:200], text="")]
    items: list[Item] = []
    unread: list[Unread] = []
    for reference in root.iter("ref"):
        citations = [
            child
            for child in reference.iter()
            if child.tag in ("element-citation", "mixed-citation", "citation", "nlm-citation")
        ]
        label = "".join(reference.findtext("label") or "").strip()
        if not citations:
            unread.append(Unread(line=0, reason="a ref without a citation", text=_words(reference)[:200]))
        for citation in citations:
            items.append(Item(_fields(citation), _words(citation), label))
    return items, unread


class _Shallow(ElementTree.TreeBuilder):
    """Builds the tree, unless elements are nested deeper than any article has them."""

    depth = 0

    def start(self, tag: Any, attrs: Any, /) -> Any:
        """Open an element."""
        self.depth += 1
        if self.depth > _DEEPEST:
            fault = ElementTree.ParseError(f"elements are nested deeper than {_DEEPEST}")
            fault.position = (1, 0)
            raise fault
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> Any:
        """Close an element."""
        self.depth -= 1
        return super().end(tag)


def _root(text: str) -> Any:
    parser = ElementTree.XMLParser(target=_Shallow())  # noqa: S314 - entities are refused, depth is bounded
    parser.feed(text)
    return parser.close()


def _words(element: Any) -> str:
    if element.tag == "mixed-citation":
        return " ".join("".join(element.itertext()).split())
    return " ".join(" ".join(element.itertext()).split())


def _fields(citation: Any) -> CslItem:
    def one(*paths: str) -> str:
        for path in paths:
            found = citation.find(path)
            if found is not None and (words := " ".join("".join(found.itertext()).split())):
                return words
        return ""

    kind = _TYPES.get((citation.get("publication-type") or citation.get("citation-type") or "").lower(), "document")
    title = one("article-title", "chapter-title", "data-title", "part-title")
    source = one("source")
    if kind == "book" and title and source:
        kind = "chapter"
    identifiers = {
        (found.get("pub-id-type") or "").lower(): "".join(found.itertext()).strip() for found in citation.iter("pub-id")
    }
    first, last = one("fpage"), one("lpage")
    url = next((found.get(_HREF) or "".join(found.itertext()) for found in citation.iter("ext-link")), "") or one("uri")
    return CslItem(
        type=kind,
        title=title or source,
        container_title=source if title else "",
        author=_people(citation, "author"),
        editor=_people(citation, "editor"),
        translator=_people(citation, "translator"),
        volume=one("volume"),
        issue=one("issue"),
        page=f"{first}-{last}" if first and last and first != last else one("page-range") or first,
        number=one("elocation-id"),
        issued=_date(one("year"), one("month"), one("day")),
        publisher=one("publisher-name"),
        publisher_place=one("publisher-loc"),
        edition=one("edition"),
        doi=identifiers.get("doi", ""),
        pmid=identifiers.get("pmid", ""),
        pmcid=identifiers.get("pmcid", ""),
        isbn=one("isbn"),
        issn=one("issn"),
        url=url if "doi.org/" not in url else "",
        note=one("comment"),
    )


def _people(citation: Any, role: str) -> tuple[CslName, ...]:
    people: list[CslName] = []
    for group in citation.iter("person-group"):
        if (group.get("person-group-type") or "author") == role:
            people += _names(group)
    if not people and role == "author" and citation.find("person-group") is None:
        people = _names(citation)
    return tuple(people)


def _names(group: Any) -> list[CslName]:
    people = []
    for element in group.iter():
        if element.tag in ("name", "string-name") and element.findtext("surname"):
            people.append(
                CslName(
                    family=(element.findtext("surname") or "").strip(),
                    given=(element.findtext("given-names") or "").strip(),
                    suffix=(element.findtext("suffix") or "").strip(),
                )
            )
        elif element.tag in ("collab", "institution", "string-name") and (words := _words(element)):
            people.append(CslName(literal=words))
    return people


def _date(year: str, month: str, day: str) -> CslDate | None:
    found = re.search(r"\d{4}", year)
    if not found:
        return CslDate(literal=year) if year else None
    parts = [int(found.group())]
    if month.isdecimal() and 1 <= int(month) <= 12:
        parts.append(int(month))
        if day.isdecimal() and 1 <= int(day) <= 31:
            parts.append(int(day))
    return CslDate(date_parts=(tuple(parts),))
