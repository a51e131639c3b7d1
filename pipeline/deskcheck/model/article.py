"""The article as read."""

import datetime
from enum import StrEnum

import msgspec

from deskcheck.model.span import Span


class BlockKind(StrEnum):
    """What a stretch of the article is for its reader."""

    TITLE = "title"
    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    TABLE_CELL = "table_cell"
    CAPTION = "caption"
    QUOTE = "quote"
    BYLINE = "byline"
    DATE = "date"
    PROMOTION = "promotion"
    NAVIGATION = "navigation"
    FOOTER = "footer"
    DISCLAIMER = "disclaimer"
    POLICY = "policy"
    BIOGRAPHY = "biography"
    REFERENCE_LIST = "reference_list"
    CODE = "code"


class Block(msgspec.Struct, frozen=True, omit_defaults=True):
    """A typed stretch of the text.

    Attributes:
        level: a heading's depth from 1, else 0.
        place: where it stands in a source whose lines are not the text's: ``page 3``, ``paragraph 12``.
    """

    kind: BlockKind
    span: Span
    level: int = 0
    place: str = ""


class RemarkKind(StrEnum):
    """What a reader has to say about a file besides its text."""

    HIDDEN_TEXT = "hidden_text"
    INVISIBLE_CHARACTERS = "invisible_characters"
    UNREAD = "unread"
    COMMENT = "comment"
    CHANGE = "change"
    FILE_DATE = "file_date"


class Remark(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something noticed while reading; ``span`` where the text holds it, else ``place`` in the source.

    Attributes:
        message: one sentence for an editor.
    """

    kind: RemarkKind
    message: str
    span: Span | None = None
    place: str = ""


class Person(msgspec.Struct, frozen=True):
    """Somebody the article names as responsible: ``role`` is author, reviewer, editor or contributor."""

    name: str
    role: str
    span: Span | None = None


class Hyperlink(msgspec.Struct, frozen=True):
    """A link of the source whose address the text does not show."""

    span: Span
    url: str


class Dates(msgspec.Struct, frozen=True, omit_defaults=True):
    """The dates that the article states of itself."""

    published: datetime.date | None = None
    updated: datetime.date | None = None
    reviewed: datetime.date | None = None

    @property
    def latest(self) -> datetime.date | None:
        """The latest stated date, or None."""
        return max(filter(None, (self.published, self.updated, self.reviewed)), default=None)


BIBLIOGRAPHIES = frozenset({"bibtex", "ris", "nbib", "csl_json"})
"""Formats of files that hold a list of references and nothing else."""


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article: its text, never altered after reading, and what each stretch of it is.

    Attributes:
        path: where it was read from, as the user named it.
        format: the reader's name (``plaintext``, ``markdown`` …).
        text: Unicode text; every span of the audit points into it.
        blocks: typed stretches in text order, not overlapping.
        hyperlinks: addresses behind words of the text.
        references_span: the stretch that holds the reference list, heading excluded, or None.
        stated_references: the number of references the article says it has ("13 Sources"), or None.
        digest: SHA-256 of the bytes read, in hex.
        address: where it was fetched from in the end (redirects may lead away from ``path``), or where a saved page
            says that it stands.
        cites_by_links: it prints no list, and its references are the addresses that its text links to.
        sources_below: its references stand below what rests on them ("Source: …") and not in one list.
        remarks: what the reader noticed besides the text (words hidden from people, pages without text …).
    """

    path: str
    format: str
    title: str
    text: str
    blocks: tuple[Block, ...] = ()
    people: tuple[Person, ...] = ()
    dates: Dates = Dates()
    hyperlinks: tuple[Hyperlink, ...] = ()
    references_span: Span | None = None
    stated_references: int | None = None
    digest: str = ""
    address: str = ""
    cites_by_links: bool = False
    sources_below: bool = False
    remarks: tuple[Remark, ...] = ()

    @property
    def is_bibliography(self) -> bool:
        """Whether this is a list of references alone, audited without claims."""
        return self.format in BIBLIOGRAPHIES
