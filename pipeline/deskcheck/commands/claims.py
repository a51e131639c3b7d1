"""``deskcheck claims`` and ``deskcheck links``: the first stages of an audit, shown on their own."""

from pathlib import Path

import msgspec

from deskcheck import reporters, stages
from deskcheck.authorities.dossier import Dossier
from deskcheck.commands.audit import locate_article
from deskcheck.commands.fetching import article_at
from deskcheck.commands.tables import csv_text, table_text
from deskcheck.model import Audit, Claim
from deskcheck.settings import Settings

_COLUMNS = ("line", "worth", "kind", "references", "claim")
_SHEET = (
    "id", "line", "column", "start", "end", "worth", "verifiability", "importance", "kind", "certainty", "references",
    "numbers", "population", "time", "named sources", "hedges", "negations", "claim", "statement",
)  # fmt: skip


def linked(place: Path | str, dossier: Path | None, settings: Settings, *, online: bool = False) -> Audit:
    """Return the audit of an article, a file or the address of a page, as far as the stage ``link``.

    Raises:
        UserError: the article or the dossier cannot be read.
    """
    path, folder = locate_article(Path(place), dossier)
    article = article_at(place, online=online) if isinstance(place, str) else path
    material = Dossier.open(folder) if folder else Dossier.empty()
    return stages.link(stages.extract(stages.read(article, settings), material, settings), material, settings)


def claims(audit: Audit, shape: str) -> str:
    """Return the claims as ``json``, ``csv``, ``claimreview`` or ``table``."""
    if shape == "json":
        return msgspec.json.format(msgspec.json.encode(audit.claims, order="deterministic"), indent=1).decode() + "\n"
    if shape == "claimreview":
        return reporters.render(shape, audit)
    if shape == "csv":
        return csv_text(_SHEET, map(_sheet_row, audit.claims))
    rows = [(claim.span.line, f"{claim.worth:.2f}", claim.kind, _numbers(claim), claim.quote) for claim in audit.claims]
    return table_text(_COLUMNS, rows)


def _sheet_row(claim: Claim) -> tuple[object, ...]:
    span, quantities = claim.span, "; ".join(quantity.quote for quantity in claim.quantities)
    facets = ("; ".join(found) for found in (claim.population, claim.time, claim.named_sources))
    words = ("; ".join(found) for found in (claim.hedges, claim.negations))
    return (
        claim.id, span.line, span.column, span.start, span.end, f"{claim.worth:.2f}", f"{claim.verifiability:.2f}",
        claim.importance.value, claim.kind.value, claim.certainty, _numbers(claim), quantities, *facets, *words,
        claim.quote, claim.statement,
    )  # fmt: skip


def links(audit: Audit, shape: str) -> str:
    """Return the claims × references matrix as ``json``, ``csv`` or ``table``.

    A cell of the table holds the link's confidence in hundredths, in brackets where it is only suggested.
    """
    numbers = [reference.number for reference in audit.references]
    if shape == "json":
        rows = [{"claim": claim.id, "quote": claim.quote, "references": claim.references} for claim in audit.claims]
        return msgspec.json.format(msgspec.json.encode(rows, order="deterministic"), indent=1).decode() + "\n"
    matrix = []
    for claim in audit.claims:
        cells = {link.number: link for link in claim.references}
        shown = [
            _shown(cells[number].confidence, cells[number].suggested) if number in cells else "" for number in numbers
        ]
        matrix.append((claim.span.line, *shown, claim.quote))
    header = ("line", *map(str, numbers), "claim")
    return csv_text(header, matrix) if shape == "csv" else table_text(header, matrix)


def _shown(confidence: float, suggested: bool) -> str:
    value = f"{round(confidence * 100)}"
    return f"({value})" if suggested else value


def _numbers(claim: Claim) -> str:
    return " ".join(f"({link.number})" if link.suggested else str(link.number) for link in claim.references)
