"""Runs over whole folders as users start them: order, skips, workers that die or hang, runs that are killed."""

import datetime
import itertools
import json
import os
import pty
import re
import signal
import subprocess
import sys
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest

from crossref_server import CrossrefServer
from deskcheck import stages
from deskcheck.commands.arguments import policy
from deskcheck.commands.audit_request import Item, Request
from deskcheck.commands.auditing import Auditor, Outcome
from deskcheck.commands.folders_evident import NO_REFERENCES, no_article
from deskcheck.commands.folders_progress import Progress
from deskcheck.commands.folders_workers import Workers
from deskcheck.settings import Settings
from small_desk import DAY, WORKS, article, build, command, contents, deskcheck, patched, printed, record, write_records

BREAKING = """
import os, signal, threading
from deskcheck import readers
real = readers.read
def read(path):
    name = path.name
    if name.startswith("killed"):
        os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("hanging"):
        threading.Event().wait()
    if name.startswith("raising"):
        raise ZeroDivisionError("by us")
    return real(path)
readers.read = read
"""


@pytest.fixture(scope="module")
def original(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    build(folder / "docs")
    return folder


@pytest.fixture
def desk(original, tmp_path):
    for name, data in contents(original).items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    (tmp_path / ".git").mkdir()
    return tmp_path


def audit(*arguments, cwd, **environment):
    return deskcheck("audit", *arguments, "--as-of", DAY, cwd=cwd, **environment)


def lines(run):
    return [line.split("] ", 1)[-1] for line in run.stderr.splitlines() if line.startswith("[")]


def test_jobs_change_nothing_but_the_time(desk):
    runs = [audit("docs", "--jobs", jobs, "--out", f"r{jobs}", cwd=desk) for jobs in (1, 2, 3)]
    assert [run.returncode for run in runs] == [0, 0, 0], runs[0].stderr
    reports = [contents(desk / f"r{jobs}") for jobs in (1, 2, 3)]
    assert reports[0] == reports[1] == reports[2]
    assert sum(name.endswith("audit.json") for name in reports[0]) == 10
    assert len({run.stderr for run in runs}) == 1
    assert len({run.stdout.replace(f"r{jobs}", "r") for run, jobs in zip(runs, (1, 2, 3), strict=True)}) == 1
    assert [line.split(":")[0] for line in lines(runs[0])] == sorted(line.split(":")[0] for line in lines(runs[0]))


def test_the_table_has_the_worst_first_and_tells_what_was_skipped(desk):
    (desk / "docs" / "README.md").write_text("# Read me\n\nThese are our articles.\n")
    (desk / "docs" / "package.json").write_text('{"name": "desk"}')
    (desk / "docs" / "empty.md").write_text("\n")
    (desk / "docs" / "feed.xml").write_text("<rss><title>News</title></rss>")
    (desk / "docs" / "bare.md").write_text("# Bare\n\nBy Dana Field\n\nSleeping seven hours improves recall [1].\n")
    gap = "Snow in June\n\nBy Dana Field\n\nPoplar fluff is harmless [1].\n\nReferences\n\n"
    (desk / "docs" / "gap.txt").write_text(f"{gap}1. {printed('poplar')}\n3. {printed('birch')}\n")
    run = audit("docs", "--no-reports", "--fail-on", "warning", cwd=desk)
    assert run.returncode == 2
    rows = run.stdout.splitlines()
    assert [row.split()[0] for row in rows[1:3]] == ["docs/bare.md", "docs/gap.txt"]
    assert rows[2].endswith("findings")
    told = run.stdout.split("\n\n")[1]
    assert "Skipped 1 file, neither references nor citations: docs/README.md" in told
    assert "Skipped 1 file, no bibliography: docs/package.json" in told
    assert "Skipped 1 file, empty: docs/empty.md" in told
    assert "Skipped 1 file, no article in its format: docs/feed.xml" in told
    assert "12 audited" in told
    assert "docs/bare.md: No references were found" in run.stderr
    named = audit("docs/README.md", "--no-reports", cwd=desk)
    assert named.returncode == 2


def test_nothing_to_audit_is_one_line_and_exit_2(tmp_path):
    (tmp_path / "empty").mkdir()
    for arguments in (["empty"], ["."]):
        run = audit(*arguments, cwd=tmp_path)
        assert (run.returncode, run.stdout) == (2, "")
        assert run.stderr.count("\n") == 1
        assert "holds no article and no bibliography" in run.stderr
    (tmp_path / "README.md").write_text("Notes.\n")
    run = audit(".", cwd=tmp_path)
    assert run.returncode == 2
    assert "holds no article" in run.stderr


def test_one_article_in_a_folder_is_told_in_full(tmp_path):
    build(tmp_path / "docs")
    run = audit("docs/table", "--exclude", "bread.md", cwd=tmp_path)
    assert run.returncode == 0, run.stderr
    assert "Tea before the race" in run.stdout
    assert (tmp_path / "reports" / "docs" / "table" / "tea" / "audit.html").is_file()


def test_a_worker_that_dies_hangs_or_fails_costs_its_article_alone(desk):
    for name in ("killed", "hanging", "raising"):
        (desk / "docs" / "rest" / f"{name}.md").write_text("Words.\n")
    run = audit("docs", "--jobs", "2", "--time-limit", "4", cwd=desk, **patched(desk / "program", BREAKING))
    assert run.returncode == 3
    told = [line for line in run.stderr.splitlines() if line.startswith("deskcheck: ")]
    assert [line.split(": ")[1] for line in told] == [f"docs/rest/{one}.md" for one in ("hanging", "killed", "raising")]
    assert "given up after 4 seconds" in told[0]
    assert "died (signal 9)" in told[1]
    assert "internal error (ZeroDivisionError: by us)" in told[2]
    assert "Traceback" not in run.stderr
    assert sum(name.endswith("audit.json") for name in contents(desk / "reports")) == 10
    assert [row.split()[0] for row in run.stdout.splitlines()[1:4]] == [
        f"docs/rest/{one}.md" for one in ("hanging", "killed", "raising")
    ]


def test_finished_audits_are_used_again_until_something_they_came_from_changes(desk):
    def reused(*more):
        run = audit("docs", *more, cwd=desk)
        assert run.returncode in (0, 1), run.stderr
        return [line.split(":")[0] for line in lines(run) if not line.endswith("finished before")]

    assert len(reused()) == 10
    before = contents(desk / "reports")
    assert reused() == []
    assert contents(desk / "reports") == before
    article = desk / "docs" / "rest" / "naps.md"
    article.write_text(article.read_text().replace("depot", "garage"))
    assert reused() == ["docs/rest/naps.md"]
    write_records(desk / "docs" / "air" / "park" / "crossref.jsonl", "poplar")
    assert reused() == ["docs/air/park"]
    (desk / "deskcheck.toml").write_text("review-age-years = 2\n")
    assert len(reused()) == 10
    assert reused("--no-resume") != []
    assert reused() == []
    (desk / "waivers.toml").write_text(
        '[[waiver]]\nrule = "missing-doi"\nreason = "r"\nperson = "p"\nuntil = 2026-12-31\n'
    )
    assert len(reused()) == 10
    (desk / "reports" / "docs" / "table" / "tea" / "audit.md").write_text("changed by hand\n")
    assert reused() == ["docs/table/tea.md"]
    (desk / "reports" / "docs" / "table" / "tea" / "audit.json").unlink()
    assert reused() == ["docs/table/tea.md"]
    (desk / "reports" / "docs" / "table" / "tea" / ".finished.json").write_text("{")
    assert reused() == ["docs/table/tea.md"]
    assert len(lines(audit("docs", "--no-reports", cwd=desk))) == 10
    later = deskcheck("audit", "docs", "--as-of", "2026-12-01", cwd=desk)
    assert "finished before" not in later.stderr


def test_an_index_that_was_made_anew_counts_as_a_change(desk):
    write_records(desk / "one.jsonl", "poplar", "birch")
    assert deskcheck("index", "build", "one.jsonl", "--out", "works", cwd=desk).returncode == 0
    assert "finished before" not in audit("docs/air", "--index", "works", cwd=desk).stderr
    assert audit("docs/air", "--index", "works", cwd=desk).stderr.count("finished before") == 3
    write_records(desk / "more.jsonl", "tea")
    assert deskcheck("index", "update", "more.jsonl", "--out", "works", cwd=desk).returncode == 0
    assert "finished before" not in audit("docs/air", "--index", "works", cwd=desk).stderr


@pytest.mark.parametrize(("after", "jobs"), [(1, 1), (3, 2), (6, 2), (9, 1), (10, 2)])
def test_a_run_that_is_killed_goes_on_where_it_stopped(after, jobs, desk):
    whole = audit("docs", "--out", "whole", cwd=desk)
    assert whole.returncode == 0
    process = command("audit", "docs", "--jobs", jobs, "--out", "cut", "--as-of", DAY, cwd=desk)
    told = list(itertools.islice(iter(process.stderr.readline, ""), after))
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert process.returncode == -signal.SIGKILL or after == 10
    finished = [line.split("] ")[1].split(":")[0] for line in told]
    again = audit("docs", "--jobs", jobs, "--out", "cut", cwd=desk)
    assert again.returncode == 0, again.stderr
    reused = {line.split(":")[0] for line in lines(again) if line.endswith("finished before")}
    assert set(finished) <= reused
    assert contents(desk / "cut") == contents(desk / "whole")
    assert [name for name in contents(desk / "cut") if name.split("/")[-1].startswith(".audit")] == []


def test_a_file_that_a_killed_run_left_half_written_is_made_anew(desk):
    audit("docs/table", "--out", "r", cwd=desk)
    held = desk / "r" / "docs" / "table" / "tea"
    before = contents(held)
    (held / "audit.html").write_bytes(before["audit.html"][:100])
    run = audit("docs/table", "--out", "r", cwd=desk)
    assert [line.split(":")[0] for line in lines(run) if "finished" not in line] == ["docs/table/tea.md"]
    assert contents(held) == before


@pytest.fixture
def terminal():
    """A terminal: where to write, and what reads all that was written."""
    leader, follower = pty.openpty()

    def written(mark):
        shown = ""
        while mark not in shown:
            shown += os.read(leader, 10_000).decode()
        return shown

    yield follower, written
    os.close(leader)


def test_a_terminal_gets_a_bar_and_no_lines(terminal, desk):
    follower, written = terminal
    words = [sys.executable, "-m", "deskcheck", "audit", "docs", "--no-reports", "--as-of", DAY]
    with subprocess.Popen(words, cwd=desk, stdout=subprocess.DEVNULL, stderr=follower) as process:
        os.close(follower)
        shown = written("10/10")
    assert process.returncode == 0
    assert shown.count("\r") >= 10
    assert "\n" not in shown


def test_the_bar_tells_share_rate_and_remaining_time(terminal):
    follower, written = terminal
    clock = iter([0.0, 2.0, 200.0])
    with os.fdopen(follower, "w") as stream:
        progress = Progress(4, stream, clock=lambda: next(clock))
        progress.finished(Outcome(path="docs/a.md", name="a"))
        progress.told(Outcome(path="docs/a.md", name="a"))
        progress.finished(Outcome(path="docs/\x1b]0;title\x07" + "long" * 60, name="b"))
        shown = written("2/4")
        progress.aside()
    assert "[######..................] 1/4  0.5/s  6 s left  docs/a.md" in shown
    assert "[############............] 2/4  0.0/s  3 min 20 s left" in shown
    assert "\x1b]0" not in shown
    assert max(len(part) for part in shown.split("\r")) < 120


def test_a_bibliography_alone_is_held_against_the_records(desk):
    (desk / "lists").mkdir()
    retracted = record("poplar", **{"updated-by": [{"DOI": "10.5555/n", "type": "retraction"}]})
    (desk / "lists" / "crossref.jsonl").write_text(json.dumps(retracted) + "\n" + json.dumps(record("birch")) + "\n")
    (desk / "lists" / "refs.bib").write_text(
        "% Our sources\n\n@article{poplar,\n  author = {Harlow, Tess and Winton, Bo},\n"
        "  title = {Poplar fluff and sneezing in park keepers},\n  journal = {Annals of City Air},\n  year = {2023},\n"
        "  volume = {4},\n  number = {3},\n  pages = {110--121},\n  doi = {10.5555/city.2}\n}\n\n"
        "@article{birch,\n  author = {Harlow, Tess and Winton, Bo},\n"
        "  title = {Birch pollen counts beside tram lines},\n  journal = {Annals of City Air},\n  year = {2021},\n"
        "  volume = {5},\n  number = {3},\n  pages = {110--121},\n  doi = {10.5555/city.5}\n}\n"
    )
    run = audit("lists/refs.bib", "--format", "json", "--no-reports", cwd=desk)
    assert run.returncode == 1, run.stderr
    found = {finding["rule"]: finding for finding in json.loads(run.stdout)["findings"]}
    assert found["retracted-work"]["spans"][0]["line"] == 3
    assert found["wrong-year"]["spans"][0]["line"] == 14
    assert not set(found) & {"no-claims", "undated-article", "unsigned-article", "uncited-reference", "missing-doi"}
    sarif = json.loads(audit("lists", "--format", "sarif", "--no-reports", cwd=desk).stdout)
    places = [result["locations"][0]["physicalLocation"] for result in sarif["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} == {"lists/refs.bib"}
    assert places[0]["region"]["startLine"] == 3
    (desk / "lists" / "refs.bib").write_text("% nothing in it\n")
    assert audit("lists/refs.bib", "--no-reports", cwd=desk).returncode == 2


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("a.ris", "TY  - JOUR\nAU  - Harlow, Tess\nTI  - Short naps\nJO  - Journal\nVL  - 3\nPY  - 2020\nER  - \n"),
        ("a.nbib", "PMID- 12345678\nTI  - Short naps\nFAU - Harlow, Tess\nJT  - Journal\nVI  - 3\nDP  - 2020\n"),
        ("a.json", '[{"id": "x", "type": "book", "title": "Short naps", "publisher": "Desk Press",'
         ' "author": [{"family": "Harlow"}], "issued": {"date-parts": [[2020]]}}]'),
        ("a.bib", "@book{x, title={Short naps}, author={Harlow, Tess}, publisher={Desk Press}, year={2020}}"),
    ],
)  # fmt: skip
def test_every_bibliography_format_is_a_list_of_its_own(name, text, tmp_path):
    (tmp_path / name).write_text(text)
    run = audit(".", "--format", "json", "--no-reports", cwd=tmp_path)
    assert run.returncode == 0, run.stderr + run.stdout
    held = json.loads(run.stdout)
    assert [reference["fields"]["title"] for reference in held["references"]] == ["Short naps"]
    assert held["claims"] == []
    for reference in held["references"]:
        span = reference["span"]
        assert held["article"]["text"][span["start"] : span["end"]] == reference["printed"]


@pytest.mark.parametrize(
    ("name", "text", "is_article"),
    [
        ("README.md", "By Dana Field\n\nSleeping seven hours improves recall in most adults.\n", False),
        ("CHANGELOG_V2.md", "By Dana Field\n\nSleeping seven hours improves recall [1], naps do [2].\n", False),
        ("notes.md", "Sleeping seven hours improves recall in most adults.\n", False),
        ("code.md", "The call returns `a[1]`, and in two cases `a[2]` is slower than before.\n", False),
        ("one.md", "Sleeping seven hours improves recall in most adults [1].\n", False),
        ("signed.md", "By Dana Field\n\nSleeping seven hours improves recall in most adults.\n", True),
        ("cited.md", "Sleeping seven hours improves recall [1], and short naps improve reaction time [2].\n", True),
        ("named.md", "Seven hours improve recall (Harlow, 2019), and naps do too (Winton & Okafor, 2021).\n", True),
        ("readme-sources.md", "Naps help [1].\n\n## References\n\n" + printed("naps") + "\n\n" + printed("tea"), True),
    ],
)  # fmt: skip
def test_a_file_of_a_folder_is_an_article_when_it_cites_is_signed_or_has_references(name, text, is_article, tmp_path):
    (tmp_path / name).write_text(f"# Sleep\n\n{text}", encoding="utf-8")
    audit = stages.audit(tmp_path / name, Settings(as_of=datetime.date.fromisoformat(DAY)))
    assert no_article(audit) == ("" if is_article else NO_REFERENCES)


def test_the_articles_of_a_run_share_one_cache_of_lookups(desk):
    with CrossrefServer([record(work) for work in WORKS]) as server:
        options = ["--crossref", server.url, "--exclude", "park", "--fail-on", "never"]
        cached = {"XDG_CACHE_HOME": str(desk / "cache")}
        run = audit("docs", *options, "--jobs", "4", cwd=desk, **cached)
        assert run.returncode == 0, run.stderr
        rows = [row.split() for row in run.stdout.split("\n\n")[0].splitlines()[1:]]
        assert [row[-2:] for row in rows] == [["0", "ok"]] * 9
        asked = " ".join(server.paths)
        assert {asked.count(doi.replace("/", "%2F")) for doi, *_ in WORKS.values()} == {1}
        server.paths.clear()
        again = audit("docs", *options, "--no-resume", cwd=desk, **cached)
        assert again.returncode == 0
        assert server.paths == []
        assert "finished before" not in again.stderr
        assert audit("docs", *options, cwd=desk, **cached).stderr.count("finished before") == 9


def test_an_audit_whose_lookups_failed_is_not_finished(desk):
    with CrossrefServer([record(work) for work in WORKS]) as server:
        options = ["--crossref", server.url, "--fail-on", "never"]
        cached = {"XDG_CACHE_HOME": str(desk / "cache")}
        server.script[:] = [(503, {"Retry-After": "0"}, b"")] * 200
        down = audit("docs/table", *options, cwd=desk, **cached)
        assert down.returncode == 0
        server.script.clear()
        run = audit("docs/table", *options, cwd=desk, **cached)
        assert "finished before" not in run.stderr
        assert audit("docs/table", *options, cwd=desk, **cached).stderr.count("finished before") == 2


def test_an_interrupted_run_ends_at_once_and_goes_on_later(desk):
    process = command("audit", "docs", "--jobs", "2", "--as-of", DAY, cwd=desk)
    first = process.stderr.readline()
    process.send_signal(signal.SIGINT)
    _, rest = process.communicate(timeout=60)
    assert "Traceback" not in rest
    assert process.returncode in (130, 0)
    again = audit("docs", cwd=desk)
    assert again.returncode == 0
    told = {line.split(":")[0]: line for line in lines(again)}
    assert told[first.split("] ")[1].split(":")[0]].endswith("finished before")


def test_the_index_leads_to_every_report(desk):
    (desk / "docs" / "air" / "ein Weg & mehr.md").write_text(article("Paths", ("birch",)), encoding="utf-8")
    assert audit("docs", cwd=desk).returncode == 0
    page = (desk / "reports" / "index.html").read_text(encoding="utf-8")
    links = {unquote(unescape(link)) for link in re.findall(r'href="([^"#:]+\.html)[^"]*"', page)}
    assert links == {str(path.relative_to(desk / "reports")) for path in (desk / "reports").rglob("audit.html")}
    audit("docs", cwd=desk)
    assert (desk / "reports" / "index.html").read_text(encoding="utf-8") == page


def test_workers_can_start_afresh_where_there_is_no_fork(desk, monkeypatch):
    monkeypatch.chdir(desk)
    monkeypatch.setattr(sys, "platform", "darwin")
    request = Request(articles=(Path("docs"),), write=False)
    make = partial(Auditor, request, partial(policy, {}), datetime.date.fromisoformat(DAY), several=True)
    items = [Item(Path("docs/rest/naps.md"), "a", found=True), Item(Path("docs/none.md"), "b")]
    outcomes = dict(Workers(make, 2, 60.0).run(items))
    assert {place: outcome.kind for place, outcome in outcomes.items()} == {0: "audited", 1: "failed"}
    assert outcomes[0].references == 2


def test_odd_names_stop_nothing_and_reach_no_terminal(tmp_path):
    (tmp_path / "docs").mkdir()
    for name in (b"\xff.md", b"a\n\x1b[31mb.md", b"ein Weg & mehr.md"):
        path = os.fsencode(tmp_path / "docs") + b"/" + name
        with open(path, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a name of bytes
            stream.write(article("Paths", ("birch",)))
    run = audit("docs", cwd=tmp_path)
    assert run.returncode == 2
    assert "has a name that is not UTF-8" in run.stderr
    assert "\x1b" not in run.stdout + run.stderr
    assert "3 audited" in run.stdout
    assert len(list((tmp_path / "reports").rglob("audit.json"))) == 2
