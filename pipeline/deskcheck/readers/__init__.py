"""Bytes → Article. To add a format: one module with ``read(data, path)`` and one line in ``READERS``."""

import sys
from importlib import import_module
from pathlib import Path

from msgspec.structs import replace

from deskcheck.errors import InputError
from deskcheck.model import Article
from deskcheck.readers import signatures
from deskcheck.readers.invisible import remarks_on
from deskcheck.readers.limits import MAX_BYTES, MAX_CHARACTERS, MAX_LINES

# Suffix → module. The limits in ``limits.py`` apply before any of them is called.
READERS = {
    ".txt": "plaintext",
    ".text": "plaintext",
    "": "plaintext",
    ".md": "markdown",
    ".markdown": "markdown",
    ".qmd": "markdown",
    ".rmd": "markdown",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".docx": "docx",
    ".odt": "odt",
    ".epub": "epub",
    ".pdf": "pdf",
    ".xml": "jats",
    ".nxml": "jats",
    ".jats": "jats",
    ".tex": "latex",
    ".latex": "latex",
    ".rst": "restructuredtext",
}


def read(path: Path) -> Article:
    """Read the article at ``path``.

    Raises:
        InputError: there is no such file, it is empty, too large, damaged, not what its name
            says, not UTF-8 or of a format that no reader takes.
        MissingExtraError: the format needs an extra that is not installed.
    """
    return read_bytes(load(path), str(path))


def load(path: Path) -> bytes:
    """Return the bytes of a file, or of standard input for ``-``, refusing what cannot be an article.

    Raises:
        InputError: as for ``read``.
    """
    where = str(path)
    try:
        if where == "-":
            return _piped()
        if path.is_dir():
            raise InputError("is a folder, not an article", where=where, remedy="Name a file in it.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise InputError(f"has {size:,} bytes, the limit is {MAX_BYTES:,}", where=where, remedy="Split it.")
        data = path.read_bytes() if path.is_file() else b""
    except FileNotFoundError:
        raise InputError("no such file", where=where, remedy="Check the path.") from None
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=where, remedy="Check its rights.") from None
    if not data.strip():
        raise InputError("is empty", where=where, remedy="Name a file that holds an article.")
    return data


def _piped() -> bytes:
    data = sys.stdin.buffer.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(f"has more than {MAX_BYTES:,} bytes", where="standard input", remedy="Split it.")
    if not data.strip():
        raise InputError("is empty", where="standard input", remedy="Pipe a text into it.")
    return data


def read_bytes(data: bytes, path: str, *, suffix: str = "") -> Article:
    """Read an article from bytes; ``path`` names it, and ``suffix`` or else the path's own chooses the reader.

    Raises:
        InputError: as for ``read``.
    """
    suffix = suffix or Path(path).suffix.lower()
    module = READERS.get(suffix)
    if module is None:
        known = ", ".join(sorted(filter(None, READERS)))
        raise InputError(f"cannot read the format '{suffix}'", where=path, remedy=f"Save it as one of: {known}.")
    signatures.check(data, suffix, path)
    article: Article = import_module(f"deskcheck.readers.{module}").read(data, path)
    if not article.text.strip():
        raise InputError("holds no text", where=path, remedy="Name a file that holds an article.")
    return replace(article, remarks=(*article.remarks, *remarks_on(article.text)))


def decode(data: bytes, path: str) -> str:
    """Return the text of UTF-8 (or marked UTF-16) bytes, line ends as ``\\n``.

    Raises:
        InputError: the bytes are binary or in another encoding.
    """
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    if encoding != "utf-16" and b"\x00" in data:
        raise InputError("is a binary file, not text", where=path, remedy="Save the article as plain text or Markdown.")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data.count(b"\n", 0, fault.start) + 1
        what = f"is not valid UTF-8 (byte {fault.start}, line {line})"
        raise InputError(what, where=path, remedy="Save it with the encoding UTF-8.") from None
    if len(text) > MAX_CHARACTERS:
        what = f"has {len(text):,} characters, the limit is {MAX_CHARACTERS:,}"
        raise InputError(what, where=path, remedy="Split it.")
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") > MAX_LINES:
        raise InputError(f"has more than {MAX_LINES:,} lines", where=path, remedy="Split it.")
    return text
