"""The number of another group: "14 % of the dieters" where the source gives 14 % for the controls, 38 % for dieters.

A sentence that gives one measure for several groups is cut at its commas and conjunctions, so that each number stands
with the words of its own group.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

import msgspec

from deskcheck.judges import quantities, topic
from deskcheck.judges.numerals import Figure, figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage, concept
from deskcheck.model import Distortion, Stance
from deskcheck.text import fold

_CUT = re.compile(
    r"[,;:]\s"
    r"|(?<!\d)\sand\s|\s(?:but|while|whereas|versus|vs\.?|v\.?|compared (?:with|to)|against|than)\s"
)
_BETWEEN = re.compile(r"(\bbetween \d[\d.,]{0,15}%?) and ")
_COMPARES = re.compile(r"\b(?:than|compared|versus|vs|against|unlike|whereas|while|but|from|instead)\b")
_SUBGROUP = "subgroup"
_IN_SUBGROUP = re.compile(
    r"\bin (?:a|the|one|this) (?:[\w-]+ )?subgroup\b(?P<who>(?: (?:at|of|with|who|aged)(?: [\w-]+){1,6})?)(?=,| [a-z])"
)
_TWO_GROUPS = re.compile(
    r"(?<![\d.])(?P<one>\d{1,3}(?:\.\d{1,2})?) ?% (?:of|among|in|for) (?:the )?(?P<first>[a-z-]{3,20}) "
    r"(?P<noun>[a-z]{3,20}),? (?:and|but|while|versus|vs|against|compared with) (?P<two>\d{1,3}(?:\.\d{1,2})?) ?% "
    r"(?:of|among|in|for) (?:the )?(?P<second>[a-z-]{3,20}) (?:(?P=noun)|ones)\b"
)
_OF_SOME = re.compile(
    r"\b(?:subgroups?|among|those|who|whose|some|certain|at (?:high|higher|low|lower|increased) risk)\b"
)
_WORD = re.compile(r"[^\W\d_]+")
_KINDS = frozenset({"percent", "count", "duration", "dose", "ratio"})
_LONGEST = 700
_LISTED, _GROUPS, _MOST_GROUPS = 3, 2, 12
_OWN, _OWN_WHOLE, _OTHERS = 0.4, 0.6, 0.99
"""Most of its own group's words (those that name it, all of its piece) and least of the other's that a claim may have
to be told of a wrong number."""
_COVERED = 0.4
"""Coverage of the claim by the sentence with the groups."""
_NAMING = 0.25
"""Weight from which a word tells one group from another."""


class Share(msgspec.Struct, frozen=True):
    """A number and what names its group: the concepts before it and those behind it, in its piece of the sentence."""

    figure: Figure
    before: frozenset[str]
    after: frozenset[str]


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when a number of the claim is the source's for another group than the claim names."""
    text = view.statement.text
    claimed = [figure for figure in figures(text) if figure.kind in _KINDS]
    if not claimed:
        return
    yield from _subgroup(claimed, view)
    yield from _listed(claimed, view)
    yield from _contrasted(claimed, view)
    for index in view.alignment.ranked[:3]:
        passage = view.source.passages[index]
        if view.alignment.scores[index] < _COVERED or not _gives_both(claimed, passage):
            continue
        if _COMPARES.search(view.statement.passage.folded):
            return
        said, shares = pieces(text), pieces(passage.text)
        for mine in said:
            words = set(mine.before | mine.after) if len(said) > 1 else view.statement.passage.concepts
            if found := _other_groups(mine, shares, words):
                yield _opinion(mine.figure, *found, index)
                return


def _subgroup(claimed: Sequence[Figure], view: View) -> Iterator[Opinion]:
    """Find a number told of all that the source gives for a subgroup alone."""
    if _SUBGROUP not in view.source.lower or _OF_SOME.search(view.statement.passage.folded):
        return
    if _COMPARES.search(view.statement.passage.folded):
        return
    for index in view.alignment.ranked:
        passage = view.source.passages[index]
        found = _IN_SUBGROUP.search(passage.folded)
        if not found or passage.concepts & set(_named_group(found)) & view.statement.passage.concepts:
            continue
        here = [mine for mine in claimed if any(quantities.admits(mine, one) for one in figures(passage.text))]
        if here and not any(
            quantities.admits(here[0], one)
            for other in view.source.passages
            if other is not passage
            for one in figures(other.text)
        ):
            yield Opinion(
                stance=Stance.QUALIFIES,
                strength=0.75,
                says=f"“{here[0].quote}” holds “{found.group().strip()}” alone",
                cue=f"{here[0].quote} | {found.group().strip()}",
                distortions=(Distortion.OVERGENERALISED,),
                passage=index,
                suggestion=f"say that it holds “{found.group().strip()}”",
            )
            return


def _listed(claimed: Sequence[Figure], view: View) -> Iterator[Opinion]:
    """Find another number than the one that a list of groups gives for the claim's group ("…, cyclists 5%")."""
    mine = claimed[0]
    if len(claimed) > 1 or mine.kind != "percent" or mine.high is not None:
        return
    words = view.statement.passage.concepts
    for index in view.alignment.ranked[:2]:
        passage = view.source.passages[index]
        if view.alignment.scores[index] < _COVERED or not _GROUPS < passage.folded.count("%") <= _MOST_GROUPS:
            continue
        shares = [share for share in pieces(passage.text) if share.figure.kind == "percent"]
        own = [share for share in shares if (named := share.before | share.after) and named <= words]
        if len(shares) < _LISTED or len(own) != 1:
            continue
        given = (one for other in view.source.passages for one in figures(other.text))
        if not any(quantities.admits(mine, one) for one in given):
            yield _opinion(mine, Share(mine, frozenset(), frozenset()), own[0], index)
            return


