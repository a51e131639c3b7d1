"""ZIP packages (docx, odt, epub), checked before anything is inflated.

Takes bytes, gives parts by name. The checks are on the archive's directory; a directory that lies about
sizes or names is found out when a part is read, and no part ever inflates beyond its stated size.
"""

import stat
import struct
import zipfile
import zlib
from io import BytesIO

from deskcheck.errors import InputError
from deskcheck.readers.limits import (
    MAX_BYTES,
    MAX_DIRECTORY_BYTES,
    MAX_ENTRIES,
    MAX_INFLATED,
    MAX_RATIO,
    RATIO_FROM,
)

# APPNOTE.TXT 4.3.16, end of central directory record: 22 bytes and a comment of at most 65,535.
_END = b"PK\x05\x06"
_END_RECORD = struct.Struct("<4s4H2LH")
_ENTRY = b"PK\x01\x02"
_LOCAL_HEADER_BYTES = 30
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


class Package:
    """An open package.

    Raises:
        InputError: the archive is damaged, encrypted, oversized or made to deceive.
    """

    def __init__(self, data: bytes, path: str) -> None:
        self._path = path
        if len(data) > MAX_BYTES:
            raise self._refusal(f"has {len(data):,} bytes, the limit is {MAX_BYTES:,}")
        self._check_directory(data)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, struct.error):
            raise self._refusal("is cut short or damaged") from None
        self._parts: dict[str, zipfile.ZipInfo] = {}
        for entry in self._archive.infolist():
            self._check(entry)
            self._parts[entry.filename.casefold()] = entry
        self._check_layout()

    @property
    def names(self) -> tuple[str, ...]:
        """The parts' names."""
        return tuple(entry.filename for entry in self._parts.values())

    def __contains__(self, name: str) -> bool:
        return name.casefold() in self._parts

    def part(self, name: str, most: int = MAX_INFLATED) -> bytes:
        """Return a part's bytes; empty when there is no such part.

        Raises:
            InputError: the part is damaged, not what the directory says, or larger than ``most``.
        """
        entry = self._parts.get(name.casefold())
        if entry is None:
            return b""
        if entry.file_size > most:
            raise self._refusal(f"has a part of {entry.file_size:,} bytes ({_safe(name)}), the limit is {most:,}")
        try:
            data = self._archive.read(entry)
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, OSError, NotImplementedError, struct.error):
            raise self._refusal(f"has a damaged part ({_safe(name)})") from None
        except RuntimeError:  # zipfile's word for a missing password
            raise self._refusal("is encrypted", "Save it without a password.") from None
        if len(data) != entry.file_size:
            raise self._refusal(f"has a damaged part ({_safe(name)})")
        return data

    def need(self, name: str, most: int = MAX_INFLATED) -> bytes:
        """Return a part's bytes.

        Raises:
            InputError: as for ``part``, or there is no such part.
        """
        if name not in self:
            raise self._refusal(f"lacks its part {_safe(name)}")
        return self.part(name, most)

    def _check_directory(self, data: bytes) -> None:
        """Bound the work of reading the directory before zipfile reads it."""
        at = data.rfind(_END, max(0, len(data) - 65_557))
        if at < 0 or at + _END_RECORD.size > len(data):
            raise self._refusal("is cut short or damaged")
        _, disk, first_disk, _, entries, size, offset, _ = _END_RECORD.unpack_from(data, at)
        if disk or first_disk or 0xFFFFFFFF in (size, offset) or entries == 0xFFFF:
            raise self._refusal("is a split or 64-bit archive, which no document needs")
        found = data.count(_ENTRY, max(0, at - size), at)
        if max(entries, found) > MAX_ENTRIES or size > MAX_DIRECTORY_BYTES:
            raise self._refusal(f"has {max(entries, found):,} entries, the limit is {MAX_ENTRIES:,}")

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        steps = name.split("/")
        if name.startswith("/") or ".." in steps or "\\" in name or "\0" in name or ":" in steps[0]:
            raise self._refusal(f"has an entry outside itself ({_safe(name)})")
        if entry.orig_filename != name:
            raise self._refusal(f"has an entry with a false name ({_safe(name)})")
        if name.casefold() in self._parts:
            raise self._refusal(f"has two entries of one name ({_safe(name)})")
        if entry.flag_bits & 0x1:
            raise self._refusal("is encrypted", "Save it without a password.")
        if stat.S_ISLNK(entry.external_attr >> 16):
            raise self._refusal(f"has a symbolic link ({_safe(name)})")
        if entry.compress_type not in _METHODS:
            raise self._refusal(f"has an entry compressed in an unusual way ({_safe(name)})")
        if entry.file_size > max(RATIO_FROM, MAX_RATIO * max(entry.compress_size, 1)):
            what = f"has an entry that inflates more than {MAX_RATIO} times ({_safe(name)})"
            raise self._refusal(what)

    def _check_layout(self) -> None:
        entries = sorted(self._parts.values(), key=lambda entry: entry.header_offset)
        total = sum(entry.file_size for entry in entries)
        if total > MAX_INFLATED:
            raise self._refusal(f"inflates to {total:,} bytes, the limit is {MAX_INFLATED:,}")
        end = 0
        for entry in entries:
            if entry.header_offset < end:
                raise self._refusal(f"has entries that overlap ({_safe(entry.filename)})")
            end = entry.header_offset + _LOCAL_HEADER_BYTES + entry.compress_size

    def _refusal(self, what: str, remedy: str = "Save it anew with the program that made it.") -> InputError:
        return InputError(what, where=self._path, remedy=remedy)


def _safe(name: str) -> str:
    """Return an entry's name fit for a message."""
    return "".join(sign if sign.isprintable() else "?" for sign in name[:80])
