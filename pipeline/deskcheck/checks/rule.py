"""What a rule is: a name, a code, a default severity and one function over one subject."""

from collections.abc import Callable, Iterable
from enum import StrEnum
from typing import Any

import msgspec

from deskcheck.model import Audit, Claim, Evidence, Reference, Severity, Span, Waiver
from deskcheck.settings import Settings


class About(StrEnum):
    """What a rule looks at; ``article`` rules see the audit as a whole."""

    ARTICLE = "article"
    REFERENCE = "reference"
    CLAIM = "claim"
    WAIVER = "waiver"


class Need(StrEnum):
    """What must have been done before a rule may be called; else it is recorded as unchecked."""

    LOOKUP = "lookup"
    VERDICT = "verdict"


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """What a rule's function yields.

    Attributes:
        message: one sentence for an editor, without the rule's name.
        spans: places in the article; empty means the whole subject.
        suggestion: what to do about it.
        confidence: 0 to 1.
        severity: only where it differs from the rule's default.
        detail: tells two problems of one rule on one subject apart (a field's name, say).
    """

    message: str
    spans: tuple[Span, ...] = ()
    suggestion: str = ""
    confidence: float = 1.0
    severity: Severity | None = None
    evidence: tuple[Evidence, ...] = ()
    detail: str = ""


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """One rule. Its documentation is the Markdown file beside its module, under the same stem.

    ``check`` is called as ``check(subject, audit, settings)``; the subject is a ``Reference``, a
    ``Claim``, a ``Waiver`` or, for rules about the article, the ``Audit`` itself.
    """

    code: str
    name: str
    severity: Severity
    about: About
    check: Callable[[Any, Audit, Settings], Iterable[Problem]]
    needs: tuple[Need, ...] = ()


Subjects = Reference | Claim | Waiver | Audit
