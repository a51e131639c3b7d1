"""The kind of study."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

SURVEY = "In this cross-sectional survey of 640 bakers in Porto, flour dust was associated with a chronic cough."
TRIAL = "We randomised 300 choir singers to warm-up exercises or rest; hoarseness was rarer after the warm-up."
REVIEW = (
    "This systematic review pooled 14 randomised trials of singing lessons; lung capacity improved in older adults."
)


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A randomised trial tied flour dust to a chronic cough in bakers in Porto.", SURVEY),
        ("An observational study of 300 choir singers found that hoarseness was rarer after a warm-up.", TRIAL),
        ("A survey of 300 choir singers found that hoarseness was rarer after warm-up exercises.", TRIAL),
        ("In a randomised trial, singing lessons improved lung capacity in older adults.", REVIEW),
    ],
)
def test_another_kind_of_study_is_told(claim, evidence):
    found = verify(claim, [evidence])
    assert Distortion.SAMPLE_MISDESCRIBED in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("A survey of bakers in Porto tied flour dust to a chronic cough.", SURVEY),
        ("In a randomised trial among choir singers, hoarseness was rarer after a warm-up.", TRIAL),
        ("Across 14 randomised trials, singing lessons improved lung capacity in older adults.", REVIEW),
        ("A meta-analysis found that singing lessons improved lung capacity in older adults.", REVIEW),
        (
            "One randomised trial found hoarseness to be rarer after a warm-up.",
            "This systematic review found one randomised trial; hoarseness was rarer after a warm-up.",
        ),
    ],
)
def test_the_kind_the_source_names_is_not(claim, evidence):
    assert Distortion.SAMPLE_MISDESCRIBED not in verify(claim, [evidence]).distortions
