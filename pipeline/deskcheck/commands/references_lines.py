"""``deskcheck references --lines`` and its like: many printed references, read by several processes at once.

A batch is read as one list, whichever process reads it, so that the answers do not depend on how many there are.
"""

import multiprocessing
import os
import signal
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.process import BaseProcess
from threading import Thread

import msgspec

from deskcheck.commands.folders_workers import processors
from deskcheck.errors import ExitCode
from deskcheck.extractors import references

_MOST = 8
_ENOUGH = 2
"""Batches from which a second process is worth its start."""
_AHEAD = 2
"""Batches that wait for each process; more would only take memory."""


def answers(data: bytes) -> Iterator[bytes]:
    """Yield one JSON object a line, each with its line break, in the order of the lines.

    Args:
        data: one reference a line, UTF-8.
    """
    batches = references.batches(data)
    workers = min(processors(), _MOST, len(batches))
    if workers < _ENOUGH:
        yield from map(_encoded, batches)
        return
    # A fork shares the model that is loaded already; elsewhere each process loads its own.
    forks = sys.platform == "linux"
    if forks:
        references.read_batch([""])
    context = multiprocessing.get_context("fork" if forks else "spawn")
    done = 0
    try:
        with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_the_run) as pool:
            waiting: deque[Future[bytes]] = deque()
            for batch in batches:
                waiting.append(pool.submit(_encoded, batch))
                if len(waiting) > _AHEAD * workers:
                    yield waiting.popleft().result()
                    done += 1
            while waiting:
                yield waiting.popleft().result()
                done += 1
    except BrokenProcessPool:  # killed for memory, say: what is left is read here
        yield from map(_encoded, batches[done:])


def _end_with_the_run() -> None:
    """Let a worker end when the run is killed; whoever interrupts the run has it told by the run alone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    run = multiprocessing.parent_process()
    if run is not None:
        Thread(target=_outlive, args=(run,), daemon=True).start()


def _outlive(run: BaseProcess) -> None:
    run.join()
    os._exit(ExitCode.INTERNAL)


def _encoded(batch: Sequence[str]) -> bytes:
    return b"".join(msgspec.json.encode(result) + b"\n" for result in references.read_batch(batch))
