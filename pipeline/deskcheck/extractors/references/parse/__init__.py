"""One printed reference to bibliographic fields.

``parse`` reads one string, ``parse_all`` a list. A sequence model labels the words; grammars of names,
dates, numbers and identifiers turn the labelled stretches into CSL-JSON. Nothing is invented: every value
is printed in the string.
"""

from collections.abc import Iterator, Sequence

import msgspec

from deskcheck.extractors.references.parse import asked, fields, habits, identifiers, legal, repairs, spans
from deskcheck.extractors.references.parse.confidence import Answer, estimate, signs
from deskcheck.extractors.references.parse.identifiers import Identifier
from deskcheck.extractors.references.parse.ranking import Choice, Weights, chosen, shipped
from deskcheck.extractors.references.parse.tagger import Tagged, tagger
from deskcheck.extractors.references.parse.tokens import Tokens, split
from deskcheck.model import CslItem, FieldSpan

_WINDOW = 2048
"""References held at once; the longer the window, the more of a like length are found in it."""


_OF_THE_WEB = frozenset({"url", "accessed", "doi"})


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


class Reading(msgspec.Struct, frozen=True):
    """A reading with what its confidence is computed from, for the calibration; nothing where a form alone tells."""

    fields: CslItem
    spans: tuple[FieldSpan, ...] = ()
    signs: list[float] = []


def parse(text: str) -> Parsed:
    """Read one reference; any string is answered, an empty one with nothing at confidence 0."""
    return parse_all([text])[0]


def parse_all(texts: Sequence[str]) -> list[Parsed]:
    """Read the references of one list, in order.

    What the neighbours of a reference look like helps to read it, so that it may be read otherwise than by ``parse``;
    many at once are also read faster than one after the other.
    """
    found: list[Parsed] = []
    for start in range(0, len(texts), _WINDOW):
        window = [split(text) for text in texts[start : start + _WINDOW]]
        for tokens, reading in zip(window, read_all(window, tagger().tag(window)), strict=True):
            unmeasured = legal.SURE if tokens.forms else 0.0
            sure = estimate(reading.signs) if reading.signs else unmeasured
            found.append(Parsed(reading.fields, reading.spans, sure))
    return found


def read_all(many: Sequence[Tokens], tagged: Sequence[Tagged], weights: Weights | None = None) -> Iterator[Reading]:
    """Read the references of a list from the labels of their tokens; one without tokens has no fields.

    Args:
        weights: of the choice among labellings, where a training tries others than the shipped ones.
    """
    weights = weights or shipped()
    firsts = [repairs.mended(tokens, one.labels) for tokens, one in zip(many, tagged, strict=True)]
    layouts = [
        (habits.layout(tokens, first), one.probability) if tokens.forms else None
        for tokens, first, one in zip(many, firsts, tagged, strict=True)
    ]
    for tokens, one, first, laid_out, near in zip(many, tagged, firsts, layouts, habits.around(layouts), strict=True):
        if not laid_out:
            yield Reading(CslItem())
            continue
        reading = _read(tokens, chosen(tokens, one, (first, laid_out[0]), near, weights))
        lawful = legal.read(tokens.text)
        yield _by_form(lawful, reading) if lawful else reading


def _read(tokens: Tokens, choice: Choice) -> Reading:
    """Read a reference that has at least one token."""
    parts = spans.stretches(tokens, choice.labels)
    # As sure as the model is of both ends of a field.
    chances = choice.tagged.sure
    sure = [round(min(chances[part.first], chances[part.last]), 4) for part in parts]
    known = identifiers.every(tokens.text)
    item = fields.item(tokens.text, parts, known)
    found = signs(Answer(tokens, choice, parts, sure), item)
    if person := asked.anyone(tokens.text):
        return Reading(*person, found)
    marked = [FieldSpan(part.label, part.start, part.end, chance) for part, chance in zip(parts, sure, strict=True)]
    if known:
        marked = _with_identifiers(marked, known)
    return Reading(item, tuple(marked), found)


def _by_form(lawful: tuple[CslItem, tuple[FieldSpan, ...]], reading: Reading) -> Reading:
    """Add to what a form tells where the work stands on the web, which the forms leave out."""
    item, marked = lawful
    other = reading.fields
    end = max(span.end for span in marked)
    where = [span for span in reading.spans if span.label in _OF_THE_WEB and span.start >= end]
    fields = msgspec.structs.replace(item, url=other.url, doi=other.doi, accessed=other.accessed)
    return Reading(fields, (*marked, *where))


def _with_identifiers(marked: list[FieldSpan], known: list[Identifier]) -> list[FieldSpan]:
    """Name the spans of identifiers after their kind, and add those that the tagger passed over."""
    for one in known:
        over = [span for span in marked if span.start < one.end and one.start < span.end]
        if not over:
            marked.append(FieldSpan(one.label, one.start, one.end))
        elif len(over) == 1 and over[0].label in {"id", "note", "o"}:
            marked[marked.index(over[0])] = FieldSpan(one.label, over[0].start, over[0].end, over[0].confidence)
    return sorted(marked, key=lambda span: span.start)
