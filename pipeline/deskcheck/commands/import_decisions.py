"""``deskcheck import-decisions``: what the desk decided in the work list, taken back as waivers and link decisions.

Tables are put at the end of the files; what stands in them stays as it is. A second import changes nothing.
"""

import datetime
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import msgspec

from deskcheck.checks import rules
from deskcheck.commands.output import write_file
from deskcheck.commands.workbooks import day, sheets
from deskcheck.errors import ExitCode, InputError, SettingsError
from deskcheck.readers.limits import MAX_BYTES
from deskcheck.reporters.characters import printable
from deskcheck.triage import waivers

Row = dict[str, str]
_LINKS = "links.toml"
_ACCEPT, _OTHERS = "accept", ("", "fix", "ask author")
_ON_LINKS = ("confirm", "reject")


class _Taken(msgspec.Struct):
    """What came of the rows: blocks to add, and why others were not taken."""

    blocks: list[str] = []
    known: int = 0
    conflicts: list[str] = []


def run(path: Path, dossier: Path | None, file: Path | None, say: Callable[[str], None]) -> ExitCode:
    """Take the decisions of a work list into a dossier; return FINDINGS where some conflict.

    Raises:
        UserError: a file cannot be read or written, or holds something else.
    """
    folder = dossier or Path()
    if dossier is not None and not dossier.is_dir():
        raise InputError("is no folder", where=str(dossier), remedy="Name the dossier.")
    book = sheets(_bytes(path), str(path))
    findings, suggested = book.get("Findings"), book.get("Links", [])
    if findings is None or any("id" not in row for row in findings):
        raise InputError("is no work list", where=str(path), remedy="Make one with: deskcheck report --format xlsx.")
    waived, linked = file or folder / waivers.FILE, folder / _LINKS
    before = {place: _bytes(place) if place.exists() else b"" for place in (waived, linked)}
    taken = {waived: _waivers(findings, before[waived], waived), linked: _links(suggested, before[linked], linked)}
    for place, one in taken.items():
        if one.blocks:
            write_file(place, _with(before[place], one.blocks))
    for place, one in taken.items():
        say(f"{place}: {len(one.blocks)} taken, {one.known} known already, {len(one.conflicts)} not taken")
        for conflict in one.conflicts:
            say(f"  not taken: {conflict}")
    return ExitCode.FINDINGS if any(one.conflicts for one in taken.values()) else ExitCode.OK


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise InputError(f"is larger than {MAX_BYTES:,} bytes", where=str(path))
        return path.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=str(path)) from None


def _with(before: bytes, blocks: Iterable[str]) -> bytes:
    gap = b"" if not before or before.endswith(b"\n\n") else b"\n" if before.endswith(b"\n") else b"\n\n"
    return before + gap + "\n".join(blocks).encode()


def _waivers(rows: list[Row], before: bytes, path: Path) -> _Taken:
    codes = {rule.name: rule.code for rule in rules()}
    standing = {one.finding: one for one in waivers.read(before, str(path), codes) if one.finding}
    taken = _Taken()
    for identifier, row in _decided(rows, lambda row: row.get("id", "").strip(), taken):
        choice = _decision(row)
        if choice in _OTHERS:
            if choice and identifier in standing:
                taken.conflicts.append(f"{_named(identifier)}: '{choice}', but a waiver accepts it")
            continue
        fault = _fault(row, choice, identifier, codes)
        if fault:
            taken.conflicts.append(f"{_named(identifier)}: {fault}")
            continue
        until = day(row.get("due", ""))
        entry = (row["rule"].strip(), row["reason"].strip(), row["owner"].strip(), until)
        if identifier in standing:
            old = standing[identifier]
            if (old.rule, old.reason, old.person, old.until) == entry:
                taken.known += 1
            else:
                taken.conflicts.append(f"{_named(identifier)}: decided otherwise in line {old.line} of the file")
            continue
        values = {"rule": entry[0], "finding": identifier, "reason": entry[1], "person": entry[2], "until": until}
        block = _block("waiver", values)
        try:
            waivers.read(block.encode(), str(path), codes)
        except SettingsError as refused:
            taken.conflicts.append(f"{_named(identifier)}: {printable(refused.what)}")
            continue
        taken.blocks.append(block)
    return taken


