"""Effects told where the source found none."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SOURCE = (
    "A garden at the nursing home improved the mood of the residents. Appetite was unchanged. The garden "
    "had no significant "
    "effect on falls, memory or the use of sleeping pills. Costs were similar in both homes."
)


@pytest.mark.parametrize(
    "claim",
    [
        "A garden at the nursing home improved appetite.",
        "The garden at the nursing home reduced falls.",
        "A garden at the nursing home improved the memory of the residents.",
    ],
)
def test_an_effect_on_what_did_not_change_is_told(claim):
    found = verify(claim, [SOURCE])
    assert Distortion.DIRECTION_REVERSED in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    "claim",
    [
        "A garden at the nursing home improved the mood of residents.",
        "The garden did not improve appetite.",
        "The garden improved mood, but falls and memory were unaffected.",
        "The residents' appetite stayed the same.",
    ],
)
def test_what_the_source_found_is_not(claim):
    assert Distortion.DIRECTION_REVERSED not in verify(claim, [SOURCE]).distortions


def test_an_effect_in_some_is_not_held_against_none_in_all():
    source = (
        "Earplugs did not change sleep quality on the ward. In patients near the corridor, sleep "
        "quality improved with earplugs."
    )
    found = verify("Earplugs improved sleep quality in patients near the corridor.", [source])
    assert Distortion.DIRECTION_REVERSED not in found.distortions


def test_significant_is_not_what_a_large_p_value_says():
    source = ["Choir practice took 61 minutes with tea and 58 minutes without tea (p = 0.37)."]
    assert (
        Distortion.DIRECTION_REVERSED
        in verify("Choir practice took significantly longer with tea.", source).distortions
    )
    assert not verify("Choir practice took 61 minutes with tea.", source).distortions


def test_alike_ties_are_ties():
    source = ["Tea was tied to fewer headaches. The associations were similar for green tea."]
    assert Distortion.DIRECTION_REVERSED not in verify("The link held for green tea as well.", source).distortions


def test_a_clause_that_also_tells_an_effect_is_no_null():
    source = ["Hay yields were unchanged in wet years and 17% higher in dry years."]
    found = verify("In dry years, hay yields were higher.", source)
    assert Distortion.DIRECTION_REVERSED not in found.distortions


def test_a_large_p_value_beside_a_small_one_may_be_of_another_outcome():
    source = ["Choir practice cut hoarseness by 4 points (P<0.001), but not the number of missed days (P=0.28)."]
    found = verify("Choir practice significantly cut hoarseness.", source)
    assert Distortion.DIRECTION_REVERSED not in found.distortions
