import pytest

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes
from small_documents import opendocument, package, word

STYLES = """
<text:list-style style:name="N"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
</text:list-style><text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/></text:list-style>
<style:style style:name="Q" style:parent-style-name="Quotations"/><style:style style:name="Quotations"/>
<style:style style:name="hid"><style:text-properties text:display="none"/></style:style>
<style:style style:name="white"><style:text-properties fo:color="#ffffff"/></style:style>
<style:style style:name="tiny"><style:text-properties fo:font-size="1pt"/></style:style>
<style:style style:name="up"><style:text-properties style:text-position="super 58%"/></style:style>
"""


def read(body, **given):
    return read_bytes(opendocument(body, STYLES, **given), "a.odt")


def test_headings_lists_tables_and_quotes_are_typed():
    article = read(
        '<text:h text:outline-level="1">Sleep and memory</text:h>'
        "<text:p>Sleep helps<text:s text:c='2'/>memory.</text:p>"
        '<text:list text:style-name="B"><text:list-item><text:p>Short naps help.</text:p></text:list-item></text:list>'
        '<text:p text:style-name="Q">Rest is not idleness.</text:p>'
        "<table:table><table:table-row><table:table-cell><text:p>45%</text:p></table:table-cell></table:table-row></table:table>"
        '<text:h text:outline-level="2">References</text:h><text:list text:style-name="N">'
        "<text:list-item><text:p>Roe K. Sleep. 2019.</text:p></text:list-item>"
        "<text:list-item><text:p>Doe J. Naps. 2020.</text:p></text:list-item></text:list>"
    )
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.TITLE, "Sleep and memory"),
        (BlockKind.PARAGRAPH, "Sleep helps  memory."),
        (BlockKind.LIST_ITEM, "Short naps help."),
        (BlockKind.QUOTE, "Rest is not idleness."),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Roe K. Sleep. 2019."),
        (BlockKind.LIST_ITEM, "Doe J. Naps. 2020."),
    ]
    assert "1. Roe K." in article.text
    assert "2. Doe J." in article.text
    assert article.blocks[1].place == "paragraph 2"


def test_notes_links_and_raised_numbers():
    article = read(
        '<text:p>Sleep helps.<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation>'
        "<text:note-body><text:p>Roe K. Sleep. 2019.</text:p></text:note-body></text:note> "
        '<text:a xlink:href="https://example.org">Here</text:a><text:span text:style-name="up">2</text:span></text:p>'
    )
    assert article.text == "Sleep helps.¹ Here²\n\nFootnotes\n\n1. Roe K. Sleep. 2019.\n"
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [("Here", "https://example.org")]


@pytest.mark.parametrize(
    ("style", "how", "kept"), [("hid", "marked as hidden", False), ("white", "white", True), ("tiny", "tiny", True)]
)
def test_hidden_words_are_reported(style, how, kept):
    article = read(f'<text:p>Open words. <text:span text:style-name="{style}">Secret words</text:span></text:p>')
    assert ("Secret" in article.text) == kept
    assert [(remark.kind, how in remark.message) for remark in article.remarks] == [(RemarkKind.HIDDEN_TEXT, True)]


def test_comments_are_told_and_metadata_name_the_author():
    article = read(
        "<text:p>Sleep helps.<office:annotation><dc:creator>Ola</dc:creator><text:p>Source?</text:p>"
        "</office:annotation></text:p>",
        meta="<dc:title>From file</dc:title><meta:initial-creator>Jo Doe</meta:initial-creator>",
    )
    assert article.text == "Sleep helps.\n"
    assert [remark.message for remark in article.remarks] == ["Comment by Ola: “Source?”."]
    assert (article.title, article.people[0].name) == ("From file", "Jo Doe")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (package({"mimetype": "application/epub+zip"}), "is application/epub+zip, not an OpenDocument text"),
        (word(""), "no OpenDocument text"),
        (
            package({"content.xml": "<x/>", "META-INF/manifest.xml": "<manifest:encryption-data/>"}),
            "is encrypted",
        ),
        (package({"content.xml": "<!DOCTYPE x><x/>"}), "DOCTYPE"),
        (package({"content.xml": "<x/>"}), "is no OpenDocument text"),
    ],
)
def test_what_is_no_opendocument_text_is_refused(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.odt")
    assert words in str(fault.value)
