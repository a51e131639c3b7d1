"""The rows of the safety page that are more than a run of the tests; each returns how many cases ran and what came."""

import argparse
import hashlib
import json
import multiprocessing
import os
import random
import re
import resource
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from crossref_server import CrossrefServer
from deskcheck.errors import InputError
from hostile import bombs as bomb_files
from hostile import crashes as crash_cases
from hostile import documents, injections, regexes, runner, trials
from invented_works import message

ROOT = Path(__file__).parents[2]
DOSSIER = ROOT / "references" / "emotional-detachment"


class Result(NamedTuple):
    """How many cases ran, what came of them in words, and whether the promise is kept."""

    run: int
    words: str
    kept: bool


def cases(name: str) -> Callable[[argparse.Namespace], Result]:
    """Return what runs one of the series in ``ssrf_cases``."""

    def run(_: argparse.Namespace) -> Result:
        import ssrf_cases  # noqa: PLC0415

        promised, ran, failed = getattr(ssrf_cases, name)()
        words = "none leads inside" if not failed else f"{len(failed)} lead inside: {str(failed[0])[:100]}"
        return Result(ran, words, not failed and ran >= promised)

    return run


def in_a_child(work: Callable[[], Any]) -> Any:
    """Return what ``work`` returns in a forked process of its own."""
    context = multiprocessing.get_context("fork")
    reading, writing = context.Pipe(duplex=False)

    def serve() -> None:
        writing.send(work())

    child = context.Process(target=serve)
    child.start()
    writing.close()
    try:
        return reading.recv()
    except EOFError:
        return None
    finally:
        child.join()


def bombs(_: argparse.Namespace) -> Result:
    """Each bomb in a child that may use 512 MB more than it has."""
    count, longest, largest, failures = 0, 0.0, 0, []
    for name, make, words in bomb_files.files():
        data = make()

        def refused(data: bytes = data, words: str = words) -> tuple[bool, float, int]:
            trials.MEMORY = 512 << 20
            trials.confine()
            from deskcheck.readers import read_bytes  # noqa: PLC0415

            before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
            try:
                read_bytes(data, "a.docx")
                said = ""
            except InputError as fault:
                said = str(fault)
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            return words in said, time.perf_counter() - began, (after - before) // 1024

        answer = in_a_child(refused)
        count += 1
        if answer is None or not answer[0] or answer[1] > 5:
            failures.append(name)
        else:
            longest, largest = max(longest, answer[1]), max(largest, answer[2])
    words = f"all refused, the slowest in {longest:.2f} s, the largest with {largest} MB more"
    return Result(count, words if not failures else f"not refused: {', '.join(failures)}", not failures and count >= 24)


def malformed(asked: argparse.Namespace) -> Result:
    """So many malformed files of every format."""
    total, read, longest, failures = 0, 0, 0.0, []
    for name in documents.GRAMMARS:
        with tempfile.TemporaryDirectory() as folder:
            found = trials.run(name, range(asked.malformed), Path(folder))
        total, read = total + found.cases, read + found.read
        longest = max(longest, found.longest)
        failures += found.failures
        counts = f"{found.cases:,}, {found.read:,} read, {found.refused:,} refused"
        print(f"  {name}: {counts}, the longest {found.longest:.2f} s", flush=True)
    words = f"{read:,} read, {total - read:,} refused in one line, the longest {longest:.2f} s"
    words = f"{len(documents.GRAMMARS)} formats; {words}"
    return Result(total, words if not failures else f"{len(failures)}: {failures[0]}", not failures)


def expressions(_: argparse.Namespace) -> Result:
    """Every regular expression on the strings made from it."""

    def measured() -> tuple[int, int, float, list[str]]:
        regexes.stop_after_the_alarm()
        strings, longest, slow = 0, 0.0, []
        collected = regexes.collect()
        for one in collected:
            count, seconds, found = regexes.measure(one)
            strings, longest = strings + count, max(longest, seconds)
            slow += [f"{one.place} on {case.shape}: {case.seconds:.2f} s, × {case.ratio:.1f}" for case in found[:1]]
        return len(collected), strings, longest, slow

    count, strings, longest, slow = in_a_child(measured)
    words = f"{count} expressions, the longest {longest * 1000:.0f} ms"
    return Result(strings, words if not slow else f"{len(slow)} too slow: {slow[0]}", not slow)


def annotations(_: argparse.Namespace) -> Result:
    """Random texts through the annotations, read by a model of the runner."""
    failures = runner.misread(10_000)
    return Result(10_000, f"{len(failures)} commands besides", not failures)


