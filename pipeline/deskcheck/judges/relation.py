"""Is the relation stated as the source states it: strength, hedge, scope, comparator, direction?"""

import re
from collections.abc import Iterator

from deskcheck.judges import direction, hedge, strength, study, topic
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage, concept
from deskcheck.judges.strength import Strength
from deskcheck.model import Distortion, Stance
from deskcheck.text import fold

_UNIVERSAL = re.compile(
    r"\b(?:always|never|everyone|everybody|no one|nobody|all (?:of )?(?:\w+ )?(?:people|patients|children|"
    r"adults|women|men|users|those|cases)|"
    r"every (?:person|patient|child|adult|woman|man|case)|general (?:characteristic|feature|trait|sign)|"
    r"universal(?:ly)?|"
    r"invariably|without exception|in all cases|only (?:way|cause|treatment|reason)|guaranteed?|proves?|proven|"
    r"the most common)\b"
)
_COMPARATIVE = re.compile(
    r"\b(?:more|less) (?!than\b|about\b|and more\b|or less\b|research\b|information\b|studies\b|detail|"
    r"likely to be\b|harm than|a\b|per\b|each\b|"
    r"often\b|on\b|to\b|of\b|symptoms\b|serious\b|common(?:ly)? than)(?:\w+ly )?\w+|\b(?:higher|lower|greater|"
    r"fewer|worse|better|stronger|weaker) "
    r"(?:rates?|risk|levels?|scores?|odds|chance|prevalence|sleep|mood|outcomes?|memory|\w+ness)\b"
)
_COMPARATOR = re.compile(
    r"\b(?:than|compared|versus|vs|relative to|in comparison|as opposed to|baseline|before|control|against)\b"
)
_MORE_BEFORE = re.compile(
    r"\b(?:no|not|any|one|once|learn|read|many|much|even|and|or|some|for|at|at an?|become|becomes|became) $"
    r"|\bma(?:kes?|de) (?:\w+ ){1,3}feel $"
    r"|\b(?:linked|tied|related|associated|correlated|along|hand in hand) (?:to|with) (?:an? )?$"
)
# What a thing is for or like is no cause told; "sleep improved slightly" and "use increased by 41%" tell what happened.
_NO_CAUSE = re.compile(
    r"\b(?:protective|effective(?:ly|ness)?|treat(?:s|ing)?|role in|results (?:of|from)|produc(?:es?|ed|ing)|"
    r"allow(?:s|ed)?|(?:response|reaction) to|to (?:help|prevent|reduce|improve)|"
    r"(?:deaths?|mortality|cases?|illness|admissions?|hospitali[sz]ations?) due to)\b|"
    r"(?<!was )(?<!were )(?<!been )(?<!be )\b(?:improved|increased|decreased)(?= \w+ly\b| by (?:\w+ )?\d"
    r"| from \d| slightly|[.,;]|$)"
)
# "No more frequent than" and "equally frequent" say the same.
_ALIKE = re.compile(r"\bequal(?:ly)?\b|\bas (?:often|frequent(?:ly)?|many|much|well|good|long|likely)\b|\bunchanged\b")
_LATER = re.compile(
    r"\b(?:childhood|infancy|early (?:life|years)|as (?:a )?child(?:ren)?|in youth|prenatal\w*|pregnancy)\b.{0,120}?"
    r"\b(?:later|as (?:teen\w*|adolescents?|adults?)|in (?:adulthood|adolescence|later life)|"
    r"when (?:they )?(?:grew|older)|grow up)\b"
)
_ONE_TIME = re.compile(r"\bcross[- ]?sectional|questionnaire|survey")
_SILENT_NOTE = re.compile(
    r"\b(?:does not|do not|did not|doesn t|never|nowhere|not) (?:\w+ ){0,2}?(?:mention\w*|name[sd]?|use[sd]?|"
    r"list\w*|measure\w*|discuss\w*|"
    r"address\w*|say|says|show\w*|speak\w*|cover\w*|contain\w*|include\w*|state\w*|term|present\w*"
    r"|support\w*|report\w*|"
    r"call\w*|describ\w*|defin\w*|count\w*|part of|among|in (?:the|its|their|that|this)|on (?:the|its|their|"
    r"that|this)|appear\w*|asked?|test(?:ed)?|a term|the same|studied|examined)\b|\bno mention of\b|"
    r"\bsilent (?:on|about)\b|"
    r"\bnothing (?:is said )?(?:on|about)\b|\bis not a term\b|\brather than\b|\bnot shown\b"
)


