"""Archives made to deceive, each refused in one line before it is inflated."""

import io
import zipfile

import pytest

from deskcheck.errors import InputError
from deskcheck.readers import markup, read_bytes
from deskcheck.readers.packages import Package
from hostile.bombs import HOSTILE, PARTS, bomb, in_a_package, quoted_size, renamed
from small_documents import package, paragraph, word


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("suffix", ["docx", "odt", "epub"])
def test_a_hostile_archive_is_refused_in_one_line(name, suffix):
    make, words = HOSTILE[name]
    with pytest.raises(InputError) as fault:
        read_bytes(make(), f"a.{suffix}")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


@pytest.mark.parametrize("quoted", [10, 2_999, 3_001, 100_000])
def test_a_part_never_inflates_beyond_what_it_stated(quoted):
    archive = Package(quoted_size(quoted), "a.docx")
    with pytest.raises(InputError, match="damaged part"):
        archive.part("word/document.xml")


def test_a_part_under_two_names_is_refused_when_it_is_read():
    with pytest.raises(InputError, match="damaged part"):
        Package(renamed(), "a.docx").part("word/document.xml")


def test_a_part_larger_than_asked_for_is_refused():
    with pytest.raises(InputError, match="the limit is 3"):
        Package(package({"a.xml": "four"}), "a.docx").part("a.xml", 3)


def test_an_archive_within_an_archive_is_never_opened():
    inner = bomb(3_000_000)
    document = word(paragraph("Open words."))
    with zipfile.ZipFile(stream := io.BytesIO(document), "a") as archive:
        archive.writestr("word/embeddings/inner.docx", inner)
    assert read_bytes(stream.getvalue(), "a.docx").text == "Open words.\n"


@pytest.mark.parametrize("name", PARTS)
def test_a_hostile_part_is_refused_in_one_line(name):
    part, words = PARTS[name]
    with pytest.raises(InputError) as fault:
        read_bytes(in_a_package(part), "a.docx")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_more_elements_than_any_article_has_are_refused(monkeypatch):
    monkeypatch.setattr(markup, "MAX_NODES", 1_000)
    data = package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a>" + "<b c='d'/>" * 501 + "</a>"})
    with pytest.raises(InputError, match="more than 1,000 elements"):
        read_bytes(data, "a.docx")
