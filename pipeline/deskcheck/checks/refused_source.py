"""Sources that the desk does not accept."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash


def check(reference: Reference, _: Audit, settings: Settings) -> Iterator[Problem]:
    """Yield one problem when the reference's site, container, publisher or group of authors is refused."""
    for entry in settings.refused_sources:
        if _is_from(reference, entry):
            yield Problem(
                message=f"Reference {reference.number} is from “{entry}”, which the desk does not accept as a source.",
                suggestion="Cite what that source itself rests on, or another source.",
                confidence=0.95,
            )
            return


def _is_from(reference: Reference, entry: str) -> bool:
    host = _host(reference.fields.url)
    domain = entry.lower().strip(".")
    if host and "." in domain and (host == domain or host.endswith(f".{domain}")):
        return True
    fields = reference.fields
    groups = (name.literal for name in fields.author)
    wanted = squash(entry)
    return bool(wanted) and any(squash(one) == wanted for one in (fields.container_title, fields.publisher, *groups))


def _host(url: str) -> str:
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""


RULE = Rule(code="POL103", name="refused-source", severity=Severity.WARNING, about=About.REFERENCE, check=check)
