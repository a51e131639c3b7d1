"""What a cited page says, as evidence: its paragraphs, without navigation, advertisements and its own reference list.

Reading them is the readers' work, as for full texts; here a page is proven to be the source and cut into evidence.
"""

from collections.abc import Iterator

import msgspec

from deskcheck.authorities import full_texts
from deskcheck.model import Article, Evidence, Reference

ORIGIN = "page"


class PageText(msgspec.Struct, frozen=True):
    """A page as it was fetched: the address that answered, the ISO date of the look, and its HTML in UTF-8."""

    address: str
    checked_on: str
    html: bytes


def evidence(reference: Reference, seen: PageText, text: Article) -> Iterator[Evidence]:
    """Yield the paragraphs of a page that opens with the printed title; nothing of any other page."""
    if not full_texts.is_of(reference, text):
        return
    for _, quote in full_texts.paragraphs(text):
        yield Evidence(
            reference=reference.number, origin=ORIGIN, quote=quote, locator=seen.address, checked_on=seen.checked_on
        )
