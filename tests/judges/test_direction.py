"""What reports an effect, none, or its opposite."""

import pytest

from deskcheck.judges.direction import compare, has_negation, is_null
from deskcheck.judges.passages import Passage


@pytest.mark.parametrize(
    "found",
    [
        "no effect on sleep", "no significant change in sleep", "not associated with sleep", "nonsignificant for sleep",
        "non-significant for sleep", "unaffected by sleep", "that they did not differ in sleep",
        "little effect on sleep", "independent of sleep", "that pills failed to change sleep",
    ],
)  # fmt: skip
def test_a_report_of_no_effect_is_known(found):
    assert is_null(Passage(f"The trial found {found}."))


@pytest.mark.parametrize("found", ["normal sleep", "that not all slept", "no longer nights", "an effect on sleep"])
def test_other_reports_are_not(found):
    assert not is_null(Passage(f"The trial found {found}."))


@pytest.mark.parametrize(
    ("text", "negates"),
    [("Tea does not help.", True), ("Tea didn't help.", True), ("Tea not only helps.", False), ("Tea helps.", False)],
)
def test_negations_are_those_that_negate(text, negates):
    assert has_negation(Passage(text)) is negates


@pytest.mark.parametrize(
    ("claim", "source", "agree", "clash"),
    [
        ("Tea increases alertness.", "Tea reduces alertness.", 0, 1),
        ("Tea increases alertness.", "Tea improves alertness.", 1, 0),
        ("Tea increases alertness.", "Tea and alertness were measured.", 0, 0),
        ("Tea and alertness were measured.", "Tea increases alertness.", 0, 0),
    ],
)
def test_directions_are_compared_where_both_sides_give_one(claim, source, agree, clash):
    found = compare(Passage(claim), Passage(source))
    assert (found.agree, found.clash) == (agree, clash)
