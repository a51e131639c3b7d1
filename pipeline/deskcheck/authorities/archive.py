"""Archived copies of pages. Basis: the Internet Archive's Wayback Availability API, ``/wayback/available``."""

import datetime
import re
from typing import Any
from urllib.parse import urlsplit

import msgspec

from deskcheck.cache import Cache
from deskcheck.model import ArchivedCopy, PageStatus
from deskcheck.network import Door, Fault

SERVICE = "https://archive.org"
COPIES = ("web.archive.org", "archive.org")
"""Hosts on which the copies lie; an answer that names another is not believed."""
_STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)\d{0,6}\Z")


class Archive:
    """The archive, or a server that speaks its interface.

    Args:
        url: address of the server, without a final slash.
    """

    name = "archive.org"

    def __init__(self, url: str, door: Door, cache: Cache) -> None:
        self.url, self.door, self._cache = url.rstrip("/"), door, cache

    def copy(self, address: str, near: datetime.date) -> ArchivedCopy:
        """Return the copy nearest to a day, or that there is none, which is never kept.

        Raises:
            Fault: no answer, or none about this address.
        """
        kept = self._kept(address)
        if kept is not None:
            return kept
        # Without a time the service at times answers that it holds nothing.
        answer = self.door.get(f"{self.url}/wayback/available", {"url": address, "timestamp": f"{near:%Y%m%d}"})
        copy = _read(answer.body, address) if answer.status == 200 else None
        if copy is None:
            raise Fault(f"{self.name} answered {answer.status} without a word on this address")
        if copy.status is PageStatus.OK:
            self._cache.put("archived", address, msgspec.json.encode(copy))
        return copy

    def _kept(self, address: str) -> ArchivedCopy | None:
        kept = self._cache.get("archived", address, any_age=self.door.offline)
        try:
            return msgspec.json.decode(kept, type=ArchivedCopy) if kept else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None


def _read(body: bytes, address: str) -> ArchivedCopy | None:
    """Return what the answer says of ``address``; None when it says nothing of it."""
    try:
        said: Any = msgspec.json.decode(body)
        if said.get("url", address) != address:
            return None
        snapshots = said["archived_snapshots"]
        closest = snapshots.get("closest")
        if closest is None:
            return ArchivedCopy(status=PageStatus.NOT_FOUND)
        stamp = _STAMP.match(str(closest["timestamp"]))
        found = str(closest["url"])
        good = closest.get("available") is True and str(closest.get("status", "")) == "200"
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError, AttributeError, KeyError, TypeError):
        return None
    if not good:
        return ArchivedCopy(status=PageStatus.NOT_FOUND)
    if stamp is None or len(found) > 8000 or not _is_copy(found):
        return None
    return ArchivedCopy(
        status=PageStatus.OK, address=found.replace("http://", "https://", 1), date="-".join(stamp.groups())
    )


def _is_copy(url: str) -> bool:
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and parts.netloc in COPIES and parts.path.startswith("/web/")
    except ValueError:
        return False
