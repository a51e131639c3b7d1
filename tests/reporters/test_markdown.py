"""Markdown shows text from outside letter by letter, and its tables keep their shape."""

from html import unescape

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from builders import rich_audit
from deskcheck.reporters import render
from deskcheck.reporters.characters import printable
from deskcheck.reporters.markdown import escape

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
HOSTILE = st.text(st.sampled_from("ab1 .:/<>[]()!*_`~#|\\&;\"'=+-@$^{}\n") | st.characters())


def shown(markdown):
    """Return the words a reader sees."""
    html = READER.render(markdown)
    assert html.startswith("<p>")
    assert html.endswith("</p>\n")
    return unescape(html.removeprefix("<p>").removesuffix("</p>\n"))


@given(HOSTILE.filter(printable))
def test_any_text_is_shown_letter_by_letter(text):
    assert shown(escape(text)) == printable(text)


@given(HOSTILE)
def test_any_text_fits_into_one_cell(text):
    html = READER.render(f"| a | b |\n|---|---|\n| {escape(text)} | end |\n")
    assert html.count("<td>") == 2
    assert "<td>end</td>" in html


def tables():
    """Return the tables of the rich report: a list of rows of words each."""
    found, row = [], []
    for token in READER.parse(render("markdown", rich_audit())):
        if token.type == "table_open":
            found.append([])
        elif token.type == "tr_open":
            row = []
            found[-1].append(row)
        elif token.type == "inline" and found and token.level > 2:
            row.append("".join(child.content for child in token.children))
    return found


def test_the_report_has_a_row_for_every_finding_claim_and_reference():
    audit = rich_audit()
    _, findings, claims, references, _ = tables()
    assert [row[2] for row in findings[1:]] == [one.message for one in audit.findings if one.state != "waived"]
    assert [row[3] for row in claims[1:]] == [claim.quote for claim in audit.claims]
    assert [row[3] for row in references[1:]] == [reference.printed for reference in audit.references]


def test_suggested_links_stand_in_brackets():
    _, _, claims, *_ = tables()
    assert claims[2][2] == "1, (4)"


def test_a_doi_is_a_link_to_its_resolver():
    assert "(https://doi.org/10.9999/drops.2021)" in render("markdown", rich_audit())


def test_headings_come_in_order():
    lines = render("markdown", rich_audit()).splitlines()
    assert [line for line in lines if line.startswith("#")] == [
        "# Audit: Green Tea and Tired Eyes",
        "## Findings",
        "## Claims",
        "## References",
        "## Author queries",
        "## Waivers",
        "## Method and limits",
    ]
