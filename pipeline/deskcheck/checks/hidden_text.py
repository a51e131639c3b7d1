"""Words and characters of the file that its readers cannot see."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, RemarkKind, Severity
from deskcheck.settings import Settings

_KINDS = (RemarkKind.HIDDEN_TEXT, RemarkKind.INVISIBLE_CHARACTERS)


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each stretch of hidden text and each sort of invisible character."""
    for remark in audit.article.remarks:
        if remark.kind in _KINDS:
            place = f" ({remark.place})" if remark.place else ""
            yield Problem(
                message=remark.message.removesuffix(".") + place + ".",
                spans=(remark.span,) if remark.span else (),
                suggestion="Take it out, or make it visible.",
                detail=remark.message,
            )


RULE = Rule(code="ART103", name="hidden-text", severity=Severity.WARNING, about=About.ARTICLE, check=check)
