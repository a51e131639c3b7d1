"""Skeletons of schema.org ``ClaimReview``, one for each claim, for a desk that publishes its reviews.

The vocabulary asserts a published review by a person, so a skeleton holds what is known of the claim and leaves author,
date and rating to be filled in; what deskcheck found stands beside them as ``additionalProperty`` and asserts nothing.
Basis: schema.org ``ClaimReview``, ``Claim``, ``Rating``, ``PropertyValue``.
"""

from typing import Any

import msgspec

from deskcheck.model import Audit, Claim
from deskcheck.reporters.wording import verdict_words


def render(audit: Audit) -> str:
    """Return a JSON-LD graph with one skeleton for each claim, in text order."""
    graph = [_review(claim, audit) for claim in audit.claims]
    document = {"@context": "https://schema.org", "@graph": graph}
    return msgspec.json.format(msgspec.json.encode(document), indent=1).decode() + "\n"


def _review(claim: Claim, audit: Audit) -> dict[str, Any]:
    appearance: dict[str, Any] = {"@type": "Article", "headline": audit.article.title}
    if audit.article.path.startswith(("http://", "https://")):
        appearance["url"] = audit.article.path
    if published := audit.article.dates.published:
        appearance["datePublished"] = published.isoformat()
    authors = [person.name for person in audit.article.people if person.role == "author"]
    appearance["author"] = [{"@type": "Person", "name": name} for name in authors]
    return {
        "@type": "ClaimReview",
        "identifier": claim.id,
        "claimReviewed": claim.statement,
        "itemReviewed": {"@type": "Claim", "text": claim.quote, "appearance": appearance},
        "author": {"@type": "Organization", "name": "", "url": ""},
        "datePublished": "",
        "url": "",
        "reviewRating": {"@type": "Rating", "alternateName": "not reviewed by a person yet"},
        "additionalProperty": [
            {"@type": "PropertyValue", "name": name, "value": value} for name, value in _found(claim, audit)
        ],
    }


def _found(claim: Claim, audit: Audit) -> list[tuple[str, Any]]:
    cited = {reference.number: reference for reference in audit.references}
    found: list[tuple[str, Any]] = [
        ("deskcheck:kind", claim.kind.value),
        ("deskcheck:worth", claim.worth),
        ("deskcheck:verifiability", claim.verifiability),
    ]
    if claim.verdict is not None:
        found.append(("deskcheck:verdict", verdict_words(claim)))
        found.append(("deskcheck:reason", claim.verdict.reason))
    found.extend(
        ("deskcheck:reference", cited[link.number].printed) for link in claim.firm_links if link.number in cited
    )
    return found
