"""An article fetched from its address, as bytes that a reader takes."""

from pathlib import PurePosixPath
from urllib.parse import unquote, urlsplit

import msgspec

from deskcheck.authorities.pages.reading import decoded
from deskcheck.errors import InputError
from deskcheck.network import Answer, Door, Fault, Wish

LARGEST = 50_000_000
_SUFFIXES = {
    "text/html": ".html",
    "application/xhtml+xml": ".html",
    "text/plain": ".txt",
    "text/markdown": ".md",
    "text/x-markdown": ".md",
    "text/x-rst": ".rst",
    "text/x-tex": ".tex",
    "application/x-tex": ".tex",
    "application/x-latex": ".tex",
    "application/pdf": ".pdf",
    "application/epub+zip": ".epub",
    "application/xml": ".xml",
    "text/xml": ".xml",
    "application/jats+xml": ".xml",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}
# Servers that do not know better say one of these of any file; its name then tells more.
_VAGUE = ("", "application/octet-stream", "text/plain", "binary/octet-stream", "application/zip")
_TEXTS = (".html", ".txt", ".md", ".rst", ".tex", ".xml")
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"


class Fetched(msgspec.Struct, frozen=True):
    """Bytes, the suffix of the reader to give them to, and the address that answered in the end."""

    data: bytes
    suffix: str
    address: str


def fetch(url: str, door: Door) -> Fetched:
    """Fetch the article at ``url``.

    Raises:
        InputError: there was no answer, one that is no success, or nothing of a format that is read.
    """
    try:
        answer = door.get(url, None, Wish(accept=_ACCEPT, largest=LARGEST))
    except Fault as fault:
        raise InputError(f"cannot be fetched ({fault.reason})", where=url[:200], remedy="Save it as a file.") from None
    if answer.status != 200:
        what = f"cannot be fetched (it answers {answer.status})"
        raise InputError(what, where=url[:200], remedy="Check the address, or save the page as a file.")
    suffix = _suffix(answer)
    kind = answer.headers.get("content-type", "")
    if not suffix:
        raise InputError(f"is '{kind[:60]}', which no reader takes", where=url[:200], remedy="Save it as text or HTML.")
    if not answer.body.strip():
        raise InputError("is empty", where=url[:200], remedy="Check the address.")
    data = decoded(answer.body, kind).encode() if suffix in _TEXTS else answer.body
    return Fetched(data, suffix, answer.url)


def _suffix(answer: Answer) -> str:
    kind = answer.headers.get("content-type", "").partition(";")[0].strip().lower()
    named = PurePosixPath(unquote(urlsplit(answer.url).path)).suffix.lower()
    if kind in _VAGUE and named in (*_SUFFIXES.values(), ".htm", ".rst", ".markdown"):
        return named
    if kind in _VAGUE and answer.body[:1000].lstrip().lower().startswith((b"<!doctype html", b"<html")):
        return ".html"
    return ".pdf" if not kind and answer.body.startswith(b"%PDF") else _SUFFIXES.get(kind, "")
