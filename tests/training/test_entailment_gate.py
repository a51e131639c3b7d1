"""The gate says which figure is missed, and the measurements count what they say."""

import random
import sys

import entailment_gate as gate
import entailment_network as network
import entailment_train as script
import pytest
from entailment_gate import Figures, Kept, Scored
from entailment_pairs import Pair

from deskcheck.judges.stance import Stances

GOOD = Scored(340, 0.71, {"supports": 0.7}, 30, 24, 60, 40)
FIGURES = Figures({gate.GATED: GOOD}, {gate.PEOPLE: Kept(40, 30, 5)}, 45.0, 30.0, 23_000_000)


def with_scored(**changes):
    return FIGURES._replace(sets={gate.GATED: GOOD._replace(**changes)})


def test_good_figures_pass():
    assert gate.failed(FIGURES) == []


@pytest.mark.parametrize(
    ("figures", "named"),
    [
        (with_scored(macro=0.699), "macro F1 on scifact dev 0.699"),
        (with_scored(right=20), "0.67 of sure contradictions"),
        (with_scored(accused=19, right=19), "19 sure contradictions"),
        (FIGURES._replace(numbers={gate.PEOPLE: Kept(40, 30, 6)}), "0.20 of changed numbers"),
        (FIGURES._replace(numbers={gate.PEOPLE: Kept(40, 30, 5), gate.SENTENCES: Kept(9, 9, 9)}), "sentences"),
        (FIGURES._replace(numbers={gate.PEOPLE: Kept(40, 0, 0)}), "1.00 of changed numbers"),
    ],
)
def test_one_missed_figure_is_named(figures, named):
    (said,) = gate.failed(figures)
    assert named in said


def test_a_model_that_never_accuses_does_not_pass():
    assert gate.failed(with_scored(accused=0, right=0)) == [
        "0 sure contradictions on scifact dev, wanted 20 to judge by"
    ]


def test_the_figures_are_told_in_lines():
    lines = gate.told(FIGURES).splitlines()
    assert lines[0].startswith("scifact dev (340 pairs): macro F1 0.710")
    assert "40 claims, 30 supported before, 5 still" in lines[1]
    assert lines[2].endswith("23.0 MB")


class ByWord:
    """Calls a pair supported unless the claim holds a word, then contradicted."""

    name = "by word"

    def __init__(self, word, probability):
        self.word, self.probability = word, probability

    def score(self, pairs):
        rest = (1 - self.probability) / 2
        no, yes = Stances(rest, self.probability, rest), Stances(self.probability, rest, rest)
        return [no if self.word in claim else yes for claim, _ in pairs]


PAIRS = [
    Pair("Naps help.", "", "supports", ""),
    Pair("Naps harm.", "", "contradicts", ""),
    Pair("Tea harms.", "", "silent", ""),
]


def test_sure_contradictions_are_those_the_program_hears():
    sure = gate.scored(PAIRS, ByWord("harm", 0.95))
    assert (sure.accused, sure.right, sure.leaning, sure.leaning_right) == (2, 1, 2, 1)
    assert (gate.scored(PAIRS, ByWord("harm", 0.8)).accused, sure.pairs) == (0, 3)
    assert sure.macro == pytest.approx((1.0 + 2 / 3 + 0.0) / 3)


def test_a_set_without_a_label_is_not_averaged_over_it():
    assert gate.scored(PAIRS[:2], ByWord("harm", 0.95)).macro == 1.0


def changed(text, rng):
    return text.replace("12", "40") if "12" in text else None


def test_numbers_count_where_the_evidence_tells_them():
    pairs = [
        Pair("Naps saved 12 minutes.", "Naps saved 12 minutes.", "supports", ""),
        Pair("Naps saved 12 minutes.", "Naps saved a dozen minutes.", "supports", ""),
        Pair("Naps saved 12 minutes.", "Naps saved 12 minutes, or 40 with tea.", "supports", ""),
        Pair("Naps saved time.", "Naps saved time.", "supports", ""),
    ]
    assert gate.kept(pairs, ByWord("40", 0.9), changed) == Kept(1, 1, 0)
    assert gate.kept(pairs, ByWord("nothing", 0.9), changed) == Kept(1, 1, 1)
    assert gate.kept(pairs, ByWord("12", 0.9), changed) == Kept(1, 0, 0)


def test_nothing_supported_before_is_no_success():
    assert Kept(4, 0, 0).share == 1.0


def test_what_is_missing_is_named_with_its_remedy(monkeypatch, capsys):
    monkeypatch.setattr(network, "missing", lambda: ["torch", "onnx"])
    monkeypatch.setattr(sys, "argv", ["entailment_train.py"])
    assert script.main() == 2
    assert capsys.readouterr().err == "training needs torch, onnx: pip install -r requirements/entailment.in\n"


@pytest.mark.parametrize("folder", ["pipeline/deskcheck", "pipeline/deskcheck/data/model"])
def test_nothing_is_written_into_the_package(monkeypatch, capsys, folder):
    monkeypatch.setattr(sys, "argv", ["entailment_train.py", "--out", str(script.ROOT / folder)])
    with pytest.raises(SystemExit):
        script.main()
    assert "not written into the package" in capsys.readouterr().err


def test_changes_of_numbers_are_repeatable():
    text = "Naps saved 12 minutes in 30 nurses."
    assert gate._changed(text, random.Random(2)) == gate._changed(text, random.Random(2)) != text
