"""Two audits of one article side by side, finding by finding; equal fingerprints are the same finding."""

import msgspec

from deskcheck.model import Audit, Finding, State


class Difference(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the findings from one audit to the next.

    Attributes:
        new: only in the later audit.
        fixed: only in the earlier one, and their rules were run again.
        changed: in both, with another message, severity or state; earlier first.
        unchanged: in both.
        not_checked: only in the earlier one, but their rules could not be run this time.
    """

    new: tuple[Finding, ...] = ()
    fixed: tuple[Finding, ...] = ()
    changed: tuple[tuple[Finding, Finding], ...] = ()
    unchanged: tuple[Finding, ...] = ()
    not_checked: tuple[Finding, ...] = ()


def difference(old: Audit, new: Audit) -> Difference:
    """Return how the findings of ``new`` differ from those of ``old``."""
    before = {finding.fingerprint: finding for finding in old.findings}
    after = {finding.fingerprint: finding for finding in new.findings}
    missed = {(unchecked.what, unchecked.subject) for unchecked in new.unchecked}
    gone = [finding for key, finding in before.items() if key not in after]
    both = [(before[key], finding) for key, finding in after.items() if key in before]
    return Difference(
        new=tuple(finding for key, finding in after.items() if key not in before),
        fixed=tuple(finding for finding in gone if (finding.rule, finding.subject.id) not in missed),
        changed=tuple((one, other) for one, other in both if _told(one) != _told(other)),
        unchanged=tuple(other for one, other in both if _told(one) == _told(other)),
        not_checked=tuple(finding for finding in gone if (finding.rule, finding.subject.id) in missed),
    )


def mark_known(audit: Audit, baseline: Audit) -> Audit:
    """Return the audit with the findings of the baseline marked as known, except those that have become graver.

    What was waived in the baseline is not known by that: when its waiver ends, it counts as new.
    """
    before = {
        finding.fingerprint: finding.severity.rank for finding in baseline.findings if finding.state is not State.WAIVED
    }
    findings = tuple(
        msgspec.structs.replace(finding, state=State.KNOWN)
        if finding.state is State.NEW and before.get(finding.fingerprint, 99) <= finding.severity.rank
        else finding
        for finding in audit.findings
    )
    return msgspec.structs.replace(audit, findings=findings)


def _told(finding: Finding) -> tuple[str, str, bool]:
    return (finding.severity, finding.message, finding.state is State.WAIVED)
