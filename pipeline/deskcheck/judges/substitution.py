"""One word changed: where claim and source run parallel, which words stand in each other's place?"""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from deskcheck.judges import direction, quantities, stance, topic, units
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.judges.study import group_of
from deskcheck.model import Distortion, Stance
from deskcheck.text import numbers

PARALLEL = 0.6
"""Coverage of the claim by the passage from which the two are laid side by side."""
NEARLY_PARALLEL, _SHORT = 0.4, 16
"""The same for claims of so few words that one other word weighs much."""
NUMBERS_PARALLEL = 0.75
TELLING = 0.7
"""Weight of a word from which it names what a statement is about."""
_LONGEST = 80
_ROOT = 3
_MOST_REPLACED = 4
_MOST_NEGATED = 3
_DECIMAL = re.compile(r"\d{1,15}(?:\.\d{1,9})?")
_QUARTERS = frozenset("northern southern eastern western central".split())
_UNITS = frozenset(
    """second seconds minute minutes hour hours day days week weeks month months year years mg g kg mcg µg ml l mmol
    percent times fold""".split()
)
_UNIVERSAL = frozenset("all every always never none everyone nobody each entirely invariably universally".split())
_PARTIAL = frozenset(
    "some many most several often sometimes few usually certain occasionally frequently various majority".split()
)
_HEDGES = frozenset(
    """may might could possibly potentially suggest suggests suggested suggesting appears appear seems seem perhaps
    likely
    probably can""".split()
)
_PLAIN_FOR_HEDGE = frozenset(
    "is are was were will does do has have prove proves proved shows show cause causes always".split()
)


_CAUSES = frozenset(
    """cause causes caused causing leads led results resulted prevents prevented reduces increases improves produces
    produced triggers triggered induces induced""".split()
)
_TIES = frozenset("associated correlated linked related association correlation link correlates tied predicts".split())


def judge(view: View) -> Iterator[Opinion]:
    """Yield what the replaced words change: direction, negation, population, scope or hedge."""
    passage = view.passage
    if passage is None or view.coverage < NEARLY_PARALLEL or view.source.is_note(view.deciding):
        return
    # Words of the same meaning run in another order than the source's own.
    parallel = topic.literal(view.statement.passage, passage)
    if parallel < NEARLY_PARALLEL:
        return
    short = parallel < PARALLEL
    if short and not (view.statement.passage.has_number and _one_word_apart(view)):
        return
    if stance.asks(passage):
        return
    exchanged = direction.sides_exchanged(view.statement.passage, passage)
    settled = "?" in view.statement.text or exchanged
    settled = settled or (direction.is_null(view.statement.passage) and direction.is_null(passage))
    mine, theirs = view.statement.passage.tokens[:_LONGEST], passage.tokens[:_LONGEST]
    changes = list(replaced(mine, theirs, enclosed=short))
    for left, right in changes:
        opinion = (None if short else _opinion(left, right, view)) or _other_thing(left, right, view)
        if opinion is None or (settled and opinion.stance is Stance.CONTRADICTS):
            continue
        swapped = exchanged or (right, left) in changes
        if not (swapped and Distortion.POPULATION_SHIFT in opinion.distortions):
            yield opinion


def _one_word_apart(view: View) -> bool:
    """Tell whether a short claim has just one telling word that the source lacks."""
    if len(view.statement.passage.tokens) > _SHORT:
        return False
    return sum(topic.weight(core) >= TELLING for core in view.alignment.missing) == 1


def replaced(mine: list[str], theirs: list[str], *, enclosed: bool = False) -> Iterator[tuple[list[str], list[str]]]:
    """Yield the short stretches that stand between the same words on both sides; either may be empty.

    ``enclosed`` stretches have two equal words or more on either side.
    """
    steps = SequenceMatcher(None, mine, theirs, autojunk=False).get_opcodes()
    for place, (name, a, b, c, d) in enumerate(steps):
        if name == "equal" or b - a > _MOST_REPLACED or d - c > _MOST_REPLACED:
            continue
        before = steps[place - 1] if place else None
        after = steps[place + 1] if place + 1 < len(steps) else None
        if after is None or (enclosed and (not before or min(before[2] - before[1], after[2] - after[1]) < 2)):
            continue
        if (before and before[2] - before[1] >= 2) or (before is None and after[2] - after[1] >= 2):
            yield mine[a:b], theirs[c:d]


