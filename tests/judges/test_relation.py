"""Strength, hedge, scope, comparator and direction."""

import pytest

from deskcheck.judges import verify
from deskcheck.judges.direction import compare
from deskcheck.judges.passages import Passage
from deskcheck.judges.relation import comparative_without_comparator
from deskcheck.judges.strength import Strength, strength
from deskcheck.model import Distortion, VerdictLabel

TIE = "Short sleep was associated with poor recall in adults who answered a questionnaire."


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("The clinic opened at nine.", Strength.NONE),
        ("Short sleep was associated with poor recall.", Strength.CORRELATION),
        ("Short sleepers had a higher risk of falls.", Strength.CORRELATION),
        ("Short sleep may cause poor recall.", Strength.HEDGED_CAUSE),
        ("Short sleep causes poor recall.", Strength.CAUSE),
    ],
)
def test_the_steps_of_strength(text, step):
    assert strength(text) is step


def test_a_cause_made_of_a_tie():
    found = verify("Short sleep causes poor recall in adults.", [TIE])
    assert found.label is VerdictLabel.PARTLY_SUPPORTED
    assert Distortion.CAUSAL_FROM_CORRELATIONAL in found.distortions
    assert "associated" in found.suggestion


def test_a_cause_shown_by_a_trial_is_left_alone():
    trial = "In a randomized trial, shorter sleep caused poorer recall in adults."
    assert (
        Distortion.CAUSAL_FROM_CORRELATIONAL
        not in verify("Shorter sleep causes poorer recall in adults.", [trial]).distortions
    )


def test_earlier_and_later_told_of_people_asked_once():
    found = verify(
        "Adults who were bullied in childhood sleep badly in adulthood.",
        ["In a cross-sectional survey, bullying in childhood and bad sleep in adulthood were related in adults."],
    )
    assert Distortion.CAUSAL_FROM_CORRELATIONAL in found.distortions


def test_a_dropped_hedge():
    found = verify(
        "Naps improve recall in nurses on night shifts.", ["Naps may improve recall in nurses on night shifts."]
    )
    assert Distortion.HEDGE_DROPPED in found.distortions
    assert "may" in found.suggestion


def test_a_kept_hedge():
    found = verify(
        "Naps might improve recall in nurses on night shifts.", ["Naps may improve recall in nurses on night shifts."]
    )
    assert Distortion.HEDGE_DROPPED not in found.distortions


def test_some_become_all():
    found = verify(
        "All nurses on night shifts sleep badly at home.", ["Some nurses on night shifts sleep badly at home."]
    )
    assert Distortion.OVERGENERALISED in found.distortions


def test_a_population_exchanged():
    found = verify(
        "The vaccine protected children against severe flu.", ["The vaccine protected adults against severe flu."]
    )
    assert Distortion.POPULATION_SHIFT in found.distortions


@pytest.mark.parametrize("text", ["The students felt more isolated.", "Nurses reported higher levels of stress."])
def test_a_comparative_without_its_comparator(text):
    assert comparative_without_comparator(text)


@pytest.mark.parametrize(
    "text",
    [
        "More than 500 students took part.",
        "The students felt more isolated than their peers.",
        "You can learn more about sleep.",
    ],
)
def test_no_comparator_is_missed_where_none_is_needed(text):
    assert not comparative_without_comparator(text)


def directions(mine, theirs):
    found = compare(Passage(mine), Passage(theirs))
    return found.agree, found.clash


def test_opposite_governing_words_clash():
    agree, clash = directions("The drug reduces inflammation.", "The drug increases inflammation.")
    assert clash
    assert not agree


def test_a_double_turn_agrees():
    agree, clash = directions("Lack of sleep impairs recall.", "Lack of sleep impaired recall in nurses.")
    assert agree
    assert not clash


def test_an_adjective_that_both_share_is_no_clash():
    assert directions("Rounds reduce adverse events.", "The rate of adverse events was recorded.")[1] == 0


def test_two_comparisons_are_not_set_against_each_other():
    assert directions("Children had a lower risk than adults.", "Adults had a higher risk than children.")[1] == 0


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Singers had 78% lower odds of a cold.", "Among singers the odds of a cold were lower (odds ratio 0.22)."),
        ("Solitude went hand in hand with more frequent colds.", "Solitude was tied to frequent colds (r = .4)."),
        ("Singers had twice the odds of a cold.", "Singers were more likely to have a cold (odds ratio 2.0)."),
        ("Sleep improved slightly.", "Choir singing was associated with small improvements in sleep in a survey."),
    ],
)
def test_what_the_source_leaves_open_too_is_no_fault(claim, evidence):
    assert not verify(claim, [evidence]).distortions


def test_a_denied_effect_tells_no_cause():
    source = [
        "Hedges were associated with fewer moths in a survey of gardens. Soil was no better in gardens with hedges."
    ]
    assert not verify("Hedges did not improve the soil in gardens.", source).distortions


def test_no_more_frequent_is_equally_frequent():
    found = verify(
        "Moths were no more frequent in one garden than in the other.", ["Moths were equally frequent in both gardens."]
    )
    assert found.label is not VerdictLabel.CONTRADICTED
