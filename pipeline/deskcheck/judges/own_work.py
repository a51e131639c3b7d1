"""Statements about the article's own work and funding: its figures, methods and declarations need no reference."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from operator import itemgetter

from deskcheck.model import Article, BlockKind, Claim, Span
from deskcheck.text import fold

_SHOWN = re.compile(
    r"\b(?:Figs?\.?|Figures?|Tables?|Supplementary (?:Figs?\.?|Figures?|Tables?)) ?S?\d{1,3}[A-Za-z]?\b"
    r"|\bS\d{1,3}[A-Z]? (?:Fig|Figure|Table|Text|File|Dataset|Appendix)\b"
)
_DONE = re.compile(
    r"\b(?:we|the authors) (?:(?:also|then|further|first|next|therefore|thus|only|have|\w+ly) ){0,2}"
    r"(?:observed|found|measured|assessed|analy[sz]ed|performed|used|included|excluded|identified|compared|tested"
    r"|estimated|calculated|computed|examined|recruited|enrolled|collected|conducted|obtained|detected|applied"
    r"|generated|investigated|evaluated|demonstrated|showed|show|demonstrate|report|propose|present)\b"
    r"|\b(?:in|of) (?:this|the present|our) (?:study|work|paper|trial|survey|experiment|analysis)\b"
    r"|\bour (?:results|findings|data)\b"
)
_DECLARED = re.compile(
    r"\bauthors? (?:\w+ ){0,2}(?:declares?|declared|reports?|reported|discloses?|disclosed|states?|stated|has|have|had)"
    r" (?:that )?(?:\w+ ){0,4}(?:conflicts?|competing|disclosures?|interests|nothing to)\b"
    r"|\bauthors? (?:\w+ ){0,2}(?:has|have) received (?:\w+ ){0,4}(?:fees|grants|honoraria|funding|payments?)\b"
    r"|\bthis (?:work|study|research|article|review|project) (?:was|is|has been) (?:\w+ ){0,2}"
    r"(?:funded|supported|sponsored|financed) by\b"
)
_EARLIER = re.compile(
    r"\b(?:previous(?:ly)?|earlier|prior|recent(?:ly)?|other (?:studies|authors|groups)|et al|literature|known"
    r"|(?:has|have|had) been (?:shown|reported|described|suggested|proposed|demonstrated))\b"
)
_OWN_SECTION = re.compile(
    r"(?:\d[\d.]* )?(?:(?:(?:materials?|patients|subjects|participants|data) and )?methods?(?: and materials?)?"
    r"|methodology|experimental procedures|results?(?: and discussion)?|findings)\W*"
)
_OTHER_SECTION = re.compile(r"(?:\d[\d.]* )?(?:introduction|background|discussion|conclusions?|abstract|summary)\W*")
_LEAST_SECTIONS = 3
_SUMMARY = re.compile(
    r"(?:the )?(?:(?:key|main) (?:messages?|points?|takeaways?|findings?|facts?|insights?|highlights?)|takeaways?"
    r"|at a glance|in brief|in short|in a nutshell|if your time is short|short version|gist|highlights"
    r"|(?:executive )?summary(?: points)?|quick (?:facts|take|summary)|fast facts|what you need to know|tl;?dr"
    r"|(?:our|the) (?:ruling|verdict|rating))\W*",
    re.I,
)
_SUMS_UP = re.compile(r"\W{0,3}(?P<head>summary|in short|in brief|tl;?dr|key (?:points?|takeaways?))\s?[:—–]\s", re.I)


Sections = tuple[tuple[int, str], ...]
"""Where each section of a research article begins, with its heading if it tells the article's own work, else ""."""


def sections(article: Article) -> Sections:
    """Return the sections of a research article, in text order; none for an article of another kind.

    A heading of its own kind ("Search strategy") goes on with the section that it stands in.
    """
    found, named = [], set()
    for block in article.blocks:
        if block.kind not in (BlockKind.HEADING, BlockKind.REFERENCE_LIST):
            continue
        heading = " ".join(article.text[block.span.start : block.span.end].split())
        words = fold(heading)
        own = bool(_OWN_SECTION.fullmatch(words))
        if own or block.kind is BlockKind.REFERENCE_LIST or _OTHER_SECTION.fullmatch(words):
            found.append((block.span.start, heading if own else ""))
            named.add(words)
    research = any(heading for _, heading in found) and len(named) >= _LEAST_SECTIONS
    return tuple(found) if research else ()


def declared(claim: Claim) -> str:
    """Return the words by which a claim declares the authors' own interests or funding; "" where it does not."""
    found = _DECLARED.search(fold(claim.quote))
    return found.group() if found else ""


def headings(article: Article) -> list[Span]:
    """Return where the headings of an article stand, in text order."""
    return [block.span for block in article.blocks if block.kind is BlockKind.HEADING]


def summary(claim: Claim, article: Article, heads: Sequence[Span]) -> str:
    """Return the words under which a claim sums up the rest of its article: a heading, or "Summary:"; "" for none."""
    if found := _SUMS_UP.match(claim.quote):
        return found["head"]
    nth = bisect_right(heads, claim.span.start, key=lambda head: head.start) - 1
    if nth < 0 or nth + 1 == len(heads):
        return ""
    words = " ".join(article.text[heads[nth].start : heads[nth].end].split())
    return words if _SUMMARY.fullmatch(words) else ""


def sign_of(claim: Claim, known: Sections) -> str:
    """Return the words by which a claim shows that it reports the article's own work; "" where it speaks of others'."""
    words = fold(claim.quote)
    if not known or _EARLIER.search(words):
        return ""
    if found := _SHOWN.search(claim.quote) or _DONE.search(words):
        return found.group()
    before = bisect_right(known, claim.span.start, key=itemgetter(0))
    return known[before - 1][1] if before else ""
