"""BibTeX and BibLaTeX → items, with bibtexparser; a broken entry is reported and the rest is read.

Field names: the BibTeX and BibLaTeX manuals.
"""

import logging
import re
from bisect import bisect_left
from typing import Any

import msgspec

from deskcheck.extractors.bibliography.item import Item, Unread, date, doi, month_number, plain
from deskcheck.model import CslDate, CslItem, CslName
from deskcheck.text.latex import decoded

_TYPES = {
    "article": "article-journal",
    "book": "book",
    "mvbook": "book",
    "booklet": "pamphlet",
    "collection": "book",
    "inbook": "chapter",
    "incollection": "chapter",
    "inreference": "entry-encyclopedia",
    "inproceedings": "paper-conference",
    "conference": "paper-conference",
    "proceedings": "book",
    "manual": "book",
    "mastersthesis": "thesis",
    "phdthesis": "thesis",
    "thesis": "thesis",
    "techreport": "report",
    "report": "report",
    "unpublished": "manuscript",
    "online": "webpage",
    "electronic": "webpage",
    "www": "webpage",
    "dataset": "dataset",
    "software": "software",
    "patent": "patent",
    "standard": "standard",
    "jurisdiction": "legal_case",
    "legislation": "legislation",
    "misc": "document",
}
# CSL field → the BibTeX and BibLaTeX fields that hold it, the first given wins.
_PLAIN = {
    "volume": ("volume",),
    "number": ("eid",),
    "publisher": ("publisher", "institution", "school", "organization"),
    "publisher_place": ("location", "address"),
    "collection_title": ("series",),
    "edition": ("edition",),
    "genre": ("type",),
    "note": ("note", "addendum"),
    "pmid": ("pmid",),
    "pmcid": ("pmcid",),
    "isbn": ("isbn",),
    "issn": ("issn",),
    "abstract": ("abstract",),
    "language": ("language", "langid"),
}
# What an entry takes from the one that its field "crossref" names (BibTeX manual, 3.2).
_INHERITED = (
    "editor", "publisher", "address", "location", "year", "month", "date", "volume", "series", "edition", "isbn",
    "issn", "organization",
)  # fmt: skip
_NO_COMMA = re.compile(
    r"([}\"]|=[ \t]*\d{1,4})([ \t]*\n[ \t]*(?:author|editor|title|journal|journaltitle|booktitle|year|date|month|volume"
    r"|number|pages|publisher|address|location|doi|url|isbn|issn|edition|series|note|abstract|keywords)"
    r"[ \t]*=[ \t]*[{\"\d])",
    re.I,
)
"""The end of a field and the beginning of the next, between which a comma is missing."""
_COMMA = "a comma is missing at the end of this line; the entry is read as if it stood there"
_MOST_TOLD = 200
_MOST_STRINGS = 20_000
_REMARK = re.compile(r"^[^\S\n]*+%.*$", re.M)
_URL = re.compile(r"\\url\{([^{}]*)\}|(https?://\S+)")


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """Read a BibTeX file."""
    from bibtexparser import model  # noqa: PLC0415 - slow to import, needed for this format alone
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)  # failures are reported here instead
    missing = [match.end(1) for match in _NO_COMMA.finditer(text)]
    library = parse_string(_NO_COMMA.sub(r"\1,\2", text) if missing else text)
    strings = "\n".join(block.raw or "" for block in library.strings)[:_MOST_STRINGS]
    parents = {entry.key.lower(): _given(entry) for entry in library.entries}
    items: list[Item] = []
    unread = [Unread(line=text.count("\n", 0, place) + 1, reason=_COMMA) for place in missing[:_MOST_TOLD]]
    broken_line, again = -1, 0
    for block in library.blocks:
        raw = block.raw or ""
        line = (block.start_line or 0) + 1
        if isinstance(block, model.Entry):
            items.append(_item(block, raw, parents))
        elif isinstance(block, model.ParsingFailedBlock):
            entry = block.ignore_error_block
            fault = getattr(block.error, "abort_reason", None) or str(block.error)
            reason = f"the entry is broken: {' '.join(fault.split())[:200]}"
            unread.append(Unread(line=line, reason=reason, text=raw))
            broken_line = line
            if isinstance(entry, model.Entry):
                again += 1
                # A key that was given before: the entry is read as if it stood alone, its abbreviations resolved.
                alone = parse_string(f"{strings}\n{raw}").entries if again <= _MOST_TOLD else ()
                items.append(_item(alone[0] if len(alone) == 1 else entry, raw, parents))
        elif isinstance(block, model.ImplicitComment) and _REMARK.sub("", raw).strip(" \t\r\n,}"):
            if line == broken_line:  # the rest of the broken entry
                unread[-1] = Unread(line=line, reason=unread[-1].reason, text=unread[-1].text + raw)
            else:
                unread.append(Unread(line=line, reason="stands outside any entry", text=raw))
    return _as_printed(items, text, missing), unread


def _as_printed(items: list[Item], text: str, missing: list[int]) -> list[Item]:
    """Take the commas that the file lacks out of the entries' words again."""
    moved = [place + nth for nth, place in enumerate(missing)]
    whole = _NO_COMMA.sub(r"\1,\2", text) if missing else ""
    found, position = [], 0
    for item in items:
        start = whole.find(item.printed, position) if missing else -1
        position = start + len(item.printed) if start >= 0 else position
        if start >= 0:
            words = text[start - bisect_left(moved, start) : position - bisect_left(moved, position)]
            item = msgspec.structs.replace(item, printed=words)
        found.append(item)
    return found