def _other_number(left: list[str], right: list[str]) -> bool:
    """Tell whether a number, or the unit of one, stands in another's place; rounding is no difference."""
    if len(left) == len(right) == 1 and left[0] in _UNITS and right[0] in _UNITS:
        return left[0].rstrip("s") != right[0].rstrip("s")
    mine, theirs = _number(left), _number(right)
    return mine is not None and theirs is not None and abs(mine - theirs) > max(0.5, 0.02 * abs(theirs))


def _number(stretch: list[str]) -> float | None:
    """Return the number that a stretch of tokens spells, or None when it holds anything else."""
    text = "".join(stretch).replace(",", "").rstrip("%.")
    return float(text) if _DECIMAL.fullmatch(text) else None


def _opinion(left: list[str], right: list[str], view: View) -> Opinion | None:
    said, given = " ".join(left), " ".join(right)
    if view.coverage >= NUMBERS_PARALLEL and _other_number(left, right):
        if _fairly_told(left, right, view):
            return None
        return Opinion(
            stance=Stance.CONTRADICTS,
            strength=0.85,
            says=f"the claim has “{''.join(left)}”, the source “{''.join(right)}” in its place",
            cue=f"{''.join(left)} ≠ {''.join(right)}",
            distortions=(Distortion.NUMBER_MISMATCH,),
            passage=view.deciding,
            suggestion=f"replace “{''.join(left)}” by “{''.join(right)}”",
        )
    if _turned(left, right):
        return Opinion(
            stance=Stance.CONTRADICTS,
            strength=0.85,
            says=f"the claim has “{said or '…'}” where the source has “{given or '…'}”",
            cue=f"{said} ≠ {given}",
            distortions=(Distortion.DIRECTION_REVERSED,),
            passage=view.deciding,
            suggestion=_turned_back(left, right),
        )
    tag = _tag(left, right)
    if tag is None:
        return None
    if tag is Distortion.OVERGENERALISED:
        return _wider(left, right, view)
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75,
        says=f"the claim has “{said or '…'}” where the source has “{given}”",
        cue=f"{said} ≠ {given}",
        distortions=(tag,),
        passage=view.deciding,
        suggestion=f"replace “{said}” by “{given}”" if said else f"keep the source's “{given}”",
    )


def _turned_back(left: list[str], right: list[str]) -> str:
    """Return which word to replace by which, when one on each side gives the direction."""
    mine, theirs = ([word for _, sign, word in direction.signed(side) if sign] for side in (left, right))
    if len(mine) == len(theirs) == 1:
        return f"replace “{mine[0]}” by “{theirs[0]}”"
    return f"replace “{' '.join(left)}” by “{' '.join(right)}”" if left and right else ""


def _wider(left: list[str], right: list[str], view: View) -> Opinion:
    said = next(word for word in left if word in _UNIVERSAL)
    given = next((word for word in right if word in _PARTIAL), "")
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75,
        says=f"the claim has “{said}”, the source " + (f"“{given}”" if given else "does not say so"),
        cue=f"{said} ≠ {given}",
        distortions=(Distortion.OVERGENERALISED,),
        passage=view.deciding,
        suggestion=f"replace “{said}” by “{given}”" if given else "",
    )


def _fairly_told(left: list[str], right: list[str], view: View) -> bool:
    """Tell whether the number is one the passage bears out: "more than 12,000" of 12,400, though 000 is not 400."""
    told = _with_digits(right, view.passage.text) if view.passage else []
    mine = _with_digits(left, view.statement.text)
    plain = [other for other in told if other.high is None and other.comparator == "="]
    return any(figure.high is None and quantities.admits(figure, other) for figure in mine for other in plain)


