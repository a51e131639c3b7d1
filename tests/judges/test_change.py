"""Directions beside equal numbers, and ratios told as shares."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = (
    "Bus fares fell by 27 percent in the first year. Ridership rose by 9 percent. Drivers finished the round 6 minutes "
    "faster than before. Among commuters who stood, back pain was more common (odds ratio 1.36, 95% CI 1.1 to 1.7); "
    "among cyclists it was rarer (odds ratio 0.71)."
)


@pytest.mark.parametrize(
    "claim",
    [
        "Bus fares rose by 27 percent in the first year.",
        "In the whole city, ridership fell by 9 percent.",
        "Drivers finished the round 6 minutes slower than before.",
    ],
)
def test_the_opposite_word_beside_the_same_number_is_told(claim):
    found = verify(claim, [SOURCE])
    assert Distortion.DIRECTION_REVERSED in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "Bus fares dropped by 27 percent in the first year.",
        "There was a 27% reduction in bus fares.",
        "Ridership went up by 9 percent.",
        "The round was 6 minutes faster than before.",
    ],
)
def test_the_same_direction_in_other_words_is_not(claim):
    assert Distortion.DIRECTION_REVERSED not in verify(claim, [SOURCE]).distortions


def test_what_is_its_opposite_may_fall_where_the_other_rises():
    found = verify("Attendance fell by 12% in the choir.", ["Absence rose by 12% in the choir."])
    assert Distortion.DIRECTION_REVERSED not in found.distortions


@pytest.mark.parametrize(
    ("claim", "right"),
    [
        ("Commuters who stood had 136% higher odds of back pain.", "36%"),
        ("Among cyclists the odds of back pain were 71% lower.", "29%"),
    ],
)
def test_a_ratio_copied_as_a_share_is_told(claim, right):
    found = verify(claim, [SOURCE])
    assert Distortion.NUMBER_MISMATCH in found.distortions
    assert f"by “{right}”" in found.suggestion


def test_a_ratio_is_fairly_told_as_a_share():
    for claim in (
        "Commuters who stood had 36% higher odds of back pain.",
        "Among cyclists the odds of back pain were 29% lower.",
    ):
        assert Distortion.NUMBER_MISMATCH not in verify(claim, [SOURCE]).distortions
    found = verify("Commuters who stood had 36% higher odds of back pain.", [SOURCE])
    assert "1.36" in found.reason


def test_what_changed_may_stand_between_the_word_and_the_number():
    source = ["The new blinds cooled rooms in the school by 2.4 degrees and narrowed the gap by 3 points."]
    for wrong in (
        "The new blinds warmed rooms in the school by 2.4 degrees.",
        "The blinds widened the gap by 3 points.",
    ):
        assert Distortion.DIRECTION_REVERSED in verify(wrong, source).distortions
    for right in ("The new blinds cooled school rooms by 2.4 degrees.", "The gap fell by 3 points."):
        assert Distortion.DIRECTION_REVERSED not in verify(right, source).distortions
