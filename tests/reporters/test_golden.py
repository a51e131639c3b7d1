"""Reports of the built audit, held against files: a changed report shows in review as a changed file.

Written anew with ``make golden``.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from builders import an_article, an_audit, rich_audit
from deskcheck.model import Audit
from deskcheck.reporters import REPORTERS, render, render_file, render_terminal

# The PDF takes seconds each time; its own tests hold it to the same bytes.
KINDS = sorted(REPORTERS.keys() - {"pdf"})
GOLDEN = Path(__file__).parents[1] / "golden"


def page(*audits, kind="html"):
    """Return the page without its style and script, which are files of their own."""
    bare = re.sub(r"<(style|script)>.*?</\1>", r"<\1></\1>", render(kind, *audits), flags=re.S)
    return re.sub(r"sha256-[\w+/=]+", "sha256-…", bare)


REPORTS = {
    "rich.html": lambda: page(rich_audit()),
    "index.html": lambda: page(rich_audit(), an_audit(an_article("")), kind="index"),
    "rich.md": lambda: render("markdown", rich_audit()),
    "rich.txt": lambda: render_terminal(rich_audit(), colour=False),
    "rich.ansi.txt": lambda: render_terminal(rich_audit(), colour=True),
    "rich.json": lambda: render("json", rich_audit()),
    "empty.html": lambda: page(an_audit(an_article(""))),
    "empty.md": lambda: render("markdown", an_audit(an_article(""))),
    "empty.txt": lambda: render_terminal(an_audit(an_article("")), colour=False),
}


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_the_one_on_file(name):
    path, report = GOLDEN / name, REPORTS[name]()
    if os.environ.get("DESKCHECK_GOLDEN") == "write":
        path.write_text(report, "utf-8")
    assert path.read_text("utf-8") == report, f"{name} differs from tests/golden; if that is meant: make golden"


RENDER_ALL = """
import sys, hashlib
from pathlib import Path
from deskcheck.model import Audit
from deskcheck.reporters import render_file
audit = Audit.from_json(Path(sys.argv[1]).read_text("utf-8"))
for kind in sys.argv[2:]:
    print(kind, hashlib.sha256(render_file(kind, audit)).hexdigest())
"""


def test_two_hash_seeds_give_the_same_bytes(tmp_path, bundled_audit):
    saved = tmp_path / "audit.json"
    saved.write_text(render("json", bundled_audit), "utf-8")
    outputs = {
        subprocess.run(
            [sys.executable, "-c", RENDER_ALL, str(saved), *KINDS],
            env=os.environ | {"PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
            timeout=60,
        ).stdout
        for seed in ("0", "1", "4711")
    }
    assert len(outputs) == 1
    assert len(outputs.pop().splitlines()) == len(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_ten_runs_from_the_saved_audit_give_the_same_bytes(kind, bundled_audit):
    saved = render("json", bundled_audit)
    assert {render_file(kind, Audit.from_json(saved)) for _ in range(10)} == {render_file(kind, bundled_audit)}