def _contrasted(claimed: Sequence[Figure], view: View) -> Iterator[Opinion]:
    """Find the number of one of two contrasted groups told of all ("41% of foreign students and 32% of local ones")."""
    words = view.statement.passage.concepts
    if not any(figure.kind == "percent" for figure in claimed):
        return
    for index in view.alignment.ranked:
        if view.source.passages[index].folded.count("%") < _GROUPS:
            continue
        for match in _TWO_GROUPS.finditer(view.source.passages[index].folded):
            noun = concept(match["noun"])
            for number, kind in (("one", "first"), ("two", "second")):
                mine = next((f for f in claimed if f.kind == "percent" and f.value == float(match[number])), None)
                if mine is None or noun not in words or concept(match[kind]) in words:
                    continue
                whose = f"{match[kind]} {match['noun']}"
                yield Opinion(
                    stance=Stance.QUALIFIES,
                    strength=0.75,
                    says=f"“{mine.quote}” holds of “{whose}” alone",
                    cue=f"{mine.quote} | {whose}",
                    distortions=(Distortion.OVERGENERALISED,),
                    passage=index,
                    suggestion=f"say that it holds of “{whose}”",
                )
                return


def _named_group(found: re.Match[str]) -> list[str]:
    return [c for word in _WORD.findall(found["who"] or "") if (c := concept(word))]


def _gives_both(claimed: Sequence[Figure], passage: Passage) -> bool:
    """Tell whether a passage has a number of the claim and others of its kind beside it."""
    if not passage.has_number or len(passage.text) > _LONGEST:
        return False
    given = figures(passage.text)
    return len(given) > 1 and any(
        quantities.admits(mine, one) and any(one is not two and quantities.comparable(one, two) for two in given)
        for mine in claimed
        for one in given
    )


def _opinion(mine: Figure, own: Share, other: Share, index: int) -> Opinion:
    whose = " ".join(sorted(own.before | own.after)[:3])
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.85,
        says=f"the claim has “{mine.quote}”, which the source gives for another group; for this one it has "
        f"“{other.figure.quote}”",
        cue=f"{mine.quote} ≠ {other.figure.quote} | {whose}",
        distortions=(Distortion.NUMBER_MISMATCH,),
        passage=index,
        suggestion=f"replace “{mine.quote}” by “{other.figure.quote}”",
    )


def _other_groups(mine: Share, shares: Sequence[Share], words: set[str]) -> tuple[Share, Share] | None:
    """Return the group whose number the claim has and the group that the claim names, when they are two."""
    equal = [share for share in shares if quantities.admits(mine.figure, share.figure)]
    if len(equal) != 1 or mine.figure.kind not in _KINDS:
        return None
    (own,) = equal
    rivals = [
        share
        for share in shares
        if share is not own
        and quantities.comparable(share.figure, own.figure)
        and (share.figure.high is None) == (own.figure.high is None)
    ]
    # A piece with nothing on one side of its number leans on the one before, so both give the same measure.
    for other in sorted(rivals, key=lambda share: bool(share.before and share.after)):
        for side in ("before", "after"):
            ours, theirs = _telling(own, other, side), _telling(other, own, side)
            if not ours or not theirs or _held(ours, words) > _OWN or _held(theirs, words) < _OTHERS:
                continue
            # Where the other has words on one side alone, these name the groups, and the rest is told of both.
            if not (other.before and other.after):
                return own, other
            if _held(_telling(own, other, "before") | _telling(own, other, "after"), words) <= _OWN_WHOLE:
                return own, other
    return None


def _telling(one: Share, other: Share, side: str) -> frozenset[str]:
    """Return what names one group on this side of its number and nothing of the other's piece."""
    all_others = other.before | other.after
    return frozenset(c for c in getattr(one, side) - all_others if topic.weight(c) >= _NAMING)


def _held(concepts: frozenset[str], words: set[str]) -> float:
    total = sum(map(topic.weight, concepts))
    return sum(topic.weight(c) for c in sorted(concepts & words)) / total if total else 0.0


@lru_cache(maxsize=2048)
def pieces(text: str) -> tuple[Share, ...]:
    """Return the numbers of a sentence that stand alone in their piece of it."""
    found = []
    begin = 0
    text = _BETWEEN.sub(r"\1–", text)
    for end in (*((match.start(), match.end()) for match in _CUT.finditer(text)), (len(text), len(text))):
        piece = text[begin : end[0]]
        begin = end[1]
        own = [figure for figure in figures(piece) if figure.kind in _KINDS]
        if len(own) == 1 and (at := piece.find(own[0].quote)) >= 0:
            stop = at + len(own[0].quote)
            found.append(Share(own[0], _concepts(piece[:at]), _concepts(piece[stop:])))
    return tuple(found)


def _concepts(text: str) -> frozenset[str]:
    return frozenset(map(concept, _WORD.findall(fold(text)))) - {""}
