"""Word reports: seen by LibreOffice as a reader sees them, and the same bytes every time."""

import io
import shutil
import subprocess
import zipfile
from xml.etree import ElementTree

import msgspec
import pytest

import deskcheck
from builders import AS_OF, a_finding, an_audit, rich_audit
from deskcheck.readers import read_bytes
from deskcheck.reporters import render_file
from payloads import PAYLOADS, Filler
from small_documents import WORD, package

OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
KINDS = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
BODY = (
    "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Tea and tired eyes</w:t></w:r></w:p>"
    '<w:p><w:r><w:t xml:space="preserve">Studies show that </w:t></w:r>'
    "<w:r><w:rPr><w:b/></w:rPr><w:t>green tea</w:t></w:r>"
    '<w:r><w:t xml:space="preserve"> improves dry eyes in 64% of adults. It </w:t></w:r>'
    '<w:ins w:id="1" w:author="A" w:date="2026-01-01T00:00:00Z"><w:r><w:rPr><w:i/></w:rPr>'
    "<w:t>always cures</w:t></w:r></w:ins>"
    '<w:r><w:t xml:space="preserve"> the condition within 3 weeks [1].</w:t></w:r></w:p>'
    "<w:p><w:r><w:t>References</w:t></w:r></w:p>"
    "<w:p><w:r><w:t>1. Brook A. Tea for dry eyes: a trial. J Invented Eyes. 2011;12(3):45-52.</w:t></w:r></w:p>"
)
QUOTES = ("green tea improves dry eyes", "cures the condition", "Tea for dry eyes", "It always")


def document(body=BODY):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
    return package(
        {
            "[Content_Types].xml": f'<Types xmlns="{KINDS}"><Default Extension="rels" ContentType='
            '"application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/word/document.xml" ContentType="{kind}"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{RELATIONS}"><Relationship Id="r" Type="{relation}" '
            'Target="word/document.xml"/></Relationships>',
            "word/document.xml": f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>',
        }
    )


def audit_of(path):
    article = read_bytes(path.read_bytes(), str(path))
    return an_audit(article, findings=tuple(a_finding(article, quote, suggestion="Mend it.") for quote in QUOTES))


@pytest.fixture(scope="module")
def seen(tmp_path_factory):
    """Both kinds of Word report as LibreOffice opens them: OpenDocument XML and PDF."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is missing, so Word reports cannot be opened: sh tests/install_programs.sh"
    folder = tmp_path_factory.mktemp("word")
    (folder / "tea.docx").write_bytes(document())
    (folder / "comments.docx").write_bytes(render_file("docx", audit_of(folder / "tea.docx")))
    (folder / "report.docx").write_bytes(render_file("docx", rich_audit()))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for kind in ("fodt", "pdf"):
        command = [office, "--headless", profile, "--convert-to", kind, "--outdir", folder]
        command += [folder / "comments.docx", folder / "report.docx"]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    return folder


def test_comments_stand_on_their_words_in_libreoffice(seen):
    open_, stood, said = {}, [], []
    for event, element in ElementTree.iterparse(seen / "comments.fodt", ("start", "end")):  # noqa: S314
        name = element.get(f"{OFFICE}name", "")
        if event == "start" and element.tag == f"{OFFICE}annotation":
            open_[name] = []
    root = ElementTree.parse(seen / "comments.fodt").getroot()  # noqa: S314 - made by LibreOffice

    def walk(element, noting):
        name = element.get(f"{OFFICE}name", "")
        if element.tag == f"{OFFICE}annotation":
            said.append("".join(element.itertext()))
            begun.add(name)
            return
        if element.tag == f"{OFFICE}annotation-end":
            stood.append("".join(open_[name]))
            begun.discard(name)
        for one in begun:
            open_[one].append(element.text or "" if noting else "")
        for child in element:
            walk(child, noting)
            for one in begun:
                open_[one].append(child.tail or "")

    begun = set()
    walk(root, True)
    assert sorted(" ".join(words.split()) for words in stood) == sorted(QUOTES)
    assert len(said) == len(QUOTES)
    assert all("deskcheck" in one and "WARNING: Something is odd." in one and "Mend it." in one for one in said)


def test_libreoffice_makes_pages_of_both(seen):
    for name in ("comments.pdf", "report.pdf"):
        assert (seen / name).read_bytes().startswith(b"%PDF")
    text = deskcheck_text(seen / "report.pdf")
    for heading in ("Findings", "Claims", "References", "Author queries", "Method and limits"):
        assert heading in text


def deskcheck_text(path):
    return read_bytes(path.read_bytes(), str(path)).text


def parts(data):
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_a_changed_or_missing_document_gives_the_report_with_the_reason(tmp_path):
    path = tmp_path / "tea.docx"
    path.write_bytes(document())
    audit = audit_of(path)
    path.write_bytes(document(BODY.replace("Brook", "Crook")))
    assert "has changed since the audit" in parts(render_file("docx", audit))["word/document.xml"].decode()
    path.unlink()
    assert "could not be read" in parts(render_file("docx", audit))["word/document.xml"].decode()


def test_the_report_states_language_title_and_repeated_headers():
    made = parts(render_file("docx", rich_audit()))
    assert b'w:lang w:val="en-GB"' in made["word/styles.xml"]
    assert b"<dc:title>Audit: Green Tea and Tired Eyes</dc:title>" in made["docProps/core.xml"]
    document_xml = made["word/document.xml"]
    assert document_xml.count(b"<w:tblHeader/>") == document_xml.count(b"<w:tbl>") == 4


@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 20))
def test_hostile_text_leaves_the_xml_whole(first):
    audit = Filler(PAYLOADS, first).fill(rich_audit())
    usual = parts(render_file("docx", rich_audit()))["word/document.xml"]
    tags = {one.tag for one in ElementTree.fromstring(usual).iter()}  # noqa: S314 - made here
    root = ElementTree.fromstring(parts(render_file("docx", audit))["word/document.xml"])  # noqa: S314 - made here
    assert {one.tag for one in root.iter()} <= tags


def test_a_document_audited_from_start_to_end_has_a_comment_for_each_finding(tmp_path):
    path = tmp_path / "tea.docx"
    path.write_bytes(document())
    audit = deskcheck.audit(path, as_of=AS_OF)
    made = render_file("docx", audit)
    assert made == render_file("docx", msgspec.json.decode(msgspec.json.encode(audit), type=type(audit)))
    root = ElementTree.fromstring(parts(made)["word/comments.xml"])  # noqa: S314 - made here
    assert len(root) == len(audit.findings) > 0
