"""Addresses looked at: does one answer, is it still about the cited thing, is there an archived copy.

A single bad sign makes an address ``suspect``. It is ``broken`` after failures on three days, each three days or more
after the one before, or, where a run insists (CI), after three tries of one run and no archived copy. A site that does
not let us look is ``blocked``; a fault of the network is ``unknown`` and leaves no trace. A DOI is asked at its
registry, never at a publisher's page.
"""

import datetime
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlsplit

import msgspec
from msgspec.structs import replace

from deskcheck.authorities.archive import SERVICE as ARCHIVE
from deskcheck.authorities.archive import Archive
from deskcheck.authorities.handles import SERVICE as REGISTRY
from deskcheck.authorities.handles import Handles
from deskcheck.authorities.identifiers import doi_readings
from deskcheck.authorities.page_passages import PageText
from deskcheck.authorities.pages.addresses import address_of, doi_of, registered
from deskcheck.authorities.pages.history import ENOUGH, History
from deskcheck.authorities.pages.texts import Texts
from deskcheck.authorities.pages.visiting import GONE, Visit, visit
from deskcheck.cache import Cache, default_path
from deskcheck.errors import SettingsError
from deskcheck.model import (
    ArchivedCopy,
    Article,
    Audit,
    PageCheck,
    PageStatus,
    Reference,
    ReferenceStatus,
    Source,
    Unchecked,
)
from deskcheck.network import SCHEMES, Circuit, Door, Fault, FaultKind

AT_ONCE = 8
"""Sites looked at side by side; the pages of one site are asked for one after the other."""
PAUSES = (10.0, 20.0)
"""Seconds before the second and the third try of a run that insists."""
_GAP = 1.0
_STATUSES = {PageStatus.BROKEN: ReferenceStatus.BROKEN, PageStatus.BLOCKED: ReferenceStatus.BLOCKED}


