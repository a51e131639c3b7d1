"""How strongly a sentence asserts a relation: not at all, correlation, hedged cause, plain cause.

The four steps are those of Yu, Li and Wang ("Detecting causal language use in science findings",
EMNLP 2019). The cue lists are our own.
"""

import re
from enum import IntEnum
from functools import lru_cache

from deskcheck.text import fold


class Strength(IntEnum):
    """The steps, weakest first."""

    NONE = 0
    CORRELATION = 1
    HEDGED_CAUSE = 2
    CAUSE = 3


_CORRELATION = re.compile(
    r"\b(?:associat\w+|correlat\w+|relat(?:ed|es|ion|ionship) (?:to|with|between)|related|link(?:ed|s)?|linked|"
    r"predict(?:s|ed|or|ors|ive)?|ties|tied|connect(?:ed|ion)|"
    r"risk factors?|(?:higher|lower|greater|reduced|increased|elevated) (?:risk|odds|likelihood|rates?|chance|levels?|"
    r"prevalence|incidence|mortality|probability)|(?:more|less|most|least|as|twice|times) (?:\w+ )?likely|"
    r"at (?:\w+ )?risk|"
    r"odds|hazard|compared (?:with|to)|than|differ(?:s|ed|ence|ences)?|dose-response|varie[sd]|"
    r"tend(?:s|ed)? to|(?:bio)?markers?|determinants?|indicator|comparable|similar|prognos\w+|inverse(?:ly)?|"
    r"(?:higher|lower|greater|worse|better|poorer|fewer|longer|shorter) (?:\w+ ){0,3}(?:in|among)|"
    r"(?:more|less|most) (?:common|frequent|prevalent|prone)|reflect\w*)\b"
)
_CAUSE = re.compile(
    r"\b(?:caus(?:es|ed|e|ing)|leads? to|led to|leading to|results? in|resulted in|resulting in|due to|because of|"
    r"results? (?:of|from)|consequences? of|effects? (?:of|on)|affect(?:s|ed|ing)?|influenc(?:es|ed|e|ing)|"
    r"improv(?:es|ed|e|ing|ement)|increas(?:es|ed|e|ing)|decreas(?:es|ed|e|ing)|reduc(?:es|ed|e|ing|tion)|"
    r"lower(?:s|ed|ing)|rais(?:es|ed|ing)|prevent(?:s|ed|ing|ion)?|protect(?:s|ed|ing|ive)?|promot(?:es|ed|e|ing)|"
    r"induc(?:es|ed|e|ing)|inhibit(?:s|ed|ing|ion)?|suppress(?:es|ed)?|trigger(?:s|ed|ing)?|produc(?:es|ed|e|ing)|"
    r"enhanc(?:es|ed|e|ing)|boost(?:s|ed|ing)?|impair(?:s|ed)?|worsen(?:s|ed|ing)?|harm(?:s|ed|ful)?"
    r"|damag(?:es|ed|e|ing)|"
    r"treat(?:s|ing)?|cur(?:es|ed|e)|heal(?:s|ed|ing)?|help(?:s|ed|ing)?|benefi(?:t|ts|ted|cial)|effective(?:ly|ness)?|"
    r"effica\w+|contribut(?:es|ed|e|ing) to|mak(?:es|ing)|allow(?:s|ed)?|enabl(?:es|ed)|drives?|driven by|"
    r"alleviat\w+|cuts?|cutting|stops?|slow(?:s|ed|ing)?|delay(?:s|ed|ing)?|develop (?:\w+ ){0,4}from|impact(?:s|ed)?|"
    r"responsible for|role in|can be the result|reaction to|response to|stems? from|arises? from|thanks to|"
    r"reliev\w+|eas(?:es|ed|ing)|do(?:es)? more harm|negative impacts?)\b"
)
_HEDGE = re.compile(
    r"\b(?:may|might|could|can|possibl[ye]|potential(?:ly)?|perhaps|probabl[ye]"
    r"|(?<!more )(?<!less )(?<!\bas )(?<!times )likely to|appears? to|seems? to|"
    r"suggest\w*|"
    r"seems?|appears?|promising|would|should|unclear|preliminary|some people|in some|sometimes|hypothes\w+|"
    r"believed|thought to|"
    r"propos(?:e|es|ed)|possibility|whether)\b"
)
_ADVICE = re.compile(
    r"\b(?:should|ought to|needs? (?:to be|further|more)|need for|"
    r"(?:is|are|be|remains?) (?:needed|required|warranted|necessary|essential|recommended|advised|advisable)|"
    r"(?:further|future|more|additional|larger|prospective|long-term) (?:[\w-]+ ){0,3}"
    r"(?:studies|study|research|investigations?|trials?|evaluations?|work|analys[ie]s|exploration|data)|"
    r"we (?:strongly )?recommend|recommendations?|warrants?|merits?|deserves?|special attention|"
    r"remains? (?:to be|unclear|unknown|uncertain|controversial))\b"
)
_TIE = ("associat", "correlat", "predict", "linked")


@lru_cache(maxsize=4096)
def strength(text: str) -> Strength:
    """Return the step of the strongest relation that ``text`` asserts; advice and calls for research assert none."""
    words = fold(text)
    if not any(tie in words for tie in _TIE) and _ADVICE.search(words):
        return Strength.NONE
    causal = _CAUSE.search(words)
    related = _CORRELATION.search(words)
    if causal and not (related and _weaker_inside(words)):
        # "These data suggest that X improves Y" asserts the cause as plainly as without the first words.
        hedged = any(not words.startswith("suggest", hedge.start()) for hedge in _HEDGE.finditer(words))
        return Strength.HEDGED_CAUSE if hedged else Strength.CAUSE
    return Strength.CORRELATION if related else Strength.NONE


def _weaker_inside(words: str) -> bool:
    """Tell whether the causal-looking words only describe what is associated ("associated with increased risk")."""
    return bool(
        re.search(
            r"\b(?:associat\w+|correlat\w+|predict\w*|linked|link between|related to|relationship|likely to|risk of)\b",
            words,
        )
    )


def is_hedged(text: str) -> bool:
    """Tell whether a hedge stands in ``text``."""
    return _HEDGE.search(fold(text)) is not None


def hedges(text: str) -> list[str]:
    """Return the hedges of ``text``, folded, in order."""
    return _HEDGE.findall(fold(text))


def causal_words(text: str) -> str:
    """Return the first causal wording of ``text``, folded, or an empty string."""
    match = _CAUSE.search(fold(text))
    return match.group() if match else ""
