"""Where the text's lines are not the source's, reports name the page or paragraph that a person can look up."""

import msgspec

from builders import rich_audit
from deskcheck.model import Block
from deskcheck.reporters import render
from deskcheck.reporters.places import Whereabouts


def paged():
    audit = rich_audit()
    blocks = tuple(
        Block(block.kind, block.span, block.level, f"page {place // 3 + 1}")
        for place, block in enumerate(audit.article.blocks)
    )
    return msgspec.structs.replace(audit, article=msgspec.structs.replace(audit.article, format="pdf", blocks=blocks))


def test_a_page_stands_in_place_of_a_line():
    audit = paged()
    span = audit.claims[0].span
    assert Whereabouts(audit)(span).startswith("page ")
    assert Whereabouts(rich_audit())(span) == f"line {span.line}"
    for kind in ("html", "terminal"):
        report = render(kind, audit)
        assert "page 2" in report
        assert f"line {span.line}<" not in report


def test_questions_to_the_author_name_the_page():
    assert "Page " in render("markdown", paged())
    assert "Line " in render("markdown", rich_audit())
