"""Waivers whose time is over."""

from collections.abc import Iterator
from pathlib import PurePath

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity, Waiver, WaiverState
from deskcheck.settings import Settings


def check(waiver: Waiver, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the waiver has expired; what it covered counts again."""
    if waiver.state is not WaiverState.EXPIRED:
        return
    place = f"{PurePath(waiver.path).name}:{waiver.line}"
    again = f" {len(waiver.findings)} of its findings count again." if waiver.findings else " It covers nothing."
    yield Problem(
        message=f"The waiver of {waiver.rule} by {waiver.person} ended on {waiver.until} ({place}).{again}",
        suggestion="Decide again: mend the article, or renew the waiver with a new date and reason."
        if waiver.findings
        else "Take the waiver out.",
    )


RULE = Rule(code="POL101", name="expired-waiver", severity=Severity.WARNING, about=About.WAIVER, check=check)
