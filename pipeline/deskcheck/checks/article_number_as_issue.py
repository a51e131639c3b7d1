"""Article numbers printed in brackets, where the issue belongs."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_ADDRESS = re.compile(r"(?<!\S)\S*(?:://|10\.\d{4,9}/)\S*")
# A volume with a bracket of five and more digits, or of letters and digits as publishers number articles.
_NUMBER = re.compile(r"(?<![\d.])\d{1,4}\s?\((?P<number>\d{5,8}|[eE]\d{3,8}|[A-Z]{1,4}\d{4,9}|[Aa]rticle\s\d{2,8})\)")
# Pages after the bracket show that it holds an issue, as weekly journals count them through: "402(10404), 786–797".
_PAGES = re.compile(r"\s?[,:;.]\s?(?:pp?\.\s?)?[A-Za-z]?(?:\d{1,3}\b|\d{4,6}\s?[-–—]\s?\w)")


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the issue is in truth an article number."""
    printed = _ADDRESS.sub(" ", reference.printed)
    found = _NUMBER.search(printed)
    if found and not _PAGES.match(printed, found.end()):
        yield Problem(
            message=f"Reference {reference.number} prints the article number {found['number']} as if it were an issue.",
            suggestion=f"Print it after the volume: “{found.group().split('(')[0].strip()}, {found['number']}”.",
            confidence=0.95,
        )


RULE = Rule(
    code="REF116", name="article-number-as-issue", severity=Severity.WARNING, about=About.REFERENCE, check=check
)
