"""Whether a page that answered is still the one that was cited; in doubt it is not accused.

A page is called another one only when nothing speaks for it: no title of it resembles the printed one, and its words
hold few of the printed title's. Token measure: rapidfuzz's ``token_set_ratio``.
"""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

import msgspec

from deskcheck.authorities.pages.reading import Page
from deskcheck.authorities.pages.wording import FOR_SALE, GONE, PARKERS, TROUBLE, WALL
from deskcheck.model import PageStatus
from deskcheck.text import STOPWORDS, fold, words

ALIKE, UNLIKE = 80.0, 45.0
"""Likeness in percent from which two titles are the same, and below which they are different."""
HELD, NOT_HELD = 0.7, 0.4
"""Share of the printed title's words that a page about it holds, and that another page stays below."""
_FEW_WORDS, _SHORT_PAGE = 3, 40
OPENING = 6000
"""Characters at the start of a page in which the words of its title stand."""

_FRONT = re.compile(
    r"/?(?:index|default|home|start|main)?(?:\.(?:html?|php|aspx?|jsp))?/?\Z|/(?:[a-z]{2}(?:[-_][a-z]{2})?)/?(?:home/?)?\Z",
    re.I,
)
_LOST = re.compile(r"(?:^|[/_-])(?:404|410|not[-_]?found|page[-_]?not[-_]?found|notfound)(?:[./_-]|\Z)", re.I)
_GATE = re.compile(
    r"(?:^|[/_.-])(?:log-?in|sign-?in|sso|saml|oauth2?|captcha|challenge|consent|cookieabsent|accessdenied)(?:[/_.-]|\Z)",
    re.I,
)


class Judgement(msgspec.Struct, frozen=True):
    """A status and one clause of reason."""

    status: PageStatus
    reason: str = ""


def judge_redirect(asked: str, final: str) -> Judgement | None:
    """Judge by where redirects led alone; None when that tells nothing."""
    before, after = urlsplit(asked), urlsplit(final)
    host, path = after.hostname or "", after.path
    if _belongs(host, PARKERS) and not _belongs(before.hostname or "", PARKERS):
        return Judgement(PageStatus.SUSPECT, "leads to a seller of domains")
    if final == asked:
        return None
    if _GATE.search(path) and not _GATE.search(before.path):
        return Judgement(PageStatus.BLOCKED, "leads to a page for logging in or consent")
    if _LOST.search(path) and not _LOST.search(before.path):
        return Judgement(PageStatus.SUSPECT, "leads to an error page")
    if _FRONT.match(path) and not after.query and not (_FRONT.match(before.path) and not before.query):
        same = _site(host) == _site(before.hostname or "")
        return Judgement(
            PageStatus.SUSPECT, f"leads to the front page of {'the site' if same else f'another site, {host}'}"
        )
    return None


def judge_page(page: Page, printed_title: str, printed: str) -> Judgement:
    """Judge a page by its words against those of the reference."""
    speaking = [title for title in (*page.titles[-2:], page.heading) if title]
    length = len(page.text.split())
    if any(FOR_SALE.search(title) for title in speaking) or (length < 400 and FOR_SALE.search(page.text[:3000])):
        return Judgement(PageStatus.SUSPECT, "the domain seems to be for sale")
    for pattern, status, reason in (
        (GONE, PageStatus.SUSPECT, "answers, but says that there is no such page"),
        (WALL, PageStatus.BLOCKED, "the site asks for a login, a consent or a proof of being human"),
        (TROUBLE, PageStatus.UNKNOWN, "the site answers with an error page of its own"),
    ):
        if any(pattern.search(title) for title in speaking) and not pattern.search(printed_title):
            return Judgement(status, reason)
    if not page.titles and length < 5:
        return Judgement(PageStatus.UNKNOWN, "the page holds nothing to read")
    return _compared(page, printed_title, printed, length)


def is_the_cited(page: Page, printed_title: str) -> bool:
    """Tell whether a page is beyond doubt the one cited, so that its words may speak for or against a claim.

    One of its titles must be the printed one, and its titles and opening must hold the printed title's words: a title
    alone may be a part of another, as a site's name or a topic is.
    """
    ours = _content(printed_title)
    opening = _content(" ".join((*page.titles, page.text[:OPENING])))
    best = max((likeness(printed_title, title) for title in page.titles if _content(title)), default=0.0)
    return len(ours) > 1 and best >= ALIKE and _share(ours, opening) >= HELD


def likeness(one: str, other: str) -> float:
    """Return how alike two titles are, 0 to 100."""
    from rapidfuzz import fuzz  # noqa: PLC0415

    return float(fuzz.token_set_ratio(" ".join(words(one)), " ".join(words(other))))


def _compared(page: Page, printed_title: str, printed: str, length: int) -> Judgement:
    ours = _content(printed_title)
    best = max((likeness(printed_title, title) for title in page.titles if _content(title)), default=0.0)
    held = _share(ours, _content(page.text[:200_000]) | _content(" ".join(page.titles)))
    if ours and (best >= ALIKE or held >= HELD):
        return Judgement(PageStatus.OK)
    seen = max((_content(title) for title in page.titles), key=len, default=frozenset())
    named = max((_share(_content(title), _content(printed)) for title in page.titles if _content(title)), default=0.0)
    certain = (
        len(ours) >= _FEW_WORDS
        and len(seen) >= _FEW_WORDS
        and length >= _SHORT_PAGE
        and page.language in ("", "en")
        and named < HELD
    )
    if certain and best < UNLIKE and held < NOT_HELD:
        return Judgement(PageStatus.MISMATCH, f"the page calls itself “{_cut(page.titles[0])}”")
    return Judgement(PageStatus.OK, "the page answers; whether it is the one cited could not be told")


def _content(text: str) -> frozenset[str]:
    return frozenset(word for word in words(text) if word not in STOPWORDS and len(word) > 1)


def _share(wanted: frozenset[str], held: frozenset[str]) -> float:
    return len(wanted & held) / len(wanted) if wanted else 0.0


def _site(host: str) -> str:
    """Return the last two labels of a host, near enough to its owner for telling one site from another."""
    return ".".join(fold(host).removeprefix("www.").split(".")[-2:])


def _belongs(host: str, domains: Iterable[str]) -> bool:
    return any(host == domain or host.endswith(f".{domain}") for domain in domains)


def _cut(title: str) -> str:
    return title if len(title) <= 120 else f"{title[:119].rstrip()}…"
