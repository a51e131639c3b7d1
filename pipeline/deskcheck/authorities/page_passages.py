"""What a cited page says, cut into evidence: its prose, without menus, headline and links to other pages."""

from bisect import bisect_left
from collections.abc import Sequence

import msgspec

from deskcheck.authorities.full_texts import MAXIMUM_PIECES, READ
from deskcheck.model import Article, Block, Evidence
from deskcheck.text import fold, words

ORIGIN = "page"
FEWEST_WORDS = 6
"""Words of the shortest passage that is read; labels, captions of buttons and bylines have fewer."""
LINKED = 0.6
"""Share of a passage's characters that are a link's from which it is a way to another page, not a statement."""
OF_TITLE = 0.9
"""Share of a passage's words that stand in the page's title from which it only repeats that."""


class PageText(msgspec.Struct, frozen=True):
    """A cited page as HTML in UTF-8, the address that it came from and the ISO date on which it was seen."""

    html: bytes
    address: str
    seen_on: str


def evidence(number: int, page: PageText, text: Article) -> tuple[Evidence, ...]:
    """Return the passages of the page cited as reference ``number``, each with the page's address and its date.

    Args:
        text: the page as an article.
    """
    locator = f"{page.address}, seen {page.seen_on}"
    title = frozenset(words(fold(text.title)))
    links = sorted((link.span.start, link.span.end) for link in text.hyperlinks)
    pieces = []
    for block in text.blocks:
        quote = " ".join(text.text[block.span.start : block.span.end].split())
        if block.kind in READ and _says_something(quote, title) and _linked(block, links) < LINKED:
            pieces.append(Evidence(reference=number, origin=ORIGIN, quote=quote, locator=locator))
    return tuple(pieces[:MAXIMUM_PIECES])


def _says_something(quote: str, title: frozenset[str]) -> bool:
    held = words(fold(quote))
    return len(held) >= FEWEST_WORDS and sum(word in title for word in held) < OF_TITLE * len(held)


def _linked(block: Block, links: Sequence[tuple[int, int]]) -> float:
    """Return the share of a block that is the words of links; ``links`` are where each begins and ends, in order."""
    first, last = block.span.start, block.span.end
    inside = links[bisect_left(links, (first, 0)) : bisect_left(links, (last, 0))]
    return sum(min(end, last) - start for start, end in inside) / max(1, last - first)
