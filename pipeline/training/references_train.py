"""Train the reference tagger: ``python pipeline/training/references_train.py``.

Reads the labelled sets (``DESKCHECK_DATA``), writes ``pipeline/deskcheck/data/references.model``, then fits the second
look (``references_ranking``) and the confidence (``references_calibrate``). Two members, trained on different mixes of
references, are pooled: the mean of their weights is the normalised geometric mean of their probabilities (Smith, Cohn
and Osborne, "Logarithmic Opinion Pools for Conditional Random Fields", 2005). Same data, same bytes. About 25 minutes
on one core.
"""

import argparse
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pycrfsuite
import references_calibrate
import references_ranking
from references_corpora import ROOT, held_out, in_half, labelled, rows
from references_synthesis import synthetic

from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.model import written
from deskcheck.extractors.references.parse.tagger import Tagger
from deskcheck.shipped import record_hashes

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "references.model"
SMALLEST = 0.01
"""Weights of the pool nearer to zero are left out."""
Weights = tuple[dict[tuple[str, str], float], dict[tuple[str, str], float]]
"""Of attribute and label, and of one label after another."""


class Mix(NamedTuple):
    """What a tagger is trained on: weights of the labelled sets, shares of the invented references."""

    sets: dict[str, int]
    shares: dict[str, int]
    iterations: int = 70
    led: bool = True
    half: int | None = None


SETS = {"core20.train": 3, "grobid.train": 1, "pmc.train": 1, "synth.train": 1, "web.train": 1}
SHARES = {"article": 9000, "book": 3000, "chapter": 3500, "german": 4000, "page": 7000, "press": 1500}
MEMBERS = (
    Mix(SETS, {**SHARES, "page layouts": 0, "other layouts": 0}, led=False),
    Mix(SETS, {**SHARES, "page layouts": 9000, "other layouts": 9000}),
)
HALF = Mix(
    {**SETS, "core20.train": 4, "grobid.train": 2},
    {
        **{"article": 5000, "book": 2000, "chapter": 2500, "german": 4000, "page": 4000, "press": 1500},
        **{"page layouts": 6000, "other layouts": 3500},
    },
    iterations=50,
    half=0,
)
"""Trained on either half of the references, to see what a tagger does with the other half."""


def examples(mix: Mix, every: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows to learn from, each with its weight."""
    for name, weight in mix.sets.items():
        for number, row in enumerate(rows(name)):
            if number % every == 0 and not held_out(number) and in_half(number, mix.half):
                yield weight, row
    for number, row in enumerate(synthetic(mix.shares, every)):
        if in_half(number, mix.half):
            yield 1, row


def member(mix: Mix, asked: argparse.Namespace) -> Weights:
    """Train one tagger, and return its weights."""
    extractor = Extractor(lexicon())
    trainer = pycrfsuite.Trainer(algorithm="lbfgs", verbose=False)
    for weight, row in examples(mix, asked.every):
        tokens, labels = labelled(row, led=mix.led)
        if labels:
            sequence = pycrfsuite.ItemSequence(extractor.attributes(tokens))
            for _ in range(weight):
                trainer.append(sequence, labels)
    limits = {"max_iterations": asked.iterations or mix.iterations, "feature.minfreq": asked.minfreq}
    trainer.set_params({"c1": asked.c1, "c2": asked.c2, **limits})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
    return found.state_features, found.transitions


def pooled(members: list[Weights]) -> bytes:
    """Return the model of the mean weights, in the form that the program reads."""
    sums: tuple[Counter[tuple[str, str]], Counter[tuple[str, str]]] = (Counter(), Counter())
    for parts in members:
        for total, weights in zip(sums, parts, strict=True):
            for key, weight in weights.items():
                total[key] += weight / len(members)
    states, transitions = sums
    return written({key: weight for key, weight in states.items() if abs(weight) > SMALLEST}, transitions)


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser()
    options.add_argument("--iterations", type=int, help="for trials: fewer than the mixes say")
    options.add_argument("--c1", type=float, default=0.05)
    options.add_argument("--c2", type=float, default=0.02)
    options.add_argument("--minfreq", type=float, default=3)
    options.add_argument("--target", type=Path, default=TARGET)
    options.add_argument("--every", type=int, default=1, help="take only every n-th reference")
    asked = options.parse_args()
    started = time.process_time()
    asked.target.write_bytes(pooled([member(mix, asked) for mix in MEMBERS]))
    print(f"{time.process_time() - started:.0f} s, {asked.target.stat().st_size / 1e6:.2f} MB", flush=True)
    if asked.target == TARGET:
        halves = [Tagger(pooled([member(HALF._replace(half=half), asked)])) for half in (0, 1)]
        references_calibrate.main(halves, references_ranking.main(halves))
    print(f"{time.process_time() - started:.0f} s in all")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "pipeline"))
    main()
    record_hashes()
