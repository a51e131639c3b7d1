"""The habits of a list: what the references around one say of how it is laid out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import parse, parse_all
from deskcheck.extractors.references.parse.habits import REACH, Habits, Layout, around, layout
from deskcheck.extractors.references.parse.tokens import split

PAGES = [
    "Sleep and the Clock. Harbour Foundation. 2017.",
    "Night Work in Hospitals. Northern Health Trust. 2019.",
    "Rest for Nurses. Midland Care Institute. 2015.",
    "Light and Mood. Coastal Council on Health. 2018.",
    "Quiet Wards at Night. Harbour Foundation. 2016.",
]
USUAL = layout(split("Berg T. Night shifts. Rest, 2019."), "B-author author B-title title B-container date".split())
OTHER = layout(split("Night shifts. Berg T. Rest, 2019."), "B-title title B-author author B-container date".split())


def test_neighbours_decide_where_a_reference_alone_could_be_read_in_two_ways() -> None:
    assert parse(PAGES[1]).fields.title == "Night Work in Hospitals. Northern Health Trust"
    found = [one.fields for one in parse_all(PAGES)]
    assert found[1].title == "Night Work in Hospitals"
    assert [one.container_title for one in found] == [text.split(". ")[1] for text in PAGES]


def test_a_reference_laid_out_like_its_list_is_surer() -> None:
    among = parse_all(PAGES)[3]
    assert among.fields == parse(PAGES[3]).fields
    assert among.confidence > parse(PAGES[3]).confidence


def test_borders_have_the_marks_between_fields() -> None:
    assert USUAL.order == ("author", "title", "container", "date")
    assert USUAL.borders[:3] == [("^", "", "author"), ("author", ". ", "title"), ("title", ". ", "container")]
    assert USUAL.moves[-1] == ("date", "$")


def test_the_layout_of_the_list_is_more_usual_than_another() -> None:
    habits = Habits()
    assert habits.signs(USUAL) is None
    for _ in range(4):
        habits.count(USUAL, 16)
    usual, other = habits.signs(USUAL), habits.signs(OTHER)
    assert usual is not None
    assert other is not None
    assert usual[0] > other[0]
    assert usual[1] > other[1]
    for _ in range(4):
        habits.count(USUAL, -16)
    assert habits.signs(USUAL) is None


LAYOUTS = st.lists(
    st.none() | st.tuples(st.sampled_from([USUAL, OTHER]), st.floats(0, 1, allow_nan=False)), max_size=50
)


@given(LAYOUTS)
def test_every_reference_is_held_against_those_around_it_and_not_against_itself(
    layouts: list[tuple[Layout, float] | None],
) -> None:
    for place, habits in enumerate(around(layouts)):
        near = Habits()
        for one in [*layouts[max(0, place - REACH) : place], *layouts[place + 1 : place + 1 + REACH]]:
            if one:
                near.count(one[0], round(one[1] * 16))
        assert habits.signs(USUAL) == near.signs(USUAL)
        assert habits.signs(OTHER) == near.signs(OTHER)


@pytest.mark.parametrize("texts", [[], [""], ["", "x", ""], ["\x00"] * 40])
def test_lists_without_words_are_answered(texts: list[str]) -> None:
    assert len(parse_all(texts)) == len(texts)
