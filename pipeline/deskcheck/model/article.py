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


class Block(msgspec.Struct, frozen=True):
    """A typed stretch of the text; ``level`` is a heading's depth from 1, else 0."""

    kind: BlockKind
    span: Span
    level: int = 0


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
