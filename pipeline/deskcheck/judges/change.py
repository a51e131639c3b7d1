"""A change told the other way round at the very same number: "fell by 41 %" of what rose by 41 %; and ratios as shares.

Equal digits tie claim and source together, so that the word beside them can be compared without guessing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from deskcheck.judges import quantities, topic
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.model import Distortion, Stance
from deskcheck.text import fold

_UP = (
    "rose rise rises risen rising increased increase increases increasing grew grown grow grows gained "
    "gain gains climbed climb up jumped widened widens"
)
_DOWN = (
    "fell fall falls fallen falling decreased decrease decreases decreasing dropped drop drops declined "
    "decline declines shrank narrowed narrows "
    "shrunk shrink lost lose loses loss reduced reduce reduces reduction cut cuts down"
)
_MORE = "more longer higher greater larger"
_LESS = "less fewer shorter lower smaller"
_SIGNS = {
    **dict.fromkeys(f"{_UP} {_MORE}".split(), ("level", 1)),
    **dict.fromkeys(f"{_DOWN} {_LESS}".split(), ("level", -1)),
    **dict.fromkeys("faster quicker".split(), ("speed", 1)),
    **dict.fromkeys("slower".split(), ("speed", -1)),
    **dict.fromkeys("warmed warms".split(), ("heat", 1)),
    **dict.fromkeys("cooled cools".split(), ("heat", -1)),
}
_VERBS = "|".join(sorted({*_UP.split(), *_DOWN.split(), "warmed", "warms", "cooled", "cools"}, key=len, reverse=True))
_COMPARED = "|".join(sorted({*_MORE.split(), *_LESS.split(), "faster", "quicker", "slower"}, key=len, reverse=True))
_BEFORE = re.compile(
    # "narrowed the gap by": what changed may stand between, but no other change.
    rf"\b(?P<sign>{_VERBS})\s(?:\w+ly\s)?(?:(?:(?!(?:{_VERBS})\b)[\w-]+\s){{1,5}}(?=by\s))?"
    r"(?:(?:by|on average|of|an|a|average|about|around|almost|nearly|some|roughly|just|over"
    r"|more than|less than|an average of)\s){0,3}$"
)
_AFTER = re.compile(rf"\s(?:\w+\s)?(?P<sign>{_COMPARED})\b")
_NOT = re.compile(r"\b(?:not|no|never|without|nor|neither)\b|n't\b")
_CLAUSE = re.compile(r"[;:,]\s|\s(?:and|but|while|whereas|than)\s")
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 700
_COVERED, _COVERED_WHOLE = 0.5, 0.25
"""Coverage of the claim by the other's sentence; less will do where the whole subject is the same."""
_SAME_SUBJECT = 0.5
"""Share of the words around the claim's number that must stand around the source's."""

_SHARE_OF_RATIO = re.compile(
    r"\s?(?:%|percent|per cent)\s(?:\w+\s)?(?P<sign>higher|lower|greater|increased|reduced|less|more|fewer"
    r"|decrease|increase"
    r"|reduction)\b"
)
_SLIP = 0.5
"""How far, in points, a share may be from a ratio's hundredfold to have been copied from it."""
_FAIR = 1.01


class Signed(msgspec.Struct, frozen=True):
    """A number with the word that says which way things went, and the concepts around both in the clause."""

    figure: Figure
    kind: str
    sign: int
    word: str
    around: frozenset[str]
    before: frozenset[str]


def judge(view: View) -> Iterator[Opinion]:
    """Yield a change told the other way round, and a ratio told as a share that it is not."""
    claimed = figures(view.statement.text)
    if not claimed:
        return
    yield from _shares_of_ratios(view, claimed)
    for mine in signed(view.statement.text):
        if opinion := _turned(mine, view):
            yield opinion
            return


def _turned(mine: Signed, view: View) -> Opinion | None:
    """Find the claim's number in the source with the opposite word beside it, and nowhere with the same."""
    best: tuple[float, int, int, Signed] | None = None
    for index in view.alignment.ranked[:4]:
        passage = view.source.passages[index]
        if not passage.has_number or len(passage.text) > _LONGEST:
            continue
        if not any(quantities.admits(mine.figure, figure) for figure in figures(passage.text)):
            continue
        for other in signed(passage.text):
            if other.kind == mine.kind and quantities.admits(mine.figure, other.figure):
                rank = (round(_shared(mine.around, other.around), 3), int(other.sign == mine.sign), -index)
                best = max(best, (*rank, other), key=lambda item: item[:3]) if best else (*rank, other)
    if best is None:
        return None
    agreement, same, index, other = best
    covered = view.alignment.scores[-index]
    # "Electricity use rose by 41%." is short, and a claim may add whose use it was.
    whole = bool(mine.before) and mine.before <= other.before and covered >= _COVERED_WHOLE
    if same or not (whole or (covered >= _COVERED and agreement >= _SAME_SUBJECT and _one_subject(mine, other))):
        return None
    said, given = f"{mine.word} … {mine.figure.quote}", f"{other.word} … {other.figure.quote}"
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.9,
        says=f"the claim has “{mine.word}” beside “{mine.figure.quote}”, the source “{other.word}”",
        cue=f"{said} ≠ {given}",
        distortions=(Distortion.DIRECTION_REVERSED,),
        passage=-index,
        suggestion=f"replace “{mine.word}” by “{other.word}”",
    )


