"""DOIs that cannot be DOIs as printed."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_LABELLED = re.compile(r"(?:\bdoi\.org/|\bdoi(?:\s?:\s?|\s(?=10\.)))\s?(?P<rest>\S{0,200}(?:\s\S{1,40})?)", re.I)
_PREFIX = re.compile(r"(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:\s?)?", re.I)
# ISO 26324: directory 10, a registrant of digits, a slash, a suffix.
_SOUND = re.compile(r"10\.\d{4,9}(?:\.\d+)*/[^\s,;.)\]]")
_SPACED = re.compile(r"10\.\d{4,9}(?:\s+/|/\s+[a-z\d])", re.I)


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for the first DOI that is none."""
    for match in _LABELLED.finditer(reference.printed):
        rest = match["rest"]
        given = rest
        for _repeat in range(3):
            given = _PREFIX.sub("", given, count=1)
        if _SOUND.match(given):
            continue
        shown = rest.split(" ")[0].rstrip(".,;") if not _SPACED.match(given) else given
        yield Problem(
            message=f"Reference {reference.number} prints a DOI that cannot be one: “{shown[:80]}”.",
            suggestion="A DOI begins with 10., the registrant's number and a slash: copy it anew from the article.",
        )
        return


RULE = Rule(code="REF107", name="malformed-doi", severity=Severity.WARNING, about=About.REFERENCE, check=check)
