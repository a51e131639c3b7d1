"""From scored works to one answer: matched, ambiguous, not found or not applicable."""

from collections.abc import Callable, Iterable, Sequence

from deskcheck.authorities.identifiers import doi_readings
from deskcheck.authorities.matching.compare import DIFFERENT, MISSING, SAME, VARIANT, compare
from deskcheck.authorities.matching.printed import APPARATUS, Printed, by_number_alone, outside_registries, printed
from deskcheck.authorities.matching.registered import Registered, container_tokens, registered
from deskcheck.authorities.matching.score import Scored, score
from deskcheck.model import Candidate, FieldComparison, Match, MatchStatus, Reference, Work

THRESHOLD = 0.5
AMBIGUOUS_RATIO = 0.25
IDENTIFIED = 0.05
WORTH_SHOWING = 0.02
SHOWN = 5
DOI_ALONE = 0.99
"""How sure a DOI is by itself: some one in a hundred printed DOIs belongs to another work."""
FEW_WORDS = 4
"""Words in small letters beside a DOI that may describe no work."""
_OF_LINKS = frozenset("see full paper article link here read study source text download view original research".split())


Ranked = Sequence[tuple[Scored, Callable[[], Work]]]
"""Scored works, the most probable first, each with a way to its whole record."""


def match(reference: Reference, works: Sequence[Work]) -> Match:
    """Return which of ``works`` the reference means.

    A printed DOI raises the chance of the work that bears it but decides nothing: the record must read
    like the reference, else the status is ``not_found`` and the comparison shows what the DOI points to.
    """
    ours = printed(reference)
    return decide(reference, ours, rank(ours, works))


def rank(ours: Printed, works: Iterable[Work]) -> Ranked:
    """Return every work with its score, the most probable first."""
    scored = [(score(ours, registered(work)), lambda work=work: work) for work in works]
    return sorted(scored, key=lambda pair: -pair[0].probability)


def decide(reference: Reference, ours: Printed, ranked: Ranked) -> Match:
    """Turn scored works into the answer for a reference that has been made ready."""
    chosen = _chosen(ours, ranked)
    if chosen is None:
        return _unmatched(reference, ours, ranked)
    best, whole = _fullest(chosen, ranked)
    others = [(one, other) for one, other in ranked if one.registered.doi != best.registered.doi]
    candidates = _candidates(others)
    work = whole()
    if any(_rivals(best, one) for one, _ in others):
        first = Candidate(work.fields.doi, work.fields.title, round(best.probability, 4))
        return Match(
            status=MatchStatus.AMBIGUOUS,
            probability=round(best.probability, 4),
            candidates=(first, *candidates)[:SHOWN],
            reason="several works fit about equally well",
        )
    comparison = compare(reference, ours, work, best.registered)
    if not best.identified and {"author", "title"} <= {row.field for row in comparison if row.result == DIFFERENT}:
        # Volume and page can meet by chance: a column on page 112, an article numbered R112.
        return _unmatched(reference, ours, ranked)
    return Match(
        status=MatchStatus.MATCHED,
        doi=work.fields.doi,
        probability=round(best.probability, 4),
        work=work,
        comparison=comparison,
        candidates=candidates,
    )


def _candidates(ranked: Ranked) -> tuple[Candidate, ...]:
    shown = [(one, whole()) for one, whole in ranked[:SHOWN] if one.probability >= WORTH_SHOWING]
    return tuple(Candidate(work.fields.doi, work.fields.title, round(one.probability, 4)) for one, work in shown)


def bears(ours: Printed, doi: str) -> bool:
    """Tell whether the reference prints this DOI."""
    return bool(doi) and any(doi in doi_readings(one) for one in ours.dois)


def _chosen(ours: Printed, ranked: Ranked) -> tuple[Scored, Callable[[], Work]] | None:
    """The work that bears the printed DOI if it reads like the reference, else the most probable one."""
    for one, whole in ranked:
        if bears(ours, one.registered.doi) and one.probability >= IDENTIFIED and not one.conflict:
            one.probability = _identified(one.probability)
            one.identified = True
            return one, whole
    return next(((one, whole) for one, whole in ranked if one.probability >= THRESHOLD and not one.conflict), None)


def _identified(chance: float) -> float:
    """The probability after a printed DOI: its odds are multiplied by 100 (about 1 in 100 printed DOIs is wrong)."""
    odds = 100 * chance / max(1.0 - chance, 1e-9)
    return odds / (1.0 + odds)


def _fullest(chosen: tuple[Scored, Callable[[], Work]], ranked: Ranked) -> tuple[Scored, Callable[[], Work]]:
    """Among records of one work under several DOIs, the one that fits as well and says most."""
    best = chosen[0]
    doubles = [
        pair
        for pair in ranked
        if pair[0] is best or (_doubled(best.registered, pair[0].registered) and _odds(pair[0]) > _odds(best) / 20)
    ]
    if best.identified or len(doubles) < 2:
        return chosen
    return max(doubles, key=lambda pair: pair[0].registered.fullness())


