"""What the desk decided before: the waivers and the baseline that one article is audited with."""

from pathlib import Path

from deskcheck.checks import rules
from deskcheck.commands.report import load
from deskcheck.commands.revisions import at
from deskcheck.errors import InputError, SettingsError
from deskcheck.model import Audit, Waiver
from deskcheck.triage import waivers


def waivers_for(
    folders: tuple[Path | None, ...], *, file: Path | None = None, revision: str | None = None
) -> tuple[Waiver, ...]:
    """Return the waivers of a file, or of ``waivers.toml`` in each of the folders.

    Args:
        folders: the configuration's folder and the dossier; None where there is none.
        file: the only file to read.
        revision: read the files as they were in this revision, so that a change cannot waive itself.

    Raises:
        SettingsError: a file holds something else, or the revision cannot be read.
    """
    places = [file] if file else _distinct(folders)
    codes = {rule.name: rule.code for rule in rules()}
    found: list[Waiver] = []
    for path in places:
        data = at(path, revision, "--base") if revision is not None else _now(path, wanted=file is not None)
        found += waivers.read(data, str(path), codes)
    return tuple(found)


def baseline_for(path: Path | None, name: str) -> Audit | None:
    """Return the audit that a baseline holds for the article called ``name``.

    A folder stands for ``NAME/audit.json`` in it, or its own ``audit.json``; an article that it does not hold is new.

    Raises:
        InputError: there is no such file or folder, or it is no audit.
    """
    if path is None:
        return None
    if not path.is_dir():
        return load(path)
    held = (path / name / "audit.json", path / "audit.json")
    if not any(one.is_file() for one in held) and next(path.rglob("audit.json"), None) is None:
        raise InputError("holds no audit.json", where=str(path), remedy="Name a folder of reports.")
    return next((load(one) for one in held if one.is_file()), None)


def _distinct(folders: tuple[Path | None, ...]) -> list[Path]:
    seen: dict[Path, Path] = {}
    for folder in folders:
        if folder is not None:
            seen.setdefault(folder.resolve(), folder / waivers.FILE)
    return list(seen.values())


def _now(path: Path, *, wanted: bool) -> bytes:
    try:
        return path.read_bytes()
    except FileNotFoundError:
        if wanted:
            raise SettingsError("there is no such file", where=str(path), remedy="Name a waivers.toml.") from None
        return b""
    except OSError as fault:
        raise SettingsError(f"cannot be read ({fault.strerror})", where=str(path)) from None
