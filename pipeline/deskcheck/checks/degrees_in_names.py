"""Academic degrees printed among the authors' names."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_HEAD = 240
_PLAIN = (
    r"Ph\.\s?D\.?|PhD|Dr\.\s?P\.?H\.?|DrPH|D\.?Phil\.?|MSc|M\.Sc\.|BSc|B\.Sc\."
    r"|PsyD|Psy\.D\.|EdD|PharmD|MBBS|MBChB|FACP|FRCP\w*|LCSW|MSW"
)
# Two or three capitals may be initials: they count as a degree only behind a written-out name.
_AFTER_NAME = r"M\.D\.|MD|MA|MS|BS|BA|RN|MPH|DO|DDS|DNP|FNP|APRN|NP|PA-C|LMFT|MBA|MEd|RD|RDN|CNM"
_DEGREE = re.compile(
    rf"(?<![\w.])(?:{_PLAIN})(?!\w)"
    rf"|(?:^|;\s?)[A-Z][a-z’'-]+(?:\s[A-Z][a-z]+)?,\s[A-Z][a-z]+(?:\s[A-Z]\.?){{0,2}}\s(?P<one>{_AFTER_NAME})(?=[;.,]|\s\(|$)"
    rf"|(?:^|;\s?|\sand\s)[A-Z][a-z]{{2,}}(?:\s[A-Z]\.)?\s[A-Z][a-z]+,\s(?P<other>{_AFTER_NAME})(?=[,;.)])"
)
_NOT_AUTHORS = re.compile(r"\b(?:dissertation|thesis|diss\.)", re.I)


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem that names the degrees among the authors."""
    if reference.fields.type == "personal_communication":
        return  # An expert's degree tells who was asked.
    head = _authors(reference)
    found = [match["one"] or match["other"] or match.group() for match in _DEGREE.finditer(head)]
    if found and not _NOT_AUTHORS.search(reference.printed[:_HEAD]):
        shown = ", ".join(dict.fromkeys(found))
        yield Problem(
            message=f"Reference {reference.number} prints degrees among its authors ({shown}).",
            suggestion="Print names without degrees and titles.",
            confidence=0.9,
        )


def _authors(reference: Reference) -> str:
    spans = [span for span in reference.field_spans if span.label == "author"]
    if spans:
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        return reference.printed[first : last + 8]
    if not reference.fields.author:
        return ""
    return re.split(r"\(\d{4}|[a-z]{3}\.\s", reference.printed[:_HEAD], maxsplit=1)[0]


RULE = Rule(code="REF117", name="degrees-in-names", severity=Severity.NOTE, about=About.REFERENCE, check=check)
