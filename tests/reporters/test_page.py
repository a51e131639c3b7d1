"""What the HTML report brings together: worst first, notes in their place, little room for long articles."""

import re
from html.parser import HTMLParser

import pytest

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Importance, Severity, Subject, VerdictLabel
from deskcheck.reporters import render
from deskcheck.reporters.page import Page

TEXT = "Tea helps. Milk harms. Water cures. Juice lasts.\n\nAlone it stands."
ARTICLE = an_article(TEXT)


def claims(*labels, importance=Importance.MEDIUM):
    quotes = re.findall(r"[^.]+\.", TEXT)
    return tuple(
        a_claim(ARTICLE, quote.strip(), id=f"c-{place}", verdict=a_verdict(label), importance=importance)
        for place, (quote, label) in enumerate(zip(quotes, labels, strict=False))
    )


def warned(claim, message="Look."):
    return a_finding(message=message, subject=Subject("claim", claim.id), fingerprint=f"f-{claim.id}")


def test_the_first_things_to_do_come_worst_first():
    held = claims(
        VerdictLabel.UNSUPPORTED, VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.CONTRADICTED, VerdictLabel.SUPPORTED
    )
    findings = (
        warned(held[0], "No source."),
        warned(held[1], "Half a source."),
        a_finding(message="Grave.", severity=Severity.ERROR),
        a_finding(message="A hint.", severity=Severity.NOTE),
    )
    page = Page(an_audit(ARTICLE, claims=held, references=(a_reference(),), findings=findings))
    told = [view.finding.message if hasattr(view, "finding") else view.claim.quote for view in page.to_do]
    assert told == ["Grave.", "Water cures.", "Half a source.", "No source."]


def test_claims_that_merely_lack_a_reference_share_one_note_a_paragraph():
    lack = VerdictLabel.UNSUPPORTED
    held = claims(lack, lack, VerdictLabel.PARTLY_SUPPORTED, lack, lack)
    page = Page(an_audit(ARTICLE, claims=held, references=(a_reference(),)))
    assert [[view.name for view in page.lacking(block)] for block in page.blocks] == [["C1", "C2", "C4"], []]
    source = render("html", page.audit)
    assert len(re.findall(r"<ul class=\"notes\".*?</ul>", source, re.S)) == 2
    for anchor in page.anchors.claims:
        assert source.count(f"id=n-{anchor}") == 1, "every claim keeps a note of its own to link to"


def test_every_claim_and_finding_of_the_bundled_audit_can_be_linked_to(bundled_audit):
    page, source = Page(bundled_audit), render("html", bundled_audit)
    ids = re.findall(r"\bid=\"?([\w-]+)", source)
    assert len(ids) == len(set(ids))
    wanted = page.anchors.claims + page.anchors.references + page.anchors.findings
    assert set(wanted) <= set(ids)
    assert set(re.findall(r"href=\"?#([\w-]+)", source)) <= set(ids)


class Words(HTMLParser):
    """The words of the part with the article."""

    def __init__(self, source):
        super().__init__()
        self.inside, self.found = 0, []
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.inside += bool(self.inside and tag not in ("br", "use")) or dict(attrs).get("id") == "article-text"

    def handle_endtag(self, tag):
        self.inside -= bool(self.inside and tag != "use")

    def handle_data(self, data):
        self.found += [data] if self.inside else []


def test_the_article_is_shown_whole(bundled_audit):
    shown = " ".join("".join(Words(render("html", bundled_audit)).found).split())
    for claim in bundled_audit.claims:
        assert " ".join(claim.quote.split()) in shown


def long_audit(claims=1000, references=500):
    text = "\n\n".join(
        f"Statement {number} says that tea number {number} helps against ills." for number in range(claims)
    )
    article = an_article(text)
    made = tuple(
        a_claim(article, part, id=f"c-{number}", verdict=a_verdict(list(VerdictLabel)[number % 6]))
        for number, part in enumerate(text.split("\n\n"))
    )
    listed = tuple(a_reference(number=number + 1, id=f"r-{number}") for number in range(references))
    findings = tuple(warned(claim) for claim in made[::2])
    return an_audit(article, claims=made, references=listed, findings=findings)


def test_the_page_of_a_thousand_claims_stays_small():
    source = render("html", long_audit())
    assert len(source.encode()) < 2_000_000
    page = Page(long_audit(300, 10))
    assert page.lean is False
    assert page.grid


@pytest.mark.parametrize("kind", ["html", "markdown"])
def test_an_empty_audit_says_so(kind):
    report = render(kind, an_audit(an_article("")))
    assert "That is a result to look into, not a clearance." in report


def test_the_rich_page_holds_every_part_in_order():
    source = render("html", rich_audit())
    parts = re.findall(r'<h[12] id="([a-z]+)"', source)
    assert parts == [
        "title", "findings", "article", "claims", "references", "matrix", "orphans", "queries", "waivers", "method",
    ]  # fmt: skip
