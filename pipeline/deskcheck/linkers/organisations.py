"""Organisations and people that a claim names, against the names that a reference prints."""

import re

from deskcheck.model import Reference
from deskcheck.text import fold, squash

_SMALL = r"(?:of|for|and|the|on|in|&|de|del|la|las|los|el|y|e|da|do|das|dos|du|des|et|di|della|für|und|der|van|voor|en)"
_NAMED = re.compile(rf"[A-Z][\w’'-]{{0,30}}(?:(?: {_SMALL}){{0,2}} [A-Z][\w’'-]{{0,30}}){{1,9}}")
_ACRONYM = re.compile(r"\b(?=[A-Za-z]*[A-Z][A-Za-z]*[A-Z])[A-Z][A-Za-z]{1,9}\b")
_CAPITAL = re.compile(r"\b[A-Z]")
_LEADING = re.compile(
    r"^(?:(?:According|The|A|In|For|As|But|And|However|Both|From|Since|While|When|Some|Dr|Retrieved"
    r"|Available|Published|Updated) (?:to |by )?(?:the )?)+"
)
_SURNAME = re.compile(r"\b[^\W\d_a-z][\w’'-]{2,}")


def keys(text: str) -> dict[str, str]:
    """Return the keys of the organisations that ``text`` names → the words that name them.

    A name of several capitalised words has two keys: its letters alone and its initials, so that
    "American Academy of Child and Adolescent Psychiatry" meets "AACAP".
    """
    found: dict[str, str] = {}
    for match in _NAMED.finditer(text):
        name = _LEADING.sub("", match.group())
        initials = "".join(_CAPITAL.findall(name)).lower()
        if len(initials) >= 2:
            found.setdefault(squash(name), name)
        if len(initials) >= 3:
            found.setdefault(initials, name)
    for match in _ACRONYM.finditer(text):
        if len(match.group()) >= 3:
            found.setdefault(match.group().lower().removesuffix("s"), match.group())
    return found


def reference_keys(reference: Reference) -> dict[str, str]:
    """Return the organisation keys of a reference; the words of its title are left out."""
    fields = reference.fields
    found: dict[str, str] = {}
    for name in (*(author.literal for author in fields.author), fields.publisher, fields.container_title):
        if not name:
            continue
        found.setdefault(squash(name), name)
        found.update(keys(name))
        initials = "".join(_CAPITAL.findall(name)).lower()
        if len(initials) >= 3:
            found.setdefault(initials, name)
    outside = reference.printed.replace(fields.title, " | ") if fields.title else reference.printed
    own = keys(outside)
    people = {squash(author.family) for author in fields.author if author.family}
    found.update({key: name for key, name in own.items() if not any(person and person in key for person in people)})
    return {key: name for key, name in found.items() if len(key) >= 3}


def families(reference: Reference, *, leading: bool = False) -> set[str]:
    """Return the folded family names of a reference's authors, or of the first of them alone."""
    authors = reference.fields.author[:1] if leading else reference.fields.author
    return {fold(author.family).split()[-1] for author in authors if len(author.family) > 2}


def surnames(text: str, *, opening: bool = False) -> set[str]:
    """Return the folded capitalised words of ``text``, the first word apart unless ``opening``; no possessives."""
    return {
        fold(match.group()).removesuffix("'s").removesuffix("’s")
        for match in _SURNAME.finditer(text)
        if match.start() > 0 or opening
    }
