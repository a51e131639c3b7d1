"""Entries that lack what their kind of source needs to be found."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

# Printed ahead of an issue, an article has neither volume nor pages yet.
_AHEAD = re.compile(
    r"in press|forthcoming|ahead of print|epub|advance|online first|early (?:view|access)|submitted|preprint|accepted"
    r"|arxiv|rxiv|https?://|www\.|\bdoi\b|\b\d{1,4}\s?[(:]\s?\w",
    re.I,
)
# "Meadow Press; 2011." is how a book ends.
_IMPRINT = re.compile(r";\s?(?:1[5-9]|20)\d\d\.?$|\b(?:Press|Verlag|Publish\w+|Books|University)\b")
_JOURNAL = re.compile(
    r"\b(?:J|Journal|Rev|Review|Ann|Annals|Arch|Archives|Am|Br|Eur|Int|Bull|Bulletin|Trans|Lancet|Nature|Science|BMJ|JAMA"
    r"|PLoS|PLOS|BMC|Med|Medicine|Quarterly|Letters|Research|Psych\w*|Frontiers|Zeitschrift)\b"
)
_SURE = 0.7


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each part that is missing and was read with some certainty."""
    if reference.confidence < _SURE:
        return
    fields = reference.fields
    located = fields.volume or fields.issue or fields.page or fields.number or fields.doi or fields.url
    unlocated = not located and not _AHEAD.search(reference.printed) and not _IMPRINT.search(reference.printed)
    if fields.type == "article-journal" and unlocated and _JOURNAL.search(fields.container_title):
        yield _missing(reference, "volume, pages or DOI")
    if fields.type == "chapter" and not fields.container_title:
        yield _missing(reference, "title of the book that holds the chapter")
    if fields.type == "thesis" and not fields.publisher:
        yield _missing(reference, "institution that granted the degree")


def _missing(reference: Reference, part: str) -> Problem:
    return Problem(
        message=f"Reference {reference.number} lacks the {part}.",
        suggestion=f"Add the {part}.",
        confidence=reference.confidence,
        detail=part,
    )


RULE = Rule(code="REF103", name="missing-field", severity=Severity.WARNING, about=About.REFERENCE, check=check)
