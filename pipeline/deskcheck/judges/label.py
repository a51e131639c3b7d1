"""The label that one source alone would give a claim, from the judges' opinions and the weighed stances."""

from collections.abc import Iterable, Sequence

from deskcheck.judges import direction, proportions, relation, stance, topic
from deskcheck.judges.numerals import figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.model import Stance, VerdictLabel

ALIGNED = 0.45
"""Coverage of the claim by one passage (with its neighbours) from which the source speaks of the same matter."""
LITERAL = 0.5
"""Coverage by the passage's own words below which directions are not compared for an accusation."""
_SAYS_SO = ((0.6, 0.4), (0.5, 0.55))
"""Coverage, and probability of support beside it, from which a source says the same (right in 3 of 4 on SciFact)."""
_LIGHT = 0.45
CONTRADICTS = 0.6
"""Model probability that counts as one signal of contradiction; an accusation needs two signals."""


def label(
    view: View, stances: stance.Stances, compared: direction.Direction, opinions: tuple[Opinion, ...]
) -> tuple[VerdictLabel, float]:
    """Return the label and how sure it is, 0 to 1; ``compared`` are the directions of claim and deciding passage."""
    # A lead-in ("Signs are:") states nothing that could be supported.
    aligned = view.alignment.around >= ALIGNED and view.coverage >= 0.3 and view.statement.text[-1:] != ":"
    found = any(o.stance is Stance.SUPPORTS and o.strength >= 0.8 for o in opinions)
    faults = [o.strength for o in opinions if o.grave and o.stance in (Stance.QUALIFIES, Stance.CONTRADICTS)]
    if _contradicts(view, stances, compared, opinions):
        return VerdictLabel.CONTRADICTED, max(0.7, stances.contradicts)
    if faults and (aligned or found or max(faults) >= 0.7):
        return VerdictLabel.PARTLY_SUPPORTED, 0.55 + 0.3 * max(faults)
    if not (aligned or found) or (stances.silent > 0.6 and not found):
        return VerdictLabel.NOT_CHECKABLE, stances.silent
    if view.passage is not None and stance.asks(view.passage) and not found:
        return VerdictLabel.NOT_CHECKABLE, 0.5
    if unheld(view, opinions):
        return VerdictLabel.NOT_CHECKABLE, 0.5
    around = view.alignment.around
    # Two light faults together are one that the author should mend.
    if sum(o.strength >= _LIGHT and o.stance is Stance.QUALIFIES for o in opinions) > 1:
        return VerdictLabel.PARTLY_SUPPORTED, 0.45
    # That words are missing is no fault: another wording has others.
    if found or any(around >= least and stances.supports >= sure for least, sure in _SAYS_SO):
        return VerdictLabel.SUPPORTED, max(0.5, stances.supports)
    return VerdictLabel.NOT_CHECKABLE, 0.5


def unheld(view: View, opinions: Iterable[Opinion]) -> str:
    """Return the first share, ratio or change of the claim that no judge found in the source, or an empty string."""
    held = {o.cue.partition(" = ")[0] for o in opinions if o.stance is Stance.SUPPORTS}
    text = view.statement.text
    shares = [figure.quote for figure in figures(text) if figure.kind in ("percent", "ratio")]
    changes = [proportions.printed(change, text) for change in proportions.changes(view.statement.passage)]
    return next((quote for quote in (*shares, *changes) if quote not in held), "")


def against(
    view: View, stances: stance.Stances, compared: direction.Direction, opinions: Iterable[Opinion]
) -> list[str]:
    """Return all that speaks against the claim, as words for an editor."""
    found = relation.signals(view, compared) if view.coverage >= 0.4 else []
    if stances.contradicts >= CONTRADICTS:
        found.append("the measures together")
    found.extend(opinion.says for opinion in opinions if opinion.stance is Stance.CONTRADICTS)
    return found


def _contradicts(
    view: View, stances: stance.Stances, compared: direction.Direction, opinions: Sequence[Opinion]
) -> bool:
    """Tell whether two signals speak against the claim; the thresholds keep three accusations of four right.

    Measured on SciFact train and Check-COVID train.
    """
    if view.passage is not None and stance.asks(view.passage):
        return False
    if view.coverage >= 0.6 and any(o.stance is Stance.CONTRADICTS and o.strength >= 0.8 for o in opinions):
        return True
    passage = view.passage
    if passage is None or not compared.clash or compared.agree or relation.both_null(view.statement.passage, passage):
        return False
    # What only the long form of an acronym or a kindred word covers accuses nobody.
    return (
        topic.literal(view.statement.passage, passage) >= LITERAL
        and stances.contradicts >= CONTRADICTS
        and stance.turned(view.statement.passage, passage)
    )
