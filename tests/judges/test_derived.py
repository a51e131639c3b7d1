"""Changes worked out from their two ends."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = (
    "Bicycle thefts in the harbour district fell from 120 per 1,000 bicycles in 2015 to 41 per 1,000 bicycles in 2021."
)
RISE = "The number of beehives on roofs increased from 210 to 640."


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Bicycle thefts in the harbour district fell by two-thirds.", SOURCE),
        ("Bicycle thefts in the harbour district dropped by 66%.", SOURCE),
        ("The number of beehives on roofs tripled.", RISE),
        (
            "The number of beehives on roofs more than doubled.",
            "The number of beehives on roofs increased from 210 to 460.",
        ),
    ],
)
def test_what_follows_from_the_two_ends_is_fair(claim, evidence):
    found = verify(claim, [evidence])
    assert not found.distortions
    assert found.label is VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "evidence", "makes"),
    [
        ("Bicycle thefts in the harbour district fell by 90%.", SOURCE, "66%"),
        ("The number of beehives on roofs doubled.", RISE, "3.0 times"),
    ],
)
def test_what_does_not_follow_is_told(claim, evidence, makes):
    found = verify(claim, [evidence])
    assert Distortion.NUMBER_MISMATCH in found.distortions
    assert makes in found.reason


def test_ages_and_years_are_no_change():
    source = "From 2010 to 2020 the choir grew. Singers aged from 8 to 80 joined the choir."
    assert not verify("The choir doubled.", [source]).distortions
