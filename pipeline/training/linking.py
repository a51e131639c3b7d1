"""Fits the weights that link claims to references without markers; writes ``deskcheck/data/linking.json``.

    python pipeline/training/linking.py [--check]

Trains on the real articles with known citations (``DESKCHECK_DATA``/articles, CC BY), their markers
removed: three logistic regressions by Newton's method, over what a claim shows of itself, over
the evidence of a pair given that the claim cites, and over both with the order of first use. ``--check``
fits five times on four fifths of the articles, measures on the others and writes nothing (two minutes).
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
from msgspec.structs import replace

from deskcheck.shipped import record_hashes

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests" / "benchmarks"))

import links as bench  # noqa: E402 - the benchmark reads the same articles

from deskcheck import linkers  # noqa: E402
from deskcheck.linkers import joint  # noqa: E402
from deskcheck.linkers.evidence import FEATURES, LEVEL, gather  # noqa: E402
from deskcheck.linkers.weights import Weights  # noqa: E402

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "linking.json"
RIDGE = 0.3
LONGEST_LIST = 300
"""A survey with a longer list would make up a quarter of all pairs and is left out."""
# Research articles repeat the marker in every sentence and come without abstracts of their sources, so
# what a popular article does otherwise cannot be learnt from them. These are set by hand on the
# annotated part of one popular article: what a sentence lends to the next, one source a sentence,
# a source for most sentences, and words shared with an abstract or a note.
BY_HAND = {"follows": 2.6, "again": 3.0, "popular_margin": -0.7}
POPULAR = 2.2
MATERIAL = {"material": 1.0, "material_share": 0.5}
FOLDS = 5
Rows = list[tuple[list[float], float]]


def fit(rows: Rows, rounds: int = 15) -> list[float]:
    """Fit a ridge logistic regression by damped Newton steps; the first weight is the bias."""
    values = np.hstack([np.ones((len(rows), 1)), np.array([features for features, _ in rows])])
    labels = np.array([label for _, label in rows])
    ridge = np.full(values.shape[1], RIDGE)
    ridge[0] = 1e-6
    weights = np.zeros(values.shape[1])
    share = (labels.sum() + 1) / len(rows)
    weights[0] = math.log(share / (1.0 - share))
    now = loss(weights, values, labels, ridge)
    for _ in range(rounds):
        chance = 1.0 / (1.0 + np.exp(-values @ weights))
        curve = (values * np.maximum(chance * (1.0 - chance), 1e-6)[:, None]).T @ values + np.diag(ridge)
        step = np.linalg.solve(curve, values.T @ (labels - chance) - ridge * weights)
        tried = [weights + damping * step for damping in (1.0, 0.5, 0.25, 0.125, 0.0625)]
        moved = next((each for each in tried if loss(each, values, labels, ridge) < now), None)
        if moved is None:
            break
        weights, before, now = moved, now, loss(moved, values, labels, ridge)
        if before - now < 1e-3:
            break
    return [float(weight) for weight in weights]


def loss(weights: np.ndarray, values: np.ndarray, labels: np.ndarray, ridge: np.ndarray) -> float:
    """Negative log-likelihood with the ridge."""
    odds = values @ weights
    return float(np.logaddexp(0.0, odds).sum() - labels @ odds + (ridge * weights**2).sum() / 2.0)


class Example:
    """One article made ready: claims, references, gold as (place of claim, place of reference), evidence."""

    def __init__(self, folder: Path) -> None:
        article, self.claims, self.references, gold = bench.load(folder, marked=False)
        places = {reference.number: place for place, reference in enumerate(self.references)}
        self.gold = {(claim, places[number]) for claim, number in gold if claim >= 0}
        self.groups = linkers.groups(article, self.claims)
        self.evidence = gather(self.claims, self.references, {}, self.groups)
        self.citing = sorted({claim for claim, _ in self.gold})

    def level_rows(self, *, first: bool = False) -> Rows:
        """Does a claim cite anything, or, with ``first``, anything new?"""
        seen: set[int] = set()
        citing = set()
        for place, number in sorted(self.gold):
            if not first or number not in seen:
                citing.add(place)
            seen.add(number)
        return [
            ([level[name] for name in LEVEL], float(place in citing)) for place, level in enumerate(self.evidence.level)
        ]

    def pair_rows(self) -> Rows:
        """Which reference does a citing claim cite?"""
        return [
            ([pair.features.get(name, 0.0) for name in FEATURES], float((place, number) in self.gold))
            for place in self.citing
            for number, pair in self.evidence.pairs[place].items()
        ]

    def silent(self) -> tuple[int, int, int, int]:
        """Pairs of citing claims: cited, cited but sharing nothing, not cited, not cited and sharing nothing."""
        silent = sum(number not in self.evidence.pairs[place] for place, number in self.gold)
        every = len(self.citing) * len(self.references)
        sharing = sum(len(self.evidence.pairs[place]) for place in self.citing)
        return len(self.gold), silent, every - len(self.gold), every - sharing - silent

    def joint_rows(self, chosen: Weights) -> Rows:
        """The rows of the last step, once with the order of the list and once as if it were alphabetical."""
        return [
            ([row.joint.get(name, 0.0) for name in learnt()], float((place, row.reference) in self.gold))
            for ordered in (True, False)
            for place, rows in enumerate(joint.candidates(self.claims, self.references, self.evidence, chosen, ordered))
            for row in rows
        ]


@cache
def _example(folder: Path) -> Example:
    return Example(folder)


def learnt() -> list[str]:
    """The features of the last step whose weights are fitted."""
    return [name for name in joint.JOINT if name not in BY_HAND and name != "popular"]


def train(folders: Sequence[Path]) -> Weights:
    """Fit the three steps."""
    examples = [example for folder in folders if len((example := _example(folder)).references) <= LONGEST_LIST]
    level = fit([row for example in examples for row in example.level_rows()])
    first = fit([row for example in examples for row in example.level_rows(first=True)])
    pair = fit([row for example in examples for row in example.pair_rows()])
    cited, cited_silent, others, others_silent = map(sum, zip(*(each.silent() for each in examples), strict=True))
    chosen = Weights(
        level_bias=level[0],
        level=dict(zip(LEVEL, level[1:], strict=True)),
        first_bias=first[0],
        first=dict(zip(LEVEL, first[1:], strict=True)),
        pair_bias=pair[0] - math.log(cited / others),
        pair=dict(zip(FEATURES, pair[1:], strict=True)) | MATERIAL,
        floor=math.log((cited_silent / cited) / (others_silent / others)),
        joint_bias=0.0,
        joint={},
        popular=POPULAR,
    )
    last = fit([row for example in examples for row in example.joint_rows(chosen)])
    return replace(chosen, joint_bias=last[0], joint=dict(zip(learnt(), last[1:], strict=True)) | BY_HAND)


def rounded(found: object) -> object:
    """Four decimals are enough."""
    if isinstance(found, dict):
        return {name: rounded(value) for name, value in found.items()}
    return round(found, 4) if isinstance(found, float) else found


def main() -> None:
    """Train, or check on halves."""
    arguments = argparse.ArgumentParser(description="fit the weights of the linker")
    arguments.add_argument(
        "--check", action="store_true", help="fit on four fifths, measure on the others, write nothing"
    )
    chosen = arguments.parse_args()
    folders = sorted(path.parent for path in (bench.DATA / "articles").glob("*/gold.json"))
    random.Random(7).shuffle(folders)  # noqa: S311 - a fixed split, no secret
    if not chosen.check:
        TARGET.write_text(json.dumps(rounded(msgspec.to_builtins(train(folders))), indent=1) + "\n")
        print(f"wrote {TARGET.name}")
        return
    fitted = {}
    for fold in range(FOLDS):
        learnt_from = [folder for place, folder in enumerate(folders) if place % FOLDS != fold]
        fitted |= dict.fromkeys(folders[fold::FOLDS], train(learnt_from))
    bench.measure_unmarked(folders, f"each article by weights fitted without it, {FOLDS} folds", fitted)


if __name__ == "__main__":
    main()
    record_hashes()
