"""``waivers.toml``: read with every fault named by file and line, and held against the findings of an audit."""

import datetime
import difflib
import fnmatch
import hashlib
import os
import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path, PurePath
from typing import Any

import msgspec

from deskcheck.errors import SettingsError
from deskcheck.model import Audit, Finding, Reference, State, Waiver, WaiverKind, WaiverState
from deskcheck.settings import Settings
from deskcheck.settings.configuration import rule_names
from deskcheck.text import squash

FILE = "waivers.toml"
_LARGEST = 4_000_000
_FEWEST_LETTERS = 8
_TABLE = re.compile(r"^[ \t]*\[\[[ \t]*[\"']?waiver[\"']?[ \t]*\]\]", re.MULTILINE)
_TOML_PLACE = re.compile(r"(?:(?<!\s)\s++)?\(at line (\d+), column \d+\)")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# Words by which an article or a reference says that a work no longer stands.
_MARKED = re.compile(r"retract|withdr[ae]w|expression of concern|has been removed", re.IGNORECASE)


class _Entry(msgspec.Struct, frozen=True):
    """One ``[[waiver]]`` as written."""

    rule: str
    reason: str
    person: str
    until: datetime.date
    kind: WaiverKind = WaiverKind.ACCEPTED
    finding: str = ""
    reference: str = ""
    article: str = ""


def read(data: bytes, path: str, codes: Mapping[str, str]) -> tuple[Waiver, ...]:
    """Return the waivers of a file.

    Args:
        data: the file's bytes.
        path: how it is named to the user; ``article`` patterns count from its folder.
        codes: the code of every rule by its name.

    Raises:
        SettingsError: the bytes are no waivers; the message names file and line.
    """
    text, table = _table(data, path)
    lines = [text.count("\n", 0, found.end()) + 1 for found in _TABLE.finditer(text)]
    for key in table:
        if key != "waiver":
            remedy = "Waivers are written as [[waiver]]."
            raise SettingsError(f"there is no entry '{key}' in a file of waivers", where=path, remedy=remedy)
    entries = table.get("waiver", [])
    if not isinstance(entries, list):
        raise SettingsError("'waiver' must be written as [[waiver]]", where=path)
    return tuple(
        _waiver(entry, path, lines[place] if place < len(lines) else 1, codes) for place, entry in enumerate(entries)
    )


def _table(data: bytes, path: str) -> tuple[str, dict[str, Any]]:
    if len(data) > _LARGEST:
        raise SettingsError(f"is larger than {_LARGEST:,} bytes", where=path)
    try:
        text = data.decode("utf-8")
        return text, tomllib.loads(text)
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8 text", where=path) from None
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        place = _TOML_PLACE.search(str(fault))
        where = f"{path}:{place.group(1)}" if place else path
        raise SettingsError(f"is no TOML: {_TOML_PLACE.sub('', str(fault))}", where=where) from None


def _waiver(written: object, path: str, line: int, codes: Mapping[str, str]) -> Waiver:
    where = f"{path}:{line}"
    for key in written if isinstance(written, dict) else ():
        if key not in _Entry.__struct_fields__:
            close = difflib.get_close_matches(key[:100], _Entry.__struct_fields__, n=1)
            remedy = f"Did you mean {close[0]}?" if close else f"Known: {', '.join(_Entry.__struct_fields__)}."
            raise SettingsError(f"a waiver has no '{key}'", where=where, remedy=remedy)
    try:
        entry = msgspec.convert(written, _Entry)
    except msgspec.ValidationError as fault:
        if "$.until" in str(fault):
            raise SettingsError("'until' is no date", where=where, remedy="Write it as 2027-06-30.") from None
        raise SettingsError(f"no waiver: {str(fault).replace('`', chr(39))}", where=where) from None
    names = rule_names(entry.rule, where, codes)
    if len(names) != 1 or entry.rule == "all":
        remedy = "Write one waiver for each rule."
        raise SettingsError(f"'{entry.rule}' is more than one rule", where=where, remedy=remedy)
    _demand(entry, codes[names[0]], where)
    scope = "\x1f".join((names[0], entry.finding, squash(entry.reference), entry.article))
    return Waiver(
        **(msgspec.structs.asdict(entry) | {"rule": names[0]}),
        id="w-" + hashlib.sha256(scope.encode("utf-8", "replace")).hexdigest()[:12],
        path=path,
        line=line,
    )


def _demand(entry: _Entry, code: str, where: str) -> None:
    for name in ("reason", "person"):
        if not getattr(entry, name).strip():
            raise SettingsError(f"a waiver needs its {name}", where=where)
    if entry.reference and not _DOI.search(entry.reference) and len(squash(entry.reference)) < _FEWEST_LETTERS:
        remedy = "Quote a few words of its title."
        raise SettingsError(f"'{entry.reference}' is too short to name a reference", where=where, remedy=remedy)
    if entry.kind is WaiverKind.KNOWINGLY_CITED and not (entry.reference and code.startswith("NOT")):
        remedy = "Name a reference and a rule about notices, such as retracted-work."
        raise SettingsError("'knowingly-cited' is for one reference and a notice about it", where=where, remedy=remedy)


