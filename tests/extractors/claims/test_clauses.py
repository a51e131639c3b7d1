"""Sentences that assert several things are parted where each part stands on its own, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.claims import extract
from deskcheck.extractors.claims.clauses import clauses
from deskcheck.readers import read_bytes
from verdict_makers import SETTINGS


def parts(sentence):
    return [sentence[start:end] for start, end in clauses(sentence, 0, len(sentence))]


@pytest.mark.parametrize(
    "expected",
    [
        [
            "Smoking is a cause of lung cancer in adults of every age,",
            "and alcohol raises the risk of liver disease by half.",
        ],
        [
            "Barn owls are the palest birds of the whole family,",
            "while tawny owls have brown wings and can hardly be seen.",
        ],
        [
            "A 2019 trial found that naps improved recall in nurses,",
            "but it also reduced their sleep by 40 minutes the next night.",
        ],
        ["Barn owls are pale birds;", "their calls are loud."],
    ],
)
def test_clauses_with_a_subject_and_verb_of_their_own(expected):
    assert parts(" ".join(expected)) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Aspirin, which thins the blood, prevents strokes, and reduces the risk of heart attacks.",
        "If a child is abused and nobody in the family steps in, and the school is blind, trauma can follow.",
        "According to the WHO, smoking is a cause of cancer, and alcohol raises the risk of liver disease.",
        "Regular sleep improves mood, memory in age, attention, and reaction times are better after it.",
        "People who sleep badly are at risk of obesity, and those who also smoke are at a far greater risk.",
        "The label is: “smoking is the cause of lung cancer, and alcohol raises the risk of liver disease”.",
        "Smoking is a cause of lung cancer, and alcohol raises the risk.",
        "Is smoking the chief cause of lung cancer in adults, and alcohol is a cause of liver disease too?",
    ],
)
def test_what_hangs_together_stays_together(sentence):
    assert parts(sentence) == [sentence]


@given(st.text(alphabet=st.sampled_from('aei ,;."“”()andbutwhile'), max_size=300))
def test_nothing_is_lost_and_nothing_overlaps(sentence):
    position = 0
    for start, end in clauses(sentence, 0, len(sentence)):
        assert position <= start <= end <= len(sentence)
        assert not sentence[position:start].strip()
        position = end
    assert not sentence[position:].strip()


def test_a_clause_has_its_own_span_and_a_statement_that_stands_alone():
    text = "A 2019 trial is the largest so far on naps and recall, but it was stopped after 40 days by the sponsor."
    first, second = extract(read_bytes(f"# T\n\n{text}\n".encode(), "a.md"), SETTINGS)
    assert first.statement == "A 2019 trial is the largest so far on naps and recall."
    assert second.statement == "A 2019 trial was stopped after 40 days by the sponsor."
    assert second.quote == "but it was stopped after 40 days by the sponsor."
    assert first.rewritten
    assert second.rewritten
