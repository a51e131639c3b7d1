"""Edits of a file's text: everything between them stays as it is, byte for byte."""

import difflib
import os
import re
from collections.abc import Iterable

import msgspec

from deskcheck.errors import InputError

_MARKS = ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


class Edit(msgspec.Struct, frozen=True):
    """One replacement: ``text[start:end]`` becomes ``words``; an insertion where both are equal."""

    start: int
    end: int
    words: str


class FileText(msgspec.Struct, frozen=True):
    """The text of a file with its line ends and byte-order mark as they are, and the encoding that gives it back."""

    text: str
    encoding: str

    @property
    def bytes(self) -> bytes:
        """The file's bytes."""
        return self.text.encode(self.encoding)

    def edited(self, edits: Iterable[Edit]) -> "FileText":
        """Return the text with all edits made; of two that overlap, or that the encoding lacks letters for, none."""
        kept = [edit for edit in edits if self._fits(edit.words)]
        ordered = sorted(kept, key=lambda edit: (edit.start, edit.end))
        parts, position = [], 0
        for edit in ordered:
            if edit.start < position:
                continue
            parts += [self.text[position : edit.start], edit.words]
            position = edit.end
        return msgspec.structs.replace(self, text="".join([*parts, self.text[position:]]))

    def _fits(self, words: str) -> bool:
        try:
            words.encode(self.encoding)
        except UnicodeEncodeError:
            return False
        return True


def decoded(data: bytes, path: str) -> FileText:
    """Return the text of a file, so that encoding it again gives the same bytes.

    Raises:
        InputError: it is neither UTF-8 nor UTF-16 nor Windows-1252.
    """
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == data:
            return FileText(text, encoding)
    raise InputError(
        "is in no encoding that could be written back", where=path, remedy="Save it with the encoding UTF-8."
    )


def patch(old: FileText, new: FileText, path: str) -> bytes:
    """Return a unified patch in the file's own encoding, empty when nothing differs; ``patch -p1`` takes it."""
    below = os.path.relpath(path)
    name = (path if below.startswith("..") else below).lstrip("/")
    lines = difflib.unified_diff(_lines(old.text), _lines(new.text), _named(f"a/{name}"), _named(f"b/{name}"))
    told = "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)
    return told.encode("utf-8" if old.encoding.startswith("utf-16") else old.encoding, "replace")


def _named(path: str) -> str:
    """Return a path as git writes it: in quotation marks where it holds what a line of a patch cannot."""
    if path.isprintable() and not set(path) & set('"\\'):
        return path
    told = "".join(chr(one) if 32 <= one < 127 and one not in b'"\\' else f"\\{one:03o}" for one in os.fsencode(path))
    return f'"{told}"'


def _lines(text: str) -> list[str]:
    """Return the lines as ``patch`` counts them: parted by line feeds alone."""
    return re.findall(r"[^\n]*\n|[^\n]+", text)
