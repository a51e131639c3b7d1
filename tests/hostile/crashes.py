"""Processes that are killed, run out of disk or crowd one cache, and what must hold of the files afterwards.

A child is forked and killed without warning at a chosen place: before the n-th line of Python, before the n-th
step of SQLite's virtual machine, or after some microseconds wherever it then is. It tells through a pipe what it
finished, so the parent knows what must be there.
"""

import os
import random
import resource
import signal
import sqlite3
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from deskcheck.cache import Cache
from deskcheck.commands.output import write_files
from deskcheck.errors import OutputError

ROUNDS = 6
BATCH = 3
OLD = {"audit.json": "old " * 300, "audit.html": "old page " * 900, "audit.md": "old words " * 200}
NEW = {name: text.replace("old", "new") for name, text in OLD.items()}
Tell = Callable[[int], None]
Arm = Callable[[sqlite3.Connection | None], None]


def body(key: str) -> bytes:
    """Return the answer that belongs to a key, of a size of its own."""
    return key.encode() * random.Random(key).randrange(1, 3_000)


def fill(path: Path, tell: Tell, arm: Arm = lambda _: None, *, name: str = "k") -> None:
    """Keep some batches of answers, telling each when it is finished."""
    cache = Cache(path, warn=lambda _: None)
    arm(cache._database)
    for turn in range(ROUNDS):
        cache.put_all("record", [(key, body(key)) for key in keys(turn, name)])
        tell(turn)
    cache.close()


def keys(turn: int, name: str = "k") -> list[str]:
    """Return the keys of one batch."""
    return [f"{name}{turn}.{place}" for place in range(BATCH)]


def forked(work: Callable[[Tell], None]) -> tuple[set[int], int]:
    """Run ``work`` in a child; return what it told and how it ended (minus the signal, or the exit status)."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        status = 1
        try:
            os.close(reading)
            work(lambda turn: (os.write(writing, bytes([turn])), None)[1])
            status = 0
        finally:
            os._exit(status)
    os.close(writing)
    told = b""
    while part := os.read(reading, 4096):
        told += part
    os.close(reading)
    return set(told), os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def killing(kind: str, at: int) -> Arm:
    """Return what arms the process it is called in, to be killed at place ``at``."""
    left = [at]

    def count(*_: object) -> object:
        left[0] -= 1
        if left[0] < 0:
            os.kill(os.getpid(), signal.SIGKILL)
        return count

    def arm(database: sqlite3.Connection | None) -> None:
        if kind == "line":
            sys.settrace(count)
            sys._getframe(1).f_trace = count
        elif kind == "step" and database is not None:
            database.set_progress_handler(lambda: bool(count() is None), 1)
        else:
            signal.signal(signal.SIGALRM, signal.SIG_DFL)
            signal.setitimer(signal.ITIMER_REAL, max(at, 1) / 1e6)

    return arm


REACH = {"line": 260, "step": 420, "time": 9_000}
"""How far the places of each kind go: a whole run has about so many lines, steps and microseconds."""


def kill_points(count: int, seed: int = 20_260) -> list[tuple[str, int]]:
    """Return ``count`` places to be killed at, of all kinds."""
    chance = random.Random(seed)
    return [(kind := list(REACH)[turn % 3], chance.randrange(REACH[kind])) for turn in range(count)]


def kill_the_cache(kind: str, at: int, *, folder: Path) -> bool:
    """Kill a child that fills a cache, check the cache and fill it to the end; tell whether the child was killed."""
    path = folder / "answers.sqlite"
    arm = killing(kind, at)
    told, status = forked(lambda tell: fill(path, tell, arm))
    assert status in (0, -signal.SIGKILL, -signal.SIGALRM), status
    check_cache(path, told)
    again, status = forked(lambda tell: fill(path, tell))
    assert status == 0
    check_cache(path, again)
    assert again == set(range(ROUNDS))
    return status != 0 or told != again


def check_cache(path: Path, finished: set[int], name: str = "k") -> None:
    """Fail unless finished batches are whole, others whole or absent, and the file is sound."""
    complaints: list[str] = []
    cache = Cache(path, warn=complaints.append)
    for turn in range(ROUNDS):
        got = [cache.get("record", key) for key in keys(turn, name)]
        whole = [body(key) for key in keys(turn, name)]
        assert got == whole or (turn not in finished and got == [None] * BATCH), (turn, finished)
    cache.close()
    assert not complaints
    with sqlite3.connect(path) as database:
        assert database.execute("pragma integrity_check").fetchone() == ("ok",)
    database.close()


def kill_the_writer(kind: str, at: int, *, folder: Path) -> bool:
    """Kill a child that replaces saved reports; every report is then the old or the new one, whole."""
    write_files(folder, OLD)

    def work(tell: Tell) -> None:
        killing("line" if kind == "step" else kind, at)(None)
        write_files(folder, NEW)
        tell(1)

    told, _ = forked(work)
    found = {name: (folder / name).read_text() for name in OLD}
    assert all(text in (OLD[name], NEW[name]) for name, text in found.items())
    assert not told or found == NEW
    return not told


def fill_the_disk(limit: int, *, folder: Path) -> bool:
    """Fill a cache and write reports where no file may grow beyond ``limit`` bytes; tell whether that was too small."""
    path = folder / "answers.sqlite"
    reports = folder / "reports"
    write_files(reports, OLD)

    def full(tell: Tell) -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
        fill(path, lambda _: None)
        try:
            write_files(reports, NEW)
            tell(1)
        except OutputError as fault:
            assert "\n" not in str(fault)

    told, status = forked(full)
    assert status == 0, "a full disk ended the run"
    check_cache(path, set())
    found = {name: (reports / name).read_text() for name in OLD}
    assert found == (NEW if told else OLD)
    assert {one.name for one in reports.iterdir()} == set(OLD), "a temporary file stayed"
    fill(path, lambda _: None)
    check_cache(path, set(range(ROUNDS)))
    return not told


def crowd(processes: int, *, folder: Path) -> None:
    """Let several processes open and fill one new cache at once; no answer may be lost."""
    path = folder / "answers.sqlite"
    children = []
    for number in range(processes):
        child = os.fork()
        if child == 0:
            try:
                fill(path, lambda _: None, name=f"own{number}.")
                fill(path, lambda _: None)
                os._exit(0)
            finally:
                os._exit(1)
        children.append(child)
    assert [os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children] == [0] * processes
    for name in ("k", *(f"own{number}." for number in range(processes))):
        check_cache(path, set(range(ROUNDS)), name)


def measure(points: int) -> dict[str, tuple[int, int]]:
    """Run everything; return (cases, of which cut off) by name. A case that fails raises."""
    done: dict[str, tuple[int, int]] = {}
    for name, check in (("cache", kill_the_cache), ("reports", kill_the_writer)):
        cut = 0
        for kind, at in kill_points(points):
            with tempfile.TemporaryDirectory() as folder:
                cut += check(kind, at, folder=Path(folder))
        done[f"killed while writing {name}"] = (points, cut)
    cut = 0
    limits = range(0, 72_000, 72_000 // points)
    for limit in limits:
        with tempfile.TemporaryDirectory() as folder:
            cut += fill_the_disk(limit, folder=Path(folder))
    done["disk full"] = (len(limits), cut)
    for _ in range(runs := max(1, points // 20)):
        with tempfile.TemporaryDirectory() as folder:
            crowd(8, folder=Path(folder))
    done["eight processes on one cache"] = (runs, 0)
    return done
