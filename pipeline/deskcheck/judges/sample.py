"""Does the claim give the study as many people as the checker noted, or as the source counts?"""

import re
from collections.abc import Iterator

from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View, mismatch
from deskcheck.judges.quantities import admits
from deskcheck.model import Distortion, Stance
from deskcheck.text.numbers import PEOPLE
from deskcheck.text.people import ALL_MEMBERS

_NOTED = re.compile(r"\bSample: (?P<size>\d{1,9})\.")
# A review tells of many studies, so the one that the claim means may have another size.
_SEVERAL = re.compile(r"\b(?:review|meta-?analys[ei]s|pooled|guideline|umbrella|overview)", re.I)
# "the trial followed", "a survey of about", "researchers enrolled more than": the whole sample stands next.
_STUDIED = re.compile(
    r"\b(?:stud(?:y|ies)|trial|survey|cohort|experiment|poll|researchers|scientists|authors|investigators)\b"
    r"[^.;()]{0,60}?\b(?:followed|enrolled|included|involved|recruited|randomi[sz]ed|tracked|tested|examined|surveyed|"
    r"interviewed|polled|monitored|of|with|among)\s(?:(?:a total of|about|around|some|nearly|almost|over|roughly|"
    r"approximately|more than|fewer than|less than|up to)\s)?$",
    re.I,
)
_REACH = 120
_FEWEST = 13
"""Smaller numbers count arms, sites and sessions as often as people."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim gives the study another number of people than the note, or one digit more."""
    if view.statement.passage.has_number:
        yield from _slipped(view)
    noted = _noted(view)
    if noted is None:
        return
    text = view.statement.text
    claimed = next((figure for figure in figures(text) if _is_sample(text, figure)), None)
    if claimed is None:
        return
    given = [figure for passage in view.source.passages for figure in figures(passage.text)]
    if any(admits(claimed, figure) for figure in given):
        return
    size = f"{noted:,}"
    yield Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75,
        says=f"the claim gives the study “{claimed.quote}”, the source a sample of {size}",
        cue=f"{claimed.quote} ≠ {size}",
        distortions=(Distortion.NUMBER_MISMATCH,),
        suggestion=f"replace “{claimed.quote}” by “{size}”",
    )


def _slipped(view: View) -> Iterator[Opinion]:
    """Find a count with one digit more or less than the source's of the same people: 1,280 patients of 128."""
    claimed = [f for f in figures(view.statement.text) if f.kind == "count" and f.value >= _FEWEST and f.head]
    if not claimed:
        return
    for mine in claimed:
        if not _looks_slipped(mine, view.source.lower):
            continue
        given = [
            (index, f)
            for index, passage in enumerate(view.source.passages)
            if passage.has_number
            for f in figures(passage.text)
        ]
        if any(other.kind == "count" and admits(mine, other) for _, other in given):
            continue
        for index, other in given:
            if other.kind == "count" and mine.head in (other.head, *sorted(other.near)) and _one_digit(mine, other):
                yield mismatch(mine.quote, other.quote, index)
                return


def _looks_slipped(mine: Figure, source: str) -> bool:
    """Tell whether the source has a count's digits but for the last, or one more: a quick look before the figures."""
    value = int(mine.value)
    return any(begin in source for number in (value, value // 10) for begin in (f"{number}", f"{number:,}"))


def _one_digit(mine: Figure, other: Figure) -> bool:
    """Tell whether one number is the other with its last digit lost, or a nought too many."""
    small, large = sorted((mine.value, other.value))
    whole = small == int(small) and large == int(large) and mine.high is None and other.high is None
    return whole and mine.comparator == "=" and small >= _FEWEST and int(large) // 10 == int(small)


def _noted(view: View) -> int | None:
    for piece in view.source.evidence:
        found = _NOTED.search(piece.quote) if piece.origin == "note" else None
        if found and not _SEVERAL.search(piece.quote):
            return int(found["size"])
    return None


def _is_sample(text: str, figure: Figure) -> bool:
    """Tell whether the number counts people and stands where a sentence names a study's whole sample."""
    start = text.find(figure.quote)
    if figure.kind != "count" or figure.value < _FEWEST or start < 0:
        return False
    after = re.findall(r"[a-z]+", text[start + len(figure.quote) : start + len(figure.quote) + 40].lower())[:3]
    counts_people = bool((PEOPLE | ALL_MEMBERS).intersection(after))
    return counts_people and bool(_STUDIED.search(text[max(0, start - _REACH) : start]))
