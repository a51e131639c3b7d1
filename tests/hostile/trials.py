"""Trials of malformed files: reading one must give a document or one line that names the file.

They run in forked children with a limit on memory and an alarm for hangs, and are counted.
"""

import json
import os
import resource
import signal
import sys
import time
from collections import Counter
from pathlib import Path
from types import SimpleNamespace
from typing import NamedTuple

from deskcheck.errors import InputError
from deskcheck.readers.limits import MAX_CHARACTERS
from hostile.documents import made

SECONDS = 10
MEMORY = 1 << 30


class Count(NamedTuple):
    """What became of the cases of one format."""

    format: str
    cases: int
    read: int
    refused: int
    seconds: float
    longest: float
    failures: tuple[str, ...]


def check(data: bytes, path: str) -> None:
    """Read ``data`` as the program would; anything but a sound document or an ``InputError`` is a fault of ours."""
    name = Path(path).name
    if name.startswith("a."):
        _check_article(data, path)
    elif name.startswith("r."):
        from deskcheck.extractors import bibliography  # noqa: PLC0415

        references, unread = bibliography.read(data, path)
        assert all(one.reason and "\n" not in one.reason for one in unread)
        json.dumps([reference.printed for reference in references])
    else:
        _check_file(data, Path(path))


def _check_article(data: bytes, path: str) -> None:
    from deskcheck.extractors.references import extract  # noqa: PLC0415
    from deskcheck.readers import read_bytes  # noqa: PLC0415

    article = read_bytes(data, path)
    assert 0 < len(article.text) <= MAX_CHARACTERS
    end = 0
    for block in article.blocks:
        assert end <= block.span.start <= block.span.end <= len(article.text)
        end = block.span.end
    extract(article)


def _check_file(data: bytes, path: Path) -> None:
    from deskcheck.authorities import dossier_files, retraction_watch  # noqa: PLC0415
    from deskcheck.commands.report import load  # noqa: PLC0415

    path.write_bytes(data)
    if path.name == "audit.json":
        load(path)
    elif path.name == "evidence.toml":
        dossier_files.sources(path)
    elif path.name == "crossref.jsonl":
        dossier_files.records(path)
    else:
        for doi, notice in retraction_watch.notices(path):
            assert doi.startswith("10.")
            assert notice.sources


class HangError(Exception):
    """Reading a file took too long."""


def case(name: str, data: bytes, folder: Path) -> str:
    """Return ``read`` or ``refused``; raise what is a fault of ours."""
    path = str(folder / name)
    try:
        check(data, path)
    except InputError as fault:
        line = str(fault)
        assert "\n" not in line, line
        assert line.startswith(path), line
        assert len(line) > len(path) + 10, line
        return "refused"
    return "read"


def run(name: str, seeds: range, folder: Path) -> Count:
    """Try the malformed files of some seeds in a child with limits; return what became of them."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            os.close(reading)
            with os.fdopen(writing, "w") as told:
                _serve(name, seeds, folder, told)
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as stream:
        rows = [json.loads(line) for line in stream]
    os.waitpid(child, 0)
    counted = Counter(row[1] for row in rows)
    failures = [f"{name} seed {row[0]}: {row[1]}" for row in rows if row[1] not in ("read", "refused")]
    if len(rows) < len(seeds):
        failures.append(f"{name} seed {seeds[len(rows)]}: the process died or was stuck")
    times = [row[2] for row in rows] or [0.0]
    return Count(name, len(rows), counted["read"], counted["refused"], sum(times), max(times), tuple(failures))


def _serve(name: str, seeds: range, folder: Path, told: object) -> None:
    confine()
    if name.endswith(".pdf"):
        _fork_instead_of_starting()
    for seed in seeds:
        data = made(name, seed)
        began = time.perf_counter()
        signal.setitimer(signal.ITIMER_REAL, SECONDS)
        try:
            what = case(name, data, folder)
        except BaseException as fault:  # noqa: BLE001 - whatever it is, it is the finding
            what = f"{type(fault).__name__}: {fault}"[:300]
        signal.setitimer(signal.ITIMER_REAL, 0)
        told.write(json.dumps([seed, what, time.perf_counter() - began]) + "\n")
        told.flush()


def confine() -> None:
    """Limit this process to ``MEMORY`` more than it has, and let the alarm raise; for a child only."""

    def late(*_: object) -> None:
        raise HangError

    used = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    signal.signal(signal.SIGALRM, late)


def _fork_instead_of_starting() -> None:
    """Let the PDF reader's child be a fork with its library loaded: the same code without an interpreter's start."""
    import pypdfium2  # noqa: F401, PLC0415

    from deskcheck.readers import pdf, pdf_lines  # noqa: PLC0415

    def run(command: list[str], *, input: bytes, timeout: float, **_: object) -> SimpleNamespace:  # noqa: A002
        (pages, told), source = os.pipe(), os.memfd_create("pdf")
        os.write(source, input)
        child = os.fork()
        if child == 0:
            try:
                os.lseek(source, 0, os.SEEK_SET)
                os.dup2(source, 0)
                sys.stdin = open(0, closefd=False)  # noqa: SIM115
                sys.stdout = open(told, "w")  # noqa: PTH123, SIM115
                sys.argv = command[2:]
                signal.setitimer(signal.ITIMER_REAL, 0)
                pdf_lines._limit = lambda *_: None
                pdf_lines.main()
                sys.stdout.flush()
                os._exit(0)
            finally:
                os._exit(1)
        os.close(told)
        os.close(source)
        with os.fdopen(pages, "rb") as stream:
            written = stream.read()
        return SimpleNamespace(stdout=written, returncode=os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))

    pdf.subprocess = SimpleNamespace(run=run, TimeoutExpired=TimeoutError)
