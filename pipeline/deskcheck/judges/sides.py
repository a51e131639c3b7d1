"""Two sides of a comparison exchanged, or its word turned: "A more than B" of "B more than A" or "A less than B"."""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from deskcheck.judges import direction, topic
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage, concept
from deskcheck.model import Distortion, Stance

_PAIRS = (
    "more less fewer", "higher lower", "better worse", "stronger weaker", "faster slower", "longer shorter",
    "greater smaller", "larger smaller", "older younger", "earlier later", "safer riskier", "cheaper dearer",
)  # fmt: skip
_SIGNS = {
    word: (place, 1 if at == 0 else -1) for place, pair in enumerate(_PAIRS) for at, word in enumerate(pair.split())
}
_THAN = re.compile(
    rf"\b(?P<sign>{'|'.join(_SIGNS)})\b(?P<what>(?:\s[^\s,;.]+){{0,8}}?)\sthan\s(?P<after>[^,;:.()]{{2,80}})"
)
_WORD = re.compile(r"[^\W\d_]+")
_BEFORE = 140
_COVERED = 0.4
_NAMING = 0.25


class Comparison(msgspec.Struct, frozen=True):
    """Who is compared with whom in a sentence that says "than" once, and the word that compares."""

    word: str
    kind: int
    sign: int
    first: frozenset[str]
    second: frozenset[str]


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim compares the same two sides the other way round."""
    mine = comparison(view.statement.passage) if "than" in view.statement.passage.tokens else None
    if mine is None:
        return
    for index in view.alignment.ranked[:3]:
        if view.alignment.scores[index] < _COVERED:
            return
        other = comparison(view.source.passages[index])
        if other and mine.kind == other.kind and _reversed(mine, other):
            turned = mine.sign != other.sign
            yield Opinion(
                stance=Stance.CONTRADICTS,
                strength=0.9,
                says=f"the claim has “{mine.word}” where the source has “{other.word}”"
                if turned
                else f"the two sides of “{mine.word} … than” are exchanged",
                cue=f"{mine.word} than ≠ {other.word} than",
                distortions=(Distortion.DIRECTION_REVERSED,),
                passage=index,
                suggestion=f"replace “{mine.word}” by “{other.word}”" if turned else "exchange the two sides",
            )
            return


def _reversed(mine: Comparison, other: Comparison) -> bool:
    ours, theirs = mine.second - mine.first, other.second - other.first
    crossed = bool(ours & (other.first - other.second)) and bool(theirs & (mine.first - mine.second))
    # What both sides share ("… on male faces") does not make them the same.
    straight = bool(ours & theirs) and not crossed
    return crossed if mine.sign == other.sign else straight


@lru_cache(maxsize=2048)
def comparison(passage: Passage) -> Comparison | None:
    """Return the comparison of a sentence; None where it has none, several, or a negation."""
    if passage.tokens.count("than") != 1 or direction.has_negation(passage):
        return None
    # "Non-smokers" are others than smokers.
    text = passage.folded.replace("non-", "non")
    match = _THAN.search(text)
    if match is None:
        return None
    kind, sign = _SIGNS[match["sign"]]
    first = text[max(0, match.start() - _BEFORE) : match.start()] + match["what"]
    return Comparison(match["sign"], kind, sign, _concepts(first), _concepts(match["after"]))


def _concepts(text: str) -> frozenset[str]:
    return frozenset(c for c in map(concept, _WORD.findall(text)) if c and topic.weight(c) >= _NAMING)
