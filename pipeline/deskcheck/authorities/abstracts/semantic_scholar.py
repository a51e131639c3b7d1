"""Semantic Scholar. Basis: Academic Graph API, ``/graph/v1/paper/DOI:…``, one work a request."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import quote

ADDRESS = "https://api.semanticscholar.org"
AT_ONCE = 1
MAILTO = False
UNFIT = ""


def request(dois: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask for the only one of ``dois``."""
    return f"/graph/v1/paper/DOI:{quote(dois[0], safe='')}", {"fields": "externalIds,abstract"}


def read(answer: Any) -> dict[str, str]:
    """Return the abstract by DOI."""
    doi = str((answer.get("externalIds") or {}).get("DOI", "")).lower()
    return {doi: str(answer["abstract"])} if doi and answer.get("abstract") else {}
