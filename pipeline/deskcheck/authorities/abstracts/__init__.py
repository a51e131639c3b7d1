"""Abstracts that Crossref does not have, from the services that an editor switches on.

A service is a module with its ``ADDRESS``, how many DOIs it takes ``AT_ONCE``, the characters it cannot take in a DOI
(``UNFIT``), whether it wants the user's address (``MAILTO``), and two pure functions: ``request(dois)``, the path and
parameters that ask for some DOIs, and ``read(answer)``, the abstracts in what was answered by DOI. One that knows the
DOIs of PubMed numbers has ``request_numbers`` and ``read_numbers`` likewise. Everything else, waiting, caching, faults
and the proof that an answer is for what was asked for, is done once, in ``service``.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from deskcheck.model import MatchStatus, Reference, Source, Unchecked

if TYPE_CHECKING:
    from deskcheck.authorities.abstracts.service import Service
    from deskcheck.network import Circuit

SERVICES = {"europe-pmc": "europe_pmc", "openalex": "openalex", "semantic-scholar": "semantic_scholar"}
"""Services by the name used with ``--abstracts``, in no order: the editor's order is the one asked in."""


class Abstract(msgspec.Struct, frozen=True):
    """An abstract and the service that gave it."""

    text: str
    service: str


class Abstracts:
    """The services asked, one after the other, for what the ones before did not have.

    Attributes:
        unchecked: services that failed, and why, after ``fetch``.
    """

    def __init__(self, services: Sequence["Service"] = ()) -> None:
        self._services = tuple(services)
        self.unchecked: tuple[Unchecked, ...] = ()

    @classmethod
    def open(
        cls,
        names: Sequence[str],
        *,
        mailto: str = "",
        cache: Path | None = None,
        offline: bool = False,
        circuit: "Circuit | None" = None,
    ) -> "Abstracts":
        """Return the services named; ``NAME=URL`` asks another server that speaks the same interface.

        Raises:
            SettingsError: there is no such service, or the address is none.
        """
        if not names:
            return cls()
        from deskcheck.authorities.abstracts.service import Service  # noqa: PLC0415 - most audits ask no service
        from deskcheck.cache import Cache, default_path  # noqa: PLC0415

        kept = Cache(cache / "answers.sqlite" if cache else default_path())
        return cls([Service.open(name, mailto, kept, offline=offline, circuit=circuit) for name in names])

    def fetch(self, references: Sequence[Reference]) -> dict[int, Abstract]:
        """Return the abstracts by reference number, of the references whose work is known and has none of its own."""
        wanted = {
            reference.number: reference.match.doi
            for reference in references
            if reference.match is not None
            and reference.match.status is MatchStatus.MATCHED
            and reference.match.doi
            and not (reference.match.work and reference.match.work.fields.abstract)
        }
        found: dict[str, Abstract] = {}
        failed = []
        for service in self._services:
            left = [doi for doi in wanted.values() if doi not in found]
            found |= {doi: Abstract(text, service.name) for doi, text in service.abstracts(left)}
            if service.fault:
                failed.append(Unchecked("abstracts", service.name, service.fault))
        self.unchecked = tuple(failed)
        return {number: found[doi] for number, doi in wanted.items() if doi in found}

    def dois(self, references: Sequence[Reference]) -> dict[int, str]:
        """Return, by reference number, the DOIs of the references that only a PubMed number or a PMCID names."""
        if not self._services:
            return {}
        from deskcheck.authorities.matching import by_number_alone  # noqa: PLC0415 - most audits ask no service

        wanted = {
            reference.number: reference.fields.pmid or reference.fields.pmcid
            for reference in references
            if by_number_alone(reference)
        }
        found: dict[str, str] = {}
        for service in self._services:
            found |= service.dois([number for number in wanted.values() if number not in found])
        return {place: found[number] for place, number in wanted.items() if number in found}

    def sources(self) -> tuple[Source, ...]:
        """Return the services that were drawn on."""
        return tuple(Source(service.name, "abstracts", "", service.url, service.given) for service in self._services)
