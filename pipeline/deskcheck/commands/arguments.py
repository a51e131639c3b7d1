"""Options that several commands share, and what they mean."""

import datetime
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from deskcheck.errors import SettingsError

SEVERITIES = ("error", "warning", "note", "never")

# The reports by name; a test holds them against ``reporters.REPORTERS``, which is not imported to show help.
FORMATS = (
    *("json", "markdown", "html", "terminal", "csv", "claimreview"),
    *("sarif", "junit", "gitlab", "annotations", "rdjsonl"),
    *("docx", "xlsx", "pdf", "index"),
    *("csl-json", "bibtex", "ris"),
)
# Those that only ``report`` makes: no text, or corrected references.
REPORT_ONLY = ("docx", "xlsx", "pdf", "index", "csl-json", "bibtex", "ris")


def lookups(command: Any) -> Any:
    """Add the options that name sources of records; a dossier is asked first, then an index, then Crossref."""
    folder = click.Path(path_type=Path)
    for option in (
        click.option("--mailto", default="", help="Your address, for Crossref's polite pool."),
        click.option("--crossref", metavar="URL", help="Ask this Crossref REST server (with --online: not needed)."),
        click.option("--offline", is_flag=True, help="Open no connection, whatever else is asked; use kept answers."),
        click.option("--online", is_flag=True, help="Ask Crossref itself; fetch articles named by their address."),
        click.option("--index", type=folder, help="A local index of records."),
        click.option("--dossier", type=folder, help="Folder with records, notes and decisions."),
    ):
        command = option(command)
    return command


def asked(given: dict[str, Any]) -> dict[str, Any]:
    """Return the sources of records that the options of ``lookups`` name."""
    crossref = given["crossref"] or ("" if given["online"] else None)
    named = {name: given[name] for name in ("dossier", "index", "mailto", "offline")}
    return {**named, "crossref": crossref}


if TYPE_CHECKING:
    _Kind = click.ParamType[Any]
else:
    _Kind = click.ParamType  # takes no parameter before click 8.4


class ArticlePlace(_Kind):
    """A file or folder as a ``Path``, or the address of a page as it stands: a path would swallow its slashes."""

    name = "article"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the place."""
        del param, ctx
        is_address = isinstance(value, str) and value[:8].lower().startswith(("http://", "https://"))
        return value if is_address else Path(value)


def fetching(command: Any) -> Any:
    """Add the option without which an article named by its address is not fetched."""
    return click.option("--online", is_flag=True, help="Fetch an article named by its address.")(command)


def addresses(command: Any) -> Any:
    """Add the options about the addresses that references print."""
    for option in (
        click.option("--doi-registry", metavar="URL", default="", help="Ask this server whether DOIs are registered."),
        click.option("--archive", metavar="URL", default="", help="Ask this server for archived copies."),
        click.option("--check-links", is_flag=True, help="Look at the references' addresses (uses the network)."),
    ):
        command = option(command)
    return command


def house_policy(command: Any) -> Any:
    """Add the options that name the configuration and override it."""
    severities = click.Choice(SEVERITIES)
    for option in (
        click.option("--min-worth", type=click.FloatRange(0, 1), help="Sentences less check-worthy are no claims."),
        click.option("--link-threshold", type=click.FloatRange(0, 1), help="Links below this are suggestions."),
        click.option("--max-unknown", type=click.IntRange(0), help="Exit 4 when more references stay unknown."),
        click.option("--fail-on", type=severities, help="Exit 1 when a finding is this grave [default: error]."),
        click.option("--ignore", metavar="RULES", help="Rules not to run: names, codes or families, with commas."),
        click.option("--select", metavar="RULES", help="The only rules to run."),
        click.option("--preset", metavar="NAME", help="consumer-health, academic, newsroom or minimal."),
        click.option("--config", type=click.Path(path_type=Path), help="Configuration [default: the nearest]."),
    ):
        command = option(command)
    return command


def decisions(command: Any) -> Any:
    """Add the options that say what the desk decided before."""
    file = click.Path(path_type=Path)
    for option in (
        click.option("--changed-since", metavar="REV", help="Only articles that changed, or their dossier or policy."),
        click.option("--base", metavar="REV", help="Read the waivers as they were in this git revision."),
        click.option("--waivers", type=file, help="Waivers [default: beside the configuration, in the dossier]."),
        click.option("--baseline", type=file, help="Saved audit, or folder of reports: its findings do not fail."),
    ):
        command = option(command)
    return command


def folders(command: Any) -> Any:
    """Add the options for runs over several articles."""
    for option in (
        click.option("--time-limit", type=click.FloatRange(0.1), default=900, help="Seconds for each of several."),
        click.option("--resume/--no-resume", default=None, help="Use finished audits [default: in folders]."),
        click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out of folders, as drafts/**."),
        click.option("--jobs", type=click.IntRange(1, 64), help="Worker processes [default: processors, at most 8]."),
    ):
        command = option(command)
    return command


def policy(options: dict[str, Any], beside: Path) -> Any:
    """Return the ``Policy`` in force for what lies at ``beside``: its configuration, overridden by the options.

    Raises:
        SettingsError: the configuration or a value makes no sense.
    """
    from deskcheck.settings import configuration  # noqa: PLC0415

    given: list[tuple[str, Any, str]] = []
    for key in ("preset", "fail-on", "max-unknown", "link-threshold", "min-worth", "select", "ignore"):
        value = options.get(key.replace("-", "_"))
        if value is not None:
            words = (
                [word.strip() for word in value.split(",") if word.strip()] if key in ("select", "ignore") else value
            )
            given.append((key, words, f"--{key}"))
    folder = beside if beside.is_dir() else beside.parent
    path = options.get("config") or configuration.find(folder)
    return configuration.load(path, _codes, given)


def settings(options: dict[str, Any], beside: Path) -> Any:
    """Return the ``Settings`` in force for the article at ``beside``.

    Raises:
        SettingsError: the configuration or a value makes no sense.
    """
    return policy(options, beside).settings(day(options.get("as_of")))


def _codes() -> dict[str, str]:
    from deskcheck.checks import rules  # noqa: PLC0415

    return {rule.name: rule.code for rule in rules()}


def day(text: str | None) -> datetime.date:
    """Return the day that ``--as-of`` names, or today.

    Raises:
        SettingsError: it names none.
    """
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
