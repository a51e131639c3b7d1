"""Audit → findings. One rule is ``name.py`` (its ``RULE``) and ``name.md`` (its documentation).

To add a rule: write the two files and add the module's name to ``MODULES``.
"""

from functools import cache
from importlib import import_module
from pathlib import Path

from deskcheck.checks.rule import About, Need, Problem, Rule

MODULES = (
    # ART: the article's own data
    "undated_article",
    "unsigned_article",
    "hidden_text",
    "unread_content",
    "unlisted_sources",
    # REF: the reference as printed
    "unreadable_reference",
    "missing_title",
    "missing_field",
    "undated_reference",
    "missing_url",
    "cut_url",
    "malformed_doi",
    "numbering_gap",
    "duplicate_number",
    "wrong_reference_count",
    "duplicate_reference",
    "inconsistent_style",
    "platform_as_journal",
    "publisher_as_journal",
    "site_label_in_title",
    "article_number_as_issue",
    "degrees_in_names",
    "missing_head",
    "stray_text",
    # REC: the reference against the record of its work
    "wrong_work",
    "doi_points_elsewhere",
    "missing_doi",
    "wrong_title",
    "wrong_author",
    "wrong_year",
    "wrong_container",
    "wrong_volume",
    "wrong_pages",
    "wrong_issue",
    "unindexed_work",
    "ambiguous_work",
    # URL: the reference's address
    "broken_address",
    "suspect_address",
    "other_page",
    "unregistered_doi",
    # NOT: notices about the work
    "retracted_work",
    "withdrawn_work",
    "expression_of_concern",
    "corrected_work",
    # LNK: links between claims and references
    "uncited_reference",
    "dangling_marker",
    # CLM: claims against their evidence
    "unsupported_claim",
    "contradicted_claim",
    "distorted_claim",
    "outdated_claim",
    "self_contradiction",
    "policy_breach",
    "wording_taken_over",
    # AGE: the three clocks
    "outdated_source",
    "superseded_source",
    "overdue_review",
    # POL: the desk's own decisions
    "expired_waiver",
    "stale_waiver",
    "refused_source",
    "refused_tier",
    "other_language",
    # RUN: the run itself
    "no_references",
    "no_claims",
    "not_looked_up",
    "unseen_address",
)

__all__ = ["MODULES", "About", "Need", "Problem", "Rule", "documentation", "rules"]


@cache
def rules() -> tuple[Rule, ...]:
    """Return every rule, ordered by code."""
    found = (import_module(f"deskcheck.checks.{module}").RULE for module in MODULES)
    return tuple(sorted(found, key=lambda rule: rule.code))


def documentation(rule: Rule) -> str:
    """Return the rule's Markdown page."""
    return (Path(__file__).parent / f"{rule.name.replace('-', '_')}.md").read_text(encoding="utf-8")
