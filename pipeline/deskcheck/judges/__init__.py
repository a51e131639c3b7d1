"""Claim + evidence → verdict. A judge is a module with ``judge(view) -> Iterator[Opinion]`` and a row in ``JUDGES``.

The judges compare words, numbers and directions; ``stance`` weighs them with a small linear model, ``combination``
turns them into one verdict. Nothing here reads a clock, a file of the user's or the network.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from deskcheck.judges import consistency, currency, unreferenced
from deskcheck.judges.combination import combine, source_of, weigh
from deskcheck.judges.entailment import Scorer, second_opinions
from deskcheck.judges.narrowing import narrowed
from deskcheck.judges.opinion import Statement
from deskcheck.judges.passages import Passage, clean
from deskcheck.judges.roster import JUDGES
from deskcheck.judges.stance import Stances
from deskcheck.judges.tension import Places
from deskcheck.judges.unreferenced import named
from deskcheck.model import (
    Article,
    Claim,
    ClaimKind,
    CslDate,
    CslItem,
    Distortion,
    Evidence,
    Reference,
    Stance,
    Verdict,
    VerdictLabel,
)
from deskcheck.settings import Settings

__all__ = ["JUDGES", "judge", "judge_all", "judged", "verify"]


def judge(
    claim: Claim, references: Sequence[Reference], evidence: Sequence[Evidence], article: Article, settings: Settings
) -> Verdict:
    """Return the verdict on one claim; for all claims of an article ``judge_all`` is faster."""
    held: dict[int, list[Evidence]] = {}
    for piece in evidence:
        held.setdefault(piece.reference, []).append(piece)
    return judge_all((claim,), references, held, article, settings)[0]


def judge_all(
    claims: Sequence[Claim],
    references: Sequence[Reference],
    evidence: Mapping[int, Sequence[Evidence]],
    article: Article,
    settings: Settings,
    *,
    scorer: Scorer | None = None,
) -> tuple[Verdict, ...]:
    """Return the verdict on each claim, in order; ``evidence`` is by number of reference.

    Only firm links count; evidence of other references, and titles alone, never support anything. An inference model,
    ``scorer``, may lower a verdict.
    """
    places = Places(consistency.tensions(article))
    around = unreferenced.around(article)
    listed = bool(references) and not article.cites_by_links
    found = []
    for claim in claims:
        if claim.firm_links:
            pieces = [piece for link in claim.firm_links for piece in evidence.get(link.number, ())]
            verdict = _against_sources(claim, references, pieces, settings, scorer)
        else:
            verdict = unreferenced.verdict(claim, article, around, listed=listed)
        if claim.kind is ClaimKind.POLICY or consistency.is_policy(claim.statement):
            verdict = _against_own_list(claim, tuple(references)) or verdict
        found.append(_with_cue(_against_article(verdict, claim, article, places), claim))
    return tuple(found)


def _with_cue(verdict: Verdict, claim: Claim) -> Verdict:
    """Where no words of a source decided, the cue is what ties the claim to a reference, or that nothing does."""
    if verdict.cue:
        return verdict
    tie = claim.references[0].cue if claim.references else "no marker, name or shared wording leads to a reference"
    return msgspec.structs.replace(verdict, cue=tie)


def verify(
    claim: str, evidence: Sequence[str], metadata: Mapping[str, Any] | None = None, scorer: Scorer | None = None
) -> Verdict:
    """Return the verdict on one claim against evidence texts alone.

    Args:
        claim: the statement, at most 5,000 characters of it are read.
        evidence: abstracts, pages or notes, in any markup.
        metadata: may hold ``title``, ``year`` and ``origin`` (``abstract`` unless told, ``note`` for a checker's
            words).
        scorer: an inference model that may lower the verdict.
    """
    return judged(claim, evidence, metadata, scorer)[0]


def judged(
    claim: str, evidence: Sequence[str], metadata: Mapping[str, Any] | None = None, scorer: Scorer | None = None
) -> tuple[Verdict, Stances]:
    """Return what ``verify`` returns, and the probabilities behind it: how the evidence leans, sure or not."""
    known = metadata or {}
    origin = str(known.get("origin", "abstract"))
    pieces = [Evidence(reference=0, origin=origin, quote=text) for text in evidence if text.strip()]
    if title := str(known.get("title", "")):
        pieces.insert(0, Evidence(reference=0, origin="title", quote=title))
    source = source_of(0, pieces, _dated(known))
    text = clean(claim[:5000])
    if not text or not source.passages:
        nothing = "There is no evidence to compare the claim with."
        return Verdict(label=VerdictLabel.NOT_CHECKABLE, confidence=0.9, reason=nothing), Stances(0.0, 0.0, 1.0)
    weighed = weigh(Statement(text=text, passage=Passage(text)), source)
    covered = round(min(1.0, weighed.view.alignment.whole), 4)
    return combine(second_opinions([weighed], scorer)), msgspec.structs.replace(weighed.stances, covered=covered)


def _dated(known: Mapping[str, Any]) -> Reference | None:
    year = known.get("year")
    if not isinstance(year, int):
        return None
    return Reference(id="", number=0, printed="", fields=CslItem(issued=CslDate(((year,),))))


def _against_sources(
    claim: Claim,
    references: Sequence[Reference],
    evidence: Sequence[Evidence],
    settings: Settings,
    scorer: Scorer | None,
) -> Verdict:
    by_number = {reference.number: reference for reference in references}
    numbers = [link.number for link in claim.firm_links]
    linked = [by_number[number] for number in numbers if number in by_number]
    if gone := _stale(claim, linked, settings, withdrawn_only=True):
        return gone
    text = clean(claim.statement[:5000])
    statement = Statement(text=text, passage=Passage(text), claim=claim, quantities=claim.quantities)
    weighed = []
    for number in dict.fromkeys(numbers):
        own = narrowed(statement.passage, [piece for piece in evidence if piece.reference == number])
        source = source_of(number, own, by_number.get(number))
        if source.passages:
            weighed.append(weigh(statement, source))
    if not weighed:
        are = "are" if len(numbers) > 1 else "is"
        return Verdict(
            label=VerdictLabel.NOT_CHECKABLE,
            confidence=0.9,
            reason=f"Only the {_at_hand(linked)} of {named(numbers)} {are} at hand, so the claim cannot be judged.",
        )
    verdict = combine(second_opinions(weighed, scorer))
    # A wrong number is the graver news, and mending it does not wait for a newer source.
    if verdict.label is VerdictLabel.CONTRADICTED or Distortion.NUMBER_MISMATCH in verdict.distortions:
        return verdict
    old = _stale(claim, linked, settings, withdrawn_only=False)
    return msgspec.structs.replace(old, evidence=verdict.evidence, distortions=verdict.distortions) if old else verdict


def _at_hand(linked: Sequence[Reference]) -> str:
    """Return what a reader knows of references that show no more: their titles, or the addresses alone."""
    titled = any(reference.fields.title or (reference.match and reference.match.work) for reference in linked)
    if len(linked) > 1:
        return "titles" if titled else "addresses"
    return "address" if not titled and linked and linked[0].fields.url else "title"


def _stale(
    claim: Claim, references: Sequence[Reference], settings: Settings, *, withdrawn_only: bool
) -> Verdict | None:
    """Return ``outdated`` when every linked source fails; one that stands carries the claim."""
    reasons = []
    for reference in references:
        if withdrawn_only:
            says = currency.withdrawn(reference)
        else:
            says = currency.stale(reference, claim.kind, claim.statement, settings)
        if not says:
            return None
        reasons.append(f"reference {reference.number}: {says}")
    if not reasons:
        return None
    return Verdict(
        label=VerdictLabel.OUTDATED,
        confidence=0.9 if withdrawn_only else 0.6,
        reason=f"Out of date: {reasons[0]}.",
        cue=reasons[0],
    )


def _against_own_list(claim: Claim, references: tuple[Reference, ...]) -> Verdict | None:
    promised = consistency.policy(claim.statement, references)
    if not promised.breached:
        return None
    half = len(promised.tertiary) * 2 >= len(references)
    return Verdict(
        label=VerdictLabel.CONTRADICTED if half else VerdictLabel.PARTLY_SUPPORTED,
        confidence=0.7,
        reason=f"The article's own list departs from this promise: {'; '.join(promised.breached)}.",
        cue=", ".join(map(str, promised.tertiary)),
        distortions=(Distortion.POLICY_BREACH,),
    )


def _against_article(verdict: Verdict, claim: Claim, article: Article, places: Places) -> Verdict:
    tension = places.first(claim.span.start, claim.span.end)
    if tension is None:
        return verdict
    own = tension.first[0] < claim.span.end and claim.span.start < tension.first[1]
    start, end = tension.second if own else tension.first
    other = Evidence(
        reference=0,
        origin="article",
        quote=article.text[start:end],
        stance=Stance.CONTRADICTS,
        locator="this article",
    )
    return msgspec.structs.replace(
        verdict,
        distortions=tuple(dict.fromkeys((*verdict.distortions, Distortion.SELF_CONTRADICTION))),
        evidence=(*verdict.evidence, other),
        cue=verdict.cue or tension.cue,
    )
