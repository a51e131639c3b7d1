"""Live Crossref: references matched against the answers of its REST API, or of a server that speaks it.

Queries are put together by habanero, which knows the names of Crossref's parameters, filters and fields and
checks them before sending; its requests are carried by ``network``, since habanero itself neither waits,
tries again, follows redirects nor reads the rate limits. A single DOI goes past habanero, which pastes it
into the address as it is: ``#`` or ``?`` in a DOI would fetch another record.
Basis: Crossref REST API documentation (works route, filters, ``select``, polite pool, rate-limit headers).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

import msgspec

from deskcheck.authorities.crossref_queries import ask
from deskcheck.authorities.identifiers import doi_readings, without_identifiers
from deskcheck.authorities.matching import Printed, Ranked, decide, pointed_at, printed, rank, unsearchable
from deskcheck.authorities.records import work_from_crossref
from deskcheck.cache import Cache, default_path
from deskcheck.errors import SettingsError
from deskcheck.model import Match, MatchStatus, Reference, Source, Work
from deskcheck.network import SCHEMES, Circuit, Door, Fault
from deskcheck.text import squash

SERVICE = "https://api.crossref.org"
AT_ONCE = 40
ROWS = 6
LONGEST_QUERY = 600
READS_LIKE = 0.5


class Crossref:
    """The service as an authority; a fault of the network ends as ``unknown`` with its reason.

    Args:
        url: address of the server, without a final slash.
        door: makes the requests.
        cache: keeps the answers.
    """

    name = "crossref"

    def __init__(self, url: str, door: Door, cache: Cache) -> None:
        self.url = url.rstrip("/")
        self.door = door
        self.cache = cache
        self._works: dict[str, Work | None] = {}
        self._searches: dict[str, tuple[Work, ...]] = {}
        self._failed: dict[str, Fault] = {}

    @classmethod
    def open(
        cls,
        url: str = "",
        *,
        mailto: str = "",
        cache: Path | None = None,
        offline: bool = False,
        circuit: Circuit | None = None,
    ) -> "Crossref":
        """Return Crossref itself, or the server at ``url``, which may then be a private one.

        Offline, only answers kept from earlier runs are given, of whatever age.

        Raises:
            SettingsError: the address is none.
        """
        address = url or SERVICE
        if address.split("://")[0] not in SCHEMES or "://" not in address:
            raise SettingsError(f"'{address}' is no address", where="--crossref", remedy=f"Give one such as {SERVICE}.")
        door = Door(mailto=mailto, offline=offline, trusted=url, tries=3, patience=30.0, circuit=circuit)
        return cls(address, door, Cache(cache / "answers.sqlite" if cache else default_path()))

    def prepare(self, references: Sequence[Reference]) -> None:
        """Ask for everything the references need: printed DOIs together, then the searches."""
        ours = [printed(reference) for reference in references]
        self._fetch(reading for one in ours for doi in one.dois for reading in doi_readings(doi))
        queries = [
            _query(one)
            for reference, one in zip(references, ours, strict=True)
            if not self._settled_by_doi(reference, one) and (one.dois or not unsearchable(reference))
        ]
        wanted = [query for query in dict.fromkeys(queries) if query and not self._known_search(query)]
        # One list query at a time, whatever concurrency the service states: searches are its dearest requests.
        for query in wanted:
            try:
                self._search(query)
            except Fault as fault:
                self._failed[query] = fault

    def look_up(self, reference: Reference) -> Match:
        """Match the reference against Crossref's records."""
        ours = printed(reference)
        if not ours.dois and unsearchable(reference):
            return decide(reference, ours, [])
        try:
            pointed = self._pointed(ours)
            ranked = rank(ours, pointed)
            if not _settled(reference, ours, ranked):
                ranked = rank(ours, _once((*pointed, *self._search(_query(ours)))))
        except Fault as fault:
            return Match(status=MatchStatus.UNKNOWN, reason=fault.reason)
        return self._answered(reference, ours, ranked, absent=bool(ours.dois) and not pointed)

    def sources(self) -> tuple[Source, ...]:
        """Return the service as a body of data, with the day of the oldest record used."""
        held = [work for work in self._works.values() if work is not None]
        as_of = min((work.recorded_on for work in held if work.recorded_on), default="")
        return (Source("crossref", "registry service", as_of, self.url, len(held)),)

    def _answered(self, reference: Reference, ours: Printed, ranked: Ranked, *, absent: bool) -> Match:
        match = decide(reference, ours, ranked)
        if absent and match.status is MatchStatus.NOT_FOUND:
            reason = f"Crossref has no DOI {ours.dois[0]} (another agency may), and no indexed work fits"
            return msgspec.structs.replace(match, reason=reason)
        return match

    def _settled_by_doi(self, reference: Reference, ours: Printed) -> bool:
        try:
            return _settled(reference, ours, rank(ours, self._pointed(ours)))
        except Fault:
            return True

    def _pointed(self, ours: Printed) -> tuple[Work, ...]:
        """The records of the printed DOIs, the first reading of each that is registered."""
        found = []
        for doi in ours.dois:
            for reading in doi_readings(doi):
                work = self._work(reading)
                if work is not None:
                    found.append(work)
                    break
        return tuple(found)

    def _work(self, doi: str) -> Work | None:
        """The record of a DOI; None when Crossref has none."""
        if doi in self._works:
            return self._works[doi]
        kept = self._kept(doi)
        if kept is not None:
            return self._hold(doi, kept)
        if doi in self._failed:
            raise self._failed[doi]
        try:
            return self._asked(doi)
        except Fault as fault:
            self._failed[doi] = fault
            raise

    def _asked(self, doi: str) -> Work | None:
        answer = self.door.get(f"{self.url}/works/{quote(doi, safe='')}", self._polite())
        # Crossref says so in plain words; a page that says 404 comes from something in between.
        if answer.status == 404 and "html" not in answer.headers.get("content-type", ""):
            self.cache.put("absent", self._key(doi), b"{}")
            return self._hold(doi, {})
        message = _message(answer.body) if answer.status == 200 else None
        if message is None:
            raise Fault(f"Crossref answered {answer.status} without a record")
        registered = str(message.get("DOI", "")).lower()
        if registered != doi and not answer.redirected:
            raise Fault("Crossref answered with the record of another DOI")
        # A DOI that was merged into another keeps its own name beside the record.
        kept = message if registered == doi else {"asked": doi, "message": message}
        self.cache.put("record", self._key(doi), msgspec.json.encode(kept))
        return self._hold(doi, message)

    def _fetch(self, dois: Iterable[str]) -> None:
        """Ask for many DOIs in few requests; what a filter cannot carry, or does not return, is left to single ones."""
        wanted = []
        for doi in dict.fromkeys(dois):
            if doi in self._works:
                continue
            kept = self._kept(doi)
            if kept is not None:
                self._hold(doi, kept)
            elif _fits_a_filter(doi):
                wanted.append(doi)
        if self.door.offline:
            return
        for start in range(0, len(wanted), AT_ONCE):
            batch = wanted[start : start + AT_ONCE]
            if len(batch) < 2:
                return
            try:
                items = ask(self.door, self.url, self.door.mailto, filter={"doi": list(batch)}, limit=len(batch))
            except Fault:
                return
            asked = set(batch)
            got = {doi: item for item in items if (doi := str(item.get("DOI", "")).lower()) in asked}
            self.cache.put_all("record", ((self._key(doi), msgspec.json.encode(item)) for doi, item in got.items()))
            for doi, item in got.items():
                self._hold(doi, item)

    def _search(self, query: str) -> tuple[Work, ...]:
        """The works that Crossref's own search puts first for the words of a reference."""
        if not query:
            return ()
        if not self._known_search(query):
            if query in self._failed:
                raise self._failed[query]
            items = ask(self.door, self.url, self.door.mailto, query_bibliographic=query, limit=ROWS)
            self.cache.put("search", self._key(squash(query)), msgspec.json.encode(items))
            self._searches[query] = tuple(_works(items))
        return self._searches[query]

    def _known_search(self, query: str) -> bool:
        if query not in self._searches:
            kept = self.cache.get("search", self._key(squash(query)), any_age=self.door.offline)
            items = _decoded(kept) if kept is not None else None
            if isinstance(items, list):
                self._searches[query] = tuple(_works(items))
        return query in self._searches

    def _kept(self, doi: str) -> Mapping[str, Any] | None:
        """The record kept for a DOI, {} where it is known that there is none; None also for the record of another."""
        kept = self.cache.get("record", self._key(doi), any_age=self.door.offline)
        if kept is not None:
            message, whole = _message(kept), _decoded(kept)
            asked = whole.get("asked") if isinstance(whole, dict) else None
            return message if message and doi in (str(message.get("DOI", "")).lower(), asked) else None
        return {} if self.cache.get("absent", self._key(doi), any_age=self.door.offline) is not None else None

    def _key(self, name: str) -> str:
        """The name under which an answer is kept: another server's answers are never taken for Crossref's."""
        return name if self.url == SERVICE else f"{self.url} {name}"

    def _hold(self, doi: str, message: Mapping[str, Any]) -> Work | None:
        work = work_from_crossref(message) if message else None
        self._works[doi] = work
        return work

    def _polite(self) -> dict[str, str]:
        return {"mailto": self.door.mailto} if self.door.mailto else {}


