"""A report for Word: summary, findings worst first, claims, references and queries, with repeated table headers."""

from collections.abc import Iterable, Sequence

from deskcheck.model import Audit, Claim, Finding, Reference, State
from deskcheck.reporters.characters import printable
from deskcheck.reporters.office_package import (
    CONTENT_TYPES,
    CORE,
    CORE_RELATION,
    DECLARATION,
    OFFICE,
    content_types,
    core_properties,
    pack,
    relationships,
    words,
)
from deskcheck.reporters.queries import queries
from deskcheck.reporters.wording import (
    LIMITS,
    STATUSES,
    day,
    differences,
    headline,
    listed,
    notice_words,
    plural,
    references_counted,
    severity_counts,
    unchecked_counts,
    verdict_counts,
    verdict_words,
)

_SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
# Twentieths of a point: an A4 page with margins of two centimetres leaves 9,638.
_WIDTH = 9_638
_SHADES = {"error": "F9DEDC", "warning": "FFF0CC", "note": "E3EEF9"}


def render(audit: Audit, remark: str = "") -> bytes:
    """Return the report; ``remark`` is a sentence to put before everything."""
    title = f"Audit: {printable(audit.article.title or audit.article.path)}"
    body = "".join(
        [
            _paragraph(title, "Title"),
            _paragraph(remark, "Remark") if remark else "",
            _paragraph(headline(audit), "Lead"),
            _summary(audit),
            _paragraph("Findings", "Heading1"),
            _findings(audit),
            _paragraph("Claims", "Heading1"),
            _claims(audit),
            _paragraph("References", "Heading1"),
            _references(audit),
            _paragraph("Author queries", "Heading1"),
            _queries(audit),
            _paragraph("Method and limits", "Heading1"),
            _method(audit),
        ]
    )
    page = (
        '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
        '<w:pgMar w:top="1134" w:right="1134" w:bottom="1134" w:left="1134"'
        ' w:header="567" w:footer="567" w:gutter="0"/>'
        "</w:sectPr>"
    )
    document = f'{DECLARATION}<w:document xmlns:w="{_SPACE}"><w:body>{body}{page}</w:body></w:document>'
    named = {
        "word/document.xml": f"{_TYPES}.document.main+xml",
        "word/styles.xml": f"{_TYPES}.styles+xml",
        "docProps/core.xml": CORE,
    }
    return pack(
        {
            CONTENT_TYPES: content_types(named),
            "_rels/.rels": relationships(
                {"word/document.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": CORE_RELATION}
            ),
            "docProps/core.xml": core_properties(title, headline(audit), str(audit.as_of)),
            "word/document.xml": document.encode(),
            "word/_rels/document.xml.rels": relationships({"styles.xml": f"{OFFICE}/styles"}),
            "word/styles.xml": _styles().encode(),
        }
    )


def _summary(audit: Audit) -> str:
    rows = [
        ("As of", day(audit.as_of)),
        ("Findings", listed(severity_counts(audit))),
        (plural(len(audit.claims), "claim"), listed(verdict_counts(audit))),
        (plural(len(audit.references), "reference"), references_counted(audit)),
    ]
    return _table("Summary", ("What", "Result"), (2, 7), rows)


def _findings(audit: Audit) -> str:
    active = sorted(
        (finding for finding in audit.findings if finding.state is not State.WAIVED),
        key=lambda finding: finding.severity.rank,
    )
    if not active:
        return _paragraph("No rule reported anything.")
    rows = [_finding_row(finding) for finding in active]
    header = ("Severity", "Line", "Finding and next step", "Rule")
    shades = [_SHADES[finding.severity.value] for finding in active]
    return _table("Findings, gravest first", header, (3, 2, 14, 5), rows, shades)


def _finding_row(finding: Finding) -> tuple[str, ...]:
    said = [finding.message]
    if finding.quote:
        said.append(f"“{finding.quote}”")
    if finding.suggestion:
        said.append(f"Next: {finding.suggestion}")
    line = str(finding.spans[0].line) if finding.spans else ""
    return finding.severity.value, line, "\n".join(map(printable, said)), f"{finding.rule} ({finding.code})"


def _claims(audit: Audit) -> str:
    rows = [_claim_row(claim) for claim in audit.claims]
    if not rows:
        return _paragraph("None were found. That is a result to look into, not a clearance.")
    return _table("Claims", ("Line", "Claim", "Verdict", "References", "Reason"), (2, 10, 4, 4, 8), rows)


def _claim_row(claim: Claim) -> tuple[str, ...]:
    numbers = ", ".join(f"({link.number})" if link.suggested else str(link.number) for link in claim.references)
    reason = claim.verdict.reason if claim.verdict else ""
    return str(claim.span.line), claim.quote, verdict_words(claim), numbers, reason


def _references(audit: Audit) -> str:
    rows = [_reference_row(reference) for reference in audit.references]
    if not rows:
        return _paragraph("None were found. That is a result to look into, not a clearance.")
    return _table("References", ("No.", "Reference", "Status", "DOI", "Differs in"), (2, 9, 4, 5, 7), rows)


