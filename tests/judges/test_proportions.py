"""A change told as ratio, percentage or fraction, whatever the source prefers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges import verify
from deskcheck.judges.passages import Passage
from deskcheck.judges.proportions import changes
from deskcheck.model import VerdictLabel

WALKERS = (
    "Compared with slow walkers, brisk walkers had a lower risk of death from any cause (pooled hazard ratio {}, "
    "95% CI 0.60 to 0.95)."
)


def factors(text):
    return [round(change.factor, 2) for change in changes(Passage(text))]


@pytest.mark.parametrize(
    "text, expected",
    [
        ("Their risk was a quarter lower.", [0.75]),
        ("It cut the risk of a second stroke by about a third.", [0.67]),
        ("The odds were 50% higher.", [1.5]),
        ("They were nearly twice as likely to fall.", [2.0]),
        ("They were 1.6 times as likely to fall.", [1.6]),
        ("Sales tripled.", [3.0]),
        ("A third of them fell.", []),
        ("They trained three times a week.", []),
        ("It rose by 5 percentage points.", []),
    ],
)
def test_changes_are_read_as_factors(text, expected):
    assert factors(text) == expected


@pytest.mark.parametrize(
    "claim, ratio",
    [
        ("Brisk walkers had a risk of death about a quarter lower than slow walkers.", "0.76"),
        ("Brisk walkers had a 24% lower risk of death from any cause than slow walkers.", "0.76"),
        ("Brisk walkers had a third less risk of death from any cause than slow walkers.", "0.67"),
    ],
)
def test_a_fraction_follows_from_a_ratio(claim, ratio):
    assert verify(claim, [WALKERS.format(ratio)]).label is VerdictLabel.SUPPORTED


def test_twice_follows_from_two_shares():
    source = "Headache was reported by 21% of the nurses on nights and 10% of the nurses on days."
    claim = "Nurses on nights were about twice as likely to report headache as nurses on days."
    assert verify(claim, [source]).label is VerdictLabel.SUPPORTED


def test_a_share_that_stands_nowhere_is_neither_supported_nor_a_fault():
    source = "Cyclists made up part of the people killed on public roads in 2022."
    verdict = verify("Cyclists made up 15% of the people killed on public roads in 2022.", [source])
    assert verdict.label is VerdictLabel.NOT_CHECKABLE
    assert "“15%” was not found" in verdict.reason


@given(st.text(alphabet="a quarter 1.5 times %by lower higher than-", max_size=200))
def test_any_text_gives_factors_above_zero(text):
    assert all(change.factor > 0 for change in changes(Passage(text)))
