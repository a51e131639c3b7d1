"""ClaimReview skeletons: what is known of a claim, and nothing asserted in anybody's name."""

import json

import pytest

from builders import a_claim, an_article, an_audit, rich_audit
from deskcheck.reporters import render


def graph(audit):
    return json.loads(render("claimreview", audit))["@graph"]


def test_every_claim_has_a_skeleton_with_its_exact_words():
    audit = rich_audit()
    reviews = graph(audit)
    assert [review["itemReviewed"]["text"] for review in reviews] == [claim.quote for claim in audit.claims]
    assert [review["identifier"] for review in reviews] == [claim.id for claim in audit.claims]


def test_no_rating_is_asserted():
    for review in graph(rich_audit()):
        assert review["reviewRating"] == {"@type": "Rating", "alternateName": "not reviewed by a person yet"}
        assert review["author"]["name"] == review["datePublished"] == ""


def test_what_was_found_stands_apart():
    audit = rich_audit()
    judged = next(place for place, claim in enumerate(audit.claims) if claim.verdict)
    found = {entry["name"]: entry["value"] for entry in graph(audit)[judged]["additionalProperty"]}
    assert found["deskcheck:reason"] == audit.claims[judged].verdict.reason


@pytest.mark.parametrize(("path", "url"), [("https://desk.example/tea", True), ("tea.md", False)])
def test_only_an_address_is_given_as_one(path, url):
    article = an_article(path=path)
    (review,) = graph(an_audit(article, claims=(a_claim(article),)))
    assert ("url" in review["itemReviewed"]["appearance"]) is url
