"""House policy as a file: ``deskcheck.toml``, or ``[tool.deskcheck]`` of ``pyproject.toml``, on top of a preset."""

import datetime
import difflib
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, get_args

import msgspec

from deskcheck.errors import SettingsError
from deskcheck.model import Severity
from deskcheck.settings import Settings
from deskcheck.settings.keys import AGES, BY_CLAIM, FIELDS, KEYS, SEVERITY, SOURCES, TABLE_FIELDS, TABLES

FILE, SHARED_FILE = "deskcheck.toml", "pyproject.toml"
DEFAULT_PRESET = "consumer-health"
PRESETS = Path(__file__).parents[1] / "data" / "presets"
_LARGEST = 1_000_000
_HEADER = re.compile(r"\s*\[([^\[\]]+)\]\s*(?:#.*)?$")
_KEY = re.compile(r"""\s*([\w."'-]+(?:[ \t]*\.[ \t]*[\w"'-]+)*)[ \t]*=""")
_TOML_PLACE = re.compile(r"(?:(?<!\s)\s++)?\(at line (\d+), column \d+\)")

Codes = Callable[[], Mapping[str, str]]
"""Gives the code of every rule by its name; called only when a value names rules."""


class Value(msgspec.Struct, frozen=True):
    """One effective value and where it comes from: a file and line, a preset, an option, or ``built in``."""

    value: Any
    origin: str


class Policy(msgspec.Struct, frozen=True):
    """What is in force for one article: values by dotted key, and the file they were read from, if any."""

    values: dict[str, Value]
    path: Path | None = None

    def settings(self, as_of: datetime.date) -> Settings:
        """Return the settings of a run that speaks for the day ``as_of``."""
        given: dict[str, Any] = {"as_of": as_of}
        tables: dict[str, dict[str, Any]] = {name: {} for name in TABLES}
        for key, held in self.values.items():
            table, _, entry = key.partition(".")
            value = tuple(held.value) if isinstance(held.value, list) else held.value
            if table in tables:
                tables[table][entry] = Severity(held.value) if table == SEVERITY else value
            elif key in FIELDS:
                given[FIELDS[key]] = None if value == "never" else value
        fail_on = self.values["fail-on"].value
        given["fail_on"] = None if fail_on == "never" else Severity(fail_on)
        given |= {TABLE_FIELDS[name]: table for name, table in tables.items()}
        return Settings(**given)


def find(start: Path) -> Path | None:
    """Return the nearest configuration file in ``start`` or above it, or None.

    A ``deskcheck.toml`` goes before a ``pyproject.toml`` in the same folder, and one of the latter
    counts only with a table ``[tool.deskcheck]``. The search ends with the folder of a repository.
    """
    folder = start.resolve()
    for place in (folder, *folder.parents):
        if (place / FILE).is_file():
            return place / FILE
        shared = place / SHARED_FILE
        if shared.is_file() and _speaks_of_us(shared):
            return shared
        if (place / ".git").exists():
            return None
    return None


def load(path: Path | None, codes: Codes, given: Iterable[tuple[str, Any, str]] = ()) -> Policy:
    """Return the policy in force: built-in values, then the preset's, the file's, and those ``given`` by options.

    Args:
        path: the configuration file, or None.
        codes: the rules there are.
        given: key, value and option for each value of the command line.

    Raises:
        SettingsError: the file cannot be read, or holds an unknown key, rule or value.
    """
    stated = _read(path, codes) if path else {}
    stated |= {key: _checked(key, value, option, codes) for key, value, option in given}
    chosen = stated.get("preset", Value(DEFAULT_PRESET, "built in"))
    values = _built_in() | {"preset": chosen} | _preset(chosen, codes) | stated
    return Policy(dict(sorted(values.items(), key=lambda item: _order(item[0]))), path)


def presets() -> tuple[str, ...]:
    """Return the names of the presets."""
    return tuple(sorted(path.stem for path in PRESETS.glob("*.toml")))


def rule_names(word: str, where: str, codes: Mapping[str, str]) -> tuple[str, ...]:
    """Return the rules that a name, a code, the beginning of codes (``REF``) or ``all`` means.

    Raises:
        SettingsError: it means none.
    """
    if word == "all":
        return tuple(codes)
    if word in codes:
        return (word,)
    begun = tuple(name for name, code in codes.items() if word.isalnum() and code.startswith(word.upper()))
    if not begun:
        known = [*codes, *codes.values()]
        raise SettingsError(f"there is no rule '{word}'", where=where, remedy=_nearest(word, known, "deskcheck rules"))
    return begun


def _built_in() -> dict[str, Value]:
    plain = Settings(as_of=datetime.date.min)
    values = {key: getattr(plain, field) for key, field in FIELDS.items()}
    values |= {"fail-on": plain.fail_on.value if plain.fail_on else "never", "exclude": []}
    values |= {f"{AGES}.{kind}": years for kind, years in plain.source_age_years.items()}
    return {key: Value(value, "built in") for key, value in values.items()}


def _preset(chosen: Value, codes: Codes) -> dict[str, Value]:
    if chosen.value not in presets():
        remedy = _nearest(chosen.value, presets(), "deskcheck config --help")
        raise SettingsError(f"there is no preset '{chosen.value}'", where=chosen.origin, remedy=remedy)
    held = _read(PRESETS / f"{chosen.value}.toml", codes)
    return {key: Value(value.value, f"preset {chosen.value}") for key, value in held.items()}


