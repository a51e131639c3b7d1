"""The bundled dossier through the whole pipeline: what an editor must be able to rely on."""

import datetime
from pathlib import Path

import pytest

import deskcheck
from deskcheck.model import BlockKind, MatchStatus, ReferenceStatus, VerdictLabel

DOSSIER = Path(__file__).parent.parent / "references" / "emotional-detachment"
REGISTERED = {2, 6, 7, 8, 13}
NO_CLAIM = {
    BlockKind.TITLE,
    BlockKind.HEADING,
    BlockKind.BYLINE,
    BlockKind.DATE,
    BlockKind.PROMOTION,
    BlockKind.NAVIGATION,
    BlockKind.FOOTER,
    BlockKind.REFERENCE_LIST,
}


@pytest.fixture(scope="module")
def audit():
    return deskcheck.audit(DOSSIER / "article.md", dossier=DOSSIER, as_of=datetime.date(2026, 11, 23))


def test_thirteen_references_with_their_numbers(audit):
    assert [reference.number for reference in audit.references] == list(range(1, 14))
    assert audit.article.stated_references == 13


def test_exactly_the_five_registered_works_are_matched(audit):
    matched = {reference.number for reference in audit.references if reference.match.status is MatchStatus.MATCHED}
    assert matched == REGISTERED


def test_web_pages_are_no_fault_of_a_registry(audit):
    for reference in audit.references:
        if reference.number not in REGISTERED:
            assert reference.status in (ReferenceStatus.NOT_APPLICABLE, ReferenceStatus.UNKNOWN)


def test_every_span_quotes_the_article(audit):
    text = audit.article.text
    for claim in audit.claims:
        assert claim.span.of(text) == claim.quote
        for quantity in claim.quantities:
            assert quantity.span.of(text) == quantity.quote
    for reference in audit.references:
        assert reference.span.of(text) == reference.printed
        for field in reference.field_spans:
            assert 0 <= field.start < field.end <= len(reference.printed)
    for finding in audit.findings:
        if finding.spans:
            assert finding.spans[0].of(text) == finding.quote


def test_at_least_forty_claims_and_none_from_what_surrounds_an_article(audit):
    assert len(audit.claims) >= 40
    for block in audit.article.blocks:
        if block.kind in NO_CLAIM:
            assert not any(claim.span.overlaps(block.span) for claim in audit.claims), block


def test_every_claim_is_judged_with_a_reason(audit):
    for claim in audit.claims:
        assert claim.verdict.reason
        assert claim.verdict.cue
        assert 0 <= claim.verdict.confidence <= 1
        if not claim.firm_links:
            assert claim.verdict.label in (
                VerdictLabel.UNSUPPORTED,
                VerdictLabel.NOT_CHECKABLE,
                VerdictLabel.CONTRADICTED,
            )


def test_nothing_is_supported_without_evidence(audit):
    for claim in audit.claims:
        if claim.verdict.label is VerdictLabel.SUPPORTED:
            assert any(piece.origin != "title" and piece.stance == "supports" for piece in claim.verdict.evidence)


def test_the_platform_printed_as_a_journal_is_named(audit):
    eight = next(reference for reference in audit.references if reference.number == 8)
    container = next(row for row in eight.match.comparison if row.field == "container")
    assert container.result == "different"
    assert "Child Abuse" in container.recorded
