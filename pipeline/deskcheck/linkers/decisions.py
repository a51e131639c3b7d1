"""An editor's decisions on links: they win over every automatic link and survive re-runs."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from deskcheck.model import Claim, Link, LinkKind, Reference
from deskcheck.text import squash


def apply(
    claims: Sequence[Claim], references: Sequence[Reference], decisions: Iterable[tuple[str, int, str]]
) -> tuple[tuple[Claim, ...], tuple[tuple[str, str], ...]]:
    """Apply decisions to links.

    Args:
        decisions: (words of the claim, reference number, ``confirm``, ``add`` or ``reject``); the words are
            the claim's id, or a part of its quote that no other claim has.

    Returns:
        The claims, and for each decision that no longer fits its words and the reason.
    """
    found = list(claims)
    numbers = {reference.number for reference in references}
    stale: list[tuple[str, str]] = []
    for words, number, decision in decisions:
        places = _places(found, words)
        if len(places) != 1:
            reason = "no claim has these words" if not places else "several claims have these words"
            stale.append((words, reason))
        elif number not in numbers:
            stale.append((words, f"the article has no reference {number}"))
        else:
            found[places[0]] = _decided(found[places[0]], number, decision)
    return tuple(found), tuple(stale)


def _places(claims: Sequence[Claim], words: str) -> list[int]:
    by_id = [place for place, claim in enumerate(claims) if claim.id == words]
    if by_id:
        return by_id
    sought = squash(words)
    exact = [place for place, claim in enumerate(claims) if squash(claim.quote) == sought]
    return exact or [place for place, claim in enumerate(claims) if sought and sought in squash(claim.quote)]


def _decided(claim: Claim, number: int, decision: str) -> Claim:
    others = tuple(link for link in claim.references if link.number != number)
    if decision == "reject":
        return replace(claim, references=others)
    cue = "confirmed by the desk" if decision == "confirm" else "added by the desk"
    made = Link(number, LinkKind.DECISION, cue, 1.0)
    return replace(claim, references=tuple(sorted((*others, made), key=lambda link: (-link.confidence, link.number))))
