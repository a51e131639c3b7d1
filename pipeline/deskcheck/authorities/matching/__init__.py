"""Is this record that reference? Made ready, scored, decided and compared field by field."""

from deskcheck.authorities.matching.decision import THRESHOLD, Ranked, decide, match, pointed_at, rank
from deskcheck.authorities.matching.printed import Printed, by_number_alone, outside_registries, printed, unsearchable
from deskcheck.authorities.matching.registered import Registered, registered
from deskcheck.authorities.matching.score import Scored, score

__all__ = [
    "THRESHOLD",
    "Printed",
    "Ranked",
    "Registered",
    "Scored",
    "by_number_alone",
    "decide",
    "match",
    "outside_registries",
    "pointed_at",
    "printed",
    "rank",
    "registered",
    "score",
    "unsearchable",
]
