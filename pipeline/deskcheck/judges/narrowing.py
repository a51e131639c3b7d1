"""A long text cut down to the paragraphs that speak of a claim, so that the judges read as much as of an abstract."""

from collections.abc import Sequence
from functools import lru_cache

from deskcheck.judges import topic
from deskcheck.judges.passages import Passage, clean
from deskcheck.model import Evidence

ORIGINS = frozenset({"full text", "page"})
"""Where long texts come from; notes and abstracts are read whole."""
KEPT = 6
"""Paragraphs of one source that are read for one claim: with some four sentences each, two abstracts' worth."""
_LONGEST = 4000
_NUMBER = 0.3
"""What a number of the claim's counts, as a share of all its concepts: results tables share few words with prose."""


def narrowed(claim: Passage, pieces: Sequence[Evidence]) -> list[Evidence]:
    """Return the pieces in their order, of long texts only the ``KEPT`` paragraphs nearest to the claim."""
    long = [place for place, piece in enumerate(pieces) if piece.origin in ORIGINS]
    if len(long) <= KEPT:
        return list(pieces)
    wanted = topic.weights(claim.concepts)
    total = sum(wanted.values()) or 1.0
    numbers = frozenset(token for token in claim.tokens if token[:1].isdigit())

    def nearness(place: int) -> tuple[float, int]:
        concepts, digits = _contents(pieces[place].quote)
        shared = sum(wanted[concept] for concept in sorted(wanted.keys() & concepts)) / total
        return -round(shared + _NUMBER * bool(numbers & digits), 6), place

    near = frozenset(sorted(long, key=nearness)[:KEPT])
    return [piece for place, piece in enumerate(pieces) if piece.origin not in ORIGINS or place in near]


@lru_cache(maxsize=20_000)
def _contents(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """Return a paragraph's concepts and its numbers."""
    passage = Passage(clean(text[:_LONGEST]))
    return frozenset(passage.concepts), frozenset(token for token in passage.tokens if token[:1].isdigit())
