"""Do the claim's numbers stand in the source, and if not, does the source give another for the same thing?

Numbers are compared only when aligned: same kind and unit, and the words near them agree. That a number is
merely absent from an abstract says nothing (it is absent for true and false claims alike).
"""

import math
from collections.abc import Iterator

from deskcheck.judges import topic
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage
from deskcheck.model import Distortion, Stance

_COMPARED = frozenset({"percent", "count", "measure"})
_LOOSE = 0.1
"""How far apart, as a share, "about" numbers may lie."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion per number of the claim: found, found otherwise, or nothing when it is simply absent."""
    for figure in figures(view.statement.text):
        if figure.kind not in _COMPARED:
            continue
        yield from _one(figure, view)


def _one(figure: Figure, view: View) -> Iterator[Opinion]:
    rivals: list[tuple[float, int, Figure]] = []
    for index, passage in _order(view):
        for other in figures(passage.text) if passage.has_number else ():
            if admits(figure, other):
                yield Opinion(
                    stance=Stance.SUPPORTS,
                    strength=0.9 if _agreement(figure, other, passage) > 0.3 else 0.5,
                    says=f"“{figure.quote}” stands in the source as “{other.quote}”",
                    cue=f"{figure.quote} = {other.quote}",
                    passage=index,
                )
                return
            if comparable(figure, other):
                rivals.append((_agreement(figure, other, passage), index, other))
    if not rivals:
        return
    score, index, rival = max(rivals, key=lambda item: (item[0], -item[1]))
    sure = score >= 0.5 and view.alignment.scores[index] >= 0.4
    if sure:
        yield Opinion(
            stance=Stance.CONTRADICTS,
            strength=min(0.95, 0.4 + 0.5 * score),
            says=f"the claim has “{figure.quote}”, the source “{rival.quote}”",
            cue=f"{figure.quote} ≠ {rival.quote}",
            distortions=(Distortion.NUMBER_MISMATCH,),
            passage=index,
            suggestion=f"replace “{figure.quote}” by “{rival.quote}”",
        )


def _order(view: View) -> Iterator[tuple[int, Passage]]:
    yield from enumerate(view.source.passages)


def comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one kind and unit."""
    return one.kind == other.kind and one.unit == other.unit


def _agreement(figure: Figure, other: Figure, passage: Passage) -> float:
    """Return how much of the words near the claim's number stand near the other one, 0 to 1."""
    total = sum(topic.weight(word) for word in figure.near)
    if not total:
        return 0.0
    close = sum(topic.weight(word) for word in figure.near & other.near)
    same = sum(topic.weight(word) for word in figure.near & passage.concepts)
    score = 0.6 * close / total + 0.4 * same / total
    return score + (0.15 if figure.head and figure.head == other.head else 0.0)


def admits(claimed: Figure, given: Figure) -> bool:
    """Tell whether the claim's figure is a fair statement of the source's.

    Rounding to the claim's own decimals, ranges, comparators ("over 500" of 535) and fractions ("one in
    four" of 25 %) are fair.
    """
    if not comparable(claimed, given):
        return False
    if claimed.high is not None or given.high is not None:
        return _ranges(claimed, given)
    mine, theirs = claimed.value, given.value
    if claimed.comparator in (">", ">="):
        return mine <= theirs <= max(mine * 1.5, mine + 1) or _close(mine, theirs, claimed)
    if claimed.comparator in ("<", "<="):
        return mine / 1.5 <= theirs <= mine or _close(mine, theirs, claimed)
    if claimed.comparator == "~" or claimed.quote.isalpha() or " " in claimed.quote.replace(" %", "%"):
        return math.isclose(mine, theirs, rel_tol=_LOOSE)
    return _close(mine, theirs, claimed)


def _close(mine: float, theirs: float, claimed: Figure) -> bool:
    step = 10.0**-claimed.digits
    if claimed.kind == "measure" and claimed.unit == "day":
        return math.isclose(mine, theirs, rel_tol=0.02)
    return abs(mine - theirs) <= 0.5 * step + 1e-9


def _ranges(claimed: Figure, given: Figure) -> bool:
    low, top = claimed.value, claimed.high if claimed.high is not None else claimed.value
    other, end = given.value, given.high if given.high is not None else given.value
    if claimed.high is not None and given.high is not None:
        return math.isclose(low, other, rel_tol=0.02) and math.isclose(top, end, rel_tol=0.02)
    if given.high is not None:
        return (
            math.isclose(low, other, rel_tol=0.005)
            or math.isclose(low, end, rel_tol=0.005)
            or (claimed.comparator == "~" and other <= low <= end)
        )
    return low <= other <= top


def attainable(percent: float, n: int, digits: int) -> bool:
    """Tell whether a percentage rounded to ``digits`` decimals can arise from whole people among ``n``.

    The GRIM test (Brown and Heathers, Social Psychological and Personality Science 2017) for proportions.
    """
    if n <= 0:
        return False
    half = 0.5 * 10.0**-digits + 1e-9
    low, high = (percent - half) / 100 * n, (percent + half) / 100 * n
    return math.floor(high) >= math.ceil(low)
