"""In an article that cites by links: what the sentences around a linked one may rest on."""

from collections.abc import Mapping, Sequence

from msgspec.structs import replace

from deskcheck.model import Link

NEARNESS = 0.4
"""Confidence that the source linked from a paragraph also carries a sentence beside; a guess, never a firm link."""


def suggest(groups: Sequence[int], spelt_out: Mapping[int, Sequence[Link]]) -> list[list[Link]]:
    """Return for each claim without a link the links of the nearest claim before it in its block, else after it.

    Args:
        groups: for each claim the block that it stands in.
        spelt_out: the links that the text itself gives, by the place of their claim.
    """
    found: list[list[Link]] = [[] for _ in groups]
    for order in (range(len(groups)), range(len(groups) - 1, -1, -1)):
        near: tuple[int, Sequence[Link]] = (-1, ())
        for place in order:
            if own := spelt_out.get(place):
                near = (groups[place], own)
            elif not found[place] and near[0] == groups[place]:
                found[place] = [_lent(link) for link in near[1]]
    return found


def _lent(link: Link) -> Link:
    return replace(link, cue=f"same paragraph: {link.cue}", confidence=NEARNESS, suggested=True)
