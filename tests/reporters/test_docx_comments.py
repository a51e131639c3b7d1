"""Comments stand on the very words of their findings, however the document cuts them; the rest stays as it was."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from builders import a_finding, an_audit
from deskcheck.model import State
from deskcheck.readers import read_bytes
from deskcheck.reporters.docx_comments import commented
from small_documents import package, paragraph, word
from word_comments import comments, words_in

LOOKS = ("", "<w:b/>", "<w:i/>", '<w:color w:val="AA0000"/>')
TEXTS = st.text("abc déf&<>\"'²]", min_size=1, max_size=12)


def escaped(text):
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def run(text, look="", extra=""):
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escaped(text)}</w:t>{extra}</w:r>'


RUNS = st.builds(
    run, TEXTS, st.sampled_from(LOOKS), st.sampled_from(("", "<w:tab/>", "<w:br/>", "<w:lastRenderedPageBreak/>"))
)
FIELD = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
WRAPS = (
    "{}",
    '<w:hyperlink r:id="l1">{}</w:hyperlink>',
    '<w:ins w:id="1" w:author="A">{}</w:ins>',
    '<w:del w:id="2" w:author="A"><w:r><w:delText>gone</w:delText></w:r></w:del>{}',
    "<w:sdt><w:sdtContent>{}</w:sdtContent></w:sdt>",
    '<w:fldSimple w:instr="PAGE">{}</w:fldSimple>',
    FIELD,
    "<w:r><w:rPr><w:vanish/></w:rPr><w:t>abc</w:t></w:r>{}",
    '<w:bookmarkStart w:id="9" w:name="b"/>{}<w:bookmarkEnd w:id="9"/>',
    '{}<w:r><w:footnoteReference w:id="3"/></w:r>',
    "<!-- aside -->{}",
)
PARAGRAPHS = st.lists(st.tuples(st.sampled_from(WRAPS), RUNS), min_size=1, max_size=6).map(
    lambda parts: "<w:p>" + "".join(wrap.format(inner) for wrap, inner in parts) + "</w:p>"
)
BODIES = st.lists(
    st.one_of(PARAGRAPHS, PARAGRAPHS.map(lambda one: f"<w:tbl><w:tr><w:tc>{one}</w:tc></w:tr></w:tbl>")),
    min_size=1,
    max_size=4,
).map("".join)
NOTES = '<w:footnote w:id="3"><w:p><w:r><w:t>A note on sleep.</w:t></w:r></w:p></w:footnote>'


def squashed(text):
    return "".join(text.split()).translate(str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789"))


@settings(max_examples=150, deadline=None)
@given(BODIES, st.data())
def test_the_commented_words_are_those_of_the_finding(body, data):
    original = word(body, footnotes=NOTES, links={"l1": "http://a.example/"})
    article = read_bytes(original, "a.docx")
    blocks = [one for one in article.blocks if one.place.startswith("paragraph")]
    if not blocks:
        return
    spans = []
    for _ in range(data.draw(st.integers(1, 4))):
        block = data.draw(st.sampled_from(blocks))
        start = data.draw(st.integers(block.span.start, block.span.end - 1))
        spans.append(
            msgspec.structs.replace(block.span, start=start, end=data.draw(st.integers(start + 1, block.span.end)))
        )
    findings = tuple(a_finding(spans=(one,), quote=one.of(article.text)) for one in spans)
    made = commented(original, an_audit(article, findings=findings))
    stood, said = comments(made)
    for (number, words), finding in zip(stood.items(), sorted_by_number(stood, findings), strict=True):
        quote = squashed(finding.quote)
        if "On: “" not in said[number][1] and "1" not in quote:
            assert squashed(words.replace("gone", "")) in (quote, with_hidden(words, quote))
    assert read_bytes(made, "a.docx").text == article.text
    assert [[one for one in row if one] for row in words_in(made)] == words_in(original)


def sorted_by_number(stood, findings):
    return [findings[int(number)] for number in stood]


def with_hidden(words, quote):
    """Return the words if they are the quote once hidden runs in between are taken out."""
    return squashed(words) if squashed(words).replace("abc", "") == quote.replace("abc", "") else None


def test_a_split_run_keeps_its_look_and_its_blanks():
    original = word("<w:p>" + run("Sleep helps ", "<w:b/>") + run("memory in most adults.", "<w:i/>") + "</w:p>")
    article = read_bytes(original, "a.docx")
    made = commented(
        original, an_audit(article, findings=(a_finding(article, "helps memory"), a_finding(article, "adults")))
    )
    stood, said = comments(made)
    assert stood == {"0": "helps memory", "1": "adults"}
    assert [author for author, _ in said.values()] == ["deskcheck"] * 2
    assert said["0"][1].startswith("WARNING: Something is odd.")
    assert "odd-thing (ART900)" in said["0"][1]
    assert words_in(made) == words_in(original)


def test_comments_of_others_are_kept_and_numbers_go_on():
    own = '<w:comment w:id="7" w:author="Ann"><w:p><w:r><w:t>Why?</w:t></w:r></w:p></w:comment>'
    marked = f'<w:p><w:commentRangeStart w:id="7"/>{run("Sleep helps.")}<w:commentRangeEnd w:id="7"/></w:p>'
    data = word(marked, comments=own).replace(b'Type="x"', b"")
    article = read_bytes(data, "a.docx")
    stood, _ = comments(commented(with_relation(data), an_audit(article, findings=(a_finding(article, "helps"),))))
    assert stood == {"7": "Sleep helps.", "8": "helps"}


def with_relation(data):
    """Return the document with its comments named in its relationships."""
    import io  # noqa: PLC0415
    import zipfile  # noqa: PLC0415

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    kind = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/comments"
    parts["word/_rels/document.xml.rels"] = (
        f'<Relationships><Relationship Id="c" Type="{kind}" Target="comments.xml"/></Relationships>'.encode()
    )
    return package(parts)


def test_a_finding_in_a_footnote_stands_on_its_mark_and_quotes_the_words():
    body = "<w:p>" + run("Sleep helps memory.") + '<w:r><w:footnoteReference w:id="3"/></w:r></w:p>'
    data = word(body, footnotes=NOTES)
    article = read_bytes(data, "a.docx")
    _, said = comments(commented(data, an_audit(article, findings=(a_finding(article, "note on sleep"),))))
    assert "On: “note on sleep”" in said["0"][1]


def test_findings_on_the_whole_article_stand_on_its_first_words_and_waived_ones_nowhere():
    data = word(paragraph("Sleep and memory") + paragraph("Sleep helps."))
    article = read_bytes(data, "a.docx")
    findings = (a_finding(), a_finding(article, "helps", state=State.WAIVED))
    stood, _ = comments(commented(data, an_audit(article, findings=findings)))
    assert stood == {"0": "Sleep and memory"}


@pytest.mark.parametrize("hostile", ["\x00\x0b\u202e]]>&<w:t>", "\ud800\ufffe", "</w:comment>"])
def test_hostile_words_break_nothing(hostile):
    data = word(paragraph("Sleep helps."))
    article = read_bytes(data, "a.docx")
    made = commented(data, an_audit(article, findings=(a_finding(article, "helps", message=hostile, rule=hostile),)))
    assert list(comments(made)[0].values()) == ["helps"]


@pytest.mark.parametrize(
    "data", [b"", b"PK", package({"a": "b"}), package({"word/document.xml": "<!DOCTYPE a []><a/>"})]
)
def test_what_is_no_document_is_refused(data):
    with pytest.raises(ValueError, match=r"damaged|Word|DOCTYPE"):
        commented(data, an_audit(findings=(a_finding(),)))
