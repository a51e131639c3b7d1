"""Fit the second look at references that the tagger is unsure of.

Two taggers, each trained on one half of the references, answer for the other half; where they are unsure, the weights
of ``ranking`` are fitted so that the labelling with the most fields right wins: log-linear over the labellings of each
reference, with an L2 penalty, by Adam (Kingma and Ba, 2015). Fitted twice: for references whose neighbours in the list
are known, and for those that stand alone. Writes ``references.ranking.json``.
"""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
from references_calibrate import SETS, scorer
from references_corpora import ROOT, held_out, in_half, rows

from deskcheck.extractors.references.parse import fields, habits, identifiers, pieces, ranking, repairs, spans
from deskcheck.extractors.references.parse.habits import Habits
from deskcheck.extractors.references.parse.tagger import Tagged, Tagger, tagger
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
    """A reference and its likeliest labellings.

    Attributes:
        weight: of the reference.
        chances: log probability of every labelling.
        usual: how usual the layout of every labelling is in the list; None without neighbours.
        signs: of every labelling, with their numbers.
        right: fields that every labelling has right.
    """

    weight: float
    chances: list[float]
    usual: list[tuple[float, float] | None]
    signs: list[Counter[str]]
    right: list[int]


def answered(tokens: Tokens, labels: list[str]) -> Any:
    """Return the fields that labels stand for, as the scorer has them."""
    item = fields.item(tokens.text, spans.stretches(tokens, labels), identifiers.every(tokens.text))
    return scorer().canonical(msgspec.to_builtins(item))


def example(tokens: Tokens, tagged: Tagged, near: Habits, name: str, gold: dict[str, str]) -> Example | None:
    """Return a reference to learn from; None where all labellings are equally right."""
    options = ranking.candidates(tokens, tagged, repairs.mended(tokens, tagged.labels))
    chief = ("author", "title", "container", "year", "url") if name.startswith("web") else scorer().CORE
    read = [answered(tokens, labels) for labels, _, _ in options]
    right = [sum(gold.get(field, "") == one.get(field, "") for field in chief) for one in read]
    right = [count + (count == len(chief)) for count in right]
    if len(set(right)) < 2:
        return None
    every = [labels for labels, _, _ in options]
    usual = [near.signs(habits.layout(tokens, labels)) for labels in every]
    chances = [float(np.log(mass)) for _, _, mass in options]
    return Example(WEIGHTS.get(name, 1.0), chances, usual, [described(tokens, labels) for labels in every], right)


def described(tokens: Tokens, labels: list[str]) -> Counter[str]:
    """Return the signs of a labelling, each with how often it has it."""
    known = tagger().look_up(tokens)
    return Counter(sign for piece in pieces.parted(labels) for sign in pieces.described(piece, *known))


def examples(model: Tagger, half: int) -> Iterator[Example]:
    """Yield the references of the half that the tagger was not trained on."""
    for name in SETS:
        chosen = [row for number, row in enumerate(rows(name)) if not held_out(number) and not in_half(number, half)]
        tokens = [split(row["text"]) for row in chosen]
        answers = model.tag(tokens)
        layouts = [
            (habits.layout(cut, repairs.mended(cut, one.labels)), one.probability)
            for cut, one in zip(tokens, answers, strict=True)
        ]
        for row, cut, tagged, near in zip(chosen, tokens, answers, habits.around(layouts), strict=True):
            found = example(cut, tagged, near, name, row["gold"]) if tagged.others else None
            if found:
                yield found


def valued(one: Example, place: int, listed: bool) -> list[tuple[str, float]]:
    """Return the signs of a labelling that are no mere yes or no."""
    found = [(ranking.CHANCE, one.chances[place])]
    if listed and (usual := one.usual[place]):
        found += zip((ranking.BORDERS, ranking.ORDER), usual, strict=True)
    return found


def differs(one: Example, sign: str) -> bool:
    """Tell whether the labellings of a reference differ in a sign."""
    return len({signs[sign] for signs in one.signs}) > 1


def fit(found: list[Example], listed: bool) -> dict[str, float]:
    """Return the weights, of references in a list or of those that stand alone."""
    counts = Counter(
        sign for one in found for sign in set().union(*one.signs) if len({of[sign] for of in one.signs}) > 1
    )
    chief = [ranking.CHANCE, ranking.BORDERS, ranking.ORDER] if listed else [ranking.CHANCE]
    names = [*chief, *sorted(sign for sign, count in counts.items() if count >= SEEN)]
    number = {name: place for place, name in enumerate(names)}
    options = [(one, place) for one in found for place in range(len(one.signs))]
    starts = np.cumsum([0, *[len(one.signs) for one in found]])[:-1]
    of = np.repeat(np.arange(len(found)), [len(one.signs) for one in found])
    cells = [
        (row, column, value)
        for row, (one, place) in enumerate(options)
        for column, value in [
            *[(number[name], value) for name, value in valued(one, place, listed)],
            *[(number[sign], float(one.signs[place][sign])) for sign in sorted(one.signs[place]) if sign in number],
        ]
    ]
    row_of, column_of, values = (np.array(part) for part in zip(*cells, strict=True))
    best = np.array([one.right[place] == max(one.right) for one, place in options], float)
    share = np.array([one.weight for one in found])[of]
    fitted = np.zeros(len(names))
    fitted[0] = 1.0
    penalty = np.where(np.arange(len(names)) < len(chief), 0.0, PENALTY)
    slow, fast = np.zeros_like(fitted), np.zeros_like(fitted)
    for round_ in range(1, ROUNDS + 1):
        scores = np.bincount(row_of, values * fitted[column_of], len(options))
        chances = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        chances /= np.add.reduceat(chances, starts)[of]
        good = chances * best
        good /= np.maximum(np.add.reduceat(good, starts)[of], 1e-12)
        pull = share * (chances - good)
        gradient = np.bincount(column_of, values * pull[row_of], len(names)) / len(found) + penalty * fitted
        slow = 0.9 * slow + 0.1 * gradient
        fast = 0.99 * fast + 0.01 * gradient**2
        fitted -= STEP * (slow / (1 - 0.9**round_)) / (np.sqrt(fast / (1 - 0.99**round_)) + 1e-8)
    return {
        name: round(float(weight), 3)
        for name, weight in zip(names, fitted, strict=True)
        if abs(weight) >= SMALLEST or name in chief
    }


def weights(found: list[Example]) -> ranking.Weights:
    """Fit for references that stand alone and for those in a list."""
    return {"alone": fit(found, listed=False), "listed": fit(found, listed=True)}


def main(halves: Sequence[Tagger], target: Path = TARGET) -> list[ranking.Weights]:
    """Fit on both halves and write; return the weights fitted on each half alone.

    Args:
        halves: ``halves[n]`` was trained on half ``n``.
    """
    found = [list(examples(model, half)) for half, model in enumerate(halves)]
    both = weights([one for part in found for one in part])
    target.write_text(json.dumps(both, ensure_ascii=False) + "\n", "utf8")
    counts = ", ".join(f"{len(of)} weights {name}" for name, of in both.items())
    print(f"ranking fitted on {sum(map(len, found))} references, {counts}")
    return [weights(part) for part in found]
