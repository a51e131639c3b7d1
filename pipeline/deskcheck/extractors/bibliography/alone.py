"""A bibliography that is audited on its own: its text as an article without prose, its entries with their places."""

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import PurePath

import msgspec

from deskcheck.errors import InputError
from deskcheck.extractors.bibliography import FORMATS, Unread, read
from deskcheck.model import Article, Block, BlockKind, Reference, Remark, RemarkKind, Span, locate


def as_article(data: bytes, path: str) -> tuple[Article, tuple[Reference, ...]]:
    """Return a bibliography file as an article that holds nothing but its list, and the list.

    Entries stand in the text as the file prints them; what could not be read is a remark.

    Raises:
        InputError: the file is binary, or its suffix names no bibliography.
    """
    if b"\x00" in data and data[:2] not in (b"\xff\xfe", b"\xfe\xff"):
        raise InputError("is a binary file, not a bibliography", where=path, remedy="Export it again.")
    found, unread = read(data, path)
    text = _text(data)
    place = locate(text)
    references = tuple(_placed(found, text, place))
    spans = [reference.span for reference in references if reference.span]
    whole = place(spans[0].start, spans[-1].end) if spans else None
    article = Article(
        path=path,
        format=FORMATS[PurePath(path).suffix.lower()],
        title=PurePath(path).name,
        text=text,
        blocks=(Block(BlockKind.REFERENCE_LIST, whole),) if whole else (),
        references_span=whole,
        digest=hashlib.sha256(data).hexdigest(),
        remarks=tuple(_remark(one, text, place) for one in unread),
    )
    return article, references


def _text(data: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _placed(references: Sequence[Reference], text: str, place: locate) -> Iterable[Reference]:
    """Yield the references with their spans; they stand in file order, each after the one before it."""
    position = 0
    for reference in references:
        begin = text.find(reference.printed, position) if reference.printed else -1
        if begin < 0:
            yield reference
            continue
        position = begin + len(reference.printed)
        yield msgspec.structs.replace(reference, span=place(begin, position))


def _remark(unread: Unread, text: str, place: locate) -> Remark:
    begin = text.find(unread.text) if unread.text else -1
    span: Span | None = place(begin, begin + len(unread.text)) if begin >= 0 else None
    where = "" if span else f"line {unread.line}"
    return Remark(RemarkKind.UNREAD, f"An entry could not be used: {unread.reason}.", span, where)
