"""How a study is described, percentages without a base, wording taken over."""

import pytest

from deskcheck.judges import judge, verify
from deskcheck.judges.wording import MINIMUM_RUN, longest_run
from deskcheck.model import Distortion
from verdict_makers import SETTINGS, article, claim, note, reference

RUN = "adults who kept a regular bedtime for six weeks remembered names and faces better than others"


def tags(text, *notes):
    return judge(claim(text), [reference()], [note(words) for words in notes], article(text), SETTINGS).distortions


def test_a_percentage_of_people_without_its_base():
    found = tags(
        "In one study, 64.5 percent of people reported feeling drowsy.",
        "64.5% of the respondents reported feeling drowsy.",
        "An online survey was answered by 180 long-term users.",
    )
    assert Distortion.DENOMINATOR_OMITTED in found


def test_a_percentage_with_its_base():
    found = tags(
        "Of 180 users who answered, 64.5 percent of people reported feeling drowsy.",
        "64.5% of the respondents reported feeling drowsy.",
        "An online survey was answered by 180 long-term users.",
    )
    assert Distortion.DENOMINATOR_OMITTED not in found


def test_the_better_half_left_out():
    found = tags(
        "In one study, 40 percent of people reported withdrawal and pain.",
        "40% of the respondents reported withdrawal and pain.",
        "80% of the respondents said that their mood improved.",
    )
    assert Distortion.SELECTIVE in found


def test_a_country_that_is_not_the_source_s():
    text = "Italian students who slept longer recalled more words in tests."
    assert Distortion.POPULATION_SHIFT in tags(
        text, "Students in Norway who slept longer recalled more words in tests."
    )
    assert Distortion.POPULATION_SHIFT not in tags(
        text, "Students in Italy who slept longer recalled more words in tests."
    )


def test_people_for_mice():
    found = verify(
        "The extract lowered blood sugar in patients.", ["The extract lowered blood sugar in mice fed a fat diet."]
    )
    assert Distortion.POPULATION_SHIFT in found.distortions


def test_a_long_run_of_the_same_words_is_found_whole():
    run = longest_run(f"We read that {RUN} in May.", [f"Results: {RUN}."])
    assert run == RUN
    assert len(run.split()) >= MINIMUM_RUN


def test_quoted_words_and_short_runs_are_not():
    assert not longest_run(f"They write: “{RUN}”.", [RUN])
    assert not longest_run("adults who kept a regular bedtime slept well", [RUN])


def test_a_checker_s_note_is_nobody_s_wording():
    assert Distortion.WORDING_TAKEN_OVER not in tags(RUN.capitalize() + ".", RUN.capitalize() + ".")
    assert Distortion.WORDING_TAKEN_OVER in verify(RUN.capitalize() + ".", [RUN.capitalize() + "."]).distortions


def test_a_share_that_no_whole_number_makes():
    evidence = "Drowsiness was reported by 64.5% of the 180 users."
    assert Distortion.DENOMINATOR_OMITTED in tags("Drowsiness was reported by 64.5% of 180 users.", evidence)
    assert Distortion.DENOMINATOR_OMITTED not in tags("Drowsiness was reported by 64.4% of 180 users.", evidence)


def test_a_body_s_name_is_no_place():
    text = "According to the American Academy of Sleep, students who slept longer recalled more words in tests."
    assert Distortion.POPULATION_SHIFT not in tags(
        text, "Students in Norway who slept longer recalled more words in tests."
    )


@pytest.mark.parametrize(
    ("claim", "wrong"),
    [
        ("The museum counted 900 visitors in 2013.", True),
        ("The museum counted 900 visitors in 2018.", False),
        ("According to a 2021 report, the museum counted 900 visitors.", False),
    ],
)
def test_the_year_of_what_happened_is_the_sources(claim, wrong):
    found = verify(claim, ["The museum counted 900 visitors in 2018, and 400 more came to the garden."])
    assert (Distortion.YEAR_MISMATCH in found.distortions) is wrong


def test_of_several_years_the_one_in_the_same_place_is_compared():
    source = ["Ticket prices fell by 4% in 2022, the steepest fall since the museum opened in 1998."]
    found = verify("Ticket prices fell by 4% in 2021.", source)
    assert found.distortions == (Distortion.YEAR_MISMATCH,)
    assert "“2022”" in found.suggestion
