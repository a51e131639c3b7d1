"""Two sides of a comparison."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = "Ceiling tiles of cork absorbed more echo than ceiling tiles of plaster in all rooms."


@pytest.mark.parametrize(
    "claim",
    [
        "Ceiling tiles of plaster absorbed more echo than ceiling tiles of cork.",
        "Ceiling tiles of cork absorbed less echo than ceiling tiles of plaster.",
    ],
)
def test_exchanged_sides_or_a_turned_word_are_told(claim):
    found = verify(claim, [SOURCE])
    assert Distortion.DIRECTION_REVERSED in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "Ceiling tiles of cork absorbed more echo than those of plaster.",
        "Ceiling tiles of plaster absorbed less echo than ceiling tiles of cork.",
        "Ceiling tiles of plaster did not absorb more echo than ceiling tiles of cork.",
    ],
)
def test_the_same_comparison_is_not(claim):
    assert Distortion.DIRECTION_REVERSED not in verify(claim, [SOURCE]).distortions


def test_those_who_do_not_are_others_than_those_who_do():
    source = ["Hoarseness was stronger in swimmers than in non-swimmers."]
    found = verify("Hoarseness was stronger in non-swimmers than in swimmers.", source)
    assert Distortion.DIRECTION_REVERSED in found.distortions
