"""Is this record that reference? Made ready, scored, decided and compared field by field."""

from deskcheck.authorities.matching.decision import THRESHOLD, decide, match, rank
from deskcheck.authorities.matching.printed import Printed, outside_registries, printed
from deskcheck.authorities.matching.registered import Registered, registered
from deskcheck.authorities.matching.score import Scored, score

__all__ = [
    "THRESHOLD",
    "Printed",
    "Registered",
    "Scored",
    "decide",
    "match",
    "outside_registries",
    "printed",
    "rank",
    "registered",
    "score",
]
