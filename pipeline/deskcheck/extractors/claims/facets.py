"""Whom a claim is about, when, and on whose word: the stretches of the claim that say so, as printed."""

import re
from collections.abc import Iterable

import msgspec

from deskcheck.extractors.claims.signals import Signals
from deskcheck.text.cues import CueKind
from deskcheck.text.people import ALL_MEMBERS

_MOST = 6
_GROUPS = frozenset(
    """patient patients adult adults consumers drivers nurses doctors clinicians parents caregivers couples smokers
    drinkers runners athletes veterans residents boys survivors sufferers twins relatives pupils teachers soldiers
    prisoners refugees porters cleaners sleepers households families individuals respondents volunteers members users
    population populations""".split()
) | (ALL_MEMBERS - {"murine", "preschool", "geriatric"})
_BEFORE = (
    r"(?:(?:young|older?|elderly|healthy|pregnant|obese|overweight|adult|male|female|diabetic|depressed|hospitali[sz]ed"
    r"|postmenopausal|middle-aged|college|university|high[- ]school|school|school-aged?|office|shift|health ?care"
    r"|white|black|most|many|some|all|few|other|more than|half of|a third of|[A-Z][a-z]{2,}(?:an|ish|ese|ic|ch)"
    r"|(?:about |nearly |over )?\d[\d,.]*(?: percent of| ?% of)?|[Oo]ne in \w+|\w+ thirds of)[ -]){0,4}"
)
_NOUN = "|".join(sorted(_GROUPS, key=len, reverse=True))
_STOP = (
    r"(?=[,.;:()]| (?:is|are|was|were|have|has|had|may|might|can|could|will|would|do|does|did|should|often|also|that"
    r"|and|or|most|report|show|tend|feel|felt|found|get|got|experience|need|lose|lost|say|said|recall(?:ed)?)\b|$)"
)
_AFTER = (
    r"(?: (?:aged|over|under|older than|younger than|between the ages of) \d+(?:(?: ?[-–]| to| and) ?\d+)?(?: years)?"
    r"| over the age of \d+"
    r"| (?:with|without|from|on|living with|suffering from|diagnosed with|exposed to|treated with|taking)"
    rf"(?: [\w'’%-]+){{1,4}}?{_STOP}"
    rf"| (?:who|whose)(?: [\w'’%-]+){{1,9}}?{_STOP})?"
)
# Capitals within a sentence make a name ("Academy of Child Psychiatry"), so only the first word may have one.
_POPULATION = re.compile(rf"\b{_BEFORE}(?:{_NOUN})\b{_AFTER}|(?:^|(?<=[.!?:] ))(?:{_NOUN.title()})\b{_AFTER}")
_YEAR = r"(?:1[6-9]|20)\d\d"
_MONTH = "|".join("January February March April May June July August September October November December".split())
_NUMBER = r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|several|a few)"
_UNIT = r"(?:minutes?|hours?|nights?|days?|weeks?|months?|years?|decades?|centur(?:y|ies))"
_TIME = re.compile(
    rf"\b(?:(?:between|from) {_YEAR} (?:and|to|through|until) {_YEAR}|{_YEAR}[-–]{_YEAR}"
    rf"|(?:since|before|after|until|by|during|in) (?:the )?(?:early |late |mid-)?(?:(?:{_MONTH}) (?:\d\d?, )?)?"
    rf"{_YEAR}s?"
    rf"|{_YEAR}|(?:in|over|during|for) the (?:past|last|next|coming|previous) (?:[\w-]+ )?{_UNIT}"
    r"|(?:last|this|next|each|every|per) (?:night|day|week|month|year|decade|century|winter|summer|spring|autumn|fall)"
    rf"|(?:after|for|within|over|during) (?:the first |about |at least |up to |more than )?{_NUMBER}"
    rf"(?: to \d+|[-–]\d+)? {_UNIT}"
    rf"|today|nowadays|currently|in recent {_UNIT}|(?:{_NUMBER} )?{_UNIT} ago)\b",
    re.I,
)
_TIME_WORD = re.compile(rf"{_YEAR}|{_UNIT}\b|\b(?:today|nowadays|currently|winter|summer|spring|autumn|fall)\b", re.I)
_STUDY = "study|studies|survey|trial|review|meta-analysis|analysis|paper|report|research|poll|census|guidelines?"
_SOURCE = re.compile(
    rf"\b(?:an?|one|another|the|this|two|three|several|recent|many|some) (?:[\w’'-]+ ){{0,5}}?(?:{_STUDY})\b"
    r"(?: (?:of|on|in|from|by|published in) [^,.;:()]{3,60}?"
    r"(?=[,.;:(]| (?:found|showed|shows|suggests?|reported|that|which)\b|$))?",
    re.I,
)
_SAYS = (
    r"(?:says?|said|reports?|reported|estimates?|recommends?|advises?|warns?|notes?|noted|states?|stated|defines?|argues?"
    r"|concluded|found|writes|wrote|told|explains?)\b"
)
_BY_NAME = re.compile(
    r"\b(?:[Aa]ccording to|as (?:reported|stated|defined|described) by) (?P<after>(?:the |a |an )?[^,.;:()]{3,80})"
    r"|(?P<before>(?:[Tt]he )?[A-Z][\w’'.-]*(?: (?:of|for|and|the|on|de|&|[A-Z][\w’'.-]*)){0,9})"
    rf"(?=,? (?:[^,.;:()]{{2,60}}, )?{_SAYS})"
)
_NO_SOURCE = frozenset(
    "it he she they we i you this that these those who which the there what people researchers scientists".split()
)


class Facets(msgspec.Struct, frozen=True):
    """What a claim says of its own scope; every entry is a stretch of the claim.

    Attributes:
        population: groups it speaks of ("adults aged 18 to 65").
        time: points and spans of time ("since 2010", "for 12 weeks").
        named_sources: studies, organisations and people it rests on ("a 2016 study on sleep", "the WHO").
        negations: the words that deny ("not", "no evidence"), in lower case.
        certainty: ``hedged``, ``plain`` or ``certain`` ("always", "proven").
    """

    population: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    named_sources: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    certainty: str = "plain"


def facets(words: str, signals: Signals) -> Facets:
    """Return the facets of a claim."""
    grouped = not _GROUPS.isdisjoint(signals.tokens)
    timed = _TIME_WORD.search(words) is not None
    return Facets(
        population=_once(match.group() for match in _POPULATION.finditer(words)) if grouped else (),
        time=_once(match.group() for match in _TIME.finditer(words)) if timed else (),
        named_sources=_sources(words) if signals.has(CueKind.STUDY, CueKind.ATTRIBUTION) else (),
        negations=_once(cue.words for cue in signals.cues if cue.kind is CueKind.NEGATION),
        certainty=_certainty(signals),
    )


def _sources(words: str) -> tuple[str, ...]:
    named = (match["after"] or match["before"] for match in _BY_NAME.finditer(words))
    kept = (name for name in named if name.lower() not in _NO_SOURCE)
    return _once([*kept, *(match.group() for match in _SOURCE.finditer(words))])


def _certainty(signals: Signals) -> str:
    if signals.has(CueKind.HEDGE):
        return "hedged"
    return "certain" if signals.has(CueKind.BOOSTER, CueKind.UNIVERSAL) else "plain"


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(words.strip() for words in found if words.strip()))[:_MOST]
