"""The command as its users run it: words out, exit codes, files written."""

import json
import os
import subprocess
import sys

import pytest

from deskcheck.model import Audit

ARTICLE = """Sleep and recall in adults

By Dana Field

Published 2021-03-14

In one 2019 study of sleep duration and recall, 64 percent of adults remembered more after seven hours of sleep.

Short nights can cause memory lapses in older people.

References

1. Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.
2. Okafor, N. (2020). Short nights and memory lapses in older people. Annals of Cognition, 4(1), 22–31.
"""


def deskcheck(*arguments, cwd, **environment):
    return subprocess.run(
        [sys.executable, "-m", "deskcheck", *map(str, arguments)],
        cwd=cwd,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONHASHSEED": "random", **environment},
    )


@pytest.fixture
def article(tmp_path):
    path = tmp_path / "sleep.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return path


def test_an_audit_prints_a_summary_and_writes_three_reports(article, tmp_path):
    run = deskcheck("audit", article, "--fail-on", "never", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "2 references" in run.stdout
    assert run.stderr == ""
    folder = tmp_path / "reports" / "sleep"
    assert sorted(path.name for path in folder.iterdir()) == ["audit.html", "audit.json", "audit.md"]
    audit = Audit.from_json((folder / "audit.json").read_bytes())
    assert [reference.number for reference in audit.references] == [1, 2]
    for claim in audit.claims:
        assert claim.span.of(audit.article.text) == claim.quote
    assert Audit.from_json(audit.to_json()) == audit


def test_the_same_input_gives_the_same_bytes(article, tmp_path):
    written = []
    for out in ("one", "two"):
        deskcheck("audit", article, "--out", tmp_path / out, "--as-of", "2026-01-31", cwd=tmp_path)
        written.append({path.name: path.read_bytes() for path in (tmp_path / out).iterdir()})
    assert written[0] == written[1]


def test_json_goes_to_standard_output_for_pipes(article, tmp_path):
    run = deskcheck("audit", article, "--format", "json", "--no-reports", cwd=tmp_path)
    assert json.loads(run.stdout)["schema"] == "deskcheck-audit/1"
    assert not (tmp_path / "reports").exists()


def test_findings_decide_the_exit_code(article, tmp_path):
    assert deskcheck("audit", article, "--fail-on", "note", cwd=tmp_path).returncode == 1
    assert deskcheck("audit", article, "--fail-on", "never", cwd=tmp_path).returncode == 0


HALVES = {
    "bare.txt": ("Sleep\n\nSleeping seven hours improves recall in most adults.\n", "No references were found"),
    "list.txt": (ARTICLE[ARTICLE.index("References") :], "No check-worthy claims were found"),
}


@pytest.mark.parametrize("name", HALVES)
def test_half_an_article_is_told_in_one_line_and_in_the_report(name, tmp_path):
    text, words = HALVES[name]
    (tmp_path / name).write_text(text, encoding="utf-8")
    run = deskcheck("audit", name, cwd=tmp_path)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert name in run.stderr
    assert words in run.stderr
    assert words in run.stdout
    assert words in (tmp_path / "reports" / name.removesuffix(".txt") / "audit.json").read_text(encoding="utf-8")


def test_too_many_unknown_references_are_inconclusive(article, tmp_path):
    run = deskcheck("audit", article, "--fail-on", "never", "--max-unknown", "0", cwd=tmp_path)
    assert run.returncode == 4
    assert deskcheck("audit", article, "--fail-on", "never", "--max-unknown", "2", cwd=tmp_path).returncode == 0


BAD_FILES = {
    "missing.txt": None,
    "empty.txt": b"",
    "blank.txt": b" \n\t\n",
    "binary.txt": b"\x7fELF\x00\x01\x02",
    "latin.txt": "Über Gefühle".encode("latin-1"),
    "sheet.xyz": b"text",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_bad_input_gets_one_line_and_exit_2(name, tmp_path):
    if BAD_FILES[name] is not None:
        (tmp_path / name).write_bytes(BAD_FILES[name])
    run = deskcheck("audit", name, cwd=tmp_path)
    assert run.returncode == 2
    assert run.stdout == ""
    assert len(run.stderr.splitlines()) == 1
    assert name in run.stderr
    assert not (tmp_path / "reports").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ["audit"],
        ["audit", "sleep.txt", "--bogus"],
        ["audit", "sleep.txt", "--fail-on", "sometimes"],
        ["audit", "sleep.txt", "--as-of", "yesterday"],
        ["audit", "sleep.txt", "--dossier", "nowhere"],
        ["audit", "nowhere/"],
        ["explain", "no-such-rule"],
        ["audits", "sleep.txt"],
        ["config", "nowhere"],
    ],
)
def test_bad_usage_gets_one_line_and_exit_2(arguments, article, tmp_path):
    run = deskcheck(*arguments, cwd=tmp_path)
    assert run.returncode == 2
    assert len(run.stderr.splitlines()) == 1
    assert "Traceback" not in run.stderr


