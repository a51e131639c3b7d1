"""Numbers compared as the thing they count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges import verify
from deskcheck.judges.numerals import figures
from deskcheck.judges.quantities import admits, attainable
from deskcheck.model import Distortion


def one(text):
    (found,) = [figure for figure in figures(text) if figure.kind not in ("aside", "year")]
    return found


@pytest.mark.parametrize(
    ("said", "given_"),
    [
        ("over 500 students", "535 students"),
        ("64.5 percent of people", "64.5% of people"),
        ("65% of people", "64.5% of people"),
        ("one in four adults", "25% of adults"),
        ("two thirds of patients", "66% of patients"),
        ("about 70% of patients", "68% of patients"),
        ("14 days", "two weeks"),
        ("0.5 g daily", "500 mg daily"),
        ("1 200 people", "1,200 people"),
        ("at least 20 patients", "24 patients"),
        ("4,500 children", "4524 children"),
        ("1,200 people", "1203 people"),
        ("12 weeks", "3 months"),
        ("two months", "8 weeks"),
    ],
)
def test_fair_statements_of_a_number_are_admitted(said, given_):
    assert admits(one(said), one(given_))


@pytest.mark.parametrize(
    ("said", "given_"),
    [
        ("over 500 students", "480 students"),
        ("64.5 percent of people", "46.5% of people"),
        ("one in four adults", "40% of adults"),
        ("5 mg daily", "5 g daily"),
        ("12 weeks", "12 months"),
        ("20% of adults", "20 adults"),
        ("under 20% of adults", "45% of adults"),
        ("4,500 children", "4624 children"),
        ("1,000 people", "1203 people"),
        ("90 people", "92 people"),
        ("4,524 children", "4500 children"),
        ("12 weeks", "13 weeks"),
        ("12 weeks", "4 months"),
    ],
)
def test_other_numbers_are_not(said, given_):
    assert not admits(one(said), one(given_))


@pytest.mark.parametrize(
    ("bound", "differs"),
    [("up to 80%", False), ("at least 40%", False), ("up to 40%", True), ("80%", True), ("at least 12%", True)],
)
def test_a_figure_that_the_source_leaves_room_for_is_not_held_against_the_claim(bound, differs):
    found = verify("50% of women report hot flashes.", [f"Hot flashes are reported by {bound} of women at some time."])
    assert (Distortion.NUMBER_MISMATCH in found.distortions) == differs


@pytest.mark.parametrize("text", ["(p = 0.03)", "95% CI 1.2 to 3.4", "kinesin-8 protein"])
def test_significances_intervals_and_names_are_not_compared(text):
    assert not [figure for figure in figures(text) if figure.kind not in ("aside", "year")]


def test_a_number_that_is_merely_absent_is_no_mismatch():
    found = verify("Naps helped 30% of nurses.", ["Naps were popular among nurses. Shifts lasted 12 hours."])
    assert Distortion.NUMBER_MISMATCH not in found.distortions


def test_another_figure_of_the_same_sentence_is_not_taken_for_the_claim_s():
    evidence = "Headache was reported by 30% of patients and nausea by 12% of patients on the drug."
    assert Distortion.NUMBER_MISMATCH not in verify("Nausea was reported by 12% of patients.", [evidence]).distortions
    assert (
        Distortion.NUMBER_MISMATCH
        in verify("Nausea was reported by 21% of patients on the drug.", [evidence]).distortions
    )


def test_a_right_number_elsewhere_does_not_excuse_a_wrong_one_here():
    evidence = "Recruitment took 30 weeks. Patients took the drug for 12 weeks and slept better at the end."
    found = verify("Patients took the drug for 30 weeks and slept better at the end.", [evidence])
    assert Distortion.NUMBER_MISMATCH in found.distortions


@given(st.integers(1, 3000), st.data())
def test_a_share_of_whole_people_is_attainable(n, data):
    part = data.draw(st.integers(0, n))
    assert attainable(round(100 * part / n, 1), n, 1)


def test_shares_that_no_count_gives_are_not_attainable():
    assert not attainable(64.5, 180, 1)
    assert attainable(64.4, 180, 1)
    assert not attainable(50.0, 0, 1)


@given(st.text(max_size=200))
def test_figures_of_any_text_are_read(text):
    for figure in figures(text):
        assert figure.high is None or figure.high >= figure.value


def test_the_number_of_the_group_the_claim_names_is_not_outweighed_by_that_of_all():
    source = "In 2023, 34% of the bakers surveyed used scales weekly. Use was rarest among bakers of pretzels (6%)."
    found = verify("Among pretzel bakers, 6% used scales weekly.", [source])
    assert Distortion.NUMBER_MISMATCH not in found.distortions
