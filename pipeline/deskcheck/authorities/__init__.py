"""Reference → what an authority registered for it.

An authority answers ``look_up`` with a ``Match``. A fault of the world (a service down, a rate limit)
becomes the status ``unknown`` with its reason, never an error and never a verdict.
"""

from collections.abc import Iterable, Sequence
from typing import Protocol, runtime_checkable

from msgspec.structs import replace

from deskcheck.authorities.notices import merged
from deskcheck.model import Audit, Match, MatchStatus, Notice, Reference, ReferenceStatus, Source
from deskcheck.settings import Settings


class Authority(Protocol):
    """A source of works: the dossier, a local index or Crossref itself."""

    name: str

    def look_up(self, reference: Reference) -> Match:
        """Return what the authority knows of the reference."""

    def sources(self) -> tuple[Source, ...]:
        """Return the bodies of data that were drawn on."""


@runtime_checkable
class Preparing(Protocol):
    """An authority that can fetch many works in one request."""

    def prepare(self, references: Sequence[Reference]) -> None:
        """Fetch what the references will need."""


@runtime_checkable
class Notifying(Protocol):
    """An authority with notices about works whose records it need not hold."""

    def notices_about(self, doi: str) -> Iterable[Notice]:
        """Return the notices that concern the work with this DOI."""


_SETTLED = (MatchStatus.MATCHED, MatchStatus.AMBIGUOUS, MatchStatus.NOT_APPLICABLE)
_STATUSES = {
    MatchStatus.AMBIGUOUS: ReferenceStatus.UNKNOWN,
    MatchStatus.NOT_FOUND: ReferenceStatus.NOT_FOUND,
    MatchStatus.NOT_APPLICABLE: ReferenceStatus.NOT_APPLICABLE,
    MatchStatus.UNKNOWN: ReferenceStatus.UNKNOWN,
}


def resolve(audit: Audit, sources: Sequence[Authority], settings: Settings) -> Audit:
    """Look every reference up in ``sources`` by turns, until one settles it; the settings say which, in what order."""
    sources = allowed(sources, settings)
    prepare(audit.references, sources)
    references = tuple(resolved(reference, sources) for reference in audit.references)
    return replace(audit, references=references)


def allowed(sources: Sequence[Authority], settings: Settings) -> tuple[Authority, ...]:
    """Return the sources that the desk lets be asked, in the desk's order."""
    return tuple(source for name in settings.services for source in sources if source.name == name)


def prepare(references: Sequence[Reference], sources: Sequence[Authority]) -> None:
    """Let each source fetch together what it will be asked one by one; a source asks for what those before it lack."""
    left: Sequence[Reference] = references
    for source in sources:
        if isinstance(source, Preparing):
            source.prepare(left)
        elif len(sources) > 1:
            left = [one for one in left if source.look_up(one).status not in _SETTLED]


def resolved(reference: Reference, sources: Sequence[Authority]) -> Reference:
    """Return the reference with its match, notices and status filled in."""
    match = look_up(reference, sources)
    return replace(reference, match=match, notices=_notices(match, sources), status=status_of(match))


def _notices(match: Match, sources: Sequence[Authority]) -> tuple[Notice, ...]:
    """What is known against a matched work, from its record and from every table of notices at hand."""
    if match.work is None or match.status is not MatchStatus.MATCHED:
        return ()
    further = [
        notice for one in sources if isinstance(one, Notifying) for notice in one.notices_about(match.work.fields.doi)
    ]
    return merged((*match.work.notices, *further)) if further else match.work.notices


def look_up(reference: Reference, sources: Sequence[Authority]) -> Match:
    """Return the first settled answer; else the most telling unsettled one (not found before unknown)."""
    best: Match | None = None
    for source in sources:
        answer = source.look_up(reference)
        if answer.status in _SETTLED:
            return answer
        if best is None or answer.status is MatchStatus.NOT_FOUND:
            best = answer
    return best or Match(status=MatchStatus.UNKNOWN, reason="not looked up: no authority was asked")


def status_of(match: Match) -> ReferenceStatus:
    """Return the reference's status: ``mismatch`` when the work is known but a field of it is printed wrongly."""
    if match.status is MatchStatus.MATCHED:
        wrong = any(field.result == "different" for field in match.comparison)
        return ReferenceStatus.MISMATCH if wrong else ReferenceStatus.OK
    if match.status is MatchStatus.NOT_FOUND and match.work is not None:
        return ReferenceStatus.MISMATCH
    return _STATUSES[match.status]
