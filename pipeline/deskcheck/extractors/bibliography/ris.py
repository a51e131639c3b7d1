"""RIS → items. Tags: the RIS specification (Research Information Systems, 2011); EndNote's %-tags are read too."""

import re
from collections import defaultdict

from deskcheck.extractors.bibliography.item import Item, Unread, date, doi, name, plain
from deskcheck.model import CslItem, CslName

_TYPES = {
    "JOUR": "article-journal",
    "JFULL": "article-journal",
    "EJOUR": "article-journal",
    "ABST": "article-journal",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "BOOK": "book",
    "EBOOK": "book",
    "EDBOOK": "book",
    "CHAP": "chapter",
    "ECHAP": "chapter",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "THES": "thesis",
    "RPRT": "report",
    "ELEC": "webpage",
    "WEB": "webpage",
    "BLOG": "post-weblog",
    "ENCYC": "entry-encyclopedia",
    "DATA": "dataset",
    "COMP": "software",
    "PAT": "patent",
    "STAND": "standard",
    "CASE": "legal_case",
    "STAT": "legislation",
    "BILL": "legislation",
    "UNPB": "manuscript",
    "PAMP": "pamphlet",
    "GEN": "document",
}
_ENDNOTE = {
    "%0": "TY", "%A": "AU", "%T": "TI", "%J": "T2", "%B": "T2", "%D": "PY", "%V": "VL", "%N": "IS", "%P": "SP",
    "%I": "PB", "%C": "CY", "%E": "A2", "%R": "DO", "%U": "UR", "%@": "SN", "%X": "AB",
    "%7": "ET", "%8": "DA", "%Z": "N1", "%G": "LA",
}  # fmt: skip
_ENDNOTE_TYPES = {
    "journal article": "JOUR",
    "book": "BOOK",
    "book section": "CHAP",
    "web page": "ELEC",
    "conference proceedings": "CONF",
    "thesis": "THES",
    "report": "RPRT",
}
_Record = list[tuple[str, list[str]]]
_TAG = re.compile(r"\s{0,3}([A-Z][A-Z\d])\s{1,2}-(?:\s(.*))?$")
_ENDNOTE_TAG = re.compile(r"(%[A-Z\d@])\s(.*)$")
_DOI = re.compile(r"(?:https?://(?:dx\.)?doi\.org/|doi:\s*)?10\.\d{4,9}/", re.I)
_PAGES = re.compile(r"^(\w+)\s?[-–]\s?(\w+)$")


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """Read a RIS or EndNote file."""
    items: list[Item] = []
    unread: list[Unread] = []
    record: _Record = []
    raw: list[str] = []
    first = 1
    for number, line in enumerate(text.splitlines(), start=1):
        tag, value = _tag(line)
        if tag in ("TY", "ER") and record and (tag == "TY" or raw):
            _close(items, unread, record, raw, first, ended=tag == "ER")
            record, raw = [], []
            if tag == "ER":
                continue
        if tag == "ER":
            unread.append(Unread(line=number, reason="ends a record that never began", text=line))
        elif tag == "TY" or (record and tag):
            first = number if tag == "TY" else first
            record.append((tag, [value]))
            raw.append(line)
        elif record and line.strip():
            record[-1][1].append(line.strip())
            raw.append(line)
        elif line.strip():
            unread.append(Unread(line=number, reason="stands outside any record", text=line))
    if record:
        _close(items, unread, record, raw, first, ended=any(tag.startswith("%") for tag in raw[0][:1]))
    return items, unread


def _tag(line: str) -> tuple[str, str]:
    if match := _TAG.match(line):
        return match[1], (match[2] or "").strip()
    if match := _ENDNOTE_TAG.match(line):
        value = match[2].strip()
        tag = _ENDNOTE.get(match[1], "N2")
        return tag, _ENDNOTE_TYPES.get(value.lower(), "GEN") if tag == "TY" else value
    return "", ""


def _close(
    items: list[Item],
    unread: list[Unread],
    record: _Record,
    raw: list[str],
    first: int,
    *,
    ended: bool,
) -> None:
    if not ended and not raw[0].startswith("%"):
        unread.append(Unread(line=first, reason="the record has no end (ER); it was read up to the next", text=""))
    items.append(Item(_fields(record), "\n".join(raw)))


def _fields(record: _Record) -> CslItem:
    given: dict[str, list[str]] = defaultdict(list)
    for tag, parts in record:
        if value := " ".join(parts).strip():
            given[tag].append(value)

    def one(*tags: str) -> str:
        return next((given[tag][0] for tag in tags if given[tag]), "")

    kind = _TYPES.get(one("TY"), "document")
    issued = date(one("PY", "Y1", "DA", "Y2" if kind != "webpage" else "PY").replace("//", ""))
    fuller = date(one("DA"))
    if issued and fuller and fuller.date_parts and fuller.year == issued.year:
        issued = fuller
    is_book = kind in ("book", "thesis", "report")
    number_tag = one("SN")
    return CslItem(
        id=one("ID"),
        type=kind,
        title=plain(one("TI", "T1", "CT", "BT") if not is_book else one("TI", "T1", "BT", "CT")),
        author=_people(given["AU"] + given["A1"]),
        editor=_people(given["ED"] + given["A2"]),
        translator=_people(given["A4"]),
        container_title=plain(one("JF", "T2", "JO", "BT")) if not is_book else "",
        container_title_short=one("J2", "JA") or (one("JO") if one("JF", "T2") not in ("", one("JO")) else ""),
        collection_title=one("T3") or (one("T2") if is_book else ""),
        volume=one("VL"),
        issue=one("IS"),
        page=_pages(one("SP"), one("EP")),
        number=one("C7", "M1"),
        section=one("SE") if kind == "legislation" else "",
        issued=issued,
        accessed=date(one("Y2")) if kind == "webpage" or one("UR") else None,
        publisher=one("PB"),
        publisher_place=one("CY", "PP"),
        edition=one("ET"),
        genre="" if _DOI.match(one("M3")) else one("M3"),
        note=one("N1"),
        doi=doi(one("DO") or (one("M3") if _DOI.match(one("M3")) else "")),
        isbn=number_tag if is_book or kind == "chapter" else "",
        issn="" if is_book or kind == "chapter" else number_tag,
        pmid=one("AN") if one("DB").lower().startswith(("pubmed", "medline")) else "",
        pmcid=one("C2"),
        url=one("UR", "L1", "LK"),
        abstract=one("AB", "N2"),
        language=one("LA"),
    )


def _people(printed: list[str]) -> tuple[CslName, ...]:
    return tuple(name(person) for person in printed)


def _pages(first: str, last: str) -> str:
    if match := _PAGES.match(first):
        return f"{match[1]}-{match[2]}"
    return f"{first}-{last}" if first and last and last != first else first or last
