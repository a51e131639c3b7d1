"""Bibliographic items in CSL-JSON's own terms.

Field names and meaning: the CSL-JSON schema, ``csl-data.json`` of the Citation Style Language
project, version 1.0.2. Python names use underscores; JSON uses CSL's names (``container-title``,
``DOI``).
"""

import msgspec

UNPUBLISHED = frozenset({"interview", "personal_communication", "post"})
"""Types of what was said or sent: it has no publisher's title, and no registry holds it."""
LEGAL = frozenset({"legal_case", "legislation"})
"""Types of laws and of courts' decisions: no registry of works holds them, and they do not age as studies do."""


class CslName(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A CSL name: a person by ``family`` and ``given``, or an organisation by ``literal``."""

    family: str = ""
    given: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""
    literal: str = ""

    def shown(self) -> str:
        """Return the name as a reader expects it: ``von Känel, R.`` or the literal."""
        if self.literal:
            return self.literal
        family = " ".join(filter(None, (self.dropping_particle, self.non_dropping_particle, self.family)))
        return ", ".join(filter(None, (family, self.given, self.suffix)))


class CslDate(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """A CSL date: up to two lists of year, month, day, or ``literal`` where no date is given (``n.d.``)."""

    date_parts: tuple[tuple[int, ...], ...] = ()
    literal: str = ""

    @property
    def year(self) -> int | None:
        """The first year, or None."""
        return self.date_parts[0][0] if self.date_parts and self.date_parts[0] else None

    def shown(self) -> str:
        """Return the date as ``2022-04-04``, ``2022``, or its literal."""
        if not self.date_parts or not self.date_parts[0]:
            return self.literal
        year, *rest = self.date_parts[0]
        return "-".join([f"{year:04d}", *(f"{part:02d}" for part in rest)])


class CslItem(
    msgspec.Struct,
    frozen=True,
    omit_defaults=True,
    rename={
        "container_title": "container-title",
        "container_title_short": "container-title-short",
        "collection_title": "collection-title",
        "publisher_place": "publisher-place",
        "doi": "DOI",
        "url": "URL",
        "pmid": "PMID",
        "pmcid": "PMCID",
        "isbn": "ISBN",
        "issn": "ISSN",
    },
):
    """One bibliographic item. Empty values mean "not printed" or "not registered".

    ``number`` holds an article number, or that of a patent, a standard or a law, ``section`` that of a code's section;
    ``archive_location`` an arXiv identifier (with ``archive`` ``arXiv``), as CSL has no field of its own for either.
    """

    id: str = ""
    type: str = ""
    title: str = ""
    author: tuple[CslName, ...] = ()
    editor: tuple[CslName, ...] = ()
    translator: tuple[CslName, ...] = ()
    container_title: str = ""
    container_title_short: str = ""
    collection_title: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    number: str = ""
    section: str = ""
    issued: CslDate | None = None
    accessed: CslDate | None = None
    publisher: str = ""
    publisher_place: str = ""
    edition: str = ""
    genre: str = ""
    medium: str = ""
    note: str = ""
    doi: str = ""
    pmid: str = ""
    pmcid: str = ""
    isbn: str = ""
    issn: str = ""
    archive: str = ""
    archive_location: str = ""
    url: str = ""
    abstract: str = ""
    language: str = ""

    @property
    def year(self) -> int | None:
        """The year of ``issued``, or None."""
        return self.issued.year if self.issued else None