def _one_subject(mine: Signed, other: Signed) -> bool:
    """Tell whether what changed is one thing: "absence rose" and "attendance fell" are no opposites."""
    return not mine.before or _shared(mine.before, other.around) >= _SAME_SUBJECT


def _shared(mine: frozenset[str], theirs: frozenset[str]) -> float:
    total = sum(map(topic.weight, sorted(mine)))
    return sum(topic.weight(c) for c in sorted(mine & theirs)) / total if total else 1.0


@lru_cache(maxsize=2048)
def signed(text: str) -> tuple[Signed, ...]:
    """Return the numbers of a sentence that have a word of direction beside them, negated ones left out."""
    return tuple(_signed(text))


def _signed(text: str) -> Iterator[Signed]:
    position = 0
    for figure in figures(text):
        if figure.kind in ("aside", "year"):
            continue
        start = text.find(figure.quote, position)
        if start < 0:
            continue
        position = end = start + len(figure.quote)
        before, after = fold(text[max(0, start - 120) : start]), fold(text[end : end + 120])
        behind = _AFTER.match(after)
        match = behind or _BEFORE.search(before)
        if match is None or _NOT.search(before[-25:]):
            continue
        clause = _CLAUSE.split(before[: match.start()] if match is not behind else before)[-1]
        rest = _CLAUSE.split(after[match.end() :] if match is behind else after, maxsplit=1)[0]
        kind, sign = _SIGNS[match["sign"]]
        # What is narrowed, where it stands between the word and the number, else what narrows.
        between = "" if match is behind else before[match.end("sign") :]
        subject = _concepts(between) - _OF_AMOUNT or _concepts(clause)
        yield Signed(figure, kind, sign, match["sign"], subject | _concepts(rest), subject)


def _concepts(text: str) -> frozenset[str]:
    return frozenset(c for c in map(concept, _WORD.findall(text)) if c and c not in _SIGN_CONCEPTS)


_OF_AMOUNT = frozenset(map(concept, ("average", "estimated", "total", "further")))
_SIGN_CONCEPTS = frozenset(map(concept, _SIGNS)) - {""}


def _shares_of_ratios(view: View, claimed: tuple[Figure, ...]) -> Iterator[Opinion]:
    """Read "42 % higher" as a ratio of 1.42, and find "142 % higher" or "22 % lower" of a ratio of 0.22."""
    text = view.statement.text
    for figure in claimed:
        if figure.kind != "percent" or figure.high is not None:
            continue
        number = figure.quote.rstrip("%").lower().removesuffix("percent").removesuffix("per cent").rstrip()
        found = _SHARE_OF_RATIO.match(fold(text[text.find(number) + len(number) :]))
        if found is None:
            continue
        shares, ratios = _of_source(view)
        fair = [(index, ratio) for index, ratio in ratios if abs(abs(ratio.value - 1) * 100 - figure.value) <= _FAIR]
        if fair or any(quantities.admits(figure, share) for share in shares):
            if fair:
                index, ratio = fair[0]
                yield Opinion(
                    stance=Stance.SUPPORTS,
                    strength=0.9,
                    says=f"“{figure.quote}” stands in the source as a ratio of “{ratio.quote}”",
                    cue=f"{figure.quote} = {ratio.quote}",
                    passage=index,
                )
            continue
        yield from _copied(figure, ratios, view)


def _of_source(view: View) -> tuple[list[Figure], list[tuple[int, Figure]]]:
    near = [index for index in view.alignment.ranked if view.alignment.scores[index] >= 0.25]
    given = [(index, figure) for index in near for figure in figures(view.source.passages[index].text)]
    shares = [figure for _, figure in given if figure.kind == "percent"]
    return shares, [(i, f) for i, f in given if f.kind == "ratio" and f.digits and f.high is None]


def _copied(figure: Figure, ratios: list[tuple[int, Figure]], view: View) -> Iterator[Opinion]:
    for index, ratio in ratios:
        if abs(ratio.value * 100 - figure.value) > _SLIP or view.alignment.scores[index] < 0.4:
            continue
        right = f"{abs(ratio.value - 1) * 100:.0f}% {'higher' if ratio.value > 1 else 'lower'}"
        yield Opinion(
            stance=Stance.CONTRADICTS,
            strength=0.85,
            says=f"the claim has “{figure.quote}”, but the source's ratio of “{ratio.quote}” means {right}",
            cue=f"{figure.quote} ≠ {right}",
            distortions=(Distortion.NUMBER_MISMATCH,),
            passage=index,
            suggestion=f"replace “{figure.quote}” by “{right.split(maxsplit=1)[0]}”",
        )
        return