# Words by which a note speaks of the source itself, not of its subject.
_META = frozenset(
    map(
        concept,
        """abstract page source text list site sheet fact version mention mentions mentioned term word paper named name
        article list lists listed survey stated states opening""".split(),
    )
)


def judge(view: View) -> Iterator[Opinion]:
    """Yield where the claim's relation departs from the source's."""
    yield from _cause(view)
    yield from hedge.judge(view)
    yield from _scope(view)
    yield from _comparator(view)
    yield from _construct(view)


def _cause(view: View) -> Iterator[Opinion]:
    if view.coverage < 0.3:
        return
    claimed = strength.strength(view.statement.text)
    found = None
    if claimed >= Strength.HEDGED_CAUSE:
        found = _cause_from_tie(view, claimed) or _denied_cause(view)
    found = found or _sequence(view)
    if found:
        yield found


def _cause_from_tie(view: View, claimed: Strength) -> Opinion | None:
    """Find causal words over a passage that states less, in a source that can show no cause."""
    passage = view.passage
    # That something "did not improve" is no cause told.
    if direction.is_null(view.statement.passage) or direction.has_negation(view.statement.passage):
        return None
    words = strength.causal_words(_NO_CAUSE.sub(" ", view.statement.passage.folded))
    shown = strength.strength(passage.text) if passage else Strength.NONE
    if not words or shown >= claimed:
        return None
    told = study.only_ties(view.source.lower)
    if not told or (shown is Strength.NONE and not _told_nearby(view)) or _says_so_itself(view, words, claimed):
        return None
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75 if claimed == Strength.CAUSE else 0.6,
        says=f"“{words}” states a cause, but the source ({told}) can only show that the two go together",
        cue=f"{words} | {told}",
        distortions=(Distortion.CAUSAL_FROM_CORRELATIONAL,),
        passage=view.deciding,
        suggestion="write “is associated with”",
    )


def _told_nearby(view: View) -> bool:
    """Tell whether the title, the deciding sentence or one beside it shows ties; a survey may be another part's."""
    near = view.source.passages[max(0, view.deciding - 1) : view.deciding + 2]
    return any(study.CORRELATIONAL.search(text) for text in (view.source.title.lower(), *(p.folded for p in near)))


def _says_so_itself(view: View, words: str, claimed: Strength) -> bool:
    """Tell whether a sentence of the source that speaks of the claim's matter states the cause as plainly."""
    core = concept(words.split(maxsplit=1)[0])
    near = (view.source.passages[index] for index in view.alignment.ranked if view.alignment.scores[index] >= 0.3)
    return any(core in passage.concepts and strength.strength(passage.text) >= claimed for passage in near)


def _sequence(view: View) -> Opinion | None:
    """Find "in childhood … as adults" told of people who were asked once."""
    temporal = _LATER.search(view.statement.passage.folded)
    if not temporal or not _ONE_TIME.search(view.source.lower):
        return None
    return Opinion(
        stance=Stance.QUALIFIES,
        strength=0.7,
        says="the claim tells it as earlier and later, but the source asked everything at one time",
        cue=temporal.group()[:80],
        distortions=(Distortion.CAUSAL_FROM_CORRELATIONAL,),
        passage=view.deciding,
        suggestion="say that the two were associated when asked at one time",
    )


def _denied_cause(view: View) -> Opinion | None:
    """Find a checker's note that the source does not show the cause, or asked everything at one time."""
    for index in sorted(view.source.asides):
        passage = view.source.passages[index]
        shared = _heavy(passage, view.statement.passage.concepts, 0.3)
        if len(shared) > 1 and _SILENT_NOTE.search(passage.lower) and strength.causal_words(passage.text):
            return Opinion(
                stance=Stance.QUALIFIES,
                strength=0.7,
                says=f"the checker notes of the source: “{passage.text}”",
                cue=f"{strength.causal_words(view.statement.text)} | {', '.join(sorted(shared))}",
                distortions=(Distortion.CAUSAL_FROM_CORRELATIONAL,),
                passage=index,
            )
    return None


