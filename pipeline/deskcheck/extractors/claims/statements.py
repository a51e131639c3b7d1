"""A claim on its own: the quote, or a rewriting where the text shows what a pronoun or "the study" stands for."""

import re

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import Signals
from deskcheck.model import BlockKind

_NOUNS = "study|survey|trial|review|meta-analysis|analysis|paper|report"
_NOUN = re.compile(rf"\b(?:{_NOUNS})\b")
_STUDY = re.compile(rf"\b(?P<the>the|this|that) (?P<noun>{_NOUNS})\b(?! (?:of|on|by|in|from|published)\b)", re.I)
_NAMED_STUDY = re.compile(
    rf"\b(?:a|an|one) (?P<before>(?:[\w’'-]+ ){{0,5}}?)(?P<noun>{_NOUNS})\b"
    r"(?P<after> (?:of|on|in|from|by|published in) [^,.;:()]{3,60}?"
    r"(?=[,.;:(]| (?:found|showed|suggests?|reported|shows|that|which)\b))?",
    re.I,
)
_PRONOUN = re.compile(
    r"^(?:(?:But|And|So|However,|Also,|Instead,|In addition,) )?(It|They|He|She|These|This)(?= (?:is"
    r"|are|was|were|can|could|may|might|has|have|had|does|do|will|would|also|often|sometimes|usually)\b)"
)
_SUBJECT = re.compile(
    r"^(?:(?:But|And|So|However|Also|Instead),? )?((?:[^\s,;:.]+ ){1,7}?)(?=(?:is|are|was|were|can"
    r"|could|may|might|has|have|had|will|would|isn['’]t|aren['’]t|"
    r"doesn['’]t|don['’]t|received|refers|means|occurs|includes?|causes?|affects?)\b)"
)
_PLURAL = re.compile(r"(?:[^s]s|people|children|men|women|data|teeth)$|\band\b", re.I)
_MARKUP = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_JOINT = re.compile(r"(?:and|but|yet|while|whereas) (?=\w)")
_NOT_SUBJECT = frozenset(
    "it they he she this these that those there if when while some many in on at for during after"
    " before you we i".split()
)


def study_named(words: str) -> str:
    """Return the study that a sentence introduces, without its article ("2016 study on sleep"), or ""."""
    match = _NAMED_STUDY.search(words)
    if match is None or not (match["before"] or match["after"]):
        return ""
    return " ".join(f"{match['before']}{match['noun']}{match['after'] or ''}".split())


def statement(candidate: Candidate, signals: Signals, study: str = "") -> str:
    """Return the self-contained statement of a candidate; equal to its words when nothing was rewritten.

    ``study`` is the study that a sentence shortly before introduced.
    """
    words = _whole(candidate.words)
    if candidate.heads and (signals.fragment or not words.rstrip(")*_ ").endswith((".", "!", "?"))):
        return f"{', '.join(map(_plain, candidate.heads))}: {_plain(words)}"
    again = _STUDY.search(words) if study else None
    if again and again["noun"].lower() == _NOUN.findall(study.lower())[0]:
        return f"{words[: again.start()]}{again['the']} {study}{words[again.end() :]}"
    lead_in = candidate.context[-1] if candidate.context and candidate.context[-1].rstrip("*_ ").endswith(":") else ""
    if candidate.kind is BlockKind.LIST_ITEM and lead_in and candidate.opens and signals.fragment:
        return f"{_plain(lead_in).rstrip()} {_plain(words)}"
    pronoun = _PRONOUN.match(words)
    if pronoun and candidate.before and not candidate.opens:
        subject = _subject(candidate.before, pronoun[1])
        if subject:
            return words[: pronoun.start(1)] + subject + words[pronoun.end(1) :]
    return words


def _whole(words: str) -> str:
    """Return a clause of a parted sentence as a sentence: "but it helps" becomes "It helps"."""
    joint = _JOINT.match(words)
    if joint:
        words = words[joint.end()].upper() + words[joint.end() + 1 :]
    return f"{words[:-1]}." if words.endswith((",", ";")) else words


def _plain(words: str) -> str:
    return " ".join(_MARKUP.sub("", words).split())


def _subject(sentence: str, pronoun: str) -> str:
    """Return the subject of ``sentence`` when ``pronoun`` can stand for it, else the empty string."""
    match = _SUBJECT.match(_plain(sentence))
    if match is None:
        return ""
    subject = match[1].strip()
    if subject.split()[0].lower() in _NOT_SUBJECT or pronoun in ("This", "These"):
        return ""
    named = subject.istitle() and len(subject.split()) <= 4
    if pronoun in ("He", "She"):
        return subject if named else ""
    if bool(_PLURAL.search(subject)) != (pronoun == "They"):
        return ""
    return subject
