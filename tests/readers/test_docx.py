import pytest

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes
from small_documents import opendocument, package, paragraph, word

STYLES = """
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="H"><w:name w:val="heading 2"/></w:style>
<w:style w:styleId="H2"><w:name w:val="House heading"/><w:basedOn w:val="H"/></w:style>
<w:style w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:styleId="Q"><w:name w:val="Quote"/></w:style>
<w:style w:styleId="V"><w:name w:val="Ghost"/><w:rPr><w:vanish/></w:rPr></w:style>
"""
NUMBERING = """
<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/>
<w:lvlText w:val="[%1]"/></w:lvl></w:abstractNum>
<w:abstractNum w:abstractNumId="1"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl></w:abstractNum>
<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="6"><w:abstractNumId w:val="1"/></w:num>
"""


def item(words, number):
    return paragraph(words, properties=f'<w:numPr><w:ilvl w:val="0"/><w:numId w:val="{number}"/></w:numPr>')


def read(body, **parts):
    return read_bytes(word(body, **parts), "a.docx")


def blocks(article):
    return [(block.kind, block.span.of(article.text)) for block in article.blocks]


def test_styles_lists_and_tables_are_typed():
    article = read(
        paragraph("Sleep and memory", "T")
        + paragraph("Sleep helps memory in most adults, a trial found.")
        + paragraph("Why it matters", "H2")
        + item("Short naps help.", 6)
        + paragraph("Rest is not idleness, she said.", "Q")
        + "<w:tbl><w:tr><w:tc>"
        + paragraph("Adults")
        + "</w:tc><w:tc>"
        + paragraph("45%")
        + "</w:tc></w:tr></w:tbl>"
        + paragraph("Table 1. Shares by age.", "C")
        + paragraph("References", "H")
        + item("Roe K. Sleep. J Rest. 2019;1:2-3.", 5)
        + item("Doe J. Naps. J Rest. 2020;2:4-5.", 5),
        styles=STYLES,
        numbering=NUMBERING,
    )
    assert blocks(article) == [
        (BlockKind.TITLE, "Sleep and memory"),
        (BlockKind.PARAGRAPH, "Sleep helps memory in most adults, a trial found."),
        (BlockKind.HEADING, "Why it matters"),
        (BlockKind.LIST_ITEM, "Short naps help."),
        (BlockKind.QUOTE, "Rest is not idleness, she said."),
        (BlockKind.TABLE_CELL, "Adults"),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.CAPTION, "Table 1. Shares by age."),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Roe K. Sleep. J Rest. 2019;1:2-3."),
        (BlockKind.LIST_ITEM, "Doe J. Naps. J Rest. 2020;2:4-5."),
    ]
    assert "[1] Roe K." in article.text
    assert "[2] Doe J." in article.text
    assert [block.place for block in article.blocks[:2]] == ["paragraph 1", "paragraph 2"]
    assert article.blocks[2].level == 2


def test_notes_keep_their_mark_and_follow_the_body():
    mark = '<w:r><w:{0}Reference w:id="7"/></w:r>'
    article = read(
        "<w:p><w:r><w:t>Sleep helps memory.</w:t></w:r>" + mark.format("endnote") + "</w:p>",
        endnotes='<w:endnote w:id="0" w:type="separator"/><w:endnote w:id="7">'
        + paragraph("Roe K. Sleep. J Rest. 2019;1:2-3.")
        + "</w:endnote>",
    )
    assert article.text == "Sleep helps memory.¹\n\nEndnotes\n\n1. Roe K. Sleep. J Rest. 2019;1:2-3.\n"
    assert article.blocks[-1].place == "endnote 1"


def test_links_by_relation_and_by_field_are_kept():
    article = read(
        '<w:p><w:r><w:t>A </w:t></w:r><w:hyperlink r:id="r9"><w:r><w:t>2019 study</w:t></w:r></w:hyperlink>'
        '<w:r><w:t xml:space="preserve"> and </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        '<w:r><w:instrText> HYPERLINK "https://example.org/b" </w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>another</w:t></w:r>'
        '<w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
        links={"r9": "https://doi.org/10.1000/a"},
    )
    assert article.text == "A 2019 study and another\n"
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [
        ("2019 study", "https://doi.org/10.1000/a"),
        ("another", "https://example.org/b"),
    ]


def test_superscript_numbers_are_marks_and_other_superscripts_stay():
    raised = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>{}</w:t></w:r>'
    article = read("<w:p><w:r><w:t>Sleep helps.</w:t></w:r>" + raised.format("1,2") + raised.format("th") + "</w:p>")
    assert article.text == "Sleep helps.¹,²th\n"


