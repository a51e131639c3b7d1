"""Abstracts that Crossref does not have, from the services that an editor switches on.

A service is a module with its ``ADDRESS``, how many DOIs it takes ``AT_ONCE``, the characters it cannot take in a DOI
(``UNFIT``), whether it wants the user's address (``MAILTO``), and two pure functions: ``request(dois)``, the path and
parameters that ask for some DOIs, and ``read(answer)``, the abstracts in what was answered by DOI. Everything else,
waiting, caching, faults and the proof that an answer is for the DOI asked for, is done here once.
"""

from collections.abc import Iterator, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from types import ModuleType

import msgspec

from deskcheck.authorities.records import plain_abstract
from deskcheck.cache import Cache, default_path
from deskcheck.errors import SettingsError
from deskcheck.model import MatchStatus, Reference, Source, Unchecked
from deskcheck.network import SCHEMES, Circuit, Door, Fault

SERVICES = {"europe-pmc": "europe_pmc", "openalex": "openalex", "semantic-scholar": "semantic_scholar"}
"""Services by the name used with ``--abstracts``, in no order: the editor's order is the one asked in."""
LONGEST = 60_000
"""Characters of an abstract that are kept; real ones have about 2,000."""


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
        circuit: Circuit | None = None,
    ) -> "Abstracts":
        """Return the services named; ``NAME=URL`` asks another server that speaks the same interface.

        Raises:
            SettingsError: there is no such service, or the address is none.
        """
        kept = Cache(cache / "answers.sqlite" if cache else default_path()) if names else Cache(None)
        services = [Service.open(name, mailto, kept, offline=offline, circuit=circuit) for name in names]
        return cls(services)

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
            try:
                for doi, text in service.abstracts([doi for doi in wanted.values() if doi not in found]):
                    found[doi] = Abstract(text, service.name)
            except Fault as fault:
                failed.append(Unchecked("abstracts", service.name, fault.reason))
        self.unchecked = tuple(failed)
        return {number: found[doi] for number, doi in wanted.items() if doi in found}

    def sources(self) -> tuple[Source, ...]:
        """Return the services that were drawn on."""
        return tuple(Source(service.name, "abstracts", "", service.url, service.given) for service in self._services)


class Service:
    """One service behind the common interface.

    Args:
        module: how it is asked and read.
        url: address of the server, without a final slash.
    """

    def __init__(self, name: str, module: ModuleType, url: str, door: Door, cache: Cache) -> None:
        self.name, self.url, self.door = name, url.rstrip("/"), door
        self.given = 0
        self._module = module
        self._cache = cache

    @classmethod
    def open(
        cls, named: str, mailto: str, cache: Cache, *, offline: bool = False, circuit: Circuit | None = None
    ) -> "Service":
        """Return the service ``NAME`` or ``NAME=URL``."""
        name, _, url = named.partition("=")
        if name not in SERVICES:
            known = ", ".join(SERVICES)
            raise SettingsError(f"there is no service '{name}'", where="--abstracts", remedy=f"Use {known}.")
        if url and ("://" not in url or url.split("://")[0] not in SCHEMES):
            raise SettingsError(f"'{url}' is no address", where="--abstracts", remedy="Write NAME=https://HOST.")
        module = import_module(f"deskcheck.authorities.abstracts.{SERVICES[name]}")
        door = Door(mailto=mailto, trusted=url, tries=2, patience=10.0, offline=offline, circuit=circuit)
        return cls(name, module, url or module.ADDRESS, door, cache)

    def abstracts(self, dois: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Yield DOI and abstract of those that the service has one for.

        Raises:
            Fault: the service gave no answer, or one that makes no sense; what came before it is kept.
        """
        missing = []
        for doi in dict.fromkeys(dois):
            kept = self._cache.get("abstract", f"{self.name} {self.url} {doi}", any_age=self.door.offline)
            if kept is None and not set(doi) & set(self._module.UNFIT):
                missing.append(doi)
            elif kept:
                self.given += 1
                yield doi, kept.decode(errors="replace")
        for start in range(0, len(missing), self._module.AT_ONCE):
            batch = missing[start : start + self._module.AT_ONCE]
            texts = self._asked(batch)
            self._cache.put_all(
                "abstract", [(f"{self.name} {self.url} {doi}", texts.get(doi, "").encode()) for doi in batch]
            )
            self.given += len(texts)
            yield from texts.items()

    def _asked(self, dois: Sequence[str]) -> dict[str, str]:
        path, params = self._module.request(dois)
        polite = {"mailto": self.door.mailto} if self.door.mailto and self._module.MAILTO else {}
        answer = self.door.get(f"{self.url}{path}", {**params, **polite})
        if answer.status == 404:
            return {}
        if answer.status != 200:
            raise Fault(f"{self.name} answered {answer.status}")
        try:
            found: Mapping[str, str] = self._module.read(msgspec.json.decode(answer.body))
        except (msgspec.DecodeError, RecursionError, AttributeError, TypeError, KeyError, ValueError):
            raise Fault(f"{self.name} answered something that is no list of works") from None
        asked = set(dois)
        cleaned = {doi: plain_abstract(text[:LONGEST]) for doi, text in found.items() if doi in asked and text}
        return {doi: text for doi, text in cleaned.items() if text.strip()}
