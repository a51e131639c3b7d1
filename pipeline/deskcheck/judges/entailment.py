"""A second opinion from a natural-language-inference model that the user has: it may lower a verdict, never accuse.

Small models of this kind confuse support with contradiction and do not see changed numbers (docs/models/verdicts.md),
so the rules decide. A model that is sure of the opposite takes a verdict back to "a person should look"; it makes
nothing supported and nothing contradicted. It comes in behind ``Scorer``; ``CrossEncoder`` reads one from a folder.
"""

import json
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Protocol

import msgspec

from deskcheck.errors import InputError, MissingExtraError
from deskcheck.judges.combination import Weighed
from deskcheck.judges.passages import Passage
from deskcheck.judges.stance import Stances
from deskcheck.judges.topic import Alignment
from deskcheck.model import VerdictLabel

SURE = 0.9
"""Probability from which the model's word is heard."""
READ = 4
"""Passages that the model reads, those nearest to the claim: four hold a deciding one for 88 of 100 pairs (SciFact)."""
MAXIMUM_TOKENS = 256
AT_ONCE = 16
_HELD = (VerdictLabel.SUPPORTED, VerdictLabel.PARTLY_SUPPORTED)
_FILES = ("model.onnx", "onnx/model.onnx", "model_quantized.onnx", "onnx/model_quantized.onnx", "model_int8.onnx")
_LARGEST = 4_000_000_000


class Scorer(Protocol):
    """What gives probabilities that an evidence text supports, contradicts or does not speak to a claim."""

    name: str

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Stances]:
        """Return the probabilities of each (claim, evidence)."""


def second_opinions(weighed: Sequence[Weighed], scorer: Scorer | None) -> list[Weighed]:
    """Return what the rules found, lowered where the model is sure of something else."""
    if scorer is None:
        return list(weighed)
    asked = [place for place, one in enumerate(weighed) if one.label is not VerdictLabel.NOT_CHECKABLE]
    answers = scorer.score([_pair(weighed[place]) for place in asked])
    heard = list(weighed)
    for place, answer in zip(asked, answers, strict=True):
        heard[place] = _lowered(weighed[place], answer, scorer.name)
    return heard


def _pair(one: Weighed) -> tuple[str, str]:
    return one.view.statement.text, shown(one.view.source.title, one.view.source.passages, one.view.alignment)


def shown(title: str, source: Sequence[Passage], alignment: Alignment) -> str:
    """Return what a model reads of a source: its title and the passages nearest to the claim, in their own order."""
    passages = " ".join(source[index].text for index in sorted(alignment.ranked[:READ]))
    return f"{title}. {passages}" if title else passages


def _lowered(one: Weighed, answer: Stances, name: str) -> Weighed:
    held = one.label in _HELD and answer.contradicts >= SURE
    if not held and not (one.label is VerdictLabel.CONTRADICTED and answer.supports >= SURE):
        return one
    said = f"the model {name} reads it as {'contradiction' if held else 'support'}, the rules do not"
    return msgspec.structs.replace(one, label=VerdictLabel.NOT_CHECKABLE, confidence=0.4, against=(said, *one.against))


class CrossEncoder:
    """A local cross-encoder: a folder with ``model.onnx``, ``tokenizer.json`` and ``config.json``, as exports are.

    Args:
        name: shown in verdicts.
        session: an ONNX Runtime session.
        tokenizer: a ``tokenizers.Tokenizer``.
        columns: the columns of its answer for support, contradiction and silence; −1 for a class it has not.
    """

    def __init__(self, name: str, session: Any, tokenizer: Any, columns: tuple[int, int, int]) -> None:
        self.name = name
        self._session, self._tokenizer, self._columns = session, tokenizer, columns
        self._inputs = {item.name for item in session.get_inputs()}

    @classmethod
    def open(cls, folder: Path) -> "CrossEncoder":
        """Read the model in ``folder``.

        Raises:
            InputError: a file is missing or damaged, or its labels are not those of inference.
            MissingExtraError: onnxruntime or tokenizers is not installed.
        """
        try:
            import onnxruntime  # noqa: PLC0415
            from tokenizers import Tokenizer  # noqa: PLC0415
        except ImportError:
            raise MissingExtraError("an inference model", "nli") from None
        remedy = "Name a folder with model.onnx, tokenizer.json and config.json."
        path = next((folder / name for name in _FILES if (folder / name).is_file()), None)
        if path is None:
            raise InputError("holds no model.onnx", where=str(folder), remedy=remedy)
        if path.stat().st_size > _LARGEST:
            raise InputError("is larger than 4 GB", where=str(path), remedy="Use a smaller model.")
        columns = _columns(folder / "config.json", remedy)
        try:
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
        except Exception as fault:  # noqa: BLE001 - both libraries raise classes of their own for damaged files
            what = " ".join(str(fault).split())[:120]
            raise InputError(f"cannot be loaded ({what})", where=str(folder), remedy=remedy) from None
        tokenizer.enable_truncation(MAXIMUM_TOKENS, strategy="only_first")
        tokenizer.enable_padding()
        return cls(folder.resolve().name, session, tokenizer, columns)

    def score(self, pairs: Sequence[tuple[str, str]]) -> list[Stances]:
        """Return the probabilities of each (claim, evidence)."""
        found: list[Stances] = []
        for start in range(0, len(pairs), AT_ONCE):
            found.extend(self._batch(pairs[start : start + AT_ONCE]))
        return found

    def _batch(self, pairs: Sequence[tuple[str, str]]) -> list[Stances]:
        import numpy  # noqa: PLC0415 - comes with onnxruntime

        # A claim longer than the window would leave the evidence no room, and "only_first" nothing to cut.
        read = self._tokenizer.encode_batch([(evidence, claim[:600]) for claim, evidence in pairs])
        columns = {
            "input_ids": [one.ids for one in read],
            "attention_mask": [one.attention_mask for one in read],
            "token_type_ids": [one.type_ids for one in read],
        }
        given = {name: numpy.array(rows, dtype=numpy.int64) for name, rows in columns.items() if name in self._inputs}
        return [self._stances([float(value) for value in row]) for row in self._session.run(None, given)[0]]

    def _stances(self, logits: list[float]) -> Stances:
        peak = max(logits)
        exps = [math.exp(logit - peak) for logit in logits]
        supports, contradicts, silent = (exps[column] / sum(exps) if column >= 0 else 0.0 for column in self._columns)
        return Stances(supports, contradicts, silent)


def _columns(path: Path, remedy: str) -> tuple[int, int, int]:
    """Return the columns of support, contradiction and silence by the labels of ``config.json``."""
    try:
        labels = json.loads(path.read_bytes())["id2label"]
        named = {str(label).lower(): int(column) for column, label in labels.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise InputError("names no labels (id2label)", where=str(path), remedy=remedy) from None

    def column(*beginnings: str) -> int:
        return next((place for label, place in named.items() if label.startswith(beginnings)), -1)

    found = column("entail", "support"), column("contradict", "refute"), column("neutral", "not", "nei", "silent")
    if min(found[:2]) < 0:
        shown = ", ".join(sorted(named))[:80]
        raise InputError(f"has the labels {shown}; entailment and contradiction are needed", where=str(path))
    return found
