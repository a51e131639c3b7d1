"""What a record says of retractions, corrections and versions, in both directions.

``updated-by`` stands on the affected work, ``update-to`` on the notice; a notice that names its own
DOI was made in place, so it concerns the record itself. Sources are ``publisher`` and
``retraction-watch`` (Crossref blog, "Retraction Watch data in the REST API", January 2025). A mark in
the title is a third, independent detector (NISO RP-45-2024 asks publishers for it).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from deskcheck.authorities.identifiers import clean_doi
from deskcheck.model import Notice, NoticeType
from deskcheck.text import squash

_WORDS = {
    "retration": NoticeType.RETRACTION,
    "retract": NoticeType.RETRACTION,
    "retracted": NoticeType.RETRACTION,
    "retractionnotice": NoticeType.RETRACTION,
    "partialretraction": NoticeType.PARTIAL_RETRACTION,
    "withdrawn": NoticeType.WITHDRAWAL,
    "withdraw": NoticeType.WITHDRAWAL,
    "removed": NoticeType.REMOVAL,
    "concern": NoticeType.EXPRESSION_OF_CONCERN,
    "expressionofconcern": NoticeType.EXPRESSION_OF_CONCERN,
    "editorialexpressionofconcern": NoticeType.EXPRESSION_OF_CONCERN,
    "err": NoticeType.ERRATUM,
    "errata": NoticeType.ERRATUM,
    "corrected": NoticeType.CORRECTION,
    "corr": NoticeType.CORRECTION,
    "publishercorrection": NoticeType.CORRECTION,
    "authorcorrection": NoticeType.CORRECTION,
    "corrigenda": NoticeType.CORRIGENDUM,
    "addenda": NoticeType.ADDENDUM,
    "newversion": NoticeType.NEW_VERSION,
    "version": NoticeType.NEW_VERSION,
    "newedition": NoticeType.NEW_EDITION,
    **{squash(kind): kind for kind in NoticeType},
}
_GRAVITY = tuple(NoticeType)
_TAKEN_BACK = frozenset(
    (
        NoticeType.RETRACTION,
        NoticeType.REMOVAL,
        NoticeType.WITHDRAWAL,
        NoticeType.PARTIAL_RETRACTION,
        NoticeType.EXPRESSION_OF_CONCERN,
    )
)

# The paper itself carries these; a notice about it says "Retraction of" or "Withdrawal:".
_PAPER_MARK = re.compile(
    r"\A\W{0,3}(?P<word>retracted|withdrawn|removed|temporary removal|partially retracted)"
    r"(?:\s+(?:article|paper|chapter|manuscript|preprint))?\s*(?:[:\]\)—–-]+)\s*",
    re.IGNORECASE,
)
_PAPER_TAIL = re.compile(
    r"(?:(?<!\s)\s++)?[\[(]\s*+(?P<word>retracted|withdrawn)(?:\s+article)?\s*+[\])]\W*\Z", re.IGNORECASE
)
_NOTICE_TITLE = re.compile(
    r"\A\W{0,3}(?:notice of |publisher(?:['’]s)? |authors?['’]? |editorial |statement of )?"
    r"(?P<word>partial retraction|retraction|withdrawal"
    r"|expressions? of concern|correction|corrigendum|corrigenda|erratum|errata|addendum|clarification)"
    r"(?:\s+(?:notice|note|statement|and replacement))?(?:\s*[:—–\]\)\[-]|\s+(?:to|of|for|in)\b|\s*\Z)",
    re.IGNORECASE,
)
_MARKS = {
    "retracted": NoticeType.RETRACTION,
    "partially retracted": NoticeType.PARTIAL_RETRACTION,
    "withdrawn": NoticeType.WITHDRAWAL,
    "removed": NoticeType.REMOVAL,
    "temporary removal": NoticeType.REMOVAL,
}


def notice_type(word: str) -> NoticeType:
    """Return the update type for a registry's word in any spelling; ``OTHER`` when it is none known."""
    return _WORDS.get(squash(word), NoticeType.OTHER)


