"""Failures of an address over time: one is a suspicion, three on days well apart are a fact."""

import datetime
from collections.abc import Iterable

import msgspec

from deskcheck.cache import Cache

APART = datetime.timedelta(days=3)
ENOUGH = 3
_KIND = "failures"
_MOST = 10


class History:
    """What is remembered of addresses that failed, in the cache that also keeps answers."""

    def __init__(self, cache: Cache, today: datetime.date) -> None:
        self._cache, self._today = cache, today

    def of(self, address: str) -> tuple[str, ...]:
        """Return the ISO dates of the failures that count, oldest first; what makes no sense is forgotten."""
        kept = self._cache.get(_KIND, address, any_age=True)
        try:
            days = (
                [datetime.date.fromisoformat(day) for day in msgspec.json.decode(kept, type=list[str])] if kept else []
            )
        except (msgspec.DecodeError, ValueError):
            return ()
        return tuple(day.isoformat() for day in _apart(day for day in sorted(days) if day <= self._today))

    def failed(self, address: str) -> tuple[str, ...]:
        """Remember that an address failed today, and return the failures that count."""
        days = (*self.of(address), self._today.isoformat())
        counted = tuple(day.isoformat() for day in _apart(sorted(map(datetime.date.fromisoformat, days))))[:_MOST]
        self._cache.put(_KIND, address, msgspec.json.encode(counted))
        return counted

    def answered(self, address: str) -> None:
        """Forget the failures of an address that answered."""
        if self.of(address):
            self._cache.put(_KIND, address, b"[]")


def _apart(days: Iterable[datetime.date]) -> list[datetime.date]:
    counted: list[datetime.date] = []
    for day in days:
        if not counted or day - counted[-1] >= APART:
            counted.append(day)
    return counted
