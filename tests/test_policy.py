"""A desk's policy through the command: what is in force, what fails, and every exit code."""

import json
import os
import subprocess
import sys
import tomllib

import pytest

from deskcheck.commands.arguments import FORMATS
from deskcheck.reporters import REPORTERS

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


WAIVER = """[[waiver]]
rule = "numbering-gap"
article = "drafts/sleep.txt"
reason = "Number 2 was taken out on the authors' wish."
person = "D. Field"
until = {until}
"""
STRICT = 'fail-on = "warning"\nselect = ["numbering-gap", "NOT", "RUN101", "POL", "uncited-reference"]\n'
FLUFF = "2. Poplar, T. (2018). Poplar fluff is no allergen. Journal of City Air, 1(1), 2–7.\n"


def test_a_finding_lives_from_first_run_through_waiver_mending_and_expiry(desk):
    (desk / "deskcheck.toml").write_text(STRICT)
    article = desk / "drafts" / "sleep.txt"
    assert audited(article, cwd=desk)[0] == 1
    (desk / "waivers.toml").write_text(WAIVER.format(until="2026-12-31"))
    code, found, _ = audited(article, cwd=desk)
    assert code == 0
    assert found["numbering-gap"]["state"] == "waived"
    article.write_text("Editor's line.\n\n" + ARTICLE, encoding="utf-8")
    code, found, _ = audited(article, cwd=desk)
    assert (code, found["numbering-gap"]["state"]) == (0, "waived")
    (desk / "waivers.toml").write_text(WAIVER.format(until="2026-11-01"))
    code, found, _ = audited(article, cwd=desk)
    assert code == 1
    assert found["numbering-gap"]["state"] == "new"
    assert "ended on 2026-11-01 (waivers.toml:1)" in found["expired-waiver"]["message"]
    (desk / "waivers.toml").write_text(WAIVER.format(until="2026-12-31"))
    article.write_text(ARTICLE.replace("3. Okafor", FLUFF + "3. Okafor"), encoding="utf-8")
    code, found, _ = audited(article, cwd=desk)
    assert code == 1
    assert "fits nothing any more" in found["stale-waiver"]["message"]
    (desk / "waivers.toml").unlink()
    assert audited(article, cwd=desk)[0] == 0


RETRACTION = {
    "DOI": "10.9999/city.2018",
    "type": "journal-article",
    "title": ["Poplar fluff is no allergen"],
    "container-title": ["Journal of City Air"],
    "author": [{"family": "Poplar", "given": "T."}],
    "issued": {"date-parts": [[2018]]},
    "volume": "1",
    "issue": "1",
    "page": "2-7",
}
NOTICE = {"DOI": "10.9999/city.2026", "type": "retraction", "updated": {"date-parts": [[2026, 11, 2]]}}
FLUFFY = """# Fluff in June

By Dana Field

Published 2026-06-01

Poplar fluff is no allergen, a 2018 study found [1].

## References

1. Poplar, T. (2018). Poplar fluff is no allergen. Journal of City Air, 1(1), 2–7.
"""


def test_a_retraction_in_the_records_is_new_against_any_baseline_until_it_is_knowingly_cited(desk):
    dossier = desk / "fluff"
    dossier.mkdir()
    (dossier / "article.md").write_text(FLUFFY, encoding="utf-8")
    (dossier / "crossref.jsonl").write_text(json.dumps(RETRACTION) + "\n")
    assert deskcheck("audit", "fluff", "--out", "before", "--as-of", "2026-11-01", cwd=desk).returncode == 0
    (dossier / "crossref.jsonl").write_text(json.dumps(RETRACTION | {"updated-by": [NOTICE]}) + "\n")
    code, found, _ = audited("fluff", "--baseline", "before", cwd=desk)
    assert code == 1
    assert found["retracted-work"]["state"] == "new"
    deskcheck("audit", "fluff", "--out", "after", "--as-of", "2026-11-23", cwd=desk)
    told = deskcheck("diff", "before/audit.json", "after/audit.json", "--fail-on", "error", cwd=desk)
    assert told.returncode == 1
    assert "retracted-work (NOT301)" in told.stdout.split("New")[1].split("\n\n")[0]
    assert audited("fluff", "--baseline", "after/audit.json", cwd=desk)[0] == 0
    waiver = '[[waiver]]\nrule = "retracted-work"\nreference = "10.9999/city.2018"\nkind = "knowingly-cited"\n'
    (dossier / "waivers.toml").write_text(waiver + 'reason = "Told."\nperson = "D. Field"\nuntil = 2027-06-01\n')
    code, found, _ = audited("fluff", cwd=desk)
    assert code == 1
    assert "says that the work no longer stands" in found["stale-waiver"]["message"]
    told = FLUFFY.replace("a 2018 study found [1].", "a 2018 study found that was retracted in 2026 [1].")
    (dossier / "article.md").write_text(told, encoding="utf-8")
    code, found, _ = audited("fluff", cwd=desk)
    assert (code, found["retracted-work"]["state"]) == (0, "waived")


