"""A statement of the article that can be right or wrong."""

from enum import StrEnum

import msgspec

from deskcheck.model.link import Link
from deskcheck.model.span import Span
from deskcheck.model.verdict import Verdict


class ClaimKind(StrEnum):
    """What sort of statement a claim makes."""

    STATISTIC = "statistic"
    PREVALENCE = "prevalence"
    CAUSAL = "causal"
    ASSOCIATION = "association"
    DEFINITION = "definition"
    CLASSIFICATION = "classification"
    SYMPTOM = "symptom"
    TREATMENT = "treatment"
    RISK = "risk"
    ATTRIBUTION = "attribution"
    FINDING = "finding"
    COMPARISON = "comparison"
    HISTORICAL = "historical"
    POLICY = "policy"
    CREDENTIAL = "credential"
    OPINION = "opinion"
    STATEMENT = "statement"


class Importance(StrEnum):
    """How much harm a wrong claim of this sort can do."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Quantity(msgspec.Struct, frozen=True, omit_defaults=True):
    """A number in the text.

    Attributes:
        value: the number, or the lower end of a range.
        high: the upper end of a range, else None.
        unit: normalised unit (``%``, ``year``, ``mg`` …) or the counted noun; empty if bare.
        comparator: ``=``, ``<``, ``<=``, ``>``, ``>=`` or ``~``.
        kind: percent, count, year, duration, dose, ratio, sample, ordinal or number.
        what: the words counted, as printed near the number.
        quote: the number as printed; ``span`` is its place.
    """

    value: float
    span: Span
    quote: str
    unit: str = ""
    high: float | None = None
    comparator: str = "="
    kind: str = "number"
    what: str = ""


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """One check-worthy statement.

    Attributes:
        id: derived from the words, so that it survives edits elsewhere in the article.
        span, quote: its exact place and words (``quote == text[start:end]``).
        statement: the claim on its own: the quote, or a rewriting with its context when needed.
        rewritten: True when the statement is not the quote.
        context: the heading and lead-in that the claim stands under, outermost first.
        worth: 0 to 1, how much the claim wants a source.
        verifiability: 0 to 1, how far it states something that can be checked at all.
        population, time, named_sources: whom it speaks of, when, and on whose word, as printed.
        hedges: the words that soften it ("may", "in some people").
        negations: the words that deny.
        certainty: ``hedged``, ``plain`` or ``certain``.
        references: links to the references that should carry it.
        verdict: None until judged.
    """

    id: str
    span: Span
    quote: str
    statement: str
    kind: ClaimKind
    worth: float
    importance: Importance
    verifiability: float = 0.0
    rewritten: bool = False
    context: tuple[str, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    population: tuple[str, ...] = ()
    time: tuple[str, ...] = ()
    named_sources: tuple[str, ...] = ()
    hedges: tuple[str, ...] = ()
    negations: tuple[str, ...] = ()
    certainty: str = "plain"
    references: tuple[Link, ...] = ()
    verdict: Verdict | None = None

    @property
    def firm_links(self) -> tuple[Link, ...]:
        """The links above the threshold: suggestions left out."""
        return tuple(link for link in self.references if not link.suggested)
