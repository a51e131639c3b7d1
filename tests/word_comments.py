"""What the comments of a Word document stand on, read with the standard library alone."""

import io
import zipfile
from xml.etree import ElementTree

from small_documents import WORD

_W = f"{{{WORD}}}"


def comments(data):
    """Return the words that each comment encloses, by its number, and each comment's author and text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - made by the test
        name = next((one for one in archive.namelist() if "comments" in one), None)
        noted = ElementTree.fromstring(archive.read(name)) if name else []  # noqa: S314 - made by the test
    inside: dict[str, list[str]] = {}
    done: dict[str, str] = {}
    for element in root.iter():
        number = element.get(f"{_W}id")
        if element.tag == f"{_W}commentRangeStart":
            inside[number] = []
        elif element.tag == f"{_W}commentRangeEnd":
            done[number] = "".join(inside.pop(number))
        sign = {f"{_W}t": element.text or "", f"{_W}tab": "\t", f"{_W}br": "\n"}.get(element.tag, "")
        for words in inside.values():
            words.append(sign)
    assert not inside
    said = {one.get(f"{_W}id"): (one.get(f"{_W}author"), "".join(one.itertext())) for one in noted}
    return done, said


def words_in(data):
    """Return the words of every paragraph with the look of each run, whatever their cuts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ElementTree.fromstring(archive.read("word/document.xml"))  # noqa: S314 - made by the test
    return [
        [
            (sign, "".join(look.tag for look in run.iterfind(f"{_W}rPr/*")))
            for run in paragraph.iter(f"{_W}r")
            for one in run
            for sign in ((one.text or "") if one.tag in (f"{_W}t", f"{_W}delText") else one.tag.rpartition("}")[2])
            if one.tag not in (f"{_W}rPr", f"{_W}commentReference")
        ]
        for paragraph in root.iter(f"{_W}p")
    ]
