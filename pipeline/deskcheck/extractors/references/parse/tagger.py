"""The sequence model: a linear-chain conditional random field over the tokens of one reference.

Lafferty, McCallum and Pereira, "Conditional Random Fields: Probabilistic Models for Segmenting and
Labeling Sequence Data", 2001; trained with CRFsuite (Okazaki, 2007) by ``pipeline/training/references_train.py``, run
here over many references at once. Forward and backward sums (Rabiner, Proc. IEEE 1989) give the probability of every
label of every token. Labels that are each the likeliest of their token and together more likely than not are the
likeliest labelling of all; for the other references Viterbi's algorithm finds it. ``docs/models/references.md`` is the
model's card.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from deskcheck.extractors.references.parse import alternatives, model
from deskcheck.extractors.references.parse.emissions import Emissions
from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.model import Weights
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.shipped import model_bytes

Sums = NDArray[np.float64]
Numbers = NDArray[np.intp]
FILE = "references.model"
UNSURE = 0.95
"""Labellings of a lower probability are told with the next likeliest ones."""
MOST = 12
"""How many labellings are told then, at most."""
BEHIND = 4.0
"""A labelling this much less likely than the likeliest, in logarithms, is hardly ever the right one."""
AT_ONCE = 256
"""References labelled together; those of a like length, so that little is computed beyond their ends."""


class Tagged(NamedTuple):
    """Labels of a reference's tokens, the probability of each of them, that of them all, and the next likeliest."""

    labels: list[str]
    sure: list[float]
    probability: float
    others: tuple["Tagged", ...] = ()


class Tagger:
    """Labels the tokens of references.

    Args:
        data: the model file.
        behind: how much less likely than the likeliest a labelling may be and still be told, in logarithms.
    """

    def __init__(self, data: bytes, behind: float = BEHIND) -> None:
        self._behind = behind
        self._model = model.read(data)
        self._emissions = Emissions(self._model, lexicon())
        self._names = self._model.labels
        self._into = np.ascontiguousarray(self._model.transitions.T)
        self._moves = self._model.transitions.astype(np.float64)
        self._steps = np.exp(self._model.transitions.astype(np.float64))

    def tag(self, many: Sequence[Tokens]) -> list[Tagged]:
        """Return what each reference's tokens are, in order; a reference without tokens has none."""
        found = [Tagged([], [], 0.0)] * len(many)
        order = sorted((place for place in range(len(many)) if many[place].forms), key=lambda p: len(many[p].forms))
        for start in range(0, len(order), AT_ONCE):
            places = order[start : start + AT_ONCE]
            scores = self._emissions.scores([many[place] for place in places])
            for place, tagged in zip(places, self._decoded(scores), strict=True):
                found[place] = tagged
        return found

    def look_up(self, tokens: Tokens) -> tuple[list[Form], list[Gap]]:
        """Return what is known of the forms and gaps of a reference."""
        return self._emissions.look_up(tokens)

    def _decoded(self, scores: list[Weights]) -> Iterator[Tagged]:
        """Yield the answers of references in rising length."""
        lengths = np.array([len(score) for score in scores])
        padded = np.zeros((int(lengths[-1]), len(scores), len(self._names)))
        for place, score in enumerate(scores):
            padded[: len(score), place] = score
        total, marginals = self._sums(padded, lengths)
        chosen = marginals.argmax(2)
        probable = np.exp(np.minimum(self._scored(padded, chosen, lengths) - total, 0.0))
        open_ = np.flatnonzero(probable <= 0.5)
        if len(open_):
            chosen[:, open_] = self._likeliest(padded[:, open_].astype(np.float32), lengths[open_])
            probable = np.exp(np.minimum(self._scored(padded, chosen, lengths) - total, 0.0))
        sure = np.take_along_axis(marginals, chosen[:, :, None], axis=2)[:, :, 0]
        probabilities = probable.tolist()
        for place, length in enumerate(lengths.tolist()):
            labels = [self._names[label] for label in chosen[:length, place].tolist()]
            others: tuple[Tagged, ...] = ()
            if probabilities[place] < UNSURE:
                others = tuple(self._others(padded[:length, place], marginals[:length, place], float(total[place])))
            yield Tagged(labels, sure[:length, place].tolist(), probabilities[place], others)

    def _others(self, emissions: Sums, marginals: Sums, total: float) -> Iterator[Tagged]:
        """Yield the next likeliest answers of one reference."""
        found = alternatives.likeliest(emissions, self._moves, marginals, MOST)
        places = np.arange(len(emissions))
        _, best = next(found)
        for labels, score in takewhile(lambda one: one[1] > best - self._behind, found):
            sure = marginals[places, labels].tolist()
            yield Tagged([self._names[label] for label in labels], sure, float(np.exp(min(score - total, 0.0))))

    def _scored(self, padded: Sums, chosen: Numbers, lengths: Numbers) -> Sums:
        """Return the score of the chosen labels of each reference."""
        within = np.arange(len(padded))[:, None] < lengths
        own = np.take_along_axis(padded, chosen[:, :, None], axis=2)[:, :, 0]
        moves = self._model.transitions[chosen[:-1], chosen[1:]].astype(np.float64)
        scored: Sums = np.where(within, own, 0.0).sum(0) + np.where(within[1:], moves, 0.0).sum(0)
        return scored

    def _likeliest(self, padded: Weights, lengths: Numbers) -> Numbers:
        """Return the labels with the highest score together: tokens × references."""
        steps, count, _ = padded.shape
        ended = [int(place) for place in np.searchsorted(lengths, np.arange(steps), side="right")]
        reached = padded.copy()
        for step in range(1, steps):
            on = ended[step]
            reached[step, on:] += (reached[step - 1, on:, None, :] + self._into).max(2)
        paths = np.zeros((steps, count), np.intp)
        state = reached[lengths - 1, np.arange(count)].argmax(1)
        for step in range(steps - 1, -1, -1):
            if step < steps - 1:
                on = ended[step + 1]
                state[on:] = (reached[step, on:] + self._into[state[on:]]).argmax(1)
            paths[step, ended[step] :] = state[ended[step] :]
        return paths

    def _sums(self, padded: Sums, lengths: Numbers) -> tuple[Sums, Sums]:
        """Return the logarithm of the sum over all labellings of each reference, and the marginals of every token."""
        steps = len(padded)
        # Those that end before a step stand first, as the order is by length; they are left alone from there on.
        ended = [int(place) for place in np.searchsorted(lengths, np.arange(steps), side="right")]
        peaks = padded.max(2)
        local = np.exp(padded - peaks[:, :, None])
        scales = np.ones(peaks.shape)
        marginals = local.copy()
        for step in range(steps):
            on = ended[step]
            now = marginals[step, on:]
            if step:
                now *= marginals[step - 1, on:] @ self._steps
            sums = now.sum(1)
            scales[step, on:] = sums
            now /= sums[:, None]
        backward = np.ones(padded.shape[1:])
        for step in range(steps - 2, -1, -1):
            on = ended[step + 1]
            backward[on:] = (local[step + 1, on:] * backward[on:] / scales[step + 1, on:, None]) @ self._steps.T
            marginals[step, on:] *= backward[on:]
        within = np.arange(steps)[:, None] < lengths
        total: Sums = np.where(within, peaks, 0.0).sum(0) + np.log(scales).sum(0)
        return total, marginals


@cache
def tagger() -> Tagger:
    """Load the model that comes with the package, once."""
    return Tagger(model_bytes(FILE))
