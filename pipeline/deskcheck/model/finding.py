"""What a rule found."""

from enum import StrEnum

import msgspec

from deskcheck.model.span import Span
from deskcheck.model.verdict import Evidence


class Severity(StrEnum):
    """How grave a finding is under the policy in force."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for the gravest."""
        return list(Severity).index(self)


class State(StrEnum):
    """How a finding stands to earlier audits and to the desk's decisions."""

    NEW = "new"
    KNOWN = "known"
    WAIVED = "waived"


class Subject(msgspec.Struct, frozen=True):
    """What a finding is about: ``kind`` is article, claim, reference, waiver or run; ``id`` names it."""

    kind: str
    id: str = ""


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """One finding.

    Attributes:
        rule, code: the rule's name (``missing-doi``) and code (``REF101``).
        confidence: 0 to 1, how sure the rule is.
        spans: places in the article, the chief one first; may be empty for the run itself.
        quote: the words of the first span.
        message: one sentence for an editor.
        suggestion: what to do about it.
        fingerprint: survives edits elsewhere, moved lines and renumbered references.
    """

    rule: str
    code: str
    severity: Severity
    confidence: float
    subject: Subject
    message: str
    fingerprint: str = ""
    spans: tuple[Span, ...] = ()
    quote: str = ""
    evidence: tuple[Evidence, ...] = ()
    suggestion: str = ""
    state: State = State.NEW
