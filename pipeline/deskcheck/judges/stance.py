"""Support, contradiction or silence of one source, weighed from what the single judges measure.

A linear model over a few hand-made measures. Its figures are trained on public claim and abstract pairs and
shipped in ``data/verdicts.json``; ``docs/models/verdicts.md`` is its card. Measures that look at the claim alone are
left out on purpose: a set's habit of writing false claims with "not" must not become a verdict.
"""

import math
import operator
import re
from functools import lru_cache

import msgspec

from deskcheck.judges import direction, topic
from deskcheck.judges.passages import Passage
from deskcheck.judges.topic import Alignment

CLASSES = ("supports", "contradicts", "silent")
_TOP = 3


class Stances(msgspec.Struct, frozen=True):
    """Probabilities that a source supports, contradicts or is silent; they add up to 1.

    ``covered`` is no probability but the weighted share of the claim's words that the source has at all.
    """

    supports: float
    contradicts: float
    silent: float
    covered: float = 0.0


class Measures(msgspec.Struct, frozen=True):
    """What the model sees: named values, most of them between 0 and 1, and what gave them.

    Attributes:
        values: the measures in the order of ``NAMES``.
        direction: the comparison of directions with the passage that decides.
        passage: index of that passage, −1 when there is none.
    """

    values: tuple[float, ...]
    direction: direction.Direction
    passage: int


NAMES = (
    "coverage", "coverage2", "around", "whole", "whole2", "pairs", "rarest", "missing_weight", "complete",
    "agree", "clash", "clash_share", "agree_clash", "parity_clash", "negation_clash", "null_clash", "null_both",
    "only_clash", "contrast", "clash_covered", "negation_covered", "parity_covered", "conclusion", "second",
    "longer_claim", "opposite",
)  # fmt: skip
_ONLY = (" only ", " exclusively ", " all ", " never ", " always ", " solely ", " every ", " entirely ", " none ")
_OPPOSITES: dict[str, str] = {}
for _pair in (
    "increase:decrease increase:reduce rise:fall high:low higher:lower more:less more:fewer better:worse "
    "promote:inhibit promote:suppress promote:prevent activate:inhibit activate:suppress induce:inhibit "
    "induce:suppress induce:prevent enhance:impair enhance:reduce enhance:inhibit improve:worsen improve:impair "
    "upregulate:downregulate gain:loss positive:negative positively:negatively harmful:beneficial safe:unsafe "
    "protect:increase effective:ineffective sensitive:resistant superior:inferior stimulate:inhibit "
    "accelerate:delay accelerate:slow shorter:longer early:late poor:good poor:better poorer:better "
    "agonist:antagonist dependent:independent presence:absence same:different similar:different "
    "elevate:reduce elevate:lower expand:shrink strengthen:weaken benefit:harm young:old younger:older "
    "before:after cheap:expensive rapid:slow common:rare frequent:rare major:minor sufficient:insufficient "
    "necessary:dispensable required:dispensable homozygous:heterozygous acute:chronic male:female"
).split():
    _left, _right = _pair.split(":")
    _OPPOSITES[_left] = f"{_OPPOSITES.get(_left, '')} {_right}"
    _OPPOSITES[_right] = f"{_OPPOSITES.get(_right, '')} {_left}"
_FORMS = ("", "s", "d", "ed", "es", "ing", "ion", "r")


_AIM = re.compile(
    r"\b(?:whether|to (?:determine|investigate|assess|examine|evaluate|test|explore|compare|clarify|identify|estimate)|"
    r"aim(?:s|ed)?|objectives?|purpose|we (?:sought|asked|hypothesi[sz]ed|investigated|examined|tested))\b"
)
_OUTCOME = re.compile(
    r"\b(?:found|shows?|showed|shown|reveal(?:s|ed)?|results?|resulted|conclu\w+|demonstrat\w+|significant(?:ly)?|"
    r"suggest\w*|confirm\w*|observed|identified|indicat\w+)\b|%|\bp ?[<=]"
)


def _spread(table: dict[str, str]) -> dict[str, frozenset[str]]:
    def forms(word: str) -> set[str]:
        stem = word.removesuffix("e")
        return {word + ending for ending in ("", "s", "d")} | {stem + e for e in ("ed", "es", "ing", "ion", "s")}

    return {
        form: frozenset().union(*(forms(o) for o in others.split()))
        for word, others in table.items()
        for form in forms(word)
    }


