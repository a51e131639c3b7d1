"""What a sentence embedding adds to the linker: alone, and as four more features of every pair.

    python tests/benchmarks/links_embedding.py FOLDER

``FOLDER`` holds a sentence-embedding model as ``model.onnx`` and ``tokenizer.json`` (needs onnxruntime and tokenizers).
The articles are those of ``links.py`` without markers; weights are fitted on one half and measured on the other, with
the embedding and without, in the same run. Takes about ten minutes on one core.
"""

import random
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import links as bench
import numpy as np
import onnxruntime
from tokenizers import Tokenizer

sys.path.insert(0, str(Path(__file__).parents[2] / "pipeline" / "training"))
import linking

from deskcheck.linkers import candidates, evidence, joint
from deskcheck.model import Claim, Reference

SENSE = ("sense", "sense_share", "sense_peak", "sense_near")
NEAREST = 8
"""References that come into question for a claim by the embedding alone."""
TOKENS, AT_ONCE = 64, 32


class Encoder:
    """Texts → vectors of length 1, the mean over the words."""

    def __init__(self, folder: Path) -> None:
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.enable_truncation(TOKENS)
        self._tokenizer.enable_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self._session = onnxruntime.InferenceSession(str(folder / "model.onnx"), options)
        self._known: dict[str, Any] = {}

    def __call__(self, texts: Sequence[str]) -> Any:
        """Return one row a text."""
        missing = sorted({text for text in texts if text not in self._known}, key=len)
        for batch in _batches(missing):
            for text, vector in zip(batch, self._encoded(batch), strict=True):
                self._known[text] = vector
        return np.array([self._known[text] for text in texts])

    def _encoded(self, batch: Sequence[str]) -> Any:
        read = self._tokenizer.encode_batch(list(batch))
        mask = np.array([one.attention_mask for one in read])
        given = {"input_ids": np.array([one.ids for one in read]), "attention_mask": mask}
        given["token_type_ids"] = np.zeros_like(mask)
        names = [item.name for item in self._session.get_inputs()]
        states = self._session.run(None, {name: given[name] for name in names})[0]
        vectors = (states * mask[:, :, None]).sum(1) / mask.sum(1)[:, None] if states.ndim == 3 else states
        return vectors / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(texts), AT_ONCE):
        yield texts[start : start + AT_ONCE]


def likeness(encoder: Encoder, claims: Sequence[Claim], references: Sequence[Reference]) -> Any:
    """Return the cosine of every claim and every title."""
    titles = [reference.fields.title or reference.printed for reference in references]
    return encoder([claim.quote for claim in claims]) @ encoder(titles).T


def alone(encoder: Encoder, folders: Sequence[Path]) -> float:
    """Return the mean reciprocal rank of the cited references by the cosine alone."""
    ranks = []
    for folder in folders:
        _, claims, references, gold = bench.load(folder, marked=False)
        cosines = likeness(encoder, claims, references)
        for place in sorted({place for place, _ in gold if place >= 0}):
            ranked = [(-value, reference.number) for value, reference in zip(cosines[place], references, strict=True)]
            wanted = {number for at, number in gold if at == place}
            ranks.append(bench.reciprocal_rank(sorted(ranked), wanted))
    return sum(ranks) / len(ranks)


def with_sense(encoder: Encoder) -> None:
    """Let the linker and its training see four more features, all of the embedding."""
    plain = evidence.gather

    def gather(
        claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str], groups: Sequence[int] = ()
    ) -> evidence.Evidence:
        found = plain(claims, references, material, groups)
        cosines = likeness(encoder, claims, references)
        near = cosines.copy()
        near[1:] += 0.5 * cosines[:-1]
        near[:-1] += 0.5 * cosines[1:]
        peaks = (cosines - cosines.mean(0)) / (cosines.std(0) + 1e-6)
        for place, pairs in enumerate(found.pairs):
            share = np.exp(12 * (cosines[place] - cosines[place].max()))
            share /= share.sum()
            for number in {*map(int, np.argsort(-cosines[place])[:NEAREST]), *pairs}:
                pair = pairs.setdefault(number, evidence.Pair({}))
                values = (4 * cosines[place, number], 2 * share[number], peaks[place, number], 2 * near[place, number])
                pair.features.update(zip(SENSE, map(float, values), strict=True))
        return found

    evidence.gather = joint.gather = linking.gather = gather
    evidence.FEATURES = linking.FEATURES = candidates.FEATURES = (*evidence.FEATURES, *SENSE)
    candidates.CHOICE = linking.CHOICE = (*candidates.CHOICE, *SENSE)


def main() -> None:
    """Measure."""
    if len(sys.argv) != 2:
        sys.exit("name the folder of a sentence-embedding model")
    encoder = Encoder(Path(sys.argv[1]))
    folders = sorted(path.parent for path in (bench.DATA / "articles").glob("*/gold.json"))
    random.Random(7).shuffle(folders)
    halves = folders[: len(folders) // 2], folders[len(folders) // 2 :]
    began = time.process_time()
    print(f"embedding alone: MRR {alone(encoder, folders):.3f}, {time.process_time() - began:.0f} s of processor time")
    for label in ("without the embedding", "with the embedding"):
        for name, (learn, test) in zip(("first", "second"), (halves, halves[::-1]), strict=True):
            weights = linking.train(learn)
            bench.measure_unmarked(test, f"{label}, fitted on the {name} half", dict.fromkeys(test, weights))
        if label.startswith("without"):
            with_sense(encoder)


if __name__ == "__main__":
    main()
