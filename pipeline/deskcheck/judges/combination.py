"""From the judges' opinions to one verdict with a sentence an editor can send."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

import msgspec

from deskcheck.judges import direction, label, quantities, relation, stance, topic
from deskcheck.judges.opinion import Opinion, Source, Statement, View
from deskcheck.judges.passages import Passage, passages
from deskcheck.judges.roster import JUDGES
from deskcheck.model import Distortion, Evidence, Reference, Stance, Verdict, VerdictLabel

APART = 0.2
"""Coverage below which claim and source have nothing in common but perhaps a number."""
NEAR = 0.35


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one source: the label it would give alone, and why."""

    label: VerdictLabel
    confidence: float
    stances: stance.Stances
    view: View
    opinions: tuple[Opinion, ...]
    against: tuple[str, ...] = ()

    @property
    def distortions(self) -> tuple[Distortion, ...]:
        """The tags of all opinions, in order, each once."""
        return tuple(dict.fromkeys(tag for opinion in self.opinions for tag in opinion.distortions))


DESCRIPTION = "study design"
"""Locator of the note that describes a source's design and sample; it tells of the study, not of its findings."""


def source_of(number: int, evidence: Sequence[Evidence], reference: Reference | None = None) -> Source:
    """Return the evidence for one reference cut into passages; titles are kept apart."""
    title = next((piece.quote for piece in evidence if piece.origin == "title"), "")
    if not title and reference is not None:
        title = reference.fields.title
    kept = tuple(piece for piece in evidence if piece.origin != "title" and piece.quote.strip())
    cut: list[Passage] = []
    origins: list[int] = []
    asides: set[int] = set()
    for place, piece in enumerate(kept):
        own = passages(piece.quote)
        if piece.origin == "note":
            described = piece.locator == DESCRIPTION
            asides.update(at for at, note in enumerate(own, len(cut)) if described or relation.is_silent_note(note))
        cut.extend(own)
        origins.extend([place] * len(own))
    return Source(
        number=number,
        title=title,
        passages=tuple(cut),
        origins=tuple(origins),
        evidence=kept,
        reference=reference,
        asides=frozenset(asides),
    )


@lru_cache(maxsize=512)
def _topics(title: str) -> frozenset[str]:
    """Return the concepts of a title; like its passages they are found once for all claims that cite the source."""
    return frozenset(Passage(title).concepts)


def weigh(statement: Statement, source: Source) -> Weighed:
    """Let every judge look at one source and combine what they say."""
    alignment = topic.align(statement.passage, source.passages, _topics(source.title), source.asides)
    measured = stance.measure(statement.passage, source.passages, alignment)
    stances = stance.weigh(measured.values)
    view = View(statement=statement, source=source, alignment=alignment, deciding=measured.passage)
    apart = view.coverage < APART and not source.asides
    judges = (quantities.judge,) if apart else JUDGES.values()
    opinions = tuple(_once(opinion for judge in judges for opinion in judge(view)))
    return _labelled(view, stances, measured.direction, opinions)


def _once(opinions: Iterable[Opinion]) -> Iterator[Opinion]:
    """Leave out a number's difference that an earlier judge told already ("30% ≠ 45%", then "30 ≠ 45")."""
    told: list[str] = []
    for opinion in opinions:
        if Distortion.NUMBER_MISMATCH in opinion.distortions:
            if any(all(part in cue for part in opinion.cue.split(" ≠ ")) for cue in told):
                continue
            told.append(opinion.cue)
        yield opinion


def _labelled(
    view: View, stances: stance.Stances, compared: direction.Direction, opinions: tuple[Opinion, ...]
) -> Weighed:
    against = label.against(view, stances, compared, opinions)
    given, confidence = label.label(view, stances, compared, opinions)
    if given is VerdictLabel.SUPPORTED and against:
        given, confidence = VerdictLabel.NOT_CHECKABLE, 0.4
    return Weighed(
        label=given,
        confidence=round(min(0.97, confidence), 2),
        stances=stances,
        view=view,
        opinions=opinions,
        against=tuple(against),
    )


# ---- several sources, one verdict -------------------------------------------------------------------


def combine(weighed: Sequence[Weighed]) -> Verdict:
    """Return the verdict of several sources: the one that speaks to the claim best decides, the others add evidence.

    A contradiction stands unless another source covers the claim better and supports it.
    """
    speaking = [w for w in weighed if w.label is not VerdictLabel.NOT_CHECKABLE]
    chosen = max(
        speaking or weighed, key=lambda w: (w.view.alignment.around + 0.2 * w.confidence, -w.view.source.number)
    )
    if chosen.label is VerdictLabel.CONTRADICTED and any(
        w.label is VerdictLabel.SUPPORTED and w.view.coverage >= chosen.view.coverage for w in weighed
    ):
        chosen = next(w for w in weighed if w.label is VerdictLabel.SUPPORTED)
    tags = list(chosen.distortions) if chosen.label is not VerdictLabel.NOT_CHECKABLE else []
    for other in weighed:
        if other is not chosen and other.label is VerdictLabel.PARTLY_SUPPORTED:
            tags.extend(other.distortions)
    shown = tuple(piece for w in sorted(weighed, key=lambda w: w is not chosen) for piece in quoted(w))
    return Verdict(
        label=chosen.label,
        confidence=chosen.confidence,
        reason=reason(chosen),
        cue=_cue(chosen),
        distortions=tuple(dict.fromkeys(tags)),
        evidence=shown,
        suggestion=_suggestion(chosen),
    )


