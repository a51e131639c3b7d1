"""A change worked out from its two ends: "doubled", "fell by two-thirds" of "from 84 to 29 per 100,000"."""

import re
from collections.abc import Iterator

from deskcheck.judges import quantities
from deskcheck.judges.change import signed
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.model import Distortion, Stance
from deskcheck.text import numbers

_VALUE = r"\d[\d,]{0,12}(?:\.\d{1,6})?"
_FROM_TO = re.compile(
    rf"\bfrom (?P<low>{_VALUE})(?![\d,.]*\d)(?P<unit>[^.;()]{{0,40}}?) to (?P<high>{_VALUE})(?![\d,.]*\d)"
)
_CHANGES = re.compile(
    r"\b(?:rose|risen|rises?|increas\w+|grew|grown|climbed|fell|fallen|falls?|decreas\w+|dropp?\w*"
    r"|declin\w+|reduc\w+|improv\w+|went"
    r"|changed|shrank|cut|slowed|lower\w*|rais\w+)\b"
)
_NO_CHANGE = re.compile(r"\b(?:aged?|ages|rang\w+|between|varied|interval)\s?$")
_YEARS = (1500, 2100)
_COVERED = 0.45
_ROOM, _ABOUT, _POINTS = 0.2, 0.12, 1.5
"""How far, as a share, a multiple and an "about" share may be from what is worked out; and a plain one, in points."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield whether a multiple or a share of change in the claim follows from the two ends that the source gives."""
    claimed = [figure for figure in figures(view.statement.text) if _is_change(figure)]
    if not claimed or _FROM_TO.search(view.statement.passage.folded):
        return
    changes = {item.figure.quote: item.sign for item in signed(view.statement.text)}
    for index in view.alignment.ranked[:2]:
        passage = view.source.passages[index]
        ends = _ends(passage.folded) if view.alignment.scores[index] >= _COVERED else None
        if ends is None:
            continue
        for figure in claimed:
            if any(quantities.admits(figure, other) for p in view.source.passages for other in figures(p.text)):
                continue
            if opinion := _compared(figure, changes.get(figure.quote), ends, index):
                yield opinion
        return


def _is_change(figure: Figure) -> bool:
    return figure.high is None and (figure.kind == "percent" or figure.quote.lower() in numbers.MULTIPLES)


def _ends(folded: str) -> tuple[float, float, str] | None:
    """Return the two ends of the one change that a sentence tells, and their words."""
    found = [match for match in _FROM_TO.finditer(folded) if not _NO_CHANGE.search(folded[: match.start()])]
    if len(found) != 1 or not _CHANGES.search(folded):
        return None
    low, high = (float(found[0][name].replace(",", "")) for name in ("low", "high"))
    if low <= 0 or high <= 0 or all(_YEARS[0] <= end <= _YEARS[1] for end in (low, high)):
        return None
    return low, high, found[0].group()


def _compared(figure: Figure, sign: int | None, ends: tuple[float, float, str], index: int) -> Opinion | None:
    low, high, words = ends
    if figure.kind == "percent":
        if sign is None or (high > low) != (sign > 0):
            return None
        true = abs(high - low) / low * 100
        about = figure.comparator != "=" or "%" not in figure.quote
        fair = abs(true - figure.value) <= max(_POINTS, _ABOUT * true if about else 0.0)
        fair = fair or (figure.comparator in (">", ">=", "<", "<=") and abs(true - figure.value) <= _ROOM * true)
        right = f"{true:.0f}%"
    else:
        true = high / low
        over = figure.comparator in (">", ">=") and figure.value <= true <= 1.5 * figure.value
        fair = over or abs(true - figure.value) <= _ROOM * figure.value
        right = f"{true:.1f} times"
    if fair:
        return Opinion(
            stance=Stance.SUPPORTS,
            strength=0.9,
            says=f"“{figure.quote}” follows from “{words}”",
            cue=f"{figure.quote} = {words}",
            passage=index,
        )
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.8,
        says=f"the claim has “{figure.quote}”, but “{words}” makes {right}",
        cue=f"{figure.quote} ≠ {words}",
        distortions=(Distortion.NUMBER_MISMATCH,),
        passage=index,
        suggestion=f"replace “{figure.quote}” by “{words}”",
    )
