"""Words that a line end has parted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text.hyphens import joined


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("shift work-\ners: a cohort", "shift workers: a cohort"),
        ("Chro- \n  nobiology 2021", "Chronobiology 2021"),
        ("a randomised cross-\nover trial", "a randomised cross-over trial"),
        ("cross-\ning", "crossing"),
        ("pages 101-\n110", "pages 101-\n110"),
        ("Smith-\nJones", "Smith-\nJones"),
        ("short-term sleep", "short-term sleep"),
        ("a cross-\n\n212   Journal of Rest\n\nover trial", "a cross-over trial"),
        ("early\n\n213\n\nmorning hours", "early\nmorning hours"),
        ("Sleep.\n\nA line\n\nof verse", "Sleep.\n\nA line\n\nof verse"),
    ],
)
def test_words_are_put_together_and_hyphens_of_their_own_kept(text, whole):
    assert joined(text) == whole


@given(st.text(alphabet="ab-\n 1A‐").filter(lambda text: text.count("\n") < 4))
def test_only_hyphens_and_line_ends_are_taken(text):
    kept = str.maketrans("", "", "-‐\n ")
    assert joined(text).translate(kept) == text.translate(kept)
