"""Sentences that go with one beside them which has a source ("They gained 0.9 kg") and may rest on it."""

import re
from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deskcheck.model import GOES_ON, Claim, Link

CONTINUED = 0.45
"""Confidence that the source of one sentence also carries the next, which speaks of the same; a guess, never firm."""
_LEAD = (
    r"(?:(?:but|and|yet|however|also|still|in addition|moreover|instead|by contrast|overall|of these|among them),? )?"
)
_GOES_ON = re.compile(
    rf"\W{{0,3}}{_LEAD}(?:(?:it|they|he|she|this|these|those|their|its|his|her|both|neither|such)\b"
    r"|the (?:\w+ )?(?:study|trial|survey|review|research(?:ers)?|authors?|team|investigators|scientists|experiment"
    r"|paper|report|analysis|meta-analysis|participants|patients|volunteers|respondents|association|link|effects?"
    r"|differences?|findings?|results?|benefits?|increase|decrease|drop|rise|risk|same|others?|rest"
    r"|(?:control|placebo|intervention) group)\b)",
    re.I,
)


def suggest(
    claims: Sequence[Claim], groups: Sequence[int], spelt_out: Mapping[int, Sequence[Link]]
) -> list[list[Link]]:
    """Return for each claim without a link those of the sentence that it goes on from, or that goes on from it.

    Args:
        claims: in text order.
        groups: for each claim the block that it stands in.
        spelt_out: the links that the text itself gives, by the place of their claim.
    """
    goes_on = [_GOES_ON.match(claim.quote) is not None for claim in claims]
    found: list[list[Link]] = [[] for _ in claims]
    for place in range(1, len(claims)):
        if goes_on[place] and place not in spelt_out and groups[place - 1] == groups[place]:
            found[place] = [_lent(link) for link in spelt_out.get(place - 1) or found[place - 1]]
    for place in range(len(claims) - 2, -1, -1):
        if goes_on[place + 1] and not found[place] and place not in spelt_out and groups[place] == groups[place + 1]:
            found[place] = [_lent(link) for link in spelt_out.get(place + 1) or found[place + 1]]
    return found


def _lent(link: Link) -> Link:
    return replace(link, cue=f"{GOES_ON}{link.cue.removeprefix(GOES_ON)}", confidence=CONTINUED, suggested=True)
