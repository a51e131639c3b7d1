"""Sentences that go on from a marked one, over whole articles."""

import datetime

import pytest

from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers import link
from deskcheck.model import GOES_ON
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
LIST = """
References

1. Harlow, T., & Winton, B. (2024). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.
2. Okafor, N. (2023). Memory and rest. Annals of Cognition, 4(1), 22–31.
"""


def led(body: str) -> list[list[tuple[int, bool]]]:
    """Return for each claim the numbers of its references, and whether they are lent."""
    article = read_bytes(f"# Naps\n\n{body}\n{LIST}".encode(), "a.md")
    article, references = reference_extractor.extract(article)
    claims = link(article, claim_extractor.extract(article, SETTINGS), references, {}, SETTINGS)
    return [
        [(one.number, one.suggested and one.cue.startswith(GOES_ON)) for one in claim.references] for claim in claims
    ]


@pytest.mark.parametrize(
    "second",
    [
        "They gained 0.9 kg in two weeks.",
        "But the researchers saw no change in 12 adults.",
        "The control group slept for 7 hours.",
        "These adults slept for 7 hours.",
    ],
)
def test_a_sentence_that_goes_on_may_rest_on_the_source_before(second: str) -> None:
    assert led(f"In 2024 a team watched 20 adults in a ward [1]. {second}\n\nNaps help 9 in 10 adults [2].") == [
        [(1, False)],
        [(1, True)],
        [(2, False)],
    ]


def test_a_sentence_may_rest_on_the_source_of_the_one_that_goes_on() -> None:
    found = led("In 2024 a team watched 20 adults in a ward. They gained 0.9 kg in two weeks [1].\n\nNaps help [2].")
    assert found[:2] == [[(1, True)], [(1, False)]]


def test_without_marks_a_sentence_goes_with_one_that_names_its_source() -> None:
    found = led(
        "A study by Harlow and Winton of sleep duration and recall in adults followed 90 adults. It ended in 3 towns."
    )
    assert found[0][0] == (1, False)
    assert found[1] == [(1, True)] or found[1][0] == (1, False)


def test_a_sentence_of_its_own_rests_on_nothing() -> None:
    assert led("In 2024 a team watched 20 adults [1]. Coffee keeps 9 in 10 adults awake.\n\nNaps help [2].")[1] == []
    assert led("In 2024 a team watched 20 adults [1].\n\nThey gained 0.9 kg in two weeks. Naps help [2].")[1] == []
