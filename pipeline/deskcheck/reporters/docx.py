"""The audit for Word: the article's own document with comments, or a report where it came as something else.

The document is read anew from where the article was read, and used only where its SHA-256 is still the same.
"""

import hashlib
from pathlib import Path

from deskcheck.model import Audit
from deskcheck.reporters import docx_comments, docx_report

_MOST_BYTES = 50_000_000


def render(audit: Audit) -> bytes:
    """Return the document with a comment on the words of every finding, or a report that says why there is none."""
    if audit.article.format != "docx":
        return docx_report.render(audit)
    try:
        return docx_comments.commented(_original(audit), audit)
    except OSError:
        why = "could not be read"
    except ValueError as fault:
        why = "has changed since the audit" if str(fault) == "changed" else f"could not be commented ({fault})"
    return docx_report.render(audit, f"The article’s own document {why}; this report stands in for its comments.")


def _original(audit: Audit) -> bytes:
    path = Path(audit.article.path)
    if not path.is_file():
        raise FileNotFoundError(path)
    if path.stat().st_size > _MOST_BYTES:
        raise ValueError("changed")
    data = path.read_bytes()
    if not audit.article.digest or hashlib.sha256(data).hexdigest() != audit.article.digest:
        raise ValueError("changed")
    return data
