"""``deskcheck fix``: reference lists brought in line with the records of their works, where these prove it.

A change is made only where the record of the work is certain, the difference is one that it decides, and the words
have one place in the file. The result is read and looked up again: what does not come out as the record says, or
would be changed a second time, is left as it was.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from deskcheck import authorities, readers
from deskcheck.authorities import Authority
from deskcheck.commands import fix_bibtex, fix_csl_json, fix_printed, fix_ris
from deskcheck.commands.fix_edits import Edit, FileText, decoded, patch
from deskcheck.commands.locating import locate_article
from deskcheck.commands.match import Request as Lookups
from deskcheck.commands.match import opened
from deskcheck.commands.output import write_file
from deskcheck.errors import ExitCode, InputError, SettingsError
from deskcheck.extractors import references as extractor
from deskcheck.extractors.bibliography import is_bibliography
from deskcheck.extractors.bibliography.alone import as_article
from deskcheck.model import Article, MatchStatus, Reference, correction
from deskcheck.model.correction import Change
from deskcheck.reporters import csl_styles

Say = Callable[[str], None]
_ROUNDS = 4
_RENDERED = "whole entry"


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What was asked for.

    Attributes:
        paths: articles, dossier folders or bibliographies.
        lookups: the sources of records to ask; its dossier is for all paths.
        style: citation style in which printed entries of known works are set anew.
        write: change the files instead of printing a patch.
    """

    paths: tuple[Path, ...]
    lookups: Lookups
    style: str = ""
    write: bool = False


class Fixed(msgspec.Struct, frozen=True):
    """One file as it is and as it should be, with what there is to tell, a line each."""

    path: Path
    old: FileText
    new: FileText
    told: tuple[str, ...]


def run(request: Request, *, echo: Callable[[bytes], None], say: Say) -> ExitCode:
    """Print the patch, or write the files; ``say`` is told each change, and what was left alone and why.

    Returns:
        ``FINDINGS`` when a patch was printed, else ``OK``.

    Raises:
        UserError: a file cannot be read or mended in place, or nothing to look up in was named; nothing is written.
    """
    done = [fixed(path, request) for path in request.paths]
    changed = [one for one in done if one.old != one.new]
    for one in done:
        for line in one.told:
            say(f"{one.path}: {line}")
    for one in changed:
        if request.write:
            write_file(one.path, one.new.bytes)
        else:
            echo(patch(one.old, one.new, str(one.path)))
    return ExitCode.FINDINGS if changed and not request.write else ExitCode.OK


def fixed(path: Path, request: Request) -> Fixed:
    """Return one file brought in line with the records.

    Raises:
        UserError: as for ``run``.
    """
    if str(path) == "-":
        raise InputError("cannot be mended in place", where="standard input", remedy="Name a file.")
    path, dossier = locate_article(path, request.lookups.dossier)
    sources = opened(msgspec.structs.replace(request.lookups, dossier=dossier))
    if not sources:
        raise SettingsError("nothing to look up in", remedy="Name one of --dossier, --index or --online.")
    old = decoded(readers.load(path), str(path))
    mender = _Mender(path, sources, request.style)
    new, told = mender.mended(old)
    return Fixed(path, old, new, told)


class _Listed(msgspec.Struct):
    """A file's references with their matches, and the way to edit one of them."""

    references: tuple[Reference, ...]
    edits: Callable[[int, Change], list[Edit] | None]


