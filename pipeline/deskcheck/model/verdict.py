"""What the evidence says of a claim."""

from enum import StrEnum

import msgspec


class VerdictLabel(StrEnum):
    """The answer for one claim."""

    SUPPORTED = "supported"
    PARTLY_SUPPORTED = "partly_supported"
    CONTRADICTED = "contradicted"
    UNSUPPORTED = "unsupported"
    NOT_CHECKABLE = "not_checkable"
    OUTDATED = "outdated"


class Stance(StrEnum):
    """How one piece of evidence stands to the claim."""

    SUPPORTS = "supports"
    QUALIFIES = "qualifies"
    CONTRADICTS = "contradicts"
    SILENT = "silent"


class Distortion(StrEnum):
    """A way in which a claim departs from its source."""

    SAMPLE_MISDESCRIBED = "sample_misdescribed"
    CAUSAL_FROM_CORRELATIONAL = "causal_from_correlational"
    HEDGE_DROPPED = "hedge_dropped"
    NUMBER_MISMATCH = "number_mismatch"
    DENOMINATOR_OMITTED = "denominator_omitted"
    OVERGENERALISED = "overgeneralised"
    POPULATION_SHIFT = "population_shift"
    CONSTRUCT_SHIFT = "construct_shift"
    MISSING_COMPARATOR = "missing_comparator"
    YEAR_MISMATCH = "year_mismatch"
    DIRECTION_REVERSED = "direction_reversed"
    SELECTIVE = "selective"
    SELF_CONTRADICTION = "self_contradiction"
    POLICY_BREACH = "policy_breach"
    WORDING_TAKEN_OVER = "wording_taken_over"


class Evidence(msgspec.Struct, frozen=True, kw_only=True):
    """A passage that speaks for or against a claim.

    Attributes:
        reference: number of the reference it belongs to; 0 for the article itself.
        origin: ``title``, ``abstract``, ``note`` (a fact-checker's), ``full text``, ``page`` or ``article``.
        locator: where in the source ("abstract, results"), as precise as known.
        quote: the passage.
        stance: how it stands to the claim.
        checked_by, checked_on: who recorded it and when (ISO date), for notes.
    """

    reference: int
    origin: str
    quote: str
    stance: Stance = Stance.SILENT
    locator: str = ""
    checked_by: str = ""
    checked_on: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """The answer for one claim; ``cue`` quotes the words that decided, ``suggestion`` a better wording."""

    label: VerdictLabel
    confidence: float
    reason: str
    cue: str = ""
    distortions: tuple[Distortion, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
