"""Databases and platforms printed where the journal's name belongs."""

import re
from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash

_PLATFORMS = (
    "ScienceDirect", "Science Direct", "PubMed", "PubMed Central", "PMC", "MEDLINE", "NCBI", "NCBI Bookshelf",
    "Europe PMC", "Wiley Online Library", "SpringerLink", "Springer Link", "JSTOR", "ResearchGate",
    "Research Gate", "Academia.edu", "Semantic Scholar", "Google Scholar", "Taylor & Francis Online",
    "SAGE Journals", "Sage Journals Online", "APA PsycNet", "PsycNET", "PsycINFO", "PsycARTICLES", "EBSCOhost",
    "ProQuest", "Scopus", "Web of Science", "IEEE Xplore", "Project MUSE", "Oxford Academic", "Cambridge Core",
    "BioMed Central", "HighWire", "Ingenta", "IngentaConnect", "Karger Publishers", "Liebert Online",
    "ACM Digital Library", "CINAHL", "ERIC", "SSRN Electronic Library", "National Library of Medicine",
    "U.S. National Library of Medicine", "Ovid", "OvidSP", "Scientific Research Publishing", "DOAJ", "Mendeley",
    "Zenodo",
)  # fmt: skip
_KNOWN = {squash(name): name for name in reversed(_PLATFORMS)}
# "ScienceDirect, 122(105338)": the place of a journal, wherever the entry was cut into fields.
_IN_PLACE = re.compile(
    r"(?<=[.?!”\"] )(?P<name>"
    + "|".join(re.escape(name) for name in sorted(_PLATFORMS, key=len, reverse=True))
    + r")[,.;]?\s\d{1,4}\s?[(,:;]"
)


def check(reference: Reference, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem when the container of an article is a platform."""
    fields = reference.fields
    name = _KNOWN.get(squash(fields.container_title)) if fields.type != "webpage" or fields.volume else None
    if name is None:
        found = _IN_PLACE.search(reference.printed)
        name = found["name"] if found else None
    if name is not None and fields.type not in ("book", "dataset", "software", "report", "chapter"):
        yield Problem(
            message=f"Reference {reference.number} names {name} as the journal; it is a platform.",
            suggestion="Print the journal's own name.",
            confidence=0.9,
        )


RULE = Rule(code="REF113", name="platform-as-journal", severity=Severity.WARNING, about=About.REFERENCE, check=check)
