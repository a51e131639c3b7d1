"""Train the reference tagger: ``python pipeline/training/references_train.py``.

Reads the labelled sets (``DESKCHECK_DATA``), writes ``pipeline/deskcheck/data/references.crf``. Same data,
same bytes. About eight minutes on one core.
"""

import argparse
import random
import sys
import time
from pathlib import Path

import pycrfsuite
from references_corpora import ROOT, labelled, rows

from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import lexicon

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "references.crf"
WEIGHTS = {"core20.train": 2, "grobid.train": 1, "pmc.train": 1, "synth.train": 1, "web.train": 1}


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser()
    options.add_argument("--iterations", type=int, default=100)
    options.add_argument("--c1", type=float, default=0.05)
    options.add_argument("--c2", type=float, default=0.02)
    options.add_argument("--minfreq", type=float, default=2)
    options.add_argument("--algorithm", default="lbfgs")
    options.add_argument("--target", type=Path, default=TARGET)
    options.add_argument("--every", type=int, default=1, help="take only every n-th reference")
    asked = options.parse_args()
    started = time.process_time()
    extractor = Extractor(lexicon())
    trainer = pycrfsuite.Trainer(algorithm=asked.algorithm, verbose=False)
    count = size = 0
    for name, weight in WEIGHTS.items():
        for number, row in enumerate(rows(name)):
            if number % asked.every:
                continue
            tokens, labels = labelled(row)
            if not labels:
                continue
            sequence = pycrfsuite.ItemSequence(extractor.attributes(tokens))
            for _ in range(weight):
                trainer.append(sequence, labels)
                count += 1
                size += len(labels)
    print(f"{count} references, {size} tokens, features in {time.process_time() - started:.0f} s", flush=True)
    if asked.algorithm == "lbfgs":
        trainer.set_params({"c1": asked.c1, "c2": asked.c2, "max_iterations": asked.iterations, "feature.minfreq": asked.minfreq})
    elif asked.algorithm == "l2sgd":
        trainer.set_params({"c2": asked.c2, "max_iterations": asked.iterations, "feature.minfreq": asked.minfreq})
    else:
        trainer.set_params({"max_iterations": asked.iterations, "feature.minfreq": asked.minfreq})
    trainer.train(str(asked.target))
    print(f"{time.process_time() - started:.0f} s, {asked.target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "pipeline"))
    main()