class _Mender:
    """Mends one file with the sources of records given."""

    def __init__(self, path: Path, sources: Sequence[Authority], style: str) -> None:
        self._path = path
        self._sources = sources
        self._style = style

    def mended(self, file: FileText) -> tuple[FileText, tuple[str, ...]]:
        """Return the mended text, and a line on each reference that was mended or left alone."""
        listed = self._listed(file)
        wanted = [self._wanted(reference) for reference in listed.references]
        placed: list[list[tuple[Change, list[Edit]]]] = []
        for nth, changes in enumerate(wanted):
            found = [(change, listed.edits(nth, change)) for change in changes]
            placed.append([(change, made) for change, made in found if made])
        dropped: set[int] = set()
        for _ in range(_ROUNDS):
            new = file.edited(
                edit for nth, ones in enumerate(placed) if nth not in dropped for _, made in ones for edit in made
            )
            failed = self._failed(new, listed, placed, dropped) if new != file else set()
            if not failed:
                break
            dropped |= failed
        else:
            new, dropped = file, set(range(len(placed)))
        return new, tuple(self._told(listed, wanted, placed, dropped))

    def _wanted(self, reference: Reference) -> tuple[Change, ...]:
        if not self._style:
            return correction.changes(reference)
        match = reference.match
        if match is None or match.work is None or correction.doubt(reference):
            return ()
        item = match.work.fields
        if match.work.subtitles:
            item = msgspec.structs.replace(item, title=": ".join((item.title, *match.work.subtitles)))
        (line,) = csl_styles.lines([item], self._style, numbered=False)
        if line == " ".join(reference.printed.split()):
            return ()
        return (Change(field=_RENDERED, old="", new=f"set in the style {self._style}", value=line),)

    def _failed(
        self, new: FileText, before: _Listed, placed: Sequence[list[tuple[Change, list[Edit]]]], dropped: set[int]
    ) -> set[int]:
        """Return the places of references that the new text does not give as their record says."""
        tried = {nth for nth, ones in enumerate(placed) if ones and nth not in dropped}
        after = self._listed(new).references
        if len(after) != len(before.references):
            return tried
        failed = set()
        for nth, (one, other) in enumerate(zip(before.references, after, strict=True)):
            again = {change.field for change in self._wanted(other)} & {change.field for change, _ in placed[nth]}
            further = {change.field for change in self._wanted(other)} - {change.field for change in self._wanted(one)}
            if _doi(one) != _doi(other) or (nth in tried and (again or further)):
                # An entry that is untouched and yet reads otherwise was disturbed by the one before it.
                failed.add(nth if nth in tried else max((place for place in tried if place < nth), default=min(tried)))
        return failed

    def _told(
        self,
        listed: _Listed,
        wanted: Sequence[tuple[Change, ...]],
        placed: Sequence[list[tuple[Change, list[Edit]]]],
        dropped: set[int],
    ) -> list[str]:
        lines = []
        for nth, reference in enumerate(listed.references):
            name = f"reference {reference.number}"
            made = [change for change, _ in placed[nth]] if nth not in dropped else []
            left = [change for change in wanted[nth] if change not in made]
            if made:
                lines.append(f"{name}: {'; '.join(map(_shown, made))}")
            if left:
                fields = ", ".join(change.field for change in left)
                lines.append(f"{name}: left to you, no certain place for it: {fields} ({'; '.join(map(_shown, left))})")
            known = reference.match is not None and reference.match.status is MatchStatus.MATCHED
            if known and (reason := correction.doubt(reference)):
                lines.append(f"{name}: left alone, {reason}")
        return lines

    def _listed(self, file: FileText) -> _Listed:
        name = str(self._path)
        if is_bibliography(name):
            if self._style:
                raise SettingsError(
                    "sets printed lists, a bibliography has none", where="--style", remedy="Leave it out."
                )
            article, found = as_article(file.bytes, name)
            return _Listed(self._resolved(found), self._bibliography(article, found, file))
        article = readers.read_bytes(file.bytes, name)
        if article.format not in fix_printed.FORMATS:
            remedy = "See the changes as comments: deskcheck audit, then deskcheck report --format docx."
            raise InputError("is of a format that is not mended in place", where=name, remedy=remedy)
        article, found = extractor.extract(article)
        places = fix_printed.Places(article, file)
        resolved = self._resolved(found)

        def edits(nth: int, change: Change) -> list[Edit] | None:
            if change.field == _RENDERED:
                return places.whole(resolved[nth], str(change.value))
            return places.edits(resolved[nth], change)

        return _Listed(resolved, edits)

    def _bibliography(
        self, article: Article, found: Sequence[Reference], file: FileText
    ) -> Callable[[int, Change], list[Edit] | None]:
        lead = len(file.text) - len(file.text.removeprefix("\ufeff"))
        records = fix_ris.records(file.text) if article.format == "ris" else []
        inside = {"bibtex": fix_bibtex.edits, "csl_json": fix_csl_json.edits}.get(article.format)

        def edits(nth: int, change: Change) -> list[Edit] | None:
            if article.format == "ris":
                return fix_ris.edits(file.text, records[nth], [change]) if len(records) == len(found) else None
            span = found[nth].span
            if inside is None or span is None:
                return None
            start = lead + span.start
            made = inside(file.text[start : lead + span.end], [change])
            return [Edit(start + one.start, start + one.end, one.words) for one in made] if made else None

        if inside is None and article.format != "ris":
            remedy = "Convert it first: deskcheck references FILE --to ris."
            raise InputError("is of a format that is not mended in place", where=str(self._path), remedy=remedy)
        return edits

    def _resolved(self, found: Sequence[Reference]) -> tuple[Reference, ...]:
        authorities.prepare(found, self._sources)
        return tuple(authorities.resolved(reference, self._sources) for reference in found)


def _doi(reference: Reference) -> str:
    match = reference.match
    return match.doi if match is not None and match.status is MatchStatus.MATCHED else ""


def _shown(change: Change) -> str:
    if change.field == _RENDERED:
        return change.new
    if not change.old:
        return f"{change.field} {change.new} added" if change.field == "DOI" else f"{change.field}: {change.new}"
    return f"{change.field}: {_short(change.old)} → {_short(change.new)}"


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:57]}…"
