import datetime

import pytest

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes
from small_documents import epub, package

META = "<d:title>Book</d:title><d:creator>Jo Doe</d:creator><d:date>2021-03-14</d:date>"


def test_chapters_come_in_the_order_of_the_spine():
    article = read_bytes(
        epub(
            {"z.xhtml": "<h1>Sleep</h1><p>Sleep helps memory.</p>", "a.xhtml": "<h2>Naps</h2><p>Naps help.</p>"}, META
        ),
        "a.epub",
    )
    assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
        (BlockKind.TITLE, "Sleep"),
        (BlockKind.PARAGRAPH, "Sleep helps memory."),
        (BlockKind.HEADING, "Naps"),
        (BlockKind.PARAGRAPH, "Naps help."),
    ]
    assert article.blocks[2].place == "OEBPS/a.xhtml, line 1"
    assert article.people[0].name == "Jo Doe"
    assert article.dates.published == datetime.date(2021, 3, 14)


def test_hidden_words_of_a_chapter_are_reported():
    article = read_bytes(epub({"a.xhtml": '<p>Open words. <span style="font-size:0px">Secret</span></p>'}), "a.epub")
    assert [(remark.kind, remark.place) for remark in article.remarks] == [
        (RemarkKind.HIDDEN_TEXT, "OEBPS/a.xhtml, line 1")
    ]


LOCKED = '<encryption><e><CipherReference URI="OEBPS/a.xhtml"/></e></encryption>'
ENTITY = "<!DOCTYPE html [<!ENTITY x 'y'>]><p>&x;</p>"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (package({"a": "b"}), "no EPUB"),
        (epub({}), "lists no chapter"),
        (epub({"a.xhtml": "<p>Words.</p>"}, extra={"META-INF/encryption.xml": LOCKED}), "copy protection"),
        (epub({"a.xhtml": ENTITY}), "declarations of its own"),
        (package({"META-INF/container.xml": "<container/>"}), "names no book"),
        (package({"META-INF/container.xml": '<c><rootfile full-path="../x"/></c>'}), "lacks its part"),
    ],
)
def test_what_is_no_open_book_is_refused(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.epub")
    assert words in str(fault.value)