def crashes(asked: argparse.Namespace) -> Result:
    """Kill, starve and crowd the cache and the reports; cut whole runs off and resume them."""
    done = crash_cases.measure(asked.points)
    resumed, asked_twice, unlike = resume(max(4, asked.points // 10))
    done["whole runs cut off and resumed"] = (resumed, resumed)
    words = "; ".join(f"{count} {name}" for name, (count, _) in done.items())
    if unlike or asked_twice:
        words = f"{unlike} resumed reports differ, {asked_twice} requests made twice"
    return Result(sum(count for count, _ in done.values()), words, not unlike and not asked_twice)


def resume(count: int) -> tuple[int, int, int]:
    """Cut audits with live lookups off and run them again; return runs, requests made twice, reports that differ."""
    numbers = range(1, 9)
    title = "Night shifts and recall in ward number {}0"
    works = [message(f"10.5555/rest.{n}", title.format(n), page=f"{n}1-{n}9") for n in numbers]
    claims = "\n\n".join(f"Sleep helped in {n}0 of 100 adults [{n}]." for n in numbers)
    printed = (f"{n}. Harlow T. {title.format(n)}. J Rest Stud. 2019;12:{n}1-{n}9." for n in numbers)
    article = f"# Sleep\n\n{claims}\n\n## References\n\n" + "\n".join(printed)
    chance, twice, unlike = random.Random(5), 0, 0
    with CrossrefServer(works, rate=1000) as server, tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "article.md").write_text(article, encoding="utf-8")
        whole = _audited(folder, "whole", server.url)
        for turn in range(count):
            server.paths.clear()
            _audited(folder, f"run{turn}", server.url, after=chance.uniform(0.05, 1.4))
            resumed = _audited(folder, f"run{turn}", server.url)
            # What was in flight when the run was cut off may be asked again, once.
            twice += max(0, len(server.paths) - len(set(server.paths)) - 1)
            unlike += resumed != whole
    return count, twice, unlike


def _audited(folder: Path, name: str, url: str, after: float = 0.0) -> str:
    """Audit with live lookups, cut off after some seconds if asked; return the report without its count of requests."""
    out = folder / name
    command = [sys.executable, "-m", "deskcheck", "audit", "article.md", "--crossref", url, "--as-of", "2026-11-23"]
    command += ["--out", str(out / "reports"), "--fail-on", "never"]
    environment = {**os.environ, "XDG_CACHE_HOME": str(out / "cache")}
    child = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        child.wait(after or 120)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGKILL)
        child.wait()
    report = out / "reports" / "audit.json"
    if after:
        assert not report.exists() or json.loads(report.read_bytes())
        return ""
    return re.sub(r"\d+ requests", "requests", report.read_text(encoding="utf-8"))


def instructions(_: argparse.Namespace) -> Result:
    """Pairs of claim and evidence, with and without an instruction to whoever reads them."""
    failures = injections.raised(100)
    return Result(100, f"{len(failures)} rise", not failures)


def determinism(_: argparse.Namespace) -> Result:
    """The bundled article again and again, with random hash seeds, on every Python at hand."""
    pythons = [Path(sys.executable), *_others()]
    digests: set[str] = set()
    runs = 0
    for python in pythons:
        for _ in range(10):
            with tempfile.TemporaryDirectory() as folder:
                command = [str(python), "-m", "deskcheck", "audit", str(DOSSIER.relative_to(ROOT)), "--out", folder]
                command += ["--as-of", "2026-11-23", "--fail-on", "never", "--format", "sarif"]
                environment = {**os.environ, "PYTHONHASHSEED": str(random.randrange(1, 1 << 32))}
                done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
                held = b"".join(path.read_bytes() for path in sorted(Path(folder).rglob("*")) if path.is_file())
                digests.add(hashlib.sha256(held + done.stdout.replace(folder.encode(), b"")).hexdigest())
                runs += 1
    versions = ", ".join(_version(python) for python in pythons)
    words = f"the same bytes in JSON, HTML, Markdown and SARIF (Python {versions})"
    return Result(runs, words if len(digests) == 1 else f"{len(digests)} different reports", len(digests) == 1)


def _others() -> list[Path]:
    """Return interpreters of environments that hold the program for another Python."""
    return [path for path in sorted(ROOT.glob("build/python*/bin/python")) if path.exists()]


def _version(python: Path) -> str:
    command = [str(python), "-c", "import platform; print(platform.python_version())"]
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


def dates(_: argparse.Namespace) -> Result:
    """Generated dates of works and audits: ages in whole years, leap days and future years included."""
    import datetime  # noqa: PLC0415

    from hostile import ages  # noqa: PLC0415

    chance, failures = random.Random(9), 0
    for _ in range(1_000):
        as_of = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(0, 1_800))
        failures += not ages.is_right(chance, as_of)
    return Result(1_000, f"{failures} wrong", not failures)


def wheels(_: argparse.Namespace) -> Result:
    """Build wheel and source distribution twice, from copies in different places and of different ages."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    digests = []
    with tempfile.TemporaryDirectory() as temporary:
        copies = [Path(temporary) / "one", Path(temporary) / "another" / "copy"]
        for name in filter(None, listed.decode().split("\0")):
            data = (ROOT / name).read_bytes() if (ROOT / name).is_file() else b""
            for age, copy in enumerate(copies):
                (copy / name).parent.mkdir(parents=True, exist_ok=True)
                (copy / name).write_bytes(data)
                os.utime(copy / name, (1_600_000_000 + age * 9_999,) * 2)
        for copy in copies:
            command = [
                sys.executable,
                "-m",
                "build",
                "--quiet",
                "--no-isolation",
                "--outdir",
                f"{copy}-made",
                str(copy),
            ]
            subprocess.run(command, check=True, capture_output=True)
            made = sorted(Path(f"{copy}-made").iterdir())
            digests.append({path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in made})
    same = digests[0] == digests[1] and len(digests[0]) == 2
    return Result(2, "wheel and source distribution are the same" if same else "they differ", same)
