"""Which audits an earlier run finished: a file beside the reports holds digests of what they came from and of them.

It is written with the reports, last, so that a run that is killed leaves either a whole audit or one that is made anew.
"""

import hashlib
import importlib.util
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from deskcheck import __version__
from deskcheck.errors import InputError
from deskcheck.model import Audit
from deskcheck.settings import Settings

FILE = ".finished.json"
_PROGRAM = Path(__file__).parents[1]
_OPTIONAL = ("pypdfium2",)
_PART = 1 << 20


class State(msgspec.Struct, frozen=True):
    """What the file holds: the digest of what the audit depends on, and those of its reports by name."""

    key: str
    reports: dict[str, str]


def key(article: Path, dossier: Path | None, large: Iterable[Path | None], settings: Settings, others: Any) -> str:
    """Return the digest of everything that an audit depends on.

    Args:
        article: the file; its path counts too, since reports name it.
        dossier: folder whose files all count.
        large: index and model, where there are any; names, sizes and times of their files stand for their content.
        settings: the settings in force, the day included.
        others: whatever else decides, as MessagePack can hold it.
    """
    whole = hashlib.sha256()
    for part in (_program(), str(article), _digest(article), str(dossier or "")):
        whole.update(part.encode("utf-8", "surrogateescape") + b"\0")
    for path in _files(dossier) if dossier else ():
        whole.update(f"{path.relative_to(dossier)}\0{_digest(path)}\0".encode("utf-8", "surrogateescape"))  # type: ignore[arg-type]
    for path in (path for folder in large if folder for path in _files(folder)):
        facts = path.stat()
        whole.update(f"{path}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    whole.update(msgspec.json.encode((settings, others), order="deterministic"))
    return whole.hexdigest()


def state(key: str, reports: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the file to write after the reports, as name and content."""
    held = State(key, {name: hashlib.sha256(content).hexdigest() for name, content in reports.items()})
    return {FILE: msgspec.json.format(msgspec.json.encode(held, order="deterministic"), indent=1) + b"\n"}


def audit(folder: Path, key: str) -> Audit | None:
    """Return the finished audit in ``folder`` if it came from the same and its reports are as they were written."""
    try:
        held = msgspec.json.decode((folder / FILE).read_bytes(), type=State)
        if held.key != key:
            return None
        contents = {name: (folder / name).read_bytes() for name in held.reports if Path(name).name == name}
        if any(hashlib.sha256(contents[name]).hexdigest() != digest for name, digest in held.reports.items()):
            return None
        return Audit.from_json(contents["audit.json"])
    except (OSError, KeyError, msgspec.DecodeError, UnicodeDecodeError):
        return None


@cache
def _program() -> str:
    """The program: its version, its own files, and which optional parts are there."""
    whole = hashlib.sha256(__version__.encode())
    for path in sorted(_PROGRAM.rglob("*")):
        if path.is_file() and path.parent.name != "__pycache__":
            whole.update(f"{path.relative_to(_PROGRAM)}\0{_digest(path)}\0".encode())
    whole.update(repr([importlib.util.find_spec(name) is not None for name in _OPTIONAL]).encode())
    return whole.hexdigest()


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


def _digest(path: Path) -> str:
    whole = hashlib.sha256()
    if not path.is_file():
        return ""
    try:
        with path.open("rb") as stream:
            while part := stream.read(_PART):
                whole.update(part)
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=str(path), remedy="Check the path.") from None
    return whole.hexdigest()
