"""What an authority registered, and how it compares with what the author printed."""

from enum import StrEnum

import msgspec

from deskcheck.model.csl import CslItem


class NoticeType(StrEnum):
    """Crossref's twelve update types (Crossmark documentation, "Version control, corrections and retractions").

    ``REINSTATEMENT`` is Retraction Watch's: an earlier notice was taken back.
    """

    RETRACTION = "retraction"
    REMOVAL = "removal"
    WITHDRAWAL = "withdrawal"
    PARTIAL_RETRACTION = "partial_retraction"
    EXPRESSION_OF_CONCERN = "expression_of_concern"
    NEW_EDITION = "new_edition"
    NEW_VERSION = "new_version"
    CORRECTION = "correction"
    CORRIGENDUM = "corrigendum"
    ERRATUM = "erratum"
    ADDENDUM = "addendum"
    CLARIFICATION = "clarification"
    REINSTATEMENT = "reinstatement"
    OTHER = "other"


class Notice(msgspec.Struct, frozen=True, kw_only=True):
    """An update that concerns a work.

    Attributes:
        type: what kind of update.
        doi: DOI of the notice, lower case; empty when unknown.
        date: ISO date, as precise as registered; empty when unknown.
        sources: who asserts it (``publisher``, ``retraction-watch``, ``title``).
        label: the registry's own word; of a Retraction Watch table, the reasons.
    """

    type: NoticeType
    doi: str = ""
    date: str = ""
    sources: tuple[str, ...] = ()
    label: str = ""


class Relation(msgspec.Struct, frozen=True):
    """A Crossref ``relation``: ``type`` such as ``is-preprint-of``, and the other work's identifier."""

    type: str
    id: str
    id_type: str = "doi"


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """A record of an authority.

    Attributes:
        fields: the record in CSL-JSON's terms.
        dates: further dates by Crossref's name (``published-online`` …), ISO.
        subtitles: subtitles that the record keeps apart from the title.
        other_titles: the title in another language or wording.
        container_titles: every registered name and abbreviation of the container.
        notices: updates concerning this work.
        updates: DOIs that this record is itself a notice about, with the kind.
        relations: ties to other works.
        authority: who answered (``dossier``, ``index``, ``crossref``).
        recorded_on: ISO date of the record as held; empty when unknown.
        compiled: True when a person put the record together instead of a service answering it.
    """

    fields: CslItem
    authority: str
    dates: dict[str, str] = {}
    subtitles: tuple[str, ...] = ()
    other_titles: tuple[str, ...] = ()
    container_titles: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()
    updates: tuple[Notice, ...] = ()
    relations: tuple[Relation, ...] = ()
    recorded_on: str = ""
    compiled: bool = False


class MatchStatus(StrEnum):
    """How the search for a reference's work ended."""

    MATCHED = "matched"
    AMBIGUOUS = "ambiguous"
    NOT_FOUND = "not_found"
    NOT_APPLICABLE = "not_applicable"
    UNKNOWN = "unknown"


class FieldComparison(msgspec.Struct, frozen=True):
    """One field side by side; ``result`` is same, variant, different or missing, ``note`` says why."""

    field: str
    result: str
    printed: str = ""
    recorded: str = ""
    note: str = ""


class Candidate(msgspec.Struct, frozen=True):
    """A work that came into question and was not chosen."""

    doi: str
    title: str
    probability: float


class Match(msgspec.Struct, frozen=True, kw_only=True):
    """The outcome for one reference. ``probability`` is that ``doi`` is the printed work."""

    status: MatchStatus
    doi: str = ""
    probability: float = 0.0
    work: Work | None = None
    comparison: tuple[FieldComparison, ...] = ()
    candidates: tuple[Candidate, ...] = ()
    reason: str = ""
