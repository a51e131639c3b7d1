"""Whether it is worth asking at all: a run must not wait for a network that is gone, reference by reference.

Two rules, both about one run: nobody answers for some seconds → the network is gone; one service fails several times
in a row, or asks to be left alone → that service is down. What is left ends as unknown at once, and says so.
Basis: the circuit breaker (Nygard, *Release It!*), with one state for the run and no half-open probing: the next run
is the probe.
"""

import threading
import time
from collections.abc import Callable

from deskcheck.network.faults import Fault, FaultKind

SILENCE = 7.0
"""Seconds without an answer from anybody after which the network counts as gone."""
IN_A_ROW = 3
"""Requests to one service that must fail, with no answer between them, for it to count as down …"""
TOO_LONG = 10.0
"""… or the seconds that may be spent on requests that failed in a row."""


class Circuit:
    """What a run has learnt of the network; shared by the doors of all services.

    Args:
        silence: seconds without an answer, from the first request that got none, that are waited at most.
        clock: seconds, only their differences matter.
    """

    def __init__(self, silence: float = SILENCE, clock: Callable[[], float] = time.monotonic) -> None:
        self._silence, self._clock = silence, clock
        self._lock = threading.Lock()
        self._since: float | None = None
        self._answered = False
        self._failures = 0
        self._gone = ""
        self._rows: dict[str, tuple[int, float]] = {}
        self._closed: dict[str, tuple[float, str]] = {}

    @property
    def answered(self) -> bool:
        """Whether anybody has answered in this run."""
        return self._answered

    def allowed(self, origin: str) -> float:
        """Return the seconds that a request to ``origin`` may take, unbounded once somebody has answered.

        Raises:
            Fault: the network or the service was found dead before.
        """
        with self._lock:
            now = self._clock()
            if self._since is None:
                self._since = now
            left = self._since + self._silence - now
            if not self._gone and left <= 0 and self._failures and not self._answered:
                self._gone = f"the network is gone: nobody answered for {self._silence:g} seconds"
            if self._gone:
                raise Fault(self._gone, FaultKind.DOWN)
            until, reason = self._closed.get(origin, (0.0, ""))
            if reason and now < until:
                raise Fault(reason, FaultKind.DOWN)
            return float("inf") if self._answered else max(left, 0.1)

    def heard(self) -> None:
        """Take note of an answer, whatever it says: the network is there."""
        with self._lock:
            self._since, self._answered, self._failures = None, True, 0

    def unheard(self) -> None:
        """Take note of a request that nobody answered."""
        with self._lock:
            self._failures += 1
            since = self._since if self._since is not None else self._clock()
            if self._failures >= IN_A_ROW and self._clock() - since >= self._silence:
                self._gone = f"the network is gone: nobody answered for {self._silence:g} seconds"

    def served(self, origin: str) -> None:
        """Take note that a service did what it was asked."""
        with self._lock:
            self._rows.pop(origin, None)

    def failed(self, origin: str, reason: str, seconds: float) -> None:
        """Take note that a service did not, after all the tries it gets and so many seconds."""
        with self._lock:
            times, spent = self._rows.get(origin, (0, 0.0))
            self._rows[origin] = times, spent = times + 1, spent + seconds
            if times >= IN_A_ROW or spent >= TOO_LONG:
                self._closed.setdefault(origin, (float("inf"), f"{reason}; not asked again in this run"))

    def close(self, origin: str, seconds: float, reason: str) -> None:
        """Ask ``origin`` nothing for so many seconds, as it wished."""
        with self._lock:
            self._closed[origin] = (self._clock() + seconds, reason)
