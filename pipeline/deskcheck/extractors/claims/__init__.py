"""Article → claims: every statement of the body that can be right or wrong, with its exact place."""

import hashlib
from collections import Counter
from collections.abc import Iterator

from deskcheck.extractors.claims import kinds, statements
from deskcheck.extractors.claims.candidates import Candidate, candidates
from deskcheck.extractors.claims.facets import facets
from deskcheck.extractors.claims.signals import Signals, read
from deskcheck.extractors.claims.verifiability import verifiability
from deskcheck.extractors.claims.worth import worth
from deskcheck.model import Article, Claim, locate
from deskcheck.settings import Settings
from deskcheck.text import squash
from deskcheck.text.cues import CueKind
from deskcheck.text.quantities import quantities

__all__ = ["extract"]

_STUDY_IN_MIND = 4
"""For so many sentences "the study" means the study introduced last."""


def extract(article: Article, settings: Settings) -> tuple[Claim, ...]:
    """Return the claims of ``article`` in text order: candidates at or above ``settings.worth_threshold``.

    Bylines, dates, headings, captions, advertisements, navigation, footers, code and the reference
    list are never candidates. Time is linear in the length of the text.
    """
    place = locate(article.text)
    seen: Counter[str] = Counter()
    claims: list[Claim] = []
    study, age = "", 0
    for candidate, signals in _with_signals(article):
        score = worth(signals)
        age += 1
        before = study if age <= _STUDY_IN_MIND else ""
        if CueKind.STUDY in signals.kinds and (named := statements.study_named(candidate.words)):
            study, age = named, 0
        if score < settings.worth_threshold:
            continue
        counted = quantities(article.text, candidate.start, candidate.end, place) if signals.has_numbers else ()
        kind = kinds.kind(signals, counted)
        stated = statements.statement(candidate, signals, before)
        scope = facets(candidate.words, signals)
        claims.append(
            Claim(
                id=_identifier(candidate.words, seen),
                span=place(candidate.start, candidate.end),
                quote=candidate.words,
                statement=stated,
                rewritten=stated != candidate.words,
                kind=kind,
                worth=score,
                verifiability=verifiability(signals),
                importance=kinds.importance(kind, signals),
                context=candidate.context,
                quantities=counted,
                population=scope.population,
                time=scope.time,
                named_sources=scope.named_sources,
                hedges=tuple(dict.fromkeys(cue.words for cue in signals.cues if cue.kind is CueKind.HEDGE)),
                negations=scope.negations,
                certainty=scope.certainty,
            )
        )
    return tuple(claims)


def _with_signals(article: Article) -> Iterator[tuple[Candidate, Signals]]:
    for candidate in candidates(article):
        yield candidate, read(article.text, candidate)


def _identifier(words: str, seen: Counter[str]) -> str:
    """Return an id made of the words alone; the second claim in the same words gets the suffix ``-2``."""
    digest = hashlib.sha256(squash(words).encode()).hexdigest()[:10]
    seen[digest] += 1
    return f"c-{digest}" if seen[digest] == 1 else f"c-{digest}-{seen[digest]}"
