"""Fits the weights of ``deskcheck.authorities.matching`` on real references with known works.

    python pipeline/training/matching.py INDEX REFERENCES.jsonl.gz [--aliases FILE] [--write]

INDEX is a folder made by ``deskcheck index build``. REFERENCES holds one JSON object a line: ``text``,
``doi``, ``citing`` and ``target`` (``none`` where the work is not in the index). Printed DOIs are cut out
first. The fit uses the references of half the citing papers and is tried on the other half; ``--write``
then fits on all and writes ``weights.py``. Logistic regression, penalised by the squared weights, by Rprop
(Riedmiller and Braun, IEEE ICNN 1993): the states are few, equal rows are counted once, and nothing beyond
the standard library is needed.
"""

import argparse
import gzip
import hashlib
import json
import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from deskcheck.authorities.identifiers import without_identifiers
from deskcheck.authorities.index import Index
from deskcheck.authorities.matching import Printed

PENALTY = 0.3
ROUNDS = 250
# Too rare in the references at hand to be learnt, yet certain from what they mean.
FIXED = {"title-conflict": -8.0, "kind-never-cited": -10.0, "kind-preprint-unsaid": -0.7, "head-at-home": 2.5}
# A candidate this sure against its label is taken for a wrong label or a doubled record and left out of the fit.
DOUBTFUL = 0.97

Row = tuple[frozenset[str], bool]
Case = tuple[str, bool, list[Row]]


def main() -> None:
    """Fit, try, and write when asked."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("index", type=Path)
    parser.add_argument("references", type=Path)
    parser.add_argument("--aliases", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    cases = list(collect(Index.open(arguments.index), arguments.references, aliases(arguments.aliases)))
    print(f"{len(cases)} references, {sum(len(rows) for _, _, rows in cases)} candidates")
    weights = fit(case for case in cases if half(case[0]) == 0)
    for threshold in (0.3, 0.5, 0.7, 0.9):
        print(threshold, outcome((case for case in cases if half(case[0]) == 1), weights, threshold))
    print("calibration error on the other half:", round(calibration((c for c in cases if half(c[0])), weights), 4))
    if arguments.write:
        write(fit(cases))


def collect(index: Index, references: Path, same: Mapping[str, str]) -> Iterator[Case]:
    """Yield (citing paper, work is in the index, candidates with their labels) for each reference."""
    with gzip.open(references, "rt", encoding="utf-8") as lines:
        for line in lines:
            reference = json.loads(line)
            truth = same.get(reference["doi"].lower(), reference["doi"].lower())
            present = reference["target"] != "none"
            ranked = index.ranked(Printed(without_identifiers(reference["text"])))
            rows = [
                (frozenset(one.states), present and same.get(one.registered.doi, one.registered.doi) == truth)
                for one, _ in ranked
            ]
            yield reference["citing"], present, rows


def aliases(path: Path | None) -> dict[str, str]:
    """Read groups of DOIs for one work, each to its first."""
    if path is None:
        return {}
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        groups = [[doi.lower() for doi in json.loads(line)] for line in lines]
    return {doi: group[0] for group in groups for doi in group}


def half(citing: str) -> int:
    """Return 0 or 1, the same for all references of one citing paper."""
    return hashlib.sha256(citing.encode()).digest()[0] % 2


def fit(cases: Iterable[Case]) -> dict[str, float]:
    """Fit twice, the second time without candidates that contradict their label."""
    rows = Counter(row for _, _, rows in cases for row in rows)
    weights = descend(rows)
    kept = Counter({row: count for row, count in rows.items() if not doubtful(row, weights)})
    return descend(kept)


def doubtful(row: Row, weights: Mapping[str, float]) -> bool:
    """Tell whether the label of a row is more likely wrong than the weights."""
    chance = logistic(row[0], weights)
    return chance > DOUBTFUL if not row[1] else chance < (1 - DOUBTFUL) / 10


def descend(rows: Mapping[Row, int]) -> dict[str, float]:
    """Minimise the penalised log-loss."""
    names = sorted({name for states, _ in rows for name in states})
    weights = dict.fromkeys([*names, ""], 0.0) | FIXED
    free = [name for name in weights if name not in FIXED]
    steps, before = dict.fromkeys(free, 0.1), dict.fromkeys(free, 0.0)
    for _ in range(ROUNDS):
        slope = {name: PENALTY * weights[name] if name else 0.0 for name in free}
        for (states, label), count in rows.items():
            error = count * (logistic(states, weights) - label)
            slope[""] += error
            for name in states:
                if name in slope:
                    slope[name] += error
        for name in free:
            turn = slope[name] * before[name]
            steps[name] = (
                min(steps[name] * 1.2, 1.0) if turn > 0 else max(steps[name] * 0.5, 1e-6) if turn < 0 else steps[name]
            )
            before[name] = 0.0 if turn < 0 else slope[name]
            if turn >= 0:
                weights[name] -= math.copysign(steps[name], slope[name]) if slope[name] else 0.0
    return weights


def logistic(states: Iterable[str], weights: Mapping[str, float]) -> float:
    """Return the probability of a set of states."""
    odds = weights[""] + sum(weights.get(name, 0.0) for name in states)
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, odds))))


def outcome(cases: Iterable[Case], weights: Mapping[str, float], threshold: float) -> dict[str, float]:
    """Return precision, recall and the rate of false matches at a threshold."""
    right = wrong = present = absent = false = 0
    for _, here, rows in cases:
        best = max(rows, key=lambda row: logistic(row[0], weights), default=None)
        matched = best is not None and logistic(best[0], weights) >= threshold
        present += here
        absent += not here
        right += bool(matched and best and best[1])
        wrong += bool(here and matched and best and not best[1])
        false += bool(not here and matched)
    return {
        "precision": round(right / max(right + wrong, 1), 4),
        "recall": round(right / max(present, 1), 4),
        "false": round(false / max(absent, 1), 5),
    }


def calibration(cases: Iterable[Case], weights: Mapping[str, float]) -> float:
    """Return the expected calibration error over ten equal bins of probability."""
    bins: list[list[float]] = [[0.0, 0.0, 0.0] for _ in range(10)]
    for _, _, rows in cases:
        for states, label in rows:
            chance = logistic(states, weights)
            one = bins[min(int(chance * 10), 9)]
            one[0] += 1
            one[1] += chance
            one[2] += label
    total = sum(one[0] for one in bins)
    return sum(abs(chance - labels) for _, chance, labels in bins) / max(total, 1)


def write(weights: Mapping[str, float]) -> None:
    """Write the weights as the module that ships."""
    path = Path(__file__).parents[1] / "deskcheck/authorities/matching/weights.py"
    made = "made by ``pipeline/training/matching.py``"
    lines = [f'"""Weights of evidence in log-odds, one for each state of ``score``; {made}."""', ""]
    lines += [f"BIAS = {weights['']:.3f}", "WEIGHTS: dict[str, float] = {"]
    lines += [f'    "{name}": {weight:.3f},' for name, weight in sorted(weights.items()) if name]
    path.write_text("\n".join([*lines, "}", ""]), encoding="utf-8")
    print(f"wrote {path}")


if __name__ == "__main__":
    main()
