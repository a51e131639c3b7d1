"""The article against itself."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges.consistency import is_policy, policy, sort_of, tensions
from deskcheck.judges.tension import Places, Tension
from verdict_makers import article, reference


@pytest.mark.parametrize(
    "text",
    [
        "Sleep inertia isn’t an official disorder. Sleep inertia is a disorder of waking.",
        "Sleep paralysis can develop in two ways. Later: sleep paralysis can have many different causes.",
        "There are ten types of parasomnia, each with unique signs. A general sign of parasomnia types is fear.",
        "Evening coffee reduces deep sleep in adults. Naps are fine. Evening coffee increases deep sleep in adults.",
        "Evening coffee reduces deep sleep in adults [2]. In adults, coffee in the evening increases deep sleep [3].",
        "Evening coffee harms deep sleep in adults. Evening coffee does not harm deep sleep in adults.",
    ],
)
def test_statements_that_cannot_both_hold(text):
    (found,) = tensions(article(text))
    assert found.first[0] < found.first[1] <= found.second[0] < found.second[1]
    assert 0 < found.confidence < 1
    assert found.touches(*found.first)
    assert not found.touches(len(text) + 1, len(text) + 9)


@pytest.mark.parametrize(
    "text",
    [
        "Sleep inertia isn’t an official disorder. Insomnia is a disorder of sleep.",
        "Coffee may reduce deep sleep in adults. In others, coffee may increase deep sleep in adults.",
        "There are two types of sleep: REM sleep and quiet sleep. Many different causes disturb rest.",
        "If evening coffee reduces deep sleep, skip it. Evening coffee increases deep sleep in some adults.",
        "In two of three trials coffee did not reduce deep sleep in adults. In the third, it reduced deep sleep.",
        "In 2016, evening coffee reduced deep sleep. In 2021, evening coffee did not reduce deep sleep.",
        "How evening coffee acts on deep sleep has not been studied. Evening coffee acts on deep sleep and on dreams.",
        "The ethics board of Odense approved the trial. The ethics board of Odense approved the trial (No. A).",
        "Coffee drinkers slept worse than tea drinkers and swimmers. Swimmers and tea drinkers did not differ.",
        "",
    ],
)
def test_statements_that_can(text):
    assert tensions(article(text)) == ()


@given(st.text(max_size=400))
def test_any_text_is_read(text):
    for tension in tensions(article(text)):
        assert 0 <= tension.first[0] <= tension.second[1] <= len(text)


def test_promises_are_told_from_other_sentences():
    assert is_policy("We rely on peer-reviewed studies and medical associations.")
    assert not is_policy("A peer-reviewed study found that naps help.")


def test_the_list_is_sorted_by_what_each_entry_is():
    journal = reference(1, container_title="Journal", volume="3")
    page = reference(2, title="Naps: Everything to Know")
    book = reference(3, isbn="978-0-00-000000-2")
    assert [sort_of(entry) for entry in (journal, page, book)] == ["journal", "tertiary", "other"]
    found = policy("We refrain from using tertiary references.", (journal, page, book))
    assert (found.tertiary, found.journal, found.others) == ((2,), (1,), (3,))
    assert found.breached
    assert not policy("We refrain from using tertiary references.", (journal, book)).breached


def test_a_promise_that_names_institutions_is_kept_by_their_pages():
    pages = tuple(reference(number, title="Naps: Everything to Know", url="https://n.example") for number in (1, 2))
    only = "Our desk has strict sourcing guidelines and relies on peer-reviewed studies."
    beside = only.replace("studies", "studies, academic research institutions and medical associations")
    assert policy(only, pages).breached
    assert not policy(beside, pages).breached
    assert policy(f"{beside} We refrain from using tertiary references.", pages).breached


def test_a_review_of_trials_is_no_page_for_the_public():
    title = "The effects of oats on sleep: A systematic review and meta-analysis"
    assert sort_of(reference(1, title=title, url="https://n.example/2072-6643/7/12", type="webpage")) == "other"


def test_places_are_found_without_looking_at_every_tension():
    made = [Tension((10 * n, 10 * n + 5), (1000 + 10 * n, 1000 + 10 * n + 5), "", "", 0.5) for n in range(20)]
    places = Places(made)
    for start, end in ((0, 5), (12, 40), (1003, 1004), (5, 10), (195, 1000), (30, 1200)):
        touching = [tension for tension in made if tension.touches(start, end)]
        assert places.first(start, end) == (touching[0] if touching else None)
