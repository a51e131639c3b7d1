"""Templates compiled once: their code is kept as Python keeps its own, in ``__pycache__`` beside them.

Compiling the report's templates takes a tenth of a second, most of the time that the report takes. Whoever could alter
the kept code could alter the program itself, as it lies in the program's own folder and nowhere else; where that
folder cannot be written, or Python is told to keep no code, nothing is kept.
"""

import contextlib
import sys
from pathlib import Path

from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket

_MANNER = 1
"""To be raised when the options change under which templates are compiled: the kept code does not tell them."""


class _Kept(FileSystemBytecodeCache):
    """Keeps what it can; a folder that cannot be written is no fault."""

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Write compiled code through a temporary file."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read compiled code; what is damaged is compiled anew."""
        with contextlib.suppress(OSError):
            super().load_bytecode(bucket)


def kept(templates: Path) -> BytecodeCache | None:
    """Return the place for compiled code of the templates in a folder, or None where there is none."""
    if sys.dont_write_bytecode:
        return None
    folder = templates / "__pycache__"
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return None
    return _Kept(str(folder), f"%s.{sys.implementation.cache_tag}.{_MANNER}.cache")
