"""Decisions go out in a workbook and come back as waivers and links, once, and never against what stands."""

import io
import tomllib

import openpyxl
import pytest

from builders import rich_audit
from deskcheck.cli import main
from deskcheck.reporters import render_file

RULE = "unsupported-claim"


@pytest.fixture
def desk(tmp_path, capsys):
    """A dossier, and a way to decide in its work list as a spreadsheet saves it."""

    def decide(decisions, links=()):
        book = openpyxl.load_workbook(io.BytesIO(render_file("xlsx", rich_audit())))
        for name, changes in (("Findings", decisions), ("Links", links)):
            sheet = book[name]
            places = {cell.value: cell.column for cell in sheet[1]}
            for row, values in changes:
                for column, value in values.items():
                    sheet.cell(row, places[column]).value = value
        book.save(tmp_path / "audit.xlsx")
        with pytest.raises(SystemExit) as ended:
            main(["import-decisions", str(tmp_path / "audit.xlsx"), "--dossier", str(tmp_path)])
        return ended.value.code, capsys.readouterr().err

    return tmp_path, decide


def accepted(**changes):
    given = {
        "id": "f-1",
        "rule": RULE,
        "decision": "accept",
        "reason": 'Said "so"\n\x0b=1',
        "owner": "Ann",
        "due": "2027-01-31",
    }
    return {name: value.replace("\x0b", "") for name, value in (given | changes).items()}


def waivers(folder):
    return tomllib.loads((folder / "waivers.toml").read_text("utf-8"))["waiver"]


def test_decisions_become_waivers_and_links_once(desk):
    folder, decide = desk
    (folder / "waivers.toml").write_text("# ours\n", "utf-8")
    given = [(2, accepted()), (3, {"decision": "fix"})], [(2, {"decision": "reject"})]
    code, told = decide(*given)
    assert code == 0, told
    (waiver,) = waivers(folder)
    assert (waiver["finding"], waiver["rule"], waiver["person"]) == ("f-1", RULE, "Ann")
    assert waiver["reason"] == 'Said "so"\n=1'
    assert str(waiver["until"]) == "2027-01-31"
    assert tomllib.loads((folder / "links.toml").read_text("utf-8"))["link"][0]["decision"] == "reject"
    before = {name: (folder / name).read_bytes() for name in ("waivers.toml", "links.toml")}
    assert before["waivers.toml"].startswith(b"# ours\n")
    code, told = decide(*given)
    assert (code, told.count("0 taken, 1 known already")) == (0, 2)
    assert {name: (folder / name).read_bytes() for name in before} == before


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": ""}, "accepted without reason"),
        ({"owner": ""}, "accepted without owner"),
        ({"due": "soon"}, "without a due date"),
        ({"rule": "no-such-rule"}, "unknown id or rule"),
        ({"decision": "maybe"}, "unknown decision 'maybe'"),
    ],
)
def test_decisions_that_cannot_stand_are_told_and_not_taken(desk, changes, said):
    folder, decide = desk
    code, told = decide([(2, accepted(**changes))])
    assert code == 1
    assert said in told
    assert not (folder / "waivers.toml").exists()


def test_two_decisions_on_one_finding_conflict(desk):
    _, decide = desk
    code, told = decide([(2, accepted()), (3, accepted(reason="Other"))])
    assert code == 1
    assert "f-1: decided twice in different ways" in told


def test_a_decision_against_what_stands_is_told(desk):
    folder, decide = desk
    decide([(2, accepted())])
    before = (folder / "waivers.toml").read_bytes()
    code, told = decide([(2, accepted(reason="Other"))])
    assert (code, (folder / "waivers.toml").read_bytes()) == (1, before)
    assert "decided otherwise in line 1" in told


def test_a_day_typed_as_a_date_is_read(desk):
    import datetime  # noqa: PLC0415

    folder, decide = desk
    assert decide([(2, accepted() | {"due": datetime.date(2027, 1, 31)})])[0] == 0
    assert str(waivers(folder)[0]["until"]) == "2027-01-31"


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"id,decision\n", render_file("docx", rich_audit())])
def test_what_is_no_work_list_costs_one_line(tmp_path, capsys, data):
    path = tmp_path / "a.xlsx"
    path.write_bytes(data)
    with pytest.raises(SystemExit) as ended:
        main(["import-decisions", str(path), "--dossier", str(tmp_path)])
    assert ended.value.code == 2
    assert len(capsys.readouterr().err.splitlines()) == 1
