"""Tries every threat in ``docs/safety.md`` as often as it promises and writes that page.

    python tests/benchmarks/safety.py [--malformed 2000] [--only ROW,ROW] [--no-write]

Exit code 1 when a promise is not kept. Rows that the tests hold already run those tests, and count them.
"""

import argparse
import os
import platform
import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))

import safety_rows as rows  # noqa: E402

PAGE = ROOT / "docs" / "safety.md"
HEAD = """# Safety: what is promised, and what was run

deskcheck reads files from strangers, runs unattended and opens addresses that others wrote. Each row is a threat, the
promise made against it, how many cases were run and what came of them. `make bench-safety` runs the rows and writes
this page; `make test` runs a short form of each. A promise that is not kept fails both.

"""


class Row(NamedTuple):
    """One threat: its name, the promise in words, and what runs the cases."""

    name: str
    threat: str
    promise: str
    run: Callable[[argparse.Namespace], rows.Result]


def tests(*words: str) -> Callable[[argparse.Namespace], rows.Result]:
    """Return what runs some of the tests and counts them."""

    def run(_: argparse.Namespace) -> rows.Result:
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *words]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        passed = re.search(r"(\d+) passed", done.stdout)
        progress = "".join(re.findall(r"^([.FEsxX]+)\s+\[", done.stdout, re.M))
        count = int(passed[1]) if passed else progress.count(".")
        failed = progress.count("F") + progress.count("E")
        said = "all hold" if not failed and count else f"{failed} fail"
        return rows.Result(count, f"{said} (tests)", done.returncode == 0 and count > 0)

    return run


ROWS = (
    Row(
        "ssrf",
        "SSRF by the form of an address",
        "240 cases (60 spellings × 4 entries), no socket to a non-public address",
        rows.cases("run_addresses"),
    ),
    Row("rebinding", "DNS rebinding", "100 runs, no private connection", rows.cases("run_rebinding")),
    Row(
        "redirects",
        "Redirects inwards, in circles, to other schemes",
        "every hop checked, no credential leaks",
        rows.cases("run_redirects"),
    ),
    Row(
        "parsers",
        "Parsers that read an address differently",
        "5,000 addresses, none accepted that two parsers read differently",
        rows.cases("run_parsers"),
    ),
    Row("bombs", "ZIP and XML bombs", "24 files, each refused within 5 s and 512 MB", rows.bombs),
    Row(
        "malformed",
        "Malformed files",
        "2,000 of each format, no traceback, nothing over 10 s or 1 GB, every refusal names its file",
        rows.malformed,
    ),
    Row(
        "regexes",
        "Regular expressions kept busy",
        "every expression, strings of 100,000 characters, each within 250 ms and less than 3 × at double length",
        rows.expressions,
    ),
    Row(
        "html",
        "HTML in reports",
        "150 payloads in every field, no foreign element, handler or address",
        tests("tests/reporters/test_injection.py", "tests/reporters/test_html.py"),
    ),
    Row(
        "tables",
        "Formulas in tables",
        "no cell that a spreadsheet would run, text restored exactly",
        tests("tests/reporters", "-k", "csv or xlsx or workbook or formula or spreadsheet"),
    ),
    Row(
        "terminal",
        "Escape sequences and bidirectional marks",
        "no raw control character on a terminal",
        tests("tests/reporters", "-k", "terminal or characters or control"),
    ),
    Row(
        "runner",
        "Commands in CI annotations",
        "10,000 random texts, no command but the annotation",
        rows.annotations,
    ),
    Row(
        "traversal",
        "Paths from titles, names and links",
        "files are written below the output folder only",
        tests("tests/hostile/test_traversal.py", "tests/readers/test_packages.py"),
    ),
    Row(
        "crashes",
        "Killed, disk full, read-only, eight at once",
        "200 points each, no damaged cache or report, a resumed run equals an uninterrupted one and asks nothing twice",
        rows.crashes,
    ),
    Row(
        "faults",
        "Faults that become verdicts",
        "20 kinds × each service, unknown exactly where a fault was injected",
        tests("tests/authorities/test_faults.py"),
    ),
    Row(
        "poisoning",
        "Poisoned caches",
        "edited, stale, future-dated, foreign and wrong-DOI entries rejected and asked for anew",
        tests("tests/test_cache.py", "tests/authorities/test_crossref.py", "tests/authorities/test_index.py"),
    ),
    Row(
        "etiquette",
        "Etiquette towards services",
        "rate, concurrency, Retry-After in both forms, User-Agent; nothing asked offline",
        tests("tests/network", "tests/authorities/test_crossref.py"),
    ),
    Row(
        "determinism",
        "Reports that change by themselves",
        "10 runs, random hash seeds, every Python at hand: the same bytes",
        rows.determinism,
    ),
    Row(
        "hidden",
        "Hidden text",
        "hidden text is reported in every format that can hide it",
        tests("tests/readers", "-k", "hidden or invisible or unseen"),
    ),
    Row(
        "injection",
        "Instructions in sources",
        "100 pairs of claim and evidence, no verdict rises by an instruction beside the evidence",
        rows.instructions,
    ),
    Row("time", "Days, years and leap days", "no wrong age in 1,000 generated dates", rows.dates),
    Row("wheels", "Wheels that differ by who built them", "two builds, the same bytes", rows.wheels),
)


def table(done: list[tuple[Row, rows.Result]]) -> str:
    """Return the page."""
    lines = ["| threat | promise | run | result |", "|---|---|---:|---|", *(line(*one) for one in done)]
    place = f"Python {platform.python_version()} on {platform.system()}, {os.cpu_count()} processors"
    return f"{HEAD}Measured with {place}.\n\n" + "\n".join(lines) + "\n"


def line(row: Row, result: rows.Result) -> str:
    """Return the page's line about one threat."""
    kept = result.words if result.kept else f"**not kept:** {result.words}"
    return f"| {row.threat} | {row.promise} | {result.run:,} | {kept} |"


def written(done: list[tuple[Row, rows.Result]], old: str, *, whole: bool) -> str:
    """Return the page with what was run put in; what stands below the table stays."""
    if whole:
        return table(done) + "".join(old.partition("\n## ")[1:])
    fresh = {f"| {row.threat} ": line(row, result) for row, result in done}
    return "\n".join(next((new for head, new in fresh.items() if one.startswith(head)), one) for one in old.split("\n"))


def main() -> None:
    """Run the rows asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--malformed", type=int, default=2_000, help="malformed files of each format")
    parser.add_argument("--points", type=int, default=200, help="points to be killed at")
    parser.add_argument("--only", default="", help=f"rows, by name: {', '.join(row.name for row in ROWS)}")
    parser.add_argument("--no-write", action="store_true", help="leave the page as it is")
    asked = parser.parse_args()
    only = set(filter(None, asked.only.split(",")))
    done = []
    for row in ROWS:
        if only and row.name not in only:
            continue
        began = time.perf_counter()
        result = row.run(asked)
        done.append((row, result))
        mark = "kept" if result.kept else "NOT KEPT"
        print(
            f"{row.name}: {mark}; {result.run:,} run; {result.words} ({time.perf_counter() - began:.0f} s)", flush=True
        )
    if not asked.no_write:
        old = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
        PAGE.write_text(written(done, old, whole=not only), encoding="utf-8")
    raise SystemExit(not all(result.kept for _, result in done))


if __name__ == "__main__":
    main()
