"""A desk's policy through the command: what is in force, what fails, and every exit code."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

ARTICLE = """Sleep and recall in adults

By Dana Field

Published 2026-03-14

In one 2019 study of sleep duration and recall, 64 percent of adults remembered more after seven hours of sleep.

References

1. Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.
3. Okafor, N. (2020). Short nights and memory lapses in older people. Annals of Cognition, 4(1), 22–31.
"""


def deskcheck(*arguments, cwd):
    return subprocess.run(
        [sys.executable, "-m", "deskcheck", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "random"},
    )


def audited(*arguments, cwd):
    """Run an audit as of one day; return its exit code, the findings by rule, and the run."""
    run = deskcheck("audit", *arguments, "--as-of", "2026-11-23", "--no-reports", "--format", "json", cwd=cwd)
    found = json.loads(run.stdout)["findings"] if run.stdout else []
    return run.returncode, {finding["rule"]: finding for finding in found}, run


@pytest.fixture
def desk(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "drafts").mkdir()
    (tmp_path / "drafts" / "sleep.txt").write_text(ARTICLE, encoding="utf-8")
    return tmp_path


def test_the_policy_is_found_above_the_article_and_decides_what_fails(desk):
    code, plain, _ = audited("drafts/sleep.txt", cwd=desk)
    assert code == 0
    assert plain["numbering-gap"]["severity"] == "warning"
    (desk / "deskcheck.toml").write_text('ignore = ["uncited-reference"]\n[severity]\nnumbering-gap = "error"\n')
    code, found, _ = audited("drafts/sleep.txt", cwd=desk)
    assert code == 1
    assert found["numbering-gap"]["severity"] == "error"
    assert set(plain) - set(found) == {"uncited-reference"}
    assert audited("drafts/sleep.txt", "--fail-on", "never", cwd=desk)[0] == 0
    assert set(audited("drafts/sleep.txt", "--select", "REF108", cwd=desk)[1]) == {"numbering-gap"}
    assert audited("drafts/sleep.txt", "--ignore", "REF", cwd=desk)[0] == 0


def test_two_articles_follow_their_own_policies(desk):
    (desk / "strict").mkdir()
    (desk / "strict" / "sleep.txt").write_text(ARTICLE, encoding="utf-8")
    (desk / "strict" / "deskcheck.toml").write_text('fail-on = "warning"\n')
    assert deskcheck("audit", "drafts/sleep.txt", "--no-reports", cwd=desk).returncode == 0
    assert deskcheck("audit", "drafts/sleep.txt", "strict/sleep.txt", "--no-reports", cwd=desk).returncode == 1


def test_the_policy_is_shown_with_its_origins_and_reads_back_as_a_file(desk):
    (desk / "deskcheck.toml").write_text('preset = "newsroom"\nmin-worth = 0.5\n[severity]\nREF108 = "error"\n')
    shown = deskcheck("config", "drafts", "--fail-on", "note", cwd=desk)
    assert shown.returncode == 0, shown.stderr
    lines = {line.split(" = ")[0]: line.split("# ")[-1] for line in shown.stdout.splitlines()[1:]}
    assert lines["fail-on"] == "--fail-on"
    assert lines["min-worth"].endswith("deskcheck.toml:2")
    assert lines["severity.numbering-gap"].endswith("deskcheck.toml:4")
    assert lines["severity.distorted-claim"] == "preset newsroom"
    assert lines["link-threshold"] == "built in"
    (desk / "again.toml").write_text(shown.stdout)
    again = json.loads(deskcheck("config", "--config", "again.toml", "--json", cwd=desk).stdout)
    assert {row["key"]: row["value"] for row in again["values"]} == _values(tomllib.loads(shown.stdout))


def _values(table):
    flat = {}
    for key, value in table.items():
        flat |= {f"{key}.{entry}": held for entry, held in value.items()} if isinstance(value, dict) else {key: value}
    return flat


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ('fail-no = "error"\n', []),
        ('ignore = ["mising-doi"]\n', []),
        ("fail-on\n", []),
        ("", ["--preset", "health"]),
        ("", ["--select", "nothing-like-it"]),
        ("", ["--config", "missing.toml"]),
        ("", ["--max-unknown", "-1"]),
    ],
)
def test_a_mistaken_policy_is_one_line_and_exit_2(text, options, desk):
    (desk / "deskcheck.toml").write_text(text)
    for command in ("audit", "config"):
        run = deskcheck(command, "drafts/sleep.txt", *options, cwd=desk)
        assert run.returncode == 2
        assert run.stdout == ""
        assert len(run.stderr.splitlines()) == 1
        assert "Traceback" not in run.stderr
