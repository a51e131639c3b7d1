"""Notes that only point at a work cited in full before them."""

import pytest

from deskcheck.model import CslItem, CslName, Reference
from deskcheck.text.short_notes import is_repeated, repeated

FULL = (
    ("J. K. Harrow and P. Lindqvist, “Evening Light and Sleep,” Journal of Rest 14 (2018): 201.", "Harrow"),
    ("Ursula Kemp, Wind and Stone: A History (Oxford: Meadow, 2009), 14.", "Kemp"),
    ("Ursula Kemp, Rivers (Oxford: Meadow, 2011), 2.", "Kemp"),
)
TITLES = ("Evening Light and Sleep", "Wind and Stone: A History", "Rivers")


def listed(*short: str) -> list[Reference]:
    whole = [
        Reference(id=str(at), number=at, printed=words, fields=CslItem(title=title, author=(CslName(family=family),)))
        for at, ((words, family), title) in enumerate(zip(FULL, TITLES, strict=True), 1)
    ]
    return [*whole, *(Reference(id=str(at), number=at, printed=words) for at, words in enumerate(short, 4))]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("Harrow and Lindqvist, “Evening Light,” 207.", 1),
        ("Harrow and Lindqvist, 207–9.", 1),
        ("Kemp, Wind and Stone, 40.", 2),
        ("Kemp, Rivers, p. 9", 3),
        ("Ibid., 12.", 3),
    ],
)
def test_a_short_note_stands_for_the_work_before_it(words, meant):
    assert repeated(listed(words)) == {4: meant}


@pytest.mark.parametrize(
    "words",
    [
        "Kemp, 40.",  # two works of hers
        "Kemp, Mountains, 40.",
        "Kemp, Wind and Stone, 2014.",
        "Harrow was the first to say so, and 40 others followed.",
        "This was before the clinic moved to its new building.",
    ],
)
def test_what_names_no_work_or_two_stands_for_none(words):
    assert repeated(listed(words)) == {}


def test_ibid_after_a_short_note_means_the_same_work():
    assert repeated(listed("Kemp, Wind and Stone, 40.", "Ibid., 41.")) == {4: 2, 5: 2}


def test_each_note_of_a_long_list_is_told_by_the_list_as_a_whole():
    notes = listed(*["Kemp, Rivers, p. 9"] * 3000)
    assert [is_repeated(one, notes) for one in notes[:5]] == [False, False, False, True, True]
    assert all(is_repeated(one, notes) for one in notes[3:])  # takes minutes where every note looks through the list
    other = listed("Stein, Rivers, p. 9")
    assert not is_repeated(other[3], other)
