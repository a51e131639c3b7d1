"""How much a stretch of text looks like one bibliographic reference.

A hand-weighted sum of cues, squeezed to 0…1; the benchmark ``tests/benchmarks/splitting.py``
prints how it separates references from prose. Only the head and the tail of a long stretch
are looked at, so that the cost is bounded.
"""

import math
import re

_HEAD = 700
_TAIL = 300

_NAME = r"[^\W\d_a-z][\w’'`\-]{1,24}"
_PARTICLE = r"(?:(?:[Vv][oa]n|[Dd]e[nrls]?|[Dd]i|[Dd]u|[Ll][ae]|[Tt]e[nr]|[Ee]l|[Aa]l|[Ss]t\.?|Mac|Mc|O['’])[ \-]){0,3}"
_INITIALS = r"[^\W\d_a-z]\.?(?:[ \-]?[^\W\d_a-z]\.?){0,4}(?![\w])"
_START = re.compile(
    rf"[“\"‘']?{_PARTICLE}{_NAME}(?:[ \-]{_NAME}){{0,2}}"
    rf"(?:,? ?(?:{_INITIALS})|,\s[^\W\d_a-z][\w\-]+)(?=[\s,.;&(:]|$)"
    rf"|{_INITIALS}\s{_PARTICLE}{_NAME}[,.;]"
)
# "[USDA] U.S. Department of Agriculture. 2015.": the name that the text cites (Scientific Style and Format, 29.3).
_SHORT_NAME = re.compile(r"\[[A-Z][A-Za-z&/-]{1,11}\][ \t]+[A-Z]")
_YEAR = re.compile(r"(?<![\d\-–.,])(?:1[5-9]|20)\d\d(?!\d|[-–]\d{3}|\.\d)")
_STRONG = {
    "dated": (
        re.compile(r"\((?:c\. ?)?(?:(?:1[5-9]|20)\d\d[a-z]?(?:[,/–\- ][^()]{0,24})?|n\. ?d\.?[^()]{0,8}|in press)\)"),
        1.4,
    ),
    "volume": (
        re.compile(
            r"\d{1,4}\s?\(\s?[\w\-–/ ]{1,12}\)\s?[,:.;]|;\s?\d{1,4}(?:\s?\([^()]{1,20}\))?\s?:"
            r"|\d{1,4}\s?:\s?[a-zA-Z]{0,3}\d{1,6}\s?[-–]"
            r"|\bvol(?:ume|\.)?\s?\d|\bno\.\s?\d"
        ),
        1.7,
    ),
    "pages": (
        re.compile(r"\bpp?\.\s?[a-z]?\d|\bS\.\s?\d|[:,]\s?[a-zA-Z]{0,2}\d{1,6}\s?[-–—]\s?[a-zA-Z]{0,2}\d{1,6}\b"),
        1.4,
    ),
    "identifier": (
        re.compile(r"\bdoi\b|\b10\.\d{4,9}/|\bPM(?:C?ID|C\d)|\bPubMed\b|\bISBN\b|\bISSN\b|\barXiv\b", re.I),
        1.8,
    ),
    "address": (re.compile(r"https?://|\bwww\.|\bftp://|\b[a-z\d\-]{2,40}\.(?:org|com|gov|edu|net)\b", re.I), 1.1),
    "retrieved": (
        re.compile(
            r"\b(?:Retrieved|Accessed|Available (?:from|at|online)|Last accessed|Zugriff|Abgerufen"
            r"|Cited \d|Updated \d)|\[Internet\]"
            r"|\[cited\b|\[Updated\b",
            re.I,
        ),
        1.3,
    ),
    "ending": (
        re.compile(r"(?:https?://|www\.)\S+(?:\s\([^()]{1,40}\)|\s?\.?\s?[Aa]ccessed [\w ,]{1,24})?[.)]?$"),
        0.7,
    ),
    "imprint": (
        re.compile(r"\b[A-Z][\w.]{1,60}(?:, [A-Z]{2})?: [A-Z][\w&’' \-.,]{2,50}(?:,? (?:1[89]|20)\d\d)?\.?$"),
        0.8,
    ),
    "undated": (re.compile(r"\(?\bn\. ?d\.\)?|\bin press\b|\bforthcoming\b", re.I), 1.0),
    "editors": (re.compile(r"\(?\b[Ee]ds?\.|\bHrsg\b|\bet al\b|\bIn: "), 0.9),
    "house": (
        re.compile(
            r"\b(?:Press|Publish(?:er|ers|ing)|Verlag|Springer|Wiley|Elsevier|Routledge|Sage|University"
            r"|Journal|Proceedings|Proc"
            r"|Review|Annals|Ann|Lancet|Nature|Science|Institute|Association|Organi[sz]ation"
            r"|Dissertation|Thesis|Report|Clinic)\b"
        ),
        0.7,
    ),
    "quoted": (re.compile(r"\A[^\W\d_a-z][^\"“”\n]{1,90}[:,]\s[\"“](?![a-z])[^\"“”\n]{6,300}(?:[\"”]|\Z)"), 3.0),
    "body": (
        re.compile(
            r"\A(?=[^.]{0,80}\b(?:Institutes?|Associations?|Organi[sz]ation|Society|Academy|Cent(?:er|re)s?|Department|Ministry"
            r"|Foundation|College|Clinic|University|Library|Agency|Council|Office|Administration|Service|Network|Alliance)\b)"
            r"(?:(?:[A-Z][\w&’'-]*|of|for|and|on|the|in|&|\([A-Z.]{2,8}\)),? ?){2,12}\. [A-Z\d]"
            r"|\A(?:[A-Z]{3,6}|[A-Z][a-z]{2,11}[A-Z][a-z]{2,9})\. [A-Z]"
        ),
        2.2,
    ),
    "asked": (
        re.compile(
            r"\b(?:interviews?|correspondence|communication|conversation|exchange|statement|e-?mails?)"
            r" (?:with|from|to)\b"
            r"|\A(?:Instagram|Facebook|Twitter|X|TikTok|YouTube|Reddit|Truth Social|Telegram|LinkedIn)"
            r"(?: (?:posts?|videos?|threads?|page|account|reel))?,"
        ),
        2.4,
    ),
    "degree": (
        re.compile(
            rf"\A(?:Dr\.? )?{_NAME}(?: {_NAME}| [A-Z]\.?){{1,3}},"
            r" (?:MD|M\.D\.|DO|PhD|Ph\.D\.|PsyD|RDN?|RN|MPH|PharmD|DDS|LCSW)\b"
        ),
        2.6,
    ),
    "editions": (re.compile(r"\b\d{1,2}(?:st|nd|rd|th|\.)\s?(?:ed\b|edn\b|edition|Aufl)", re.I), 0.8),
}
_PROSE = re.compile(
    r"\b(?:you|your|we|our|us|i|my|is|are|was|were|has|have|had|can|could|may|might|should|would|will|does|do|did"
    r"|this|these|that|they|it|its|their|she|he|her|his|who|which|if|but|also|however|because|not)\b",
    re.I,
)
_BOILERPLATE = re.compile(
    r"(?:read (?:more|next)|learn more|continue reading|show (?:more|less|all)|see (?:more|all)"
    r"|advertis\w*|sponsored|share (?:this|on)"
    r"|related (?:articles?|reading|posts?|content)|about the authors?|author (?:bio\w*"
    r"|information|contributions)|medically reviewed"
    r"|this article|the (?:information|content) (?:on|in|provided|contained)|copyright|©"
    r"|\(c\) \d{4}|all rights reserved|disclaimer"
    r"|sign up|subscribe|newsletter|follow us|contact us|privacy|terms of|cookie"
    r"|last (?:updated|reviewed|medically)|written by"
    r"|reviewed by|fact.checked|was this (?:article|page)|back to top|feedback|comments?\b"
    r"|tags?:|categories|acknowledge?ments?"
    r"|conflicts? of interest|competing interests|funding\b|supporting information"
    r"|supplementary|appendix|figure \d|fig\. \d|table \d"
    r"|published (?:on|by)\b|updated on|related topics|popular|get started|start your|download"
    r"|(?:how to |to )?cite (?:this|as)\b|suggested citation|story source|materials? provided"
    r"|(?:current|previous) version\b"
    r"|print\b|page \d+(?: of \d+)?$|advertisement)",
    re.I,
)
_NAVIGATION = re.compile(
    r"advertis(?:e)?ments?|ad|sponsored(?: content)?|read more|show (?:more|less|all)|see (?:more|all)|learn more"
    r"|continue reading|share(?: this(?: article)?)?|back to top|subscribe|sign up|related (?:articles|content|posts)",
    re.I,
)
_QUOTED = re.compile(r"[\"“][^\"“”\n]{6,300}[\"”]")
_BODY_WORD = re.compile(r"[^\W\d_]+")


