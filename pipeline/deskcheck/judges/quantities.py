"""Do the claim's numbers stand in the source, and if not, does the source give another for the same thing?

Numbers are compared only when aligned: same kind and unit, same thing counted, and the words near them agree.
That a number is merely absent from an abstract says nothing (it is absent for true and false claims alike).
"""

import math
import re
from collections.abc import Iterator

from deskcheck.judges import topic
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage
from deskcheck.model import Distortion, Stance

_COMPARED = frozenset({"percent", "count", "duration", "dose", "ratio"})
_LOOSE = 0.1
"""How far apart, as a share, "about" numbers may lie."""
SAME_THING = 0.5
"""Agreement of the words near two numbers from which they are taken to count the same thing."""
SAME_SENTENCE = 0.5
"""Coverage of the claim by the rival number's passage below which a difference is not reported."""
_THRESHOLDS = {"duration": 0.65, "ratio": 0.75}
"""Stricter limits for both where one sentence often has several: ages, spans, risks of several outcomes."""
_STRICTEST = 0.75
_MONTH_IN_WEEKS = 0.09
"""How far, as a share, four weeks are from a month, so that "12 weeks" are fair for "3 months"."""
_ROOM = 2.0
"""Factor from a bound that "up to" and "at least" still leave room for."""
_LEAST_ROUNDED, _ROUNDING = 100, 0.05
"""Counts from which people round without saying so, and by which share at most."""
_UNIT = re.compile(r"[a-z]{3,}(?=\W*$)")
_ROOT = 4
_NAMES_GROUP = 0.7
"""Weight of a word from which it tells one group of people from another."""
_FAR = 50.0
"""Numbers further apart than this factor hardly count the same thing."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion per number of the claim: found, found otherwise, or nothing when it is simply absent."""
    claimed = [figure for figure in figures(view.statement.text) if figure.kind in _COMPARED]
    if not claimed:
        return
    given = [
        (index, figure)
        for index, passage in enumerate(view.source.passages)
        if view.alignment.scores[index] >= (0.15 if passage.has_number else 0.4)
        for figure in figures(passage.text)
    ]
    taken = {id(other) for figure in claimed for _, other in given if _equal(figure, other)}
    for figure in claimed:
        crowded = sum(other.kind == figure.kind for other in claimed) >= 3
        limit = _STRICTEST if crowded or (figure.kind == "count" and figure.value < 13) else 0.0
        yield from _one(figure, given, taken, view, limit)


def _one(
    figure: Figure, given: list[tuple[int, Figure]], taken: set[int], view: View, limit: float
) -> Iterator[Opinion]:
    limit = max(limit, _THRESHOLDS.get(figure.kind, SAME_THING))
    scored = [(_score(figure, other, index, view), index, other) for index, other in given if comparable(figure, other)]
    # A number that stands for another figure of the claim does not also stand for this one.
    same = [
        item for item in scored if admits(figure, item[2]) and (_equal(figure, item[2]) or id(item[2]) not in taken)
    ]
    rivals = [
        item
        for item in scored
        if id(item[2]) not in taken
        and not admits(figure, item[2])
        and not _within_bound(figure, item[2])
        and item[0] >= limit
        and view.alignment.scores[item[1]] >= max(limit, SAME_SENTENCE)
        and _counts_same(figure, item[2])
        and _beside(figure, view.source.passages[item[1]])
    ]
    best = max(same, key=lambda item: (item[0], -item[1]), default=None)
    rival = max(rivals, key=lambda item: (item[0] + view.alignment.scores[item[1]], -item[1]), default=None)
    if best and not (rival and _outweighs(rival, best, view)):
        yield Opinion(
            stance=Stance.SUPPORTS,
            strength=0.9 if best[0] > 0.3 else 0.5,
            says=f"“{figure.quote}” stands in the source"
            + (f" as “{best[2].quote}”" if best[2].quote != figure.quote else ""),
            cue=f"{figure.quote} = {best[2].quote}",
            passage=best[1],
        )
    elif rival:
        covered = view.alignment.scores[rival[1]]
        yield Opinion(
            stance=Stance.CONTRADICTS,
            strength=min(0.95, 0.3 + 0.35 * rival[0] + 0.35 * covered),
            says=f"the claim has “{figure.quote}”, the source “{rival[2].quote}”",
            cue=f"{figure.quote} ≠ {rival[2].quote}",
            distortions=(Distortion.NUMBER_MISMATCH,),
            passage=rival[1],
            suggestion=f"replace “{figure.quote}” by “{rival[2].quote}”",
        )


_Scored = tuple[float, int, Figure]


def _outweighs(rival: _Scored, same: _Scored, view: View) -> bool:
    """Tell whether the equal number stands elsewhere while the claim's own sentence gives another."""
    own = view.statement.passage.concepts & view.source.passages[same[1]].concepts
    if any(topic.weight(core) >= _NAMES_GROUP for core in own - view.source.passages[rival[1]].concepts):
        # Its sentence names what the other does not: one group of several, most likely the claim's.
        return False
    at_rival, at_same = view.alignment.scores[rival[1]], view.alignment.scores[same[1]]
    return at_rival >= 0.7 and rival[0] + at_rival > same[0] + at_same + 0.3