class Pages:
    """Looks at the addresses of references.

    Args:
        door: opens the pages.
        cache: keeps what was seen of pages that are well, and when others failed.
        today: the day that failures are counted on.
        insist: try what is gone three times in this run.
    """

    name = "pages"

    def __init__(
        self,
        door: Door,
        cache: Cache,
        handles: Handles,
        archive: Archive,
        *,
        today: datetime.date,
        insist: bool = False,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.door, self._cache, self._handles, self._archive = door, cache, handles, archive
        self._today, self._insist, self._sleep = today, insist, sleep
        self._history = History(cache, today)
        self._texts = Texts(cache)
        self._by_links = False

    @classmethod
    def open(
        cls,
        *,
        today: datetime.date,
        mailto: str = "",
        cache: Path | None = None,
        offline: bool = False,
        insist: bool = False,
        archive: str = "",
        registry: str = "",
        circuit: Circuit | None = None,
    ) -> "Pages":
        """Return it with the Internet Archive and doi.org, or with servers that speak their interfaces.

        Raises:
            SettingsError: an address is none.
        """
        for url, option in ((archive, "--archive"), (registry, "--doi-registry")):
            if url and ("://" not in url or url.split("://")[0] not in SCHEMES):
                raise SettingsError(f"'{url}' is no address", where=option, remedy="Write https://HOST.")
        kept = Cache(cache / "answers.sqlite" if cache else default_path())
        shared = circuit or Circuit()

        def door(trusted: str, timeout: float) -> Door:
            return Door(
                mailto=mailto, offline=offline, trusted=trusted, timeout=timeout, tries=2, patience=8.0, gap=_GAP,
                circuit=shared,
            )  # fmt: skip

        return cls(
            door("", 8.0),
            kept,
            Handles(registry or REGISTRY, door(registry, 10.0), kept),
            Archive(archive or ARCHIVE, door(archive, 10.0), kept),
            today=today,
            insist=insist,
        )

    def check(self, audit: Audit) -> Audit:
        """Return the audit with what was seen at the addresses of its references, and what was not."""
        checked = self.look(audit.references, audit.article)
        references = tuple(_with(reference, checked.get(reference.number)) for reference in audit.references)
        unchecked = tuple(
            Unchecked(what, reference.id, reason)
            for reference in references
            if reference.page is not None
            for what, reason in _left_open(reference.page)
        )
        source = Source(self.name, "web pages", self._today.isoformat(), "", len(checked))
        sources = (*audit.sources, source) if checked else audit.sources
        return replace(audit, references=references, sources=sources, unchecked=(*audit.unchecked, *unchecked))

    def look(self, references: Sequence[Reference], article: Article) -> dict[int, PageCheck]:
        """Return what came of the address of each reference that has one, by the reference's number."""
        self._texts = Texts(self._cache)
        self._by_links = article.cites_by_links
        addressed = [(reference, address_of(reference, article)) for reference in references]
        addressed = [(reference, address) for reference, address in addressed if address]
        found = dict(self._side_by_side(addressed))
        if self._insist:
            self._insisted(addressed, found)
        return {number: self._settled(check) for number, check in found.items()}

    def texts(self) -> dict[int, PageText]:
        """Return, by number, the texts of the pages last looked at that are beyond doubt the ones cited."""
        return self._texts.all()

    def _side_by_side(self, addressed: Sequence[tuple[Reference, str]]) -> Iterable[tuple[int, PageCheck]]:
        sites: dict[str, list[tuple[Reference, str]]] = {}
        for reference, address in addressed:
            sites.setdefault(_host(address), []).append((reference, address))

        def one_site(cited: list[tuple[Reference, str]]) -> list[tuple[int, PageCheck]]:
            return [(reference.number, self._one(reference, address)) for reference, address in cited]

        if not sites:
            return
        with ThreadPoolExecutor(max_workers=min(AT_ONCE, len(sites))) as workers:
            for done in workers.map(one_site, sites.values()):
                yield from done

    def _one(self, reference: Reference, address: str) -> PageCheck:
        doi = doi_of(address, reference)
        try:
            if doi:
                return self._asked_registry(reference, address, doi)
            return self._kept(reference, address) or self._visited(reference, address)
        except Fault as fault:
            return self._faulty(address, fault)

    def _asked_registry(self, reference: Reference, address: str, doi: str) -> PageCheck:
        today = self._today.isoformat()
        if registered(reference, doi):
            return PageCheck(address=address, status=PageStatus.OK, checked_on=today, registry="crossref")
        has = any(self._handles.has(reading) for reading in doi_readings(doi))
        return PageCheck(
            address=address,
            status=PageStatus.OK if has else PageStatus.NOT_FOUND,
            reason="" if has else f"{doi} is not registered as a DOI",
            checked_on=today,
            registry=self._handles.name,
        )

    def _visited(self, reference: Reference, address: str) -> PageCheck:
        seen = visit(self.door, address, reference.fields.title, reference.printed, by_address=self._by_links)
        check = self._check(address, seen)
        if seen.status is PageStatus.OK:
            key = _key(reference, address)
            self._cache.put("page", key, msgspec.json.encode(check))
            self._texts.keep(reference.number, key, seen.text, check)
            self._history.answered(address)
        return check

    def _check(self, address: str, seen: Visit) -> PageCheck:
        failed_on = self._history.failed(address) if seen.code in GONE else ()
        return PageCheck(
            address=address,
            status=PageStatus.BROKEN if len(failed_on) >= ENOUGH else seen.status,
            reason=seen.reason,
            final=seen.final,
            title=seen.title,
            checked_on=self._today.isoformat(),
            failed_on=failed_on,
        )

    def _faulty(self, address: str, fault: Fault) -> PageCheck:
        """A fault of the world: unknown, but for a name that is unknown again and again while others answer."""
        status = PageStatus.UNKNOWN
        if fault.kind is FaultKind.FORBIDDEN or fault.status == 429:
            status = PageStatus.BLOCKED
        elif fault.kind is FaultKind.OFFLINE:
            status = PageStatus.SKIPPED
        failed_on: tuple[str, ...] = ()
        if fault.kind is FaultKind.NAME and self.door.circuit.answered:
            failed_on = self._history.failed(address)
            status = PageStatus.BROKEN if len(failed_on) >= ENOUGH else status
        reason = fault.reason if fault.kind is not FaultKind.FORBIDDEN else f"not opened: {fault.reason}"
        return PageCheck(
            address=address, status=status, reason=reason, checked_on=self._today.isoformat(), failed_on=failed_on
        )

    def _insisted(self, addressed: Sequence[tuple[Reference, str]], found: dict[int, PageCheck]) -> None:
        """Try twice more what is gone; what stays gone and was never archived is broken."""
        left = [pair for pair in addressed if found[pair[0].number].failed_on and _is_suspect(found[pair[0].number])]
        for pause in PAUSES:
            if not left:
                return
            self._sleep(pause)
            found.update(self._side_by_side(left))
            left = [pair for pair in left if found[pair[0].number].failed_on and _is_suspect(found[pair[0].number])]
        for reference, address in left:
            copy = self._copy(address)
            status = PageStatus.BROKEN if copy.status is PageStatus.NOT_FOUND else PageStatus.SUSPECT
            found[reference.number] = replace(found[reference.number], status=status, archive=copy)

    def _settled(self, check: PageCheck) -> PageCheck:
        """Return the check with its archived copy."""
        asked = check.archive.status is not PageStatus.SKIPPED
        if (
            asked
            or check.registry
            or check.status is PageStatus.SKIPPED
            or _host(check.address).endswith("archive.org")
        ):
            return check
        if check.status is PageStatus.BLOCKED and check.reason.startswith("not opened"):
            # An address inside a house is nobody's business, the archive's neither.
            return check
        return replace(check, archive=self._copy(check.address))

    def _copy(self, address: str) -> ArchivedCopy:
        try:
            return self._archive.copy(address, self._today)
        except Fault as fault:
            return ArchivedCopy(status=PageStatus.UNKNOWN, reason=fault.reason)

    def _kept(self, reference: Reference, address: str) -> PageCheck | None:
        kept = self._cache.get("page", _key(reference, address), any_age=self.door.offline)
        try:
            check = msgspec.json.decode(kept, type=PageCheck) if kept else None
        except (msgspec.DecodeError, UnicodeDecodeError):
            return None
        if check is None or (check.address, check.status) != (address, PageStatus.OK):
            return None
        self._texts.recall(reference.number, _key(reference, address), check, any_age=self.door.offline)
        return check


def _with(reference: Reference, check: PageCheck | None) -> Reference:
    """Return the reference with its page; one that no registry lists has the page's status where that is certain."""
    if check is None:
        return reference
    status = reference.status
    if status is ReferenceStatus.NOT_APPLICABLE:
        status = _STATUSES.get(check.status, status)
    return replace(reference, page=check, status=status)


def _left_open(check: PageCheck) -> Iterable[tuple[str, str]]:
    if check.status in (PageStatus.BLOCKED, PageStatus.UNKNOWN, PageStatus.SKIPPED):
        yield "address", check.reason
    if check.archive.status is PageStatus.UNKNOWN:
        yield "archived copy", check.archive.reason


def _is_suspect(check: PageCheck) -> bool:
    return check.status is PageStatus.SUSPECT


def _key(reference: Reference, address: str) -> str:
    return f"{address} {reference.id}"


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
