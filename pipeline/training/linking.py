"""Fits the weights that link claims to references without markers; writes ``deskcheck/data/linking.json``.

    python pipeline/training/linking.py [--check]

Trains on the real articles with known citations (``DESKCHECK_DATA``/articles, CC BY), their markers
removed. Two logistic regressions by Newton's method: the first over the evidence of single pairs,
the second over its score, the order of first use and the neighbours. ``--check`` fits on one half of
the articles, measures on the other and writes nothing.
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import links as bench  # noqa: E402 - the benchmark reads the same articles

from deskcheck import linkers  # noqa: E402
from deskcheck.linkers import decision  # noqa: E402
from deskcheck.linkers.evidence import FEATURES, gather  # noqa: E402

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "linking.json"
RIDGE = 2.0
# Research articles repeat the marker in every sentence, popular ones cite once for a passage, so what a
# sentence lends to the next cannot be learnt here; these two are set by hand.
BY_HAND = {"follows": 2.6, "again": 3.0}
Rows = list[tuple[list[float], float]]


def solve(matrix: list[list[float]], vector: list[float]) -> list[float]:
    """Solve a small symmetric system by Gaussian elimination."""
    size = len(vector)
    rows = [[*row, value] for row, value in zip(matrix, vector, strict=True)]
    for column in range(size):
        pivot = max(range(column, size), key=lambda place: abs(rows[place][column]))
        rows[column], rows[pivot] = rows[pivot], rows[column]
        for place in range(column + 1, size):
            factor = rows[place][column] / rows[column][column]
            if factor:
                rows[place] = [a - factor * b for a, b in zip(rows[place], rows[column], strict=True)]
    answer = [0.0] * size
    for place in range(size - 1, -1, -1):
        known = sum(rows[place][k] * answer[k] for k in range(place + 1, size))
        answer[place] = (rows[place][size] - known) / rows[place][place]
    return answer


def fit(rows: Rows, rounds: int = 8) -> list[float]:
    """Fit a ridge logistic regression; the first weight is the bias."""
    size = len(rows[0][0]) + 1
    weights = [0.0] * size
    weights[0] = math.log((sum(label for _, label in rows) + 1) / len(rows))
    for _ in range(rounds):
        hessian = [[RIDGE * (i == j and i > 0) + 1e-6 * (i == j) for j in range(size)] for i in range(size)]
        gradient = [-RIDGE * weight if place else 0.0 for place, weight in enumerate(weights)]
        for values, label in rows:
            full = [1.0, *values]
            odds = sum(map(float.__mul__, weights, full))
            chance = 1.0 / (1.0 + math.exp(-max(min(odds, 30.0), -30.0)))
            pull, spread = label - chance, max(chance * (1.0 - chance), 1e-6)
            used = [place for place, value in enumerate(full) if value]
            for i in used:
                gradient[i] += pull * full[i]
                scaled, line = spread * full[i], hessian[i]
                for j in used:
                    line[j] += scaled * full[j]
        step = solve(hessian, gradient)
        weights = [weight + move for weight, move in zip(weights, step, strict=True)]
        if max(map(abs, step)) < 1e-4:
            break
    return weights


class Example:
    """One article made ready."""

    def __init__(self, folder: Path) -> None:
        article, self.claims, self.references, gold = bench.load(folder, marked=False)
        places = {reference.number: place for place, reference in enumerate(self.references)}
        self.gold = {(claim, places[number]) for claim, number in gold if claim >= 0}
        self.groups = linkers.groups(article, self.claims)

    def evidence_rows(self) -> Rows:
        """All pairs that share something; a twentieth of those with the weakest share."""
        evidence = gather(self.claims, self.references, {}, self.groups)
        rows = []
        for place, pairs in enumerate(evidence.pairs):
            level = evidence.level[place]
            for number, pair in pairs.items():
                found = {**pair.features, **level}
                rows.append(([found.get(name, 0.0) for name in FEATURES], float((place, number) in self.gold)))
        return rows

    def floor(self) -> tuple[int, int, int, int]:
        """Counts of cited and uncited pairs, and of those that share nothing."""
        evidence = gather(self.claims, self.references, {}, self.groups)
        cited = len(self.gold)
        silent = sum(number not in evidence.pairs[place] for place, number in self.gold)
        every = len(self.claims) * len(self.references)
        sharing = sum(map(len, evidence.pairs))
        return cited, silent, every - cited, every - sharing - silent

    def joint_rows(self, chosen: decision.Weights) -> Rows:
        """The rows of the second step under the weights of the first."""
        evidence = gather(self.claims, self.references, {}, self.groups)
        rows = []
        for place, listed in enumerate(decision.candidates(self.claims, self.references, evidence, chosen)):
            for row in listed:
                values = [row.joint.get(name, 0.0) for name in decision.JOINT if name not in BY_HAND]
                rows.append((values, float((place, row.reference) in self.gold)))
        return rows


def train(folders: Sequence[Path]) -> decision.Weights:
    """Fit both steps."""
    examples = [Example(folder) for folder in folders]
    first = fit([row for example in examples for row in example.evidence_rows()])
    cited, cited_silent, uncited, uncited_silent = map(sum, zip(*(example.floor() for example in examples), strict=True))
    floor = math.log((cited_silent / cited) / (uncited_silent / uncited))
    chosen = decision.Weights(first[0], dict(zip(FEATURES, first[1:], strict=True)), floor, 0.0, {})
    # Two rounds: the order model sees the same scores either way, the second step is fitted on its output.
    second = fit([row for example in examples for row in example.joint_rows(chosen)])
    names = [name for name in decision.JOINT if name not in BY_HAND]
    joint = dict(zip(names, second[1:], strict=True)) | BY_HAND
    return rounded(decision.Weights(chosen.bias, chosen.evidence, floor, second[0], joint))


def rounded(found: decision.Weights) -> decision.Weights:
    """Four decimals are enough."""
    return decision.Weights(
        round(found.bias, 4),
        {name: round(weight, 4) for name, weight in found.evidence.items()},
        round(found.floor, 4),
        round(found.joint_bias, 4),
        {name: round(weight, 4) for name, weight in found.joint.items()},
    )


def main() -> None:
    """Train, or check on halves."""
    arguments = argparse.ArgumentParser(description="fit the weights of the linker")
    arguments.add_argument("--check", action="store_true", help="fit on one half, measure on the other, write nothing")
    chosen = arguments.parse_args()
    folders = sorted(path.parent for path in (bench.DATA / "articles").glob("*/gold.json"))
    random.Random(7).shuffle(folders)  # noqa: S311 - a fixed split, no secret
    if chosen.check:
        half = len(folders) // 2
        for name, learn, test in (("first half", folders[:half], folders[half:]), ("second half", folders[half:], folders[:half])):
            weights = train(learn)
            bench.measure_unmarked(test, f"fitted on the {name}", weights)
        return
    weights = train(folders)
    TARGET.write_text(json.dumps(decision.msgspec.to_builtins(weights), indent=1) + "\n")
    print(f"wrote {TARGET.name}")


if __name__ == "__main__":
    main()
