"""Audits an article's claims against its references, and the references against Crossref.

>>> import deskcheck
>>> result = deskcheck.audit("article.md")        # doctest: +SKIP
>>> [finding.message for finding in result.findings]   # doctest: +SKIP
"""

import datetime
import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deskcheck.model import Audit

__version__ = "0.1.0"
__all__ = ["__version__", "audit"]


def audit(
    article: str | os.PathLike[str],
    *,
    dossier: str | os.PathLike[str] | None = None,
    as_of: datetime.date | None = None,
) -> "Audit":
    """Audit one article, offline, and return everything that was found.

    Args:
        article: path of the article.
        dossier: folder with the desk's material on it (records, notes, decisions), if any.
        as_of: the day the audit speaks for; today when left out.

    Raises:
        deskcheck.errors.UserError: the article or the dossier cannot be read.
    """
    from pathlib import Path  # noqa: PLC0415 - importing deskcheck stays cheap

    from deskcheck import stages  # noqa: PLC0415
    from deskcheck.settings import Settings  # noqa: PLC0415

    settings = Settings(as_of=as_of or datetime.date.today())
    return stages.audit(Path(article), settings, dossier=Path(dossier) if dossier else None)
