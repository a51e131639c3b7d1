"""What a page says of itself: its titles, its language and its words. Written for hostile bytes: every step is linear.

Basis: HTML Living Standard (title, meta, lang); Open Graph (``og:title``); Google Scholar's inclusion guidelines
(``citation_title``); schema.org ``headline``.
"""

import codecs
import html
import re

import msgspec

_CHARSET = re.compile(rb"""charset\s{0,5}=\s{0,5}["']?([\w:.-]{2,40})""", re.I)
_TITLE = re.compile(r"<title\b[^<>]{0,500}>([^<]{1,2000})", re.I)
_HEADING = re.compile(r"<h1\b[^<>]{0,2000}>([^<]{0,1000}(?:<(?!/h1)[^<>]{0,500}>[^<]{0,1000}){0,12})", re.I)
_META = re.compile(r"<meta\b([^<>]{5,3000})>", re.I)
_ATTRIBUTE = re.compile(r"""([a-z:_-]{2,30})\s{0,3}=\s{0,3}(?:"([^"]{0,1500})"|'([^']{0,1500})')""", re.I)
_LANGUAGE = re.compile(r"""<html\b[^<>]{0,1000}?\blang\s{0,3}=\s{0,3}["']?([a-z]{2,3})""", re.I)
_HEADLINE = re.compile(r'"headline"\s{0,5}:\s{0,5}"((?:[^"\\]|\\.){1,500})"')
_TAG = re.compile(r"<[^<>]*>")
_TITLES = ("citation_title", "dc.title", "og:title", "twitter:title")
_UNSEEN = ("script", "style", "noscript", "template", "svg")
_MOST_WORDS = 60_000


class Page(msgspec.Struct, frozen=True):
    """A page as read: titles, the most telling first; ``language`` as its first subtag, "" when not stated."""

    titles: tuple[str, ...]
    heading: str
    language: str
    text: str


def is_html(kind: str, body: bytes) -> bool:
    """Tell whether an answer of the media type ``kind`` is a page."""
    kind = kind.partition(";")[0].strip().lower()
    if kind in ("text/html", "application/xhtml+xml"):
        return True
    start = body[:1000].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    return kind in ("", "text/plain", "application/octet-stream", "application/xml", "text/xml") and (
        start.startswith((b"<!doctype html", b"<html"))
    )


def read(body: bytes, kind: str) -> Page:
    """Read a page of the media type ``kind``, as far as it was fetched."""
    text = decoded(body, kind)
    titles: dict[str, str] = {}
    for match in _META.finditer(text):
        held = {name.lower(): first or second for name, first, second in _ATTRIBUTE.findall(match[1])}
        name = (held.get("property") or held.get("name") or "").lower()
        if name in _TITLES and held.get("content"):
            titles.setdefault(name, _line(held["content"]))
    if headline := _HEADLINE.search(text):
        titles["headline"] = _line(headline[1].replace('\\"', '"').replace("\\/", "/"))
    visible = _without_unseen(text)
    heading = _HEADING.search(visible)
    title = _TITLE.search(text)
    language = _LANGUAGE.search(text[:5000])
    shown = _line(_TAG.sub(" ", heading[1])) if heading else ""
    ordered = (*(titles.get(name, "") for name in (*_TITLES, "headline")), _line(title[1]) if title else "", shown)
    return Page(
        tuple(dict.fromkeys(filter(None, ordered))),
        shown,
        language[1].lower() if language else "",
        " ".join(html.unescape(_TAG.sub(" ", visible)).split()[:_MOST_WORDS]),
    )


def decoded(body: bytes, kind: str) -> str:
    """Return the text in the encoding that the server or the page states; else UTF-8, or Windows-1252."""
    stated = _CHARSET.search(kind.encode("ascii", "replace")) or _CHARSET.search(body[:4096])
    for mark, name in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if body.startswith(mark):
            return body.decode(name, "replace")
    if stated:
        try:
            return body.decode(stated[1].decode("ascii", "replace"), "replace")
        except (LookupError, UnicodeError, ValueError):
            pass
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as fault:
        # Cut at the limit, a last character may be half.
        return body.decode("utf-8" if fault.start > len(body) - 4 else "cp1252", "replace")


def _without_unseen(text: str) -> str:
    """Return the page without scripts, styles and what else nobody sees."""
    low = text.lower()
    if len(low) != len(text):
        low = text
    kept, at = [], 0
    for name, start, end in _stretches(low):
        if start >= at:
            kept.append(text[at:start])
            at = end
        del name
    return " ".join((*kept, text[at:]))


def _stretches(low: str) -> list[tuple[str, int, int]]:
    found = []
    for name in _UNSEEN:
        at = low.find(f"<{name}")
        while at > -1:
            end = low.find(f"</{name}", at)
            end = len(low) if end < 0 else end
            found.append((name, at, end))
            at = low.find(f"<{name}", end)
    return sorted(found, key=lambda stretch: stretch[1])


def _line(text: str) -> str:
    return " ".join(html.unescape(text).split())[:500]
