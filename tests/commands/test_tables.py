import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.commands.tables import csv_text, table_text


@pytest.mark.parametrize("lead", ["=", "+", "-", "@", "\t=", " =", "\n=", "＝"])
def test_no_cell_of_a_list_of_claims_is_a_formula(lead):
    _, (cell,) = csv.reader(io.StringIO(csv_text(("claim",), [(f"{lead}1+1",)]), newline=""))
    assert cell.startswith("'")


def test_unseen_characters_are_shown_in_a_table():
    shown = table_text(("line", "claim"), [(1, "calm\u202e words\x1b[2J")])
    assert "\u202e" not in shown
    assert "\x1b" not in shown
    assert "calm\\u{202e} words" in shown


@given(st.lists(st.tuples(st.integers(0, 999), st.text(max_size=150)), max_size=5))
def test_a_table_has_one_line_a_row(rows):
    assert table_text(("line", "claim"), rows).count("\n") == len(rows) + 1