def notices_of(message: Mapping[str, Any], doi: str, title: str) -> tuple[tuple[Notice, ...], tuple[Notice, ...]]:
    """Return (notices concerning the record, notices that the record itself is), gravest first, each event once."""
    concerning = list(_read(message.get("updated-by")))
    about: list[Notice] = []
    for notice in _read(message.get("update-to")):
        (concerning if notice.doi == doi else about).append(notice)
    mark = title_mark(title)
    if mark is not None:
        concerning.append(Notice(type=mark, sources=("title",)))
    return merged(concerning), merged(about)


def title_mark(title: str) -> NoticeType | None:
    """Return what a paper's own title says of it ("RETRACTED: …"), or None."""
    found = _PAPER_MARK.match(title) or _PAPER_TAIL.search(title)
    return _MARKS[" ".join(found["word"].lower().split())] if found else None


def without_title_mark(title: str) -> str:
    """Return the title without a mark such as "RETRACTED:"; unchanged when nothing would be left."""
    return _PAPER_TAIL.sub("", _PAPER_MARK.sub("", title, count=1)) or title


def notice_title(title: str) -> NoticeType | None:
    """Return the kind of notice whose title this is ("Correction to: …", "Retraction—…"), or None."""
    found = _NOTICE_TITLE.match(title)
    if not found:
        return None
    return notice_type(re.sub(r"expressions", "expression", found["word"], flags=re.IGNORECASE))


def merged(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    """Return each event once, gravest first: same kind and same notice from two sources are one event.

    What a reinstatement took back is left out; a retraction after it stands.
    A notice without a DOI (from a title, or from one source only) joins an event of its kind that has one.
    """
    events: dict[tuple[NoticeType, str], Notice] = {}
    for notice in sorted(notices, key=lambda notice: not notice.doi):
        key = (notice.type, notice.doi)
        if not notice.doi:
            key = next((known for known in events if known[0] is notice.type), key)
        events[key] = _joined(events[key], notice) if key in events else notice
    standing = [notice for notice in events.values() if not _undone(notice, events.values())]
    return tuple(sorted(standing, key=lambda notice: (_GRAVITY.index(notice.type), notice.date, notice.doi)))


def _undone(notice: Notice, others: Iterable[Notice]) -> bool:
    """Tell whether a reinstatement took the notice back: no later date speaks against it."""
    return notice.type in _TAKEN_BACK and any(
        one.type is NoticeType.REINSTATEMENT and (not one.date or not notice.date or notice.date <= one.date)
        for one in others
    )


def _joined(first: Notice, second: Notice) -> Notice:
    dates = sorted(filter(None, (first.date, second.date)))
    return Notice(
        type=first.type,
        doi=first.doi or second.doi,
        date=dates[0] if dates else "",
        sources=tuple(dict.fromkeys((*first.sources, *second.sources))),
        label=first.label or second.label,
    )


def _read(value: object) -> Iterable[Notice]:
    for item in value if isinstance(value, list) else ():
        if not isinstance(item, Mapping):
            continue
        word = _plain(item.get("type"))
        label = _plain(item.get("label"))
        kind = notice_type(word)
        if kind is NoticeType.OTHER:
            kind = notice_type(label)
        yield Notice(
            type=kind,
            doi=clean_doi(_plain(item.get("DOI"))),
            date=_date(item.get("updated")),
            sources=(_plain(item.get("source")) or "publisher",),
            label=label or word,
        )


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _date(value: object) -> str:
    if not isinstance(value, Mapping):
        return ""
    moment = value.get("date-time")
    if isinstance(moment, str) and re.match(r"\d{4}-\d\d-\d\d", moment):
        return moment[:10]
    parts = value.get("date-parts")
    numbers = parts[0] if isinstance(parts, list) and parts and isinstance(parts[0], list) else []
    whole = [number for number in numbers[:3] if isinstance(number, int) and number > 0]
    return "-".join(f"{number:02d}" for number in whole)