def likeness(stretch: str) -> float:
    """Return from 0 (prose, navigation) to 1 (a reference), 0.5 being undecided."""
    return 1 / (1 + math.exp(-_points(stretch)))


def starts_entry(stretch: str) -> bool:
    """Tell whether ``stretch`` begins the way an entry does: with an author's name, or a short name in brackets."""
    return (_START.match(stretch, 0, 160) or _SHORT_NAME.match(stretch)) is not None


def is_boilerplate(stretch: str) -> bool:
    """Tell whether ``stretch`` begins like what pages print around their lists ("Read more", a disclaimer)."""
    return _BOILERPLATE.match(stretch.lstrip("#*_>•- \t")) is not None


def is_navigation(stretch: str) -> bool:
    """Tell whether ``stretch`` as a whole is a page's furniture ("Advertisement", "Read more")."""
    return len(stretch) <= 40 and _NAVIGATION.fullmatch(stretch.strip("#*_>•-[]() .:\t")) is not None


def quotes_title(stretch: str) -> bool:
    """Tell whether ``stretch`` begins with a name and a title in quotation marks: 'Rest Clinic: "What Is Sleep?"'."""
    return _STRONG["quoted"][0].match(stretch) is not None


def prose_share(stretch: str) -> float:
    """Return the share of words that running sentences have and titles seldom do, quoted titles left out."""
    if quotes_title(stretch):
        stretch = _QUOTED.sub(" ", stretch)
    words = len(_BODY_WORD.findall(stretch))
    return len(_PROSE.findall(stretch)) / words if words else 0.0


def _points(stretch: str) -> float:
    length = len(stretch)
    seen = stretch if length <= _HEAD + _TAIL else stretch[:_HEAD] + " " + stretch[-_TAIL:]
    if is_boilerplate(seen):
        return -3.0
    points = -2.6
    points += sum(weight for pattern, weight in _STRONG.values() if pattern.search(seen))
    if starts_entry(seen):
        points += 1.8
    if _YEAR.search(seen):
        points += 1.2
    if not any(map(str.isdigit, seen)):
        points -= 0.6
    if seen[:1].islower():
        points -= 0.8
    if length < 20:
        points -= 1.5
    words = len(_BODY_WORD.findall(seen))
    points -= 16 * max(0.0, prose_share(seen) - 0.05) * min(1.0, words / 12)
    if length > 1500:
        points -= 1.5
    return points
