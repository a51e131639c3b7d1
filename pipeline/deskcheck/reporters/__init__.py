"""Audit → text or file. Reporters decide nothing; a new one is a module with ``render(audit)`` and a line below.

Those with ``many`` take any number of audits, ``render(*audits)``, since CI wants one file for a run. Those with
``binary`` return bytes and are written to a file, never printed.
"""

from collections.abc import Sequence
from importlib import import_module

import msgspec

from deskcheck.model import Audit


class Format(msgspec.Struct, frozen=True):
    """A report.

    Attributes:
        module: module of this folder that renders it.
        file: name of the file it is written to.
        many: takes any number of audits.
        binary: gives bytes, not text.
    """

    module: str
    file: str
    many: bool = False
    binary: bool = False


REPORTERS = {
    "json": Format("audit_json", "audit.json"),
    "html": Format("html", "audit.html"),
    "markdown": Format("markdown", "audit.md"),
    "csv": Format("csv_table", "audit.csv"),
    "terminal": Format("terminal", "audit.txt"),
    "claimreview": Format("claim_review", "claimreview.json"),
    "index": Format("index_page", "index.html", many=True),
    "sarif": Format("sarif", "audit.sarif", many=True),
    "junit": Format("junit", "audit.junit.xml", many=True),
    "gitlab": Format("gitlab", "gl-code-quality-report.json", many=True),
    "annotations": Format("annotations", "annotations.txt", many=True),
    "docx": Format("docx", "audit.docx", binary=True),
    "xlsx": Format("xlsx", "audit.xlsx", binary=True),
    "pdf": Format("pdf", "audit.pdf", binary=True),
    "csl-json": Format("csl_json", "references.json"),
    "bibtex": Format("bibtex", "references.bib"),
    "ris": Format("ris", "references.ris"),
    "rdjsonl": Format("rdjsonl", "audit.rdjsonl", many=True),
}


def render(kind: str, *audits: Audit) -> str:
    """Return one audit as the text report ``kind``, a key of ``REPORTERS``; the same audit gives the same text.

    A report with ``many`` takes any number of audits, none too.
    """
    text: str = import_module(f"deskcheck.reporters.{REPORTERS[kind].module}").render(*audits)
    return text


def render_file(kind: str, *audits: Audit) -> bytes:
    """Return one audit as the content of the file that the report ``kind`` is; the same audit gives the same bytes."""
    if not REPORTERS[kind].binary:
        return render(kind, *audits).encode()
    content: bytes = import_module(f"deskcheck.reporters.{REPORTERS[kind].module}").render(*audits)
    return content


def render_index(*audits: Audit, pages: Sequence[str]) -> str:
    """Return the page over many audits, with links to their reports: one address for each audit, or "" for none."""
    from deskcheck.reporters import index_page  # noqa: PLC0415 - as below

    return index_page.render(*audits, pages=pages)


def render_terminal(audit: Audit, *, colour: bool) -> str:
    """Return the summary for a terminal, with ANSI colours if wanted."""
    from deskcheck.reporters import terminal  # noqa: PLC0415 - one reporter need not load another

    return terminal.render(audit, colour=colour)
