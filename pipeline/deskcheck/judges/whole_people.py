"""Shares printed with the number of people they are of, "64.5% of 180 people": can so many people make that share?"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from deskcheck.judges.quantities import attainable
from deskcheck.text import fold, numbers

_SHARE = r"(?P<share>\d{1,3}(?:\.\d{1,2})?) ?(?:%|percent|per cent)"
_SIZE = r"(?P<size>\d{1,3},\d{3}|\d{1,4})"
_PEOPLE = r"(?:people|patients|participants|adults|women|men|students|users|respondents|children|volunteers|nurses)"
_SHARE_FIRST = re.compile(rf"\b(?<!\.){_SHARE} of (?:the |all |our |these )?{_SIZE}(?= {_PEOPLE})")
# One or two words between the number and the people; none that begins another thing counted ("20 pairs of women").
_KIND = r"(?:(?!(?:of|in|and|or|to|with|from|for|by|per|million|thousand|hundred|dozen)\b)[a-z-]+ ){0,2}"
_ASKED = (
    r"(?: (?:surveyed|interviewed|asked|studied|questioned|polled|enrolled|included"
    r"|in the (?:study|survey|sample|trial)|who (?:answered|responded|took part|participated)))?"
)
# What people do or are: "40% accuracy" and "37% of those on night shifts" are no shares of all of them.
_DID = (
    r"(?:said|say|reported|report|had|have|were|are|felt|feel|did|experienced|experience|described|mentioned|admitted"
    r"|answered|agreed|agree|disagreed|thought|think|believed|believe|knew|wanted|chose|considered|used|use|took"
    r"|received|met|suffered|suffer|died|survived|recovered|relapsed|smoked|completed|stopped|quit|dropped out)\b"
)
_SIZE_FIRST = re.compile(
    r"(?:(?:^|[.;:!?,—–] |\bthat )(?:and |but )?(?:out )?of "
    r"|\b(?:survey|study|sample|poll|group|trial|cohort) of |\bamong )"
    rf"(?:all )?(?:the |our |these |those )?{_SIZE} {_KIND}{_PEOPLE}{_ASKED}, (?:only |just |fully |exactly )?"
    rf"{_SHARE}(?: of (?:them|whom))? {_DID}"
)
# Behind these the people are others than those whose share is told: "Unlike a survey of 20 nurses, 37 percent said".
_OTHERS = re.compile(
    r"\b(?:compared|unlike|than|besides|versus|vs|except|excluding|excluded|contrast|contrary|addition|before|after"
    r"|while|whereas|although|leaving|without|not)\b[^.;:!?]{0,60}$"
)
_RANGE = re.compile(r"\d(?:\.\d+)? ?(?:%|percent|per cent)? ?(?:[-–—]|to|and|or) ?$")
_COMPUTED = re.compile(r"\b(?:weighted|adjusted|standardi[sz]ed|imputed|estimat\w+|modell?ed|predicted|expected)\b")


class Impossible(NamedTuple):
    """A share that no whole number of ``size`` people makes, and the words that tell it, folded."""

    share: str
    size: int
    words: str


def impossible(text: str) -> Iterator[Impossible]:
    """Yield the shares of ``text`` that their people cannot make; "about 37%", "30 to 37%" and weighted ones may be."""
    words = fold(text[:4000])
    if ("%" not in words and "cent" not in words) or _COMPUTED.search(words):
        return
    for match in _SHARE_FIRST.finditer(words):
        before = words[max(0, match.start() - 40) : match.start()]
        if not numbers.BEFORE.search(before) and not _RANGE.search(before):
            yield from _unless_it_arises(match, match.group())
    for match in _SIZE_FIRST.finditer(words):
        if not _OTHERS.search(words[: match.start("size")]):
            yield from _unless_it_arises(match, words[match.start("size") : match.end()])


def _unless_it_arises(match: re.Match[str], words: str) -> Iterator[Impossible]:
    """Yield a share that cannot come of its people; whole ones may be cut off or rounded to fives."""
    size, value, digits = (
        int(match["size"].replace(",", "")),
        float(match["share"]),
        len(match["share"].partition(".")[2]),
    )
    kept = digits == 0 and (value % 5 == 0 or attainable(value + 0.5, size, 0))
    if not kept and not attainable(value, size, digits):
        yield Impossible(match["share"], size, words)