def _fault(row: Row, choice: str, identifier: str, codes: dict[str, str]) -> str:
    """Return why an accepting decision cannot be taken."""
    if choice != _ACCEPT:
        return f"unknown decision '{printable(choice)[:40]}'"
    if row.get("rule", "").strip() not in codes or (not identifier.isalnum() and "-" not in identifier):
        return "unknown id or rule"
    missing = [name for name in ("reason", "owner") if not row.get(name, "").strip()]
    if missing:
        return f"accepted without {' and '.join(missing)}"
    return "" if day(row.get("due", "")) else "accepted without a due date, such as 2027-01-31"


def _links(rows: list[Row], before: bytes, path: Path) -> _Taken:
    standing = _standing(before, path)
    taken = _Taken()

    def key(row: Row) -> str:
        return f"{row.get('claim id', '').strip()} {row.get('reference number', '').strip()}"

    for identifier, row in _decided(rows, key, taken):
        choice = _decision(row)
        claim, _, number = identifier.rpartition(" ")
        if not choice:
            continue
        if choice not in _ON_LINKS:
            taken.conflicts.append(f"link {_named(identifier)}: unknown decision '{printable(choice)[:40]}'")
        elif not (claim and number.isascii() and number.isdigit()):
            taken.conflicts.append(f"link {_named(identifier)}: unknown id")
        elif (old := standing.get((claim, int(number)))) is not None:
            if old == choice:
                taken.known += 1
            else:
                taken.conflicts.append(f"link {_named(identifier)}: '{choice}', but the file says '{printable(old)}'")
        else:
            taken.blocks.append(_block("link", {"claim": claim, "reference": int(number), "decision": choice}))
    return taken


def _standing(before: bytes, path: Path) -> dict[tuple[str, int], str]:
    try:
        table: Any = tomllib.loads(before.decode())
        return {(one["claim"], one["reference"]): one["decision"] for one in table.get("link", [])}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError, KeyError, TypeError, AttributeError):
        raise SettingsError("holds something else than links", where=str(path), remedy="Mend it first.") from None


def _decided(rows: list[Row], key: Callable[[Row], str], taken: _Taken) -> Iterable[tuple[str, Row]]:
    """Yield each row once by its id; rows that decide the same thing in two ways are conflicts."""
    first: dict[str, Row] = {}
    twice: set[str] = set()
    fields = ("decision", "reason", "owner", "due")
    for row in rows:
        identifier = key(row)
        if not identifier.strip():
            if _decision(row):
                taken.conflicts.append("a decision without an id")
            continue
        seen = first.setdefault(identifier, row)
        if any(seen.get(name, "").strip() != row.get(name, "").strip() for name in fields):
            twice.add(identifier)
    taken.conflicts.extend(f"{_named(one)}: decided twice in different ways" for one in sorted(twice))
    return [(identifier, row) for identifier, row in first.items() if identifier not in twice]


def _decision(row: Row) -> str:
    return row.get("decision", "").strip().casefold()


def _named(identifier: str) -> str:
    return printable(identifier)[:80]


def _block(name: str, values: Mapping[str, str | int | datetime.date | None]) -> str:
    lines = [f"{key} = {_toml(value) if isinstance(value, str) else value}" for key, value in values.items()]
    return f"[[{name}]]\n" + "\n".join(lines) + "\n"


def _toml(text: str) -> str:
    """Return a basic string (TOML 1.0.0, "String")."""
    made = []
    for sign in text:
        if sign in '"\\':
            made.append("\\" + sign)
        elif not sign.isprintable():
            made.append("\\ufffd" if 0xD800 <= ord(sign) < 0xE000 else f"\\U{ord(sign):08x}")
        else:
            made.append(sign)
    return f'"{"".join(made)}"'
