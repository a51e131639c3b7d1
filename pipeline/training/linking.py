"""Fits the weights that link claims to references without markers; writes ``deskcheck/data/linking.json``.

    python pipeline/training/linking.py [--check]

Trains on the real articles with known citations (``DESKCHECK_DATA``/articles, CC BY), their markers
removed: logistic regressions by Newton's method, over what a claim shows of itself, over the evidence of a
pair given that the claim cites, and over all of it with the order of first use, and a softmax over the
references of one claim. ``--check`` fits five times on four fifths of the articles, measures on the others and writes
nothing (six minutes).
"""

import argparse
import json
import math
import random
import sys
from collections.abc import Iterator, Sequence
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
from deskcheck.linkers.candidates import CHOICE, JOINT, Candidates, candidates  # noqa: E402
from deskcheck.linkers.evidence import FEATURES, gather  # noqa: E402
from deskcheck.linkers.signs import LEVEL  # noqa: E402
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
INNER = 4
STEPS = 300
CHOICE_RIDGE = 3.0
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
        """Which reference does a citing claim cite? One that shares nothing counts with features of nought."""
        nothing = [0.0] * len(FEATURES)
        return [
            (
                [pairs[number].features.get(name, 0.0) for name in FEATURES] if number in pairs else nothing,
                float((place, number) in self.gold),
            )
            for place in self.citing
            for pairs in (self.evidence.pairs[place],)
            for number in range(len(self.references))
        ]

    def tables(self, chosen: Weights) -> Iterator[tuple[Candidates, np.ndarray]]:
        """The pairs in question and which are cited, once by the order of the list and once as if alphabetical."""
        for ordered in (True, False):
            found = candidates(self.references, self.evidence, chosen, ordered)
            cited = [(place, row.reference) in self.gold for place, rows in enumerate(found.rows) for row in rows]
            yield found, np.array(cited, dtype=float)


@cache
def _example(folder: Path) -> Example:
    return Example(folder)


def learnt() -> list[str]:
    """The features of the last step whose weights are fitted."""
    return [name for name in JOINT if name not in BY_HAND and name != "popular"]


def train(folders: Sequence[Path]) -> Weights:
    """Fit all steps; the last learns from what the others say of articles they have not seen."""
    examples = [example for folder in folders if len((example := _example(folder)).references) <= LONGEST_LIST]
    rows: Rows = []
    names = [JOINT.index(name) for name in learnt()]
    for fold in range(INNER):
        others = _before_last([each for place, each in enumerate(examples) if place % INNER != fold])
        for each in examples[fold::INNER]:
            for found, cited in each.tables(others):
                rows += zip(found.joint[:, names].tolist(), cited.tolist(), strict=True)
    last = fit(rows)
    return replace(
        _before_last(examples), joint_bias=last[0], joint=dict(zip(learnt(), last[1:], strict=True)) | BY_HAND
    )


def _before_last(examples: Sequence[Example]) -> Weights:
    """Fit all steps but the last."""
    level = fit([row for example in examples for row in example.level_rows()])
    first = fit([row for example in examples for row in example.level_rows(first=True)])
    rows = [row for example in examples for row in example.pair_rows()]
    pair = fit(rows)
    cited = sum(label for _, label in rows)
    unlikely = pair[0] - math.log(cited / (len(rows) - cited))
    chosen = Weights(
        level_bias=level[0],
        level=dict(zip(LEVEL, level[1:], strict=True)),
        first_bias=first[0],
        first=dict(zip(LEVEL, first[1:], strict=True)),
        pair_bias=unlikely,
        pair=dict(zip(FEATURES, pair[1:], strict=True)) | MATERIAL,
        floor=unlikely,
        joint_bias=0.0,
        joint={},
        popular=POPULAR,
    )
    return replace(chosen, choice=preferences([table for each in examples for table in each.tables(chosen)]))


def preferences(tables: Sequence[tuple[Candidates, np.ndarray]]) -> dict[str, float]:
    """Fit what is preferred among the references of one claim: the log of the share that the cited ones get."""
    lists = [
        (found.choice[start : start + len(rows)], cited[start : start + len(rows)])
        for found, cited in tables
        for start, rows in zip(found.starts, found.rows, strict=True)
        if cited[start : start + len(rows)].any()
    ]
    scale = np.vstack([values for values, _ in lists]).std(axis=0) + 1e-9
    sizes = np.array([len(cited) for _, cited in lists])
    values = np.vstack([values for values, _ in lists]) / scale
    cited = np.concatenate([cited for _, cited in lists])
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])

    def shares(odds: np.ndarray) -> np.ndarray:
        raised = np.exp(odds - np.repeat(np.maximum.reduceat(odds, starts), sizes))
        return np.asarray(raised / np.repeat(np.add.reduceat(raised, starts), sizes))

    weights, velocity, square = np.zeros(len(CHOICE)), np.zeros(len(CHOICE)), np.zeros(len(CHOICE))
    for step in range(1, STEPS + 1):  # Adam (Kingma and Ba 2015)
        share = shares(values @ weights)
        right = share * cited
        right /= np.repeat(np.add.reduceat(right, starts), sizes) + 1e-12
        slope = (values.T @ (share - right) + CHOICE_RIDGE * weights) / len(lists)
        velocity = 0.9 * velocity + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        weights -= 0.03 * (velocity / (1 - 0.9**step)) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
    return dict(zip(CHOICE, map(float, weights / scale), strict=True))


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
