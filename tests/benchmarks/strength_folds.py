"""What a small trained model adds to the rules on strength of wording: five folds of the PubMed sentences.

    python tests/benchmarks/strength_folds.py

The set (``$DESKCHECK_DATA/claims/causal_language``) may be used to measure, not to train what is shipped, so the model
lives and dies here: multinomial logistic regression over words, pairs, triples and word beginnings, with the rules'
own answer among the features. One sentence in two of this set was looked at while the rules were written.
"""

import csv
import math
import os
import random
import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from deskcheck.judges.strength import Strength, causal_words, hedges, strength
from deskcheck.text import fold

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared" / "data")) / "claims"
LABELS = ("0", "1", "2", "3")
_OF_RULES = {Strength.NONE: "0", Strength.CAUSE: "1", Strength.HEDGED_CAUSE: "2", Strength.CORRELATION: "3"}
_WORD = re.compile(r"[a-z][a-z'-]+|\d")
FOLDS, EPOCHS, RATE, SEED = 5, 12, 0.15, 7

Weights = list[dict[str, float]]


def features(text: str) -> set[str]:
    """Return the features of a sentence."""
    words = _WORD.findall(fold(text))
    found = {f"rules {_OF_RULES[strength(text)]}", f"cause {causal_words(text)}", f"length {min(len(words) // 8, 5)}"}
    found.update(f"hedge {hedge}" for hedge in hedges(text))
    found.update(words)
    found.update(f"^{word[:5]}" for word in words)
    found.update(map(" ".join, pairwise(words)))
    found.update(map(" ".join, zip(words, words[1:], words[2:], strict=False)))
    found.update(f"first {word}" for word in words[:1])
    return found


def trained(samples: Sequence[tuple[set[str], str]]) -> Weights:
    """Return the weights of each label."""
    weights: Weights = [defaultdict(float) for _ in LABELS]
    chance = random.Random(SEED)
    order = list(range(len(samples)))
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        for place in order:
            found, label = samples[place]
            logits = scores(weights, found)
            peak = max(logits)
            exps = [math.exp(logit - peak) for logit in logits]
            step = RATE / (1 + 0.3 * epoch) / math.sqrt(len(found))
            for known, column, value in zip(LABELS, weights, exps, strict=True):
                slope = value / sum(exps) - (known == label)
                if abs(slope) > 0.01:
                    for name in found:
                        column[name] -= step * slope
    return weights


def scores(weights: Weights, found: set[str]) -> list[float]:
    """Return the score of each label."""
    return [sum(column.get(name, 0.0) for name in found) for column in weights]


def macro(pairs: Sequence[tuple[str, str]]) -> float:
    """Return the mean F1 of the labels, for pairs of truth and answer."""
    total = 0.0
    for label in LABELS:
        right = sum(truth == label == answer for truth, answer in pairs)
        total += 2 * right / max(1, sum((truth == label) + (answer == label) for truth, answer in pairs))
    return total / len(LABELS)


def main() -> None:
    """Print the rules' figure and the model's."""
    with (DATA / "causal_language" / "pubmed_causal_language_use.csv").open(encoding="utf-8", newline="") as stream:
        rows = [(row["sentence"], row["label"]) for row in csv.DictReader(stream)]
    alone = macro([(label, _OF_RULES[strength(text)]) for text, label in rows])
    random.Random(SEED).shuffle(rows)
    read = [(features(text), label) for text, label in rows]
    answers = []
    for fold_ in range(FOLDS):
        train = [sample for place, sample in enumerate(read) if place % FOLDS != fold_]
        counts = Counter(name for found, _ in train for name in found)
        weights = trained([({name for name in found if counts[name] > 1}, label) for found, label in train])
        for place, (found, label) in enumerate(read):
            if place % FOLDS == fold_:
                logits = scores(weights, found)
                answers.append((label, LABELS[logits.index(max(logits))]))
    shares = f"macro F1 of the rules {alone:.3f}; with a model on top, {FOLDS} folds, {macro(answers):.3f}"
    print(f"causal language, PubMed ({len(rows)}): {shares}")


if __name__ == "__main__":
    main()
