"""What speaks for a tie between one claim and one reference: named features, each from 0 to 1 or so."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import TypeVar

import msgspec

from deskcheck.linkers import organisations
from deskcheck.linkers.signs import signs
from deskcheck.linkers.terms import Index, Match
from deskcheck.model import Claim, Reference

_STUDY_AGAIN = re.compile(
    r"\b(?:the|this|that|these|those|its) (?:same )?(?:study|survey|trial|review|analysis|paper"
    r"|report|research|researchers|authors|participants|team|findings|scientists|investigators)\b",
    re.I,
)
_SHORT_BLOCK = 3
_SHORT_LIST = 15
_MOST_ALIKE = 60
_Key = TypeVar("_Key")
_Place = TypeVar("_Place")
_ADDRESSED = 0.04
_SECTION = re.compile(
    r"(?:\d+\.? )?(?:introduction|background|(?:materials? and "
    r"|patients and )?methods?(?: and materials?)?|experimental procedures|results?"
    r"(?: and discussion)?|discussion|conclusions?|abstract|author summary|supporting information)\W*$"
)
FEATURES = (
    "title",
    "title_share",
    "title_peak",
    "material",
    "material_share",
    "context",
    "near",
    "rare",
    "rarest",
    "phrase",
    "organisation",
    "author",
    "lead",
    "year",
    "number",
)


class Pair(msgspec.Struct):
    """One claim and one reference: the features, and the words that speak for the tie on both sides.

    ``line`` is where the table of all pairs has the features; the last line for a pair that shares nothing.
    """

    features: dict[str, float]
    cue: str = ""
    score: float = 0.0
    line: int = -1


class Evidence(msgspec.Struct):
    """The pairs of every claim by the reference's place, and what the claims show of themselves.

    ``again``: the claim says "the study"; ``joined``: it continues the claim before in a short block;
    ``numbers``: each reference's number, ``places``: the place of each number;
    ``popular``: the article has not the sections of a research article.
    """

    pairs: list[dict[int, Pair]]
    level: list[dict[str, float]]
    again: list[bool]
    joined: list[bool]
    numbers: list[int]
    places: dict[int, int]
    popular: bool = True
    floor: float = -6.0


def gather(
    claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str], groups: Sequence[int] = ()
) -> Evidence:
    """Return all pairs that share anything; the cost grows with what is shared, not with claims × references."""
    joined = _joined(claims, groups)
    index = Index(claims, references, material, joined)
    names = _names(references, claims)
    years = _by_year(references)
    figures = _figures(references, material)
    numbers = [reference.number for reference in references]
    places = {number: place for place, number in reversed(list(enumerate(numbers)))}
    evidence = Evidence(pairs=[], level=[], again=[], joined=joined, numbers=numbers, places=places)
    for place, claim in enumerate(claims):
        level = signs(claim)
        pairs = {number: _from_match(match) for number, match in index.matches(place).items()}
        _add_names(pairs, claim, names)
        if level["study"] or level["attribution"]:
            _add_years(pairs, claim, years)
        _add_figures(pairs, claim, figures)
        level["named"] = float(
            any(pair.features.keys() & {"organisation", "author", "lead", "year"} for pair in pairs.values())
        )
        evidence.pairs.append(pairs)
        evidence.level.append(level)
        evidence.again.append(bool(_STUDY_AGAIN.search(claim.quote)))
    _relative(evidence.pairs)
    readers = sum(level["reader"] > 0 for level in evidence.level)
    evidence.popular = _is_popular(claims, len(references), readers)
    if not evidence.popular:
        _add_position(evidence.level, groups)
    return evidence


def _add_position(level: Sequence[dict[str, float]], groups: Sequence[int]) -> None:
    """Add where a claim stands: research articles cite where they begin, and at the edges of a paragraph."""
    for place, features in enumerate(level):
        share = place / len(level)
        features["early"] = max(0.0, 1.0 - 5.0 * share)
        features["late"] = share
        if groups:
            features["opens"] = float(place == 0 or groups[place - 1] != groups[place])
            features["closes"] = float(place + 1 == len(groups) or groups[place + 1] != groups[place])


def _is_popular(claims: Sequence[Claim], count: int, readers: int) -> bool:
    """Tell whether an article is written for the public: no sections of a research article, a short list or a "you"."""
    headings = {heading.lower() for claim in claims for heading in claim.context[:4]}
    if sum(bool(_SECTION.match(heading)) for heading in headings) > 1:
        return False
    return count <= _SHORT_LIST or readers > _ADDRESSED * len(claims)


def _joined(claims: Sequence[Claim], groups: Sequence[int]) -> list[bool]:
    if not groups:
        return [False] * len(claims)
    sizes = Counter(groups)
    return [
        place > 0 and groups[place - 1] == group and sizes[group] <= _SHORT_BLOCK for place, group in enumerate(groups)
    ]


def _from_match(match: Match) -> Pair:
    features = {
        "title": match.title * 4.0,
        "material": match.material * 4.0,
        "context": match.context * 4.0,
        "near": min(match.near, 1.0) * 4.0,
        "rare": min(match.rare / 12.0, 2.0),
        "rarest": match.rarest / 6.0,
        "phrase": min(match.phrase / 6.0, 3.0),
    }
    return Pair(features, cue=", ".join(match.words[:4]))


class _Names(msgspec.Struct):
    organisations: dict[str, list[tuple[int, str]]]
    families: dict[str, list[int]]
    leads: dict[str, list[int]]
    plain: frozenset[str]


def _names(references: Sequence[Reference], claims: Sequence[Claim]) -> _Names:
    by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
    by_family: dict[str, list[int]] = defaultdict(list)
    by_lead: dict[str, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        for key, name in organisations.reference_keys(reference).items():
            by_key[key].append((place, name))
        for family in organisations.families(reference):
            by_family[family].append(place)
        for family in organisations.families(reference, leading=True):
            by_lead[family].append(place)
    plain = frozenset(word for claim in claims for word in claim.quote.split() if word.islower())
    return _Names(_telling(by_key), _telling(by_family), _telling(by_lead), plain)


def _add_names(pairs: dict[int, Pair], claim: Claim, names: _Names) -> None:
    for key, words in organisations.keys(claim.quote).items():
        listed = names.organisations.get(key, ())
        for place, name in listed:
            pair = pairs.setdefault(place, Pair({}))
            if "organisation" not in pair.features:
                pair.features["organisation"] = 1.0 / len(listed) ** 0.5
                pair.cue = f"{words} | {name}"
    for surname in organisations.surnames(claim.quote):
        for place in names.families.get(surname, ()):
            pair = pairs.setdefault(place, Pair({}))
            pair.features["author"] = 1.0
            pair.cue = pair.cue or surname
    for surname in organisations.surnames(claim.quote, opening=True) - names.plain:
        listed_first = names.leads.get(surname, ())
        for place in listed_first:
            pair = pairs.setdefault(place, Pair({}))
            pair.features["lead"] = max(pair.features.get("lead", 0.0), 1.0 / len(listed_first) ** 0.5)
            pair.cue = pair.cue or surname


def _telling(listed: dict[_Key, list[_Place]]) -> dict[_Key, list[_Place]]:
    """Leave out what so many references share that it tells none of them apart."""
    return {key: places for key, places in listed.items() if len(places) <= _MOST_ALIKE}


def _by_year(references: Sequence[Reference]) -> dict[int, list[int]]:
    years: dict[int, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        if reference.fields.year:
            years[reference.fields.year].append(place)
    return _telling(years)


def _add_years(pairs: dict[int, Pair], claim: Claim, years: dict[int, list[int]]) -> None:
    for quantity in claim.quantities:
        if quantity.kind == "year" and quantity.high is None:
            listed = years.get(int(quantity.value), ())
            for place in listed:
                pair = pairs.setdefault(place, Pair({}))
                pair.features["year"] = 1.0 / len(listed) ** 0.5
                pair.cue = f"{int(quantity.value)} | {pair.cue}" if pair.cue else str(int(quantity.value))


def _figures(references: Sequence[Reference], material: dict[int, str]) -> dict[str, list[int]]:
    """Figures of three digits or with decimals → places of the references whose title or material prints them."""
    found: dict[str, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        text = f"{reference.fields.title} {material.get(reference.number, '')[:20_000]}"
        for figure in set(re.findall(r"\d[\d,]*(?:\.\d+)?", text)):
            plain = figure.replace(",", "")
            if len(plain) >= 2:
                found[plain].append(place)
    return _telling(found)


def _add_figures(pairs: dict[int, Pair], claim: Claim, figures: dict[str, list[int]]) -> None:
    for quantity in claim.quantities:
        if quantity.kind in ("year", "ordinal") or quantity.value < 10:
            continue
        listed = figures.get(f"{quantity.value:g}", ())
        for place in listed:
            pair = pairs.setdefault(place, Pair({}))
            pair.features["number"] = max(pair.features.get("number", 0.0), 1.0 / len(listed) ** 0.5)
            pair.cue = f"{quantity.quote} | {pair.cue}" if pair.cue else quantity.quote


def _relative(pairs: list[dict[int, Pair]]) -> None:
    """Add how a pair's title score stands to the best of its claim and to the best of its reference."""
    peak: dict[int, float] = defaultdict(float)
    for row in pairs:
        for place, pair in row.items():
            peak[place] = max(peak[place], pair.features.get("title", 0.0))
    for row in pairs:
        best = max((pair.features.get("title", 0.0) for pair in row.values()), default=0.0)
        most = max((pair.features.get("material", 0.0) for pair in row.values()), default=0.0)
        for place, pair in row.items():
            title = pair.features.get("title", 0.0)
            pair.features["title_share"] = title / best if best else 0.0
            pair.features["title_peak"] = title / peak[place] if peak[place] else 0.0
            pair.features["material_share"] = pair.features.get("material", 0.0) / most if most else 0.0
