"""Writing files so that nobody ever finds half of one."""

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from deskcheck.errors import OutputError


def write_file(path: Path, content: str | bytes) -> None:
    """Write bytes, or text as UTF-8, through a temporary file in the same folder, then rename it.

    Raises:
        OutputError: the folder or the file cannot be written; what stood there before still stands.
    """
    _written(path.parent, {path.name: content}, path, "Choose another file, or a folder you may write to.")


def write_files(folder: Path, files: Mapping[str, str | bytes], *, within: Path | None = None) -> None:
    """Write several files into ``folder``, made if missing; all contents are on disk before the first rename.

    Args:
        within: the folder that the user named; where given, no link below it is followed.

    Raises:
        OutputError: as for ``write_file``, or a link leads elsewhere.
    """
    if within is not None and folder.resolve() != within.resolve() / folder.relative_to(within):
        raise OutputError("lies behind a link", where=str(folder), remedy="Remove the link, or name its target.")
    _written(folder, files, folder, "Choose a folder you may write to with --out, or use --no-reports.")


def _written(folder: Path, files: Mapping[str, str | bytes], where: Path, remedy: str) -> None:
    pending: list[tuple[str, Path]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            handle, temporary = tempfile.mkstemp(prefix=f".{name}.", dir=folder)
            pending.append((temporary, folder / name))
            with os.fdopen(handle, "wb") as stream:
                stream.write(content.encode() if isinstance(content, str) else content)
                stream.flush()
                os.fsync(stream.fileno())
            Path(temporary).chmod(0o644)
        while pending:
            temporary, target = pending[0]
            Path(temporary).replace(target)
            pending.pop(0)
    except OSError as fault:
        raise OutputError(f"cannot be written ({fault.strerror})", where=str(where), remedy=remedy) from None
    finally:
        for temporary, _ in pending:
            Path(temporary).unlink(missing_ok=True)
