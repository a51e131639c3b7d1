"""Archives and XML parts made to deceive or to swell, each with words of the line that refuses it."""

import io
import stat
import struct
import zipfile

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

PARTS = {
    "entity": ('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "DOCTYPE"),
    "a billion laughs": (
        '<!DOCTYPE a [<!ENTITY b "laugh">'
        + "".join(f'<!ENTITY b{n} "{"&b;" * 10}">' for n in range(9))
        + "]><a>&b8;</a>",
        "DOCTYPE",
    ),
    "external entity": ('<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hostname">]><a>&b;</a>', "DOCTYPE"),
    "external DTD": ('<!DOCTYPE a SYSTEM "http://example.org/a.dtd"><a/>', "DOCTYPE"),
    "UTF-16": ('<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE a><a/>'.encode("utf-16"), "DOCTYPE"),
    "UTF-7": ('<?xml version="1.0" encoding="utf-7"?>+ADwAIQ-DOCTYPE a><a/>', "encoding"),
    "inclusion": (
        '<a xmlns:i="http://www.w3.org/2001/XInclude"><i:include href="file:///etc/hostname"/></a>',
        "includes another",
    ),
    "deep": ("<a>" * 30_000, "deeper than 256"),
    "many elements": ("<a>" + "<b/>" * 600_001 + "</a>", "inflates more than 100 times"),
    "huge attribute": (f'<a b="{"x" * 20_000_000}"/>', "inflates more than 100 times"),
    "cut": ("<a>words", "not well-formed"),
    "empty": ("", "not well-formed"),
}


def in_a_package(part):
    """Return a Word document whose text is this XML."""
    return package({"[Content_Types].xml": "<Types/>", "word/document.xml": part})


def files():
    """Return (name, what makes the file, words of the line that refuses it) of every file here."""
    yield from ((f"archive: {name}", make, words) for name, (make, words) in HOSTILE.items())
    for name, (part, words) in PARTS.items():
        yield f"XML: {name}", (lambda part=part: in_a_package(part)), words