_STANCE = {
    VerdictLabel.SUPPORTED: Stance.SUPPORTS,
    VerdictLabel.PARTLY_SUPPORTED: Stance.QUALIFIES,
    VerdictLabel.CONTRADICTED: Stance.CONTRADICTS,
}


def quoted(weighed: Weighed) -> tuple[Evidence, ...]:
    """Return the passages that decided, as evidence with their stance, the chief one first."""
    source = weighed.view.source
    chosen: dict[int, Stance] = {}
    if weighed.view.deciding >= 0:
        chosen[weighed.view.deciding] = _STANCE.get(weighed.label, Stance.SILENT)
    for opinion in weighed.opinions:
        if opinion.passage >= 0 and weighed.label is not VerdictLabel.NOT_CHECKABLE:
            chosen.setdefault(opinion.passage, opinion.stance)
    return tuple(
        msgspec.structs.replace(
            source.evidence[source.origins[index]],
            quote=source.passages[index].text[:1000],
            stance=side,
            reference=source.number,
        )
        for index, side in list(chosen.items())[:4]
    )


def reason(weighed: Weighed) -> str:
    """Return one sentence for the author."""
    number = weighed.view.source.number
    name = f"Reference {number}" if number else "The evidence"
    ranked = sorted(
        (o for o in weighed.opinions if o.stance is not Stance.SUPPORTS), key=lambda o: (not o.grave, -o.strength)
    )
    if weighed.label is VerdictLabel.CONTRADICTED:
        said = next((o.says for o in ranked if Distortion.NUMBER_MISMATCH in o.distortions), "") or "; ".join(
            weighed.against[:2]
        )
        return f"{name} says otherwise: {said}."
    if weighed.label is VerdictLabel.PARTLY_SUPPORTED:
        if ranked:
            return f"{name} carries the claim only in part: {_plain(ranked[0].says)}."
        missing = ", ".join(f"“{word}”" for word in _missing(weighed.view))
        return f"{name} carries the claim only in part" + (f": it does not speak of {missing}." if missing else ".")
    if weighed.label is VerdictLabel.SUPPORTED:
        match = next((o.says for o in weighed.opinions if o.stance is Stance.SUPPORTS), "")
        left = f"; but {_plain(ranked[0].says)}" if ranked else ""
        return f"{name} says the same" + (f": {match}{left}." if match else f"{left}.")
    if weighed.against:
        far = "but the passages are too far apart to judge: a person should look"
        return f"{name} may say otherwise ({weighed.against[0]}), {far}."
    held = f"what is at hand of reference {number}" if number else "the evidence"
    if weighed.view.alignment.around >= label.ALIGNED and (lacking := label.unheld(weighed.view, weighed.opinions)):
        also = f"; and {_plain(ranked[0].says)}" if ranked else ""
        return f"{held[0].upper()}{held[1:]} speaks of this, but “{lacking}” was not found in it{also}."
    if weighed.view.coverage >= NEAR:
        return f"{held[0].upper()}{held[1:]} comes near this without saying it."
    return f"Nothing was found on this in {held}."


def _plain(clause: str) -> str:
    """Return the clause without the full stop of a sentence it quotes at its end."""
    return clause.removesuffix(".”") + "”" if clause.endswith(".”") else clause


def _missing(view: View) -> list[str]:
    """Return the claim's weightiest words that the source does not have, as they stand in the claim."""
    lacking = set(view.alignment.missing[:3])
    pairs = zip(view.statement.passage.topics, view.statement.passage.tokens, strict=True)
    return list(dict.fromkeys(token for topic_, token in pairs if topic_ in lacking))[:3]


def _cue(weighed: Weighed) -> str:
    faulted = weighed.label in (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.CONTRADICTED)
    ranked = sorted(weighed.opinions, key=lambda o: (faulted and o.stance is Stance.SUPPORTS, -o.strength))
    if weighed.label is VerdictLabel.CONTRADICTED and not any(o.distortions for o in ranked):
        return "; ".join(weighed.against[:2])
    return next((o.cue for o in ranked if o.cue), "")


def _suggestion(weighed: Weighed) -> str:
    if weighed.label not in (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.CONTRADICTED):
        return ""
    said = list(dict.fromkeys(o.suggestion for o in weighed.opinions if o.suggestion))
    return f"{'; '.join(said)[:1].upper()}{'; '.join(said)[1:]}." if said else ""
