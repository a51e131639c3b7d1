from itertools import pairwise

import pytest

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import read
from deskcheck.extractors.claims.worth import worth
from deskcheck.model import BlockKind


def of(words: str, kind: BlockKind = BlockKind.PARAGRAPH) -> float:
    return worth(read(words, Candidate(0, len(words), words, kind)))


def test_the_more_there_is_to_check_the_higher_the_worth() -> None:
    rising = [
        "We'll look at owls below.",
        "Can owls hunt at night?",
        "You can learn more about owls in our guide.",
        "Owls live in old trees.",
        "Owl pellets cause allergies.",
        "A study of 300 keepers found that owl pellets cause allergies in 12 percent of them.",
    ]
    scores = [of(sentence) for sentence in rising]
    assert all(lower < higher for lower, higher in pairwise(scores)), scores


@pytest.mark.parametrize(
    ("plain", "lesser"),
    [
        ("Owls carry ticks.", "Look at the owls."),
        ("Owls are birds of prey.", "Owls are wonderful birds of prey!"),
        ("Barn owls scream at night.", "Barn owls"),
    ],
)
def test_commands_feelings_and_fragments_are_worth_less(plain: str, lesser: str) -> None:
    assert of(plain) > of(lesser)


def test_a_fragment_counts_in_a_list_only() -> None:
    assert of("Difficulty sleeping", BlockKind.LIST_ITEM) >= 0.35 > of("Difficulty sleeping")


def test_a_cell_without_a_verb_is_no_claim() -> None:
    assert of("Barn owl", BlockKind.TABLE_CELL) < 0.35