def _score(figure: Figure, other: Figure, index: int, view: View) -> float:
    if not figure.near:
        return view.alignment.scores[index]
    return agreement(figure, other, view.source.passages[index])


def _equal(one: Figure, other: Figure) -> bool:
    return comparable(one, other) and one.value == other.value and one.high == other.high


def comparable(one: Figure, other: Figure) -> bool:
    """Tell whether two figures are of one kind and unit."""
    return one.kind == other.kind and one.unit == other.unit


def _counts_same(figure: Figure, rival: Figure) -> bool:
    """Tell whether two counts name the same noun; shares, times and doses go by the words around them."""
    low, high = sorted((abs(figure.value), abs(rival.value)))
    if high > low * _FAR or (figure.comparator == "~" and high < low * 1.25):
        return False
    if figure.kind != "count":
        return True
    return bool(figure.head) and (figure.head == rival.head or (not rival.head and figure.head in rival.near))


def _beside(figure: Figure, passage: Passage) -> bool:
    """Tell whether what stands right beside the claim's number is spoken of in the passage at all."""
    lacking = {word for word in figure.closest if topic.weight(word) >= 0.4} - passage.concepts
    # "Scottish" is spoken of where "Scotland" stands.
    return all(len(word) > _ROOT and any(core[:_ROOT] == word[:_ROOT] for core in passage.concepts) for word in lacking)


def agreement(figure: Figure, other: Figure, passage: Passage) -> float:
    """Return how much of the words near the claim's number stand near the other one, 0 to 1."""
    total = sum(topic.weight(word) for word in figure.near)
    if not total:
        return 0.0
    close = sum(topic.weight(word) for word in figure.near & other.near)
    same = sum(topic.weight(word) for word in figure.near & passage.concepts)
    return round(0.6 * close / total + 0.4 * same / total, 6)


def admits(claimed: Figure, given: Figure) -> bool:
    """Tell whether the claim's figure is a fair statement of the source's.

    Rounding to the claim's own decimals, ranges, comparators ("over 500" of 535) and fractions ("one in
    four" of 25 %) are fair.
    """
    if not comparable(claimed, given):
        return False
    if claimed.kind == "count" and claimed.head and given.head and claimed.head != given.head and claimed.value < 13:
        return False
    if claimed.high is not None or given.high is not None:
        return _ranges(claimed, given)
    mine, theirs = claimed.value, given.value
    if claimed.comparator in (">", ">="):
        return mine <= theirs <= max(mine * 1.5, mine + 1) or _close(claimed, given)
    if claimed.comparator in ("<", "<="):
        return mine / 1.5 <= theirs <= mine or _close(claimed, given)
    if claimed.comparator == "~" or claimed.quote[:1].isalpha():
        return math.isclose(mine, theirs, rel_tol=_LOOSE)
    return _close(claimed, given)


def _close(claimed: Figure, given: Figure) -> bool:
    if claimed.kind == "duration":
        same_unit = _unit(claimed) == _unit(given)
        return math.isclose(claimed.value, given.value, rel_tol=0.02 if same_unit else _MONTH_IN_WEEKS)
    if claimed.kind == "dose":
        return math.isclose(claimed.value, given.value, rel_tol=1e-6)
    if claimed.kind == "count" and claimed.comparator == "=" and _rounded(claimed, given):
        return True
    step = 10.0 ** -min(claimed.digits, given.digits)
    return abs(claimed.value - given.value) <= max(0.5 * step, 1e-6 * abs(given.value)) + 1e-9


def _within_bound(claimed: Figure, given: Figure) -> bool:
    """Tell whether the source leaves room for the figure: "two-thirds" says no other thing than "up to 80 %"."""
    if claimed.high is not None or given.high is not None:
        return False
    if given.comparator in ("<", "<="):
        return given.value / _ROOM <= claimed.value <= given.value
    return given.comparator in (">", ">=") and given.value <= claimed.value <= given.value * _ROOM


def _unit(figure: Figure) -> str:
    """Return the beginning of the unit that a duration is printed in: "wee" of "12 weeks"."""
    found = _UNIT.search(figure.quote.lower())
    return found.group()[:3] if found else ""


def _rounded(claimed: Figure, given: Figure) -> bool:
    """Tell whether a count is the source's rounded to tens or more ("4,500" of 4,524), by a twentieth at most."""
    value = claimed.value
    if value < _LEAST_ROUNDED or value % 10 or claimed.digits:
        return False
    step = 10
    while value % (step * 10) == 0:
        step *= 10
    return abs(value - given.value) <= min(step / 2, value * _ROUNDING)


def _ranges(claimed: Figure, given: Figure) -> bool:
    low, top = claimed.value, claimed.high if claimed.high is not None else claimed.value
    other, end = given.value, given.high if given.high is not None else given.value
    if claimed.high is not None and given.high is not None:
        return low <= end and other <= top
    if given.high is not None:
        at_end = math.isclose(low, other, rel_tol=0.005) or math.isclose(low, end, rel_tol=0.005)
        return at_end or (claimed.comparator == "~" and other <= low <= end)
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
