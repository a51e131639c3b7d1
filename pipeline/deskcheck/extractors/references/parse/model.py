"""The trained figures of the tagger: a weight for attribute and label, a weight for one label after another.

The file holds a line of JSON (labels, counts), the attributes one a line, a zero byte, and then little-endian arrays:
how many labels each attribute weighs on (uint8), those labels (uint8), the weights (float32), and the weights of the
transitions (float32, row: label before, column: label after).
"""

import json
from collections.abc import Mapping

import msgspec
import numpy as np
from numpy.typing import NDArray

Weights = NDArray[np.float32]


class Model(msgspec.Struct, frozen=True):
    """A linear-chain conditional random field.

    Attributes:
        labels: the labels by number.
        attributes: number of each attribute, from 1; row 0 of ``weights`` is of attributes it never saw.
        weights: attributes × labels.
        transitions: label before × label after.
    """

    labels: tuple[str, ...]
    attributes: dict[str, int]
    weights: Weights
    transitions: Weights


def read(data: bytes) -> Model:
    """Read a model file."""
    head, rest = data.split(b"\n", 1)
    names, arrays = rest.split(b"\0", 1)
    about = json.loads(head)
    labels, listed = tuple(about["labels"]), names.decode().split("\n")
    count, size = about["weights"], len(labels)
    each = np.frombuffer(arrays, np.uint8, len(listed))
    columns = np.frombuffer(arrays, np.uint8, count, len(listed))
    place = len(listed) + count
    weights = np.zeros((len(listed) + 1, size), np.float32)
    weights[np.repeat(np.arange(1, len(listed) + 1), each), columns] = np.frombuffer(arrays, "<f4", count, place)
    transitions = np.frombuffer(arrays, "<f4", size * size, place + 4 * count).reshape(size, size)
    return Model(labels, dict(zip(listed, range(1, len(listed) + 1), strict=True)), weights, transitions)


def written(states: Mapping[tuple[str, str], float], transitions: Mapping[tuple[str, str], float]) -> bytes:
    """Return the model file of trained weights by (attribute, label) and (label before, label after)."""
    labels = sorted({label for _, label in states} | {label for pair in transitions for label in pair})
    number = {label: place for place, label in enumerate(labels)}
    by_attribute: dict[str, list[tuple[int, float]]] = {}
    for (attribute, label), weight in sorted(states.items()):
        by_attribute.setdefault(attribute, []).append((number[label], weight))
    pairs = [pair for found in by_attribute.values() for pair in found]
    matrix = np.zeros((len(labels), len(labels)), "<f4")
    for (before, after), weight in transitions.items():
        matrix[number[before], number[after]] = weight
    parts = (
        json.dumps({"labels": labels, "weights": len(pairs)}).encode()
        + b"\n"
        + "\n".join(by_attribute).encode()
        + b"\0",
        bytes(len(found) for found in by_attribute.values()),
        bytes(label for label, _ in pairs),
        np.array([weight for _, weight in pairs], "<f4").tobytes(),
        matrix.tobytes(),
    )
    return b"".join(parts)
