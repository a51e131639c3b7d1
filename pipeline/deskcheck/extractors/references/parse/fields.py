"""From labelled stretches to CSL-JSON: every value is what is printed, trimmed of the marks and cue words around it."""

import re
from collections.abc import Sequence
from typing import Any

from deskcheck.extractors.references.parse import dates, identifiers, kind, names
from deskcheck.extractors.references.parse.identifiers import Identifier
from deskcheck.extractors.references.parse.spans import Stretch
from deskcheck.model import CslItem
from deskcheck.text import folding
from deskcheck.text.hyphens import joined

_VOLUME_CUE = re.compile(r"^(?:vol(?:ume|s)?|band|bd|tome|jg|jahrgang|jhg|v)\b[.:\s]*", re.IGNORECASE)
_ISSUE_CUE = re.compile(r"^(?:no|nr|number|issue|iss|heft|n|num|núm|n°|nº)\b[.:°º\s]*", re.IGNORECASE)
_PAGE_CUE = re.compile(
    r"^(?:pp?|pages?|seiten?|s(?=[.\s])|pag|pgs?|article(?: no\.?| number)?|art\.?(?: no\.?)?|id)\b[.:\s]*",
    re.IGNORECASE,
)
_EDITION_CUE = re.compile(r"(?:(?<!\s)\s++)?(?:edn?|edition|aufl(?:age)?|éd|ed\.)\.?\s*$", re.IGNORECASE)
_CONTAINER_CUE = re.compile(r"^(?:in|dans|en)(?:\s*+:)?\s++(?=[^\W\d_])", re.IGNORECASE)
_MEDIUM = re.compile(
    r"(?:(?<!\s)\s++)?\[(internet|online|www document|web ?(?:page|site)(?: on the internet)?|"
    r"homepage on the internet|en ligne|electronic version|pdf|"
    r"dvd|video(?: file)?|film|blog post|(?:web)?log post|web log post|blog|data ?(?:set|file)|editorial|press release|"
    r"fact sheet|letter|commentary|tweet|post|status update|facebook post|instagram (?:photo|post|video)|infographic|"
    r"(?:audio )?podcast(?: episode)?|pre-?print|(?:conference|poster|paper|keynote) presentation|interview|lecture|"
    r"mobile app(?:lication)?|computer software|software|database|motion picture|documentary|th[èe]se de doctorat"
    r"|doktorgradsavhandling|tesis doctoral|proefschrift)\]",
    re.IGNORECASE,
)
_DOCUMENT_TYPE = re.compile(r"(?:(?<!\s)\s++)?\[(?:[A-Z]{1,2}|[A-Z]{1,2}/OL)\][\s.,;:]*\Z")
"""The letters that Chinese lists print after a title, ``[J]``, ``[EB/OL]`` (GB/T 7714-2015, annex B)."""
_VERSION = re.compile(r"\s\(((?:R package |software )?version [\w.-]{1,20})\)\W{0,4}$", re.IGNORECASE)
_ARTICLE = re.compile(r"\b(?:article(?: no\.?| number)?|art\.? no\.?):?\s$", re.IGNORECASE)
_RELEASED = frozenset({"dataset", "software", "motion_picture"})
"""Types that come from a publisher and stand in no container."""
_SITE_SPLIT = re.compile(r"(?<!\s)\s++(?:»|\||›|::|[–—-])\s+")
_SITE_MARKS = (" » ", " | ", " › ", " :: ", " – ", " — ", " - ")
"""What ``_SITE_SPLIT`` splits a trimmed title at; most titles have none, and need no search for it."""
_RANGE = re.compile(r"[-–—‐−]")
_TRIM = " \t\r\n,;:.\u200b\u200e\u200f\u202a\u202c\ufeff"
_QUOTES = "\"“”„«»'‘’`"


def item(text: str, parts: list[Stretch], found: Sequence[Identifier] = ()) -> CslItem:
    """Build the CSL item of a reference from its stretches and its identifiers."""
    by: dict[str, list[str]] = {}
    for part in parts:
        label = "article" if part.label == "pages" and _ARTICLE.search(text[: part.start][-16:]) else part.label
        by.setdefault(label, []).append(text[part.start : part.end])
    values: dict[str, Any] = {}
    _texts(by, values)
    _numbers(by, values)
    _identifiers(found, by, values)
    _site(values)
    issued = _date(by.get("date", ()))
    people: dict[str, Any] = {
        key: names.parse(" ; ".join(by[key])) for key in ("author", "editor", "translator") if key in by
    }
    read = {**values, "place": values.get("publisher_place", ""), "undated": "1" if issued and issued.literal else ""}
    read |= {"issued": issued.shown() if issued else "", "author": "1" if people.get("author") else ""}
    accessed = dates.parse(" ".join(by["accessed"])) if "accessed" in by else None
    decided = kind.decide(text, read, by.keys())
    if decided in _RELEASED:
        _released(values)
    return CslItem(type=decided, issued=issued, accessed=accessed, **people, **values)


