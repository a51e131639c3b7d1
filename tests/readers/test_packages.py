"""Archives made to deceive, each refused in one line before it is inflated."""

import io
import stat
import struct
import zipfile

import pytest

from deskcheck.errors import InputError
from deskcheck.readers import markup, read_bytes
from deskcheck.readers.packages import Package
from small_documents import package, paragraph, word


def bomb(size=20_000_000):
    return package({"word/document.xml": b"<a>" + b" " * size})


def many_entries(count=2_001):
    return package({f"{number}": b"" for number in range(count)}, zipfile.ZIP_STORED)


def false_count():
    """2,001 entries, of which the archive's end admits to one."""
    data = bytearray(many_entries())
    end = data.rfind(b"PK\x05\x06")
    data[end + 8 : end + 12] = struct.pack("<2H", 1, 1)
    return bytes(data)


def large_in_sum():
    """Entries that state sizes within every limit but the one on their sum."""
    noise = bytes(101_000)
    data = bytearray(package({f"{number}.xml": noise for number in range(21)}, zipfile.ZIP_STORED))
    at = data.find(b"PK\x01\x02", 21 * len(noise))
    while at >= 0:
        data[at + 24 : at + 28] = struct.pack("<L", 10_000_000)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def quoted_size(quoted):
    """One entry whose stated size is a lie."""
    data = bytearray(package({"[Content_Types].xml": "<x/>", "word/document.xml": "words " * 500}))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        at = data.rfind(mark)
        data[at + offset : at + offset + 4] = struct.pack("<L", quoted)
    return bytes(data)


def overlapping():
    """Two entries that share their bytes."""
    data = bytearray(package({"a.xml": "words " * 50, "b.xml": "words " * 50}))
    second = data.rfind(b"PK\x01\x02")
    data[second + 42 : second + 46] = struct.pack("<L", 0)
    return bytes(data)


def duplicates():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        archive.writestr("Word/document.xml", "<b/>")
    return stream.getvalue()


def link():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        entry = zipfile.ZipInfo("word/document.xml")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(entry, "/etc/hostname")
    return stream.getvalue()


def encrypted():
    data = bytearray(package({"word/document.xml": "words"}))
    for mark, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.find(mark) + offset] |= 1
    return bytes(data)


def renamed():
    """The directory and the entry itself give two names."""
    data = package({"[Content_Types].xml": "<x/>", "word/document.xml": "<a/>"})
    at = data.find(b"word/document.xml")
    return data[:at] + b"word/documenX.xml" + data[at + 17 :]


HOSTILE = {
    "ratio": (bomb, "inflates more than 100 times"),
    "entries": (many_entries, "2,001 entries"),
    "false count": (false_count, "2,001 entries"),
    "sum": (large_in_sum, "inflates to 210,000,000 bytes"),
    "overlap": (overlapping, "entries that overlap"),
    "duplicates": (duplicates, "two entries of one name"),
    "link": (link, "symbolic link"),
    "encrypted": (encrypted, "encrypted"),
    "parent": (lambda: package({"../evil.xml": "x"}), "outside itself"),
    "absolute": (lambda: package({"/etc/evil.xml": "x"}), "outside itself"),
    "drive": (lambda: package({"C:/evil.xml": "x"}), "outside itself"),
    "backslash": (lambda: package({"..\\evil.xml": "x"}), "outside itself"),
    "method": (lambda: package({"a.xml": "x"}, zipfile.ZIP_BZIP2), "compressed in an unusual way"),
    "cut": (lambda: word(paragraph("words"))[:-30], "cut short or damaged"),
    "head only": (lambda: b"PK\x03\x04" + bytes(40), "cut short or damaged"),
    "64 bit": (lambda: package({"a": "b"})[:-12] + b"\xff" * 8 + b"\0\0" + b"\0\0", "64-bit"),
}


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


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
        ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "DOCTYPE"),
        ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "DOCTYPE"),
        ('<?xml version="1.0" encoding="utf-7"?><a/>', "encoding"),
        ("<a>" * 257, "deeper than 256"),
        ("<a>" + "<b/>" * 600_001 + "</a>", "inflates more than 100 times"),
        ("<a>words", "not well-formed"),
        ("", "without an element"),
    ],
)
def test_a_hostile_part_is_refused_in_one_line(part, words):
    data = package({"[Content_Types].xml": "<Types/>", "word/document.xml": part})
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.docx")
    assert words in str(fault.value) or (not part and "not well-formed" in str(fault.value))
    assert "\n" not in str(fault.value)


def test_more_elements_than_any_article_has_are_refused(monkeypatch):
    monkeypatch.setattr(markup, "MAX_NODES", 1_000)
    data = package({"[Content_Types].xml": "<Types/>", "word/document.xml": "<a>" + "<b c='d'/>" * 501 + "</a>"})
    with pytest.raises(InputError, match="more than 1,000 elements"):
        read_bytes(data, "a.docx")
