"""What speaks for a tie between one claim and one reference: named features, each from 0 to 1 or so."""

import re
from collections import defaultdict
from collections.abc import Sequence

import msgspec

from deskcheck.linkers import organisations
from deskcheck.linkers.terms import Index, Match
from deskcheck.model import Claim, ClaimKind, Reference
from deskcheck.text.cues import CueKind, cues

_STUDY_AGAIN = re.compile(
    r"\b(?:the|this|that|these|those|its) (?:same )?(?:study|survey|trial|review|analysis|paper|report|research|researchers|authors|participants|team|findings|scientists|investigators)\b",
    re.I,
)
FEATURES = (
    "title",
    "title_share",
    "title_peak",
    "material",
    "material_share",
    "context",
    "rare",
    "organisation",
    "author",
    "year",
    "number",
    "study",
    "numeric",
    "worth",
    "we",
    "advice",
)


class Pair(msgspec.Struct):
    """One claim and one reference: the features, and the words that speak for the tie on both sides."""

    features: dict[str, float]
    cue: str = ""
    score: float = 0.0


class Evidence(msgspec.Struct):
    """The pairs of every claim by the reference's place, and what the claims show of themselves."""

    pairs: list[dict[int, Pair]]
    level: list[dict[str, float]]
    again: list[bool]


def gather(claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str]) -> Evidence:
    """Return all pairs that share anything; the cost grows with what is shared, not with claims × references."""
    index = Index(claims, references, material)
    names = _names(references)
    years = _by_year(references)
    figures = _figures(references, material)
    evidence = Evidence(pairs=[], level=[], again=[])
    for place, claim in enumerate(claims):
        level, study = _level(claim)
        pairs = {number: _from_match(match) for number, match in index.matches(place).items()}
        _add_names(pairs, claim, names)
        if study:
            _add_years(pairs, claim, years)
        _add_figures(pairs, claim, figures)
        evidence.pairs.append(pairs)
        evidence.level.append(level)
        evidence.again.append(bool(_STUDY_AGAIN.search(claim.quote)))
    _relative(evidence.pairs)
    return evidence


def _from_match(match: Match) -> Pair:
    features = {
        "title": match.title,
        "material": match.material,
        "context": match.context,
        "rare": min(match.rare / 12.0, 2.0),
    }
    return Pair(features, cue=", ".join(match.words[:4]))


def _level(claim: Claim) -> tuple[dict[str, float], bool]:
    kinds = {cue.kind for cue in cues(claim.quote)}
    study = CueKind.STUDY in kinds or CueKind.ATTRIBUTION in kinds
    return {
        "study": float(study),
        "numeric": float(any(quantity.kind != "year" for quantity in claim.quantities)),
        "worth": claim.worth,
        "we": float(CueKind.WE in kinds),
        "advice": float(
            claim.kind in (ClaimKind.POLICY, ClaimKind.CREDENTIAL, ClaimKind.OPINION) or CueKind.ADVICE in kinds
        ),
    }, study


class _Names(msgspec.Struct):
    organisations: dict[str, list[tuple[int, str]]]
    families: dict[str, list[int]]


def _names(references: Sequence[Reference]) -> _Names:
    by_key: dict[str, list[tuple[int, str]]] = defaultdict(list)
    by_family: dict[str, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        for key, name in organisations.reference_keys(reference).items():
            by_key[key].append((place, name))
        for family in organisations.families(reference):
            by_family[family].append(place)
    return _Names(by_key, by_family)


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


def _by_year(references: Sequence[Reference]) -> dict[int, list[int]]:
    years: dict[int, list[int]] = defaultdict(list)
    for place, reference in enumerate(references):
        if reference.fields.year:
            years[reference.fields.year].append(place)
    return years


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
    return found


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
