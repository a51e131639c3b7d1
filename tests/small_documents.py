"""Tiny real files, made in memory: packages, Word documents, OpenDocument texts, EPUBs and PDFs."""

import io
import zipfile

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def package(parts, compression=zipfile.ZIP_DEFLATED):
    """Return a ZIP package with these parts in order."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", compression) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return stream.getvalue()


def word(body, **parts):
    """Return a Word document; ``parts`` are the inner XML of further parts by root element (styles, footnotes …)."""
    given = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f'<Relationship Id="r1" Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": _word_part("document", f"<w:body>{body}</w:body>"),
    }
    links = parts.pop("links", {})
    given["word/_rels/document.xml.rels"] = (
        "<Relationships>"
        + "".join(
            f'<Relationship Id="{name}" Type="x" Target="{url}" TargetMode="External"/>' for name, url in links.items()
        )
        + "</Relationships>"
    )
    core = parts.pop("core", "")
    if core:
        given["docProps/core.xml"] = f'<c:coreProperties xmlns:c="c" xmlns:dc="d">{core}</c:coreProperties>'
    for name, inner in parts.items():
        given[f"word/{name}.xml"] = _word_part(name, inner)
    return package(given)


def paragraph(words, style="", run="", properties=""):
    """Return a Word paragraph of one run."""
    styled = f'<w:pStyle w:val="{style}"/>' if style else ""
    return (
        f"<w:p><w:pPr>{styled}{properties}</w:pPr><w:r><w:rPr>{run}</w:rPr>"
        f'<w:t xml:space="preserve">{words}</w:t></w:r></w:p>'
    )


def _word_part(name, inner):
    return f'<w:{name} xmlns:w="{WORD}" xmlns:r="{RELATIONS}">{inner}</w:{name}>'


def opendocument(body, styles="", meta=""):
    """Return an OpenDocument text; ``styles`` are automatic styles."""
    spaces = " ".join(
        f'xmlns:{short}="{OFFICE}:{name}:1.0"'
        for short, name in (
            ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
            ("fo", "xsl-fo-compatible"), ("draw", "drawing"), ("meta", "meta"),
        )
    )  # fmt: skip
    spaces += ' xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"'
    return package(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {spaces}>"
            f"<office:automatic-styles>{styles}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "meta.xml": f"<office:document-meta {spaces}><office:meta>{meta}</office:meta></office:document-meta>",
        }
    )


def epub(chapters, meta="", extra=None):
    """Return an EPUB whose chapters are XHTML bodies by file name, in reading order."""
    items = "".join(
        f'<item id="i{nth}" href="{name}" media-type="application/xhtml+xml"/>' for nth, name in enumerate(chapters)
    )
    spine = "".join(f'<itemref idref="i{nth}"/>' for nth in range(len(chapters)))
    return package(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": "<container><rootfiles>"
            '<rootfile full-path="OEBPS/book.opf"/></rootfiles></container>',
            "OEBPS/book.opf": f'<package xmlns:d="d"><metadata>{meta}</metadata><manifest>{items}</manifest>'
            f"<spine>{spine}</spine></package>",
            **{
                f"OEBPS/{name}": f"<?xml version='1.0'?><!DOCTYPE html><html><body>{body}</body></html>"
                for name, body in chapters.items()
            },
            **(extra or {}),
        }
    )


def pdf(pages, encrypt=False):
    """Return a PDF; a page is a list of (x, y, size, words, options) in points from the lower left.

    Options may hold ``colour`` (a PDF operator such as ``1 g``) and ``mode`` (a text rendering mode).
    """
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for lines in pages:
        stream = ""
        for x, y, size, words, *options in lines:
            given = options[0] if options else {}
            escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
            look = f"{given.get('colour', '0 g')} {given.get('mode', 0)} Tr /F1 {size} Tf"
            stream += f"BT {look} {x} {y} Td ({escaped}) Tj ET\n"
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {len(objects) + 2} 0 R "
            "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        objects.append(f"<< /Length {len(stream.encode('latin-1'))} >>\nstream\n{stream}endstream")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    data, offsets = "%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data.encode("latin-1")))
        data += f"{number} 0 obj\n{body}\nendobj\n"
    start = len(data.encode("latin-1"))
    data += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n" + "".join(f"{at:010d} 00000 n \n" for at in offsets)
    locked = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{'00' * 32}> /U <{'11' * 32}> /P -4 >> /ID [<00><00>]"
    data += (
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {locked if encrypt else ''} >>\nstartxref\n{start}\n%%EOF\n"
    )
    return data.encode("latin-1")
