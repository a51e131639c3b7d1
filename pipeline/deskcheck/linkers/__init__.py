"""Claims × references → links: what the text spells out, else what evidence and order make likely."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from deskcheck.linkers import continued, explicit, joint, neighbours, organisations
from deskcheck.model import Article, Claim, ClaimKind, Link, LinkKind, Reference
from deskcheck.settings import Settings

__all__ = ["link"]

_SOURCING = re.compile(r"\b(?:sourc(?:es?|ing)|references|peer[- ]reviewed(?: \w+)?|cit(?:e|ing|ations?))\b", re.I)
_LEAD_IN_SHARE = 0.9
_NAMED_SURE = 0.8
# Three initials are too often somebody else's.
_LEAST_KEY = 4
_MARKED_SHARE = 0.2
"""When this share of the references is spelt out in the text, a claim without a marker has no reference."""


def link(
    article: Article,
    claims: Sequence[Claim],
    references: Sequence[Reference],
    material: dict[int, str],
    settings: Settings,
) -> tuple[Claim, ...]:
    """Return the claims with their links; ``material`` is further text known of a reference, by its number."""
    if not references or not claims:
        return tuple(claims)
    spelt_out = explicit.links(article, claims, references)
    named = {each.number for links in spelt_out.values() for each in links}
    inferred: list[list[Link]] = [[] for _ in claims]
    if article.cites_by_links:
        inferred = neighbours.suggest(groups(article, claims), spelt_out)
    elif len(named) < _MARKED_SHARE * len(references):
        inferred = joint.infer(claims, references, material, settings.link_threshold, groups=groups(article, claims))
        _share_in_sentence(inferred, explicit.sentence_ends(article.text, claims), settings.link_threshold)
        inferred = _with_continued(article, claims, inferred)
    else:
        inferred = _by_name(claims, [each for each in references if each.number not in named])
        going_on = continued.suggest(claims, groups(article, claims), spelt_out)
        inferred = [firm or lent for firm, lent in zip(inferred, going_on, strict=True)]
    result = []
    for place, claim in enumerate(claims):
        links = [*spelt_out.get(place, ()), *(_of_all(claim, references) or inferred[place])]
        unique = {each.number: each for each in reversed(links)}
        result.append(replace(claim, references=tuple(sorted(unique.values(), key=lambda each: -each.confidence))))
    return tuple(_with_lead_ins(result, settings.link_threshold))


def _with_continued(article: Article, claims: Sequence[Claim], inferred: list[list[Link]]) -> list[list[Link]]:
    """Add to what a claim without a firm link may rest on that of a sentence beside it which it goes with."""
    firm = {
        place: found for place, links in enumerate(inferred) if (found := [one for one in links if not one.suggested])
    }
    going_on = continued.suggest(claims, groups(article, claims), firm)
    return [
        links if place in firm else [*lent, *(one for one in links if one.number not in {each.number for each in lent})]
        for place, (links, lent) in enumerate(zip(inferred, going_on, strict=True))
    ]


def _share_in_sentence(inferred: list[list[Link]], ends: Sequence[int], threshold: float) -> None:
    """Lend a clause without a firm link those of the other clauses of its sentence: its writer made one claim."""
    sentences: dict[int, list[int]] = {}
    for place, end in enumerate(ends):
        sentences.setdefault(end, []).append(place)
    for places in sentences.values():
        firm = [link for place in places for link in inferred[place] if not link.suggested]
        for place in places if len(places) > 1 else ():
            if all(link.suggested for link in inferred[place]):
                lent = {link.number: link for link in inferred[place]}
                for link in firm:
                    confidence = round(link.confidence * explicit.SPREAD, 3)
                    lent[link.number] = replace(link, confidence=confidence, suggested=confidence < threshold)
                inferred[place] = list(lent.values())


def _by_name(claims: Sequence[Claim], unmarked: Sequence[Reference]) -> list[list[Link]]:
    """Beside markers, an organisation that the text names may stand for its reference, if no marker points there."""
    owners: dict[str, list[tuple[int, str]]] = {}
    for reference in unmarked:
        for key, name in organisations.reference_keys(reference).items():
            owners.setdefault(key, []).append((reference.number, name))
    found: list[list[Link]] = []
    for claim in claims:
        links: dict[int, Link] = {}
        for key, words in organisations.keys(claim.quote).items() if owners else ():
            # "World Health Organization" spells out what "WHO" stands for.
            owned = (
                owners.get(key, ()) if len(key) >= _LEAST_KEY or (" " in words and len(key) == _LEAST_KEY - 1) else ()
            )
            for number, name in owned if len(owned) == 1 else ():
                links.setdefault(number, Link(number, LinkKind.ORGANISATION, f"{words} | {name}", _NAMED_SURE))
        found.append(list(links.values()))
    return found


def _with_lead_ins(claims: Sequence[Claim], threshold: float) -> Iterator[Claim]:
    """A list item without a reference of its own rests on what its lead-in rests on, a little less surely."""
    lead_ins: dict[str, Claim] = {}
    for claim in claims:
        lead_in = lead_ins.get(claim.context[-1]) if claim.context else None
        if lead_in is not None and not claim.firm_links:
            lent = {link.number: link for link in claim.references}
            for link in lead_in.firm_links:
                confidence = round(link.confidence * _LEAD_IN_SHARE, 3)
                lent[link.number] = Link(
                    link.number, link.kind, f"lead-in: {link.cue}", confidence, confidence < threshold
                )
            ranked = sorted(lent.values(), key=lambda link: -link.confidence)
            yield replace(claim, references=tuple(ranked))
            continue
        if claim.quote.endswith(":"):
            lead_ins[claim.quote] = claim
        yield claim


def groups(article: Article, claims: Sequence[Claim]) -> list[int]:
    """Return for each claim the place of the block it stands in."""
    starts = [block.span.start for block in article.blocks]
    return [bisect_right(starts, claim.span.start) for claim in claims]


def _of_all(claim: Claim, references: Sequence[Reference]) -> list[Link]:
    """A statement about the article's own sourcing rests on every reference of the list."""
    found = _SOURCING.search(claim.quote) if claim.kind is ClaimKind.POLICY else None
    if found is None:
        return []
    return [Link(reference.number, LinkKind.CUE, f"{found.group()} | the whole list", 0.8) for reference in references]
