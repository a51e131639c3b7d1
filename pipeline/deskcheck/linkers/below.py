"""Sources named below what rests on them: "… of meals. Source: Office for Rest, 2023"."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Mapping, Sequence

from deskcheck.model import Article, BlockKind, Claim, Link, LinkKind, Reference, Span

NEXT, FURTHER = 0.9, 0.7
"""How sure it is that a source means the block above it, and the blocks before that one; not measured."""
_APART = 3
"""Characters between two sources of one line."""


def lend(article: Article, claims: Sequence[Claim], references: Sequence[Reference]) -> Mapping[int, list[Link]]:
    """Return a link to the sources that follow next, no heading between, by the claim's place in ``claims``."""
    if not article.sources_below:
        return {}
    groups = _groups(references)
    starts = [group[0][1].start for group in groups]
    heads = [block.span.start for block in article.blocks if block.kind in (BlockKind.HEADING, BlockKind.TITLE)]
    blocks = [block.span for block in article.blocks if block.kind is not BlockKind.REFERENCE_LIST]
    ends = [block.end for block in blocks]
    found: dict[int, list[Link]] = {}
    for place, claim in enumerate(claims):
        nth = bisect_left(starts, claim.span.end)
        if nth == len(groups) or bisect_right(heads, claim.span.start) != bisect_right(heads, starts[nth]):
            continue
        last = bisect_right(ends, starts[nth]) - 1
        near = last >= 0 and claim.span.start >= blocks[last].start
        found[place] = [
            Link(number, LinkKind.MARKER, f"source named below | {number}", NEXT if near else FURTHER)
            for number, _ in groups[nth]
        ]
    return found


def listed(article: Article, references: Sequence[Reference]) -> Callable[[int], bool]:
    """Return what tells whether a place of the text lies in the list of references, or in one named below a text."""
    spans = [article.references_span] if article.references_span else []
    if article.sources_below:
        spans = [reference.span for reference in references if reference.span]
    starts = [span.start for span in spans]

    def within(place: int) -> bool:
        nth = bisect_right(starts, place) - 1
        return nth >= 0 and place < spans[nth].end

    return within


def _groups(references: Sequence[Reference]) -> list[list[tuple[int, Span]]]:
    """Return the references that one line names together."""
    found: list[list[tuple[int, Span]]] = []
    for reference in references:
        if reference.span is None:
            continue
        if found and reference.span.start - found[-1][-1][1].end <= _APART:
            found[-1].append((reference.number, reference.span))
        else:
            found.append([(reference.number, reference.span)])
    return found