UNDATED = "4. Poplar, T. Poplar fluff is no allergen. Journal of City Air, 1(1), 2–7.\n"


def test_the_second_run_is_quiet_and_only_what_is_new_fails(desk):
    (desk / "deskcheck.toml").write_text('fail-on = "note"\n')
    first = deskcheck("audit", "drafts/sleep.txt", "--out", "base", "--as-of", "2026-11-23", cwd=desk)
    assert first.returncode == 1
    assert audited("drafts/sleep.txt", "--baseline", "base/audit.json", cwd=desk)[0] == 0
    (desk / "drafts" / "sleep.txt").write_text("Desk copy\n\n" + ARTICLE + UNDATED, encoding="utf-8")
    code, found, _ = audited("drafts/sleep.txt", "--baseline", "base", cwd=desk)
    assert code == 1
    assert found["undated-reference"]["state"] == "new"
    assert found["numbering-gap"]["state"] == "known"


def test_the_difference_of_two_audits_is_told_and_counted(desk):
    deskcheck("audit", "drafts/sleep.txt", "--out", "one", "--as-of", "2026-11-23", cwd=desk)
    (desk / "drafts" / "sleep.txt").write_text(ARTICLE.replace("3. Okafor", FLUFF + "3. Okafor"), encoding="utf-8")
    deskcheck("audit", "drafts/sleep.txt", "--out", "two", "--as-of", "2026-11-23", cwd=desk)
    same = deskcheck("diff", "one/audit.json", "one/audit.json", cwd=desk)
    assert same.returncode == 0
    assert "0 new, 0 fixed, 0 changed" in same.stdout
    rows = json.loads(deskcheck("diff", "one/audit.json", "two/audit.json", "--json", cwd=desk).stdout)
    assert [row["rule"] for row in rows["fixed"]] == ["numbering-gap"]
    assert rows["unchanged"]
    back = deskcheck("diff", "two/audit.json", "one/audit.json", "--fail-on", "warning", cwd=desk)
    assert back.returncode == 1
    assert "numbering-gap (REF108)" in back.stdout


