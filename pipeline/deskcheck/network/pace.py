"""Politeness: when the next request may go out, and how long a server asks to be left alone."""

import datetime
import email.utils
import threading
from collections.abc import Callable, Mapping

_FIRST_RATE = 3.0
_SLOWEST = 60.0
_MARGIN = 1.06
"""Requests sent evenly arrive unevenly: at the very rate stated, 7 of 33 came too early, 150 ms away."""


class Pace:
    """When the next request to one server may go out; re-rated by each answer.

    Args:
        gap: seconds between requests to a server that states no rate.
    """

    def __init__(
        self, clock: Callable[[], float], sleep: Callable[[float], None], gap: float = 1 / _FIRST_RATE
    ) -> None:
        self._unstated = gap
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._held = float("-inf")
        self.gap = 0.0
        self.concurrency = 1

    def wait(self) -> None:
        """Take the next slot and wait for it."""
        with self._lock:
            now = self._clock()
            slot = max(now, self._last + self.gap, self._held)
            self._last = slot
        if slot > now:
            self._sleep(slot - now)

    def hold(self, seconds: float) -> None:
        """Let nothing out for ``seconds``."""
        with self._lock:
            self._held = max(self._held, self._clock() + seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take rate and concurrency from ``x-rate-limit-limit``, ``-interval`` and ``x-concurrency-limit``."""
        limit = _number(headers.get("x-rate-limit-limit", ""))
        interval = _number(headers.get("x-rate-limit-interval", "1s").rstrip("s ")) or 1.0
        self.gap = min(_MARGIN * interval / limit, _SLOWEST) if limit else self._unstated
        allowed = _number(headers.get("x-concurrency-limit", ""))
        self.concurrency = max(1, min(int(allowed or 1), 8))


def retry_after(value: str, now: datetime.datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` asks for, given as seconds or as a date; None when it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds())


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0
