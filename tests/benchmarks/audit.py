"""Cold wall time and peak memory of ``deskcheck audit``, several runs, the median told.

    python tests/benchmarks/audit.py [ARTICLE] [--runs N]

Without an article it takes the bundled one and, where the data folder is at hand, the founding one.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOSSIER = ROOT / "references" / "emotional-detachment"

# As for a user, whose Python keeps compiled code.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def one(article: Path, out: str) -> tuple[float, float, float]:
    """Return (wall seconds, CPU seconds, peak MiB) of one audit in a process of its own."""
    command = [sys.executable, "-m", "deskcheck", "audit", str(article), "--dossier", str(DOSSIER), "--out", out]
    command += ["--fail-on", "never"]
    began = time.perf_counter()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=ENVIRONMENT)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - began
    if status:
        raise SystemExit(f"{article}: the audit ended with status {status}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main() -> None:
    """Print one line an article."""
    arguments = [word for word in sys.argv[1:] if not word.startswith("--")]
    runs = 9
    data = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data"))
    founding = data.parent / "seed" / "article.txt"
    articles = [Path(word) for word in arguments] or [
        path for path in (DOSSIER / "article.md", founding) if path.exists()
    ]
    with tempfile.TemporaryDirectory() as out:
        for article in articles:
            one(article, out)
            measured = [one(article, out) for _ in range(runs)]
            wall, cpu, peak = (statistics.median(column) for column in zip(*measured, strict=True))
            worst = max(row[0] for row in measured)
            cost = f"wall {wall:.2f} s (worst {worst:.2f}), CPU {cpu:.2f} s, peak {peak:.0f} MiB"
            print(f"{article.name}: {cost}, {runs} runs")


if __name__ == "__main__":
    main()
