"""Many lines, read by several processes."""

import os
import select
import signal
import sys

import msgspec
import pytest

from deskcheck.commands import references_lines
from deskcheck.extractors import references
from deskcheck.extractors.references import listing

LINES = [f"Ash, M. ({2000 + n}). Naps and rest, part {n}. Journal of Rest, {n}(1), {n}–{n + 9}." for n in range(1, 12)]
DATA = ("\n".join(LINES) + "\n").encode()


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "_BATCH", 3)


def whole() -> bytes:
    return b"".join(msgspec.json.encode(result) + b"\n" for result in references.read_lines(DATA))


@pytest.mark.parametrize("processors", [1, 2, 3])
def test_the_answers_do_not_depend_on_how_many_processes_read(processors: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(references_lines, "processors", lambda: processors)
    found = b"".join(references_lines.answers(DATA))
    assert found == whole()
    assert [msgspec.json.decode(line)["fields"]["volume"] for line in found.splitlines()] == [
        str(n) for n in range(1, 12)
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process starts afresh, without the fault put in")
def test_what_a_killed_process_leaves_is_read_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    ours, read = os.getpid(), references.read_batch

    def killed(lines):
        if os.getpid() != ours and any("part 7" in line for line in lines):
            os._exit(9)
        return read(lines)

    monkeypatch.setattr(references_lines, "processors", lambda: 2)
    monkeypatch.setattr(references, "read_batch", killed)
    assert b"".join(references_lines.answers(DATA)) == whole()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a process starts afresh, and does not hold the pipe")
def test_no_process_outlives_a_killed_run(monkeypatch: pytest.MonkeyPatch) -> None:
    told, tell = os.pipe()

    def held(lines):
        if lines != [""]:
            os.write(tell, b".")
            signal.pause()
        return []

    monkeypatch.setattr(references_lines, "processors", lambda: 2)
    monkeypatch.setattr(references, "read_batch", held)
    run = os.fork()
    if run == 0:
        os.close(told)
        for _ in references_lines.answers(DATA):
            pass
        os._exit(0)
    os.close(tell)
    assert os.read(told, 1) == os.read(told, 1) == b"."  # both work
    os.kill(run, signal.SIGKILL)
    os.waitpid(run, 0)
    ended, _, _ = select.select([told], [], [], 30)
    assert ended, "a process still holds the pipe"
    assert os.read(told, 1) == b""
    os.close(told)
