"""A claim's tie to a reference."""

from enum import StrEnum

import msgspec


class LinkKind(StrEnum):
    """What speaks for a link; the first of these that applies names it."""

    DECISION = "decision"
    MARKER = "marker"
    AUTHOR_YEAR = "author_year"
    HYPERLINK = "hyperlink"
    ORGANISATION = "organisation"
    CUE = "cue"
    TOPIC = "topic"
    ORDER = "order"


GOES_ON = "goes on from: "
"""Begins the cue of a suggestion lent by the sentence before or after, which speaks of the same and has a mark."""


class Link(msgspec.Struct, frozen=True):
    """One tie, seen from its claim.

    Attributes:
        number: the reference's ``number``.
        kind: what speaks for the tie.
        cue: the words that speak for it, claim's side and reference's side.
        confidence: probability from 0 to 1 that the reference is meant to carry the claim.
        suggested: True below the link threshold: shown to the editor, never a ground for a verdict.
    """

    number: int
    kind: LinkKind
    cue: str
    confidence: float
    suggested: bool = False
