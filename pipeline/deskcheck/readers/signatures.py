"""Tells from the first bytes of a file what it really is, whatever its name says."""

import re

from deskcheck.errors import InputError

# First bytes → (family, what to call it). ISO 32000-1 7.5.2 for PDF, APPNOTE.TXT 4.3.7 for ZIP, [MS-CFB] 2.2.
_MARKS = (
    (b"PK\x03\x04", "package", "a ZIP package"),
    (b"PK\x05\x06", "package", "an empty ZIP package"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "compound", "an encrypted document or an old binary .doc"),
    (b"{\\rtf", "rtf", "a rich text file (RTF)"),
    (b"\x1f\x8b", "gzip", "a gzip archive"),
    (b"\x89PNG", "image", "a picture"),
    (b"\xff\xd8\xff", "image", "a picture"),
    (b"GIF8", "image", "a picture"),
    (b"7z\xbc\xaf", "archive", "a 7z archive"),
    (b"Rar!", "archive", "a RAR archive"),
)
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}(?:<!--[^>]{0,500}-->\s{0,20})?(?:<!doctype\s+html|<html[\s>])", re.I)
_XML = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,200}<\?xml\s", re.I)
# Suffixes by the family of file they promise.
_PACKAGES = (".docx", ".odt", ".epub")
_PLAIN = (".txt", ".text", "", ".tex", ".latex", ".rst")


def family(data: bytes) -> tuple[str, str]:
    """Return what the bytes are (``package``, ``pdf``, ``html``, ``xml``, ``text`` …) and the words for it."""
    for mark, name, words in _MARKS:
        if data.startswith(mark):
            return name, words
    if b"%PDF-" in data[:1024] and not data[:256].lstrip().startswith(b"<"):
        return "pdf", "a PDF"
    if _HTML.match(data):
        return "html", "an HTML page"
    if _XML.match(data):
        return "xml", "an XML file"
    return "text", "text"


def check(data: bytes, suffix: str, path: str) -> None:
    """Refuse a file whose bytes are not what its name says.

    Raises:
        InputError: the file is of another kind; the line says which.
    """
    name, words = family(data)
    wanted = "package" if suffix in _PACKAGES else "pdf" if suffix == ".pdf" else "text"
    if name == wanted or (wanted == "text" and name in ("html", "xml") and suffix not in _PLAIN):
        return
    if wanted == "text" and name == "xml":
        return
    if name == "compound" and wanted == "package":
        what = "is encrypted with a password, or an old binary .doc"
        raise InputError(what, where=path, remedy="Save it without a password, in the format its name says.")
    if wanted == "text" and name not in ("html", "xml"):
        what = f"is a binary file ({words}), not text"
        raise InputError(what, where=path, remedy="Name it by its true format, or save the article as plain text.")
    remedy = {"html": "Name it .html.", "pdf": "Name it .pdf.", "package": "Name it .docx, .odt or .epub."}.get(
        name, "Name it by its true format, or save it anew."
    )
    raise InputError(f"is {words}, not a {suffix or 'text'} file", where=path, remedy=remedy)