def _given(entry: Any) -> dict[str, str]:
    """Return the fields of an entry, the first of each name."""
    given: dict[str, str] = {}
    for field in entry.fields:
        given.setdefault(field.key.lower(), str(field.value))
    return given


def _item(entry: Any, raw: str, parents: dict[str, dict[str, str]]) -> Item:
    given = _given(entry)
    parent = parents.get(given.get("crossref", "").strip().lower(), {})
    if parent:
        inherited = {name: parent[name] for name in _INHERITED if name in parent}
        inherited["booktitle"] = _first(parent, "booktitle", "title")
        given = {**inherited, **given}
    kind = entry.entry_type.lower()
    values: dict[str, Any] = {name: text for name, keys in _PLAIN.items() if (text := decoded(_first(given, *keys)))}
    values["type"] = _type(kind, given)
    values["title"] = _title(given)
    values["container_title"] = plain(
        decoded(_first(given, "journaltitle", "journal", "booktitle", "maintitle", "website"))
    )
    values["container_title_short"] = decoded(_first(given, "shortjournal"))
    values["page"] = decoded(_first(given, "pages")).replace("–", "-")
    values["issue"] = decoded(_first(given, "issue" if kind not in ("article", "inproceedings") else "number", "issue"))
    if kind not in ("article", "inproceedings") and not values.get("number"):
        number = decoded(_first(given, "number"))
        values["section" if number.startswith("§") else "number"] = number.lstrip("§ ")
    values["doi"] = doi(decoded(_first(given, "doi")))
    values["url"] = _url(given)
    values["issued"] = _issued(given)
    values["accessed"] = date(_first(given, "urldate"))
    if _first(given, "eprinttype", "archiveprefix").lower() == "arxiv":
        values["archive"], values["archive_location"] = "arXiv", decoded(_first(given, "eprint"))
    for role in ("author", "editor", "translator"):
        values[role] = tuple(_name(part) for part in _names(_first(given, role)))
    return Item(CslItem(id=entry.key, **values), raw, entry.key)


def _first(given: dict[str, str], *keys: str) -> str:
    return next((given[key] for key in keys if given.get(key, "").strip()), "")


def _type(kind: str, given: dict[str, str]) -> str:
    if kind == "misc" and _url(given):
        return "webpage"
    return _TYPES.get(kind, "document")


def _title(given: dict[str, str]) -> str:
    title, subtitle = plain(decoded(_first(given, "title"))), plain(decoded(_first(given, "subtitle")))
    return f"{title}: {subtitle}" if subtitle else title


def _url(given: dict[str, str]) -> str:
    if url := _first(given, "url"):
        return decoded(url)
    found = _URL.search(_first(given, "howpublished", "note"))
    return decoded(found[1] or found[2]).rstrip(".,;") if found else ""


def _issued(given: dict[str, str]) -> CslDate | None:
    if printed := _first(given, "date"):
        return date(printed)
    year = decoded(_first(given, "year"))
    if not year:
        return None
    if not re.fullmatch(r"\d{4}", year):
        return CslDate(literal=year)
    month = month_number(decoded(_first(given, "month")))
    day = decoded(_first(given, "day"))
    if month and day.isdecimal():
        return CslDate(date_parts=((int(year), month, int(day)),))
    return CslDate(date_parts=((int(year), month),) if month else ((int(year),),))


def _names(printed: str) -> list[str]:
    """Split at "and" outside braces."""
    parts, depth, begin = [], 0, 0
    for match in re.finditer(r"[{}]|(?<!\s)\s++and\s+", printed):
        if match.group() in "{}":
            depth += 1 if match.group() == "{" else -1
        elif depth <= 0:
            parts.append(printed[begin : match.start()])
            begin = match.end()
    return [part.strip() for part in [*parts, printed[begin:]] if part.strip()]


def _name(printed: str) -> CslName:
    if printed.lower() == "others":
        return CslName(literal="others")
    if printed.startswith("{") and printed.endswith("}") and "{" not in printed[1:-1]:
        return CslName(literal=decoded(printed))
    parts = [decoded(part) for part in printed.split(",")]
    if len(parts) == 1:
        return _natural(parts[0])
    particle, family = _particle(parts[0].split())
    suffix = parts[1] if len(parts) > 2 else ""
    return CslName(family=family, given=" ".join(parts[2:] or parts[1:]), suffix=suffix, non_dropping_particle=particle)


def _natural(printed: str) -> CslName:
    """Read "Roland von Känel"."""
    tokens = printed.split()
    if len(tokens) == 1:
        return CslName(literal=printed)
    lower = [place for place, token in enumerate(tokens[:-1]) if token[0].islower()]
    start = lower[0] if lower else len(tokens) - 1
    particle, family = _particle(tokens[start:])
    return CslName(family=family, given=" ".join(tokens[:start]), non_dropping_particle=particle)


def _particle(tokens: list[str]) -> tuple[str, str]:
    count = 0
    while count < len(tokens) - 1 and tokens[count][0].islower():
        count += 1
    return " ".join(tokens[:count]), " ".join(tokens[count:])
