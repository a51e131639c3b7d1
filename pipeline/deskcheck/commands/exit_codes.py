"""What audits mean for the shell."""

from collections.abc import Collection

from deskcheck.checks import runner
from deskcheck.errors import ExitCode
from deskcheck.model import Audit, PageStatus, Reference, ReferenceStatus, State
from deskcheck.settings import Settings

# Without references or without claims a file is no article that could be audited.
_HALVES = ("no-references", "no-claims")
# When several articles end differently, the first of these that occurs is the answer to the shell.
_PRECEDENCE = (ExitCode.USAGE, ExitCode.INTERNAL, ExitCode.FINDINGS, ExitCode.INCONCLUSIVE, ExitCode.OK)


def exit_code(audit: Audit, settings: Settings) -> ExitCode:
    """Return what one audit means for the shell."""
    if runner.crashed(audit.findings):
        return ExitCode.INTERNAL
    fail_on = settings.fail_on
    active = (finding for finding in audit.findings if finding.state is State.NEW)
    if fail_on is not None and any(finding.severity.rank <= fail_on.rank for finding in active):
        return ExitCode.FINDINGS
    unknown = sum(map(_is_unknown, audit.references))
    if settings.max_unknown is not None and unknown > settings.max_unknown:
        return ExitCode.INCONCLUSIVE
    return ExitCode.OK


def _is_unknown(reference: Reference) -> bool:
    """Tell whether the lookup of a reference or of its address ended without an answer."""
    page = reference.page is not None and reference.page.status is PageStatus.UNKNOWN
    return page or reference.status is ReferenceStatus.UNKNOWN


def nothing_to_audit(audit: Audit) -> str:
    """Return a line that says which half of an article is missing, its references or its claims; else "".

    The report is complete all the same and holds the finding; one that the desk has waived or knows says nothing.
    """
    missing = [one for one in audit.findings if one.rule in _HALVES and one.state is State.NEW]
    words = " ".join(f"{one.message} {one.suggestion}" for one in missing[:1])
    return f"{audit.article.path}: {words}" if words else ""


def worst(codes: Collection[ExitCode]) -> ExitCode:
    """Return the answer for several articles."""
    return next((code for code in _PRECEDENCE if code in codes), ExitCode.OK)
