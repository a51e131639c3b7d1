"""The commands that work on saved audits, as click sees them."""

import sys
from pathlib import Path

import click

from deskcheck.commands.arguments import FORMATS, SEVERITIES
from deskcheck.commands.voice import echo, tell, warn


@click.command()
@click.argument("audits", nargs=-1, required=True, metavar="AUDIT.json...", type=click.Path(path_type=Path))
@click.option("--format", "kind", type=click.Choice(FORMATS), default="html", show_default=True)
@click.option("--out", type=click.Path(path_type=Path), help="File to write; without it the report is printed.")
def report(audits: tuple[Path, ...], kind: str, out: Path | None) -> None:
    """Make a report from a saved audit; the formats for CI take several audits."""
    from deskcheck.commands import report as command  # noqa: PLC0415

    echo(command.run(audits, kind, out))


@click.command()
@click.argument("old", metavar="OLD.json", type=click.Path(path_type=Path))
@click.argument("new", metavar="NEW.json", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
@click.option(
    "--fail-on", type=click.Choice(SEVERITIES), default="never", help="Exit 1 when something new is this grave."
)
def diff(old: Path, new: Path, as_json: bool, fail_on: str) -> None:
    """Tell what became of the findings from one saved audit to the next: new, fixed, changed, unchanged."""
    from deskcheck.commands import diff as command  # noqa: PLC0415
    from deskcheck.model import Severity  # noqa: PLC0415

    grave = None if fail_on == "never" else Severity(fail_on)
    text, code = command.run(old, new, as_json=as_json, fail_on=grave)
    echo(text)
    sys.exit(code)


@click.command()
@click.argument("what", type=click.Choice(["audit", "config"]), default="audit")
def schema(what: str) -> None:
    """Print the JSON Schema of audit.json, or of deskcheck.toml."""
    from deskcheck.commands import schema as command  # noqa: PLC0415

    echo(command.run(what))


@click.command()
@click.argument("source", metavar="DOI")
@click.argument("folders", nargs=-1, metavar="[FOLDER...]", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def where(source: str, folders: tuple[Path, ...], as_json: bool) -> None:
    """Tell which audited articles use a source: a DOI in any form, a PubMed number, or words of its title.

    Looks through the finished audits in reports/, or in the folders named. Exit codes: 0 found, 1 used by none,
    2 an audit could not be read.
    """
    from deskcheck.commands import where as command  # noqa: PLC0415

    sys.exit(command.run(source, folders or (Path("reports"),), as_json=as_json, echo=echo, warn=warn))


@click.command("import-decisions")
@click.argument("file", metavar="FILE.xlsx", type=click.Path(path_type=Path))
@click.option("--dossier", type=click.Path(path_type=Path), help="Folder that the decisions go to [default: this one].")
@click.option("--waivers", type=click.Path(path_type=Path), help="File of waivers [default: in the dossier].")
def import_decisions(file: Path, dossier: Path | None, waivers: Path | None) -> None:
    """Take the decisions of a work list back as waivers and link decisions.

    Exit codes: 0 all taken, 1 some conflict, 2 the file is no work list.
    """
    from deskcheck.commands import import_decisions as command  # noqa: PLC0415

    sys.exit(command.run(file, dossier, waivers, tell))


COMMANDS = (import_decisions, report, diff, schema, where)
