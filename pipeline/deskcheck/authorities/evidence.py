"""What can be held against a claim: passages of the works that were found, and the desk's own notes."""

from collections.abc import Mapping, Sequence

from deskcheck.authorities.dossier import Dossier
from deskcheck.model import Evidence, MatchStatus, Reference, Unchecked


def gather(references: Sequence[Reference], material: Dossier) -> Mapping[int, tuple[Evidence, ...]]:
    """Return the evidence on each reference by number: title and abstract of its work, then the notes."""
    wrong = set(material.renumbered(tuple(references)))
    found = {}
    for reference in references:
        notes = () if reference.number in wrong else material.evidence(reference.number)
        found[reference.number] = (*_registered(reference), *notes)
    return found


def unused_notes(references: Sequence[Reference], material: Dossier) -> tuple[Unchecked, ...]:
    """Return the references whose notes were left out, since their recorded title is not the printed one."""
    wrong = set(material.renumbered(tuple(references)))
    reason = "the title recorded in evidence.toml is not the one printed under this number"
    return tuple(Unchecked("notes", reference.id, reason) for reference in references if reference.number in wrong)


def material_of(references: Sequence[Reference], material: Dossier) -> dict[int, str]:
    """Return the words known of each reference's source, those of a renumbered list left out."""
    wrong = set(material.renumbered(tuple(references)))
    return {number: words for number, words in material.material().items() if number not in wrong}


def _registered(reference: Reference) -> tuple[Evidence, ...]:
    match = reference.match
    title = reference.fields.title
    if match is None or match.work is None or match.status is not MatchStatus.MATCHED:
        return (
            (Evidence(reference=reference.number, origin="title", quote=title, locator="as printed"),) if title else ()
        )
    fields, on = match.work.fields, match.work.recorded_on
    locator = f"record {match.doi} ({match.work.authority})"
    pieces = [("title", fields.title), ("abstract", fields.abstract)]
    return tuple(
        Evidence(reference=reference.number, origin=origin, quote=words, locator=locator, checked_on=on)
        for origin, words in pieces
        if words
    )
