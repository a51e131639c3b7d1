"""Numbers of several groups."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = (
    "After one season, 44% of the apple trees, 19% of the pear trees and 8% of the plum trees showed scab. "
    "Spraying cost "
    "210 euros in orchards and 95 euros in gardens."
)
SUBGROUP = (
    "Hip protectors did not change the number of fractures in 900 residents. In a subgroup with "
    "osteoporosis, fractures "
    "were 35% rarer with hip protectors."
)


@pytest.mark.parametrize(
    ("claim", "given"),
    [
        ("After one season, 44% of the pear trees showed scab.", "19%"),
        ("After one season, 8% of the apple trees showed scab.", "44%"),
    ],
)
def test_the_number_of_another_group_is_told_with_the_right_one(claim, given):
    found = verify(claim, [SOURCE])
    assert Distortion.NUMBER_MISMATCH in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED
    assert f"by “{given.rstrip('%')}" in found.suggestion


@pytest.mark.parametrize(
    "claim",
    [
        "After one season, 19% of the pear trees showed scab.",
        "Apple trees suffered most: 44% showed scab after one season.",
        "Scab was seen in 44% of apple trees and 8% of plum trees after one season.",
        "Scab was rarer in pear trees than in apple trees, of which 44% were affected after one season.",
    ],
)
def test_the_number_of_its_own_group_is_not(claim):
    assert Distortion.NUMBER_MISMATCH not in verify(claim, [SOURCE]).distortions


def test_a_subgroups_number_told_of_all_goes_further_than_the_source():
    found = verify("Hip protectors made fractures 35% rarer.", [SUBGROUP])
    assert Distortion.OVERGENERALISED in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED
    own = verify("Among residents with osteoporosis, fractures were 35% rarer with hip protectors.", [SUBGROUP])
    assert Distortion.OVERGENERALISED not in own.distortions
