"""Addresses that are cut, malformed, or fused with other words."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings

_PLACES = (
    (re.compile(r"https?://\S*?https?://(?!web\.archive)", re.I), "two addresses are fused into one"),
    (
        re.compile(
            r"\bhttps?(?:;//|:/(?!/)|//|:\\\\|:(?=www\.))|\b(?:htps?|htttps?|hhttps?|ttps?|hptts?|httpss)://", re.I
        ),
        "its scheme is misspelt",
    ),
    (re.compile(r"https?://(?=\s|$|[.,;)\]]*$)", re.I), "nothing follows its scheme"),
    (re.compile(r"https?://(?:www\.)?[\w-]+(?=/|\s|$)(?!\S*\.)(?!:\d)", re.I), "its host has no domain"),
    (re.compile(r"https?://\S{1,600}(?:\.\.\.|…)(?=\s|$|\))", re.I), "it ends in dots"),
    (
        re.compile(r"(?<=[A-Za-z\d][.,;:)])https?://|(?<=[a-z\d])https?://", re.I),
        "it is fused with the words before it",
    ),
    (re.compile(r"https?://\S{0,600}[^\W\d_]-(?=\.?$)", re.I), "it ends in a hyphen"),
)
_ARCHIVE = re.compile(r"archive\.(?:org|is|today|ph)|proxy|url=|u=|q=", re.I)
_FRAGMENT = re.compile(
    r"(?:retrieved(?: [\w ,]{3,24})?,? from|available (?:from|at)|accessed at)[:\s]*"
    r"(?P<rest>[,;._/-]\S*[\w/]\S*|\S+[_/=]\S*\.(?:aspx?|html?|php|pdf|jsp))$",
    re.I,
)
_HOST = re.compile(r"https?:|www\.|\b[a-z\d-]{2,40}\.(?:[a-z]{2,6})/|doi", re.I)


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for the first thing that is wrong with the printed address."""
    printed = reference.printed
    fragment = _FRAGMENT.search(printed[-300:])
    if fragment and not _HOST.search(fragment["rest"]):
        yield _cut(reference, f"only the fragment “{fragment['rest'][:60]}” is left of it")
        return
    for pattern, what in _PLACES:
        found = pattern.search(printed)
        if found and not _ARCHIVE.search(found.group()):
            yield _cut(reference, what)
            return


def _cut(reference: Reference, what: str) -> Problem:
    return Problem(
        message=f"The address in reference {reference.number} does not work as printed: {what}.",
        suggestion="Copy the address anew from the source, with a blank on either side.",
        confidence=0.7 if "hyphen" in what else 0.95,
    )


RULE = Rule(code="REF106", name="cut-url", severity=Severity.WARNING, about=About.REFERENCE, check=check)
