"""Plain tables for the terminal and CSV for spreadsheets, with hostile text made harmless."""

import csv
import io
from collections.abc import Iterable, Sequence

from deskcheck.reporters.characters import printable
from deskcheck.reporters.csv_table import guarded

_WIDTH = 100


def csv_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return RFC 4180 text; no cell is a formula, see ``csv_table.guarded``."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([guarded(str(value)) for value in row] for row in rows)
    return out.getvalue()


def table_text(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return aligned columns; the last column is cut to fit ``_WIDTH`` characters a line."""
    lines = [[printable(str(value)) for value in row] for row in (header, *rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(header) - 1)]
    room = max(24, _WIDTH - sum(widths) - 2 * len(widths))
    out = []
    for line in lines:
        last = line[-1] if len(line[-1]) <= room else line[-1][: room - 1] + "…"
        out.append(
            "  ".join([*(cell.ljust(width) for cell, width in zip(line[:-1], widths, strict=True)), last]).rstrip()
        )
    return "\n".join(out) + "\n"
