"""Makes ``pipeline/deskcheck/data/verifiability.json``: which sentences state something that can be checked.

    python pipeline/training/verifiability.py [--out FILE]

Reads ``$DESKCHECK_DATA/claims`` (default ``../shared/data``): the train part of ClaimBuster (CC BY 4.0) and the
sentences and claims of Factcheck-Bench (Apache-2.0). Pure Python, some seconds; the same figures every time.

Model: binary logistic regression over hashed features, stochastic gradient descent, averaged over the second half of
the epochs, weights kept as signed bytes. The bias is set afterwards on a held-back tenth of ClaimBuster's train part,
with both classes weighed alike, since the share of checkable sentences in debates says nothing of other texts.
"""

import base64
import json
import math
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import read
from deskcheck.extractors.claims.verifiability import BITS, features
from deskcheck.model import BlockKind
from deskcheck.shipped import record_hashes

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data")) / "claims"
OUT = ROOT / "pipeline" / "deskcheck" / "data" / "verifiability.json"
EPOCHS, RATE, DECAY, SEED = 12, 1.0, 1e-4, 1
HELD_BACK = 10
LEAST = 3
"""Features of fewer sentences get no weight: they would only blur what shares their place in the table."""

Sample = tuple[tuple[int, ...], bool]


def sample(text: str, label: bool) -> Sample:
    """Return the features of a sentence, read as the program reads it, and its label."""
    signals = read(text, Candidate(0, len(text), text, BlockKind.PARAGRAPH))
    return tuple(sorted(features(signals))), label


def debates(part: str) -> list[Sample]:
    """Return ClaimBuster's sentences."""
    entries = json.loads((DATA / "claimbuster" / f"{part}.json").read_text(encoding="utf-8"))
    return [sample(entry["text"], bool(entry["label"])) for entry in entries]


def answers() -> Iterator[Sample]:
    """Yield Factcheck-Bench's sentences and claims."""
    for name, key, right in (
        ("subtask1_sentence_checkworthiness.jsonl", "sentence", "yes"),
        ("subtask2_claim_checkworthiness.jsonl", "claim", "factual"),
    ):
        for line in (DATA / "factcheck_gpt" / name).read_text(encoding="utf-8").splitlines():
            entry = json.loads(line)
            yield sample(entry[key], str(entry["checkworthy" if "checkworthy" in entry else "label"]).lower() == right)


def fitted(samples: list[Sample]) -> list[float]:
    """Return the averaged weights."""
    counts = Counter(feature for found, _ in samples for feature in found)
    samples = [(tuple(f for f in found if counts[f] >= LEAST) or found[:1], label) for found, label in samples]
    weights = [0.0] * (1 << BITS)
    total = [0.0] * (1 << BITS)
    chance = random.Random(SEED)  # noqa: S311 - order of samples, no secret
    order = list(range(len(samples)))
    for epoch in range(EPOCHS):
        chance.shuffle(order)
        rate = RATE / (1 + 0.3 * epoch)
        for place in order:
            found, label = samples[place]
            norm = 1 / math.sqrt(len(found))
            score = norm * sum(weights[feature] for feature in found)
            slope = rate * norm * (label - 1 / (1 + math.exp(-max(-30.0, min(30.0, score)))))
            for feature in found:
                weights[feature] += slope - rate * DECAY * weights[feature]
        if epoch >= EPOCHS // 2:
            total = [sum_ + weight for sum_, weight in zip(total, weights, strict=True)]
    return [weight / (EPOCHS - EPOCHS // 2) for weight in total]


def scores(samples: list[Sample], weights: list[float]) -> list[tuple[float, bool]]:
    """Return the score of each sample, without bias."""
    return [(sum(weights[f] for f in found) / math.sqrt(len(found)), label) for found, label in samples]


def balanced_bias(scored: list[tuple[float, bool]]) -> float:
    """Return the bias at which precision and recall, both classes weighed alike, give the best F1."""
    positive = sorted(score for score, label in scored if label)
    negative = sorted(score for score, label in scored if not label)

    def f1(threshold: float) -> float:
        right = sum(score >= threshold for score in positive) / len(positive)
        wrong = sum(score >= threshold for score in negative) / len(negative)
        return 2 * right / (1 + right + wrong)

    return -max(positive, key=lambda threshold: (f1(threshold), threshold))


def main() -> None:
    """Train and write."""
    out = Path(sys.argv[sys.argv.index("--out") + 1]) if "--out" in sys.argv else OUT
    train = debates("train")
    random.Random(SEED).shuffle(train)  # noqa: S311
    held = train[: len(train) // HELD_BACK]
    weights = fitted([*train[len(held) :], *answers()])
    bias = balanced_bias(scores(held, weights))
    scale = max(map(abs, weights)) / 127
    table = bytes(round(weight / scale) & 0xFF for weight in weights)
    model = {"bias": round(bias, 4), "scale": scale, "weights": base64.b64encode(table).decode()}
    out.write_text(json.dumps(model) + "\n", encoding="utf-8")
    print(f"{len(train) - len(held)} sentences of debates, bias {bias:.3f}, {out.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
    record_hashes()
