"""Fit the confidence of the reference parser on references that neither tagger nor second look was trained on.

Logistic regression by Newton's method, each set with the same weight, the hand-made one with twice that, so that the
harder ones count as much as the large ones. Writes ``pipeline/deskcheck/data/references.confidence.json``.
"""

import importlib.util
import json
import math
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec
from references_corpora import DATA, ROOT, in_half, rows

from deskcheck.extractors.references.parse import ranking, read_all
from deskcheck.extractors.references.parse.tagger import Tagger
from deskcheck.extractors.references.parse.tokens import split

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "references.confidence.json"
SETS = ("core20.train", "grobid.train", "pmc.train", "synth.train", "web.train")
RIDGE = 1.0
WEIGHTS = {"core20.train": 2.0}


@cache
def scorer() -> Any:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    assert spec is not None
    assert spec.loader is not None
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


def judged(halves: Sequence[Tagger], weights: Sequence[ranking.Weights]) -> Iterator[tuple[float, list[float], bool]]:
    """Yield weight, signs and whether all chief fields are right, for every reference of each half.

    The tagger is that of the other half, and so are the weights of the second look, which it was fitted for by the
    answers of this half's tagger.
    """
    score = scorer()
    for name in SETS:
        fields = ("author", "title", "container", "year", "url") if name.startswith("web") else score.CORE
        every = list(rows(name))
        for half, model in enumerate(halves):
            chosen = [row for number, row in enumerate(every) if not in_half(number, half)]
            tokens = [split(row["text"]) for row in chosen]
            for row, reading in zip(chosen, read_all(tokens, model.tag(tokens), weights[1 - half]), strict=True):
                if reading.signs:
                    guess = score.canonical(msgspec.to_builtins(reading.fields))
                    right = all(row["gold"].get(f, "") == guess.get(f, "") for f in fields)
                    yield WEIGHTS.get(name, 1.0) * 3000 / len(every), reading.signs, right


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Solve a symmetric positive system by elimination."""
    size = len(vector)
    rows_ = [[*matrix[i], vector[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows_[k][i]))
        rows_[i], rows_[pivot] = rows_[pivot], rows_[i]
        for k in range(i + 1, size):
            factor = rows_[k][i] / rows_[i][i]
            rows_[k] = [a - factor * b for a, b in zip(rows_[k], rows_[i], strict=True)]
    found = [0.0] * size
    for i in reversed(range(size)):
        found[i] = (rows_[i][size] - sum(rows_[i][k] * found[k] for k in range(i + 1, size))) / rows_[i][i]
    return found


def fit(examples: list[tuple[float, list[float], bool]]) -> list[float]:
    """Return the weights of the regression."""
    size = len(examples[0][1])
    weights = [0.0] * size
    for _ in range(12):
        gradient = [RIDGE * weight for weight in weights]
        curve = [[RIDGE if i == k else 0.0 for k in range(size)] for i in range(size)]
        for share, signs, right in examples:
            chance = 1 / (1 + math.exp(-max(-30.0, min(30.0, sum(w * x for w, x in zip(weights, signs, strict=True))))))
            pull, bend = share * (chance - right), share * chance * (1 - chance)
            for i, x in enumerate(signs):
                if x:
                    gradient[i] += pull * x
                    for k, y in enumerate(signs):
                        curve[i][k] += bend * x * y
        weights = [w - step for w, step in zip(weights, solve(curve, gradient), strict=True)]
    return weights


def main(halves: Sequence[Tagger], weights: Sequence[ranking.Weights], target: Path = TARGET) -> None:
    """Fit and write; see ``judged``."""
    examples = list(judged(halves, weights))
    fitted = [round(weight, 5) for weight in fit(examples)]
    right = sum(share * good for share, _, good in examples) / sum(share for share, _, _ in examples)
    target.write_text(
        json.dumps({"weights": fitted, "fitted_on": len(examples), "right": round(right, 4)}) + "\n", "utf8"
    )
    print(f"confidence fitted on {len(examples)} references, {right:.3f} right on the average of the sets")
