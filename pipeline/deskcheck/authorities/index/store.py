"""Works as an index keeps them: short records in SQLite, names of containers once each.

What matching, comparison and checking need is kept; abstracts, references and links are not.
"""

import json
import sqlite3
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from deskcheck.authorities.matching import Registered
from deskcheck.authorities.matching.registered import family
from deskcheck.model import CslDate, CslItem, CslName, Notice, NoticeType, Relation, Work

SCHEMA = """
create table meta (name text primary key, value text not null) without rowid;
create table sources (name text primary key, works integer not null) without rowid;
create table runs (name text primary key) without rowid;
create table containers (id integer primary key, names text not null unique);
create table works (id integer primary key, record blob not null);
create table updates (doi text not null, type text not null, notice text not null, date text not null,
    label text not null, source text not null, primary key (doi, type, notice)) without rowid;
"""
AUTHORS = 30
_RELATIONS = frozenset(
    """is-preprint-of has-preprint is-version-of has-version is-replaced-by replaces is-identical-to is-same-as
    is-translation-of has-translation is-variant-form-of is-original-form-of is-review-of is-comment-on is-reply-to
    is-manuscript-of is-correction-of is-retraction-of is-part-of""".split()
)
_TYPES = """article-journal paper-conference article book chapter entry-encyclopedia thesis report dataset standard
    review document component grant journal journal-issue journal-volume""".split()


class Record(msgspec.Struct, array_like=True, omit_defaults=True):
    """One work as stored; ``type`` is a place in the table of types or a word, ``container`` a row of containers."""

    doi: str
    type: int | str
    title: str
    authors: list[list[str]]
    container: int = 0
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    issued: str = ""
    dates: dict[str, str] = {}
    subtitles: list[str] = []
    other_titles: list[str] = []
    publisher: str = ""
    isbn: str = ""
    issn: str = ""
    notices: list[list[str]] = []
    updates: list[list[str]] = []
    relations: list[list[str]] = []
    edition: str = ""
    genre: str = ""
    recorded_on: str = ""
    compiled: bool = False


_encoder = msgspec.msgpack.Encoder()
_decoder = msgspec.msgpack.Decoder(Record)


def encode(record: Record) -> bytes:
    """Return the record as bytes."""
    return _encoder.encode(record)


def decode(blob: bytes) -> Record:
    """Return the record of some bytes."""
    return _decoder.decode(blob)


def record_of(work: Work, container: int) -> Record:
    """Return what the index keeps of a work."""
    item = work.fields
    issued = item.issued.shown() if item.issued else ""
    dates = {
        name: date
        for name, date in work.dates.items()
        if name in ("published-online", "published-print", "posted", "published-other") and date[:4] != issued[:4]
    }
    journal = item.type == "article-journal"
    return Record(
        doi=item.doi,
        type=_TYPES.index(item.type) if item.type in _TYPES else item.type,
        title=item.title,
        authors=[_stored_name(name) for name in (item.author or item.editor)[:AUTHORS]],
        container=container,
        volume=item.volume,
        issue=item.issue,
        page=item.page,
        number=item.number,
        issued=issued,
        dates=dates,
        subtitles=list(work.subtitles),
        other_titles=list(work.other_titles),
        publisher="" if journal else item.publisher,
        isbn=item.isbn,
        notices=[_stored_notice(notice) for notice in work.notices],
        updates=[_stored_notice(notice) for notice in work.updates],
        relations=[[one.type, one.id, one.id_type] for one in work.relations if one.type in _RELATIONS],
        edition=item.edition,
        genre=item.genre,
        recorded_on=work.recorded_on,
        compiled=work.compiled,
    )


def registered_of(record: Record, containers: Sequence[str]) -> Registered:
    """Return the comparable side of a stored record without building the whole work."""
    years = {int(date[:4]) for date in (record.issued, *record.dates.values()) if date}
    return Registered(
        doi=record.doi,
        kind=_TYPES[record.type] if isinstance(record.type, int) else record.type,
        title=record.title,
        subtitles=record.subtitles,
        other_titles=record.other_titles,
        families=[name[0] for name in record.authors],
        containers=containers,
        years=years,
        volume=record.volume,
        issue=record.issue,
        page=record.page,
        number=record.number,
        notice=bool(record.updates),
    )


def work_of(record: Record, containers: Sequence[str], issn: str) -> Work:
    """Return the stored work."""
    return Work(
        fields=CslItem(
            id=record.doi,
            type=_TYPES[record.type] if isinstance(record.type, int) else record.type,
            genre=record.genre,
            title=record.title,
            author=tuple(_name(name) for name in record.authors),
            container_title=containers[0] if containers else "",
            container_title_short=containers[-1] if len(containers) > 1 else "",
            volume=record.volume,
            issue=record.issue,
            page=record.page,
            number=record.number,
            issued=_date(record.issued),
            publisher=record.publisher,
            edition=record.edition,
            doi=record.doi,
            isbn=record.isbn,
            issn=issn,
        ),
        authority="index",
        dates={"issued": record.issued, **record.dates} if record.issued else dict(record.dates),
        subtitles=tuple(record.subtitles),
        other_titles=tuple(record.other_titles),
        container_titles=tuple(containers),
        notices=tuple(_notice(values) for values in record.notices),
        updates=tuple(_notice(values) for values in record.updates),
        relations=tuple(Relation(*values) for values in record.relations),
        recorded_on=record.recorded_on,
        compiled=record.compiled,
    )


class Containers:
    """Names and ISSNs of containers by row, kept in memory as they are met."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self._database = database
        self._rows: dict[tuple[str, ...], int] = {}
        self.get = lru_cache(maxsize=50_000)(self._get)

    def row(self, names: Sequence[str], issn: str) -> int:
        """Return the row for a container, new if it was not met before; 0 for none."""
        if not names:
            return 0
        known = (issn, *names)
        row = self._rows.get(known)
        if row is None:
            key = json.dumps(known, ensure_ascii=False)
            if len(self._rows) > 200_000:
                self._rows.clear()
            self._database.execute("insert or ignore into containers (names) values (?)", (key,))
            found = self._database.execute("select id from containers where names = ?", (key,)).fetchone()
            row = self._rows[known] = int(found[0])
        return row

    def _get(self, row: int) -> tuple[str, tuple[str, ...]]:
        """Return (ISSN, names) of a row."""
        found = self._database.execute("select names from containers where id = ?", (row,)).fetchone()
        issn, *names = json.loads(found[0]) if found else [""]
        return issn, tuple(names)


def _stored_name(name: CslName) -> list[str]:
    if name.literal:
        return [name.literal]
    return [family(name), name.given]


def _name(values: Sequence[str]) -> CslName:
    return CslName(family=values[0], given=values[1]) if len(values) > 1 else CslName(literal=values[0])


def _stored_notice(notice: Notice) -> list[str]:
    return [notice.type.value, notice.doi, notice.date, notice.label, *notice.sources]


def _notice(values: Sequence[str]) -> Notice:
    kind, doi, date, label, *sources = values
    return Notice(type=NoticeType(kind), doi=doi, date=date, label=label, sources=tuple(sources))


def _date(iso: str) -> CslDate | None:
    return CslDate(date_parts=(tuple(int(part) for part in iso.split("-")),)) if iso else None
