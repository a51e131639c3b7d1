"""Parts of the file whose words could not be read, and so were not audited."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, RemarkKind, Severity
from deskcheck.settings import Settings


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each part that could not be read."""
    for remark in audit.article.remarks:
        if remark.kind is RemarkKind.UNREAD:
            place = f" ({remark.place})" if remark.place else ""
            yield Problem(
                message=remark.message.removesuffix(".") + place + ".",
                spans=(remark.span,) if remark.span else (),
                suggestion="Audit a copy that holds these words as text, or check them by hand.",
                detail=remark.message,
            )


RULE = Rule(code="ART104", name="unread-content", severity=Severity.WARNING, about=About.ARTICLE, check=check)
