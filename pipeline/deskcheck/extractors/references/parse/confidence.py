"""How likely it is that every field of a reference was read rightly.

A logistic regression over what the tagger says of its own answer and over what the answer looks like:
a reference with two titles, no date or words left over is seldom right. The weights are fitted on
references that the tagger was not trained on (``pipeline/training/references_calibrate.py``).
"""

import json
import math
import operator
from collections.abc import Sequence
from functools import cache
from itertools import combinations_with_replacement, starmap
from typing import NamedTuple

from deskcheck.extractors.references.parse.ranking import Choice
from deskcheck.extractors.references.parse.spans import OUTSIDE, Stretch
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.model import CslItem
from deskcheck.shipped import model_bytes

FILE = "references.confidence.json"
_CHIEF = ("title", "container", "volume", "issue", "pages", "author")
_CUES = frozenset(
    """in from retrieved available at vol no pp p accessed on doi published updated url and the eds ed hrsg hg s online
    internet www document last reviewed pages epub pmid pmcid cited by abgerufen am""".split()
)


class Answer(NamedTuple):
    """What was made of a reference: the labelling taken, its stretches, and a probability for each of them."""

    tokens: Tokens
    choice: Choice
    parts: Sequence[Stretch]
    sure: Sequence[float]


def signs(answer: Answer, item: CslItem) -> list[float]:
    """Return what speaks for and against a reading; doubts also as their products, since one doubt deepens another."""
    tokens, (labels, tagged, choice, usual), parts, sure = answer
    borders, order = usual or (0.0, 0.0)
    probability = tagged.probability
    count = dict.fromkeys(_CHIEF, 0)
    for part in parts:
        if part.label in count:
            count[part.label] += 1
    left = sum(
        label == OUTSIDE and len(form) > 2 and form.isalpha() and form.lower() not in _CUES
        for form, label in zip(tokens.forms, labels, strict=True)
    )
    lowest = min(sure, default=0.5)
    title = item.title
    doubts = [
        math.log(max(probability, 1e-9)),
        math.log(max(1 - probability, 1e-3)),
        math.log(max(lowest, 1e-6)),
        math.log(max(choice, 1e-6)),
        borders / (1 + len(parts)),
        order,
    ]
    return [
        1.0,
        *doubts,
        *starmap(operator.mul, combinations_with_replacement(doubts, 2)),
        float(lowest < 0.9),
        math.log(1 + len(tokens.forms)),
        float(count["title"] > 1),
        float(count["container"] > 1),
        float(count["author"] > 1),
        float(count["volume"] > 1 or count["issue"] > 1 or count["pages"] > 1),
        float(not title),
        float(item.issued is None),
        float(not item.author),
        float(not item.container_title),
        float(bool(item.volume) and not item.container_title),
        float(bool(item.editor)),
        float(bool(item.publisher)),
        min(left, 5) / 5,
        float(len(title) > 250 or 0 < len(title) < 8),
        float(bool(item.volume and (item.page or item.number))),
        float(bool(item.issue)),
        float(choice == 1.0),
        float(usual is not None),
        float("note" in labels or "B-note" in labels or "genre" in labels or "B-genre" in labels),
    ]


@cache
def _weights() -> tuple[float, ...]:
    """Load the fitted weights, once."""
    return tuple(json.loads(model_bytes(FILE))["weights"])


def estimate(found: Sequence[float]) -> float:
    """Return the probability that belongs to the signs."""
    score = sum(map(operator.mul, _weights(), found))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 4)