@pytest.mark.parametrize(
    ("run", "style", "how", "kept"),
    [
        ("<w:vanish/>", "", "marked as hidden", False),
        ('<w:vanish w:val="0"/>', "", "", True),
        ("", "V", "marked as hidden", False),
        ('<w:color w:val="FFFFFF"/>', "", "white", True),
        ('<w:color w:val="FFFFFF"/><w:shd w:fill="000000"/>', "", "", True),
        ('<w:sz w:val="2"/>', "", "tiny", True),
        ('<w:sz w:val="20"/>', "", "", True),
    ],
)
def test_hidden_runs_are_reported(run, style, how, kept):
    article = read(paragraph("Open words stand here.") + paragraph("Secret words", style, run), styles=STYLES)
    assert ("Secret words" in article.text) == kept
    remarks = [remark for remark in article.remarks if remark.kind is RemarkKind.HIDDEN_TEXT]
    assert [remark.place for remark in remarks] == (["paragraph 2"] if how else [])
    assert all(how in remark.message and "Secret words" in remark.message for remark in remarks)


def test_white_letters_in_a_dark_cell_are_no_hidden_text():
    cell = '<w:tbl><w:tr><w:tc><w:tcPr><w:shd w:fill="1F3864"/></w:tcPr>{}</w:tc></w:tr></w:tbl>'
    article = read(paragraph("Open words.") + cell.format(paragraph("Share", run='<w:color w:val="FFFFFF"/>')))
    assert not article.remarks


def test_comments_and_deletions_are_told_but_no_text():
    article = read(
        '<w:p><w:r><w:t>Sleep helps.</w:t></w:r><w:r><w:commentReference w:id="3"/></w:r>'
        "<w:del><w:r><w:delText>Never</w:delText></w:r></w:del><w:ins><w:r><w:t> Always.</w:t></w:r></w:ins></w:p>",
        comments='<w:comment w:id="3" w:author="Ola Berg">' + paragraph("Source?") + "</w:comment>",
    )
    assert article.text == "Sleep helps. Always.\n"
    assert [(remark.kind, remark.message) for remark in article.remarks] == [
        (RemarkKind.COMMENT, "Comment by Ola Berg: “Source?”."),
        (RemarkKind.CHANGE, "1 tracked deletions or moves are left out; accept or reject them to be sure."),
    ]


def test_the_properties_name_the_author_and_no_date():
    article = read(
        paragraph("Sleep helps memory in most adults."),
        core="<dc:creator>Jo Doe; Windows User</dc:creator><dc:title>From file</dc:title>"
        "<c:modified>2024-05-01T00:00:00Z</c:modified>",
    )
    assert [(person.name, person.role) for person in article.people] == [("Jo Doe", "author")]
    assert article.title == "From file"
    assert article.dates.latest is None
    assert [remark.kind for remark in article.remarks] == [RemarkKind.FILE_DATE]


def test_a_text_box_is_read_once():
    box = "<w:txbxContent>" + paragraph("Boxed words.") + "</w:txbxContent>"
    article = read(
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="m"><mc:Choice><w:drawing>{box}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>Body.</w:t></w:r></w:p>"
    )
    assert article.text.count("Boxed words.") == 1


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (opendocument(""), "is an OpenDocument file"),
        (package({"a.txt": "words"}), "no Word document"),
        (b"<!doctype html><p>words", "is an HTML page, not a .docx file"),
        (b"%PDF-1.4", "is a PDF, not a .docx file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "encrypted with a password, or an old binary .doc"),
        (b"Plain words.", "is text, not a .docx file"),
        (word(paragraph("words"))[:-60], "cut short or damaged"),
        (word("<w:unclosed>"), "not well-formed XML"),
    ],
)
def test_what_is_no_word_document_is_refused_in_one_line(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.docx")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_paragraph_deleted_with_its_mark_takes_no_number():
    numbered = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="5"/></w:numPr>'
    gone = (
        f'<w:p><w:pPr>{numbered}<w:rPr><w:del w:id="1"/></w:rPr></w:pPr><w:bookmarkStart w:id="2"/>'
        '<w:del w:id="3"><w:r><w:delText>Poe L. Yawns. J Rest. 2018;1:1-2.</w:delText></w:r></w:del></w:p>'
    )
    kept = gone.replace("</w:del></w:p>", "</w:del><w:r><w:t>Moe A. Dreams. J Rest. 2021;3:6-7.</w:t></w:r></w:p>")
    article = read(
        item("Roe K. Sleep. J Rest. 2019;1:2-3.", 5) + gone + item("Doe J. Naps. J Rest. 2020;2:4-5.", 5) + kept,
        numbering=NUMBERING,
    )
    assert [line for line in article.text.splitlines() if line] == [
        "[1] Roe K. Sleep. J Rest. 2019;1:2-3.",
        "[2] Doe J. Naps. J Rest. 2020;2:4-5.",
        "[3] Moe A. Dreams. J Rest. 2021;3:6-7.",
    ]
    assert [block.place for block in article.blocks] == ["paragraph 1", "paragraph 3", "paragraph 4"]
