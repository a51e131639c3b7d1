"""``deskcheck match``: which registered work each reference means, one JSON object a reference, in order."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from deskcheck import authorities, readers
from deskcheck.authorities import Authority
from deskcheck.errors import SettingsError
from deskcheck.model import Match, MatchStatus, Reference

if TYPE_CHECKING:
    from deskcheck.network import Circuit

_AT_ONCE = 50
_PARSED_AT_ONCE = 1000


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for.

    Attributes:
        paths: articles, reference lists or bibliography files.
        lines: every line of the files is one reference.
        index: path of a local index, or None.
        crossref: address of a Crossref REST server, "" for Crossref itself, None for no live lookups.
        dossier: folder with records, or None.
        mailto: address for Crossref's polite pool.
        offline: answer from the cache alone.
        cache: folder of the lookup cache, or None for the user's own.
    """

    paths: tuple[Path, ...]
    lines: bool = False
    index: Path | None = None
    crossref: str | None = None
    dossier: Path | None = None
    mailto: str = ""
    offline: bool = False
    cache: Path | None = None


def run(request: Request) -> Iterator[str]:
    """Yield one line of JSON a reference: number, printed words, status, DOI, probability, comparison and so on.

    Raises:
        UserError: nothing to look up in was named, or a file cannot be read.
    """
    sources = opened(request)
    if not sources:
        raise SettingsError("nothing to look up in", remedy="Name one of --dossier, --index or --online.")
    for batch in batched(references(request), _AT_ONCE):
        authorities.prepare(batch, sources)
        for reference in batch:
            yield line(authorities.resolved(reference, sources))


def opened(request: Request, circuit: "Circuit | None" = None) -> tuple[Authority, ...]:
    """Open the sources named, in the order they are asked: dossier, index, Crossref.

    Args:
        circuit: what the run knows of the network.
    """
    found: list[Authority] = []
    if request.dossier is not None:
        from deskcheck.authorities.dossier import Dossier  # noqa: PLC0415

        found.append(Dossier.open(request.dossier))
    if request.index is not None:
        from deskcheck.authorities.index import Index  # noqa: PLC0415

        found.append(Index.open(request.index))
    if request.crossref is not None:
        from deskcheck.authorities.crossref import Crossref  # noqa: PLC0415

        found.append(
            Crossref.open(
                request.crossref, mailto=request.mailto, cache=request.cache, offline=request.offline, circuit=circuit
            )
        )
    return tuple(found)


def references(request: Request) -> Iterator[Reference]:
    """Yield the references of every file in order."""
    from deskcheck.commands.references import read_any  # noqa: PLC0415 - an audit opens sources of records without it

    for path in request.paths:
        if request.lines:
            yield from from_lines(readers.load(path))
        else:
            yield from read_any(path)[0]


def from_lines(data: bytes) -> Iterator[Reference]:
    """Yield one parsed reference for each line; a blank line keeps its number and is an empty reference."""
    from deskcheck.extractors.references.listing import lines_of  # noqa: PLC0415 - as above
    from deskcheck.extractors.references.parse import parse_all  # noqa: PLC0415

    lines = [text.strip() for text in lines_of(data)]
    for start in range(0, len(lines), _PARSED_AT_ONCE):
        window = lines[start : start + _PARSED_AT_ONCE]
        for number, (printed, read) in enumerate(zip(window, parse_all(window), strict=True), start=start + 1):
            if printed:
                fields, sure = read.fields, read.confidence
                yield Reference(id=str(number), number=number, printed=printed, fields=fields, confidence=sure)
            else:
                yield Reference(id=str(number), number=number, printed="")


def batched(items: Iterable[Reference], size: int) -> Iterator[Sequence[Reference]]:
    """Yield the references in lists of ``size``, so that DOIs can be asked for together."""
    batch: list[Reference] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch


def line(reference: Reference) -> str:
    """Return the answer for one reference as a line of JSON."""
    match = reference.match or Match(status=MatchStatus.UNKNOWN)
    work = match.work
    answer: dict[str, Any] = {
        "number": reference.number,
        "printed": reference.printed,
        "status": match.status,
        "doi": match.doi,
        "probability": match.probability,
        "reason": match.reason,
        "comparison": match.comparison,
        "notices": reference.notices,
        "candidates": match.candidates,
        "authority": work.authority if work else "",
        "recorded_on": work.recorded_on if work else "",
    }
    return msgspec.json.encode(answer).decode() + "\n"
