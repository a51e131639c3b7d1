"""Train the reference tagger: ``python pipeline/training/references_train.py``.

Reads the labelled sets (``DESKCHECK_DATA``), writes ``pipeline/deskcheck/data/references.model``. Same data,
same bytes. About eight minutes on one core.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pycrfsuite
import references_calibrate
from references_corpora import ROOT, held_out, labelled, rows
from references_synthesis import synthetic

from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.model import written
from deskcheck.extractors.references.parse.tagger import Tagger
from deskcheck.shipped import record_hashes

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "references.model"
WEIGHTS = {"core20.train": 3, "grobid.train": 1, "pmc.train": 1, "synth.train": 1, "web.train": 1}


def examples(every: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Yield the rows to learn from, each with its weight."""
    for name, weight in WEIGHTS.items():
        for number, row in enumerate(rows(name)):
            if number % every == 0 and not held_out(number):
                yield weight, row
    for row in synthetic(every):
        yield 1, row


def trained(trainer: Any) -> bytes:
    """Train, and return the model in the form that the program reads."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model.crf")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        found = tagger.info()
    return written(found.state_features, found.transitions)


def main() -> None:
    """Train and write."""
    options = argparse.ArgumentParser()
    options.add_argument("--iterations", type=int, default=70)
    options.add_argument("--c1", type=float, default=0.05)
    options.add_argument("--c2", type=float, default=0.02)
    options.add_argument("--minfreq", type=float, default=3)
    options.add_argument("--algorithm", default="lbfgs")
    options.add_argument("--target", type=Path, default=TARGET)
    options.add_argument("--every", type=int, default=1, help="take only every n-th reference")
    asked = options.parse_args()
    started = time.process_time()
    extractor = Extractor(lexicon())
    trainer = pycrfsuite.Trainer(algorithm=asked.algorithm, verbose=False)
    count = size = 0
    for weight, row in examples(asked.every):
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
        trainer.set_params(
            {"c1": asked.c1, "c2": asked.c2, "max_iterations": asked.iterations, "feature.minfreq": asked.minfreq}
        )
    elif asked.algorithm == "l2sgd":
        trainer.set_params({"c2": asked.c2, "max_iterations": asked.iterations, "feature.minfreq": asked.minfreq})
    else:
        trainer.set_params({"max_iterations": asked.iterations, "feature.minfreq": asked.minfreq})
    asked.target.write_bytes(trained(trainer))
    references_calibrate.main(Tagger(asked.target.read_bytes()), asked.target.with_suffix(".confidence.json"))
    print(f"{time.process_time() - started:.0f} s, {asked.target.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT / "pipeline"))
    main()
    record_hashes()
