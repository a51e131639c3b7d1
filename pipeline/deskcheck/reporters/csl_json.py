"""Bibliographic items → CSL-JSON."""

from collections.abc import Iterable

import msgspec

from deskcheck.model import Audit, CslItem
from deskcheck.reporters import corrected


def render(audit: Audit) -> str:
    """Return the corrected references of an audit as CSL-JSON."""
    return write(corrected.items(audit))


def write(items: Iterable[CslItem]) -> str:
    """Return ``items`` as an indented CSL-JSON list."""
    return msgspec.json.format(msgspec.json.encode(list(items)), indent=1).decode() + "\n"
