"""Which articles use a source, over finished audits."""

import json

import pytest

from small_desk import DAY, RETRACTION, WORKS, article, build, deskcheck, write_records

DOI = WORKS["stairs"][0]
ARTICLES = ["docs/air/trams.md", "docs/move/pulse.md", "docs/move/stairs.md", "docs/rest/naps.md"]


@pytest.fixture(scope="module")
def desk(tmp_path_factory):
    folder = tmp_path_factory.mktemp("desk")
    build(folder / "docs")
    write_records(
        folder / "docs" / "air" / "park" / "crossref.jsonl", "poplar", "birch", **{"updated-by": [RETRACTION]}
    )
    run = deskcheck("audit", "docs", "--as-of", DAY, "--fail-on", "never", cwd=folder)
    assert run.returncode == 0, run.stderr
    return folder


def used(run):
    return [line.split(":")[0] for line in run.stdout.splitlines()[:-1]]


@pytest.mark.parametrize(
    "source",
    [
        DOI,
        DOI.upper(),
        f"https://doi.org/{DOI}",
        f"http://dx.doi.org/{DOI}.",
        f"doi: {DOI}",
        f"https://doi.org/{DOI.replace('/', '%2F')}",
        f"Harlow T. Climbing stairs. https://doi.org/{DOI}",
        "climbing STAIRS at work",
    ],
)
def test_a_source_is_found_by_any_form_of_its_doi_and_by_its_title(source, desk):
    run = deskcheck("where", source, cwd=desk)
    assert run.returncode == 0, run.stderr
    assert used(run) == ARTICLES
    assert run.stdout.splitlines()[-1].endswith("used by 4 of 10 finished audits.")


def test_each_use_tells_reference_claims_verdicts_and_notices(desk):
    run = deskcheck("where", WORKS["poplar"][0], cwd=desk)
    lines = {line.split(":")[0]: line for line in run.stdout.splitlines()[:-1]}
    assert sorted(lines) == ["docs/air/park/article.md", "docs/air/poplar.md", "docs/move/knees.md"]
    assert "reference 2, unknown, 1 claim (1 not checkable)" in lines["docs/move/knees.md"]
    assert "reference 1, ok, 1 claim" in lines["docs/air/park/article.md"]
    assert "retraction 2026-11-02" in lines["docs/air/park/article.md"]
    rows = json.loads(deskcheck("where", WORKS["poplar"][0], "--json", cwd=desk).stdout)
    assert [row["number"] for row in rows] == [1, 1, 2]
    assert rows[0]["notices"] == ["retraction 2026-11-02"]
    assert {row["report"].split("/")[0] for row in rows} == {"reports"}


def test_none_found_is_exit_1_and_a_source_that_names_nothing_exit_2(desk):
    run = deskcheck("where", "10.5555/nowhere", cwd=desk)
    assert (run.returncode, run.stdout) == (1, "10.5555/nowhere: used by 0 of 10 finished audits.\n")
    assert json.loads(deskcheck("where", "10.5555/nowhere", "--json", cwd=desk).stdout) == []
    for arguments in (["tea"], [""], [DOI, "missing"], [DOI, "docs"]):
        run = deskcheck("where", *arguments, cwd=desk)
        assert (run.returncode, run.stdout, run.stderr.count("\n")) == (2, "", 1), arguments


def test_folders_and_files_can_be_named_and_count_once(desk):
    run = deskcheck("where", DOI, "reports/docs/move", "reports/docs/move/pulse/audit.json", cwd=desk)
    assert used(run) == ["docs/move/pulse.md", "docs/move/stairs.md"]


def test_broken_audits_are_told_and_stop_nothing(desk, tmp_path):
    good = (desk / "reports" / "docs" / "move" / "pulse" / "audit.json").read_text()
    broken = {
        "empty": "",
        "cut": good[:500],
        "other": '{"schema": "other/1"}',
        "older": good.replace("deskcheck-audit/1", "deskcheck-audit/0", 1),
        "binary": "\x00",
        "good": good,
    }
    for name, text in broken.items():
        (tmp_path / name).mkdir()
        (tmp_path / name / "audit.json").write_text(text)
    run = deskcheck("where", DOI, tmp_path, cwd=tmp_path)
    assert run.returncode == 2
    assert used(run) == ["docs/move/pulse.md"]
    assert run.stderr.count("\n") == len(broken) - 1
    assert all(line.startswith("deskcheck: ") for line in run.stderr.splitlines())


def test_a_pubmed_number_is_a_source_too(tmp_path):
    text = article("Take the stairs", ("stairs",)).replace("https://doi.org/10.5555/move.3", "PMID: 23456789")
    (tmp_path / "stairs.md").write_text(text)
    deskcheck("audit", "stairs.md", "--as-of", DAY, cwd=tmp_path)
    for source, code in (("PMID 23456789", 0), ("23456789", 0), ("pmid:2345678", 1)):
        assert deskcheck("where", source, cwd=tmp_path).returncode == code, source
