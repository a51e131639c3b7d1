"""An inference model may take a verdict back; it accuses nobody and supports nothing."""

import json
import sys

import pytest

import tiny_model
from deskcheck.errors import InputError, MissingExtraError
from deskcheck.judges import verify
from deskcheck.judges.entailment import CrossEncoder
from deskcheck.judges.stance import Stances
from deskcheck.model import VerdictLabel

CLAIM = "Naps improved recall in 30 nurses on night shifts."
OTHER = CLAIM.replace("30", "90")


class Fixed:
    """Says the same of everything, and counts what it was asked."""

    name = "fixed"

    def __init__(self, *probabilities):
        self.answer = Stances(*probabilities)
        self.asked = []

    def score(self, pairs):
        self.asked.extend(pairs)
        return [self.answer for _ in pairs]


def test_what_the_rules_support_is_taken_back_where_the_model_is_sure_of_the_opposite():
    assert verify(CLAIM, [CLAIM]).label is VerdictLabel.SUPPORTED
    doubted = verify(CLAIM, [CLAIM], scorer=Fixed(0.02, 0.95, 0.03))
    assert doubted.label is VerdictLabel.NOT_CHECKABLE
    assert "the model fixed reads it as contradiction" in doubted.reason


def test_an_accusation_is_taken_back_where_the_model_is_sure_of_support():
    assert verify(OTHER, [CLAIM]).label is VerdictLabel.CONTRADICTED
    assert verify(OTHER, [CLAIM], scorer=Fixed(0.95, 0.02, 0.03)).label is VerdictLabel.NOT_CHECKABLE


@pytest.mark.parametrize("answer", [(0.5, 0.4, 0.1), (0.0, 0.0, 1.0), (0.95, 0.05, 0.0)])
def test_a_model_that_is_not_sure_or_agrees_changes_nothing(answer):
    assert verify(CLAIM, [CLAIM], scorer=Fixed(*answer)) == verify(CLAIM, [CLAIM])


@pytest.mark.parametrize("answer", [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0)])
def test_what_cannot_be_checked_is_not_even_asked(answer):
    scorer = Fixed(*answer)
    assert verify(CLAIM, ["Barley ripens late."], scorer=scorer).label is VerdictLabel.NOT_CHECKABLE
    assert scorer.asked == []


def test_a_model_is_read_from_its_folder(tmp_path):
    model = CrossEncoder.open(tiny_model.write(tmp_path))
    agree, oppose, neither = model.score(
        [("other", "agree agree"), ("other", "oppose"), ("other", "other other other")]
    )
    assert agree.supports > 0.9
    assert oppose.contradicts > 0.9
    assert max(neither.supports, neither.contradicts) < 0.5
    assert model.name == tmp_path.name


def test_long_texts_are_cut_and_many_pairs_go_in_batches(tmp_path):
    model = CrossEncoder.open(tiny_model.write(tmp_path))
    assert len(model.score([("other " * 2000, "agree " * 5000)] * 40)) == 40


@pytest.mark.parametrize(
    ("file", "content", "complaint"),
    [
        ("model.onnx", None, "holds no model.onnx"),
        ("model.onnx", b"no model", "cannot be loaded"),
        ("tokenizer.json", b"{}", "cannot be loaded"),
        ("config.json", None, "names no labels"),
        ("config.json", b"[]", "names no labels"),
        ("config.json", json.dumps({"id2label": {"0": "good", "1": "bad"}}).encode(), "has the labels bad, good"),
    ],
)
def test_a_folder_that_holds_no_model_is_refused_in_one_line(tmp_path, file, content, complaint):
    tiny_model.write(tmp_path)
    (tmp_path / file).unlink()
    if content is not None:
        (tmp_path / file).write_bytes(content)
    with pytest.raises(InputError, match=complaint) as refusal:
        CrossEncoder.open(tmp_path)
    assert "\n" not in str(refusal.value)


def test_the_missing_extra_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "onnxruntime", None)
    with pytest.raises(MissingExtraError, match=r"deskcheck\[nli\]"):
        CrossEncoder.open(tmp_path)