def _doubled(one: Registered, other: Registered) -> bool:
    """Tell whether two records are one work registered twice: same title, place and year."""
    same_title = bool(one.titles and other.titles) and one.titles[0][0] == other.titles[0][0]
    untitled = not one.titles or not other.titles
    same_place = bool(one.first_page) and one.first_page == other.first_page and one.volume == other.volume
    same_author = one.families[:1] == other.families[:1]
    return same_place and bool(one.years & other.years) and (same_title or (untitled and same_author))


def _odds(one: Scored) -> float:
    return one.probability / max(1 - one.probability, 1e-12)


def _rivals(best: Scored, other: Scored) -> bool:
    if other.probability < THRESHOLD or other.conflict or _doubled(best.registered, other.registered):
        return False
    if best.title.score == 1.0 and best.title.whole and _part_of(best.registered, other.registered):
        return False
    return _odds(other) >= _odds(best) * AMBIGUOUS_RATIO


def _part_of(one: Registered, other: Registered) -> bool:
    """Tell whether the other record is the book that the first is a chapter of: both titles are then printed."""
    if one.titles and other.titles and one.titles[0][0] != other.titles[0][0]:
        return container_tokens(other.titles[0][0]) in one.containers
    return False


def pointed_at(reference: Reference, ours: Printed, ranked: Ranked) -> bool:
    """Tell whether a printed DOI alone says which work is meant: little else is printed, and nothing against it."""
    pointed = ((one, whole()) for one, whole in ranked if bears(ours, one.registered.doi))
    return any(
        _speaks_for_itself(ours, one.registered, compare(reference, ours, work, one.registered))
        for one, work in pointed
    )


def _speaks_for_itself(ours: Printed, theirs: Registered, comparison: Sequence[FieldComparison]) -> bool:
    results = {field.field: field.result for field in comparison}
    if results.get("title", MISSING) != MISSING:
        return False
    against = {field for field, result in results.items() if result == DIFFERENT}
    if results.get("author") in (SAME, VARIANT):
        return against <= {"year"}
    if results.get("author", MISSING) != MISSING or not against <= {"year"}:
        return False
    said = {token for token in ours.tokens if token.isalpha() and len(token) > 2} - APPARATUS - _OF_LINKS
    said -= {token for one in (*theirs.families, *theirs.containers) for token in one}
    # Names begin with a capital letter.
    return said <= ours.small and len(said) <= FEW_WORDS


def _by_doi_alone(
    reference: Reference, work: Work, comparison: Sequence[FieldComparison], others: Sequence[Candidate]
) -> Match:
    """Return the work that a DOI points to; without an author, a printed year may be the day it was looked at."""
    named = any(field.field == "author" and field.result != MISSING for field in comparison)
    rows = tuple(field for field in comparison if named or (field.field, field.result) != ("year", DIFFERENT))
    return Match(
        status=MatchStatus.MATCHED,
        doi=work.fields.doi,
        probability=DOI_ALONE,
        work=work,
        comparison=rows,
        candidates=tuple(others)[:SHOWN],
        reason=f"the printed {'PubMed number' if reference.doi_told else 'DOI'} says which work is meant; "
        "little else is printed, and nothing against it",
    )


def _unmatched(reference: Reference, ours: Printed, ranked: Ranked) -> Match:
    if not any(map(str.isalnum, ours.raw)):
        return Match(status=MatchStatus.NOT_APPLICABLE, reason="nothing is printed")
    candidates = _candidates(ranked)
    pointed = next(((one, whole()) for one, whole in ranked if bears(ours, one.registered.doi)), None)
    if pointed is not None:
        one, work = pointed
        comparison = compare(reference, ours, work, one.registered)
        if _speaks_for_itself(ours, one.registered, comparison):
            return _by_doi_alone(reference, work, comparison, candidates)
        if reference.doi_told:
            return Match(
                status=MatchStatus.UNKNOWN, reason="its PubMed number leads to a work that it does not read like"
            )
        first = Candidate(work.fields.doi, work.fields.title, round(one.probability, 4))
        return Match(
            status=MatchStatus.NOT_FOUND,
            probability=round(one.probability, 4),
            work=work,
            comparison=comparison,
            candidates=(first, *(other for other in candidates if other.doi != first.doi))[:SHOWN],
            reason="the printed DOI is registered for another work",
        )
    if by_number_alone(reference):
        return Match(
            status=MatchStatus.UNKNOWN,
            candidates=candidates,
            reason="only its PubMed number is given, which the sources asked cannot look up",
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
