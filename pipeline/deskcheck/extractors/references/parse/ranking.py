"""A second look at a reference that the tagger is unsure of: which of its likeliest labellings makes most sense.

The tagger sees one label and the one before it; here the fields are seen whole: in what order they come, with what
marks between them, which of them are missing or double, whether their words are those of a name, a title or a
publisher, and whether the other references of the list are laid out like that. A log-linear model over the likeliest
labellings (Collins and Koo, "Discriminative Reranking for Natural Language Parsing", 2005), fitted by
``pipeline/training/references_ranking.py`` on references that the tagger was not trained on: once with what the list
shows and once without, for a reference that stands alone.
"""

import math
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec

from deskcheck.extractors.references.parse import repairs
from deskcheck.extractors.references.parse.habits import Habits, Layout, layout
from deskcheck.extractors.references.parse.pieces import Piece, described, parted
from deskcheck.extractors.references.parse.tagger import Tagged, tagger
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.shipped import model_bytes

FILE = "references.ranking.json"
CHANCE, BORDERS, ORDER = "", "#borders", "#order"
"""Names of the weights of logarithms: of the labelling's probability, and of what ``Habits.signs`` tells."""
Weights = dict[str, dict[str, float]]
"""Of references ``alone`` and ``listed``: a weight for every sign."""


class Choice(NamedTuple):
    """The labelling taken for a reference.

    Attributes:
        labels: of its tokens, mended.
        tagged: the tagger's answer that they come from.
        sure: how sure the choice among the likeliest ones is, from 0 to 1.
        habits: how usual the layout is in the list, as ``Habits.signs`` tells it.
    """

    labels: list[str]
    tagged: Tagged
    sure: float
    habits: tuple[float, float] | None


def chosen(
    tokens: Tokens, tagged: Tagged, likeliest: tuple[list[str], Layout], habits: Habits, weights: Weights
) -> Choice:
    """Choose among the likeliest labellings.

    Args:
        likeliest: the mended labels of the likeliest one, and their layout.
        habits: of the references around this one.
        weights: ``shipped()``, or those of a training.
    """
    first, laid_out = likeliest
    if not tagged.others:
        return Choice(first, tagged, 1.0, habits.signs(laid_out))
    options = candidates(tokens, tagged, first)
    usual = [habits.signs(laid_out), *[habits.signs(layout(tokens, labels)) for labels, _, _ in options[1:]]]
    fitted = weights["alone" if usual[0] is None else "listed"]
    worth = _worth(tokens, fitted)
    scores = [
        fitted[CHANCE] * math.log(mass)
        + sum(map(worth, parted(labels)))
        + (fitted[BORDERS] * shown[0] + fitted[ORDER] * shown[1] if shown else 0.0)
        for (labels, _, mass), shown in zip(options, usual, strict=True)
    ]
    top = max(scores)
    best = scores.index(top)
    labels, option, _ = options[best]
    return Choice(labels, option, 1 / sum(math.exp(score - top) for score in scores), usual[best])


def candidates(tokens: Tokens, tagged: Tagged, first: list[str]) -> list[tuple[list[str], Tagged, float]]:
    """Return the different mended labellings, likeliest first, each with the probability of all that come to it."""
    found = {tuple(first): (first, tagged, 1e-12 + tagged.probability)}
    for option in tagged.others:
        labels = repairs.mended(tokens, option.labels)
        key = tuple(labels)
        labels, option_, mass = found.get(key, (labels, option, 1e-12))
        found[key] = labels, option_, mass + option.probability
    return list(found.values())


def _worth(tokens: Tokens, weights: dict[str, float]) -> Callable[[Piece], float]:
    """Return what tells the weight of a piece of a reference's labellings, each summed once."""
    forms, gaps = tagger().look_up(tokens)
    known: dict[Piece, float] = {}

    def worth(piece: Piece) -> float:
        if piece not in known:
            known[piece] = sum([weights.get(sign, 0.0) for sign in described(piece, forms, gaps)])
        return known[piece]

    return worth


@cache
def shipped() -> Weights:
    """Load the fitted weights, once."""
    return msgspec.json.decode(model_bytes(FILE), type=Weights)
