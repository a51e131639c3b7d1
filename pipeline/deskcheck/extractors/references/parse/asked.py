"""Sources that were asked and not published: experts named with their office, interviews, posts.

Fact-checking desks and health portals list them among their sources.
"""

import re

from deskcheck.extractors.references.parse import names
from deskcheck.model import CslItem, FieldSpan

_DEGREES = (
    r"(?:MD|M\.D\.|DO|PhD|Ph\.D\.|PsyD|EdD|ScD|DrPH|DDS|DMD|DVM|PharmD|RDN?|RN|NP|PA-C|MPH|MSc?|MSW|LCSW|LMFT|JD|FAAD"
    r"|FACP|FACOG)"
)
_EXPERT = re.compile(
    rf"\W{{0,2}}(?:Dr\.? |Prof\.? )?(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[a-z]{{2,3}}|[A-Z][\w’'-]+)){{1,3}})"
    rf",? {_DEGREES}(?:, {_DEGREES}){{0,4}}[,;] (?P<note>(?:[a-z]|Director|Professor|Chair|Chief|Head|Dean|Fellow"
    r"|Co-|Assistant|Associate|Clinical|Medical|President|Founder|Spokes)[^\d\"“”:/]{3,220}?)\.?\s*"
)
_INTERVIEW = re.compile(
    r"\A\W{0,2}(?:(?:e-?mail|phone|telephone|video|personal|zoom|in-person|author) )?interviews? with\b", re.I
)
_TOLD = re.compile(
    r"\A\W{0,2}(?:e-?mails?|phone calls?|statements?|correspondence"
    r"|(?:e-?mail|phone|text) (?:exchange|conversation|correspondence|statement|message)s?) (?:with|from|to)\b"
    r"|\bpersonal (?:communication|interview|correspondence)\b|\(expert opinion\)",
    re.I,
)
_POST = re.compile(
    r"\A\W{0,2}(?:Instagram|Facebook|Twitter|X|TikTok|YouTube|Reddit|Telegram|LinkedIn|Threads|Truth Social)"
    r"(?: (?:posts?|videos?|threads?|reels?))?,"
)
_CUES = ("interview", "mail", "communication", "correspondence", "statement", "phone", "text ", "opinion")


def expert(text: str) -> tuple[CslItem, tuple[FieldSpan, ...]] | None:
    """Return the person that an entry names with degree and office and nothing else, and where both stand."""
    found = _EXPERT.fullmatch(text[:400]) if len(text) <= 400 else None
    if found is None:
        return None
    item = CslItem(type="personal_communication", author=names.parse(found["name"]), note=found["note"])
    return item, (FieldSpan("author", *found.span("name")), FieldSpan("note", *found.span("note")))


def kind(text: str) -> str:
    """Return the CSL type of an interview, a message or a post by how the entry begins, else nothing."""
    if _POST.match(text):
        return "post"
    low = text.casefold()
    if not any(cue in low for cue in _CUES):
        return ""
    if _INTERVIEW.match(text):
        return "interview"
    return "personal_communication" if _TOLD.search(text) else ""
