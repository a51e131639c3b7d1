"""How long an audit of 50 references waits for a network that is gone, and what it says: ``make bench-outage``.

Everything that can be asked is asked: Crossref, three services of abstracts, the addresses, the DOI registry and the
archive. Bar: 10 seconds, exit 4, every lookup unknown and none broken or not found.
"""

import contextlib
import io
import json
import os
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from deskcheck.cli import main
from outages import KINDS, article, outage

BAR = 10.0
EVERYTHING = (
    *("--online", "--check-links", "--abstracts", "europe-pmc,openalex,semantic-scholar"),
    *("--max-unknown", "0", "--fail-on", "never"),
)


def measured(kind: str) -> bool:
    """Audit on such a day and print what came of it; tell whether the bar was kept."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        path = article(Path(folder))
        out, code = Path(folder) / "out", 0
        started = time.perf_counter()
        with outage(kind) as tried, contextlib.redirect_stdout(io.StringIO()):
            try:
                main(["audit", str(path), *EVERYTHING, "--out", str(out)])
            except SystemExit as end:
                code = int(end.code or 0)
        seconds = time.perf_counter() - started
        references = json.loads((out / "audit.json").read_text())["references"]
    unknown = sum(one["status"] == "unknown" for one in references)
    pages = [one["page"]["status"] for one in references if one["page"]]
    unseen = sum(status == "unknown" for status in pages)
    good = seconds <= BAR and code == 4 and unknown == len(references) and unseen == len(pages)
    print(
        f"{kind:17} {seconds:5.1f} s  exit {code}  unknown {unknown}/{len(references)} references, "
        f"{unseen}/{len(pages)} addresses, {len(tried):3} connections tried  {'ok' if good else 'FAILED'}"
    )
    return good


if __name__ == "__main__":
    kept = [measured(kind) for kind in KINDS]
    sys.exit(0 if all(kept) else 1)
