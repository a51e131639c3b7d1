"""A sentence that asserts several things, parted: at semicolons, and at ", and" before a new subject and verb.

Only what surely stands on its own is parted. A clause that hangs on a condition, on a relative pronoun or on whoever
is quoted stays with it, since a claim cut loose from these would say something else.
"""

import re
from collections.abc import Iterator

from deskcheck.text.cues import CueKind, in_tokens, tokens

_LEAST_BLANKS = 3
_LONG = 90
"""Characters from which a sentence is parted at a conjunction."""
_LEAST_WORDS = 5
"""Words on each side of a conjunction."""
_TURNS = re.compile(r"[()\[\]{}]|;\s+")
_JOINTS = re.compile(r"[()\[\]{}\"“”]|, (?=(?:and|but|yet|while|whereas) [^\W\d_])")
_OPENING, _CLOSING = "([{“", ")]}”"
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|must|will|would|should|shall|cannot|\w+n['’]t|\w+['’](?:s|re|ve|ll))\b",
    re.I,
)
_VERBS = frozenset((CueKind.VERB, CueKind.CHANGE, CueKind.CAUSAL))
# Of other verbs "-ed" and "-s" are too often a participle or a plural: "and lessons learned", "income supports".
_SURE = frozenset((CueKind.CHANGE, CueKind.CAUSAL))
# What comes after these never begins a clause with a subject of its own, or hangs on what stands before it.
_NO_SUBJECT = frozenset(
    """that which who whom whose to not by in on at for with from of as than or nor then also even if when where because
    although though since unless until whether so thus therefore how why what after before during both either neither
    often sometimes usually generally typically may can could might must will would should is are was were has have had
    do does did cannot be been being more less most least""".split()
)
_HANGS = re.compile(
    r"^\W*(?:if|when|whenever|although|though|because|since|unless|until|while|whereas|whether|given|according|as|after"
    r"|before|once)\b|\b(?:according to|says?|said|writes|wrote|told|believes?|thinks?|suggest(?:s|ed)?"
    r"|indicat(?:es?|ed)|report(?:s|ed)?|claim(?:s|ed)?|argue[sd]?|conclude[sd]?|found|finds?|show(?:s|ed|n)?|both|either|neither|between"
    r"|whether|not only)\b",
    re.I,
)
_OWN_SUBJECT = frozenset("it they he she we i you".split())
_INSIDE = frozenset("who which that whose whom where when to".split())
_REACH = 7


def clauses(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the offsets of the clauses of the sentence ``text[start:end]`` that each assert something, in order."""
    for begin, stop in _at_semicolons(text, start, end):
        yield from _at_conjunctions(text, begin, stop)


def _at_semicolons(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if text.find(";", start, end) < 0:
        yield start, end
        return
    depth, begin = 0, start
    for match in _TURNS.finditer(text, start, end):
        if match.group() in "([{":
            depth += 1
        elif match.group() in ")]}":
            depth -= 1
        elif depth <= 0 and _asserts(text[begin : match.start()]) and _asserts(text[match.end() : end]):
            yield begin, match.start() + 1
            begin = match.end()
    yield begin, end


def _asserts(words: str) -> bool:
    return words.count(" ") >= _LEAST_BLANKS and bool(_FINITE.search(words[:400]))


def _at_conjunctions(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    if end - start < _LONG or text.find(", ", start, end) < 0 or text[end - 1] in ":?":
        yield start, end
        return
    depth, begin = 0, start
    for match in _JOINTS.finditer(text, start, end):
        mark = match.group()
        if mark == ", ":
            if depth <= 0 and _parts(text, begin, match.start(), match.end(), end):
                yield begin, match.start() + 1
                begin = match.end()
        elif mark != '"':
            depth += (mark in _OPENING) - (mark in _CLOSING)
        else:
            # Nobody can tell an opening straight quote from a closing one: what is quoted stays whole.
            break
    yield begin, end


def _parts(text: str, start: int, left: int, right: int, end: int) -> bool:
    """Tell whether the comma between ``left`` and ``right`` parts two clauses that each stand on their own."""
    before = text[start:left]
    after = tokens(text, right, min(end, right + 160))[1:]
    if before.count(" ") + 1 < _LEAST_WORDS or text.count(" ", right, end) < _LEAST_WORDS:
        return False
    if not after or after[0][0] in _NO_SUBJECT or after[0][0].endswith(("ing", "ly")):
        return False
    pronoun = after[0][0] in _OWN_SUBJECT
    if _HANGS.search(before) and not pronoun:
        return False
    # "A, B, and C increase" is a list: what stands after its last comma has no verb.
    last = max(text.rfind(", ", start, left) + 1, start)
    return _has_verb(text, last, left) and _verb_at(text, after, right) > 0


def _has_verb(text: str, start: int, end: int) -> bool:
    return any(cue.kind in _VERBS and not cue.words.endswith("ing") for cue in in_tokens(tokens(text, start, end)))


def _verb_at(text: str, after: list[tuple[str, int, int]], right: int) -> int:
    """Return the place of the first verb among the words after a conjunction; 0 where none stands behind a subject."""
    near = after[:_REACH]
    found = {cue.start for cue in in_tokens(near) if cue.kind in _VERBS and _is_finite(cue.words, cue.kind)}
    for place, (word, start, _) in enumerate(near):
        if word in _INSIDE or (place and "," in text[right:start]):
            return 0
        if start in found:
            return place
    return 0


def _is_finite(words: str, kind: CueKind) -> bool:
    first = words.split(maxsplit=1)[0]
    return _FINITE.fullmatch(first) is not None or (kind in _SURE and first.endswith(("s", "ed")))
