"""Bibliographic items → RIS."""

from collections.abc import Iterable, Iterator

from deskcheck.model import Audit, CslDate, CslItem, CslName
from deskcheck.reporters import corrected

_TYPES = {
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "book": "BOOK",
    "chapter": "CHAP",
    "entry-encyclopedia": "ENCYC",
    "paper-conference": "CONF",
    "thesis": "THES",
    "report": "RPRT",
    "webpage": "ELEC",
    "post-weblog": "BLOG",
    "dataset": "DATA",
    "software": "COMP",
    "patent": "PAT",
    "standard": "STAND",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "UNPB",
    "pamphlet": "PAMP",
}


def render(audit: Audit) -> str:
    """Return the corrected references of an audit as RIS."""
    return write(corrected.items(audit))


def write(items: Iterable[CslItem]) -> str:
    """Return ``items`` as a RIS file."""
    return "\n".join(_record(item) for item in items)


def _record(item: CslItem) -> str:
    lines = [f"TY  - {_TYPES.get(item.type, 'GEN')}"]
    lines += [f"{tag}  - {' '.join(value.split())}" for tag, value in _fields(item) if value.strip()]
    return "\n".join([*lines, "ER  - "]) + "\n"


def _fields(item: CslItem) -> Iterator[tuple[str, str]]:
    yield "ID", item.id
    for tag, people in (("AU", item.author), ("A2", item.editor), ("A4", item.translator)):
        yield from ((tag, _name(person)) for person in people)
    yield "TI", item.title
    is_book = item.type in ("book", "thesis", "report")
    yield "T2", "" if is_book else item.container_title
    yield "J2", item.container_title_short
    yield "T3", item.collection_title
    yield "VL", item.volume
    yield "IS", item.issue
    first, dash, last = item.page.partition("-")
    yield "SP", first
    yield "EP", last if dash else ""
    yield "C7", item.number
    yield "SE", item.section
    yield from _dates(item.issued)
    yield "Y2", _date(item.accessed)
    yield "PB", item.publisher
    yield "CY", item.publisher_place
    yield "ET", item.edition
    yield "M3", item.genre
    yield "DO", item.doi
    yield "SN", item.isbn or item.issn
    if item.pmid:
        yield "DB", "PubMed"
        yield "AN", item.pmid
    yield "C2", item.pmcid
    yield "UR", item.url
    yield "LA", item.language
    yield "N1", item.note
    yield "AB", item.abstract


def _dates(issued: CslDate | None) -> Iterator[tuple[str, str]]:
    if issued is None:
        return
    yield "PY", str(issued.year) if issued.year else issued.literal
    if issued.date_parts and len(issued.date_parts[0]) > 1:
        yield "DA", _date(issued)


def _date(day: CslDate | None) -> str:
    return day.shown().replace("-", "/") if day else ""


def _name(person: CslName) -> str:
    if person.literal:
        return person.literal
    particle = " ".join(filter(None, (person.dropping_particle, person.non_dropping_particle)))
    family = " ".join(filter(None, (particle, person.family)))
    return ", ".join(filter(None, (family, person.given, person.suffix)))