def test_a_usage_error_names_the_help_of_the_very_command(tmp_path):
    run = deskcheck("index", "build", "--out", "x", cwd=tmp_path)
    assert run.stderr.endswith("Try: deskcheck index build --help\n")


def test_a_report_that_cannot_be_written_is_named(article, tmp_path):
    assert deskcheck("audit", article, "--fail-on", "never", cwd=tmp_path).returncode == 0
    run = deskcheck("report", "reports/sleep/audit.json", "--out", "reports", cwd=tmp_path)
    assert run.returncode == 2
    assert run.stderr.startswith("deskcheck: reports: cannot be written")
    assert "--no-reports" not in run.stderr


def test_one_bad_article_does_not_stop_the_others(article, tmp_path):
    run = deskcheck("audit", "missing.txt", article, "--fail-on", "never", cwd=tmp_path)
    assert run.returncode == 2
    assert (tmp_path / "reports" / "sleep" / "audit.json").is_file()


def test_an_unwritable_folder_leaves_nothing_half_done(article, tmp_path):
    taken = tmp_path / "taken"
    taken.write_text("a file where a folder should be")
    run = deskcheck("audit", article, "--out", taken, cwd=tmp_path)
    assert run.returncode == 2
    assert str(taken) in run.stderr
    assert taken.read_text() == "a file where a folder should be"


def test_a_new_dossier_can_be_audited_and_is_never_overwritten(tmp_path):
    assert deskcheck("new", "desk", cwd=tmp_path).returncode == 0
    (tmp_path / "desk" / "article.md").write_text(ARTICLE, encoding="utf-8")
    assert deskcheck("audit", "desk", "--fail-on", "never", cwd=tmp_path).returncode == 0
    assert (tmp_path / "reports" / "desk" / "audit.json").is_file()
    again = deskcheck("new", "desk", cwd=tmp_path)
    assert again.returncode == 2
    assert "not empty" in again.stderr


def test_the_examples_of_a_new_dossier_are_ones_that_can_be_used(tmp_path):
    deskcheck("new", "desk", cwd=tmp_path)
    (tmp_path / "desk" / "article.md").write_text(ARTICLE, encoding="utf-8")
    waivers = tmp_path / "desk" / "waivers.toml"
    lines = waivers.read_text("utf-8").splitlines()
    waivers.write_text(
        "\n".join(line.removeprefix("# ") for line in lines[2:]).replace("Opening words", "Sleep"), "utf-8"
    )
    run = deskcheck("audit", "desk", "--fail-on", "never", cwd=tmp_path)
    assert run.returncode == 0, run.stderr


def test_an_internal_error_is_one_line_and_exit_3(article, tmp_path):
    (tmp_path / "sitecustomize.py").write_text(
        "import deskcheck.readers as readers\ndef fail(path): raise ZeroDivisionError('boom')\nreaders.read = fail\n"
    )
    run = deskcheck("audit", article, cwd=tmp_path, PYTHONPATH=str(tmp_path))
    assert run.returncode == 3
    assert "ZeroDivisionError" in run.stderr
    assert "Traceback" not in run.stderr


def test_rules_are_listed_and_explained(tmp_path):
    rows = json.loads(deskcheck("rules", "--json", cwd=tmp_path).stdout)
    assert len(rows) >= 12
    for word in (rows[0]["code"], rows[0]["name"]):
        assert deskcheck("explain", word, cwd=tmp_path).stdout.startswith(f"# {rows[0]['name']}")
