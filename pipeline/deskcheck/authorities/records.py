"""Crossref REST ``message`` → ``Work``.

Field meanings: Crossref REST API, "Metadata format" and the works schema of its OpenAPI page; update
types: Crossmark documentation, "Version control, corrections and retractions". Registered metadata is
dirty: every value is taken as untrusted, of any type, and what makes no sense is left out.
"""

import html
import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from deskcheck.authorities.identifiers import clean_doi
from deskcheck.authorities.notices import notices_of, without_title_mark
from deskcheck.model import CslDate, CslItem, CslName, Relation, Work

_CSL_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "posted-content": "article",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-set": "book",
    "book-series": "book",
    "book-chapter": "chapter",
    "book-part": "chapter",
    "book-section": "chapter",
    "book-track": "chapter",
    "reference-entry": "entry-encyclopedia",
    "dissertation": "thesis",
    "report": "report",
    "report-component": "report",
    "report-series": "report",
    "dataset": "dataset",
    "database": "dataset",
    "standard": "standard",
    "proceedings": "book",
    "peer-review": "review",
    "other": "document",
}
_DATES = (
    "issued",
    "published",
    "published-print",
    "published-online",
    "published-other",
    "posted",
    "approved",
    "accepted",
    "created",
)
_ISSUED_FROM = ("issued", "published", "published-print", "published-online", "posted", "approved")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>|<!--.{0,400}?-->", re.DOTALL)
_BLOCK_END = re.compile(r"</(?:jats:)?(?:p|title|sec|list-item)\s*>", re.IGNORECASE)
_ABSTRACT_HEADING = re.compile(
    r"\A\s*<(?:jats:)?title>\s*+(?:abstract|summary)\s*+:?\s*+</(?:jats:)?title>", re.IGNORECASE
)
_LONGEST = 20_000


def work_from_crossref(
    message: Mapping[str, Any], *, authority: str = "crossref", recorded_on: str = "", compiled: bool = False
) -> Work:
    """Return the work that one Crossref ``message`` describes; never raises on odd values.

    Args:
        message: the JSON object under ``message`` (or one of ``message.items``).
        authority: who answered.
        recorded_on: ISO date of the record as held; else ``_provenance`` or ``indexed`` says.
        compiled: True when a person put the record together; ``_provenance.compiled`` also says so.
    """
    provenance = _mapping(message.get("_provenance"))
    dates = {name: date for name in _DATES if name in message and (date := _iso(message[name]))}
    doi = clean_doi(_text(message.get("DOI")))
    titles = _texts(message.get("title"))
    shown = titles[0] if titles else ""
    concerning, about = notices_of(message, doi, shown)
    return Work(
        fields=_fields(message, doi, without_title_mark(shown), dates),
        authority=authority,
        dates=dates,
        subtitles=_subtitles(message, shown),
        other_titles=_others((*titles[1:], *_texts(message.get("original-title"))), shown),
        container_titles=tuple(
            dict.fromkeys((*_texts(message.get("container-title")), *_texts(message.get("short-container-title"))))
        ),
        notices=concerning,
        updates=about,
        relations=_relations(message.get("relation")),
        recorded_on=recorded_on or _text(provenance.get("compiled_on")) or _indexed(message),
        compiled=compiled or provenance.get("compiled") is True,
    )


def plain(markup: str) -> str:
    """Return the words of ``markup`` on one line: tags and entities of HTML, JATS and MathML resolved."""
    if "<" not in markup and "&" not in markup:
        return " ".join(markup[:_LONGEST].split())
    text = html.unescape(html.unescape(markup[:_LONGEST])) if "&" in markup else markup[:_LONGEST]
    if "<" in text:
        text = _TAG.sub("", text)
    return " ".join(text.split())


def plain_abstract(markup: str) -> str:
    """Return a JATS abstract as plain paragraphs, divided by blank lines; its own heading is left out."""
    text = _ABSTRACT_HEADING.sub("", markup[: 2 * _LONGEST])
    parts = (plain(part) for part in _BLOCK_END.split(text))
    return "\n\n".join(part for part in parts if part)


