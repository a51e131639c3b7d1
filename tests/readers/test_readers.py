"""The table of readers, and what a file's name promises."""

import subprocess
import sys
from importlib import import_module

import pytest

from deskcheck import readers
from deskcheck.errors import InputError
from deskcheck.readers import READERS, layout, read_bytes
from small_documents import pdf, word

HEAVY = {"pypdfium2", "markdown_it", "lxml", "pyexpat", "pylatexenc", "zipfile"}


def test_every_suffix_has_a_reader():
    for module in READERS.values():
        assert callable(import_module(f"deskcheck.readers.{module}").read)


def test_importing_the_readers_loads_no_heavy_library():
    code = "import sys; before = {*sys.modules}; import deskcheck.readers; print(*({*sys.modules} - before))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "deskcheck.readers" in run.stdout.split()
    assert not {name.split(".")[0] for name in run.stdout.split()} & HEAVY


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("a.txt", word(""), "is a binary file (a ZIP package), not text"),
        ("a.txt", pdf([[]]), "is a binary file (a PDF), not text"),
        ("a.md", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old binary .doc"),
        ("a.txt", b"{\\rtf1 words}", "rich text"),
        ("a.txt", b"\n<!DOCTYPE html><p>words", "is an HTML page, not a .txt file. Name it .html."),
        ("a.txt", b"\x89PNG\r\n\x1a\n", "a picture"),
        ("a.html", b"\x1f\x8b\x08", "gzip"),
        ("a.pdf", word(""), "is a ZIP package, not a .pdf file"),
        ("a.odt", b"<html>", "is an HTML page, not a .odt file"),
        ("a.docx", b"<?xml version='1.0'?><pkg:package/>", "is an XML file, not a .docx file"),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused_in_one_line(name, data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, name)
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.md", b"<!doctype html>\n\nWords."),
        ("a.html", b"Words without markup."),
        ("a.txt", b"<p>Words about markup</p>"),
        ("a.xhtml", b"<?xml version='1.0'?><html><body><p>Words.</p></body></html>"),
    ],
)
def test_what_its_name_allows_is_read(name, data):
    assert "Words" in read_bytes(data, name).text


def test_an_article_longer_than_the_limit_is_refused(monkeypatch):
    monkeypatch.setattr(layout, "MAX_CHARACTERS", 100)
    with pytest.raises(InputError, match="more than 100 characters"):
        read_bytes(b"<p>" + b"words " * 50, "a.html")


def test_more_lines_or_blocks_than_any_article_has_are_refused(monkeypatch):
    with pytest.raises(InputError, match="more than 200,000 lines"):
        read_bytes(b"a\n" * 200_001, "a.md")
    monkeypatch.setattr(layout, "MAX_BLOCKS", 10)
    with pytest.raises(InputError, match="more than 10 paragraphs"):
        read_bytes(b"<p>words" * 11, "a.html")


def test_the_limits_stand_in_the_documentation():
    page = (readers.Path(__file__).parents[2] / "docs" / "formats.md").read_text(encoding="utf-8")
    for suffix in filter(None, READERS):
        assert f"`{suffix}`" in page
    for limit in ("50 MB", "200 MB", "2,000", "100", "256", "5,000,000"):
        assert limit in page
