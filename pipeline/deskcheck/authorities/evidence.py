"""What can be held against a claim: the works that were found, the desk's own notes and its copies of the sources."""

from collections.abc import Mapping, Sequence

from deskcheck.authorities import full_texts, page_passages
from deskcheck.authorities.abstracts import Abstract
from deskcheck.authorities.dossier import Dossier
from deskcheck.authorities.page_passages import PageText
from deskcheck.model import Article, Evidence, MatchStatus, Reference, Unchecked


def gather(
    references: Sequence[Reference],
    material: Dossier,
    texts: Mapping[int, Article],
    abstracts: Mapping[int, Abstract],
    pages: Mapping[int, tuple[PageText, Article]],
) -> Mapping[int, tuple[Evidence, ...]]:
    """Return the evidence on each reference by number: its work's title and abstract, notes, full text, its web page.

    Args:
        texts: the sources' full texts by number; one that does not open with the printed title is left out.
        abstracts: abstracts by number of works whose record has none.
        pages: the references' own pages by number, as fetched and as read.
    """
    wrong = set(material.renumbered(tuple(references)))
    found = {}
    for reference in references:
        notes = () if reference.number in wrong else material.evidence(reference.number)
        text = texts.get(reference.number)
        full = full_texts.evidence(reference, text) if text and full_texts.is_of(reference, text) else ()
        page = page_passages.evidence(reference.number, *pages[reference.number]) if reference.number in pages else ()
        found[reference.number] = (*_registered(reference), *_abstract(reference, abstracts), *notes, *full, *page)
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


def _abstract(reference: Reference, abstracts: Mapping[int, Abstract]) -> tuple[Evidence, ...]:
    held = abstracts.get(reference.number)
    if held is None or reference.match is None:
        return ()
    locator = f"abstract of {reference.match.doi} ({held.service})"
    return (Evidence(reference=reference.number, origin="abstract", quote=held.text, locator=locator),)