_OPPOSITE_FORMS = _spread(_OPPOSITES)


def measure(claim: Passage, source: tuple[Passage, ...], alignment: Alignment) -> Measures:
    """Measure a claim against a source it has been laid over."""
    ranked = alignment.ranked[:_TOP]
    if not ranked:
        return Measures((0.0,) * len(NAMES), direction.Direction(0, 0), -1)
    deciding = _deciding(claim, source, alignment)
    passage = source[deciding]
    compared = direction.compare(claim, passage)
    weights = topic.weighed(claim)
    top = [one for _, one in sorted([(-weight, one) for one, weight in weights.items()])[:3]]
    held = [t for t in top if t not in alignment.missing and any(t in p.concepts for p in source)]
    coverage = alignment.scores[deciding]
    negations = direction.has_negation(claim) != direction.has_negation(passage)
    null_claim, null_passage = direction.is_null(claim), direction.is_null(passage)
    parities = turned(claim, passage)
    total = compared.agree + compared.clash
    only = [cue for cue in _ONLY if cue in claim.lower]
    values = (
        coverage,
        coverage**2,
        alignment.around,
        alignment.whole,
        alignment.whole**2,
        alignment.pairs,
        len(held) / len(top) if top else 0.0,
        round(sum([weights[t] for t in alignment.missing]) / (sum(weights.values()) or 1.0), 6),
        float(not alignment.missing),
        min(compared.agree, 4) / 4,
        min(compared.clash, 4) / 4,
        compared.clash / total if total else 0.0,
        float(compared.agree > 0 and compared.clash > 0),
        float(parities),
        float(negations),
        float(null_claim != null_passage),
        float(null_claim and null_passage),
        float(bool(only) and not any(cue in passage.lower for cue in only)),
        float(any(mark in passage.tokens for mark in ("but", "however", "although", "whereas"))),
        coverage * (compared.clash / total if total else 0.0),
        coverage * negations,
        coverage * parities,
        deciding / max(1, len(source) - 1),
        alignment.scores[alignment.ranked[1]] if len(alignment.ranked) > 1 else 0.0,
        min(len(claim.concepts), 20) / 20,
        coverage * opposites(claim, passage),
    )
    return Measures(values, compared, deciding)


def opposites(claim: Passage, passage: Passage) -> float:
    """Return 1 when the claim has a word whose opposite, and not itself, stands in the passage."""
    theirs = set(passage.tokens)
    for token in claim.tokens:
        others = _OPPOSITE_FORMS.get(token)
        if others and token not in theirs and others & theirs:
            return 1.0
    return 0.0


def _deciding(claim: Passage, source: tuple[Passage, ...], alignment: Alignment) -> int:
    """Choose among the passages that cover the claim nearly best the one nearest to a conclusion."""
    best = alignment.scores[alignment.best]
    close = [index for index in alignment.ranked[:_TOP] if alignment.scores[index] >= 0.9 * best]
    return max((index for index in close if not asks(source[index])), default=max(close))


@lru_cache(maxsize=2048)
def asks(passage: Passage) -> bool:
    """Tell whether the passage says what was asked or aimed at, and nothing of what was found."""
    return _AIM.search(passage.folded) is not None and _OUTCOME.search(passage.folded) is None


def turned(claim: Passage, passage: Passage) -> bool:
    """Tell whether an odd number of turns ("reduces", "not", "lack of") separates the two over what they share."""
    return _window_parity(claim, passage) != _window_parity(passage, claim)


def _window_parity(mine: Passage, other: Passage) -> int:
    places = [position for position, topic in enumerate(mine.topics) if topic and topic in other.concepts]
    if not places:
        return 1
    return direction.parity(mine, max(0, places[0] - 3), places[-1])


def weigh(values: tuple[float, ...]) -> Stances:
    """Return the model's probabilities for measured values.

    Multinomial logistic regression; without shipped figures every class gets a third.
    """
    model = topic.trained().get("stance")
    if not model:
        return Stances(1 / 3, 1 / 3, 1 / 3)
    logits = [
        bias + sum(map(operator.mul, row, values)) for row, bias in zip(model["weights"], model["bias"], strict=True)
    ]
    peak = max(logits)
    exps = [math.exp(logit - peak) for logit in logits]
    total = sum(exps)
    return Stances(*(e / total for e in exps))