def _scope(view: View) -> Iterator[Opinion]:
    passage = view.passage
    if passage is None or view.coverage < 0.3 or not (found := _UNIVERSAL.search(view.statement.passage.folded)):
        return
    if _UNIVERSAL.search(passage.lower) and not hedge.PARTIAL.search(passage.lower):
        return
    partial = hedge.PARTIAL.search(passage.lower)
    yield Opinion(
        stance=Stance.QUALIFIES,
        strength=0.75 if partial else 0.5,
        says=f"“{found.group()}” goes further than the source"
        + (f", which says “{partial.group()}”" if partial else ""),
        cue=f"{found.group()} | {partial.group() if partial else ''}".strip(" |"),
        distortions=(Distortion.OVERGENERALISED,),
        passage=view.deciding,
        suggestion=f"replace “{found.group()}” by the source's own scope",
    )


def _comparator(view: View) -> Iterator[Opinion]:
    words = comparative_without_comparator(view.statement.text) if view.coverage >= 0.3 else ""
    # What the source itself says without "than" may be told so.
    if words and not any(_open(words, passage) for passage in view.source.passages):
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.4,
            says=f"“{words}” does not say than whom or what",
            cue=words,
            distortions=(Distortion.MISSING_COMPARATOR,),
            grave=False,
        )


def _open(words: str, passage: Passage) -> bool:
    """Tell whether a sentence has the comparative, or its first word and the noun, and no "than" either."""
    if words in passage.folded:
        return True
    first, _, rest = words.partition(" ")
    held = first in passage.tokens and concept(rest.rpartition(" ")[2]) in passage.concepts
    return held and not _COMPARATOR.search(passage.folded)


def comparative_without_comparator(text: str) -> str:
    """Return the comparative of ``text`` that has no "than" or "compared with", folded, or an empty string."""
    words = fold(text)
    if _COMPARATOR.search(words):
        return ""
    for match in _COMPARATIVE.finditer(words):
        if not _MORE_BEFORE.search(words[: match.start()][-40:]):
            return match.group()
    return ""


def _construct(view: View) -> Iterator[Opinion]:
    """Find notes that say the source is silent on, or distinguishes, the very thing claimed."""
    subject = view.statement.passage.concepts
    noted = any(piece.origin == "note" for piece in view.source.evidence)
    for index, passage in enumerate(view.source.passages if noted else ()):
        found = _SILENT_NOTE.search(passage.lower) if view.source.is_note(index) else None
        if not found:
            continue
        shared = _heavy(passage, subject)
        if shared:
            yield Opinion(
                stance=Stance.QUALIFIES,
                strength=0.7,
                says=f"the checker notes of the source: “{passage.text}”",
                cue=f"{', '.join(sorted(shared))} | {found.group().strip()}",
                distortions=(Distortion.CONSTRUCT_SHIFT,),
                passage=index,
            )
            return


def _heavy(passage: Passage, subject: set[str], share: float = 0.5) -> set[str]:
    """Return the weighty concepts a note shares with the claim, when they are ``share`` of what the note is about."""
    about = {word: topic.weight(word) for word in {*passage.topics} - _META - {""} if topic.weight(word) >= 0.5}
    shared = about.keys() & subject
    return shared if sum(about[word] for word in shared) >= share * sum(about.values()) else set()


def is_silent_note(passage: Passage) -> bool:
    """Tell whether a checker's note says what the source does not say."""
    return _SILENT_NOTE.search(passage.lower) is not None


def both_null(claim: Passage, passage: Passage) -> bool:
    """Tell whether the claim denies a difference and the source calls both alike."""
    return direction.is_null(claim) and _ALIKE.search(passage.folded) is not None


def signals(view: View, compared: direction.Direction) -> list[str]:
    """Return what speaks for a contradiction in direction or polarity, as words for an editor."""
    claim, passage = view.statement.passage, view.passage
    if passage is None:
        return []
    found = []
    if compared.clash > compared.agree:
        found.append(f"opposite direction ({compared.cue[0]} | {compared.cue[1]})")
    if both_null(claim, passage):
        return []
    null_claim, null_source = direction.is_null(claim), direction.is_null(passage)
    if null_claim != null_source:
        found.append("an effect against none" if null_source else "no effect against one")
    elif direction.has_negation(claim) != direction.has_negation(passage):
        found.append("a negation on one side only")
    return found
