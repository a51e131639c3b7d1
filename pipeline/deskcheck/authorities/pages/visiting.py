"""One look at one address: HEAD, then GET with a limit, then what the answer means.

Basis: RFC 9110 (section 15: 404, 410, 401, 403, 451, 5xx); 418, 429 and 999 are what walls against robots answer.
"""

import re

import msgspec

from deskcheck.authorities.pages.judging import Judgement, is_the_cited, judge_page, judge_redirect
from deskcheck.authorities.pages.reading import Page, decoded, is_html, read
from deskcheck.model import PageStatus
from deskcheck.network import Answer, Door, Fault, FaultKind, Wish

LARGEST = 512 * 1024
"""Bytes of a page that are fetched; its head, with all titles, lies well within."""
GONE = (404, 410)
_ACCEPT = "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8"
_MEDIA_TYPE = re.compile(r"[a-z]{1,20}/[\w.+-]{1,80}\Z")
_WALLS = frozenset({401, 402, 403, 407, 418, 429, 451, 999})


class Visit(msgspec.Struct, frozen=True, kw_only=True):
    """What was seen; ``code`` is the HTTP status, ``final`` the address that answered, if another.

    ``text`` is the page as fetched, in UTF-8, where it is beyond doubt the one cited; else empty.
    """

    status: PageStatus
    reason: str = ""
    final: str = ""
    title: str = ""
    code: int = 0
    text: bytes = b""


def visit(door: Door, address: str, title: str, printed: str, *, by_address: bool = False) -> Visit:
    """Look at ``address``, cited under ``title`` in the words ``printed``.

    Args:
        by_address: nothing but the address was cited, so that the page which stands there is the cited one.

    Raises:
        Fault: there was no answer.
    """
    wish = Wish(accept=_ACCEPT, largest=LARGEST, cut=True)
    answer = _head(door, address)
    kind = answer.headers.get("content-type", "") if answer is not None and answer.status == 200 else ""
    if answer is None or not kind or is_html(kind, b""):
        answer = door.get(address, None, wish)
    final = answer.url if answer.redirected else ""
    judged, page = _judged(answer, address, title, printed)
    if by_address and page is not None and judged.status is PageStatus.OK:
        judged = Judgement(PageStatus.OK)
    text = _own_text(answer, address, None if by_address else title, page) if page and _is_certain(judged) else b""
    seen = page.titles[0] if page is not None and page.titles else ""
    return Visit(status=judged.status, reason=judged.reason, final=final, title=seen, code=answer.status, text=text)


def _head(door: Door, address: str) -> Answer | None:
    """Return the answer to HEAD; None where the server takes it badly. A server that is out is not asked twice."""
    try:
        return door.get(address, None, Wish(method="HEAD", accept=_ACCEPT))
    except Fault as fault:
        if fault.kind is FaultKind.ANSWER and not fault.status:
            return None
        raise


def _judged(answer: Answer, address: str, title: str, printed: str) -> tuple[Judgement, Page | None]:
    """Return the judgement and the page as read; None for what is no page."""
    if answer.status != 200:
        return _by_status(answer), None
    by_redirect = judge_redirect(address, answer.url) if answer.redirected else None
    kind = answer.headers.get("content-type", "")
    if not is_html(kind, answer.body):
        if answer.headers.get("content-length") == "0":
            return Judgement(PageStatus.UNKNOWN, "the answer is empty"), None
        return by_redirect or Judgement(PageStatus.OK, f"a file ({_named(kind)}), not compared"), None
    page = read(answer.body, kind)
    by_words = judge_page(page, title, printed)
    # A page about the cited thing is that, wherever redirects led; a wall or a fault tells nothing about it.
    if by_redirect is None or by_words.status in (PageStatus.BLOCKED, PageStatus.UNKNOWN) or _is_certain(by_words):
        return by_words, page
    return by_redirect, page


def _own_text(answer: Answer, address: str, title: str | None, page: Page) -> bytes:
    """Return the page in UTF-8 where it is the one cited under ``title``; empty where redirects make that doubtful."""
    doubtful = answer.redirected and judge_redirect(address, answer.url)
    if doubtful or (title is not None and not is_the_cited(page, title)):
        return b""
    return decoded(answer.body, answer.headers.get("content-type", "")).replace("\0", " ").encode(errors="replace")


def _is_certain(judged: Judgement) -> bool:
    return judged.status is PageStatus.OK and not judged.reason


def _by_status(answer: Answer) -> Judgement:
    status = answer.status
    if status in GONE:
        return Judgement(PageStatus.SUSPECT, f"answers {status}: there is no such page")
    if status in _WALLS:
        return Judgement(PageStatus.BLOCKED, f"answers {status}: the site does not let us look")
    return Judgement(PageStatus.UNKNOWN, f"answers {status}")


def _named(kind: str) -> str:
    name = kind.partition(";")[0].strip().lower()
    return name if _MEDIA_TYPE.match(name) else "of no stated kind"
