"""How far a sentence states something that could be checked at all, from 0 to 1: a small trained model.

Need of a source and verifiability are two questions: "Nothing works better than a walk" wants a source and can hardly
be checked, "The clinic opened in 1962" can be checked and hardly wants one. Need is ``worth``, set by readable rules;
this is logistic regression over hashed words, pairs of words, word beginnings and endings, and the signals that the
rules read. Card: ``docs/models/claims.md``; made by ``training/verifiability.py``.
"""

import base64
import json
import math
from functools import cache
from itertools import pairwise
from zlib import crc32

import msgspec

from deskcheck.extractors.claims.signals import Signals
from deskcheck.shipped import model_bytes

BITS = 16
"""Features share a table of 2^16 weights (hashing trick: Weinberger et al., ICML 2009)."""
_MASK = (1 << BITS) - 1
_MOST_WORDS = 250
_FLAGS = ("has_numbers", "has_share", "asks", "exclaims", "commands", "muses", "remarks", "sells", "fragment")


class Model(msgspec.Struct, frozen=True):
    """The trained figures: feature ``i`` weighs ``weights[i] * scale``."""

    bias: float
    scale: float
    weights: tuple[int, ...]


def verifiability(signals: Signals) -> float:
    """Return the model's probability that a sentence states a checkable fact, were half of all sentences to do so."""
    model = shipped()
    found = features(signals)
    score = model.bias + model.scale * sum(map(model.weights.__getitem__, found)) / math.sqrt(len(found))
    return round(1 / (1 + math.exp(-max(-30.0, min(30.0, score)))), 3)


def features(signals: Signals) -> set[int]:
    """Return the places in the table that the sentence switches on; at least one."""
    listed = ["9" if word[0].isdigit() else word for word in signals.tokens[:_MOST_WORDS]]
    named = set(listed)
    for word in tuple(named):
        if len(word) > 5:
            named.add(f"^{word[:5]}")
            named.add(f"{word[-3:]}$")
    named.update(map(" ".join, pairwise(listed)))
    named.update(f"cue {kind}" for kind in signals.kinds)
    named.update(flag for flag in _FLAGS if getattr(signals, flag))
    named.add(f"length {min(len(listed) // 5, 8)}")
    return {crc32(name.encode()) & _MASK for name in named}


@cache
def shipped() -> Model:
    """Return the model that comes with the program."""
    data = json.loads(model_bytes("verifiability.json"))
    table = memoryview(base64.b64decode(data["weights"])).cast("b")
    return Model(data["bias"], data["scale"], tuple(table))
