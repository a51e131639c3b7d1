"""The sequence model: a linear-chain conditional random field over the tokens of one reference.

Lafferty, McCallum and Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and
Labeling Sequence Data", 2001. Trained and run with CRFsuite (Okazaki, 2007). The model file is made by
``pipeline/training/references_train.py``; ``docs/models/references.md`` is its card.
"""

from functools import cache
from typing import Any

from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.shipped import model_bytes

FILE = "references.crf"
OUTSIDE = "o"


class Tagger:
    """Labels the tokens of references."""

    def __init__(self, model: bytes) -> None:
        import pycrfsuite  # noqa: PLC0415 - a C extension, loaded when first needed

        self._sequence = pycrfsuite.ItemSequence
        self._tagger: Any = pycrfsuite.Tagger()
        self._model = model  # CRFsuite reads from these bytes and does not keep them alive itself
        self._tagger.open_inmemory(model)
        self._extractor = Extractor(lexicon())

    def labels(self, tokens: Tokens) -> tuple[list[str], float]:
        """Return the likeliest label of every token, and the probability of the whole sequence."""
        if not tokens.forms:
            return [], 0.0
        self._tagger.set(self._sequence(self._extractor.attributes(tokens)))
        labels: list[str] = self._tagger.tag()
        return labels, float(self._tagger.probability(labels))

    def marginal(self, label: str, index: int) -> float:
        """Return the probability of one label at one token of the text labelled last."""
        return float(self._tagger.marginal(label, index))


@cache
def tagger() -> Tagger:
    """Load the model that comes with the package, once."""
    return Tagger(model_bytes(FILE))
