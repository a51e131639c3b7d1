"""Audit → text. Reporters decide nothing; to add one: a module with ``render(audit)`` and a line in ``REPORTERS``."""

from importlib import import_module

import msgspec

from deskcheck.model import Audit


class Format(msgspec.Struct, frozen=True):
    """A report: the module that renders it and the file it is written to."""

    module: str
    file: str


REPORTERS = {
    "json": Format("audit_json", "audit.json"),
    "html": Format("html", "audit.html"),
    "markdown": Format("markdown", "audit.md"),
    "csv": Format("csv_table", "audit.csv"),
    "terminal": Format("terminal", "audit.txt"),
}


def render(kind: str, audit: Audit) -> str:
    """Return the audit as the report ``kind``, a key of ``REPORTERS``; the same audit gives the same text."""
    text: str = import_module(f"deskcheck.reporters.{REPORTERS[kind].module}").render(audit)
    return text


def render_terminal(audit: Audit, *, colour: bool) -> str:
    """Return the summary for a terminal, with ANSI colours if wanted."""
    from deskcheck.reporters import terminal  # noqa: PLC0415 - one reporter need not load another

    return terminal.render(audit, colour=colour)