def _released(values: dict[str, Any]) -> None:
    """Data, software and films have a publisher in place of a container; a version after their name is a note."""
    if not values.get("publisher"):
        values["publisher"] = values.pop("container_title", "")
    version = _VERSION.search(values.get("title", ""))
    if version:
        values["note"] = "; ".join(filter(None, (version.group(1), values.get("note", ""))))
        values["title"] = values["title"][: version.start()]


def _date(printed: Any) -> Any:
    """Return the first of the printed dates that holds a year, else the first that reads as a date at all."""
    read = [date for date in map(dates.parse, printed) if date is not None]
    return next((date for date in read if date.date_parts), read[0] if read else None)


def trimmed(value: str) -> str:
    """Trim marks of the sentence and matching quotation marks, and join lines."""
    if "\n" in value:
        value = joined(value)
    value = " ".join(value.split()).strip(_TRIM)
    while (
        len(value) > 1
        and value[0] in _QUOTES
        and (value[-1] in _QUOTES or not any(mark in value[1:] for mark in _QUOTES))
    ):
        value = value.strip(_QUOTES).strip(_TRIM)
    if (
        len(value) > 1
        and value[-1] in '”»"'
        and value[0] not in _QUOTES
        and sum(mark in _QUOTES for mark in value) == 1
    ):
        value = value[:-1].strip(_TRIM)
    return value


def _title(title: str, values: dict[str, Any]) -> None:
    """Fill title, and the medium that stands in brackets after it."""
    medium = _MEDIUM.search(title) if "[" in title else None
    if medium:
        values["medium"] = medium.group(1)
        title = title[: medium.start()] + title[medium.end() :]
    elif title.rstrip(_TRIM).endswith("]"):
        title = _DOCUMENT_TYPE.sub("", title)
    values["title"] = trimmed(title)


def _texts(by: dict[str, list[str]], values: dict[str, Any]) -> None:
    """Fill title, container, series, publisher, place, edition, genre and note."""
    if "title" in by:
        _title(by["title"][0], values)
    if "container" in by:
        container = by["container"][0]
        medium = _MEDIUM.search(container) if "[" in container else None
        if medium:
            container = container[: medium.start()] or container[medium.end() :]
        values["container_title"] = _CONTAINER_CUE.sub("", trimmed(container))
    for label, field in (("series", "collection_title"), ("genre", "genre"), ("note", "note")):
        if label in by:
            values[field] = trimmed("; ".join(by[label]))
    for label, field in (("publisher", "publisher"), ("place", "publisher_place")):
        if label in by:
            values[field] = trimmed(", ".join(map(trimmed, by[label])))
    if "edition" in by:
        values["edition"] = _EDITION_CUE.sub("", trimmed(by["edition"][0])) or trimmed(by["edition"][0])


def _numbers(by: dict[str, list[str]], values: dict[str, Any]) -> None:
    """Fill volume, issue, page and number; an issue of five digits or more is an article number."""
    if "volume" in by:
        values["volume"] = _VOLUME_CUE.sub("", trimmed(by["volume"][0]).strip("()[] "))
    if "issue" in by:
        values["issue"] = _ISSUE_CUE.sub("", trimmed(by["issue"][0]).strip("()[] "))
    if "pages" in by:
        page = re.sub(r"(?:(?<!\s)\s++)?([-–—‐−])\s*", r"\1", _PAGE_CUE.sub("", trimmed(by["pages"][0]).strip("()[] ")))
        values["number" if article_number(page) else "page"] = page
    if "article" in by:
        values["number"] = trimmed(by["article"][0])
    issue = values.get("issue", "")
    if issue and "pages" not in by and re.fullmatch(r"[eE]?\d{5,}", issue):
        values["number"] = values.pop("issue")


def article_number(page: str) -> bool:
    """Tell whether a page field is an article number: letters before digits, or five digits or more, and no range."""
    if _RANGE.search(page) or " " in page:
        return False
    return bool(re.fullmatch(r"\d{5,}|(?:e|E|CD|art|Art)\.?\d{2,}(?:\.\w+)?", page))


def _identifiers(found: Sequence[Identifier], by: dict[str, list[str]], values: dict[str, Any]) -> None:
    """Fill the identifiers, and the address."""
    for one in found:
        if one.label == "arxiv":
            values["archive"], values["archive_location"] = "arXiv", one.value
        else:
            values[one.label] = one.value
    if "url" in by:
        url = identifiers.address("".join(by["url"]) if len(by["url"]) == 1 else by["url"][0])
        if url and not (values.get("doi") and "doi" in url.lower()):
            values["url"] = url


def _site(values: dict[str, Any]) -> None:
    """Take a site's label off the title when it repeats the site: ``NIMH » Bipolar Disorder``."""
    title, site = values.get("title", ""), values.get("container_title", "") or values.get("publisher", "")
    if not title or not site or not any(mark in title for mark in _SITE_MARKS):
        return
    parts = _SITE_SPLIT.split(title)
    if len(parts) < 2:
        return
    key = folding.squash(site)
    if folding.squash(parts[0]) == key:
        values["title"] = title[len(parts[0]) :].lstrip(" »|›:–—-")
    elif folding.squash(parts[-1]) == key:
        values["title"] = title[: len(title) - len(parts[-1])].rstrip(" »|›:–—-")
