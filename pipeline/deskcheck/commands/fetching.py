"""Articles that are named by their address."""

import re

from msgspec.structs import replace

from deskcheck import readers
from deskcheck.errors import InputError
from deskcheck.model import Article

_NAME = re.compile(r"[^a-z0-9]+")
_LONGEST_NAME = 80


def article_at(url: str, *, online: bool, offline: bool = False, mailto: str = "", trusted: str = "") -> Article:
    """Fetch the article at ``url`` and read it; its path is the address as named, ``address`` the one that answered.

    Args:
        online: the user allowed the network.
        offline: the user forbade it.
        mailto: where the site can reach the user.
        trusted: an origin that may be a private one, for tests.

    Raises:
        InputError: the network is off, the page cannot be fetched, or no reader takes it.
    """
    if offline or not online:
        remedy = "Add --online, or save the page and name the file."
        raise InputError("is an address, and the network is off", where=url[:200], remedy=remedy)
    from deskcheck.authorities import web_article  # noqa: PLC0415 - most articles are files
    from deskcheck.network import Door  # noqa: PLC0415

    found = web_article.fetch(url, Door(mailto=mailto, trusted=trusted, tries=2, patience=15.0))
    article = readers.read_bytes(found.data, url, suffix=found.suffix)
    return replace(article, path=url, address=found.address)


def name_of(url: str) -> str:
    """Return the name of a folder for the reports on a page: its host and path, in plain letters and figures."""
    place = url.split("://", 1)[1].partition("?")[0].partition("#")[0].lower()
    return _NAME.sub("-", place)[:_LONGEST_NAME].strip("-") or "article"
