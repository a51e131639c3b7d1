"""Bibliographic items → BibTeX that BibLaTeX reads too."""

from collections.abc import Iterable, Iterator

from deskcheck.model import Audit, CslDate, CslItem, CslName
from deskcheck.reporters import corrected
from deskcheck.reporters.citation_keys import keyed
from deskcheck.text.latex import encoded

_TYPES = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "article": "unpublished",
    "book": "book",
    "chapter": "incollection",
    "entry-encyclopedia": "inreference",
    "paper-conference": "inproceedings",
    "thesis": "thesis",
    "report": "report",
    "manuscript": "unpublished",
    "webpage": "online",
    "post-weblog": "online",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "pamphlet": "booklet",
}


_NUMBERED = frozenset({"patent", "standard", "jurisdiction", "legislation"})


def render(audit: Audit) -> str:
    """Return the corrected references of an audit as BibTeX."""
    return write(corrected.items(audit))


def write(items: Iterable[CslItem]) -> str:
    """Return ``items`` as a BibTeX file."""
    return "\n".join(_entry(key, item) for key, item in keyed(items))


def people(names: Iterable[CslName]) -> str:
    """Return names as a value of ``author``: ``Harlow, Tess and {Rest Office}``."""
    return " and ".join(_name(person) for person in names)


def _entry(key: str, item: CslItem) -> str:
    kind = _TYPES.get(item.type, "misc")
    lines = [f"@{kind}{{{key},"]
    for name, value in _fields(kind, item):
        if value:
            lines.append(f"  {name} = {{{value}}},")
    return "\n".join(lines) + "\n}\n"


def _fields(kind: str, item: CslItem) -> Iterator[tuple[str, str]]:
    for role in ("author", "editor", "translator"):
        yield role, people(getattr(item, role))
    yield "title", encoded(item.title)
    yield ("journal" if kind in ("article", "unpublished") else "booktitle"), encoded(item.container_title)
    yield "shortjournal", encoded(item.container_title_short)
    yield "series", encoded(item.collection_title)
    yield from _date(item.issued)
    yield "volume", encoded(item.volume)
    yield ("number" if kind in ("article", "inproceedings") else "issue"), encoded(item.issue)
    yield "pages", encoded(item.page.replace("-", "--"))
    yield ("number" if kind in _NUMBERED else "eid"), encoded(item.number or (item.section and f"§ {item.section}"))
    publisher = {"thesis": "school", "report": "institution"}.get(kind, "publisher")
    yield publisher, encoded(item.publisher)
    yield "address", encoded(item.publisher_place)
    yield "edition", encoded(item.edition)
    yield "type", encoded(item.genre)
    yield "doi", encoded(item.doi)
    yield "url", encoded(item.url)
    yield "urldate", item.accessed.shown() if item.accessed else ""
    yield from ((name, encoded(getattr(item, name))) for name in ("isbn", "issn", "pmid", "pmcid"))
    if item.archive_location:
        yield "eprinttype", item.archive.lower()
        yield "eprint", encoded(item.archive_location)
    yield from ((name, encoded(getattr(item, name))) for name in ("note", "language", "abstract"))


def _date(issued: CslDate | None) -> Iterator[tuple[str, str]]:
    if issued is None:
        return
    if not issued.date_parts:
        yield "year", encoded(issued.literal)
        return
    first, *rest = issued.date_parts
    shown = ["-".join([f"{part[0]:04d}", *(f"{number:02d}" for number in part[1:])]) for part in (first, *rest)]
    if len(shown) > 1 or len(first) > 1:
        yield "date", "/".join(shown)
    else:
        yield "year", f"{first[0]:04d}"


def _name(person: CslName) -> str:
    if person.literal:
        return person.literal if person.literal == "others" else f"{{{encoded(person.literal)}}}"
    particle = " ".join(filter(None, (person.dropping_particle, person.non_dropping_particle)))
    family = encoded(" ".join(filter(None, (particle, person.family))))
    return ", ".join(filter(None, (family, encoded(person.suffix), encoded(person.given))))
