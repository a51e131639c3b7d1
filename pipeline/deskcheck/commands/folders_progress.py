"""How far a run over several articles is: a bar on a terminal, a line for each article elsewhere; on standard error."""

import sys
import time
from collections.abc import Callable
from typing import TextIO

from deskcheck.commands.auditing import Outcome
from deskcheck.reporters.characters import columns, printable

_BAR = 24
_WIDTH = 100
_CLEAR = "\r\x1b[2K"
_MINUTE = 60


class Progress:
    """Tells how far a run is.

    Args:
        total: how many items there are.
        stream: where to tell it; None: nowhere.
        lines: tell each article on a line of its own where there is no terminal.
        clock: seconds.
    """

    def __init__(
        self, total: int, stream: TextIO | None, *, lines: bool = True, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._total = total
        self._stream = stream
        self._clock = clock
        self._began = clock()
        self._done = 0
        self._told = 0
        self._is_bar = stream is not None and stream.isatty()
        self._has_lines = lines and not self._is_bar

    def finished(self, outcome: Outcome) -> None:
        """Count one item, whichever it is; on a terminal the bar moves."""
        self._done += 1
        if self._is_bar:
            self._write(_CLEAR + self.bar(outcome.path))

    def told(self, outcome: Outcome) -> None:
        """Say what came of the next item in order, where there is no bar."""
        self._told += 1
        if self._has_lines:
            number = str(self._told).rjust(len(str(self._total)))
            self._write(f"[{number}/{self._total}] {printable(outcome.path)}: {words(outcome)}\n")

    def aside(self) -> None:
        """Make room for other words on the terminal."""
        if self._is_bar:
            self._write(_CLEAR)

    def bar(self, path: str) -> str:
        """Return the bar: share, count, rate, remaining time, and the article finished last."""
        filled = _BAR * self._done // max(1, self._total)
        seconds = max(self._clock() - self._began, 1e-6)
        rate = self._done / seconds
        left = (self._total - self._done) / rate if rate else 0.0
        head = (
            f"[{'#' * filled}{'.' * (_BAR - filled)}] {self._done}/{self._total}  {rate:.1f}/s  {_spoken(left)} left  "
        )
        name = printable(path)
        while name and columns(head) + columns(name) > _WIDTH:
            name = "…" + name[2:] if len(name) > 2 else ""
        return head + name

    def _write(self, text: str) -> None:
        if self._stream is not None:
            self._stream.write(text)
            self._stream.flush()


def words(outcome: Outcome) -> str:
    """Return what came of an item, in a few words."""
    if outcome.kind == "skipped":
        return f"skipped: {outcome.said}"
    if outcome.kind in ("failed", "unchanged"):
        return outcome.kind
    told = ", ".join(
        f"{outcome.counts[name]} {name if outcome.counts[name] == 1 or name in ('known', 'waived') else name + 's'}"
        for name in ("error", "warning", "note", "known", "waived")
        if outcome.counts.get(name)
    )
    return (told or "no findings") + (", finished before" if outcome.kind == "reused" else "")


def standard_error() -> TextIO | None:
    """Return where progress goes."""
    return sys.stderr


def _spoken(seconds: float) -> str:
    whole = round(seconds)
    return f"{whole} s" if whole < _MINUTE else f"{whole // _MINUTE} min {whole % _MINUTE:02d} s"
