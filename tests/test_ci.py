"""The files for CI: the action's script and the hook are run as their hosts run them."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "docs" / "ci" / "action.sh"
GOOD = """Sleep and recall in adults

By Dana Field

Published 2026-03-14

In one 2019 study of sleep duration and recall, 64 percent of adults remembered more after seven hours of sleep.

References

1. Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110.
"""
BARE = "Sleep\n\nSleeping seven hours improves recall in most adults.\n"


@pytest.fixture
def repository(tmp_path):
    (tmp_path / ".git").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "articles" / "good one.txt").write_text(GOOD, encoding="utf-8")
    (tmp_path / "articles" / "bare.txt").write_text(BARE, encoding="utf-8")
    tools = tmp_path / "tools"
    tools.mkdir()
    (tools / "deskcheck").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m deskcheck "$@"\n')
    (tools / "deskcheck").chmod(0o755)
    return tmp_path


def act(repository, **inputs):
    environment = {**os.environ, "PATH": f"{repository / 'tools'}{os.pathsep}{os.environ['PATH']}", **inputs}
    return subprocess.run(
        ["bash", str(SCRIPT)],
        cwd=repository,
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_the_action_annotates_sums_up_and_ends_as_the_audit_ended(repository):
    summary = repository / "summary.md"
    run = act(repository, ARTICLES="articles/*\n", GITHUB_STEP_SUMMARY=str(summary), OUT="out put")
    assert run.returncode == 2, run.stderr
    assert "::error file=articles/bare.txt,title=no-references (RUN101)" in run.stdout
    results = json.loads((repository / "out put" / "audit.sarif").read_text())["runs"][0]["results"]
    uris = {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}
    assert uris == {"articles/bare.txt", "articles/good%20one.txt"}
    assert "Sleep and recall in adults" in summary.read_text("utf-8")


def test_the_action_hands_on_its_inputs(repository):
    assert act(repository, ARTICLES="articles/good one.txt").returncode == 0
    assert act(repository, ARTICLES="articles/good one.txt", FAIL_ON="note").returncode == 1
    assert act(repository, ARTICLES="articles/bare.txt", FAIL_ON="never").returncode == 0
    assert act(repository, ARTICLES="articles/good one.txt", MAX_UNKNOWN="0").returncode == 4
    assert act(repository, ARTICLES="articles/good one.txt", CONFIG="missing.toml").returncode == 2
    assert act(repository, ARTICLES="  \n\n").returncode == 2
    assert act(repository, ARTICLES="articles/bare.txt", OUT="first").returncode == 2
    assert act(repository, ARTICLES="articles/bare.txt", BASELINE="first/audit.json").returncode == 0


HOSTILE = ["$(touch owned)", "`touch owned`", "x; touch owned", "--help", "-x\n", "a' 'b", "*'\"$HOME"]


@pytest.mark.parametrize("text", HOSTILE)
def test_no_input_is_read_as_a_command_or_an_option(text, repository):
    run = act(repository, ARTICLES=text)
    assert run.returncode == 2, run.stdout
    assert "Usage:" not in run.stdout
    run = act(repository, ARTICLES="articles/bare.txt", CONFIG=text, BASELINE=text, BASE=text, FAIL_ON=text)
    assert run.returncode == 2
    assert not list(repository.rglob("owned"))


def test_the_action_hands_every_input_over_as_a_variable():
    action = (ROOT / "action.yml").read_text("utf-8")
    for line in action.splitlines():
        if line.strip().startswith("run:"):
            assert "${{" not in line
    used = set(re.findall(r"\$\{([A-Z_]+):?-", SCRIPT.read_text("utf-8"))) - {"GITHUB_STEP_SUMMARY"}
    given = set(re.findall(r"^ +([A-Z_]+): \$\{\{ inputs\.", action, re.M))
    assert used == given
    named = set(re.findall(r"^  ([a-z-]+):$", action.split("outputs:")[0], re.M))
    assert named == set(re.findall(r"\{\{ inputs\.([a-z-]+) \}\}", action))


def test_the_hook_runs_on_the_files_it_is_given_and_stays_offline(repository):
    hook = (ROOT / ".pre-commit-hooks.yaml").read_text("utf-8")
    entry = re.search(r"^  entry: deskcheck (.+)$", hook, re.M)[1].split()
    assert "--online" not in entry
    pattern = re.search(r"^  files: (.+)$", hook, re.M)[1]
    assert re.search(pattern, "desk/sleep/article.md")
    assert not re.search(pattern, "README.md")
    for name, code in (("articles/good one.txt", 0), ("articles/bare.txt", 2)):
        run = subprocess.run(
            [sys.executable, "-m", "deskcheck", *entry, name],
            cwd=repository,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert run.returncode == code
    assert not (repository / "reports").exists()


@pytest.mark.newest  # the tool that knows the schemas needs a newer click than the program does
@pytest.mark.parametrize(
    ("schema", "file"),
    [
        ("github-actions", "action.yml"),
        ("github-workflows", "docs/ci/scheduled-audit.yml"),
        ("gitlab-ci", "docs/ci/gitlab-ci.yml"),
    ],
)
def test_action_workflow_and_job_are_what_their_hosts_take(schema, file, tmp_path):
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}"]
    assert subprocess.run([*command, str(ROOT / file)], capture_output=True, check=False).returncode == 0
    broken = tmp_path / Path(file).name
    broken.write_text((ROOT / file).read_text("utf-8").replace("script:", "scripts:").replace("runs", "run"))
    assert subprocess.run([*command, str(broken)], capture_output=True, check=False).returncode == 1


def test_the_workflow_hands_the_action_inputs_that_it_has():
    inputs = set(re.findall(r"^  ([a-z-]+):$", (ROOT / "action.yml").read_text("utf-8").split("outputs:")[0], re.M))
    for file in (ROOT / "docs" / "ci" / "scheduled-audit.yml", ROOT / "docs" / "ci.md"):
        told = re.findall(
            r"deskcheck@main[^\n]*\n(?: +id:[^\n]*\n)? +with:\n( +)((?:[a-z-]+:[^\n]*\n\1?)+)", file.read_text("utf-8")
        )
        assert told
        for _, block in told:
            named = set(re.findall(r"^ *([a-z-]+):", block.partition("- ")[0], re.M))
            assert {"articles"} <= named <= inputs


def test_commands_in_the_templates_exist():
    templates = [ROOT / "docs" / "ci" / "gitlab-ci.yml", ROOT / "docs" / "ci.md", ROOT / "docs" / "policy.md"]
    told = "\n".join(path.read_text("utf-8") for path in templates)
    options = set(
        re.findall(r"(--[a-z][a-z-]+)", " ".join(re.findall(r"deskcheck (?:audit|report|diff) [^\n`]+", told)))
    )
    helps = "".join(
        subprocess.run(
            [sys.executable, "-m", "deskcheck", command, "--help"], capture_output=True, text=True, check=True
        ).stdout
        for command in ("audit", "report", "diff")
    )
    assert options
    assert {option for option in options if f"{option} " not in helps.replace("\n", " ")} == set()
