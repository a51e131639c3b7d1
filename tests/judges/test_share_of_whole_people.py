"""Shares that no whole number of people makes, as an article prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges import judged


def reasons(claim):
    evidence = "We surveyed nurses about burnout, and some nurses reported burnout after night shifts."
    verdict, _ = judged(claim, [evidence])
    return f"{verdict.reason} {' '.join(verdict.distortions)}"


@pytest.mark.parametrize("share", ["37 percent", "37%", "64.5%"])
def test_a_share_that_no_count_gives_is_told(share):
    assert "is no whole number" in reasons(f"{share} of 20 nurses reported burnout after night shifts.")


@given(st.integers(1, 99), st.data())
def test_rounded_cut_off_and_round_shares_are_left_alone(size, data):
    part = data.draw(st.integers(0, size))
    exact = 100 * part / size
    for share in (round(exact), int(exact), 5 * round(exact / 5)):
        assert "is no whole number" not in reasons(f"{share} percent of {size} nurses reported burnout.")
