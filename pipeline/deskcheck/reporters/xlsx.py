"""The audit as a workbook to work off: findings and suggested links, a row each, with room for the desk's decisions.

Every cell is text (an inline string), so that no spreadsheet can take one for a formula. ECMA-376 Part 1, section 18.
"""

import re
from collections.abc import Sequence
from xml.sax.saxutils import escape

from deskcheck.model import Audit, Claim, Finding, Stance
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
)
from deskcheck.reporters.wording import cut, headline, verdict_words, whose

FINDINGS = (
    *("id", "severity", "rule", "state", "line", "words", "finding", "claim", "reference", "verdict", "evidence"),
    *("action", "owner", "decision", "reason", "due"),
)
LINKS = ("claim id", "reference number", "claim", "reference", "confidence", "cue", "decision")
DECISIONS = {"Findings": ("accept", "fix", "ask author"), "Links": ("confirm", "reject")}
_FINDING_WIDTHS = (18, 10, 22, 9, 7, 40, 48, 40, 34, 16, 48, 40, 16, 13, 36, 13)
_LINK_WIDTHS = (18, 10, 60, 60, 12, 36, 13)
_SPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "application/vnd.openxmlformats-officedocument.spreadsheetml"
# Microsoft, "Excel specifications and limits": characters of one cell.
_MOST = 32_767
_CUT = " […] (cut; see audit.json)"
# ST_Xstring (22.9.2.19): characters that XML cannot hold are written _xHHHH_, and so is what looks like that.
_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_NO_XML = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def render(audit: Audit) -> bytes:
    """Return the workbook: a sheet of findings, a sheet of suggested links; the last columns are for the desk."""
    sheets = {
        "Findings": _sheet(FINDINGS, _FINDING_WIDTHS, _finding_rows(audit), "Findings"),
        "Links": _sheet(LINKS, _LINK_WIDTHS, _link_rows(audit), "Links"),
    }
    listed = "".join(f'<sheet name="{name}" sheetId="{nth}" r:id="rId{nth}"/>' for nth, name in enumerate(sheets, 1))
    counts = (len(audit.findings), sum(link.suggested for claim in audit.claims for link in claim.references))
    columns = (_letter(len(FINDINGS) - 1), _letter(len(LINKS) - 1))
    filters = "".join(
        f'<definedName name="_xlnm._FilterDatabase" localSheetId="{nth}" hidden="1">'
        f"{name}!$A$1:${columns[nth]}${counts[nth] + 1}</definedName>"
        for nth, name in enumerate(sheets)
    )
    workbook = (
        f'{DECLARATION}<workbook xmlns="{_SPACE}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets>'
        f"<definedNames>{filters}</definedNames></workbook>"
    )
    title = f"Work list: {audit.article.title or audit.article.path}"
    named = {
        "xl/workbook.xml": f"{_TYPES}.sheet.main+xml",
        "xl/worksheets/sheet1.xml": f"{_TYPES}.worksheet+xml",
        "xl/worksheets/sheet2.xml": f"{_TYPES}.worksheet+xml",
        "xl/styles.xml": f"{_TYPES}.styles+xml",
        "docProps/core.xml": CORE,
    }
    targets = {f"worksheets/sheet{nth}.xml": f"{OFFICE}/worksheet" for nth in (1, 2)}
    return pack(
        {
            CONTENT_TYPES: content_types(named),
            "_rels/.rels": relationships(
                {"xl/workbook.xml": f"{OFFICE}/officeDocument", "docProps/core.xml": CORE_RELATION}
            ),
            "docProps/core.xml": core_properties(title, headline(audit), str(audit.as_of)),
            "xl/workbook.xml": workbook.encode(),
            "xl/_rels/workbook.xml.rels": relationships(targets | {"styles.xml": f"{OFFICE}/styles"}),
            "xl/worksheets/sheet1.xml": sheets["Findings"].encode(),
            "xl/worksheets/sheet2.xml": sheets["Links"].encode(),
            "xl/styles.xml": _styles().encode(),
        }
    )


def stored(text: str) -> str:
    """Return ``text`` as the XML of a cell, from which a spreadsheet gets it back exactly; too long a text is cut."""
    if len(text) > _MOST:
        text = text[: _MOST - len(_CUT)] + _CUT
    text = _NO_XML.sub(lambda found: f"_x{ord(found[0]):04X}_", _ESCAPE_LIKE.sub("_x005F_", text))
    return escape(text)


