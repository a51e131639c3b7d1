"""What a labelling of a reference looks like, piece by piece: the order of its fields, their borders, their words.

Labellings of one reference share most of their pieces, so a piece is described once.
"""

from collections.abc import Iterator
from functools import lru_cache

from deskcheck.extractors.references.parse.features import NUMBERED
from deskcheck.extractors.references.parse.forms import Form, Gap
from deskcheck.extractors.references.parse.lexicon import CUES, lexicon
from deskcheck.extractors.references.parse.spans import Run, runs

Order = tuple[tuple[str, ...]]
"""The labels of all fields."""
End = tuple[str, int]
"""The last field's label and last token."""
Border = tuple[str, bool, str, int]
"""Label before, whether tokens without a field stand between, label after, its first token."""
Piece = Order | End | Run | Border
_WORDS = frozenset({"author", "title", "container", "publisher", "place", "editor", "series"})
_LENGTHS = [0, 1, 2, 3, 4, 4, 6, 6, 6, 9, 9, 9, 9, 9, 14]


def parted(labels: list[str]) -> list[Piece]:
    """Return the pieces of a labelling."""
    parts = runs(labels)
    found: list[Piece] = [(tuple([label for label, _, _ in parts]),), *parts]
    before, end = "^", -1
    for label, first, last in parts:
        found.append((before, first > end + 1, label, first))
        before, end = label, last
    found.append((before, end))
    return found


def described(piece: Piece, forms: list[Form], gaps: list[Gap]) -> Iterator[str]:
    """Return the signs of a piece, each of which ``ranking`` may have a weight for.

    Args:
        forms, gaps: what ``Tagger.look_up`` knows of the reference.
    """
    match piece:
        case (names,):
            return iter(_order(names))
        case (before, end):
            return iter((f"{before}>${forms[end + 1].name if end + 1 < len(forms) else ''}",))
        case (before, apart, label, first):
            return _border(before, ("o" if apart else "") + gaps[first].key, label, first, forms)
        case (label, first, last):
            return _field((label, first, last), forms, gaps)


@lru_cache(4096)
def _order(names: tuple[str, ...]) -> tuple[str, ...]:
    """Describe which fields there are, and in what order; lists repeat a few orders."""
    return tuple(_ordered(names))


def _ordered(names: tuple[str, ...]) -> Iterator[str]:
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


def _border(before: str, gap: str, label: str, first: int, forms: list[Form]) -> Iterator[str]:
    """Describe where one field ends and the next begins."""
    left = forms[first - 1].name if first else ""
    yield f"{before}>{label}"
    yield f"{before}{gap}{label}"
    yield f"{before}|{left}{gap}{forms[first].name}|{label}"


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
