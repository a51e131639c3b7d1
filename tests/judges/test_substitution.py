"""One thing named in the place of another."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel


@pytest.mark.parametrize(
    ("claim", "evidence", "cue"),
    [
        (
            "Magnesium improves sleep quality in older adults.",
            "Zinc supplementation improved sleep quality in older adults in a randomized trial.",
            "magnesium ≠ zinc",
        ),
        (
            "In nurses, swimming lowered the resting pulse after ten weeks.",
            "In nurses, climbing lowered the resting pulse after ten weeks of training.",
            "swimming ≠ climbing",
        ),
    ],
)
def test_another_thing_in_its_place_is_told(claim, evidence, cue):
    found = verify(claim, [evidence])
    assert found.label is not VerdictLabel.SUPPORTED
    assert Distortion.CONSTRUCT_SHIFT in found.distortions
    assert cue in found.cue


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Magnesium improves sleep quality in older adults.", "Magnesium improved sleep quality in older adults."),
        (
            "Magnesium improves sleep quality in older adults.",
            "Zinc improved sleep quality in older adults. Magnesium improved sleep quality in older adults as well.",
        ),
        ("Napping shortens reaction time in bus drivers.", "Naps shortened reaction time in bus drivers."),
    ],
)
def test_the_same_thing_in_other_words_is_not(claim, evidence):
    assert Distortion.CONSTRUCT_SHIFT not in verify(claim, [evidence]).distortions


def test_a_turned_direction_is_mended_by_its_own_word():
    found = verify("Tea in the evening was associated with higher birth weight of lambs.",
                   ["Tea in the evening was associated with a 23 g lower birth weight of lambs."])  # fmt: skip
    assert Distortion.DIRECTION_REVERSED in found.distortions
    assert found.suggestion == "Replace “higher” by “lower”."


def test_exchanged_sides_are_no_other_people():
    found = verify("Men earned less per hour than women.", ["Women earned less per hour than men."])
    assert Distortion.DIRECTION_REVERSED in found.distortions
    assert Distortion.POPULATION_SHIFT not in found.distortions


def test_a_fair_round_number_is_no_other_in_parallel_text():
    source = ["In 2022, 12,400 singers left the choir without a farewell."]
    assert not verify("More than 12,000 singers left the choir without a farewell in 2022.", source).distortions
    found = verify("More than 14,000 singers left the choir without a farewell in 2022.", source)
    assert Distortion.NUMBER_MISMATCH in found.distortions


def test_people_told_in_the_other_order_are_the_same_people():
    found = verify("The lens worked better on female than on male birds.",
                   ["The lens worked better on male than on female birds."])  # fmt: skip
    assert found.distortions == (Distortion.DIRECTION_REVERSED,)
    cheaper = verify("Choir lessons were cheaper than solo lessons.",
                     ["Costs were lower: choir lessons were as good as private solo lessons."])  # fmt: skip
    assert Distortion.CONSTRUCT_SHIFT not in cheaper.distortions
