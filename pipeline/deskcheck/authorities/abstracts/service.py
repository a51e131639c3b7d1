"""One service for abstracts behind the interface that all share."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import import_module
from types import ModuleType
from typing import Any

import msgspec

from deskcheck.authorities.abstracts import SERVICES
from deskcheck.authorities.records import plain_abstract
from deskcheck.cache import Cache
from deskcheck.errors import SettingsError
from deskcheck.network import SCHEMES, Circuit, Door, Fault

DOI = re.compile(r"10\.\d{4,9}/\S{1,200}")
LONGEST = 60_000
"""Characters of an abstract that are kept; real ones have about 2,000."""


class Service:
    """One service behind the common interface.

    Args:
        module: how it is asked and read.
        url: address of the server, without a final slash.

    Attributes:
        fault: why it stopped answering, or "".
    """

    def __init__(self, name: str, module: ModuleType, url: str, door: Door, cache: Cache) -> None:
        self.name, self.url, self.door = name, url.rstrip("/"), door
        self.given = 0
        self.fault = ""
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
        """Yield DOI and abstract of those that the service has one for, until it fails: see ``fault``."""
        try:
            yield from self._abstracts(dois)
        except Fault as fault:
            self.fault = fault.reason

    def _abstracts(self, dois: Sequence[str]) -> Iterator[tuple[str, str]]:
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

    def dois(self, numbers: Sequence[str]) -> dict[str, str]:
        """Return the DOIs of PubMed numbers and PMCIDs, of those that the service has one for; see ``fault``."""
        found: dict[str, str] = {}
        if not hasattr(self._module, "request_numbers"):
            return found
        missing = []
        for number in dict.fromkeys(numbers):
            kept = self._cache.get("number", f"{self.name} {self.url} {number}", any_age=self.door.offline)
            if kept is None:
                missing.append(number)
            elif kept:
                found[number] = kept.decode(errors="replace")
        try:
            for start in range(0, len(missing), self._module.AT_ONCE):
                batch = missing[start : start + self._module.AT_ONCE]
                told = self._read(self._module.request_numbers(batch), self._module.read_numbers)
                told = {number: doi for number, doi in told.items() if number in batch and DOI.fullmatch(doi)}
                self._cache.put_all(
                    "number", [(f"{self.name} {self.url} {number}", told.get(number, "").encode()) for number in batch]
                )
                found |= told
        except Fault as fault:
            self.fault = fault.reason
        return found

    def _asked(self, dois: Sequence[str]) -> dict[str, str]:
        found = self._read(self._module.request(dois), self._module.read)
        asked = set(dois)
        cleaned = {doi: plain_abstract(text[:LONGEST]) for doi, text in found.items() if doi in asked and text}
        return {doi: text for doi, text in cleaned.items() if text.strip()}

    def _read(self, request: tuple[str, dict[str, str]], read: Callable[[Any], Mapping[str, str]]) -> Mapping[str, str]:
        """Return what the service answers, read; nothing where it has nothing.

        Raises:
            Fault: no answer, or one that makes no sense.
        """
        path, params = request
        polite = {"mailto": self.door.mailto} if self.door.mailto and self._module.MAILTO else {}
        answer = self.door.get(f"{self.url}{path}", {**params, **polite})
        if answer.status == 404:
            return {}
        if answer.status != 200:
            raise Fault(f"{self.name} answered {answer.status}")
        try:
            return read(msgspec.json.decode(answer.body))
        except (msgspec.DecodeError, RecursionError, AttributeError, TypeError, KeyError, ValueError):
            raise Fault(f"{self.name} answered something that is no list of works") from None
