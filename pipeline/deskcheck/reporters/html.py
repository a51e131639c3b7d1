"""The audit as one HTML file: opens offline, asks nothing of anybody, works without JavaScript.

Its own style and script are allowed by hash (Content Security Policy Level 3); everything else is not.
"""

import base64
import hashlib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import msgspec

from deskcheck.model import Article, Audit, BlockKind, Claim, Evidence, Finding, Reference, State, VerdictLabel
from deskcheck.reporters import charts
from deskcheck.reporters.queries import queries
from deskcheck.reporters.wording import (
    SIGNS,
    STATUSES,
    STEPS,
    VERDICTS,
    headline,
    listed,
    mood,
    printable,
    severity_counts,
    status_counts,
    verdict_counts,
)

if TYPE_CHECKING:
    from jinja2 import Template
    from markupsafe import Markup

_FOLDER = Path(__file__).parent.parent / "data" / "report"
_CUT = 120
_ASIDE = (BlockKind.BYLINE, BlockKind.DATE, BlockKind.PROMOTION, BlockKind.NAVIGATION, BlockKind.FOOTER)
_HEADINGS = (BlockKind.HEADING, BlockKind.TITLE)
_PARTS = (
    ("findings", "Findings"),
    ("article", "The article"),
    ("claims", "Claims"),
    ("references", "References"),
    ("matrix", "Claims and references"),
    ("queries", "Questions to the author"),
    ("waivers", "Waivers"),
    ("method", "Method and limits"),
)


class ShownBlock(msgspec.Struct):
    """A block of the article with its claims marked, and the claims that begin in it."""

    html: Any
    heading: bool
    aside: bool
    item: bool
    notes: list[Claim]


def render(audit: Audit) -> str:
    """Return the report."""
    from markupsafe import Markup, escape  # noqa: PLC0415 - only this reporter needs it

    style, script = (_FOLDER / "report.css").read_text("utf-8"), (_FOLDER / "report.js").read_text("utf-8")
    active = [finding for finding in audit.findings if finding.state is not State.WAIVED]
    return _template().render(
        audit=audit,
        title=audit.article.title or audit.article.path,
        style=Markup(style),  # noqa: S704 - our own file, no text from outside
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script),
        headline=headline(audit),
        mood=mood(audit),
        tiles=_tiles(audit),
        verdict_bar=charts.verdict_bar(audit),
        timeline=charts.timeline(audit),
        ages=charts.years(audit),
        unchecked=sorted(Counter(f"{entry.what}: {entry.reason}" for entry in audit.unchecked).items()),
        parts=_PARTS,
        findings=active,
        waived=[finding for finding in audit.findings if finding.state is State.WAIVED],
        severities=[word for word, _ in severity_counts(audit)],
        blocks=list(_blocks(audit, escape)),
        verdicts=VERDICTS,
        statuses=STATUSES,
        matrix=list(_matrix(audit)),
        bare=[claim for claim in audit.claims if not claim.references],
        unused=_unused(audit),
        queries=queries(audit),
        show=printable,
        where=lambda finding: _where(finding, audit.article),
        sign=lambda claim: SIGNS[claim.verdict.label],
        verdict_words=lambda claim: VERDICTS[claim.verdict.label],
        next_step=lambda claim: STEPS[claim.verdict.label],
        evidence_place=_evidence_place,
        record=_record,
        doi_url=lambda doi: "https://doi.org/" + quote(doi, safe="/"),
    )


@cache
def _template() -> "Template":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined  # noqa: PLC0415

    loader = FileSystemLoader(_FOLDER, encoding="utf-8")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
    return environment.get_template("report.html.j2")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _tiles(audit: Audit) -> list[tuple[int, str, str]]:
    supported = sum(
        claim.verdict is not None and claim.verdict.label is VerdictLabel.SUPPORTED for claim in audit.claims
    )
    return [
        (sum(count for _, count in severity_counts(audit)), "findings", listed(severity_counts(audit))),
        (len(audit.claims), "claims", listed(verdict_counts(audit))),
        (supported, "claims supported by evidence at hand", ""),
        (len(audit.references), "references", listed(status_counts(audit))),
    ]


def _blocks(audit: Audit, escape: Any) -> Iterator[ShownBlock]:
    text = audit.article.text
    claims = sorted(audit.claims, key=lambda claim: (claim.span.start, -claim.span.end))
    position = 0
    for block in audit.article.blocks:
        if block.kind is BlockKind.REFERENCE_LIST:
            continue
        here = []
        while position < len(claims) and claims[position].span.start < block.span.end:
            if claims[position].span.start >= block.span.start and claims[position].verdict:
                here.append(claims[position])
            position += 1
        kind = block.kind
        yield ShownBlock(
            _marked(text, block.span.start, block.span.end, here, escape),
            kind in _HEADINGS,
            kind in _ASIDE,
            kind is BlockKind.LIST_ITEM,
            here,
        )


def _marked(text: str, start: int, end: int, claims: list[Claim], escape: Any) -> "Markup":
    """Return the escaped words of a block with each claim in a ``mark``; one inside another gets a sign alone."""
    from markupsafe import Markup  # noqa: PLC0415

    out = Markup("")
    for claim in claims:
        if claim.verdict is None:
            continue
        label = claim.verdict.label
        begin, finish = max(start, claim.span.start), min(end, claim.span.end)
        out += escape(printable(text[start:begin], keep=True))
        inside = escape(printable(text[begin:finish], keep=True))
        out += Markup(
            '<mark class="{}" id="{}">{}</mark><a class="sign {}" href="#note-{}" aria-label="{}: to the note">{}</a>'
        ).format(label.value, claim.id, inside, label.value, claim.id, VERDICTS[label], " " + SIGNS[label])
        start = max(start, finish)
    rest: Markup = out + escape(printable(text[start:end], keep=True))
    return rest


def _matrix(audit: Audit) -> Iterator[tuple[Claim, list[str]]]:
    numbers = [reference.number for reference in audit.references]
    for claim in audit.claims:
        cells = {link.number: "○" if link.suggested else "●" for link in claim.references}
        if cells:
            yield claim, [cells.get(number, "") for number in numbers]


def _unused(audit: Audit) -> list[Reference]:
    used = {link.number for claim in audit.claims for link in claim.references}
    return [reference for reference in audit.references if reference.number not in used]


def _where(finding: Finding, article: Article) -> str:
    place = f"line {finding.spans[0].line}" if finding.spans else printable(Path(article.path).name)
    words = finding.quote if len(finding.quote) <= _CUT else finding.quote[: _CUT - 1] + "…"
    return f"{place}: “{printable(words)}”" if words else place


def _evidence_place(piece: Evidence) -> str:
    parts = [f"reference {piece.reference}" if piece.reference else "this article", piece.origin, piece.locator]
    if piece.checked_by or piece.checked_on:
        parts.append(" ".join(filter(None, (piece.checked_by, piece.checked_on))))
    return ", ".join(printable(part) for part in parts if part)


def _record(reference: Reference) -> str:
    """Return the matched record as one line: authors, title, container, date."""
    assert reference.match and reference.match.work  # noqa: S101 - the template asks only where there is one
    fields = reference.match.work.fields
    authors = "; ".join(name.shown() for name in fields.author[:6]) + (" …" if len(fields.author) > 6 else "")
    pages = fields.page or fields.number
    volume = f"{fields.volume}({fields.issue})" if fields.issue else fields.volume
    container = ", ".join(filter(None, (fields.container_title, volume, pages)))
    issued = fields.issued.shown() if fields.issued else ""
    return ". ".join(filter(None, (authors, fields.title, container, issued)))
