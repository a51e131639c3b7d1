"""The same number with another unit."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = (
    "The glacier lost 4.2 m of ice per year between two surveys. Cows on the new feed gave 23 kg of milk a day and "
    "ate for seven hours. Lameness was seen in 37 per 10,000 cows. Comfort scores rose by 14 points. The feed cost 310 "
    "euros per hectare."
)


@pytest.mark.parametrize(
    ("claim", "cue"),
    [
        ("The glacier lost 4.2 cm of ice per year.", "4.2 cm ≠ 4.2 m"),
        ("Cows on the new feed gave 23 g of milk a day.", "23 g ≠ 23 kg"),
        ("Cows on the new feed gave 23 kg of milk a week.", "week ≠ "),
        ("Lameness was seen in 37 per 1,000 cows.", "1,000 ≠ 10,000"),
        ("Comfort scores rose by 14 percent.", "14 percent ≠ 14 points"),
        ("The feed cost 310 dollars per hectare.", "310 dollars ≠ 310 euros"),
    ],
)
def test_equal_digits_with_another_unit_are_told(claim, cue):
    found = verify(claim, [SOURCE])
    assert Distortion.NUMBER_MISMATCH in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED
    assert cue in found.cue


@pytest.mark.parametrize(
    "claim",
    [
        "The glacier lost 4.2 metres of ice a year.",
        "Cows on the new feed gave 23 kg of milk a day.",
        "Cows on the new feed ate for 7 hours.",
        "In every 10,000 cows, 37 were lame.",
        "The feed cost €310 a hectare.",
    ],
)
def test_the_same_unit_written_otherwise_is_not(claim):
    assert Distortion.NUMBER_MISMATCH not in verify(claim, [SOURCE]).distortions


def test_a_year_or_another_count_behind_a_share_is_no_base():
    source = ["Hay prices fell by 4% in 2022 in the valley."]
    assert Distortion.NUMBER_MISMATCH not in verify("Hay prices fell by 4% in 5,020 barns in 2022.", source).distortions


def test_a_number_that_stands_with_both_units_is_fair():
    source = "Goats grazed for 12 weeks and were watched for 12 months."
    assert not verify("Goats were watched for 12 months.", [source]).distortions
    assert not verify("Goats grazed for 12 weeks.", [source]).distortions
