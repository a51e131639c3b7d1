"""The texts of cited pages, held from the visit that looked at them, so that no page is asked for twice."""

import zlib

from deskcheck.authorities.page_passages import PageText
from deskcheck.cache import Cache
from deskcheck.model import PageCheck

MOST = 500
"""The highest number of a reference whose page's text is held; the addresses of all are looked at."""
_KIND = "page text"


class Texts:
    """Holds the texts of one article's pages by reference number; a later run finds them in the cache."""

    def __init__(self, cache: Cache) -> None:
        self._cache = cache
        self._held: dict[int, tuple[bytes, PageCheck]] = {}

    def keep(self, number: int, key: str, html: bytes, check: PageCheck) -> None:
        """Keep the text just fetched; an empty one displaces what an earlier visit kept."""
        self._cache.put(_KIND, key, html)
        self._hold(number, html, check)

    def recall(self, number: int, key: str, check: PageCheck, *, any_age: bool) -> None:
        """Hold the text that an earlier run kept beside a check, if it did."""
        self._hold(number, self._cache.get(_KIND, key, any_age=any_age) or b"", check)

    def all(self) -> dict[int, PageText]:
        """Return the texts, in the order of the references' numbers."""
        return {
            number: PageText(zlib.decompress(packed), check.final or check.address, check.checked_on)
            for number, (packed, check) in sorted(self._held.items())
        }

    def _hold(self, number: int, html: bytes, check: PageCheck) -> None:
        if html and number <= MOST:
            self._held[number] = (zlib.compress(html, 3), check)
