"""The likeliest labellings of a reference, and the choice among them."""

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import alternatives, parse, ranking, repairs
from deskcheck.extractors.references.parse.habits import Habits, layout
from deskcheck.extractors.references.parse.tagger import BEHIND, UNSURE, Tagged, tagger
from deskcheck.extractors.references.parse.tokens import Tokens, split

UNCLEAR = [
    "Quebec Group on Disorders 2012 Paper materials for drinking Is there an effect Annals Northern Press",
    "Left brain right brain symptoms Rotterdam Workshop 1998 Blackwell a study of causes 12 34",
    "Committee for Products, Effects of acid on receptor subtypes Avebury 2024 Proc Conf Rome",
]
SCORES = st.lists(
    st.lists(st.floats(-5, 5, allow_nan=False).map(lambda x: round(x, 3)), min_size=3, max_size=3),
    min_size=1,
    max_size=5,
)


def chosen(tokens: Tokens, tagged: Tagged) -> ranking.Choice:
    """Choose for a reference that stands alone."""
    first = repairs.mended(tokens, tagged.labels)
    return ranking.chosen(tokens, tagged, (first, layout(tokens, first)), Habits(), ranking.shipped())


@given(SCORES, st.lists(st.floats(-3, 3, allow_nan=False), min_size=9, max_size=9), st.integers(1, 9))
def test_labellings_come_best_first_and_none_is_left_out(own, moves, most):
    emissions, transitions = np.array(own), np.array(moves).reshape(3, 3)
    every = sorted(
        (
            sum(emissions[place, label] for place, label in enumerate(path))
            + sum(transitions[one, two] for one, two in pairwise(path))
            for path in product(range(3), repeat=len(own))
        ),
        reverse=True,
    )
    found = list(alternatives.likeliest(emissions, transitions, np.ones_like(emissions), most))
    assert [score for _, score in found] == pytest.approx(every[:most])
    assert len({tuple(labels) for labels, _ in found}) == len(found) == min(most, len(every))


def test_impossible_labels_are_not_tried():
    marginals = np.array([[0.9, 0.1, 0.0], [0.0, 1.0, 0.0]])
    found = list(alternatives.likeliest(np.zeros((2, 3)), np.zeros((3, 3)), marginals, 9))
    assert sorted(labels for labels, _ in found) == [[0, 1], [1, 1]]


def test_tokens_without_a_choice_count_for_the_score():
    marginals = np.array([[1.0, 0.0], [0.5, 0.5], [0.0, 1.0], [1.0, 0.0]])
    emissions, moves = np.array([[1.0, 9.0], [2.0, 3.0], [9.0, 4.0], [5.0, 9.0]]), np.array([[0.0, 10.0], [20.0, 0.5]])
    found = list(alternatives.likeliest(emissions, moves, marginals, 9))
    assert found == [([0, 1, 1, 0], 13.0 + 10.0 + 0.5 + 20.0), ([0, 0, 1, 0], 12.0 + 0.0 + 10.0 + 20.0)]


@pytest.mark.parametrize("text", UNCLEAR)
def test_other_labellings_are_told_where_the_tagger_is_unsure(text):
    tokens = split(text)
    (tagged,) = tagger().tag([tokens])
    assert tagged.probability < UNSURE
    assert tagged.others
    chances = [tagged.probability, *[other.probability for other in tagged.others]]
    assert chances == sorted(chances, reverse=True)
    assert sum(chances) <= 1.0001
    assert min(chances) >= chances[0] * np.exp(-BEHIND) * 0.999
    choice = chosen(tokens, tagged)
    assert len(choice.labels) == len(tokens.forms)
    assert choice.tagged in (tagged, *tagged.others)
    assert 0 < choice.sure <= 1
    assert choice.habits is None


def test_a_sure_labelling_is_kept():
    text = "Nguyen TT, Park S. Daily walking and mood: a randomized trial. J Affect Disord. 2019;245:112-118."
    (tagged,) = tagger().tag([split(text)])
    assert tagged.probability >= UNSURE
    assert tagged.others == ()
    assert chosen(split(text), tagged).sure == 1.0


def test_all_labellings_with_one_outcome_count_together():
    tokens = split(UNCLEAR[0])
    (tagged,) = tagger().tag([tokens])
    first = repairs.mended(tokens, tagged.labels)
    options = ranking.candidates(tokens, tagged._replace(others=(*tagged.others, tagged)), first)
    assert len({tuple(labels) for labels, _, _ in options}) == len(options)
    assert options[0][2] == pytest.approx(
        2 * tagged.probability
        + sum(other.probability for other in tagged.others if repairs.mended(tokens, other.labels) == first)
    )


@pytest.mark.parametrize(
    ("text", "author", "title", "site"),
    [
        (
            "Harvest Study Group. (2014). Serum markers in late summer. https://example.org/markers",
            "Harvest Study Group",
            "Serum markers in late summer",
            "",
        ),
        (
            "Serum markers in late summer. (n.d.). Harvest Foundation. Retrieved from",
            "",
            "Serum markers in late summer",
            "Harvest Foundation",
        ),
    ],
)
def test_one_of_two_titles_around_a_date_is_author_or_site(text, author, title, site):
    fields = parse(text).fields
    assert (" ".join(name.literal for name in fields.author), fields.title, fields.container_title) == (
        author,
        title,
        site,
    )


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (
            "Twenge JM & Haidt J. Increases in loneliness. Journal of Adolescence. Available online 20 July 2021.",
            (2021, 7, 20),
        ),
        (
            "Schmid, Birgit: Wenn der Schlaf nicht kommt. In: Neue Zürcher Zeitung, 12. Februar 2020, S. 22.",
            (2020, 2, 12),
        ),
    ],
)
def test_days_are_read_whole(text, day):
    fields = parse(text).fields
    assert fields.issued is not None
    assert fields.issued.date_parts == (day,)
    assert fields.volume == ""


def test_accounts_and_media_are_no_part_of_names_and_titles():
    text = (
        "National Institute of Mental Health [@NIMHgov]. (2021, May 4). Five minutes of movement lift moods [Tweet]. "
        "Twitter. https://twitter.com/NIMHgov/status/1389600000"
    )
    fields = parse(text).fields
    assert [name.literal for name in fields.author] == ["National Institute of Mental Health"]
    assert fields.title == "Five minutes of movement lift moods"


def test_raised_digits_before_a_month_are_no_day():
    assert parse("Schmid B: Schlaf. In: Zeitung, ¹²³ Februar 2020, S. 22.").fields.issued is not None
