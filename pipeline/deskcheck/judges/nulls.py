"""An effect told where the source found none: "improved attendance" of "attendance was unchanged".

Source sentences are cut into clauses, and a clause that reports no effect speaks against a claim that has all it names,
unless another sentence of the source reports an effect on the same thing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from deskcheck.judges import direction, stance, topic
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage, concept
from deskcheck.model import Distortion, Stance

_NULL = re.compile(
    r"\b(?=[admnrshfiw])(?:(?:was|were|remained|stayed) (?:unchanged|unaffected"
    r"|(?:the same|similar|comparable)(?! (?:as|to)\b))"
    r"|(?:did|do|does) not (?:\w+ly )?(?:differ|change|improve|increase|decrease|reduce|affect|alter"
    r"|decline|rise|fall|lower|raise)"
    r"|(?:had|has|have|showed|found|saw|was|were|is|are"
    r"|made) no (?:statistically )?(?:significant )?(?:effects?|change|difference|association"
    r"|differences|influence|impact|benefit|improvement|increase|reduction)"
    r"|(?:was|were|is|are) not (?:statistically |significantly )*(?:associated|related|linked|correlated"
    r"|significant|different)"
    r"|no (?:statistically )?(?:significant )?(?:effects?|differences?|associations?|changes?"
    r"|link) (?:\w+ ){0,3}?(?:on|in|with|for|between|of)"
    r"|without (?:increasing|reducing|affecting|changing|improving))\b"
)
# "Associations were similar for decaffeinated coffee" reports one, not none.
_ALIKE = re.compile(r"(?:was|were|remained|stayed) (?:the same|similar|comparable)")
_RELATION = re.compile(
    r"\b(?:associations?|results?|findings|patterns?|effects?|relations?|relationships?|links?|estimates?|trends?)\b"
)
_ALSO = re.compile(
    r"\b(?:higher|lower|more|less|fewer|greater|better|worse|rose|fell|(?:in|de)creased|improved|doubled|halved)\b"
)
_CUT = re.compile(
    r"[;:]\s|,\s(?=(?:but|while|whereas|and|yet|although|though)\b)|\s(?:but|while|whereas|although|though|yet)\s"
)
_ASIDE = re.compile(r"\([^()]{0,200}\)?")
_LIST = re.compile(r",\s(?:and|or)\s|,\s|\s(?:and|or)\s")
_EFFECT = re.compile(
    r"\b(?:improv|increas|rais|rose\b|ris(?:e|es|ing)\b|boost|reduc|lower|decreas|declin|fell\b|fall|worsen"
    r"|chang|affect|harm"
    r"|damag|help|prevent|protect|better|worse|higher|more\b|less\b|fewer|greater|associat|link|tied\b|slow"
    r"|speed|shorten|lengthen"
    r"|faster|long|short|quick|differ|benefi|effective|destroy|cause|makes?\b|leads?\b|led\b)\w*"
)
_LIMITS = re.compile(r"\b(?:among|those who|subgroups?|except|only|some|baseline)\b")
# Words of any comparison; what is left names what was measured.
_OF_ANY = frozenset(
    concept(word)
    for word in """differ difference differences significant
    significantly change changes unchanged effect effects affect group
    groups association associated
    improve improved increase increased decrease reduce reduced control controls intervention
    treatment placebo similar comparable similarly seen observed outcome outcomes estimate overall total evidence level
    levels rate rates score scores participants patients people higher lower years months weeks year month week between
    p ci year's statistically made made mean compared both unaffected remained stayed same number without increasing
    reducing changing affecting respectively primary secondary endpoint endpoints measure measures
    systolic diastolic""".split()
) - {""}
_P_VALUE = re.compile(r"\bp ?[=>] ?0?\.(\d{1,4})\b")
# Beside another outcome's, this one may be the claim's.
_SMALL_P = re.compile(r"\bp ?(?:<|≤)")
_LIMIT, _COVERED = 0.05, 0.4
_SHARED, _SHARED_LITTLE = 0.2, 0.12
"""Coverage of the claim by a sentence below which it names nothing the claim tells of; less will do for two words."""
_WEIGHTY = 0.25


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim tells an effect on the very thing on which the source found none."""
    claim = view.statement.passage
    found = _candidates(view)
    if not found and "significant" not in claim.folded:
        return
    if not _EFFECT.search(claim.folded) or _LIMITS.search(claim.folded):
        return
    if direction.is_null(claim) or direction.has_negation(claim) or _NULL.search(claim.folded):
        return
    if "significant" in claim.folded and (opinion := _insignificant(view)):
        yield opinion
        return
    for index, clause, named in found:
        if not _told_elsewhere(named, clause, index, view):
            yield _opinion(clause, index)
            return


