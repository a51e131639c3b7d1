"""The verdict on a claim that no reference carries: what it lacks, or why it needs none."""

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from deskcheck.judges import own_work
from deskcheck.model import GOES_ON, Article, Claim, ClaimKind, Span, Verdict, VerdictLabel
from deskcheck.text.cues import CueKind, cues
from deskcheck.text.markers import MarkerKind, markers
from deskcheck.text.other_lists import reach

_TOLD = re.compile(
    r"\b(?:personal|private|written|oral) communications?\b|\bpers\. comm\.|\bin an (?:email|interview)\b", re.I
)
_SITE = re.compile(r"https?://(?:www\.)?([^/?#\s]{1,253})", re.I)
_WEB = ("https://", "http://")
_PERSONAL = frozenset({ClaimKind.OPINION, ClaimKind.CREDENTIAL, ClaimKind.POLICY})


class Around(NamedTuple):
    """What is found out once about an article, for all its claims.

    Attributes:
        sections: those of a research article.
        headings: where they stand.
        at_own_list: tells whether a numbered mark at a place points at the list that was read.
    """

    sections: own_work.Sections
    headings: Sequence[Span]
    at_own_list: Callable[[int], bool]


def around(article: Article) -> Around:
    """Return what the verdicts on an article's claims without a link need to know of it."""
    return Around(own_work.sections(article), own_work.headings(article), reach(article))


def verdict(claim: Claim, article: Article, around: Around, *, listed: bool) -> Verdict:
    """Return the verdict on a claim without a firm link.

    Args:
        claim: it.
        article: where it stands.
        around: what is known of the article.
        listed: whether the article's references come from a list, its own or the desk's.
    """
    suggested = [link.number for link in claim.references]
    hint = f"; {named(suggested)} may be meant" if suggested else ""
    if claim.kind in _PERSONAL or _promotes(claim.statement):
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.7,
            reason="Nothing at hand could show this to be right or wrong.",
        )
    if told := _TOLD.search(claim.quote):
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.7,
            reason=f"It rests on what somebody said (“{told.group()}”), which no list holds.",
            cue=told.group(),
        )
    cited = _unlisted(claim, article)
    if cited.startswith("[^") and f"\n{cited}:" in article.text:
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.7,
            reason=f"Its source stands in the note “{cited}”, not on the reference list, and was not looked up.",
            cue=cited,
        )
    if cited.startswith(_WEB) and listed:
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.6,
            reason=f"It links to “{cited}”, which is not on the reference list and was not looked up.",
            cue=cited,
            suggestion="Put what it links to on the list if the claim rests on it.",
        )
    if cited.startswith(_WEB):
        return Verdict(
            label=VerdictLabel.UNSUPPORTED,
            confidence=0.6,
            reason=f"Its link “{cited}” was not taken for a source: it leads to a front page, a shop, a place to share "
            f"or the article's own site, or stands alone{hint}.",
            cue=cited,
        )
    if cited:
        return _unread(cited, hint, listed_here=around.at_own_list(claim.span.start))
    if own := own_work.declared(claim) or own_work.sign_of(claim, around.sections):
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.7,
            reason=f"It reports the article's own work (“{own}”), which no reference carries.",
            cue=own,
        )
    if summary := own_work.summary(claim, article, around.headings):
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.6,
            reason=f"It stands under “{summary}” and sums the article up{hint}; what it rests on belongs there.",
            cue=summary,
        )
    if going_on := [link.number for link in claim.references if link.cue.startswith(GOES_ON)]:
        return Verdict(
            label=VerdictLabel.UNSUPPORTED,
            confidence=0.4,
            reason=f"No reference is given for this; it goes with a sentence that rests on {named(going_on)}.",
            suggestion="Name the source again if it says this, too.",
        )
    return Verdict(
        label=VerdictLabel.UNSUPPORTED,
        confidence=0.6 if suggested else 0.8,
        reason=f"No reference is given for this{hint}.",
    )


def _unread(cited: str, hint: str, *, listed_here: bool) -> Verdict:
    """Return the verdict on a claim that cites what the list does not have, or what another list has."""
    if cited.startswith("[") and not listed_here:
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.7,
            reason=f"It cites “{cited}” of another list of the article, which was not read.",
            cue=cited,
            suggestion="Audit the chapters one by one.",
        )
    return Verdict(
        label=VerdictLabel.UNSUPPORTED,
        confidence=0.6,
        reason=f"It cites “{cited}”, which the reference list does not have{hint}.",
        cue=cited,
        suggestion="Put what it cites on the list, or correct the citation.",
    )


def _unlisted(claim: Claim, article: Article) -> str:
    """Return the marker or address by which a claim without a link cites something, as printed, or nothing."""
    start, end = claim.span.start, claim.span.end
    for marker in markers(article.text, start, end):
        words = " ".join(article.text[marker.start : marker.end].split())
        named = marker.kind in (MarkerKind.AUTHOR_YEAR, MarkerKind.FOOTNOTE)
        if named or (marker.kind is MarkerKind.NUMBER and words.startswith("[")):
            return words
        if marker.kind is MarkerKind.LINK and _leads_out(marker.url, article):
            return marker.url
    links = (link for link in article.hyperlinks if link.span.start < end and start < link.span.end)
    return next((link.url for link in links if _leads_out(link.url, article)), "")


def _leads_out(url: str, article: Article) -> bool:
    """Tell whether an address leads to the web, and not to the site that the article itself stands on."""
    return url.startswith(_WEB) and _site(url) not in {_site(article.address), _site(article.path)} - {""}


def _site(url: str) -> str:
    found = _SITE.match(url)
    return found[1].lower() if found else ""


def _promotes(text: str) -> bool:
    """Tell whether a sentence offers the publisher's own service ("our online", "from the comfort of")."""
    return any(cue.kind is CueKind.PROMOTION for cue in cues(text[:2000]))


def named(numbers: Sequence[int]) -> str:
    """Return "reference 4", "references 4 and 5" or "references 1, 2 and 3"; five at most are named."""
    first = [str(number) for number in sorted(set(numbers))][:5]
    return f"reference {first[0]}" if len(first) == 1 else f"references {', '.join(first[:-1])} and {first[-1]}"
