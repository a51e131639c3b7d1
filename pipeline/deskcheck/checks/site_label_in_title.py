"""Names of web sites that were copied into the title from the browser's title bar."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_LABEL = re.compile(
    r"^(?P<before>[^\W_][\w .&’'-]{1,40}?)\s[»›]\s"
    r"|\s[»›|]\s(?P<after>[\w .&’'-]{2,50})$|\s\|\s(?P<bar>[\w .&’'-]{2,50})$"
)
_HEAD = 200


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the title, or the entry's beginning, holds a site's name behind » or |."""
    found = _LABEL.search(reference.fields.title) or _LABEL.search(_head(reference.printed))
    if found:
        label = next(group for group in found.groups() if group)
        yield Problem(
            message=f"The title of reference {reference.number} holds the site's label “{label.strip()}”.",
            suggestion="Print the page's own title, and the site once, as its source.",
            confidence=0.9,
        )


def _head(printed: str) -> str:
    """Return what stands before the date in brackets or the first full stop: the title, if no author comes first."""
    return re.split(r"\s\((?:\d{4}|n\. ?d)|\.\s", printed[:_HEAD], maxsplit=1)[0].rstrip(".")


RULE = Rule(code="REF115", name="site-label-in-title", severity=Severity.NOTE, about=About.REFERENCE, check=check)
