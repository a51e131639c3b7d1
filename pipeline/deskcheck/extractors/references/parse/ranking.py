"""A second look at a reference that the tagger is unsure of: which of its likeliest labellings makes most sense.

The tagger sees one label and the one before it; here the fields are seen whole: in what order they come, with what
marks between them, which of them are missing or double, and whether their words are those of a name, a title or a
publisher. A log-linear model over the likeliest labellings (Collins and Koo, "Discriminative Reranking for Natural
Language Parsing", 2005), fitted by ``pipeline/training/references_ranking.py`` on references that the tagger was not
trained on.
"""

import json
import math
from collections.abc import Iterator, Sequence
from functools import cache

from deskcheck.extractors.references.parse import repairs
from deskcheck.extractors.references.parse.features import NUMBERED
from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import CUES, lexicon
from deskcheck.extractors.references.parse.spans import Run, runs
from deskcheck.extractors.references.parse.tagger import Tagged, tagger
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.shipped import model_bytes

FILE = "references.ranking.json"
_WORDS = frozenset({"author", "title", "container", "publisher", "place", "editor", "series"})
_LENGTHS = [0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 9, 14]


def chosen(tokens: Tokens, tagged: Tagged) -> tuple[list[str], Tagged, float]:
    """Return the mended labels of the best labelling, that labelling, and how sure the choice is, from 0 to 1."""
    if not tagged.others:
        return repairs.mended(tokens, tagged.labels), tagged, 1.0
    options = candidates(tokens, tagged)
    weights = _weights()
    signs = list(described(tokens, [labels for labels, _, _ in options]))
    scores = [
        weights[""] * math.log(mass) + sum(weights.get(sign, 0.0) for sign in found)
        for found, (_, _, mass) in zip(signs, options, strict=True)
    ]
    top = max(scores)
    best = scores.index(top)
    labels, option, _ = options[best]
    return labels, option, 1 / sum(math.exp(score - top) for score in scores)


def candidates(tokens: Tokens, tagged: Tagged) -> list[tuple[list[str], Tagged, float]]:
    """Return the different mended labellings, likeliest first, each with the probability of all that come to it."""
    found: dict[tuple[str, ...], tuple[list[str], Tagged, float]] = {}
    for option in (tagged, *tagged.others):
        labels = repairs.mended(tokens, option.labels)
        key = tuple(labels)
        _, first, mass = found.get(key, (labels, option, 1e-12))
        found[key] = labels, first, mass + option.probability
    return list(found.values())


def described(tokens: Tokens, options: Sequence[list[str]]) -> Iterator[set[str]]:
    """Yield the signs of every labelling that not all of them have."""
    forms, gaps = tagger().look_up(tokens)
    known: dict[Run, tuple[str, ...]] = {}
    found = []
    for labels in options:
        parts = runs(labels)
        signs = {*_order(parts), *_borders(parts, forms, gaps)}
        for part in parts:
            if part not in known:
                known[part] = tuple(_field(part, forms, gaps))
            signs.update(known[part])
        found.append(signs)
    common = set.intersection(*found)
    for signs in found:
        yield signs - common


def _order(parts: list[Run]) -> Iterator[str]:
    """Describe which fields there are, and in what order."""
    names = [label for label, _, _ in parts]
    yield ">>" + ">".join(names)
    yield "==" + "+".join(sorted(set(names)))
    for label in sorted(set(names)):
        if names.count(label) > 1:
            yield "2" + label
    for one in ("author", "title", "container", "date", "publisher"):
        if one not in names:
            yield "-" + one
            for other in ("url", "volume", "pages", "container", "publisher", "accessed"):
                if other in names:
                    yield f"-{one}+{other}"
    wide = ["^", *names, "$"]
    for before, here, after in zip(wide, wide[1:], wide[2:], strict=False):
        yield f"{before}>{here}>{after}"


def _borders(parts: list[Run], forms: list[Form], gaps: list[Gap]) -> Iterator[str]:
    """Describe where one field ends and the next begins."""
    before, end = "^", -1
    for label, first, last in parts:
        gap = ("o" if first > end + 1 else "") + gaps[first].key
        left = forms[first - 1].name if first else ""
        yield f"{before}>{label}"
        yield f"{before}{gap}{label}"
        yield f"{before}|{left}{gap}{forms[first].name}|{label}"
        before, end = label, last
    rest = forms[end + 1].name if end + 1 < len(forms) else ""
    yield f"{before}>${rest}"


def _field(part: Run, forms: list[Form], gaps: list[Gap]) -> Iterator[str]:
    """Describe a field by itself."""
    label, first, last = part
    inside = forms[first : last + 1]
    length = last + 1 - first
    yield f"{label}/{_LENGTHS[min(length, 14)]}"
    if label not in _WORDS:
        yield f"{label}={''.join(form.shape for form in inside[:3])}"
        return
    inner = gaps[first + 1 : last + 1]
    stops = [gap.strong and len(form.low) > 3 for gap, form in zip(inner, inside, strict=False)].count(True)
    yield f"{label}.{min(stops, 3)}"
    lasts = [gap.last for gap in inner]
    yield f"{label},{min(lasts.count(',') + lasts.count(';'), 3)}"
    yield f"{label}^{inside[0].name}"
    yield f"{label}^l={inside[0].profile}"
    yield f"{label}${inside[-1].name}"
    yield f"{label}$l={inside[-1].profile}"
    yield f"{label}({sum([gap.opens for gap in inner])}"
    yield f"{label}q{gaps[first].quote}{gaps[last + 1].quote}"
    kind = lexicon().segments.get(" ".join(form.low for form in inside)) if length <= 10 else None
    if kind:
        yield f"{label}~{kind}"
    small = [form.bit for form in inside].count(2)
    yield f"{label}A{4 * (length - small) // length}"
    for cue in sorted({CUES[form.low] for form in inside if form.low in CUES}):
        yield f"{label}:{cue}"
    kinds = {form.kind for form in inside}
    if "i" in kinds:
        yield f"{label}:initial"
    if not kinds.isdisjoint(NUMBERED):
        yield f"{label}:number"


@cache
def _weights() -> dict[str, float]:
    """Load the fitted weights, once: under the empty name that of the logarithm of the probability."""
    weights: dict[str, float] = json.loads(model_bytes(FILE))
    return weights
