"""An article → its reference list: found, split into entries, and every entry parsed."""

import hashlib
import re
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import unquote

import msgspec

from deskcheck.extractors.references.addresses import doi_told, with_addresses
from deskcheck.extractors.references.entries import Entry
from deskcheck.extractors.references.find import Found, find
from deskcheck.extractors.references.labels import shown
from deskcheck.extractors.references.linked import linked
from deskcheck.model import Article, Block, BlockKind, Reference, Span, locate
from deskcheck.text import squash

if TYPE_CHECKING:
    from deskcheck.extractors.references.listing import LineResult
    from deskcheck.extractors.references.parse import Parsed

__all__ = ["extract", "extract_linked", "read_lines", "with_list"]

_LONGEST = 8000
_SAME_AUTHORS = re.compile(r"(?:[—–―_]{2,8}|-{3,12})[.,]?\s")


def extract(article: Article) -> tuple[Article, tuple[Reference, ...]]:
    """Find, split and parse the reference list of ``article``.

    Returns:
        The article with ``references_span``, ``stated_references`` and a ``REFERENCE_LIST`` block,
        and the references in the order printed; the article unchanged and nothing where no list was found.
    """
    found = find(article)
    if not found.entries:
        return article, ()
    references = _with_repeated_authors(_references(article.text, found.entries, locate(article.text)))
    return _listed(article, found), with_addresses(article, references)


def extract_linked(article: Article) -> tuple[Article, tuple[Reference, ...]]:
    """Return the addresses that the text links to as references, for an article that prints no list.

    Returns:
        The article with ``cites_by_links``, and a reference for each address in the order of first use: ``printed`` is
        the address, ``span`` the words that carry it; the article unchanged and nothing where it links to no source.
    """
    links = linked(article)
    if not links:
        return article, ()
    place = locate(article.text)
    seen: Counter[str] = Counter()
    references = tuple(
        Reference(
            id=_id(link.url, seen),
            number=number,
            span=place(link.start, link.end),
            printed=link.url,
            fields=msgspec.structs.replace(
                parsed.fields, doi=doi_told(link.url) or unquote(parsed.fields.doi), url=link.url
            ),
            field_spans=parsed.spans,
            confidence=1.0,
        )
        for number, (link, parsed) in enumerate(zip(links, _parsed([link.url for link in links]), strict=True), start=1)
    )
    return msgspec.structs.replace(article, cites_by_links=True), references


def with_list(article: Article) -> Article:
    """Return the article with its reference list marked as ``extract`` marks it, the entries left unread."""
    found = find(article)
    return _listed(article, found) if found.entries else article


def _listed(article: Article, found: Found) -> Article:
    if found.scattered:
        return _with_scattered(article, found.entries)
    first, last = found.entries[0], found.entries[-1]
    place = locate(article.text)
    span = place(first.label.start if first.label else first.start, last.end)
    blocks = _with_list(article.blocks, span, article.text)
    for start, end in found.others:
        blocks = _with_list(blocks, place(start, end), article.text)
    return msgspec.structs.replace(article, references_span=span, stated_references=found.stated, blocks=blocks)


def _with_scattered(article: Article, entries: Sequence[Entry]) -> Article:
    place, blocks = locate(article.text), article.blocks
    for entry in entries:
        start = entry.label.start if entry.label and entry.label.end >= entry.start - 1 else entry.start
        blocks = _with_list(blocks, place(start, entry.end), article.text)
    return msgspec.structs.replace(article, blocks=blocks, sources_below=True)


def read_lines(data: bytes) -> "list[LineResult]":
    """Parse one reference a line; see ``listing.read_lines``."""
    from deskcheck.extractors.references import listing  # noqa: PLC0415 - the model is loaded on first use

    return listing.read_lines(data)


def batches(data: bytes) -> list[list[str]]:
    """Return the lines of a file in batches; see ``listing.batches``."""
    from deskcheck.extractors.references import listing  # noqa: PLC0415 - the model is loaded on first use

    return listing.batches(data)


def read_batch(lines: Sequence[str]) -> "list[LineResult]":
    """Parse the lines of a batch; see ``listing.read_batch``."""
    from deskcheck.extractors.references import listing  # noqa: PLC0415 - the model is loaded on first use

    return listing.read_batch(lines)


def _references(text: str, entries: Sequence[Entry], place: locate) -> tuple[Reference, ...]:
    printed = [text[entry.start : entry.end] for entry in entries]
    parsed = _parsed([words[:_LONGEST] for words in printed])
    counted = [entry.label.number if entry.label else None for entry in entries]
    own = len(set(counted)) > 1 or len(entries) == 1
    seen: Counter[str] = Counter()
    references = []
    for position, (entry, words, result) in enumerate(zip(entries, printed, parsed, strict=True), start=1):
        number = counted[position - 1]
        references.append(
            Reference(
                id=_id(words, seen),
                number=number if own and number is not None else position,
                label=_label(text, entry),
                span=place(entry.start, entry.end),
                printed=words,
                fields=result.fields,
                field_spans=result.spans,
                confidence=result.confidence,
            )
        )
    return tuple(references)


def _label(text: str, entry: Entry) -> str:
    counts = entry.label is not None and entry.label.kind != "source"
    return shown(text, entry.label) if entry.label and counts else ""


def _with_repeated_authors(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Give an entry that begins with a long dash the authors of the entry before it, as bibliographies mean it."""
    found: list[Reference] = []
    for reference in references:
        fields = reference.fields
        if found and not fields.author and _SAME_AUTHORS.match(reference.printed):
            fields = msgspec.structs.replace(fields, author=found[-1].fields.author)
        found.append(reference if fields is reference.fields else msgspec.structs.replace(reference, fields=fields))
    return tuple(found)


def _parsed(printed: list[str]) -> "Sequence[Parsed]":
    from deskcheck.extractors.references.parse import parse_all  # noqa: PLC0415 - its model is loaded on first use

    return parse_all(printed)


def _id(printed: str, seen: Counter[str]) -> str:
    key = "r-" + hashlib.sha256(squash(printed).encode()).hexdigest()[:10]
    seen[key] += 1
    return key if seen[key] == 1 else f"{key}-{seen[key]}"


def _with_list(blocks: Sequence[Block], span: Span, text: str) -> tuple[Block, ...]:
    """Return ``blocks`` with one block for the list; those it covers go, those it cuts are shortened."""
    place = locate(text)
    kept: list[Block] = [Block(BlockKind.REFERENCE_LIST, span)]
    for block in blocks:
        if not block.span.overlaps(span):
            kept.append(block)
            continue
        if block.span.start < span.start:
            kept.append(msgspec.structs.replace(block, span=place(block.span.start, span.start)))
        if block.span.end > span.end:
            kept.append(msgspec.structs.replace(block, span=place(span.end, block.span.end)))
    return tuple(sorted(kept, key=lambda block: (block.span.start, block.span.end)))
