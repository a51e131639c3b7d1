"""Claims as newspapers word them: what each of several judges makes of looser wording, and what it does not."""

import pytest

from deskcheck.judges import verify
from deskcheck.judges.numerals import figures
from deskcheck.model import Distortion, VerdictLabel

ACCUSED = (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.CONTRADICTED)


def verdict(claim, source, title=""):
    return verify(claim, [source], {"title": title})


# ---- numbers ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text, shares",
    [
        ("One parent in nine kept the pills.", [11.1111]),
        ("One in nine kept the pills.", [11.1111]),
        ("About one adult patient in 5 asked.", [20.0]),
        ("One trial in 2019 asked.", []),
    ],
)
def test_one_of_a_group_is_a_share(text, shares):
    assert [figure.value for figure in figures(text) if figure.kind == "percent"] == shares


@pytest.mark.parametrize("text", ["a third of the share in 1991", "half of what it was"])
def test_a_part_of_another_number_is_no_share(text):
    assert not [figure for figure in figures(text) if figure.kind == "percent"]


def test_the_past_decades_are_no_one_s_age():
    assert [figure.kind for figure in figures("during the past two decades")] == ["aside"]


KILLED = "Car occupants made up 46% of those killed on the road, pedestrians 22%, motorcyclists 21% and cyclists 5%."


def test_the_number_that_a_list_gives_for_the_group_is_held_against_the_claim():
    found = verdict("Cyclists made up 15% of those killed on the road.", KILLED)
    assert found.distortions == (Distortion.NUMBER_MISMATCH,)
    assert "5%" in found.reason


def test_a_group_that_the_list_does_not_name_has_no_other_number():
    found = verdict("Skaters made up 15% of those killed on the road.", KILLED)
    assert Distortion.NUMBER_MISMATCH not in found.distortions


SHARES = "Loneliness was reported by 41% of foreign students and 32% of local students; overall, 34% felt lonely."


def test_the_number_of_one_of_two_groups_told_of_all_is_too_wide():
    found = verdict("41% of students reported loneliness.", SHARES)
    assert Distortion.OVERGENERALISED in found.distortions


@pytest.mark.parametrize("claim", ["41% of foreign students reported loneliness.", "34% of students felt lonely."])
def test_the_number_told_of_its_own_group_is_not(claim):
    assert Distortion.OVERGENERALISED not in verdict(claim, SHARES).distortions


def test_points_for_a_relative_rise_are_told():
    source = "On average the letters raised attendance by 5% relative to usual care, or 2.1 percentage points."
    assert (
        Distortion.NUMBER_MISMATCH
        in verdict("The letters raised attendance by 5 percentage points.", source).distortions
    )


def test_points_are_fair_where_the_source_does_not_say_relative():
    source = "On average the letters raised attendance by 5%."
    assert verdict("On average the letters raised attendance by 5 percentage points.", source).label not in ACCUSED


# ---- none, not and without --------------------------------------------------------------------------


def test_an_effect_on_a_secondary_outcome_that_did_not_differ_is_told():
    source = (
        "Of the app group 62% took their tablets, against 45%. Systolic blood pressure, a secondary outcome, did not "
        "differ significantly between groups (138.2 versus 139.5 mm Hg)."
    )
    found = verdict("The app lowers blood pressure.", source, "An app for taking tablets: randomised trial")
    assert Distortion.DIRECTION_REVERSED in found.distortions


def test_a_negation_that_names_the_others_is_no_contradiction():
    source = "Compared with placebo or no treatment, cranberry juice reduced bladder infections in women."
    assert verdict("Cranberry juice reduced bladder infections in women.", source).label is VerdictLabel.SUPPORTED


def test_a_condition_with_without_is_no_reversal():
    source = "Beta cells of the mice made 40% less insulin."
    found = verdict("Beta cells of the mice made 40% less insulin without light.", source)
    assert Distortion.DIRECTION_REVERSED not in found.distortions


def test_what_rose_by_itself_is_not_supported_as_fallen():
    source = "Use of electronic cigarettes nearly tripled, from 2.5% to 7.0%, in Australia."
    assert verdict("Use of electronic cigarettes in Australia fell.", source).label is not VerdictLabel.SUPPORTED


# ---- cause ------------------------------------------------------------------------------------------


def test_a_survey_of_another_part_makes_no_tie_of_the_result():
    source = (
        "We surveyed families about consent. The donors were of all ages. Grafts were stored. Heat was applied. "
        "The inhibitor restored insulin in mice."
    )
    found = verdict("The inhibitor improves insulin in mice.", source)
    assert Distortion.CAUSAL_FROM_CORRELATIONAL not in found.distortions


@pytest.mark.parametrize(
    "claim", ["Steroids do not cure hay fever.", "Women took to protective masks and hay fever pills."]
)
def test_denied_and_described_effects_are_no_causes(claim):
    source = "In this survey, women wore masks more often, and hay fever was associated with use of steroids and pills."
    assert Distortion.CAUSAL_FROM_CORRELATIONAL not in verdict(claim, source).distortions


def test_two_light_faults_are_told_together():
    source = "180 volunteers answered an online survey: 64.5% felt numb, but 82% said they had improved."
    found = verdict("64.5% of people who take the pills feel numb.", source)
    assert found.label is VerdictLabel.PARTLY_SUPPORTED
    assert {Distortion.DENOMINATOR_OMITTED, Distortion.SELECTIVE} <= set(found.distortions)
