"""``deskcheck where``: which articles use a source, over finished audits."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from deskcheck.authorities.identifiers import clean_doi, doi_readings, printed_dois, printed_pmid
from deskcheck.commands.report import load
from deskcheck.errors import ExitCode, InputError, SettingsError
from deskcheck.model import Audit, Reference
from deskcheck.reporters.characters import printable
from deskcheck.text import squash

FILE = "audit.json"
_FEWEST_LETTERS = 12
_PMID = re.compile(r"(?:pmid\s*+:?\s*+)?(\d{4,9})\Z", re.IGNORECASE)

Fits = Callable[[Reference], bool]


class Use(msgspec.Struct, frozen=True, kw_only=True):
    """One article's use of a source.

    Attributes:
        report: the audit's file.
        number, printed: the reference as the article prints it.
        claims: how many claims rest on it, suggestions left out; verdicts: what came of them, with counts.
        status: what checking the reference came to; notices: of which kinds the work has, with dates.
    """

    article: str
    title: str
    report: str
    as_of: str
    number: int
    printed: str
    doi: str
    status: str
    claims: int
    verdicts: dict[str, int]
    notices: tuple[str, ...]


def run(
    source: str, folders: Sequence[Path], *, as_json: bool, echo: Callable[[str], None], warn: Callable[[str], None]
) -> ExitCode:
    """Print the uses of a source; end with 1 where there are none, and with 2 where an audit could not be read.

    Args:
        source: a DOI in any printed form, a PubMed number, or words of the title.
        folders: folders of reports, or saved audits.
        echo: prints a text for the user.
        warn: prints one line about something that went wrong.

    Raises:
        UserError: the source names nothing, or there are no finished audits.
    """
    fits = meant(source)
    uses: list[Use] = []
    read = broken = 0
    for path in _audits(folders):
        read += 1
        try:
            uses += _uses(load(path), path, fits)
        except InputError as fault:
            broken += 1
            warn(str(fault))
    if not read:
        where = ", ".join(map(str, folders))
        raise InputError("holds no finished audit", where=where, remedy="Run deskcheck audit first.")
    echo(_json(uses) if as_json else _text(source, uses, read - broken))
    if broken:
        return ExitCode.USAGE
    return ExitCode.OK if uses else ExitCode.FINDINGS


def meant(source: str) -> Fits:
    """Return what tells whether a reference is the source: by DOI, PubMed number or words of the title.

    Raises:
        SettingsError: it is none of these, or too few words.
    """
    doi = clean_doi(source) or next(iter(printed_dois(source)), "")
    if doi:
        readings = set(doi_readings(doi))
        return lambda reference: not readings.isdisjoint(_dois(reference))
    pmid = _PMID.match(source.strip())
    if pmid:
        return lambda reference: pmid[1] in _pmids(reference)
    words = squash(source)
    if len(words) < _FEWEST_LETTERS:
        remedy = "Give a DOI, a PubMed number, or more words of the title."
        raise SettingsError(f"'{source}' names no source", where="SOURCE", remedy=remedy)
    return lambda reference: any(words in squash(title) for title in _titles(reference))


def _dois(reference: Reference) -> Iterator[str]:
    yield from (clean_doi(reference.fields.doi), *printed_dois(reference.printed))
    if reference.match:
        yield from filter(None, (reference.match.doi.lower(), _of_work(reference, "doi").lower()))


def _pmids(reference: Reference) -> tuple[str, ...]:
    return (reference.fields.pmid, printed_pmid(reference.printed), _of_work(reference, "pmid"))


def _titles(reference: Reference) -> tuple[str, ...]:
    return (reference.printed, reference.fields.title, _of_work(reference, "title"))


def _of_work(reference: Reference, field: str) -> str:
    work = reference.match.work if reference.match else None
    return str(getattr(work.fields, field)) if work else ""


def _audits(folders: Sequence[Path]) -> Iterator[Path]:
    """Yield the saved audits, each once, sorted within each folder."""
    seen: set[Path] = set()
    for folder in folders:
        if not folder.is_dir():
            found = [folder] if folder.exists() else []
        else:
            found = sorted(Path(place) / FILE for place, _, files in os.walk(folder) if FILE in files)
        if not found and not folder.exists():
            raise InputError("no such folder", where=str(folder), remedy="Name a folder of reports.")
        for path in found:
            if path.resolve() not in seen:
                seen.add(path.resolve())
                yield path


def _uses(audit: Audit, path: Path, fits: Fits) -> Iterator[Use]:
    for reference in audit.references:
        if not fits(reference):
            continue
        claims = [claim for claim in audit.claims if any(link.number == reference.number for link in claim.firm_links)]
        verdicts = Counter(claim.verdict.label.value if claim.verdict else "not judged" for claim in claims)
        yield Use(
            article=audit.article.path,
            title=audit.article.title,
            report=str(path),
            as_of=audit.as_of.isoformat(),
            number=reference.number,
            printed=reference.printed,
            doi=(reference.match.doi if reference.match else "") or clean_doi(reference.fields.doi),
            status=reference.status.value,
            claims=len(claims),
            verdicts=dict(sorted(verdicts.items())),
            notices=tuple(f"{notice.type.value} {notice.date}".strip() for notice in reference.notices),
        )


def _json(uses: Sequence[Use]) -> str:
    rows: list[Any] = [msgspec.structs.asdict(use) for use in uses]
    return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n"


def _text(source: str, uses: Sequence[Use], read: int) -> str:
    lines = []
    for use in uses:
        claims = "1 claim" if use.claims == 1 else f"{use.claims} claims"
        verdicts = ", ".join(f"{count} {label.replace('_', ' ')}" for label, count in use.verdicts.items())
        told = [
            f"reference {use.number}",
            use.status.replace("_", " "),
            claims + (f" ({verdicts})" if verdicts else ""),
        ]
        told += [notice.replace("_", " ") for notice in use.notices]
        lines.append(f"{printable(use.article)}: {', '.join(told)}")
    articles = len({use.report for use in uses})
    of = f"{read} finished audit" + ("" if read == 1 else "s")
    return "\n".join([*lines, f"{printable(source)}: used by {articles} of {of}."]) + "\n"
