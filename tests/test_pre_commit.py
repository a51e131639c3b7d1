"""The hook as pre-commit runs it: installed from a repository of ours into a scratch one, without a network.

pre-commit builds and installs this project with pip. Its dependencies are those of the interpreter that runs the
tests, so that nothing is downloaded.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from test_ci import BARE, GOOD

ROOT = Path(__file__).parent.parent
NEEDED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "pipeline")
WAIVER = """[[waiver]]
rule = "{}"
reason = "A draft."
person = "D. Field"
until = 2099-01-01

"""


def run(folder, *command, **more):
    return subprocess.run(
        [sys.executable, "-m", *command] if command[0] == "pre_commit" else command,
        cwd=folder,
        env={**os.environ, **more, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_AUTHOR_NAME": "a", "GIT_COMMITTER_NAME": "a"}
        | {"GIT_AUTHOR_EMAIL": "a@example.org", "GIT_COMMITTER_EMAIL": "a@example.org"},
        capture_output=True,
        text=True,
        timeout=180,
        check=False,
    )


def committed(folder):
    run(folder, "git", "init", "-q")
    run(folder, "git", "add", "-A")
    done = run(folder, "git", "commit", "-q", "-m", "All")
    assert done.returncode == 0, done.stderr
    return run(folder, "git", "rev-parse", "HEAD").stdout.strip()


@pytest.fixture(scope="module")
def hooks(tmp_path_factory):
    """Return a repository that holds this project as it stands, and its revision."""
    folder = tmp_path_factory.mktemp("hooks")
    for name in NEEDED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "training"))
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder, committed(folder)


@pytest.fixture(scope="module")
def commit(hooks, tmp_path_factory):
    """Return a scratch repository with the hook, and a call that stages all of it and runs the hook."""
    folder, revision = hooks
    desk = tmp_path_factory.mktemp("desk")
    (desk / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {folder}\n    rev: {revision}\n    hooks:\n      - id: deskcheck\n"
    )
    run(desk, "git", "init", "-q")
    offline = {
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("home")),
        "PIP_NO_INDEX": "1",
        "PIP_NO_DEPS": "1",
        "PIP_NO_BUILD_ISOLATION": "0",
        "PYTHONPATH": sysconfig.get_path("purelib"),
    }

    def go(**articles):
        for name, text in articles.items():
            path = desk / name / "article.md"
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        run(desk, "git", "add", "-A")
        return run(desk, "pre_commit", "run", "--color=never", **offline)

    return desk, go


def test_a_commit_passes_fails_and_passes_again_as_the_audit_does(commit):
    desk, go = commit
    (desk / "README.md").write_text(BARE)
    passed = go(sleep=GOOD)
    assert "Passed" in passed.stdout, passed.stdout + passed.stderr
    failed = go(bare=BARE)
    assert (failed.returncode, "Failed" in failed.stdout) == (1, True), failed.stdout
    assert "no-references" in failed.stdout
    assert "README.md" not in failed.stdout
    (desk / "bare" / "article.md").write_text(GOOD, encoding="utf-8")
    assert go().returncode == 0
    assert not (desk / "reports").exists()


def test_waivers_of_the_scratch_repository_count(commit):
    desk, go = commit
    (desk / "deskcheck.toml").write_text('fail-on = "note"\nselect = ["undated-article"]\n')
    undated = GOOD.replace("Published 2026-03-14\n\n", "")
    assert go(undated=undated).returncode == 1
    (desk / "waivers.toml").write_text(WAIVER.format("undated-article"))
    done = go()
    assert done.returncode == 0, done.stdout
