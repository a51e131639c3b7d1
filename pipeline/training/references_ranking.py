"""Fit the second look at references that the tagger is unsure of.

A tagger trained on one half of the references answers for the other half; where it is unsure, the weights of
``ranking`` are fitted so that the labelling with the most fields right wins: log-linear over the labellings of each
reference, with an L2 penalty, by Adam (Kingma and Ba, 2015). Writes ``references.ranking.json``.
"""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from references_calibrate import SETS, scorer
from references_corpora import ROOT, held_out, in_half, rows

from deskcheck.extractors.references.parse import fields, identifiers, ranking, spans
from deskcheck.extractors.references.parse.tagger import Tagged, Tagger
from deskcheck.extractors.references.parse.tokens import Tokens, split

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / ranking.FILE
WEIGHTS = {"core20.train": 2.0, "web.train": 0.7}
SEEN = 4
"""Signs of fewer references are left out."""
PENALTY = 0.0007
ROUNDS = 400
STEP = 0.03
SMALLEST = 0.02


class Example(NamedTuple):
    """A reference: its weight, and for every labelling its log probability, its signs and the share of right fields."""

    weight: float
    chances: list[float]
    signs: list[set[str]]
    right: list[int]


def answered(tokens: Tokens, labels: list[str]) -> Any:
    """Return the fields that labels stand for, as the scorer has them."""
    item = fields.item(tokens.text, spans.stretches(tokens, labels), identifiers.every(tokens.text))
    return scorer().canonical(msgspec.to_builtins(item))


def example(tokens: Tokens, tagged: Tagged, name: str, gold: dict[str, str]) -> Example | None:
    """Return a reference to learn from; None where all labellings are equally right."""
    options = ranking.candidates(tokens, tagged)
    chief = ("author", "title", "container", "year", "url") if name.startswith("web") else scorer().CORE
    read = [answered(tokens, labels) for labels, _, _ in options]
    right = [sum(gold.get(field, "") == one.get(field, "") for field in chief) for one in read]
    right = [count + (count == len(chief)) for count in right]
    if len(set(right)) < 2:
        return None
    signs = list(ranking.described(tokens, [labels for labels, _, _ in options]))
    return Example(WEIGHTS.get(name, 1.0), [float(np.log(mass)) for _, _, mass in options], signs, right)


def examples(model: Tagger, half: int) -> Iterator[Example]:
    """Yield the references of the half that the tagger was not trained on."""
    for name in SETS:
        chosen = [row for number, row in enumerate(rows(name)) if not held_out(number) and not in_half(number, half)]
        tokens = [split(row["text"]) for row in chosen]
        for row, cut, tagged in zip(chosen, tokens, model.tag(tokens), strict=True):
            found = example(cut, tagged, name, row["gold"]) if tagged.others else None
            if found:
                yield found


def fit(found: list[Example]) -> dict[str, float]:
    """Return the weights."""
    counts = Counter(sign for one in found for sign in set().union(*one.signs))
    names = ["", *sorted(sign for sign, count in counts.items() if count >= SEEN)]
    number = {name: place for place, name in enumerate(names)}
    options = [(one, place) for one in found for place in range(len(one.signs))]
    starts = np.cumsum([0, *[len(one.signs) for one in found]])[:-1]
    of = np.repeat(np.arange(len(found)), [len(one.signs) for one in found])
    cells = [
        (row, column, value)
        for row, (one, place) in enumerate(options)
        for column, value in [
            (0, one.chances[place]),
            *[(number[s], 1.0) for s in sorted(one.signs[place]) if s in number],
        ]
    ]
    row_of, column_of, values = (np.array(part) for part in zip(*cells, strict=True))
    best = np.array([one.right[place] == max(one.right) for one, place in options], float)
    share = np.array([one.weight for one in found])[of]
    weights = np.zeros(len(names))
    weights[0] = 1.0
    slow, fast = np.zeros_like(weights), np.zeros_like(weights)
    for round_ in range(1, ROUNDS + 1):
        scores = np.bincount(row_of, values * weights[column_of], len(options))
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chances /= np.add.reduceat(chances, starts)[of]
        good = chances * best
        good /= np.maximum(np.add.reduceat(good, starts)[of], 1e-12)
        pull = share * (chances - good)
        gradient = np.bincount(column_of, values * pull[row_of], len(names)) / len(found) + PENALTY * weights
        gradient[0] -= PENALTY * weights[0]
        slow = 0.9 * slow + 0.1 * gradient
        fast = 0.99 * fast + 0.01 * gradient**2
        weights -= STEP * (slow / (1 - 0.9**round_)) / (np.sqrt(fast / (1 - 0.99**round_)) + 1e-8)
    return {name: round(float(w), 3) for name, w in zip(names, weights, strict=True) if abs(w) >= SMALLEST or not name}


def main(model: Tagger, half: int, target: Path = TARGET) -> None:
    """Fit and write."""
    found = list(examples(model, half))
    weights = fit(found)
    target.write_text(json.dumps(weights, ensure_ascii=False) + "\n", "utf8")
    print(f"ranking fitted on {len(found)} references, {len(weights)} weights")
