"""Articles a second of ``deskcheck audit FOLDER``, with one worker and with two, run by turns; the medians told.

    python tests/benchmarks/folders.py [--runs N] [--few]

Takes the articles of the data folder (DESKCHECK_DATA, default ../shared/data); ``--few`` measures small sets of
small articles instead, where starting costs more than auditing. Then what a second, resumed run costs.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tests"))
DATA = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data"))


def one(folder: Path, *options: str) -> tuple[float, float]:
    """Return wall and CPU seconds of one run over ``folder``."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    began = time.perf_counter()
    command = [sys.executable, "-m", "deskcheck", "audit", "docs", "--fail-on", "never", "--as-of", "2026-11-23"]
    subprocess.run([*command, *options], cwd=folder, check=True, capture_output=True)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def by_turns(folder: Path, articles: int, runs: int) -> None:
    """Print the throughput with one and two workers, and of a run that finds everything finished."""
    cases = {
        "1 worker": ("--jobs", "1", "--no-resume"),
        "2 workers": ("--jobs", "2", "--no-resume"),
        "chosen": ("--no-resume",),
        "resumed": (),
    }
    one(folder)
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in cases}
    for _ in range(runs):
        for name, options in cases.items():
            measured[name].append(one(folder, *options))
    walls = {name: statistics.median(wall for wall, _ in rows) for name, rows in measured.items()}
    for name, rows in measured.items():
        cpu = statistics.median(seconds for _, seconds in rows)
        print(
            f"{articles:>3} articles, {name:>9}: {walls[name]:6.2f} s, {articles / walls[name]:6.1f}/s, CPU {cpu:.2f} s"
        )
    print(f"{articles:>3} articles, 2 workers are {walls['1 worker'] / walls['2 workers']:.2f} times as fast as 1")


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--few", action="store_true", help="sets of 2, 4 and 10 small articles")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        if not arguments.few and (DATA / "articles").is_dir():
            (folder / "docs").mkdir()
            articles = sorted((DATA / "articles").glob("*/article.txt"))
            for path in articles:
                shutil.copyfile(path, folder / "docs" / f"{path.parent.name}.txt")
            by_turns(folder, len(articles), arguments.runs)
            return
        import small_desk  # noqa: PLC0415 - needs the path above

        for count in (2, 4, 10):
            desk = folder / str(count)
            small_desk.build(desk / "docs")
            for path in sorted((desk / "docs").rglob("*.md"))[count:]:
                path.unlink()
            by_turns(desk, count, arguments.runs)


if __name__ == "__main__":
    main()
