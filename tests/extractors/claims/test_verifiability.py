"""The shipped model orders plain statements of fact above what nobody could check."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import read
from deskcheck.extractors.claims.verifiability import BITS, features, shipped, verifiability
from deskcheck.model import BlockKind


def signals(words):
    return read(words, Candidate(0, len(words), words, BlockKind.PARAGRAPH))


@pytest.mark.parametrize(
    ("fact", "talk"),
    [
        ("Unemployment fell by 3 percent in 2014.", "I believe we can do better together."),
        ("The trial enrolled 240 patients in nine hospitals.", "Let me thank all of you for coming tonight."),
        ("Lead pipes were banned in 1986.", "What would you say to that?"),
    ],
)
def test_facts_stand_above_talk(fact, talk):
    assert verifiability(signals(fact)) > 0.5 > verifiability(signals(talk))


@given(st.text(max_size=400))
def test_any_text_has_a_score_between_0_and_1(words):
    found = features(signals(words))
    assert found
    assert all(0 <= feature < 1 << BITS for feature in found)
    assert 0 <= verifiability(signals(words)) <= 1


def test_the_table_is_whole():
    assert len(shipped().weights) == 1 << BITS
