"""The nouns of the pipeline: frozen records without I/O, the same in memory and in ``audit.json``."""

from deskcheck.model.article import Article, Block, BlockKind, Dates, Hyperlink, Person, Remark, RemarkKind
from deskcheck.model.audit import SCHEMA, Audit, Source, Tool, Unchecked
from deskcheck.model.claim import Claim, ClaimKind, Importance, Quantity
from deskcheck.model.csl import LEGAL, UNPUBLISHED, CslDate, CslItem, CslName
from deskcheck.model.finding import Finding, Severity, State, Subject
from deskcheck.model.link import GOES_ON, Link, LinkKind
from deskcheck.model.page import ArchivedCopy, PageCheck, PageStatus
from deskcheck.model.reference import FieldSpan, Reference, ReferenceStatus
from deskcheck.model.span import Span, locate
from deskcheck.model.verdict import Distortion, Evidence, Stance, Verdict, VerdictLabel
from deskcheck.model.waiver import Waiver, WaiverKind, WaiverState
from deskcheck.model.work import (
    Candidate,
    FieldComparison,
    Match,
    MatchStatus,
    Notice,
    NoticeType,
    Relation,
    Work,
)

__all__ = [
    "GOES_ON",
    "LEGAL",
    "SCHEMA",
    "UNPUBLISHED",
    "ArchivedCopy",
    "Article",
    "Audit",
    "Block",
    "BlockKind",
    "Candidate",
    "Claim",
    "ClaimKind",
    "CslDate",
    "CslItem",
    "CslName",
    "Dates",
    "Distortion",
    "Evidence",
    "FieldComparison",
    "FieldSpan",
    "Finding",
    "Hyperlink",
    "Importance",
    "Link",
    "LinkKind",
    "Match",
    "MatchStatus",
    "Notice",
    "NoticeType",
    "PageCheck",
    "PageStatus",
    "Person",
    "Quantity",
    "Reference",
    "ReferenceStatus",
    "Relation",
    "Remark",
    "RemarkKind",
    "Severity",
    "Source",
    "Span",
    "Stance",
    "State",
    "Subject",
    "Tool",
    "Unchecked",
    "Verdict",
    "VerdictLabel",
    "Waiver",
    "WaiverKind",
    "WaiverState",
    "Work",
    "locate",
]
