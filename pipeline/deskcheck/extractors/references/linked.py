"""Addresses that the text of an article without a list links to: they are its references."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from urllib.parse import SplitResult, urlsplit

import msgspec

from deskcheck.model import Article, Block, BlockKind
from deskcheck.text import sentences
from deskcheck.text.markers import Marker, MarkerKind, markers, printed_addresses

MOST = 1000
"""Addresses taken from one article; a longer row of them is a directory, not citations."""
FEWEST_LETTERS = 12
"""Letters that a block has outside its links where it says something itself and is not only a way on."""

_SPEAKING = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TABLE_CELL, BlockKind.CAPTION, BlockKind.QUOTE}
)
# Places to follow, to share and to buy, where nothing is stated that an article could rest on.
_NO_SOURCES = frozenset(
    "facebook.com fb.com instagram.com twitter.com x.com pinterest.com tiktok.com linkedin.com threads.net snapchat.com"
    " whatsapp.com wa.me t.me amzn.to a.co apps.apple.com play.google.com patreon.com paypal.com mailchi.mp eepurl.com"
    " addtoany.com shareasale.com".split()
)
_SHOP = re.compile(r"(?:^|\.)(?:amazon|ebay)\.[a-z]{2,3}(?:\.[a-z]{2})?$")
_CALL = re.compile(
    r"\W*(?:sign up|subscribe|click|get (?:started|yours|your|the app|our)|book|order|shop|buy|download|try|start your"
    r"|join|follow (?:us|me)|call|share this|contact|take (?:our|the|this) (?:\w+ )?(?:quiz|test|survey)|donate)\b",
    re.I,
)
_OPENS_NUMBER = "[⁰¹²³⁴⁵⁶⁷⁸⁹"
_LEADS_ON = re.compile(r"[^.:?!]{0,60}:[\s,;|/•·–—-]*")
_FRONT = re.compile(r"/?(?:index\.\w{3,5})?")


class Linked(msgspec.Struct, frozen=True):
    """An address, and the place in the text of the words that carry it."""

    start: int
    end: int
    url: str


def linked(article: Article) -> tuple[Linked, ...]:
    """Return the addresses that sentences of ``article`` link to, each once, in the order of their first use.

    The article's own site, front pages, places to share or to buy, blocks that are links and little else ("Read more:
    …") and sentences that call for something ("Book a stay …") are passed over. Nothing is returned where the text
    cites more often by numbers or by names and years: its list is missing, and the links are no substitute.
    """
    own = _host(_parts(article.address) or _parts(article.path))
    found: dict[str, Linked] = {}
    marked = markers(article.text)
    links = _links(article, marked)
    for link in _in_sentences(article, links):
        parts = _parts(link.url)
        if parts is not None and _may_be_source(parts, own):
            found.setdefault(_key(parts), link)
        if len(found) == MOST:
            break
    return tuple(found.values()) if len(found) >= _other_markers(article.text, marked, links) else ()


def _other_markers(text: str, marked: Sequence[Marker], links: Sequence[Linked]) -> int:
    """Count the places where a text cites by number or by author and year, those within links left out."""
    starts = [link.start for link in links]

    def free(place: int) -> bool:
        before = bisect_right(starts, place) - 1
        return before < 0 or links[before].end <= place

    found = (each for each in marked if each.kind is MarkerKind.AUTHOR_YEAR or text[each.start] in _OPENS_NUMBER)
    return sum(each.kind is not MarkerKind.LINK and free(each.start) for each in found)


def _in_sentences(article: Article, links: Sequence[Linked]) -> Iterator[Linked]:
    """Yield the links of the blocks that say something themselves, in the order of the text."""
    position = 0
    for block in article.blocks:
        held = []
        while position < len(links) and links[position].start < block.span.end:
            if links[position].start >= block.span.start:
                held.append(links[position])
            position += 1
        if held and block.kind in _SPEAKING and _says_something(article.text, block, held):
            yield from _of_statements(article.text, block, held)


def _links(article: Article, marked: Sequence[Marker]) -> list[Linked]:
    """Return the links of an article in order, none within another."""
    text = article.text
    found = [Linked(link.span.start, link.span.end, link.url) for link in article.hyperlinks]
    found += [Linked(each.start, each.end, each.url) for each in marked if each.kind is MarkerKind.LINK]
    found += [Linked(start, end, text[start:end]) for start, end in printed_addresses(text)]
    kept: list[Linked] = []
    for link in sorted(found, key=lambda link: (link.start, -link.end)):
        if not kept or link.start >= kept[-1].end:
            kept.append(link)
    return kept


def _says_something(text: str, block: Block, links: Sequence[Linked]) -> bool:
    """Tell whether a block has words of its own around its links, and more than "You may also like:"."""
    ends = [block.span.start, *(link.end for link in links)]
    starts = [*(link.start for link in links), block.span.end]
    outside = "".join(text[end:start] for end, start in zip(ends, starts, strict=True))
    return sum(map(str.isalpha, outside)) >= FEWEST_LETTERS and not _LEADS_ON.fullmatch(outside)


def _of_statements(text: str, block: Block, links: Sequence[Linked]) -> Iterator[Linked]:
    """Yield the links but for those of sentences that call on the reader to buy, book or follow something."""
    places = list(sentences(text, block.span.start, block.span.end))
    starts = [start for start, _ in places]
    for link in links:
        nth = bisect_right(starts, link.start) - 1
        if nth < 0 or not _CALL.match(text, *places[nth]):
            yield link


def _may_be_source(parts: SplitResult, own: str) -> bool:
    host = _host(parts)
    if not host or host == own or host.endswith(f".{own}" if own else "\0") or own.endswith(f".{host}"):
        return False
    if any(host == other or host.endswith(f".{other}") for other in _NO_SOURCES) or _SHOP.search(host):
        return False
    return bool(parts.query) or _FRONT.fullmatch(parts.path) is None


def _parts(url: str) -> SplitResult | None:
    """Return the parts of an absolute address on the web, or None."""
    try:
        parts = urlsplit(f"https:{url}" if url.startswith("//") else url)
        return parts if parts.scheme in ("http", "https") and "." in (parts.hostname or "") else None
    except ValueError:
        return None


def _host(parts: SplitResult | None) -> str:
    return (parts.hostname or "").lower().removeprefix("www.") if parts is not None else ""


def _key(parts: SplitResult) -> str:
    return f"{_host(parts)}{parts.path.rstrip('/')}?{parts.query}"