def _finding_rows(audit: Audit) -> list[tuple[str, ...]]:
    claims = {claim.id: claim for claim in reversed(audit.claims)}
    references = {reference.id: reference for reference in reversed(audit.references)}
    rows: list[tuple[str, ...]] = []
    for finding in audit.findings:
        claim = claims.get(finding.subject.id) if finding.subject.kind == "claim" else None
        reference = references.get(finding.subject.id) if finding.subject.kind == "reference" else None
        cited = f"{reference.number}. {reference.printed}" if reference else _numbers(claim)
        rows.append(
            (
                *(finding.fingerprint, finding.severity.value, finding.rule, finding.state.value),
                *(str(finding.spans[0].line) if finding.spans else "", finding.quote, finding.message),
                *(
                    claim.quote if claim else "",
                    cited,
                    verdict_words(claim) if claim else "",
                    _evidence(finding, claim, audit),
                ),
                *(finding.suggestion, "", "", "", ""),
            )
        )
    return rows


def _numbers(claim: Claim | None) -> str:
    return ", ".join(str(link.number) for link in claim.firm_links) if claim else ""


def _evidence(finding: Finding, claim: Claim | None, audit: Audit) -> str:
    pieces = finding.evidence or (claim.verdict.evidence if claim and claim.verdict else ())
    told = [piece for piece in pieces if piece.stance is not Stance.SILENT or finding.evidence]
    return "\n".join(f"{whose(piece, audit)}: “{cut(piece.quote, 600)}”" for piece in told)


def _link_rows(audit: Audit) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for claim in audit.claims:
        for link in claim.references:
            if link.suggested:
                reference = audit.reference(link.number)
                printed = reference.printed if reference else ""
                rows.append((claim.id, str(link.number), claim.quote, printed, f"{link.confidence:.2f}", link.cue, ""))
    return rows


def _sheet(header: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[str]], name: str) -> str:
    columns = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(widths, 1)
    )
    lines = [_row(1, header, 1), *(_row(number, row, 2) for number, row in enumerate(rows, 2))]
    last = f"{_letter(len(header) - 1)}{len(rows) + 1}"
    column = _letter(header.index("decision"))
    listed = ",".join(DECISIONS[name])
    choice = (
        '<dataValidations count="1"><dataValidation type="list" allowBlank="1" showErrorMessage="1" '
        f'errorTitle="Decision" error="Choose one of the list." sqref="{column}2:{column}{max(len(rows), 1) + 1}">'
        f'<formula1>"{listed}"</formula1></dataValidation></dataValidations>'
    )
    view = (
        '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" '
        'state="frozen"/></sheetView></sheetViews>'
    )
    return (
        f'{DECLARATION}<worksheet xmlns="{_SPACE}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>{view}'
        f'<cols>{columns}</cols><sheetData>{"".join(lines)}</sheetData><autoFilter ref="A1:{last}"/>{choice}'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )


def _row(number: int, cells: Sequence[str], style: int) -> str:
    made = "".join(
        f'<c r="{_letter(place)}{number}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{stored(cell)}</t></is></c>"
        for place, cell in enumerate(cells)
    )
    return f'<row r="{number}">{made}</row>'


def _letter(place: int) -> str:
    return chr(ord("A") + place)


def _styles() -> str:
    """Return plain cells, the header's, and text cells (number format 49, ``@``) that wrap."""
    return (
        f'{DECLARATION}<styleSheet xmlns="{_SPACE}">'
        '<fonts count="2"><font><sz val="10"/><name val="Calibri"/></font>'
        '<font><b/><sz val="10"/><color rgb="FFFFFFFF"/><name val="Calibri"/></font></fonts>'
        '<fills count="3"><fill><patternFill patternType="none"/></fill>'
        '<fill><patternFill patternType="gray125"/></fill>'
        '<fill><patternFill patternType="solid"><fgColor rgb="FF22333B"/></patternFill></fill></fills>'
        '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
        '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
        '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        '<xf numFmtId="49" fontId="1" fillId="2" borderId="0" xfId="0" applyFont="1" applyFill="1"/>'
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
        '<alignment vertical="top" wrapText="1"/></xf></cellXfs>'
        '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )
