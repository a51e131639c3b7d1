"""Bibliographic items → CSL-JSON."""

from collections.abc import Iterable

import msgspec

from deskcheck.model import CslItem


def write(items: Iterable[CslItem]) -> str:
    """Return ``items`` as an indented CSL-JSON list."""
    return msgspec.json.format(msgspec.json.encode(list(items)), indent=1).decode() + "\n"
