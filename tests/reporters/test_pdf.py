"""The report as PDF: tagged, its links lead somewhere, nothing is fetched, and it is the same bytes every time."""

import ctypes
import datetime
import os
import subprocess
import sys
from urllib.request import OpenerDirector

import msgspec
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from builders import a_claim, a_reference, an_article, an_audit, rich_audit
from deskcheck.errors import InputError, MissingExtraError, SettingsError
from deskcheck.reporters import html, pdf, render_file
from payloads import PAYLOADS, Filler


@pytest.fixture(scope="module")
def made():
    return render_file("pdf", rich_audit())


@pytest.fixture(scope="module")
def opened(made):
    document = pypdfium2.PdfDocument(made)
    yield document
    document.close()


@pytest.fixture(scope="module")
def plain():
    """The same file with nothing in it compressed, so that its entries can be read."""
    return pdf.printed(html.filled("paper.html.j2", "paper.css", pdf.Paper(rich_audit())), compress=False)


def words(document):
    pages = [page.get_textpage().get_text_range() for page in document]
    return " ".join(" ".join(pages).split())


def kinds(tree):
    """Return how often each kind of structure element stands in a page's tree."""
    found = []

    def walk(element):
        buffer = ctypes.create_string_buffer(200)
        size = pdfium.FPDF_StructElement_GetType(element, buffer, 200)
        found.append(buffer.raw[: size - 2].decode("utf-16-le"))
        for place in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if child := pdfium.FPDF_StructElement_GetChildAtIndex(element, place):
                walk(child)

    for place in range(pdfium.FPDF_StructTree_CountChildren(tree)):
        walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, place))
    return found


def test_it_is_tagged_and_says_its_language_title_and_day(plain, opened):
    assert pdfium.FPDFCatalog_IsTagged(opened)
    assert opened.get_metadata_value("Title") == "Audit: Green Tea and Tired Eyes"
    assert opened.get_metadata_value("CreationDate").startswith("D:20261123")
    for entry in (b"/StructTreeRoot", b"/Marked true", b"/Lang (en)", b"/DisplayDocTitle true", b"pdfuaid:part"):
        assert entry in plain
    found = set()
    for page in opened:
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        found |= set(kinds(tree))
        pdfium.FPDF_StructTree_Close(tree)
    assert {"H1", "H2", "H3", "P", "Table", "TH", "TD", "L", "LI", "Link", "Figure"} <= found


def test_every_part_is_there_with_details_open_and_no_controls(opened):
    text = words(opened)
    for _, label in html.PARTS[1:]:
        assert label in text
    assert "In the trial 46 of 100 adults reported less dryness." in text
    assert "Reference 2 was retracted in 2012." in text
    for control in ("Search the", "Open all notes", "Copy the questions", "Skip to the report"):
        assert control not in text
    assert f"Page 1 of {len(opened)}" in text
    last = " ".join(opened[len(opened) - 1].get_textpage().get_text_range().split())
    assert "Green Tea and Tired Eyes" in last


def test_links_lead_to_pages_of_the_report_or_to_plain_addresses(opened):
    inside = outside = 0
    for page in opened:
        position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
        while pdfium.FPDFLink_Enumerate(page, ctypes.byref(position), ctypes.byref(link)):
            target = pdfium.FPDFLink_GetDest(opened, link)
            if target:
                inside += 1
                assert 0 <= pdfium.FPDFDest_GetDestPageIndex(opened, target) < len(opened)
            else:
                outside += 1
                buffer = ctypes.create_string_buffer(400)
                pdfium.FPDFAction_GetURIPath(opened, pdfium.FPDFLink_GetAction(link), buffer, 400)
                assert buffer.value.startswith((b"https://doi.org/10.", b"http://eyes.example/"))
    assert inside > 40
    assert outside >= 2


def test_headings_are_bookmarks(opened):
    titles = [one.get_title() for one in opened.get_toc(max_depth=3)]
    assert {"Green Tea and Tired Eyes", "Findings", "Claims", "References"} <= set(titles)


def test_no_word_reaches_over_the_edge_of_the_paper(opened):
    for page in opened:
        text = page.get_textpage()
        edges = [text.get_rect(place) for place in range(text.count_rects())]
        assert min(edge[0] for edge in edges) > 40
        assert max(edge[2] for edge in edges) < page.get_width() - 40


SEEDS = """
import hashlib, sys
from pathlib import Path
from deskcheck.model import Audit
from deskcheck.reporters import render_file
audit = Audit.from_json(Path(sys.argv[1]).read_bytes())
print(hashlib.sha256(render_file("pdf", audit)).hexdigest())
"""


def test_two_hash_seeds_give_the_same_bytes_and_another_day_others(tmp_path, made):
    saved = tmp_path / "audit.json"
    saved.write_bytes(msgspec.json.encode(rich_audit()))
    digests = set()
    for seed in ("0", "4711"):
        command = [sys.executable, "-c", SEEDS, str(saved)]
        env = os.environ | {"PYTHONHASHSEED": seed}
        done = subprocess.run(command, env=env, check=True, capture_output=True, text=True, timeout=60)
        digests.add(done.stdout)
    assert len(digests) == 1
    assert render_file("pdf", rich_audit()) == made
    assert pdf.printed("<html lang=en><title>A</title>") != pdf.printed("<html lang=en><title>B</title>")


