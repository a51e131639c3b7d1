"""One printed reference to bibliographic fields.

``parse`` reads one string, ``parse_all`` a list. A sequence model labels the words; grammars of names,
dates, numbers and identifiers turn the labelled stretches into CSL-JSON. Nothing is invented: every value
is printed in the string.
"""

from collections.abc import Sequence

import msgspec

from deskcheck.extractors.references.parse import fields, spans
from deskcheck.extractors.references.parse.tagger import tagger
from deskcheck.extractors.references.parse.tokens import split
from deskcheck.model import CslItem, FieldSpan


class Parsed(msgspec.Struct, frozen=True):
    """What was read from one reference.

    Attributes:
        fields: the CSL item; what is not printed is empty.
        spans: where each field stands: ``text[start:end]``, in text order, not overlapping.
        confidence: probability from 0 to 1 that every field is right.
    """

    fields: CslItem
    spans: tuple[FieldSpan, ...] = ()
    confidence: float = 0.0


def parse(text: str) -> Parsed:
    """Read one reference; any string is answered, an empty one with nothing at confidence 0."""
    tokens = split(text)
    if not tokens.forms:
        return Parsed(CslItem())
    model = tagger()
    labels, probability = model.labels(tokens)
    parts = spans.stretches(tokens, labels)
    marked = tuple(FieldSpan(part.label, part.start, part.end, _sure(model, part)) for part in parts)
    return Parsed(fields.item(tokens.text, parts), marked, probability)


def _sure(model: object, part: spans.Stretch) -> float:
    """Return how sure the model is of both ends of a field."""
    marginal = model.marginal  # type: ignore[attr-defined]
    return round(min(marginal(part.label, part.first), marginal(part.label, part.last)), 4)


def parse_all(texts: Sequence[str]) -> list[Parsed]:
    """Read a list of references, in order."""
    return [parse(text) for text in texts]
