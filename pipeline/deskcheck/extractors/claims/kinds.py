"""What sort of statement a claim makes, and how much harm it does when wrong."""

from collections.abc import Sequence

from deskcheck.extractors.claims.signals import Signals
from deskcheck.model import BlockKind, ClaimKind, Importance, Quantity
from deskcheck.text.cues import CueKind

# Tried in this order after the special cases below.
_BY_CUE = (
    (CueKind.DEFINITION, ClaimKind.DEFINITION),
    (CueKind.ASSOCIATION, ClaimKind.ASSOCIATION),
    (CueKind.CAUSAL, ClaimKind.CAUSAL),
    (CueKind.RISK, ClaimKind.RISK),
    (CueKind.PREVALENCE, ClaimKind.PREVALENCE),
    (CueKind.TREATMENT, ClaimKind.TREATMENT),
    (CueKind.SYMPTOM, ClaimKind.SYMPTOM),
    (CueKind.CLASSIFICATION, ClaimKind.CLASSIFICATION),
    (CueKind.CHANGE, ClaimKind.CAUSAL),
    (CueKind.COMPARISON, ClaimKind.COMPARISON),
    (CueKind.HISTORY, ClaimKind.HISTORICAL),
    (CueKind.ATTRIBUTION, ClaimKind.ATTRIBUTION),
    (CueKind.OPINION, ClaimKind.OPINION),
)
_NO_FIGURES = frozenset({"year", "ordinal", "number"})
_HIGH = frozenset({ClaimKind.TREATMENT, ClaimKind.RISK, ClaimKind.STATISTIC, ClaimKind.FINDING, ClaimKind.CAUSAL})
_LOW = frozenset(
    {ClaimKind.CREDENTIAL, ClaimKind.OPINION, ClaimKind.HISTORICAL, ClaimKind.STATEMENT, ClaimKind.CLASSIFICATION}
)


def kind(signals: Signals, counted: Sequence[Quantity]) -> ClaimKind:
    """Return the kind of a candidate: the most checkable of those its cues allow.

    Args:
        counted: its quantities; a year, or the bare number of a marker or a page, makes no statistic.
    """
    if signals.block is BlockKind.POLICY or (signals.kinds.get(CueKind.POLICY, 0) > 1 and signals.has(CueKind.WE)):
        return ClaimKind.POLICY
    if signals.block is BlockKind.BIOGRAPHY or signals.kinds.get(CueKind.CREDENTIAL, 0) > 1:
        return ClaimKind.CREDENTIAL
    if signals.has_share or (signals.has(CueKind.STUDY) and any(map(_is_figure, counted))):
        populous = signals.has(CueKind.PREVALENCE) and not signals.has(CueKind.STUDY)
        return ClaimKind.PREVALENCE if populous else ClaimKind.STATISTIC
    if signals.has(CueKind.STUDY) and signals.has(CueKind.ATTRIBUTION):
        return ClaimKind.FINDING
    if any(cue.kind is CueKind.ATTRIBUTION and cue.words == "according to" for cue in signals.cues):
        return ClaimKind.ATTRIBUTION
    if signals.commands or (signals.has(CueKind.ADVICE) and signals.has(CueKind.READER)):
        return ClaimKind.TREATMENT
    return next((answer for cue, answer in _BY_CUE if signals.has(cue)), ClaimKind.STATEMENT)


def _is_figure(quantity: Quantity) -> bool:
    """Tell whether a number measures or counts something."""
    return quantity.kind not in _NO_FIGURES or bool(quantity.kind == "number" and (quantity.unit or quantity.what))


def importance(kind: ClaimKind, signals: Signals) -> Importance:
    """Return the harm that a wrong claim of this kind, in these words, can do."""
    healthy = signals.has(CueKind.HEALTH, CueKind.TREATMENT, CueKind.RISK, CueKind.SYMPTOM)
    if kind in _HIGH and healthy and (signals.has_numbers or signals.has(CueKind.RISK, CueKind.STUDY)):
        return Importance.HIGH
    if kind is ClaimKind.TREATMENT and signals.kinds.get(CueKind.TREATMENT, 0) > 1:
        return Importance.HIGH
    if kind in _LOW or not healthy:
        return Importance.LOW
    return Importance.MEDIUM
