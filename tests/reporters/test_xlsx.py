"""The workbook, opened again by a library of others: text exactly, no formula, and lists to choose from."""

import io

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_finding, an_audit, rich_audit
from deskcheck.commands.workbooks import sheets
from deskcheck.reporters import render_file
from deskcheck.reporters.xlsx import FINDINGS, LINKS
from payloads import PAYLOADS, Filler


def opened(audit):
    return openpyxl.load_workbook(io.BytesIO(render_file("xlsx", audit)))


def rows(audit):
    return sheets(render_file("xlsx", audit), "a.xlsx")["Findings"]


def test_there_is_a_row_for_every_finding_and_every_suggested_link():
    audit = rich_audit()
    book = opened(audit)
    assert [cell.value for cell in book["Findings"][1]] == list(FINDINGS)
    assert [cell.value for cell in book["Links"][1]] == list(LINKS)
    assert [row[0].value for row in book["Findings"].iter_rows(min_row=2)] == [
        one.fingerprint for one in audit.findings
    ]
    suggested = [claim.id for claim in audit.claims for link in claim.references if link.suggested]
    assert [row[0].value for row in book["Links"].iter_rows(min_row=2)] == suggested


def test_header_filter_and_choices():
    sheet = opened(rich_audit())["Findings"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == f"A1:P{sheet.max_row}"
    (choice,) = sheet.data_validations.dataValidation
    assert (str(choice.sqref), choice.formula1) == (f"N2:N{sheet.max_row}", '"accept,fix,ask author"')


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 10))
def test_no_payload_is_a_formula(first):
    book = opened(Filler(PAYLOADS, first).fill(rich_audit()))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n"}
    assert all(cell.data_type != "n" or cell.value is None for cell in cells)
    assert not any(cell.hyperlink for cell in cells)


@pytest.mark.parametrize("payload", PAYLOADS)
def test_payloads_come_back_exactly(payload):
    audit = an_audit(findings=(a_finding(message=payload, suggestion=payload),))
    assert [rows(audit)[0][name] for name in ("finding", "action")] == [payload] * 2


@given(st.text(st.sampled_from("_x000D_5F\r\n=+\x00\x0b") | st.characters(exclude_categories=[]), min_size=1))
def test_any_text_comes_back_exactly(text):
    assert rows(an_audit(findings=(a_finding(message=text),)))[0]["finding"] == text


def test_a_text_too_long_for_a_cell_is_cut_where_one_sees_it():
    cell = rows(an_audit(findings=(a_finding(message="a" * 40_000),)))[0]["finding"]
    assert len(cell) == 32_767
    assert cell.endswith("(cut; see audit.json)")