def apply(audit: Audit, waivers: Sequence[Waiver], settings: Settings, own: str = "") -> Audit:
    """Set aside the findings that waivers in force fit, and record how each waiver stands.

    Waivers that concern other articles are left out. One that fits nothing is stale only where that
    can be known: it names the article or lies in the folder ``own`` (the article's dossier), and its
    rule was run on everything.
    """
    held = [stood for waiver in waivers if (stood := _held(waiver, audit, settings, own)) is not None]
    waived = {print_ for waiver in held if waiver.state is WaiverState.IN_FORCE for print_ in waiver.findings}
    findings = tuple(
        msgspec.structs.replace(finding, state=State.WAIVED) if finding.fingerprint in waived else finding
        for finding in audit.findings
    )
    return msgspec.structs.replace(audit, findings=findings, waivers=tuple(held))


def _held(waiver: Waiver, audit: Audit, settings: Settings, own: str) -> Waiver | None:
    if waiver.article and not _fits_path(waiver, audit.article.path):
        return None
    fitting, note = _fitting(waiver, audit)
    expired = settings.as_of > waiver.until
    if fitting:
        state = WaiverState.EXPIRED if expired else WaiverState.IN_FORCE
    elif not (waiver.article or _lies_in(waiver, own) or _is_refused(waiver, audit)):
        return None
    elif expired:
        state = WaiverState.EXPIRED
    else:
        state = WaiverState.STALE if _was_run(waiver.rule, audit, settings) else WaiverState.UNDECIDED
    prints = tuple(finding.fingerprint for finding in fitting)
    return msgspec.structs.replace(waiver, state=state, note=note, findings=prints)


def _lies_in(waiver: Waiver, own: str) -> bool:
    return bool(own) and Path(waiver.path).resolve().parent == Path(own).resolve()


def _is_refused(waiver: Waiver, audit: Audit) -> bool:
    """Tell whether a knowingly cited work is on this very list, with the finding, and only the words are missing."""
    if waiver.kind is not WaiverKind.KNOWINGLY_CITED:
        return False
    meant = _meant(waiver.reference, audit.references)
    return len(meant) == 1 and any(
        finding.rule == waiver.rule and finding.subject.id == meant[0].id for finding in audit.findings
    )


def _was_run(rule: str, audit: Audit, settings: Settings) -> bool:
    return settings.runs(rule) and not any(missed.what == rule for missed in audit.unchecked)


def _fitting(waiver: Waiver, audit: Audit) -> tuple[list[Finding], str]:
    """Return the findings that the waiver fits, and a reason if there is none."""
    found = [finding for finding in audit.findings if finding.rule == waiver.rule]
    if waiver.finding:
        found = [finding for finding in found if finding.fingerprint == waiver.finding]
    if not waiver.reference:
        return found, "" if found else "there is no such finding"
    meant = _meant(waiver.reference, audit.references)
    if len(meant) != 1:
        return [], "its words fit no reference" if not meant else f"its words fit {len(meant)} references"
    if waiver.kind is WaiverKind.KNOWINGLY_CITED and not _is_marked(meant[0], audit):
        return [], "neither the article nor the reference says that the work no longer stands"
    found = [finding for finding in found if finding.subject.id == meant[0].id]
    return found, "" if found else "there is no such finding on that reference"


def _meant(words: str, references: Iterable[Reference]) -> list[Reference]:
    """Return the references that an id, a DOI or printed words name."""
    doi = _DOI.search(words)
    wanted = squash(words)
    return [
        reference
        for reference in references
        if reference.id == words
        or (doi is not None and doi[0].lower() in _dois(reference))
        or (doi is None and wanted in squash(reference.printed))
    ]


def _dois(reference: Reference) -> tuple[str, str]:
    return (reference.match.doi.lower() if reference.match else "", reference.fields.doi.lower())


def _is_marked(reference: Reference, audit: Audit) -> bool:
    told = [reference.printed]
    told += [claim.quote for claim in audit.claims if any(link.number == reference.number for link in claim.firm_links)]
    return any(_MARKED.search(words) for words in told)


def _fits_path(waiver: Waiver, article: str) -> bool:
    base = Path(waiver.path).resolve().parent
    try:
        seen = os.path.relpath(Path(article).resolve(), base)
    except ValueError:  # another drive
        return False
    return fnmatch.fnmatchcase(PurePath(seen).as_posix(), waiver.article.removeprefix("./"))
