"""A reference as the author printed it, and what came of checking it."""

from enum import StrEnum

import msgspec

from deskcheck.model.csl import CslItem
from deskcheck.model.page import PageCheck
from deskcheck.model.span import Span
from deskcheck.model.work import Match, Notice


class ReferenceStatus(StrEnum):
    """What is known of a reference after checking."""

    OK = "ok"
    MISMATCH = "mismatch"
    NOT_FOUND = "not_found"
    BROKEN = "broken"
    BLOCKED = "blocked"
    UNKNOWN = "unknown"
    NOT_APPLICABLE = "not_applicable"


class FieldSpan(msgspec.Struct, frozen=True):
    """Where a field stands: offsets into ``Reference.printed``; ``confidence`` from 0 to 1."""

    label: str
    start: int
    end: int
    confidence: float = 1.0


class Reference(msgspec.Struct, frozen=True, kw_only=True):
    """One entry of the list.

    Attributes:
        id: derived from the printed words, so that renumbering does not change it.
        number: the number printed before it, or its place in the list from 1.
        label: the number or key exactly as printed (``1.``, ``[Smi16]``); empty when none is.
        span: its place in the article, label excluded; None when it came from a bibliography file.
        printed: its words, never rewritten, with the line breaks inside an entry as they stand
            (``printed == article.text[span.start:span.end]``); where the article cites by links alone, the address
            behind the words at ``span``.
        fields: what was read from it, in CSL-JSON's terms.
        field_spans: where each field stands in ``printed``.
        confidence: probability from 0 to 1 that every field was read rightly.
        doi_told: the DOI that a service gave for a PubMed number or PMCID, where nothing else names the work.
        status, match, notices: filled by the stage ``resolve``.
        page: what was seen at its address, when a run looked.
        findings: fingerprints of the findings that concern it.
    """

    id: str
    number: int
    printed: str
    label: str = ""
    span: Span | None = None
    fields: CslItem = CslItem()
    field_spans: tuple[FieldSpan, ...] = ()
    confidence: float = 0.0
    doi_told: str = ""
    status: ReferenceStatus = ReferenceStatus.UNKNOWN
    match: Match | None = None
    notices: tuple[Notice, ...] = ()
    page: PageCheck | None = None
    findings: tuple[str, ...] = ()
