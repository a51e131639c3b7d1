"""Worker processes for a run over several articles: one that dies or hangs costs its article, never the run.

Each worker is told one item at a time, so that it is always known which article a worker was on. Workers end by
themselves when the run is killed, and are replaced after some articles, so that memory stays bounded.
"""

import multiprocessing
import os
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from multiprocessing.connection import Connection, wait
from typing import Any

from deskcheck.commands.audit_request import Item
from deskcheck.commands.auditing import Outcome, failed
from deskcheck.errors import ExitCode

MOST = 8
_ARTICLES_A_WORKER = 100
_FAREWELL = 2.0

Make = Callable[[], Callable[[Item], Outcome]]
"""Makes what audits an item; called once in each worker."""


def processors() -> int:
    """Return how many processors this run may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Workers:
    """Audits items in processes of their own.

    Args:
        make: makes the function that audits one item, in the worker.
        jobs: how many workers.
        time_limit: seconds that one item may take.
    """

    def __init__(self, make: Make, jobs: int, time_limit: float) -> None:
        self._make = make
        self._jobs = jobs
        self._time_limit = time_limit
        # A fork shares what is loaded already; elsewhere each worker starts afresh.
        self._forks = sys.platform == "linux"
        self._context = multiprocessing.get_context("fork" if self._forks else "spawn")
        self._workers: list[_Worker] = []

    def run(self, items: Sequence[Item]) -> Iterator[tuple[int, Outcome]]:
        """Yield the place of each item and what came of it, as they are finished.

        Whatever ends the iteration, no worker stays behind.
        """
        waiting = list(enumerate(items))[::-1]
        try:
            while waiting or self._workers:
                while waiting and len(self._workers) < self._jobs:
                    others = [worker.pipe for worker in self._workers] if self._forks else []
                    self._workers.append(_Worker(self._context, self._make, others, forks=self._forks))
                for worker in self._workers:
                    if worker.item is None and waiting:
                        worker.give(*waiting.pop(), limit=self._time_limit)
                yield from self._finished(more=bool(waiting))
        finally:
            for worker in self._workers:
                worker.end()
            self._workers.clear()

    def _finished(self, *, more: bool) -> Iterator[tuple[int, Outcome]]:
        busy = [worker for worker in self._workers if worker.item is not None]
        first = min((worker.deadline for worker in busy), default=time.monotonic())
        told = {id(one) for one in wait([worker.pipe for worker in busy], max(0.0, first - time.monotonic()))}
        for worker in busy:
            if id(worker.pipe) in told or time.monotonic() >= worker.deadline:
                place, item = worker.place, worker.item
                outcome = worker.answer()
                if item is not None:
                    yield place, outcome or failed(item, ExitCode.INTERNAL, worker.epitaph(item, self._time_limit))
        for worker in [one for one in self._workers if one.spent or (one.item is None and not more)]:
            worker.end()
            self._workers.remove(worker)


class _Worker:
    """One process and the item it is on; ``spent`` when it can be given no further item."""

    def __init__(self, context: Any, make: Make, others: list[Connection], *, forks: bool) -> None:
        self.pipe: Connection
        self.pipe, theirs = context.Pipe()
        # A fork inherits our ends of all pipes; while it held them, nobody would hear that we have died.
        ours = [*others, self.pipe] if forks else []
        self._process = context.Process(target=_serve, args=(theirs, make, ours), daemon=True)
        self._process.start()
        theirs.close()
        self.item: Item | None = None
        self.place, self.deadline, self.spent = 0, 0.0, False
        self._left = _ARTICLES_A_WORKER

    def give(self, place: int, item: Item, *, limit: float) -> None:
        """Let it audit an item."""
        self.place, self.item, self.deadline = place, item, time.monotonic() + limit
        try:
            self.pipe.send(item)
        except OSError:
            # It is gone; the answer that does not come tells.
            self.spent = True

    def answer(self) -> Outcome | None:
        """Return what it says of its item, or None when it has died or takes too long."""
        try:
            outcome = self.pipe.recv() if self.pipe.poll() else None
        except (EOFError, OSError):
            outcome = None
        self._left -= 1
        self.spent = self.spent or outcome is None or self._left <= 0
        self.item = None
        return outcome if isinstance(outcome, Outcome) else None

    def epitaph(self, item: Item, limit: float) -> str:
        """Return the line about an item that has no answer."""
        late = time.monotonic() >= self.deadline
        self.end()
        if late:
            return f"{item.path}: was given up after {limit:g} seconds. Audit it alone, or raise --time-limit."
        code = self._process.exitcode
        how = f"signal {-code}" if code is not None and code < 0 else f"status {code}"
        return f"{item.path}: the process that audited it died ({how}). Audit it alone to see why."

    def end(self) -> None:
        """Stop it, whatever it is doing."""
        self.spent = True
        self.pipe.close()
        if self.item is None:
            # Idle or just dead: it ends by itself when its pipe closes.
            self._process.join(_FAREWELL)
        if self._process.is_alive():
            self._process.kill()
        self._process.join()


def _serve(pipe: Connection, make: Make, inherited: Sequence[Connection]) -> None:
    """Audit items as they come, until there are no more or nobody is left to tell."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for other in inherited:
        other.close()
    audit = make()
    try:
        while True:
            item: Item = pipe.recv()
            try:
                outcome = audit(item)
            except Exception as fault:  # noqa: BLE001 - a fault of ours in one article must not take the others down
                what = f"internal error ({type(fault).__name__}: {fault})"
                outcome = failed(item, ExitCode.INTERNAL, f"{item.path}: {what}. Audit it alone with --debug.")
            pipe.send(outcome)
    except (EOFError, OSError):
        return
