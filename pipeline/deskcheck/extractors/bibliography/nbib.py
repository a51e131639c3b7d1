"""NBIB, PubMed's MEDLINE display → items.

Tags: "MEDLINE/PubMed data element descriptions", National Library of Medicine.
"""

import re
from collections import defaultdict

from deskcheck.extractors.bibliography.item import Item, Unread, date
from deskcheck.model import CslItem, CslName

_TAG = re.compile(r"([A-Z]{2,4})\s{0,2}-\s?(.*)$")
_IDENTIFIER = re.compile(r"(?<!\S)(\S+)\s*\[(doi|pii|pmc)\]", re.I)
_BOOK_TYPES = ("book", "book chapter")


def read(text: str) -> tuple[list[Item], list[Unread]]:
    """Read an NBIB file: records parted by blank lines or by the next ``PMID``."""
    items: list[Item] = []
    unread: list[Unread] = []
    record: list[tuple[str, list[str]]] = []
    raw: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        match = _TAG.match(line)
        if record and (not line.strip() or (match and match[1] == "PMID" and any(tag == "PMID" for tag, _ in record))):
            items.append(Item(_fields(record), "\n".join(raw)))
            record, raw = [], []
        if match:
            record.append((match[1], [match[2].strip()]))
            raw.append(line)
        elif record and line.startswith("  ") and line.strip():
            record[-1][1].append(line.strip())
            raw.append(line)
        elif line.strip():
            unread.append(Unread(line=number, reason="stands outside any record", text=line))
    if record:
        items.append(Item(_fields(record), "\n".join(raw)))
    return items, unread


def _fields(record: list[tuple[str, list[str]]]) -> CslItem:
    given: dict[str, list[str]] = defaultdict(list)
    for tag, parts in record:
        if value := " ".join(parts).strip():
            given[tag].append(value)

    def one(*tags: str) -> str:
        return next((given[tag][0] for tag in tags if given[tag]), "")

    identifiers = {
        match[2].lower(): match[1] for value in given["LID"] + given["AID"] for match in _IDENTIFIER.finditer(value)
    }
    is_book = any(value.lower() in _BOOK_TYPES for value in given["PT"])
    page = one("PG")
    return CslItem(
        type="book" if is_book else "article-journal",
        title=one("TI", "BTI").rstrip("."),
        author=tuple(_person(value) for value in given["FAU"] or given["AU"])
        + tuple(CslName(literal=value) for value in given["CN"]),
        editor=tuple(_person(value) for value in given["FED"] or given["ED"]),
        container_title=one("JT"),
        container_title_short=one("TA"),
        volume=one("VI"),
        issue=one("IP"),
        page=page if page and not re.fullmatch(r"e\d+", page) else "",
        number=page if re.fullmatch(r"e\d+", page) else "",
        issued=date(one("DP")),
        publisher=one("PB"),
        publisher_place=one("PL") if is_book else "",
        doi=identifiers.get("doi", ""),
        pmid=one("PMID"),
        pmcid=one("PMC"),
        issn=one("IS").split(" ")[0],
        isbn=one("ISBN").split(" ")[0],
        abstract=one("AB"),
        language=one("LA"),
    )


def _person(printed: str) -> CslName:
    if "," in printed:
        family, _, given = printed.partition(",")
        return CslName(family=family.strip(), given=given.strip())
    family, _, initials = printed.rpartition(" ")
    return CslName(family=family, given=initials) if family else CslName(literal=printed)
