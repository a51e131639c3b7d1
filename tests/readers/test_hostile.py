"""Small documents of every format with bytes changed, cut and repeated: an article or one line, never more.

``DESKCHECK_FUZZ=100000`` tries that many changes of each format.
"""

import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.readers import READERS, read_bytes
from deskcheck.readers.limits import MAX_CHARACTERS
from small_documents import epub, opendocument, paragraph, pdf, word

EXAMPLES = int(os.environ.get("DESKCHECK_FUZZ", "200"))
SIGNS = [b"<", b"&", b"\x00", b"]]>", b"\xff\xfe", b"&#x110000;", b"{" * 99]
UNITS = ["<", "[", "](", "*a", "`", "{", "\\section{", "&#1", "<b>", "|", "a.a_", "- ", "\n\n", "we rely ", "a\n==\n"]
ALIKE = {".text", ".markdown", ".htm", ".nxml", ".jats", ".latex"}
WORDS = "Sleep helps memory in most adults [1]. Naps help too."


@cache
def sample(suffix):
    plain = f"Sleep\n\nBy Jo Doe\n\n{WORDS}\n\n- one\n\nReferences\n\n1. Roe K. Sleep. J Rest. 2019;1:2-3.\n"
    xml = f"<?xml version='1.0'?><article><body><sec><title>Sleep</title><p>{WORDS}</p></sec></body></article>"
    page = f"<html><body><h1>Sleep</h1><p class='a'>{WORDS}<sup>1</sup></p><ol><li>Roe</li></ol></body></html>"
    tex = f"\\title{{Sleep}}\\begin{{document}}\\section{{One}} {WORDS}\\cite{{a}}\\footnote{{b}}\\end{{document}}"
    return {
        ".docx": word(paragraph("Sleep", "T") + paragraph(WORDS)),
        ".odt": opendocument(f"<text:h>Sleep</text:h><text:p>{WORDS}</text:p>"),
        ".epub": epub({"a.xhtml": page}),
        ".pdf": pdf([[(50, 700, 18, "Sleep"), (50, 650, 10, WORDS)]]),
        ".xml": xml.encode(),
        ".html": page.encode(),
        ".tex": tex.encode(),
    }.get(suffix, plain.encode())


@st.composite
def changed(draw, suffix):
    data = bytearray(sample(suffix))
    for _ in range(draw(st.integers(1, 6))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        match draw(st.sampled_from(["set", "flip", "cut", "repeat", "insert"])):
            case "set":
                data[at : at + 1] = bytes([draw(st.integers(0, 255))])
            case "flip":
                data[at : at + 1] = bytes([data[at] ^ (1 << draw(st.integers(0, 7)))]) if data else b""
            case "cut":
                del data[at : at + draw(st.integers(1, 80))]
            case "repeat":
                data[at:at] = data[at : at + draw(st.integers(1, 60))] * draw(st.integers(1, 20))
            case "insert":
                data[at:at] = draw(st.sampled_from(SIGNS))
    return bytes(data)


def survives(data, suffix):
    try:
        article = read_bytes(data, f"a{suffix}")
    except InputError as fault:
        assert "\n" not in str(fault)
        assert str(fault).startswith(f"a{suffix}")
        return
    assert 0 < len(article.text) <= MAX_CHARACTERS
    end = 0
    for block in article.blocks:
        assert end <= block.span.start <= block.span.end <= len(article.text)
        end = block.span.end
    for link in article.hyperlinks:
        assert link.span.start < link.span.end <= len(article.text)


@pytest.mark.parametrize("suffix", sorted({*READERS} - ALIKE - {".pdf"}))
def test_changed_bytes_give_an_article_or_one_line(suffix):
    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(changed(suffix))
    def check(data):
        survives(data, suffix)

    check()


@settings(max_examples=max(EXAMPLES // 10, 15), deadline=None, suppress_health_check=list(HealthCheck))
@given(changed(".pdf"))
def test_changed_bytes_of_a_pdf_give_an_article_or_one_line(data):
    survives(data, ".pdf")


@pytest.mark.parametrize("suffix", [".txt", ".md", ".html", ".tex", ".rst", ".xml"])
@pytest.mark.parametrize("unit", UNITS)
def test_repetition_comes_to_an_end(suffix, unit):
    survives((unit * 10_000).encode()[:30_000], suffix)
