"""Sources that were asked and not published: experts named with their office, interviews, posts.

Fact-checking desks and health portals list them among their sources.
"""

import re

from deskcheck.extractors.references.parse import dates, names
from deskcheck.model import CslItem, FieldSpan

_LETTERS = (
    "M D|D O|Ph D|Psy D|Ed D|Sc D|Dr P H|D D S|D M D|D V M|Pharm D|R D|R D N|R N|N P|M P H|M S|M Sc|M S W|J D|B M|B S"
    "|B Sc|B A|M A|PA-C|LCSW|LMFT|FAAD|FACP|FACOG"
)
# With or without their full stops: "MD" and "M.D.".
_DEGREES = _LETTERS.replace(" ", r"\.?").replace("|", r"\.?|") + r"\.?"
_HOUSES = r"(?:University|Hospital|Clinic|College|Institute|School|Center|Centre|Department)"
_EXPERT = re.compile(
    rf"\W{{0,2}}(?:Dr\.? |Prof\.? )?(?P<name>[A-Z][\w’'-]+(?: (?:[A-Z]\.|[a-z]{{2,3}}|[A-Z][\w’'-]+)){{1,3}})"
    rf",? (?:{_DEGREES})(?:, (?:{_DEGREES})){{0,4}}[,;] (?P<note>"
    rf"(?:[a-z]|(?=[^\d\"“”:/]*\b{_HOUSES}\b)|Director|Professor|Chair|Chief|Head|Dean|Fellow"
    r"|Co-|Assistant|Associate|Clinical|Medical|President|Founder|Spokes)[^\d\"“”:/]{3,220}?)\.?\s*"
)
_INTERVIEW = re.compile(
    r"\A\W{0,2}(?:(?:e-?mail|phone|telephone|video|personal|zoom|in-person|author) )?interviews? with\b", re.I
)
_TOLD = re.compile(
    r"\A\W{0,2}(?:e-?mails?|phone calls?|statements?|correspondence"
    r"|(?:e-?mail|phone|text) (?:exchange|conversation|correspondence|statement|message)s?) (?:with|from|to)\b"
    r"|\bpersonal (?:communication|interview|correspondence)\b|\(expert opinion\)"
    r"|\A\W{0,2}(?:in|from) an? (?:\w+ ){0,2}(?:interview|conversation|e-?mail|call) (?:with|to|from)"
    r" (?:me|us|the author)\b",
    re.I,
)
_POST = re.compile(
    r"\A\W{0,2}(?:Instagram|Facebook|Twitter|X|TikTok|YouTube|Reddit|Telegram|LinkedIn|Threads|Truth Social)"
    r"(?: (?:posts?|videos?|threads?|reels?))?,"
)
_WITH = (
    r"\W{0,2}(?P<title>(?i:(?:(?:e-?mails?|phone|telephone|video|zoom|text|in-person|personal|author)[ -]?)?"
    r"(?:interviews?|exchanges?|conversations?|correspondence|statements?|messages?|calls?|comments?)? ?"
    r"(?:with|from|to)) "
)
_SPOKEN = re.compile(
    rf"{_WITH}(?:(?:Dr|Prof)\.? )?[A-Z][\w’'-]+(?: (?:[A-Z]\.|[a-z]{{2,3}}|[A-Z][\w’'-]+)){{1,3}})"
    r"(?:, (?P<note>[^\d\"“”:/]{3,220}?))?"
    r"(?:, (?P<date>(?:[A-Z][a-z]{2,8}\.? \d{1,2}, |\d{1,2} [A-Z][a-z]{2,8}\.? )(?:19|20)\d\d))?\.?\s*"
)
_LONGEST = 400
_CUES = ("interview", "mail", "communication", "correspondence", "statement", "phone", "text ", "opinion")


def anyone(text: str) -> tuple[CslItem, tuple[FieldSpan, ...]] | None:
    """Return what an entry says of a person asked, where it says nothing else, and where its fields stand."""
    return (_expert(text) or _spoken(text)) if len(text) <= _LONGEST else None


def _spoken(text: str) -> tuple[CslItem, tuple[FieldSpan, ...]] | None:
    """Return an interview or a message, "Email interview with Mia Ash, epidemiologist at Rest, Oct. 28, 2026"."""
    low = text.casefold()
    found = _SPOKEN.fullmatch(text) if " with " in low or " from " in low or " to " in low else None
    spoken = kind(text) if found else ""
    if found is None or not spoken or not (found["date"] or found["note"]):
        return None
    issued = dates.parse(found["date"] or "")
    item = CslItem(type=spoken, title=found["title"], note=found["note"] or "", issued=issued)
    labels = [label for label in ("title", "note", "date") if found[label]]
    return item, tuple(FieldSpan(label, *found.span(label)) for label in labels)


def _expert(text: str) -> tuple[CslItem, tuple[FieldSpan, ...]] | None:
    """Return the person that an entry names with degree and office and nothing else, and where both stand."""
    found = _EXPERT.fullmatch(text)
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
