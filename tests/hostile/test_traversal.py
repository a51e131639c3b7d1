"""Whatever files, titles and links are called, reports are written below the output folder and nowhere else."""

import os
import subprocess
import sys

import pytest

from deskcheck.commands.output import write_files
from deskcheck.errors import OutputError

WORDS = """# ../../../../etc/passwd

Sleep helped in 64 of 100 adults (Harlow, 2019).

## References

Harlow T. ../../escape. J Rest. 2019;1:2-3. doi:10.5555/../../../etc/passwd
"""
NAMES = [
    *("..md", "...md", "-rf.md", "a\nb.md", "a%2e%2e%2fb.md", "~.md", "$(touch x).md", "CON.md"),
    *("a\\..\\b.md", "é" * 100 + ".md", "a;b|c&d.md", "\u202egpj.md"),
]


def tree(folder):
    return {path for path in folder.rglob("*") if path.is_file()}


def audit(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "deskcheck", "audit", *arguments, "--fail-on", "never"],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
        env={**os.environ, "XDG_CACHE_HOME": str(cwd / "cache")},
    )


@pytest.fixture
def desk(tmp_path):
    desk = tmp_path / "home" / "desk"
    (desk / "articles").mkdir(parents=True)
    for name in NAMES:
        (desk / "articles" / name).write_text(WORDS, encoding="utf-8")
    return desk


def test_names_lead_nowhere_else(desk):
    before = tree(desk.parent.parent)
    done = audit("articles", "--out", "out", cwd=desk)
    assert "Traceback" not in done.stderr
    new = tree(desk.parent.parent) - before
    assert len({path.parent for path in new if path.name == "audit.json"}) >= len(NAMES) - 2
    assert all(path.is_relative_to(desk / "out") for path in new), new


def test_a_name_given_alone_leads_nowhere_else(desk):
    for name in ("..md", "a\nb.md"):
        before = tree(desk.parent.parent)
        done = audit(f"articles/{name}", "--out", "alone", cwd=desk)
        assert "Traceback" not in done.stderr
        new = tree(desk.parent.parent) - before
        assert all(path.is_relative_to(desk / "alone") for path in new), new


def test_a_link_in_the_output_folder_leads_nowhere_else(desk):
    elsewhere = desk.parent / "elsewhere"
    elsewhere.mkdir()
    (desk / "out" / "articles").mkdir(parents=True)
    (desk / "out" / "articles" / "-rf").symlink_to(elsewhere, target_is_directory=True)
    done = audit("articles", "--out", "out", cwd=desk)
    assert "Traceback" not in done.stderr
    assert list(elsewhere.iterdir()) == []
    assert "link" in done.stderr


def test_a_linked_file_is_replaced_and_what_it_led_to_stays(tmp_path):
    (tmp_path / "secret").write_text("kept")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "audit.json").symlink_to(tmp_path / "secret")
    write_files(tmp_path / "out", {"audit.json": "new"})
    assert (tmp_path / "secret").read_text() == "kept"
    assert (tmp_path / "out" / "audit.json").read_text() == "new"


@pytest.mark.parametrize("place", ["linked", "linked/deeper"])
def test_a_folder_behind_a_link_is_refused_within_its_output_folder(tmp_path, place):
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "linked").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(OutputError, match="link"):
        write_files(tmp_path / "out" / place, {"audit.json": "new"}, within=tmp_path / "out")
    assert list((tmp_path / "elsewhere").iterdir()) == []
    write_files(tmp_path / "out" / "linked", {"audit.json": "new"})