def _candidates(view: View) -> list[tuple[int, str, frozenset[str]]]:
    """Return the clauses of no effect all of whose words the claim has: their sentence, and what they name."""
    passages, mine = view.source.passages, view.statement.passage.concepts
    return [
        (index, clause, named)
        for index in view.alignment.ranked[:4]
        if view.alignment.scores[index] >= _SHARED_LITTLE and _may_be_null(passages[index])
        for clause, things in null_clauses(passages[index])
        for named in things
        if named <= mine and (len(named) > 1 or view.alignment.scores[index] >= _SHARED)
        if not stance.asks(passages[index])
    ]


def _insignificant(view: View) -> Opinion | None:
    """Find "significantly" told of a sentence whose only p-value says otherwise."""
    passage = view.passage
    if passage is None or view.coverage < _COVERED or _SMALL_P.search(passage.folded):
        return None
    found = _P_VALUE.findall(passage.folded)
    if not found or "significant" in passage.folded or not all(float(f"0.{p}") > _LIMIT for p in found):
        return None
    said = f"p = 0.{found[0]}"
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.8,
        says=f"the claim says “significant”, the source gives {said}",
        cue=f"significant ≠ {said}",
        distortions=(Distortion.DIRECTION_REVERSED,),
        passage=view.deciding,
        suggestion="say that the difference was not significant",
    )


def _may_be_null(passage: Passage) -> bool:
    """Look for what every null holds one of; written out, because a loop takes six times as long."""
    text = passage.folded
    return (
        " no " in text or " not " in text or "similar" in text or "without " in text or " the same" in text
        or "unchanged" in text or "unaffected" in text or "comparable" in text
    )  # fmt: skip


def _opinion(clause: str, index: int) -> Opinion:
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.8,
        says=f"the claim tells of an effect, the source says “{clause}”",
        cue=f"effect ≠ {clause[:80]}",
        distortions=(Distortion.DIRECTION_REVERSED,),
        passage=index,
    )


@lru_cache(maxsize=4096)
def null_clauses(passage: Passage) -> tuple[tuple[str, tuple[frozenset[str], ...]], ...]:
    """Return the clauses that report no effect, each with the sets of concepts that name what was measured."""
    found: list[tuple[str, tuple[frozenset[str], ...]]] = []
    if not _NULL.search(passage.folded):
        return ()
    for clause in _CUT.split(passage.folded):
        match = _NULL.search(clause)
        if match is None or (_ALIKE.match(match.group()) and _RELATION.search(clause, 0, match.start())):
            continue
        # "Unchanged in normal years and 17% higher in dry ones" tells both.
        if _ALSO.search(clause, 0, match.start()) or _ALSO.search(clause, match.end()):
            continue
        things = tuple(filter(None, _things(clause, match)))
        if things:
            found.append((clause.strip(" ."), things))
    return tuple(found)


def _things(clause: str, match: re.Match[str]) -> Iterator[frozenset[str]]:
    before, after = clause[: match.start()], clause[match.end() :]
    items = _LIST.split(after)
    if len(items) > 1 and len(items[-1].split()) <= 6:
        # "no effect on A, B or C": each thing by itself; what stands before is who was treated.
        for item in items:
            yield _naming(item)
        return
    yield _naming(f"{before} {after}")


def _naming(text: str) -> frozenset[str]:
    named = {concept(word) for word in re.findall(r"[^\W\d_]+", _ASIDE.sub(" ", text))} - {""} - _OF_ANY
    return frozenset(word for word in named if topic.weight(word) >= _WEIGHTY)


def _told_elsewhere(named: frozenset[str], clause: str, null: int, view: View) -> bool:
    """Tell whether a sentence that reports an effect speaks of this too, or of more of the claim beside it."""
    claim = view.statement.passage.concepts
    here = set(view.source.passages[null].topics)
    for index, passage in enumerate(view.source.passages):
        if index == null:
            rest = passage.folded.replace(clause, " ")
            others = {concept(word) for word in re.findall(r"[^\W\d_]+", rest)}
            if named <= others:
                return True
            continue
        told = set(passage.topics)
        if not named & told or stance.asks(passage) or direction.is_null(passage):
            continue
        if named <= told or any(topic.weight(c) >= 0.5 for c in (claim & told) - here):
            return True
    return False
