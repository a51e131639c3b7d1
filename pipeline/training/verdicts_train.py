"""Makes ``pipeline/deskcheck/data/verdicts.json``: word weights and the linear model of stances.

    python pipeline/training/verdicts_train.py [--out FILE]

Reads ``$DESKCHECK_DATA/claims`` (default ``../shared/data``): SciFact (claims CC BY 4.0, abstracts ODC-By 1.0) and
Check-COVID (MIT), train parts only. Pure Python, about a minute; the same figures every time.

Word weights: inverse document frequency over SciFact's 5,183 abstracts, words in fewer than 0.4 % of them weigh 1.
Model: multinomial logistic regression (stochastic gradient descent, averaged over the second half of the epochs).
"""

import json
import math
import os
import random
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deskcheck.judges import stance, topic
from deskcheck.judges.passages import Passage, passages, without_lexicon
from deskcheck.shipped import record_hashes

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data")) / "claims"
OUT = ROOT / "pipeline" / "deskcheck" / "data" / "verdicts.json"
EPOCHS, RATE, DECAY, SEED = 60, 0.15, 0.005, 1
RARE = 0.004
# Check-COVID labels a sentence, we show the whole abstract: its pairs count half.
WEIGHT_COVID = 0.5

Sample = tuple[tuple[float, ...], int, float]


def lines(name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a file of JSON lines below the data folder."""
    with (DATA / name).open(encoding="utf-8") as stream:
        for line in stream:
            if line.strip():
                yield json.loads(line)


def word_weights() -> dict[str, float]:
    """Return the weight of every common concept, from 0.1 to 1."""
    counts: Counter[str] = Counter()
    total = 0
    for document in lines("scifact/corpus.jsonl"):
        total += 1
        counts.update(Passage(f"{document['title']} {' '.join(document['abstract'])}").concepts)
    scale = math.log(1 / RARE)
    return {
        word: round(max(0.1, min(1.0, math.log(total / count) / scale)), 2)
        for word, count in sorted(counts.items())
        if count >= total * RARE
    }


def samples() -> list[Sample]:
    """Return (measures, class, weight) of every training pair."""
    found = []
    documents = {entry["doc_id"]: entry for entry in lines("scifact/corpus.jsonl")}
    for entry in lines("scifact/claims_train.jsonl"):
        for number in entry["cited_doc_ids"]:
            evidence = entry["evidence"].get(str(number))
            label = {"SUPPORT": 0, "CONTRADICT": 1}[evidence[0]["label"]] if evidence else 2
            found.append((measured(entry["claim"], documents[number]), label, 1.0))
    papers = {entry["cord_id"]: entry for entry in lines("check_covid/corpus.json")}
    classes = {"SUPPORT": 0, "REFUTE": 1, "NOTENOUGHINFO": 2}
    for entry in lines("check_covid/covidCheck_train_composed+extracted.json"):
        found.append((measured(entry["claim"], papers[entry["cord_id"]]), classes[entry["label"]], WEIGHT_COVID))
    return found


def measured(claim: str, document: dict[str, Any]) -> tuple[float, ...]:
    """Measure a claim against an abstract exactly as the program does."""
    passage, source = Passage(claim), passages(" ".join(document["abstract"]))
    also = frozenset(Passage(document["title"]).concepts)
    return stance.measure(passage, source, topic.align(passage, source, also)).values


def train(data: list[Sample]) -> dict[str, Any]:
    """Return the model's weights (one row a class) and biases."""
    rng = random.Random(SEED)  # noqa: S311 - shuffling samples
    size, classes = len(stance.NAMES), len(stance.CLASSES)
    rows, bias = [[0.0] * size for _ in range(classes)], [0.0] * classes
    sums, bias_sums, kept = [[0.0] * size for _ in range(classes)], [0.0] * classes, 0
    for epoch in range(EPOCHS):
        rng.shuffle(data)
        rate = RATE / (1 + 0.1 * epoch)
        for values, label, weight in data:
            step(rows, bias, values, label, rate * weight)
        for row in rows:
            row[:] = [value * (1 - rate * DECAY) for value in row]
        if epoch >= EPOCHS // 2:
            kept += 1
            for k in range(classes):
                bias_sums[k] += bias[k]
                sums[k] = [total + value for total, value in zip(sums[k], rows[k], strict=True)]
    return {
        "names": list(stance.NAMES),
        "weights": [[round(total / kept, 4) for total in row] for row in sums],
        "bias": [round(total / kept, 4) for total in bias_sums],
    }


def step(rows: list[list[float]], bias: list[float], values: tuple[float, ...], label: int, rate: float) -> None:
    """Move the weights along the gradient of one sample's log loss."""
    logits = [b + sum(w * v for w, v in zip(row, values, strict=True)) for row, b in zip(rows, bias, strict=True)]
    peak = max(logits)
    powers = [math.exp(logit - peak) for logit in logits]
    total = sum(powers)
    for k, row in enumerate(rows):
        move = rate * (powers[k] / total - (k == label))
        bias[k] -= move
        for j, value in enumerate(values):
            if value:
                row[j] -= move * value


def main() -> None:
    """Train and write the file."""
    out = Path(sys.argv[sys.argv.index("--out") + 1]) if "--out" in sys.argv else OUT
    # The public sets are worded much like their abstracts; trained with the lexicon, the model was worse on both.
    without_lexicon()
    weights = word_weights()
    topic.use_weights(weights)
    model = train(samples())
    out.write_text(
        json.dumps({"word_weights": weights, "stance": model}, indent=0, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    print(f"{out}: {len(weights)} word weights, {len(stance.NAMES)} measures")


if __name__ == "__main__":
    main()
    record_hashes()
