"""``deskcheck report``: any report from a saved audit, on any day the same bytes."""

from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import msgspec

from deskcheck import reporters
from deskcheck.commands.output import write_file
from deskcheck.errors import InputError, SettingsError
from deskcheck.model import SCHEMA, Audit

_MAX_BYTES = 200_000_000


def load(path: Path) -> Audit:
    """Read a saved audit.

    Raises:
        InputError: the file is missing, no JSON, or no audit of this schema.
    """
    where = str(path)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise InputError("is too large for a saved audit", where=where, remedy="Name an audit.json.")
        data = path.read_bytes()
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=where, remedy="Name an audit.json.") from None
    try:
        audit = Audit.from_json(data)
    except msgspec.DecodeError as fault:
        raise InputError(f"is no saved audit ({fault})", where=where, remedy="Name an audit.json.") from None
    except RecursionError:
        raise InputError("is no saved audit (it nests too deeply)", where=where, remedy="Name an audit.json.") from None
    except UnicodeDecodeError:
        raise InputError("is not UTF-8", where=where, remedy="Name an audit.json.") from None
    if audit.schema != SCHEMA:
        remedy = "Make it anew with: deskcheck audit."
        raise InputError(f"has the schema '{audit.schema}', not '{SCHEMA}'", where=where, remedy=remedy)
    return audit


def seen_from_here(audit: Audit) -> Audit:
    """Return the audit with the paths below the current folder relative to it, as services that annotate files ask."""
    article = msgspec.structs.replace(audit.article, path=_relative(audit.article.path))
    waivers = tuple(msgspec.structs.replace(waiver, path=_relative(waiver.path)) for waiver in audit.waivers)
    return msgspec.structs.replace(audit, article=article, waivers=waivers)


def _relative(path: str) -> str:
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if Path(path).is_relative_to(here) else path


def _pages(paths: Sequence[Path], out: Path) -> list[str]:
    """Return the addresses, seen from ``out``, of the reports that lie beside saved audits; "" for one elsewhere."""
    folder = out.parent.resolve()
    pages = [path.resolve().with_name(reporters.REPORTERS["html"].file) for path in paths]
    return [
        quote(page.relative_to(folder).as_posix()) if page.is_file() and page.is_relative_to(folder) else ""
        for page in pages
    ]


def run(paths: Sequence[Path], kind: str, out: Path | None) -> str:
    """Return the report on saved audits, or write it to ``out`` and say so.

    Raises:
        UserError: a file is no saved audit, the report is on one article only, or ``out`` cannot be written.
    """
    many, binary = reporters.REPORTERS[kind].many, reporters.REPORTERS[kind].binary
    if binary and out is None:
        remedy = f"Name a file with --out, such as {reporters.REPORTERS[kind].file}."
        raise SettingsError(f"the report '{kind}' is no text to print", where="--format", remedy=remedy)
    if len(paths) > 1 and not many:
        remedy = "Make one report for each audit."
        raise SettingsError(f"the report '{kind}' is on one article", where="--format", remedy=remedy)
    audits = [load(path) for path in paths]
    seen = [seen_from_here(audit) for audit in audits] if many else audits
    if out is None:
        return reporters.render(kind, *seen)
    linked = kind == "index"
    content = reporters.render_index(*seen, pages=_pages(paths, out)) if linked else reporters.render_file(kind, *seen)
    write_file(out, content)
    return f"Wrote {out}\n"
