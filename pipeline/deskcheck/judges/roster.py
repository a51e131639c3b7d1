"""The judges in the order in which they are heard."""

from deskcheck.judges import (
    arms,
    change,
    derived,
    design,
    nulls,
    proportions,
    quantities,
    relation,
    sample,
    share,
    sides,
    study,
    substitution,
    units,
    whom,
    wording,
)

JUDGES = {
    "quantities": quantities.judge,
    "proportions": proportions.judge,
    "units": units.judge,
    "arms": arms.judge,
    "change": change.judge,
    "derived": derived.judge,
    "sides": sides.judge,
    "study": study.judge,
    "whom": whom.judge,
    "sample": sample.judge,
    "design": design.judge,
    "relation": relation.judge,
    "nulls": nulls.judge,
    "substitution": substitution.judge,
    "share": share.judge,
    "wording": wording.judge,
}
"""What looks at one aspect of one claim and one source: ``judge(view) -> Iterator[Opinion]``."""