def _reference_row(reference: Reference) -> tuple[str, ...]:
    status = ", ".join([STATUSES[reference.status], *map(notice_words, reference.notices)])
    doi = reference.match.doi if reference.match else ""
    differs = "\n".join(f"{one.field}: “{one.printed}”, registered “{one.recorded}”" for one in differences(reference))
    return str(reference.number), reference.printed, status, doi, differs


def _queries(audit: Audit) -> str:
    asked = [_paragraph(f"{nth}. {query.words}") for nth, query in enumerate(queries(audit), 1)]
    return "".join(asked) or _paragraph("There is nothing to ask the author.")


def _method(audit: Audit) -> str:
    sources = "; ".join(f"{source.name}, {source.as_of or 'no date'}" for source in audit.sources) or "none"
    lines = [f"Made by {audit.tool.name} {audit.tool.version}. Sources of records: {sources}."]
    lines += [*LIMITS, "Numbers in brackets are suggested links."]
    lines += [
        f"Not checked: {what}{f' ({count} times)' if count > 1 else ''}: {why}"
        for what, why, count in unchecked_counts(audit)
    ]
    return "".join(map(_paragraph, lines))


def _run(text: str, look: str = "") -> str:
    """Return runs with a line break between lines."""
    lines = [f'<w:t xml:space="preserve">{words(printable(line))}</w:t>' for line in text.split("\n")]
    return f"<w:r>{look}{'<w:br/>'.join(lines)}</w:r>"


def _paragraph(text: str, style: str = "") -> str:
    chosen = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f"<w:p>{chosen}{_run(printable(text))}</w:p>"


def _table(
    name: str,
    header: Sequence[str],
    shares: Sequence[int],
    rows: Iterable[Sequence[str]],
    shades: Sequence[str] = (),
) -> str:
    """Return a table whose first row comes back on every page; ``shades`` colours the first cell of each row."""
    widths = [_WIDTH * share // sum(shares) for share in shares]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    top = "".join(
        _cell(cell, width, "22333B", "<w:rPr><w:b/><w:color w:val='FFFFFF'/></w:rPr>")
        for cell, width in zip(header, widths, strict=True)
    )
    lines = [f"<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>{top}</w:tr>"]
    for nth, row in enumerate(rows):
        fills = [shades[nth] if shades and not place else "" for place in range(len(row))]
        cells = "".join(_cell(cell, width, fill) for cell, width, fill in zip(row, widths, fills, strict=True))
        lines.append(f"<w:tr>{cells}</w:tr>")
    look = (
        f'<w:tblPr><w:tblStyle w:val="Grid"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        f'<w:tblLook w:firstRow="1"/><w:tblCaption w:val="{words(name)}"/></w:tblPr>'
    )
    return (
        f"<w:tbl>{look}<w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"
        + '<w:p><w:pPr><w:pStyle w:val="Gap"/></w:pPr></w:p>'
    )


def _cell(text: str, width: int, fill: str = "", look: str = "") -> str:
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{fill}"/>' if fill else ""
    style = '<w:pPr><w:pStyle w:val="Cell"/></w:pPr>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{shade}</w:tcPr><w:p>{style}{_run(text, look)}</w:p></w:tc>'
    )


def _styles() -> str:
    def style(name: str, shown: str, paragraph: str, run: str, level: int | None = None) -> str:
        outline = f'<w:outlineLvl w:val="{level}"/>' if level is not None else ""
        return (
            f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{shown}"/><w:basedOn w:val="Normal"/>'
            f"<w:pPr>{paragraph}{outline}</w:pPr><w:rPr>{run}</w:rPr></w:style>"
        )

    lines = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="B8C0C4"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="80" w:type="dxa"/>' for side in ("top", "left", "bottom", "right"))
    return (
        f'{DECLARATION}<w:styles xmlns:w="{_SPACE}"><w:docDefaults><w:rPrDefault><w:rPr>'
        '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/><w:sz w:val="21"/><w:lang w:val="en-GB"/>'
        '</w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:after="120" w:line="264" w:lineRule="auto"/></w:pPr>'
        "</w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
        + style("Title", "Title", '<w:spacing w:after="160"/>', '<w:b/><w:color w:val="22333B"/><w:sz w:val="40"/>')
        + style("Lead", "Lead", '<w:spacing w:after="200"/>', '<w:b/><w:sz w:val="26"/>')
        + style("Remark", "Remark", '<w:shd w:val="clear" w:color="auto" w:fill="FFF0CC"/>', "<w:i/>")
        + style(
            "Heading1",
            "heading 1",
            '<w:keepNext/><w:spacing w:before="320" w:after="120"/>',
            '<w:b/><w:color w:val="22333B"/><w:sz w:val="28"/>',
            0,
        )
        + style("Cell", "Cell", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', '<w:sz w:val="18"/>')
        + style("Gap", "Gap", '<w:spacing w:after="0" w:line="120" w:lineRule="exact"/>', '<w:sz w:val="8"/>')
        + '<w:style w:type="table" w:styleId="Grid"><w:name w:val="Table Grid"/><w:tblPr>'
        f"<w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr></w:style></w:styles>"
    )
