"""The tagger's arithmetic against the definitions: sums of weights, and all labellings counted out one by one."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.extractors.references.parse import model
from deskcheck.extractors.references.parse.emissions import Emissions
from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.tagger import FILE, Tagger, tagger
from deskcheck.extractors.references.parse.tokens import split
from deskcheck.shipped import model_bytes

REFERENCE = (
    "Harlow, T. J., & Winton, B. (2019). Night shifts and recall: A study. J Rest Stud, 12(3), 1–9. doi:10.5555/x.1"
)
WORDS = st.lists(
    st.sampled_from("Harlow T. & (2019) Night shifts, J. Rest 12 3: 101-9 » “recall” n.d. In www.a.org".split())
)


MODEL = model.read(model_bytes(FILE))


@settings(deadline=None)
@given(st.lists(st.one_of(WORDS.map(" ".join), st.text(max_size=60)), min_size=1, max_size=4))
def test_scores_are_the_sums_of_the_weights_of_the_attributes(texts):
    many = [split(f"{text} x") for text in texts]
    extractor = Extractor(lexicon())
    for tokens, scores in zip(many, Emissions(MODEL, lexicon()).scores(many), strict=True):
        rows = [[MODEL.attributes.get(name, 0) for name in row] for row in extractor.attributes(tokens)]
        assert np.allclose(scores, np.array([MODEL.weights[row].sum(0) for row in rows]), atol=1e-3)


def tiny(weights, transitions):
    """Return a tagger of two labels that sees only the words themselves."""
    states = {(f"w={word}", label): value for (word, label), value in weights.items()}
    return Tagger(model.written(states, transitions))


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.sampled_from(["night", "shift", "recall"]), min_size=1, max_size=6),
    st.lists(st.floats(-3, 3), min_size=10, max_size=10),
)
def test_labels_and_probabilities_are_those_of_all_labellings(words, values):
    weights = dict(zip(itertools.product(["night", "shift", "recall"], "ab"), values[:6], strict=True))
    transitions = dict(zip(itertools.product("ab", "ab"), values[6:], strict=True))
    tokens = split(" ".join(words))
    (tagged,) = tiny(weights, transitions).tag([tokens])

    def score(labels):
        own = sum(weights[word, label] for word, label in zip(words, labels, strict=True))
        return own + sum(transitions[pair] for pair in itertools.pairwise(labels))

    each = {labels: math.exp(score(labels)) for labels in itertools.product("ab", repeat=len(words))}
    total = sum(each.values())
    found = tuple(tagged.labels)
    assert math.isclose(each[found], max(each.values()), rel_tol=1e-4)
    assert math.isclose(tagged.probability, each[found] / total, rel_tol=1e-3)
    for place, sure in enumerate(tagged.sure):
        marginal = sum(value for labels, value in each.items() if labels[place] == found[place]) / total
        assert math.isclose(sure, marginal, rel_tol=1e-3)


def test_a_reference_is_labelled_alike_alone_and_among_others():
    texts = [REFERENCE, "", "Sato K. Pillow height. J Backs 2016;8:101.", " ".join([REFERENCE] * 4), "x"]
    alone = [tagger().tag([split(text)])[0] for text in texts]
    for place, tagged in enumerate(tagger().tag([split(text) for text in texts * 40])):
        one = alone[place % 5]
        assert tagged.labels == one.labels
        assert math.isclose(tagged.probability, one.probability, rel_tol=1e-6)


def test_what_was_read_before_changes_nothing_when_the_table_is_emptied(monkeypatch):
    before = tagger().tag([split(REFERENCE)])
    fresh = Tagger(model_bytes(FILE))
    monkeypatch.setattr("deskcheck.extractors.references.parse.emissions._LIMIT", 0)
    fresh.tag([split("Other words, 1999. A (b) c.")])
    assert fresh.tag([split(REFERENCE)])[0].labels == before[0].labels


def test_a_written_model_is_read_back():
    states = {
        (name, MODEL.labels[column]): float(MODEL.weights[row, column])
        for name, row in itertools.islice(MODEL.attributes.items(), 500)
        for column in np.flatnonzero(MODEL.weights[row])
    }
    moves = {
        (before, after): float(MODEL.transitions[i, j])
        for i, before in enumerate(MODEL.labels)
        for j, after in enumerate(MODEL.labels)
    }
    again = model.read(model.written(states, moves))
    assert again.labels == MODEL.labels
    assert (again.transitions == MODEL.transitions).all()
    for name, row in again.attributes.items():
        assert (again.weights[row] == MODEL.weights[MODEL.attributes[name]]).all()


def test_a_model_that_was_altered_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("deskcheck.shipped.FOLDER", tmp_path)
    (tmp_path / FILE).write_bytes(b"{}\n\0")
    with pytest.raises(InputError, match="not the one that was released"):
        model_bytes(FILE)
