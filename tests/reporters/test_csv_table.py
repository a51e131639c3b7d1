"""The work list: one row a finding, text restored exactly, and no cell that a spreadsheet would run."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_finding, an_audit, rich_audit
from deskcheck.reporters import render
from deskcheck.reporters.csv_table import COLUMNS, bare, guarded

RUNS = "=+-@\t\r\n＝＋－＠"
TEXT = st.text(
    st.sampled_from("=+-@'\t\r\n\" ,;|!A1＝") | st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
)


def rows(audit):
    text = render("csv", audit)
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


def test_there_is_a_row_for_every_finding_and_room_for_the_desk():
    audit = rich_audit()
    header, *found = rows(audit)
    assert header == list(COLUMNS)
    assert [row[0] for row in found] == [finding.fingerprint for finding in audit.findings]
    assert all(row[-4:] == [""] * 4 for row in found)


def test_a_row_says_what_an_editor_needs_to_decide():
    row = dict(zip(COLUMNS, rows(rich_audit())[1], strict=True))
    assert row["about"] == "claim"
    assert (row["line"], row["column"]) == ("7", "1")
    assert row["words"] == "Green tea improved dry eyes in 64 of 100 adults."
    assert row["next"] == "Write “46 of 100 adults”."
    assert row["verdict"] == "contradicted"
    assert row["references"] == "1"
    assert row["evidence"].startswith("reference 1 (Brook, 2021): “In the trial 46 of 100")


def test_a_finding_on_a_reference_names_its_number():
    assert dict(zip(COLUMNS, rows(rich_audit())[2], strict=True))["about"] == "reference 2"


@given(TEXT)
def test_text_comes_back_exactly_and_cannot_run(text):
    row = rows(an_audit(findings=(a_finding(message=text, quote=text, suggestion=text),)))[1]
    for name in ("words", "finding", "next"):
        cell = row[COLUMNS.index(name)]
        assert bare(cell) == text
        assert not cell.lstrip(" ").startswith(tuple(RUNS))


@pytest.mark.parametrize("payload", ["=1+1", " =1+1", "@SUM(A1)", "-2+3", "+cmd|' /C calc'!A0", "\t=1", "'=1", "＝1"])
def test_known_formulas_are_guarded(payload):
    assert guarded(payload) == "'" + payload
    assert bare(guarded(payload)) == payload


def test_a_cell_stays_within_what_a_spreadsheet_holds():
    assert len(guarded("x" * 100_000)) < 32_767
