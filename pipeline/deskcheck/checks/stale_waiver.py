"""Waivers that no longer fit anything."""

from collections.abc import Iterator
from pathlib import PurePath

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Severity, Waiver, WaiverState
from deskcheck.settings import Settings


def check(waiver: Waiver, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the waiver fits no finding although its rule was run."""
    if waiver.state is not WaiverState.STALE:
        return
    place = f"{PurePath(waiver.path).name}:{waiver.line}"
    yield Problem(
        message=f"The waiver of {waiver.rule} by {waiver.person} fits nothing any more ({place}): {waiver.note}.",
        suggestion="Take the waiver out, or mend its scope.",
    )


RULE = Rule(code="POL102", name="stale-waiver", severity=Severity.WARNING, about=About.WAIVER, check=check)
