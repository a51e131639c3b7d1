"""``deskcheck references``: the references of an article, a list or a bibliography, parsed."""

import difflib
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TextIO

import msgspec

from deskcheck import readers
from deskcheck.commands import references_lines
from deskcheck.commands.fetching import article_at
from deskcheck.commands.locating import locate_article
from deskcheck.errors import SettingsError
from deskcheck.extractors import bibliography, references
from deskcheck.extractors.bibliography import Unread
from deskcheck.model import Article, CslItem, Reference
from deskcheck.reporters import bibtex, csl_files, csl_json, csl_styles, ris
from deskcheck.text.stretches import stray_stretches

WRITERS: dict[str, Callable[[Iterable[CslItem]], str]] = {
    "csl-json": csl_json.write,
    "bibtex": bibtex.write,
    "ris": ris.write,
}
SHAPES = ("json", *WRITERS)


def references_command(
    paths: Sequence[Path | str],
    *,
    lines: bool = False,
    to: str = "json",
    out: TextIO,
    err: TextIO | None = None,
    online: bool = False,
) -> int:
    """Print the parsed references of every file in order.

    Args:
        paths: articles, lists or bibliography files, or addresses of articles.
        lines: every line of the files is one reference, and one JSON object a line is printed. Lines that stand
            together are read as one list, whose habits help to read each of them.
        to: one of ``SHAPES``, or a citation style: its name or the path of a ``.csl`` file.
        out: where the references go.
        err: where remarks on unread stretches go, one a line: ``FILE:LINE: reason``.
        online: articles named by their address may be fetched.

    Returns:
        The number of stretches that could not be read.

    Raises:
        UserError: a file cannot be read, or ``to`` is not known.
    """
    if to not in SHAPES:
        if near := difflib.get_close_matches(to[:100].lower(), SHAPES, n=1, cutoff=0.7):
            raise SettingsError(f"'{to}' is no format known here", where="--to", remedy=f"Did you mean {near[0]}?")
        csl_files.read(to)  # a style that cannot be had is told before any file is read
        if lines:
            raise SettingsError("a style is no answer a line", where="--to", remedy="Leave --lines out.")
    if lines:
        for path in paths:
            for answer in references_lines.answers(readers.load(Path(path))):
                out.write(answer.decode())
        return 0
    found: list[Reference] = []
    remarks = 0
    for path in paths:
        listed, unread = _read_page(path, online) if isinstance(path, str) else read_any(path)
        found += listed
        remarks += len(unread)
        if err is not None:
            err.writelines(f"{path}:{problem.line}: {problem.reason}\n" for problem in unread)
    out.write(shown(found, to))
    return remarks


def read_any(path: Path) -> tuple[tuple[Reference, ...], tuple[Unread, ...]]:
    """Return the references of a bibliography file, or of the list inside any article, and what was not read.

    A dossier folder stands for its article.

    Raises:
        UserError: the file cannot be read.
    """
    if path.is_dir():
        path, _ = locate_article(path, None)
    if bibliography.is_bibliography(str(path)):
        return bibliography.read(readers.load(path), str(path))
    return _of(readers.read(path))


def _read_page(url: str, online: bool) -> tuple[tuple[Reference, ...], tuple[Unread, ...]]:
    return _of(article_at(url, online=online))


def _of(article: Article) -> tuple[tuple[Reference, ...], tuple[Unread, ...]]:
    listed, found = references.extract(article)
    if not found:
        listed, found = references.extract_linked(article)
    return found, _left_out(listed, found)


def shown(found: Sequence[Reference], to: str) -> str:
    """Return references as ``json`` (printed words, fields, spans, confidence), in an exchange format or in a style."""
    if to in WRITERS:
        return WRITERS[to](reference.fields for reference in found)
    if to not in SHAPES:
        return csl_styles.write((reference.fields for reference in found), to)
    rows = [
        {
            "number": reference.number,
            "label": reference.label,
            "printed": reference.printed,
            "fields": reference.fields,
            "spans": [(span.start, span.end, span.label) for span in reference.field_spans],
            "confidence": round(reference.confidence, 4),
        }
        for reference in found
    ]
    return msgspec.json.format(msgspec.json.encode(rows), indent=1).decode() + "\n"


def _left_out(article: Article, found: Sequence[Reference]) -> tuple[Unread, ...]:
    """Return the stretches between the list's entries that belong to none."""
    if article.cites_by_links or article.sources_below:
        return ()
    if article.references_span is None:
        return (Unread(line=1, reason="no reference list was found"),)
    return tuple(
        Unread(line=span.line, reason=f"stands between references and belongs to none: {span.of(article.text)[:60]!r}")
        for span in stray_stretches(article, found)
    )
