"""Crossref records from files as they are published: JSON, JSON lines, gzip, tar and folders, as a stream.

Layouts: the REST API's answers (``message``, ``message.items``), the public data file (``items`` in
``N.json.gz``, or JSON lines) as files, a folder of files or one tar, and plain lists.
"""

import gzip
import io
import tarfile
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any

import msgspec

from deskcheck.authorities import retraction_watch
from deskcheck.errors import InputError

_ENDINGS = (
    ".json",
    ".jsonl",
    ".ndjson",
    ".json.gz",
    ".jsonl.gz",
    ".ndjson.gz",
    ".tar",
    ".tar.gz",
    ".tgz",
    *retraction_watch.ENDINGS,
)
_LONGEST_LINE = 64 * 1024 * 1024
_LARGEST_DOCUMENT = 2 * 1024 * 1024 * 1024


class _Message(msgspec.Struct):
    """The parts of a record that the index keeps, of any type; the rest is skipped while decoding."""

    DOI: Any = None
    type: Any = None
    subtype: Any = None
    title: Any = None
    subtitle: Any = None
    author: Any = None
    editor: Any = None
    volume: Any = None
    issue: Any = None
    page: Any = None
    issued: Any = None
    published: Any = None
    posted: Any = None
    approved: Any = None
    publisher: Any = None
    institution: Any = None
    ISBN: Any = None
    ISSN: Any = None
    relation: Any = None
    indexed: Any = None
    original_title: Any = msgspec.field(name="original-title", default=None)
    container_title: Any = msgspec.field(name="container-title", default=None)
    short_container_title: Any = msgspec.field(name="short-container-title", default=None)
    article_number: Any = msgspec.field(name="article-number", default=None)
    published_print: Any = msgspec.field(name="published-print", default=None)
    published_online: Any = msgspec.field(name="published-online", default=None)
    edition_number: Any = msgspec.field(name="edition-number", default=None)
    group_title: Any = msgspec.field(name="group-title", default=None)
    update_to: Any = msgspec.field(name="update-to", default=None)
    updated_by: Any = msgspec.field(name="updated-by", default=None)
    provenance: Any = msgspec.field(name="_provenance", default=None)
    message: Any = None
    items: list["_Message"] | None = None


_NAMES = {field.name: field.encode_name for field in msgspec.structs.fields(_Message)}
_line = msgspec.json.Decoder(_Message)
_document = msgspec.json.Decoder(_Message | list[_Message])

Message = Mapping[str, Any]


def files(source: Path) -> Iterator[Path]:
    """Yield the files of a source in a fixed order: itself, or every known file below a folder.

    Raises:
        InputError: the source is not there or nothing known by its name.
    """
    if source.is_file():
        if not source.name.lower().endswith(_ENDINGS):
            raise InputError(
                "no file of records by its name", where=str(source), remedy=f"Known: {', '.join(_ENDINGS)}."
            )
        yield source
        return
    if not source.is_dir():
        raise InputError("no such file or folder", where=str(source))
    found = sorted(path for path in source.rglob("*") if path.name.lower().endswith(_ENDINGS) and path.is_file())
    if not found:
        raise InputError("the folder holds no .json, .jsonl, .gz, .tar or .csv file", where=str(source))
    yield from found


def messages(path: Path) -> Iterator[Message]:
    """Yield the records of one file.

    Raises:
        InputError: the file is broken; names the file and, for JSON lines, the line.
    """
    try:
        if path.name.lower().endswith((".tar", ".tar.gz", ".tgz")):
            with tarfile.open(path, "r|*") as archive:
                for member in archive:
                    stream = archive.extractfile(member) if member.isfile() else None
                    if stream is not None and member.name.lower().endswith(_ENDINGS):
                        yield from _records(stream, member.name, f"{path}!{member.name}")
        else:
            with path.open("rb") as stream:
                yield from _records(stream, path.name, str(path))
    except (EOFError, zlib.error, gzip.BadGzipFile, tarfile.TarError) as fault:
        raise InputError(f"the archive is damaged or cut short ({fault})", where=str(path)) from None
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror or fault})", where=str(path)) from None


def is_retraction_watch(path: Path) -> bool:
    """Tell whether a file is a Retraction Watch table."""
    return path.name.lower().endswith(retraction_watch.ENDINGS)


def _records(stream: IO[bytes], name: str, place: str) -> Iterator[Message]:
    lower = name.lower()
    if lower.endswith(".gz"):
        stream = gzip.GzipFile(fileobj=stream)  # type: ignore[assignment]
        lower = lower.removesuffix(".gz")
    if lower.endswith((".jsonl", ".ndjson")):
        yield from _lines(stream, place)
    elif lower.endswith(".json"):
        yield from _whole(stream, place)


def _lines(stream: IO[bytes], place: str) -> Iterator[Message]:
    number = 0
    while line := stream.readline(_LONGEST_LINE):
        number += 1
        if not line.strip():
            continue
        try:
            yield from _unpacked(_line.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
            raise InputError(f"no Crossref record ({fault})", where=f"{place}:{number}") from None


def _whole(stream: IO[bytes], place: str) -> Iterator[Message]:
    data = stream.read(_LARGEST_DOCUMENT)
    try:
        found = _document.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as fault:
        first = data.lstrip()[:1]
        if first == b"{" and data.count(b"\n{") > 0:
            yield from _lines(io.BytesIO(data), place)
            return
        raise InputError(f"no Crossref records ({fault})", where=place) from None
    for one in found if isinstance(found, list) else [found]:
        yield from _unpacked(one)


def _unpacked(found: _Message) -> Iterator[Message]:
    if found.DOI is not None:
        yield _mapping(found)
    elif found.items is not None:
        yield from (_mapping(item) for item in found.items if item.DOI is not None)
    elif isinstance(found.message, dict):
        items = found.message.get("items")
        yield from (item for item in (items if isinstance(items, list) else [found.message]) if isinstance(item, dict))


def _mapping(found: _Message) -> Message:
    return {name: value for field, name in _NAMES.items() if (value := getattr(found, field)) is not None}
