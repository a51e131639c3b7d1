"""A desk's repository through its whole life, by the commands as its users run them: ten articles, a policy, a waiver,
a baseline; edits, a retraction, an expiry; and every exit code."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from small_desk import (
    CLAIMS,
    DAY,
    RETRACTION,
    WORKS,
    article,
    build,
    contents,
    deskcheck,
    git,
    printed,
    write_records,
)

POLICY = """preset = "minimal"
fail-on = "warning"
select = ["REF", "REC", "NOT", "RUN", "POL", "LNK102"]
exclude = ["drafts/**"]
"""
WAIVER = """[[waiver]]
rule = "wrong-year"
article = "docs/table/tea.md"
reference = "Green tea and iron uptake"
reason = "The journal's site prints this year; we have asked."
person = "D. Field"
until = {until}
"""
TEA = Path("docs/table/tea.md")


class Desk:
    """The scratch repository, and what its users do."""

    def __init__(self, folder):
        self.folder = folder

    def __call__(self, *arguments):
        return deskcheck(*arguments, cwd=self.folder)

    def audit(self, *arguments, day=DAY, out="reports"):
        """Audit the folder; return the run and the findings that count, as (article, rule)."""
        run = self("audit", "docs", "--index", ".works", "--as-of", day, "--out", out, *arguments)
        return run, self.findings(out)

    def findings(self, out="reports", state="new"):
        return {
            (name.removesuffix("/audit.json"), finding["rule"])
            for name, data in contents(self.folder / out).items()
            if name.endswith("audit.json")
            for finding in json.loads(data)["findings"]
            if finding["state"] == state and finding["severity"] != "note"
        }

    def edit(self, path, old, new):
        text = (self.folder / path).read_text(encoding="utf-8")
        assert old in text
        (self.folder / path).write_text(text.replace(old, new), encoding="utf-8")

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_text(text, encoding="utf-8")

    def commit(self, message):
        git("add", "-A", cwd=self.folder)
        git("commit", "-q", "-m", message, cwd=self.folder)

    def index(self, **more):
        """Make the index of records, with something more in the record of poplar fluff."""
        order = ["poplar", *(work for work in WORKS if work != "poplar")]
        write_records(self.folder / ".records.jsonl", *order, **more)
        verb = "update" if (self.folder / ".works").exists() else "build"
        run = self("index", verb, ".records.jsonl", "--out", ".works")
        assert run.returncode == 0, run.stderr


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path)
    git("init", "-q", "-b", "main", cwd=tmp_path)
    build(tmp_path / "docs")
    desk.write("docs/drafts/half.md", "# Half\n\nBy Dana Field\n\nNot a word of it is true [1].\n")
    desk.write("docs/README.md", "# Our articles\n\nOne file each.\n")
    desk.write("deskcheck.toml", POLICY.replace("drafts/**", "docs/drafts/**"))
    desk.write(".gitignore", "/reports*\n/.works*\n/.records.jsonl\n")
    desk.edit(TEA, "(2022)", "(2020)")
    desk.index()
    desk.commit("first")
    return desk


def test_a_desk_lives_from_its_first_run_to_an_expired_waiver(desk):
    # First run: the list of one article is wrong in one place, and the table leads with it.
    run, found = desk.audit()
    assert run.returncode == 1, run.stderr
    assert found == {("docs/table/tea", "wrong-year")}
    assert run.stdout.splitlines()[1].split()[:3] == [str(TEA), "0", "1"]
    assert "Skipped 1 file, neither references nor citations: docs/README.md" in run.stdout
    assert "drafts" not in run.stdout + run.stderr
    assert "10 audited" in run.stdout

    # A waiver sets it aside, for a reason and a time; the second run is quiet.
    desk.write("waivers.toml", WAIVER.format(until="2026-12-31"))
    run, found = desk.audit()
    assert (run.returncode, found) == (0, set())
    assert desk.findings(state="waived") == {("docs/table/tea", "wrong-year")}
    desk.commit("waive")

    # Edits elsewhere, moved lines and a renumbered list leave the finding what it was.
    before = _fingerprints(desk, "reports")
    tea, bread = printed("tea").replace("(2022)", "(2020)"), printed("bread")
    desk.edit(TEA, f"1. {tea}\n2. {bread}\n", f"1. {bread}\n2. {tea}\n")
    desk.edit(TEA, CLAIMS["tea"] + " [1]", CLAIMS["tea"] + " [2]")
    desk.edit(TEA, CLAIMS["bread"] + " [2]", "Runners eat early. " + CLAIMS["bread"] + " [1]")
    desk.edit(TEA, "By Dana Field\n", "By Dana Field\n\nEdited by Ada Winton\n")
    run, found = desk.audit()
    assert (run.returncode, found) == (0, set())
    assert _fingerprints(desk, "reports") == before
    desk.commit("edit")

    # What there is today becomes the baseline.
    run, _ = desk.audit(out="reports-base")
    assert run.returncode == 0
    desk.edit("docs/rest/naps.md", printed("naps"), printed("naps").replace("13(3)", "31(3)"))
    run, found = desk.audit("--baseline", "reports-base", "--fail-on", "note")
    assert run.returncode == 1
    assert found == {("docs/rest/naps", "wrong-volume")}
    desk.edit("docs/rest/naps.md", "31(3)", "13(3)")

    # A retraction appears in the records: three articles rest on the work, though nobody has touched them.
    desk.index(**{"updated-by": [RETRACTION]})
    run, found = desk.audit("--baseline", "reports-base")
    assert run.returncode == 1
    retracted = {("docs/air/poplar", "retracted-work"), ("docs/move/knees", "retracted-work")}
    assert found == retracted
    told = desk("where", WORKS["poplar"][0])
    assert told.returncode == 0
    assert told.stdout.count("retraction 2026-11-02") == 2
    assert "used by 3 of 10 finished audits" in told.stdout
    compared = desk(
        "diff", "reports-base/docs/air/poplar/audit.json", "reports/docs/air/poplar/audit.json", "--fail-on", "error"
    )
    assert compared.returncode == 1
    assert "retracted-work (NOT301)" in compared.stdout

    # The dossier keeps records of its own; once they are brought up to date it says the same.
    write_records(
        desk.folder / "docs" / "air" / "park" / "crossref.jsonl", "poplar", "birch", **{"updated-by": [RETRACTION]}
    )
    _, found = desk.audit("--baseline", "reports-base")
    assert found == {*retracted, ("docs/air/park", "retracted-work")}

    # The articles now say so; the work is knowingly cited.
    desk.commit("records")
    for name in ("docs/air/poplar.md", "docs/move/knees.md", "docs/air/park/article.md"):
        desk.edit(name, CLAIMS["poplar"], CLAIMS["poplar"] + ", and was retracted in 2026")
    knowing = '\n[[waiver]]\nrule = "retracted-work"\nkind = "knowingly-cited"\nreference = "10.5555/city.2"\n'
    knowing += 'reason = "Cited as retracted."\nperson = "A. Winton"\nuntil = 2027-06-30\n'
    desk.write("waivers.toml", WAIVER.format(until="2026-12-31") + knowing)
    run, found = desk.audit("--baseline", "reports-base")
    assert (run.returncode, found) == (0, set()), run.stdout
    desk.commit("told")

    # The last day counts; the day after, the waiver is a finding and its finding is back.
    run, found = desk.audit(day="2026-12-31")
    assert (run.returncode, found) == (0, set())
    run, found = desk.audit(day="2027-01-01")
    assert run.returncode == 1
    assert found == {("docs/table/tea", "wrong-year"), ("docs/table/tea", "expired-waiver")}

    # The list is mended and the waiver with it: quiet again. A waiver that stays behind would be stale.
    desk.edit(TEA, "(2020)", "(2022)")
    _, found = desk.audit(day="2026-12-31")
    assert found == {("docs/table/tea", "stale-waiver")}
    desk.write("waivers.toml", knowing)
    run, found = desk.audit(day="2027-01-01")
    assert (run.returncode, found) == (0, set())


def _fingerprints(desk, out):
    held = json.loads((desk.folder / out / "docs" / "table" / "tea" / "audit.json").read_text())
    return {finding["fingerprint"] for finding in held["findings"] if finding["rule"] == "wrong-year"}


def test_a_change_cannot_waive_itself_and_only_what_changed_is_audited(desk):
    desk.write("waivers.toml", WAIVER.format(until="2026-12-31"))
    assert desk.audit()[0].returncode == 0
    assert desk.audit("--base", "main")[0].returncode == 1
    desk.commit("waive")
    assert desk.audit("--base", "main")[0].returncode == 0

    run, _ = desk.audit("--changed-since", "main")
    assert run.returncode == 0
    assert run.stdout == "Nothing has changed since main.\n"
    desk.edit("docs/rest/naps.md", "13(3)", "31(3)")
    desk.write("docs/air/park/evidence.toml", "")
    desk.write("docs/new/stairs.md", article("New stairs", ("stairs",)))
    run, _ = desk.audit("--changed-since", "main")
    assert run.returncode == 1
    audited = [line.split("] ")[1].split(":")[0] for line in run.stderr.splitlines() if "unchanged" not in line]
    assert audited == ["docs/air/park", "docs/new/stairs.md", "docs/rest/naps.md"]
    assert "3 audited" in run.stdout
    desk.write("waivers.toml", WAIVER.format(until="2026-12-30"))
    run, _ = desk.audit("--changed-since", "main")
    assert "11 audited" in run.stdout
    for option in ("--base", "--changed-since"):
        run, _ = desk.audit(f"{option}=nowhere")
        assert run.returncode == 2
        assert "there is no revision 'nowhere'" in run.stderr


def test_what_ci_is_told_speaks_of_all_articles(desk):
    desk.edit("docs/rest/naps.md", "13(3)", "31(3)")
    desk.write("waivers.toml", WAIVER.format(until="2026-12-31"))
    desk.audit("--fail-on", "note")
    outputs = {
        kind: desk(*("audit", "docs", "--index", ".works", "--as-of", DAY, "--fail-on", "note"), "--format", kind)
        for kind in ("sarif", "junit", "gitlab", "annotations", "rdjsonl")
    }
    assert {kind: run.returncode for kind, run in outputs.items()} == dict.fromkeys(outputs, 1)
    sarif = json.loads(outputs["sarif"].stdout)["runs"][0]["results"]
    waived = {_uri(result): bool(result.get("suppressions")) for result in sarif}
    assert waived == {"docs/rest/naps.md": False, str(TEA): True}
    naps = next(result for result in sarif if _uri(result) == "docs/rest/naps.md")
    line = naps["locations"][0]["physicalLocation"]["region"]["startLine"]
    text = (desk.folder / "docs/rest/naps.md").read_text(encoding="utf-8").splitlines()
    assert "31(3)" in text[line - 1]
    suites = ET.fromstring(outputs["junit"].stdout)  # noqa: S314 - our own
    assert len({case.get("file") for case in suites.iter("testcase")}) == 10
    gitlab = json.loads(outputs["gitlab"].stdout)
    assert [one["location"]["path"] for one in gitlab] == ["docs/rest/naps.md"]
    assert "file=docs/rest/naps.md" in outputs["annotations"].stdout
    rows = [json.loads(line) for line in outputs["rdjsonl"].stdout.splitlines()]
    assert [row["location"]["path"] for row in rows] == ["docs/rest/naps.md"]


def _uri(result):
    return result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]


def test_every_exit_code_is_reached(desk):
    runs = {0: ("docs/air",), 1: ("docs/table",), 4: ("docs/air", "--max-unknown", "0", "--exclude", "park")}
    assert desk("audit", *runs[0], "--index", ".works", "--as-of", DAY).returncode == 0
    assert desk("audit", *runs[1], "--index", ".works", "--as-of", DAY).returncode == 1
    assert desk("audit", *runs[4], "--as-of", DAY).returncode == 4
    desk.write("docs/bare.md", "# Bare\n\nBy Dana Field\n\nSleeping seven hours improves recall in most adults.\n")
    assert desk("audit", "docs", "--index", ".works", "--as-of", DAY).returncode == 2
    desk.write(
        "program/sitecustomize.py", "import os\nfrom deskcheck import readers\nreaders.read = lambda _: os._exit(7)\n"
    )
    run = deskcheck("audit", "docs/air", "--as-of", DAY, cwd=desk.folder, PYTHONPATH=str(desk.folder / "program"))
    assert run.returncode == 3
    assert run.stderr.count("died (status 7)") == 3