def _settled(reference: Reference, ours: Printed, ranked: Ranked) -> bool:
    """Tell whether the records of the printed DOIs leave nothing to search for."""
    return any(one.probability >= READS_LIKE for one, _ in ranked) or pointed_at(reference, ours, ranked)


def _query(ours: Printed) -> str:
    """The words to search for: the reference without identifiers, addresses and remarks on retrieval."""
    text = without_identifiers(ours.raw)
    for mark in ("Retrieved from", "Available from", "Available at", "Accessed"):
        text = text.split(mark)[0]
    return " ".join(text.split())[:LONGEST_QUERY]


def _fits_a_filter(doi: str) -> bool:
    """Tell whether a DOI can stand in a filter, where a comma would end it."""
    return "," not in doi and len(doi) <= 150


def _decoded(body: bytes) -> Any:
    try:
        return msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return None


def _message(body: bytes) -> Mapping[str, Any] | None:
    found = _decoded(body)
    if isinstance(found, dict) and isinstance(found.get("message"), dict):
        found = found["message"]
    return found if isinstance(found, dict) else None


def _works(items: object) -> Iterator[Work]:
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            work = work_from_crossref(item)
            if work.fields.doi:
                yield work


def _once(works: Iterable[Work]) -> tuple[Work, ...]:
    return tuple({work.fields.doi: work for work in works}.values())
