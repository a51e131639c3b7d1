"""The weights that link claims to references where the text has no markers."""

from functools import cache

import msgspec

from deskcheck.shipped import model_bytes


class Weights(msgspec.Struct):
    """The weights of the three steps; they are fitted by ``pipeline/training/linking.py``.

    Attributes:
        level_bias, level: log-odds that a claim cites anything.
        first_bias, first: log-odds that a claim cites something for the first time.
        pair_bias, pair: log-likelihood ratio of a pair, given that the claim cites something.
        floor: the ratio of a pair that shares nothing.
        choice: what is preferred among the references of one claim that cites, order and evidence together.
        joint_bias, joint: log-odds of a link from both, the order of first use and the neighbours.
        popular: what is added to ``joint_bias`` in an article that is no research article: there a
            reference carries a passage, in a research article the one sentence that has its marker.
    """

    level_bias: float
    level: dict[str, float]
    first_bias: float
    first: dict[str, float]
    pair_bias: float
    pair: dict[str, float]
    floor: float
    joint_bias: float
    joint: dict[str, float]
    popular: float = 0.0
    choice: dict[str, float] = {}


@cache
def weights() -> Weights:
    """Return the shipped weights."""
    data = model_bytes("linking.json")
    return msgspec.json.decode(data, type=Weights)