_seen = []
_watching = False


def _note(event, arguments):
    if _watching and (event.startswith(("socket.", "urllib.")) or event == "open"):
        _seen.append((event, str(arguments[0])))


sys.addaudithook(_note)

ADDRESSES = (
    "file:///etc/passwd",
    "http://127.0.0.1:9/x",
    "//127.0.0.1:9/x",
    "data:text/css,*{color:red}",
    "ftp://127.0.0.1/x",
    "/etc/passwd",
)


@pytest.fixture
def watched(monkeypatch):
    """Note whatever Python opens, while ``printed`` works, and what a fetcher of WeasyPrint's own would ask for."""
    global _watching  # noqa: PLW0603 - a hook of the interpreter cannot be taken back
    pdf.printed("<html lang=en><title>warm</title>")  # its own modules and style are read once
    asked = []
    monkeypatch.setattr(OpenerDirector, "open", lambda self, url, *rest: asked.append(url))
    _seen.clear()
    _watching = True
    yield asked
    _watching = False


def test_whatever_a_page_asks_for_is_refused(watched):
    page = "<html lang=en><title>T</title><base href='file:///etc/'>"
    for one in ADDRESSES:
        page += (
            f"<link rel=stylesheet href='{one}'><link rel=attachment href='{one}'><style>@import '{one}';"
            f"@font-face{{font-family:x;src:url({one})}}p{{font-family:x;background:url({one});content:url({one})}}"
            f"</style><img alt=x src='{one}'><object data='{one}'></object><embed src='{one}'>"
            f"<svg><image href='{one}'/><use href='{one}#x'/></svg><p>words</p>"
        )
    content = pdf.printed(page)
    document = pypdfium2.PdfDocument(content)
    assert "words" in words(document)
    assert b"root:" not in content and not document.count_attachments()
    assert watched == []
    assert [one for one in _seen if one[0] != "open"] == []
    assert {path for _, path in _seen if "site-packages" not in path and not path.isdigit()} <= set()


@pytest.mark.parametrize("everything", [False, True])
def test_hostile_text_asks_for_nothing_and_stays_text(everything, watched):
    assert len(PAYLOADS) >= 150
    audit = Filler(PAYLOADS, everything=everything).fill(rich_audit())
    content = render_file("pdf", audit)
    assert watched == []
    assert [one for one in _seen if one[0] != "open"] == []
    assert [path for _, path in _seen if "passwd" in path or "evil" in path] == []
    document = pypdfium2.PdfDocument(content)
    assert not any(active in content for active in (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/AcroForm"))
    assert "<script>alert(1)</script>" in words(document) or everything


def test_an_empty_audit_and_a_wide_one_are_made():
    assert pypdfium2.PdfDocument(render_file("pdf", an_audit(an_article("")))).get_metadata_value("Title")
    article = an_article("Tea helps.")
    references = tuple(a_reference(number=number, id=f"r-{number}") for number in range(1, 40))
    audit = an_audit(article, claims=(a_claim(article),), references=references)
    assert not pdf.Paper(audit).grid


def test_a_word_without_end_is_broken_into_lines():
    article = an_article("a" * 30_000)
    text = words(pypdfium2.PdfDocument(render_file("pdf", an_audit(article))))
    assert sum(len(word) for word in text.replace("\u200b", " ").split() if set(word) == {"a"}) >= 30_000


def test_many_claims_keep_every_link_and_leave_out_the_table():
    article = an_article("Tea helps.")
    long = an_audit(article, claims=tuple(a_claim(article, id=f"c-{place}") for place in range(410)))
    page = html.filled("paper.html.j2", "paper.css", pdf.Paper(long))
    assert 'id="claims"' in page and "claim-rows" not in page


def test_an_audit_too_long_for_paper_is_refused_in_a_line():
    with pytest.raises(InputError, match="more than the 2,500,000 that are set on paper"):
        render_file("pdf", an_audit(an_article("Tea helps. " * 250_000)))


def test_without_the_extra_or_pango_one_line_says_so(monkeypatch):
    monkeypatch.setattr(pdf, "find_spec", lambda name: None)
    with pytest.raises(MissingExtraError, match="extra 'print'"):
        render_file("pdf", rich_audit())
    monkeypatch.undo()
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.setattr(pdf, "find_spec", lambda name: True)

    class Lacking:
        def find_spec(self, name, path=None, target=None):
            if name == "weasyprint":
                raise OSError("cannot load library 'libpango-1.0-0'")

    monkeypatch.delitem(sys.modules, "weasyprint")
    monkeypatch.setattr(sys, "meta_path", [Lacking(), *sys.meta_path])
    with pytest.raises(SettingsError, match="needs the library Pango"):
        render_file("pdf", rich_audit())


def test_the_day_is_the_audits_own():
    audit = msgspec.structs.replace(an_audit(), as_of=datetime.date(2025, 2, 3))
    document = pypdfium2.PdfDocument(render_file("pdf", audit))
    assert document.get_metadata_value("CreationDate").startswith("D:20250203")
    assert "as of 3 February 2025" in words(document)
