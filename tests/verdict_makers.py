"""Builders of records for the tests of the judges."""

import datetime

from deskcheck.model import (
    Article,
    Claim,
    ClaimKind,
    CslDate,
    CslItem,
    Evidence,
    Importance,
    Link,
    LinkKind,
    Reference,
    Span,
)
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))


def claim(text, kind=ClaimKind.FINDING, links=(1,), suggested=(), start=0):
    ties = [Link(number, LinkKind.MARKER, "", 0.9) for number in links]
    ties += [Link(number, LinkKind.TOPIC, "", 0.3, suggested=True) for number in suggested]
    return Claim(
        id="c",
        span=Span(start, start + len(text)),
        quote=text,
        statement=text,
        kind=kind,
        worth=0.8,
        importance=Importance.HIGH,
        references=tuple(ties),
    )


def reference(number=1, year=2022, **fields):
    issued = CslDate(((year,),)) if year else None
    known = {name: fields.pop(name) for name in ("notices", "match") if name in fields}
    item = CslItem(title=fields.pop("title", "Sleep and recall"), issued=issued, **fields)
    return Reference(id=f"r{number}", number=number, printed=f"Harlow, T. ({year}).", fields=item, **known)


def note(text, number=1, locator="abstract, results"):
    return Evidence(reference=number, origin="note", quote=text, locator=locator, checked_by="desk")


def abstract(text, number=1):
    return Evidence(reference=number, origin="abstract", quote=text)


def title(text, number=1):
    return Evidence(reference=number, origin="title", quote=text)


def article(text="Sleep matters.", heading="Sleep"):
    return Article(path="a.md", format="markdown", title=heading, text=text)
