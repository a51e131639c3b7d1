"""What git knows of the files at hand: how they were in a revision, and which have changed since."""

import os
import shutil
import subprocess
from pathlib import Path

from deskcheck.errors import SettingsError

_SECONDS = 60


def at(path: Path, revision: str, option: str) -> bytes:
    """Return a file as it was in a revision; nothing when it did not exist there.

    Raises:
        SettingsError: git is missing, or there is no such revision; ``option`` is named as the culprit.
    """
    folder = path.parent if path.parent.is_dir() else Path()
    commit = _commit(folder, revision, option)
    return _git(folder, option, "show", f"{commit}:./{path.name}") or b""


def changed(folder: Path, revision: str, option: str) -> frozenset[Path]:
    """Return the files of the repository around ``folder`` that differ from a revision, new and deleted ones too.

    Raises:
        SettingsError: as for ``at``.
    """
    commit = _commit(folder, revision, option)
    top = Path(os.fsdecode((_git(folder, option, "rev-parse", "--show-toplevel") or b"").removesuffix(b"\n")))
    names = _git(top, option, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", commit, "--") or b""
    names += _git(top, option, "ls-files", "--others", "--exclude-standard", "-z") or b""
    return frozenset((top / os.fsdecode(name)).resolve() for name in names.split(b"\0") if name)


def _commit(folder: Path, revision: str, option: str) -> str:
    words = ("rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    found = _git(folder, option, *words)
    if found is None:
        remedy = "Name a commit, branch or tag of the repository that holds the articles."
        raise SettingsError(f"there is no revision '{revision}'", where=option, remedy=remedy)
    return found.decode("ascii").strip()


def _git(folder: Path, option: str, *words: str) -> bytes | None:
    program = shutil.which("git")
    if program is None:
        raise SettingsError("git is not installed", where=option)
    try:
        run = subprocess.run(  # noqa: S603 - a fixed program; the one word of the user's follows --end-of-options
            [program, "-C", str(folder), *words], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as fault:
        raise SettingsError(f"git did not answer ({type(fault).__name__})", where=option) from None
    return run.stdout if run.returncode == 0 else None