def _fields(message: Mapping[str, Any], doi: str, title: str, dates: Mapping[str, str]) -> CslItem:
    kind = _text(message.get("type"))
    containers = _texts(message.get("container-title")) or _institutions(message)
    shorts = _texts(message.get("short-container-title"))
    return CslItem(
        id=doi,
        type=_CSL_TYPES.get(kind, kind),
        genre=_text(message.get("subtype")),
        title=title,
        author=_names(message.get("author")),
        editor=_names(message.get("editor")),
        translator=_names(message.get("translator")),
        container_title=containers[0] if containers else "",
        container_title_short=shorts[0] if shorts else "",
        volume=_text(message.get("volume")),
        issue=_text(message.get("issue")) or _text(_mapping(message.get("journal-issue")).get("issue")),
        page=_text(message.get("page")),
        number=_text(message.get("article-number")),
        issued=next((_csl_date(dates[name]) for name in _ISSUED_FROM if name in dates), None),
        publisher=_text(message.get("publisher")),
        publisher_place=_text(message.get("publisher-location")),
        edition=_text(message.get("edition-number")),
        doi=doi,
        isbn=next(iter(_texts(message.get("ISBN"))), "").rsplit("/", 1)[-1],
        issn=" ".join(_texts(message.get("ISSN"))),
        abstract=plain_abstract(value) if isinstance(value := message.get("abstract"), str) else "",
        language=_text(message.get("language")),
    )


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _items(value: object) -> Iterable[Any]:
    if isinstance(value, list | tuple):
        return value
    return () if value is None else (value,)


def _text(value: object) -> str:
    if isinstance(value, str):
        return plain(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, list | tuple) and value:
        return _text(value[0])
    return ""


def _texts(value: object) -> tuple[str, ...]:
    if value is None:
        return ()
    return tuple(filter(None, (_text(item) for item in _items(value))))


def _institutions(message: Mapping[str, Any]) -> tuple[str, ...]:
    """Preprint servers stand under ``institution``, older records under ``group-title``."""
    if message.get("type") != "posted-content":
        return ()
    names = (_text(_mapping(item).get("name")) for item in _items(message.get("institution")))
    return tuple(filter(None, (*names, _text(message.get("group-title")))))


def _subtitles(message: Mapping[str, Any], title: str) -> tuple[str, ...]:
    return tuple(part for part in _texts(message.get("subtitle")) if part.casefold() not in title.casefold())


def _others(titles: Iterable[str], shown: str) -> tuple[str, ...]:
    return tuple(title for title in dict.fromkeys(titles) if title.casefold() != shown.casefold())


def _names(value: object) -> tuple[CslName, ...]:
    names = (_name(_mapping(item)) for item in _items(value))
    return tuple(name for name in names if name is not None)


def _name(item: Mapping[str, Any]) -> CslName | None:
    family, given = _text(item.get("family")), _text(item.get("given"))
    literal = _text(item.get("name"))
    if family:
        return CslName(family=family, given=given, suffix=_text(item.get("suffix")))
    if literal or given:
        return CslName(literal=literal or given)
    return None


def _iso(value: object) -> str:
    """A Crossref partial date as ISO text, as precise as it makes sense; empty when it holds no year."""
    parts = next(iter(_items(_mapping(value).get("date-parts"))), None)
    if not isinstance(parts, list | tuple):
        return ""
    try:
        return _iso_of(tuple(parts[:3]))
    except TypeError:
        return ""


@lru_cache(maxsize=20_000)
def _iso_of(parts: tuple[object, ...]) -> str:
    numbers = []
    for part, (low, high) in zip(parts, ((1000, 2200), (1, 12), (1, 31)), strict=False):
        digits = part if isinstance(part, str) and part.isascii() and part.isdigit() else ""
        number = int(part) if isinstance(part, int) else int(digits[:6] or 0)
        if not low <= number <= high:
            break
        numbers.append(number)
    return "-".join(f"{number:02d}" for number in numbers)


def _csl_date(iso: str) -> CslDate:
    return CslDate(date_parts=(tuple(int(part) for part in iso.split("-")),))


def _indexed(message: Mapping[str, Any]) -> str:
    moment = _mapping(message.get("indexed")).get("date-time")
    return moment[:10] if isinstance(moment, str) else ""


def _relations(value: object) -> tuple[Relation, ...]:
    found = []
    for kind, items in _mapping(value).items():
        for item in _items(items):
            other = _mapping(item)
            identifier = _text(other.get("id"))
            if identifier and kind != "cites":
                id_type = _text(other.get("id-type")) or "doi"
                found.append(Relation(str(kind), clean_doi(identifier) if id_type == "doi" else identifier, id_type))
    return tuple(dict.fromkeys(found))