def _read(path: Path, codes: Codes) -> dict[str, Value]:
    text, table = _text(path), _table(path)
    prefix = ""
    if path.name == SHARED_FILE:
        table, prefix = _tool(path).get("deskcheck", {}), "tool.deskcheck."
    if not isinstance(table, dict):
        raise SettingsError("[tool.deskcheck] must be a table", where=str(path))
    lines = _lines(text)
    found: dict[str, Value] = {}
    for key, value in _flat(table):
        where = _where(path, prefix + key, lines)
        found |= {name: _checked(name, value, where, codes) for name in _names(key, where, codes)}
    return found


def _names(key: str, where: str, codes: Codes) -> tuple[str, ...]:
    """Return the keys that one key of a file stands for, rules by name; more than one where it names a family."""
    table, _, entry = key.partition(".")
    if table not in KEYS:
        remedy = _nearest(table, KEYS, "deskcheck config")
        raise SettingsError(f"there is no setting '{table}'", where=where, remedy=remedy)
    if not entry:
        return (key,)
    if table == SEVERITY:
        return tuple(f"{table}.{name}" for name in rule_names(entry, where, codes()))
    if entry not in BY_CLAIM.get(table, (entry,)):
        remedy = _nearest(entry, BY_CLAIM[table], "docs/currency.md")
        raise SettingsError(f"there is no kind of claim '{entry}'", where=where, remedy=remedy)
    return (key,)


def _checked(key: str, value: Any, where: str, codes: Codes) -> Value:
    table, _, entry = key.partition(".")
    if table in TABLES and not entry:
        raise SettingsError(f"'{table}' must be a table", where=where, remedy=f"Write it as [{table}].")
    try:
        held = msgspec.convert(value, KEYS[table])
    except msgspec.ValidationError as fault:
        raise SettingsError(f"'{key}': {_plain(fault, KEYS[table])}", where=where) from None
    if table in ("select", "ignore"):
        held = sorted({name for word in held for name in rule_names(word, where, codes())})
    return Value(held.value if isinstance(held, Severity) else held, where)


def _plain(fault: msgspec.ValidationError, kind: Any) -> str:
    if kind is Severity:
        return f"must be one of {', '.join(Severity)}"
    if kind == KEYS[SOURCES]:
        return f"must be one of {', '.join(get_args(kind))}"
    if kind == KEYS["fail-on"]:
        return f"must be one of {', '.join(Severity)}, never"
    return str(fault).replace("`", "'")


def _flat(table: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if key in TABLES and isinstance(value, dict):
            # A domain that is written without quotation marks is a table within the table.
            inner = _flattened(value) if key == SOURCES else value.items()
            yield from ((f"{key}.{entry}", held) for entry, held in inner)
        else:
            yield key, value


def _flattened(table: Mapping[str, Any]) -> Iterable[tuple[str, Any]]:
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{entry}", held) for entry, held in _flattened(value))
        else:
            yield key, value


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > _LARGEST:
            raise SettingsError(f"is larger than {_LARGEST:,} bytes", where=str(path))
        return path.read_bytes().decode("utf-8")
    except OSError as fault:
        remedy = "Name a deskcheck.toml."
        raise SettingsError(f"cannot be read ({fault.strerror})", where=str(path), remedy=remedy) from None
    except UnicodeDecodeError:
        raise SettingsError("is not UTF-8 text", where=str(path)) from None


def _table(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(_text(path))
    except (tomllib.TOMLDecodeError, RecursionError) as fault:
        place = _TOML_PLACE.search(str(fault))
        where = f"{path}:{place.group(1)}" if place else str(path)
        raise SettingsError(f"is no TOML: {_TOML_PLACE.sub('', str(fault))}", where=where) from None


def _speaks_of_us(shared: Path) -> bool:
    """Tell whether a ``pyproject.toml`` has our table; one that never names it is not ours to complain about."""
    try:
        return "deskcheck" in _text(shared) and "deskcheck" in _tool(shared)
    except SettingsError:
        if "tool.deskcheck" in shared.read_text("utf-8", "replace"):
            raise
        return False


def _tool(path: Path) -> dict[str, Any]:
    tool = _table(path).get("tool", {})
    return tool if isinstance(tool, dict) else {}


def _lines(text: str) -> dict[str, int]:
    """Return the line of each dotted key; ``tomllib`` keeps no places. Inline tables count as their key's line."""
    lines: dict[str, int] = {}
    table = ""
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.match(line):
            table = _dotted(header[1]) + "."
            lines.setdefault(table[:-1], number)
        elif key := _KEY.match(line):
            lines.setdefault(table + _dotted(key[1]), number)
    return lines


def _dotted(key: str) -> str:
    return ".".join(part.strip().strip("\"'") for part in key.split("."))


def _where(path: Path, key: str, lines: Mapping[str, int]) -> str:
    while key and key not in lines:
        key = key.rpartition(".")[0]
    return f"{path}:{lines[key]}" if key else str(path)


def _nearest(word: str, known: Iterable[str], listing: str) -> str:
    by_lower = {one.lower(): one for one in known}
    close = difflib.get_close_matches(word.lower()[:100], by_lower, n=1)
    return f"Did you mean {by_lower[close[0]]}?" if close else f"See: {listing}."


def _order(key: str) -> tuple[int, str]:
    return (list(KEYS).index(key.partition(".")[0]), key)
