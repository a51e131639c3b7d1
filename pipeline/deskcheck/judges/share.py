"""Percentages: of whom, out of how many, and what else the source found in the same people."""

import re
from collections.abc import Iterator

from deskcheck.judges import whole_people
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.judges.quantities import admits, attainable
from deskcheck.model import Distortion, Stance
from deskcheck.text import fold

_ANYONE = re.compile(
    r"^\s?(?:of )?(?:all )?(?:people|patients|adults|users|individuals|participants|women|men|children|us|"
    r"americans|those)\b"
)
_BASE = re.compile(
    r"\b(?:survey\w*|respondents?|sample|participants|volunteers|self[- ]selected|online|patients|users|"
    r"students|questionnaire|"
    r"n ?= ?\d|people who|adults with|adults who|women with|inclusion)\b"
)
_GOOD = frozenset(
    map(
        concept,
        "improved improvement better benefit benefits helped effective recovered satisfied relief success".split(),
    )
)
_BAD = frozenset(
    map(
        concept,
        """numb numbness adverse pain problems withdrawal worse addicted suicidal weight anxiety harm harms
        complications side
        failed death deaths dependence insomnia sadness nausea loss dropout
        drowsiness""".split(),
    )
)


def judge(view: View) -> Iterator[Opinion]:
    """Yield a missing base and a better-looking figure left out, for percentages that the source does give."""
    text = view.statement.text
    yield from _impossible(text)
    for figure in figures(text):
        if figure.kind != "percent" or not _given(figure, view):
            continue
        yield from _base(figure, text, view)
        yield from _left_out(figure, view)
        return


def _impossible(text: str) -> Iterator[Opinion]:
    """Find "64.5% of 180 people": a share that no whole number of them makes."""
    for found in whole_people.impossible(text):
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.6,
            says=f"{found.share}% of {found.size} is no whole number, so fewer or others were asked",
            cue=found.words,
            distortions=(Distortion.DENOMINATOR_OMITTED,),
            grave=False,
            suggestion="give the number of answers that the percentage is of",
        )


def _given(figure: Figure, view: View) -> bool:
    return any(admits(figure, other) for passage in view.source.passages for other in figures(passage.text))


def _base(figure: Figure, text: str, view: View) -> Iterator[Opinion]:
    after = fold(text.partition(figure.quote)[2])
    if not _ANYONE.match(after) or any(other.kind == "count" and other.value >= 13 for other in figures(text)):
        return
    for index, passage in enumerate(view.source.passages):
        sizes = [other for other in figures(passage.text) if other.kind == "count" and other.value >= 13]
        if not _BASE.search(passage.lower) or not (sizes or index in view.source.asides):
            continue
        says = f"“{figure.quote}” is told without its base; the source says “{_short(passage.text)}”"
        if len(sizes) == 1 and figure.digits and not attainable(figure.value, int(sizes[0].value), figure.digits):
            says += f", and {figure.quote} cannot come from all {int(sizes[0].value)} of them"
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.5,
            says=says,
            cue=f"{figure.quote} | {sizes[0].quote if sizes else _short(passage.text, 60)}",
            distortions=(Distortion.DENOMINATOR_OMITTED,),
            passage=index,
            grave=False,
            suggestion="say who was asked and how many answered",
        )
        return


def _left_out(figure: Figure, view: View) -> Iterator[Opinion]:
    claimed = view.statement.passage.concepts
    if not claimed & _BAD or claimed & _GOOD:
        return
    for index, passage in enumerate(view.source.passages):
        for other in figures(passage.text):
            if other.kind == "percent" and other.value >= figure.value and other.near & _GOOD and not other.near & _BAD:
                yield Opinion(
                    stance=Stance.QUALIFIES,
                    strength=0.45,
                    says=f"the same source also says “{_short(passage.text)}”",
                    cue=f"{figure.quote} | {other.quote}",
                    distortions=(Distortion.SELECTIVE,),
                    passage=index,
                    grave=False,
                    suggestion=f"name the other finding ({other.quote}) too",
                )
                return


def _short(text: str, limit: int = 140) -> str:
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0] + "…"
