"""Writings of one word that become equal."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text import fold, stem


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("Känel", "kanel"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("Łódź", "lodz"),
        ("didn’t", "didn't"),
        ("ﬁeld", "field"),
        ("İstanbul ılık", "istanbul ilik"),
        ("α-synuclein ≥ 5", "α-synuclein ≥ 5"),
    ],
)
def test_case_and_accents_are_left_out(written, folded):
    assert fold(written) == folded


@given(st.text(max_size=50))
def test_no_mark_stays_and_folding_again_changes_no_plain_text(text):
    folded = fold(text)
    assert not any(map(unicodedata.combining, folded))
    assert fold(folded) == folded or not folded.isascii()


@pytest.mark.parametrize(
    ("word", "stemmed"),
    [("studies", "study"), ("detachment", "detach"), ("detached", "detach"), ("ring", "ring"), ("caused", "caus")],
)
def test_common_endings_are_cut_where_four_letters_stay(word, stemmed):
    assert stem(word) == stemmed
