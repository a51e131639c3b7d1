"""Shares that no whole number of people makes, as an article prints them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges import judged
from deskcheck.judges.whole_people import impossible


def reasons(claim):
    evidence = "We surveyed nurses about burnout, and some nurses reported burnout after night shifts."
    verdict, _ = judged(claim, [evidence])
    return f"{verdict.reason} {' '.join(verdict.distortions)}"


@pytest.mark.parametrize("share", ["37 percent", "37%", "64.5%"])
def test_a_share_that_no_count_gives_is_told(share):
    assert "is no whole number" in reasons(f"{share} of 20 nurses reported burnout after night shifts.")


def test_a_share_after_its_people_is_told():
    assert "37% of 20 is no whole number" in reasons("Of 20 nurses, 37 percent reported burnout after night shifts.")


@pytest.mark.parametrize(
    ("claim", "share", "size"),
    [
        ("Of 20 nurses, 37 percent said they slept badly.", "37", 20),
        ("Among 12 participants, 44% reported headaches.", "44", 12),
        ("Among the 12 older participants surveyed, only 44% had slept.", "44", 12),
        ("Out of 30 patients who answered, 36.4% were women.", "36.4", 30),
        ("In a survey of 20 night-shift nurses, 37 per cent of them felt tired.", "37", 20),
        ("The authors found that of all 20 nurses, 37 percent quit.", "37", 20),
        ("Sleep was poor: of 20 nurses, 37 percent slept badly. Among 30 men, 36.4% smoked.", "36.4", 30),
        ("Among 1,200 adults, 33.37% agreed.", "33.37", 1200),
    ],
)
def test_people_before_their_share_are_read(claim, share, size):
    assert [(found.share, found.size) for found in impossible(claim)] == [(share, size)]


@pytest.mark.parametrize(
    "claim",
    [
        # The share is rounded, cut off, or of any number of people.
        "Among 12 participants, 40% reported headaches.",
        "Among 12 participants, 41% reported headaches.",
        "Among 12 participants, 42% reported headaches.",
        "Among 1,200 adults, 37% agreed.",
        # It is not exact.
        "Of 20 nurses, about 37 percent said so.",
        "Of 20 nurses, at least 37 percent said so.",
        "Of 20 nurses, nearly 37 percent said so.",
        "Of 20 nurses, 30 to 37 percent said so.",
        "Of 20 nurses, 37% or more said so.",
        "Of 20 nurses, an estimated 37 percent said so.",
        "Of 20 nurses, 37 percent said so (weighted by age).",
        "About 37 percent of 20 nurses said so.",
        "More than 37% of the 20 nurses said so.",
        "Between 30 and 37 percent of 20 nurses said so.",
        "30-37% of 20 nurses said so.",
        # The number of people is not.
        "Of about 20 nurses, 37 percent said so.",
        "Of 20 to 30 nurses, 37 percent said so.",
        "Of more than 20 nurses, 37 percent said so.",
        "Of 20 million adults, 37 percent said so.",
        # The share is of others, or of something else.
        "Of 20 nurses, 37 percent of those on night shifts said so.",
        "Of 20 nurses, 37 percent who had children said so.",
        "Of 20 nurses and 30 doctors, 37 percent said so.",
        "Of 20 pairs of women, 37 percent said so.",
        "Of 20 nurses, 12 answered, and 37 percent said so.",
        "Of 20 nurses, 37 percent fewer were tired.",
        "Among 12 participants, 44% accuracy was reached.",
        "Among 12 participants, 44% more said so.",
        "Among 12 participants, 44% of answers were right.",
        "Unlike in a survey of 20 nurses, 37 percent said so.",
        "Compared with the sample of 20 nurses, 37 percent said so.",
        "After a study of 20 nurses, 37 percent said so.",
        "Half of 20 nurses, 37 percent said so.",
    ],
)
def test_no_share_is_told_where_it_may_be_right_or_of_others(claim):
    assert list(impossible(claim)) == []


@given(st.integers(1, 99), st.data())
def test_rounded_cut_off_and_round_shares_are_left_alone(size, data):
    part = data.draw(st.integers(0, size))
    exact = 100 * part / size
    for share in (round(exact), int(exact), 5 * round(exact / 5)):
        assert "is no whole number" not in reasons(f"{share} percent of {size} nurses reported burnout.")
        assert list(impossible(f"Of {size} nurses, {share} percent reported burnout.")) == []
    for digits in (1, 2):
        assert list(impossible(f"Among {size} nurses, {exact:.{digits}f}% reported burnout.")) == []
