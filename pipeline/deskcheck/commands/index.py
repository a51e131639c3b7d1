"""``deskcheck index build | update | info``: a local index of Crossref's records."""

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

Progress = Callable[[str, int], None]


def build(sources: Sequence[Path], out: Path) -> str:
    """Build an index at ``out`` and return a line that says what it holds.

    Raises:
        UserError: a source is broken, or ``out`` is there already or cannot be written.
    """
    from deskcheck.authorities.index.build import build as build_index  # noqa: PLC0415

    works = build_index(sources, out, progress())
    return f"{out}: {works:,} works, {_size(out)}{_table(out)}\n"


def update(sources: Sequence[Path], out: Path) -> str:
    """Add records to the index at ``out`` and return a line that says how many."""
    from deskcheck.authorities.index.build import update as update_index  # noqa: PLC0415

    works = update_index(sources, out, progress())
    return f"{out}: {works:,} works added, {_size(out)}{_table(out)}\n"


def info(path: Path, *, as_json: bool = False) -> str:
    """Return what the index at ``path`` holds, as lines or as JSON."""
    from deskcheck.authorities.index import Index  # noqa: PLC0415

    facts = Index.open(path).info()
    if as_json:
        return msgspec.json.format(msgspec.json.encode(facts), indent=1).decode() + "\n"
    shown = msgspec.structs.asdict(facts)
    shown["sources"] = ", ".join(facts.sources)
    if facts.works:
        shown["bytes a work"] = round(facts.bytes / facts.works)
    return "".join(
        f"{name:<12} {value:,}\n" if isinstance(value, int) else f"{name:<12} {value}\n"
        for name, value in shown.items()
    )


def progress() -> Progress:
    """Return a bar for a terminal's standard error; silent when nobody watches."""
    started = time.monotonic()
    watched = sys.stderr.isatty()

    def show(name: str, works: int) -> None:
        if watched:
            rate = works / max(time.monotonic() - started, 0.001)
            sys.stderr.write(f"\r\033[K{works:>12,} works  {rate:>8,.0f}/s  {name[:60]}")
            sys.stderr.flush()

    return show


def _table(path: Path) -> str:
    """How many notices of a Retraction Watch table the index holds, where there are any."""
    from deskcheck.authorities.index import Index  # noqa: PLC0415

    notices = Index.open(path).info().updates
    return f", {notices:,} notices of a Retraction Watch table" if notices else ""


def _size(path: Path) -> str:
    return f"{sum(file.stat().st_size for file in path.iterdir()) / 1_000_000:,.1f} MB"
