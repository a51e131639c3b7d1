"""Bibliography files → references. To add a format: one module with ``read(text)`` and one line in ``FORMATS``.

Nothing is lost silently: what a reader cannot use comes back as ``Unread``, with its line.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable
from importlib import import_module
from pathlib import PurePath

from deskcheck.errors import InputError
from deskcheck.extractors.bibliography.item import Item, Unread
from deskcheck.model import Reference
from deskcheck.text import squash

# Suffix → module.
FORMATS = {
    ".bib": "bibtex",
    ".bibtex": "bibtex",
    ".ris": "ris",
    ".enw": "ris",
    ".nbib": "nbib",
    ".medline": "nbib",
    ".json": "csl_json",
    ".csljson": "csl_json",
    ".xml": "jats",
    ".nxml": "jats",
    ".jats": "jats",
}

__all__ = ["FORMATS", "Item", "Unread", "decode", "is_bibliography", "read"]


def is_bibliography(path: str) -> bool:
    """Tell whether the suffix of ``path`` names a bibliography that no article reader takes."""
    return PurePath(path).suffix.lower() in FORMATS.keys() - {".xml", ".nxml", ".jats"}


def read(data: bytes, path: str) -> tuple[tuple[Reference, ...], tuple[Unread, ...]]:
    """Read the bibliography file ``data``; ``path`` decides the format.

    Returns:
        The references in file order, and what could not be read.

    Raises:
        InputError: the suffix names no format known here.
    """
    module = FORMATS.get(PurePath(path).suffix.lower())
    if module is None:
        raise InputError("is no bibliography format known here", where=path, remedy=f"Known: {', '.join(FORMATS)}.")
    text, problems = decode(data)
    items, unread = import_module(f"deskcheck.extractors.bibliography.{module}").read(text)
    return references(items), (*problems, *unread)


def decode(data: bytes) -> tuple[str, tuple[Unread, ...]]:
    """Return ``data`` as text: UTF-8, UTF-16 by its mark, else Windows-1252, with a remark for what did not fit."""
    for mark, encoding in ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig")):
        if data.startswith(mark):
            return data.decode(encoding, "replace"), ()
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        remark = Unread(line=line, reason="is not UTF-8; read as Windows-1252", text="")
        return data.decode("cp1252", "replace"), (remark,)


def references(items: Iterable[Item]) -> tuple[Reference, ...]:
    """Return ``items`` as references numbered in order; their fields are certain, as a person or program gave them."""
    seen: Counter[str] = Counter()
    result = []
    for number, item in enumerate(items, start=1):
        key = "r-" + hashlib.sha256(squash(item.printed).encode()).hexdigest()[:10]
        seen[key] += 1
        identifier = key if seen[key] == 1 else f"{key}-{seen[key]}"
        result.append(
            Reference(
                id=identifier, number=number, label=item.label, printed=item.printed, fields=item.fields, confidence=1.0
            )
        )
    return tuple(result)
