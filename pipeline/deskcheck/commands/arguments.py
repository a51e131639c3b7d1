"""Options that several commands share, and what they mean."""

import datetime
import os
import sys
from pathlib import Path
from typing import Any

import click

from deskcheck.errors import SettingsError


def lookups(command: Any) -> Any:
    """Add the options that name sources of records; a dossier is asked first, then an index, then Crossref."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option("--mailto", default="", help="Your address, for Crossref's polite pool."),
        click.option("--crossref", metavar="URL", help="Ask this Crossref REST server (with --online: not needed)."),
        click.option("--online", is_flag=True, help="Ask Crossref itself."),
        click.option("--index", type=folder, help="A local index of records."),
        click.option("--dossier", type=folder, help="Folder with records, notes and decisions."),
    ):
        command = option(command)
    return command


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the sources of records that the options of ``lookups`` name."""
    crossref = given["crossref"] or ("" if given["online"] else None)
    return {"dossier": given["dossier"], "index": given["index"], "crossref": crossref, "mailto": given["mailto"]}


def settings(options: dict[str, Any]) -> Any:
    """Return the ``Settings`` that the options make.

    Raises:
        SettingsError: a value makes no sense.
    """
    from deskcheck.model import Severity  # noqa: PLC0415
    from deskcheck.settings import Settings  # noqa: PLC0415

    given: dict[str, Any] = {
        "as_of": _date(options.get("as_of")),
        "fail_on": None if options.get("fail_on") == "never" else Severity(options.get("fail_on") or "error"),
        "max_unknown": options.get("max_unknown"),
    }
    for option, name in (("link_threshold", "link_threshold"), ("min_worth", "worth_threshold")):
        if options.get(option) is not None:
            given[name] = options[option]
    return Settings(**given)


def _date(text: str | None) -> datetime.date:
    if not text:
        return datetime.date.today()
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        raise SettingsError(f"'{text}' is not a date", where="--as-of", remedy="Write it as 2026-01-31.") from None


def colour(choice: str) -> bool:
    """Tell whether to colour: asked for, or a terminal that has not said no (no-color.org)."""
    if choice != "auto":
        return choice == "always"
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
