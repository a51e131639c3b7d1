"""The size of a study's sample, as the claim gives it and as the checker noted it."""

import pytest

from deskcheck.judges import judge, verify
from deskcheck.model import ClaimKind, Distortion, VerdictLabel
from verdict_makers import SETTINGS, article, claim, note, reference

FOUND = "Short sleepers recalled fewer words after five years of follow-up than long sleepers did."


def verdict(text, described, *notes):
    pieces = [note(words) for words in (FOUND, *notes)] + [note(described, locator="study design")]
    return judge(claim(text, ClaimKind.STATISTIC), [reference()], pieces, article(text), SETTINGS)


TRIAL = "Design: randomised trial. Population: adults. Sample: 25871."


@pytest.mark.parametrize(
    "text",
    [
        "The trial followed 28,571 adults for a median of five years.",
        "In a large trial of 28,571 people, short sleepers recalled fewer words.",
        "Researchers enrolled more than 28,500 adults and found that short sleepers recalled fewer words.",
        "The largest trial so far followed 28,571 adults, and short sleepers recalled fewer words.",
    ],
)
def test_another_size_than_the_noted_one_is_told_with_both_numbers(text):
    found = verdict(text, TRIAL)
    assert found.label is VerdictLabel.PARTLY_SUPPORTED
    assert Distortion.NUMBER_MISMATCH in found.distortions
    assert "25,871" in found.reason and "28,5" in found.reason
    assert "25,871" in found.suggestion
    assert found.cue.endswith("≠ 25,871")


@pytest.mark.parametrize(
    ("text", "described", "notes"),
    [
        ("The trial followed 25,871 adults for a median of five years.", TRIAL, ()),
        ("The trial followed nearly 26,000 adults for a median of five years.", TRIAL, ()),
        ("The trial followed 28,571 adults for five years.", TRIAL, ("Of 28,571 screened adults, some took part.",)),
        ("In a trial of 640 people, short sleepers recalled fewer words.", "Design: review. Sample: 25871.", ()),
        ("In the trial, 640 adults fell asleep late and recalled fewer words.", TRIAL, ()),
        ("The trial was done with 640 clinics.", TRIAL, ()),
        ("The trial followed 28,571 adults for a median of five years.", "Design: trial. Population: adults.", ()),
    ],
)
def test_a_fair_or_other_number_is_no_fault(text, described, notes):
    assert Distortion.NUMBER_MISMATCH not in verdict(text, described, *notes).distortions


@pytest.mark.parametrize(("said", "wrong"), [("1,480", True), ("148", False), ("about 150", False), ("15", False)])
def test_a_digit_too_many_is_told(said, wrong):
    found = verify(f"The study covered {said} beekeepers.", ["We asked 148 beekeepers about stings and swelling."])
    assert (Distortion.NUMBER_MISMATCH in found.distortions) is wrong
