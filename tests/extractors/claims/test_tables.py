"""Cells of tables that are claims, stated with the heads of their rows and columns."""

import datetime

import pytest

from deskcheck.extractors import claims as claim_extractor
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))


def stated(table: str, name: str = "a.md") -> dict[str, str]:
    article = read_bytes(f"# Naps\n\n{table}\n".encode(), name)
    return {claim.quote: claim.statement for claim in claim_extractor.extract(article, SETTINGS)}


def test_a_cell_is_stated_with_the_heads_of_its_row_and_column() -> None:
    found = stated(
        "| Outcome | Effect | Evidence |\n|---|---|---|\n| Memory | Moderate increase | increased by 12% |\n"
        "| Mood | Naps raise it by 12%. | 10 trials |"
    )
    assert found["Moderate increase"] == "Memory, Effect: Moderate increase"
    assert found["increased by 12%"] == "Memory, Evidence: increased by 12%"
    assert found["Naps raise it by 12%."] == "Naps raise it by 12%."


def test_a_row_without_heads_above_it_has_its_own() -> None:
    found = stated("<table><tr><td>Risk of falls</td><td>reduced by 12%</td></tr></table>", "a.html")
    assert found["reduced by 12%"] == "Risk of falls: reduced by 12%"


@pytest.mark.parametrize(
    "rows", ["| 1 | 2 |\n|---|---|\n| 3 | reduced risk by 12% |", "| a | b | c |\n|---|---|---|\n| d |"]
)
def test_odd_tables_are_read(rows: str) -> None:
    assert all(statement for statement in stated(rows).values())