def git(*words, cwd):
    settings = ["-c", "user.name=Desk", "-c", "user.email=desk@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *settings, *words], cwd=cwd, check=True, capture_output=True, timeout=30)


def test_a_change_cannot_waive_itself(desk):
    (desk / ".git").rmdir()
    (desk / "deskcheck.toml").write_text(STRICT)
    git("init", "-q", "-b", "main", cwd=desk)
    git("add", "-A", cwd=desk)
    git("commit", "-q", "-m", "first", cwd=desk)
    (desk / "waivers.toml").write_text(WAIVER.format(until="2026-12-31"))
    assert audited("drafts/sleep.txt", cwd=desk)[0] == 0
    assert audited("drafts/sleep.txt", "--base", "main", cwd=desk)[0] == 1
    git("add", "-A", cwd=desk)
    git("commit", "-q", "-m", "waive", cwd=desk)
    assert audited("drafts/sleep.txt", "--base", "HEAD", cwd=desk)[0] == 0
    for revision in ("nowhere", "--help", "--output=x", "HEAD:x", ""):
        run = audited("drafts/sleep.txt", f"--base={revision}", cwd=desk)[2]
        assert (run.returncode, run.stdout) == (2, ""), revision
        assert "there is no revision" in run.stderr


@pytest.mark.parametrize(
    ("text", "options"),
    [
        ('[[waiver]]\nrule = "numbering-gap"\n', []),
        ("", ["--waivers", "missing.toml"]),
        ("", ["--baseline", "missing.json"]),
        ("", ["--baseline", "drafts"]),
        ("", ["--baseline", "drafts/sleep.txt"]),
    ],
)
def test_mistaken_waivers_and_baselines_are_one_line_and_exit_2(text, options, desk):
    (desk / "deskcheck.toml").write_text("")
    (desk / "waivers.toml").write_text(text)
    run = audited("drafts/sleep.txt", *options, cwd=desk)[2]
    assert (run.returncode, run.stdout, len(run.stderr.splitlines())) == (2, "", 1)


def test_every_exit_code_is_reached(desk):
    codes = {
        0: ["audit", "drafts/sleep.txt", "--no-reports"],
        1: ["audit", "drafts/sleep.txt", "--no-reports", "--fail-on", "warning"],
        2: ["audit", "drafts/none.txt", "--no-reports"],
        4: ["audit", "drafts/sleep.txt", "--no-reports", "--max-unknown", "0"],
    }
    for code, arguments in codes.items():
        assert deskcheck(*arguments, cwd=desk).returncode == code
    (desk / "broken").mkdir()
    (desk / "broken" / "sitecustomize.py").write_text(
        "import deskcheck.checks as checks\n"
        "from deskcheck.checks import numbering_gap as broken\n"
        "import msgspec\n"
        "def fail(*_): raise ZeroDivisionError\n"
        "broken.RULE = msgspec.structs.replace(broken.RULE, check=fail)\n"
    )
    run = subprocess.run(
        [sys.executable, "-m", "deskcheck", "audit", "drafts/sleep.txt", "--no-reports"],
        cwd=desk,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={**os.environ, "PYTHONPATH": str(desk / "broken")},
    )
    assert run.returncode == 3
    assert "crashed-check" in run.stdout


def test_every_report_can_be_asked_for():
    assert set(FORMATS) == set(REPORTERS)


@pytest.mark.parametrize("kind", ["sarif", "junit", "gitlab", "annotations", "rdjsonl"])
def test_one_report_for_ci_speaks_for_all_articles(kind, desk):
    (desk / "drafts" / "bare.txt").write_text("Sleep\n\nSleeping seven hours improves recall in most adults.\n")
    articles = [desk / "drafts" / "sleep.txt", "drafts/bare.txt", "drafts/missing.txt"]
    run = deskcheck("audit", *articles, "--format", kind, "--out", "r", "--as-of", "2026-11-23", cwd=desk)
    assert run.returncode == 2
    assert [line.split(": ")[1] for line in run.stderr.splitlines()] == ["drafts/bare.txt", "drafts/missing.txt"]
    assert "numbering-gap" in run.stdout or "REF108" in run.stdout
    assert "no-references" in run.stdout or "RUN101" in run.stdout
    assert str(desk) not in run.stdout
    if kind in ("sarif", "gitlab"):
        assert json.loads(run.stdout)
    saved = deskcheck("report", "r/bare/audit.json", "--format", kind, cwd=desk)
    assert saved.returncode == 0
    assert "drafts/bare.txt" in saved.stdout
    assert "drafts/sleep.txt" not in saved.stdout


def test_a_finding_about_a_waiver_stands_in_the_file_of_waivers(desk):
    (desk / "deskcheck.toml").write_text("")
    (desk / "waivers.toml").write_text("\n\n" + WAIVER.format(until="2026-11-01"))
    day = ["--as-of", "2026-11-23"]
    run = deskcheck("audit", "drafts/sleep.txt", "--format", "rdjsonl", "--no-reports", *day, cwd=desk)
    rows = [json.loads(line) for line in run.stdout.splitlines()]
    (expired,) = [row for row in rows if row["code"]["value"] == "POL101"]
    assert expired["location"]["path"] == "waivers.toml"
    assert expired["location"]["range"]["start"]["line"] == 3


def test_only_what_changed_is_audited(desk):
    (desk / ".git").rmdir()
    (desk / "fluff").mkdir()
    (desk / "fluff" / "article.md").write_text(FLUFFY, encoding="utf-8")
    (desk / "fluff" / "crossref.jsonl").write_text(json.dumps(RETRACTION) + "\n")
    (desk / "deskcheck.toml").write_text("")
    git("init", "-q", "-b", "main", cwd=desk)
    git("add", "-A", cwd=desk)
    git("commit", "-q", "-m", "first", cwd=desk)

    def due(*options):
        words = ["drafts/sleep.txt", "fluff", "--changed-since", "HEAD", "--no-reports", "--format", "sarif", *options]
        run = deskcheck("audit", *words, cwd=desk)
        assert run.returncode in (0, 2), run.stderr
        results = json.loads(run.stdout)["runs"][0]["results"] if run.stdout else []
        return {result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for result in results}

    assert due() == set()
    quiet = deskcheck("audit", "fluff", "--changed-since", "main", cwd=desk)
    assert (quiet.returncode, quiet.stdout) == (0, "Nothing has changed since main.\n")
    (desk / "drafts" / "sleep.txt").write_text(ARTICLE + "\n", encoding="utf-8")
    assert due() == {"drafts/sleep.txt"}
    git("commit", "-q", "-am", "second", cwd=desk)
    (desk / "fluff" / "evidence.toml").write_text("")
    assert due() == {"fluff/article.md"}
    (desk / "deskcheck.toml").write_text('fail-on = "never"\n')
    assert due() == {"drafts/sleep.txt", "fluff/article.md"}
    wrong = deskcheck("audit", "fluff", "--changed-since", "nowhere", cwd=desk)
    assert (wrong.returncode, wrong.stdout) == (2, "")
    assert "--changed-since: there is no revision 'nowhere'" in wrong.stderr
