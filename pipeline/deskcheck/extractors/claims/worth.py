"""How much a candidate wants a source, from 0 to 1: readable weights over what its words show.

Classifiers trained on political debates order the sentences of a health article no better than
chance, so the weights are set by hand: a plain declarative sentence starts in the middle, what can
be measured or blamed raises it, what only addresses, guides or sells to the reader lowers it.
"""

from deskcheck.extractors.claims.signals import Signals
from deskcheck.model import BlockKind
from deskcheck.text.cues import CueKind

_BASE = 0.46
_WEIGHTS = {
    CueKind.STUDY: 0.14,
    CueKind.CAUSAL: 0.12,
    CueKind.ASSOCIATION: 0.14,
    CueKind.CHANGE: 0.08,
    CueKind.ATTRIBUTION: 0.08,
    CueKind.PREVALENCE: 0.10,
    CueKind.DEFINITION: 0.08,
    CueKind.CLASSIFICATION: 0.04,
    CueKind.SYMPTOM: 0.04,
    CueKind.TREATMENT: 0.06,
    CueKind.RISK: 0.10,
    CueKind.HEALTH: 0.05,
    CueKind.COMPARISON: 0.05,
    CueKind.UNIVERSAL: 0.03,
    CueKind.HISTORY: 0.08,
    CueKind.CREDENTIAL: 0.06,
    CueKind.POLICY: 0.05,
    CueKind.READER: -0.06,
    CueKind.WE: -0.05,
    CueKind.ADVICE: -0.05,
    CueKind.OPINION: -0.10,
    CueKind.PROMOTION: -0.16,
    CueKind.SIGNPOST: -0.12,
}
_NUMBERS = 0.16
_MARKED = 0.6
"""The least worth of a sentence that carries a reference marker: its writer saw the need."""
_COMMAND = -0.16
_FRAGMENT = -0.08
_LOOSE_FRAGMENT = -0.3
_SHORT = -0.12
_EXCLAIMS = -0.10
_GUIDE = -0.34
_GUIDES = frozenset(("we'll", "here's", "let's", "below", "here", "we", "read", "this"))


def worth(signals: Signals) -> float:
    """Return the check-worthiness of a candidate."""
    if signals.asks:
        return 0.05
    if signals.muses or signals.remarks:
        return 0.15
    if signals.sells and CueKind.STUDY not in signals.kinds:
        return 0.2
    if signals.marked:
        return max(_MARKED, _score(signals))
    return _score(signals)


def _score(signals: Signals) -> float:
    score = _BASE + sum(_WEIGHTS.get(kind, 0.0) for kind in signals.kinds)
    score += _NUMBERS * signals.has_numbers
    score += _COMMAND * signals.commands
    if signals.fragment:
        score += _FRAGMENT if signals.block is BlockKind.LIST_ITEM else _LOOSE_FRAGMENT
    score += _EXCLAIMS * signals.exclaims
    score += _SHORT * (signals.words < 3 and not signals.fragment)
    if CueKind.SIGNPOST in signals.kinds and signals.first in _GUIDES:
        score += _GUIDE
    if signals.block is BlockKind.TABLE_CELL and signals.fragment:
        score -= 0.2
    return round(min(max(score, 0.0), 1.0), 3)
