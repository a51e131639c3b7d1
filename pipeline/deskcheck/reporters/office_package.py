"""ZIP packages of office documents, read within limits and written so that the same parts give the same bytes."""

import struct
import zipfile
import zlib
from collections.abc import Mapping
from io import BytesIO
from xml.sax.saxutils import escape

from deskcheck.reporters.characters import visible

DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
CONTENT_TYPES = "[Content_Types].xml"
PACKAGE_RELATIONSHIPS = "http://schemas.openxmlformats.org/package/2006/relationships"
PACKAGE_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
# The earliest date that a ZIP entry can state (APPNOTE.TXT, 4.4.6).
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_BYTES = 200_000_000
_MOST_ENTRIES = 2_000


def words(text: str) -> str:
    """Return ``text`` as XML character data, its unseen characters shown as escapes."""
    shown = visible(text.replace("\r\n", "\n").replace("\r", "\n"))
    # No characters of XML (XML 1.0, 2.2), though Unicode counts them as unassigned.
    return escape(shown.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd"), {'"': "&quot;"})


def pack(parts: Mapping[str, bytes]) -> bytes:
    """Return a package of the parts in their order."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data)
    return out.getvalue()


def unpack(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package by name.

    Raises:
        ValueError: it is damaged, encrypted or too large.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > _MOST_ENTRIES or sum(entry.file_size for entry in entries) > _MOST_BYTES:
                raise ValueError("too large")
            return {entry.filename: archive.read(entry) for entry in entries if not entry.is_dir()}
    except (zipfile.BadZipFile, zlib.error, struct.error, OSError, RuntimeError, EOFError) as fault:
        raise ValueError("damaged") from fault


def content_types(overrides: Mapping[str, str]) -> bytes:
    """Return ``[Content_Types].xml`` for parts by name (ECMA-376 Part 2, 7.2.3)."""
    rows = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    defaults = (
        f'<Default Extension="rels" ContentType="{rels}"/><Default Extension="xml" ContentType="application/xml"/>'
    )
    return f'{DECLARATION}<Types xmlns="{PACKAGE_TYPES}">{defaults}{rows}</Types>'.encode()


def relationships(targets: Mapping[str, str]) -> bytes:
    """Return a relationships part: target by type, numbered ``rId1`` … in their order."""
    rows = "".join(
        f'<Relationship Id="rId{nth}" Type="{kind}" Target="{target}"/>'
        for nth, (target, kind) in enumerate(targets.items(), 1)
    )
    return f'{DECLARATION}<Relationships xmlns="{PACKAGE_RELATIONSHIPS}">{rows}</Relationships>'.encode()


def core_properties(title: str, subject: str, day: str) -> bytes:
    """Return ``docProps/core.xml``: title, subject, language and the day as date of creation."""
    spaces = (
        'xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" '
        'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
    )
    dates = "".join(
        f'<dcterms:{name} xsi:type="dcterms:W3CDTF">{day}T00:00:00Z</dcterms:{name}>'
        for name in ("created", "modified")
    )
    said = f"<dc:title>{words(title)}</dc:title><dc:subject>{words(subject)}</dc:subject>"
    said += "<dc:creator>deskcheck</dc:creator><dc:language>en-GB</dc:language>"
    return f"{DECLARATION}<cp:coreProperties {spaces}>{said}{dates}</cp:coreProperties>".encode()


CORE = "application/vnd.openxmlformats-package.core-properties+xml"
CORE_RELATION = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
