"""The full texts that a desk keeps in a dossier: ``sources/3.pdf`` is the source of the reference numbered 3.

Reading them is the readers' work; here they are found, proven to be the printed source, and cut into evidence.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from deskcheck.errors import InputError
from deskcheck.model import Article, Block, BlockKind, Evidence, Reference, Unchecked
from deskcheck.text import fold, words

FOLDER = "sources"
ORIGIN = "full text"
MAXIMUM_FILES = 500
MAXIMUM_PIECES = 4000
"""Paragraphs of one source that are read; a long book chapter has some hundreds."""
HEAD = 6000
"""Characters at the start of a text in which its own title must stand."""
SHARE = 0.7
"""Share of the printed title's words that the head must hold; page headers and line breaks cost some."""

_NUMBERED = re.compile(r"0*(\d{1,5})(?:[-_ .].*)?")
READ = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION, BlockKind.QUOTE})


def files(folder: Path | None) -> dict[int, Path]:
    """Return the source file of each reference number below ``folder/sources``: ``3.pdf``, ``03-harlow.html``.

    Raises:
        InputError: two files claim the same number, or there are too many.
    """
    shelf = folder / FOLDER if folder else None
    if shelf is None or not shelf.is_dir():
        return {}
    found: dict[int, Path] = {}
    listed = sorted(path for path in shelf.iterdir() if path.is_file() and not path.name.startswith("."))
    if len(listed) > MAXIMUM_FILES:
        raise InputError(f"holds more than {MAXIMUM_FILES} files", where=str(shelf), remedy="Take some out.")
    for path in listed:
        numbered = _NUMBERED.fullmatch(path.stem)
        if numbered is None:
            remedy = "Name it by the printed number of its reference, such as 3.pdf."
            raise InputError("does not begin with a reference's number", where=str(path), remedy=remedy)
        number = int(numbered.group(1))
        if number in found:
            remedy = f"Keep one; {found[number].name} stands for {number} too."
            raise InputError(f"is a second source for reference {number}", where=str(path), remedy=remedy)
        found[number] = path
    return found


def evidence(reference: Reference, text: Article) -> tuple[Evidence, ...]:
    """Return the paragraphs of a source's text, each with its place; its own reference list is left out."""
    name = f"{FOLDER}/{Path(text.path).name}"
    pieces = []
    for block in text.blocks:
        quote = " ".join(text.text[block.span.start : block.span.end].split())
        if block.kind in READ and quote:
            locator = f"{name}, {_place(block)}"
            pieces.append(Evidence(reference=reference.number, origin=ORIGIN, quote=quote, locator=locator))
    return tuple(pieces[:MAXIMUM_PIECES])


def is_of(reference: Reference, text: Article) -> bool:
    """Tell whether a text is the printed source: its head holds the title's words, or so many of them."""
    title = [word for word in words(fold(reference.fields.title)) if len(word) > 2]
    if not title:
        return True
    head = set(words(fold(f"{text.title} {text.text[:HEAD]}")))
    return sum(word in head for word in title) >= SHARE * len(title)


def strangers(references: Sequence[Reference], texts: Mapping[int, Article]) -> tuple[Unchecked, ...]:
    """Return the texts that were not used: of no reference, or without the printed title."""
    return tuple(_strange(references, texts))


def _strange(references: Sequence[Reference], texts: Mapping[int, Article]) -> Iterator[Unchecked]:
    by_number = {reference.number: reference for reference in references}
    for number, text in texts.items():
        name = f"{FOLDER}/{Path(text.path).name}"
        reference = by_number.get(number)
        if reference is None:
            yield Unchecked("full text", name, f"no reference has the number {number}")
        elif not is_of(reference, text):
            yield Unchecked("full text", reference.id, f"{name} does not open with the title printed under {number}")


def _place(block: Block) -> str:
    return block.place or f"line {block.span.line}"
