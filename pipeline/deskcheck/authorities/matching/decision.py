"""From scored works to one answer: matched, ambiguous, not found or not applicable."""

from collections.abc import Iterable, Sequence

from deskcheck.authorities.matching.compare import compare
from deskcheck.authorities.matching.printed import Printed, outside_registries, printed
from deskcheck.authorities.matching.registered import registered
from deskcheck.authorities.matching.score import Scored, score
from deskcheck.model import Candidate, Match, MatchStatus, Reference, Work

THRESHOLD = 0.5
AMBIGUOUS_RATIO = 0.25
IDENTIFIED = 0.05
WORTH_SHOWING = 0.02
SHOWN = 5


def match(reference: Reference, works: Sequence[Work]) -> Match:
    """Return which of ``works`` the reference means.

    A printed DOI raises the chance of the work that bears it but decides nothing: the record must read
    like the reference, else the status is ``not_found`` and the comparison shows what the DOI points to.
    """
    return decide(reference, printed(reference), works)


def decide(reference: Reference, ours: Printed, works: Iterable[Work]) -> Match:
    """``match`` for a reference that has been made ready before."""
    ranked = rank(ours, works)
    chosen = _chosen(ours, ranked)
    candidates = tuple(
        Candidate(work.fields.doi, work.fields.title, round(one.probability, 4))
        for one, work in ranked
        if one.probability >= WORTH_SHOWING and (chosen is None or work is not chosen[1])
    )[:SHOWN]
    if chosen is None:
        return _unmatched(reference, ours, ranked, candidates)
    best, work = chosen
    rivals = [one for one, other in ranked if other is not work and _rivals(best, one)]
    comparison = compare(reference, ours, work, best.registered)
    if rivals:
        return Match(
            status=MatchStatus.AMBIGUOUS,
            probability=best.probability,
            candidates=(Candidate(work.fields.doi, work.fields.title, round(best.probability, 4)), *candidates)[:SHOWN],
            reason="several works fit about equally well",
        )
    return Match(
        status=MatchStatus.MATCHED,
        doi=work.fields.doi,
        probability=round(best.probability, 4),
        work=work,
        comparison=comparison,
        candidates=candidates,
    )


def rank(ours: Printed, works: Iterable[Work]) -> list[tuple[Scored, Work]]:
    """Return every work with its score, the most probable first."""
    scored = [(score(ours, registered(work)), work) for work in works]
    return sorted(scored, key=lambda pair: -pair[0].probability)


def bears(ours: Printed, doi: str) -> bool:
    """Tell whether the reference prints this DOI."""
    return bool(doi) and doi in ours.dois


def _chosen(ours: Printed, ranked: Sequence[tuple[Scored, Work]]) -> tuple[Scored, Work] | None:
    """The work that bears the printed DOI if it reads like the reference, else the most probable one."""
    for one, work in ranked:
        if bears(ours, work.fields.doi) and one.probability >= IDENTIFIED and not one.conflict:
            one.probability = max(one.probability, _identified(one.probability))
            return one, work
    if ranked and ranked[0][0].probability >= THRESHOLD:
        return ranked[0]
    return None


def _identified(chance: float) -> float:
    """The probability after a printed DOI: its odds are multiplied by 100 (about 1 in 100 printed DOIs is wrong)."""
    odds = 100 * chance / max(1.0 - chance, 1e-9)
    return odds / (1.0 + odds)


def _rivals(best: Scored, other: Scored) -> bool:
    if other.registered.doi == best.registered.doi or other.probability < THRESHOLD:
        return False
    odds = best.probability / max(1 - best.probability, 1e-12)
    return other.probability / max(1 - other.probability, 1e-12) >= odds * AMBIGUOUS_RATIO


def _unmatched(
    reference: Reference, ours: Printed, ranked: Sequence[tuple[Scored, Work]], candidates: tuple[Candidate, ...]
) -> Match:
    pointed = next(((one, work) for one, work in ranked if bears(ours, work.fields.doi)), None)
    if pointed is not None:
        one, work = pointed
        first = Candidate(work.fields.doi, work.fields.title, round(one.probability, 4))
        return Match(
            status=MatchStatus.NOT_FOUND,
            probability=round(one.probability, 4),
            work=work,
            comparison=compare(reference, ours, work, one.registered),
            candidates=(first, *(other for other in candidates if other.doi != first.doi))[:SHOWN],
            reason="the printed DOI is registered for another work",
        )
    if outside_registries(reference):
        return Match(
            status=MatchStatus.NOT_APPLICABLE,
            candidates=candidates,
            reason="a web page or a page of an organisation, which DOI registries do not hold",
        )
    return Match(
        status=MatchStatus.NOT_FOUND,
        probability=round(ranked[0][0].probability, 4) if ranked else 0.0,
        candidates=candidates,
        reason="no indexed work fits; not indexed does not mean wrong",
    )
