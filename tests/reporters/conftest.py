"""One real audit for all tests of the reports."""

from pathlib import Path

import pytest

import deskcheck
from builders import AS_OF

DOSSIER = Path(__file__).parents[2] / "references" / "emotional-detachment"


@pytest.fixture(scope="session")
def bundled_audit():
    return deskcheck.audit(DOSSIER / "article.md", dossier=DOSSIER, as_of=AS_OF)