def _with_digits(stretch: list[str], text: str) -> list[Figure]:
    digits = "".join(stretch).replace(",", "").rstrip("%.")
    return [figure for figure in figures(text) if digits in figure.quote.replace(",", "")]


def _other_thing(left: list[str], right: list[str], view: View) -> Opinion | None:
    """Find one thing named in the place of another that the whole source never names: magnesium for zinc."""
    absent, known = set(view.alignment.missing), view.statement.passage.concepts
    # Two words in the place of others are another wording.
    new = {concept(word) for word in left} - {concept(word) for word in right} - {""}
    if len(new) > 1 or "than" in left or "than" in right or units.UNITS.intersection((*left, *right)):
        return None
    said = [
        word
        for word in left
        if (core := concept(word)) in absent
        and topic.weight(core) >= TELLING
        and word not in numbers.SCALES
        and not word.endswith("ly")
    ]
    given = [word for word in right if (core := concept(word)) and core not in known and topic.weight(core) >= TELLING]
    # "Answered" for "asked" words the same otherwise more often than it names another thing.
    if said and given and said[0].endswith("ed") and given[0].endswith("ed"):
        return None
    if not said or not given or any(_kin(one, other) for one in said for other in given):
        return None
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75,
        says=f"the claim speaks of “{said[0]}”, which the source nowhere names, and the source of “{given[0]}”",
        cue=f"{said[0]} ≠ {given[0]}",
        distortions=(_shifted(said[0], given, view),),
        passage=view.deciding,
    )


def _shifted(said: str, given: list[str], view: View) -> Distortion:
    """Return which shift it is: of the place, when both are names behind "in" or "from", else of the thing."""
    if said in _QUARTERS and _QUARTERS.intersection(given):
        return Distortion.POPULATION_SHIFT
    other = view.passage.text if view.passage else ""
    places = _is_place(said, view.statement.text) and any(_is_place(word, other) for word in given)
    return Distortion.POPULATION_SHIFT if places else Distortion.CONSTRUCT_SHIFT


def _is_place(word: str, text: str) -> bool:
    return re.search(rf"\b(?:in|from|across|of) (?:\w+ )?{re.escape(word.capitalize())}\b", text) is not None


def _kin(one: str, other: str) -> bool:
    """Tell whether two words of different stems have one root: "napping" and "naps", "waiting" and "awaiting"."""
    if one.endswith(other) or other.endswith(one):
        return True
    return one[:_ROOT] == other[:_ROOT] or (min(len(one), len(other)) > _ROOT + 1 and (one in other or other in one))


def _turned(left: list[str], right: list[str]) -> bool:
    mine, theirs = direction.signed(left), direction.signed(right)
    if not (left and right) and "without" in (*left, *right):
        # "… without the receptor" adds a condition and denies nothing.
        return False
    negations = sum(sign == 0 for _, sign, _ in mine), sum(sign == 0 for _, sign, _ in theirs)
    ups = {sign for _, sign, _ in mine if sign}, {sign for _, sign, _ in theirs if sign}
    if negations[0] != negations[1] and not (ups[0] or ups[1]):
        return max(len(left), len(right)) <= _MOST_NEGATED
    return len(ups[0]) == 1 and len(ups[1]) == 1 and ups[0] != ups[1] and negations[0] == negations[1]


def _tag(left: list[str], right: list[str]) -> Distortion | None:
    mine, theirs = set(left), set(right)
    if mine & _UNIVERSAL and not theirs & _UNIVERSAL:
        return Distortion.OVERGENERALISED
    if theirs & _HEDGES and not mine & _HEDGES and (not mine or mine & _PLAIN_FOR_HEDGE):
        return Distortion.HEDGE_DROPPED
    if mine & _CAUSES and theirs & _TIES and not theirs & _CAUSES:
        return Distortion.CAUSAL_FROM_CORRELATIONAL
    groups = {group_of(word) for word in left} - {None}, {group_of(word) for word in right} - {None}
    for one in groups[0]:
        for other in groups[1]:
            if one and other and one[0] == other[0] and one[1] != other[1]:
                return Distortion.POPULATION_SHIFT
    return None
