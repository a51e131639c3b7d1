"""Arguments in, exit code out; nothing else. Heavy modules are imported by the command that needs them."""

import gc
import os
import sys
from functools import partial
from pathlib import Path
from typing import Any

import click

from deskcheck import __version__
from deskcheck.commands import saved
from deskcheck.commands.arguments import (
    FORMATS,
    REPORT_ONLY,
    ArticlePlace,
    addresses,
    asked,
    colour,
    day,
    decisions,
    fetching,
    folders,
    house_policy,
    lookups,
    policy,
    settings,
)
from deskcheck.commands.voice import echo, hand_over, tell, warn
from deskcheck.errors import DeskcheckError, ExitCode, InputError

_CONTEXT = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


@click.group(context_settings=_CONTEXT)
@click.version_option(__version__, prog_name="deskcheck")
@click.option("--debug", is_flag=True, help="Show the trace of an internal error.")
def commands(debug: bool) -> None:
    """Audit an article's claims against its references, and the references against Crossref.

    Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 usage, configuration or input error,
    3 internal error, 4 inconclusive (more unknown references than --max-unknown).
    """


@commands.command()
@click.argument("articles", nargs=-1, required=True, type=ArticlePlace(), metavar="ARTICLE...")
@lookups
@addresses
@click.option("--abstracts", metavar="SERVICES", help="Ask for abstracts: europe-pmc, openalex, semantic-scholar.")
@click.option("--nli", type=click.Path(path_type=Path), help="Folder of an inference model that may lower verdicts.")
@click.option("--out", type=click.Path(path_type=Path), help="Folder for the reports (default: reports/NAME).")
@click.option("--no-reports", is_flag=True, help="Write no reports.")
@click.option(
    "--format",
    "shown",
    type=click.Choice(["summary", *(one for one in FORMATS if one not in REPORT_ONLY)]),
    default="summary",
    show_default=True,
    help="What to print.",
)
@click.option("--as-of", metavar="DATE", help="The day the audit speaks for, as 2026-01-31 (default: today).")
@decisions
@house_policy
@folders
@click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True)
def audit(articles: tuple[Path | str, ...], **options: Any) -> None:
    """Audit articles, web pages, dossiers, bibliographies or folders of them; print a summary, write the reports."""
    from deskcheck.commands import audit as command  # noqa: PLC0415

    request = command.Request(
        articles=tuple(one for one in articles if isinstance(one, Path)),
        addresses=tuple(one for one in articles if isinstance(one, str)),
        **asked(options),
        **{name: options[name] for name in ("online", "check_links", "archive", "doi_registry")},
        nli=options["nli"],
        abstracts=tuple(name.strip() for name in (options["abstracts"] or "").split(",") if name.strip()),
        out=options["out"],
        write=not options["no_reports"],
        shown=options["shown"],
        colour=colour(options["color"]),
        **{name: options[name] for name in ("baseline", "waivers", "base", "changed_since", "exclude", "jobs")},
        **{name: options[name] for name in ("resume", "time_limit")},
    )
    as_of = day(options["as_of"])
    sys.exit(command.run(request, partial(policy, options), as_of, echo=echo, warn=warn))


@commands.command()
@click.argument("files", nargs=-1, required=True, type=ArticlePlace(), metavar="FILE...")
@click.option("--lines", is_flag=True, help="Every line is one reference; print one JSON object a line.")
@click.option("--to", default="json", show_default=True, help="csl-json, bibtex, ris, json, apa or any style.")
@fetching
def references(files: tuple[Path | str, ...], lines: bool, to: str, online: bool) -> None:
    """Read the references of articles, lists or bibliographies and print them parsed."""
    from deskcheck.commands import references as command  # noqa: PLC0415

    command.references_command(files, lines=lines, to=to, out=sys.stdout, err=sys.stderr, online=online)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FILE...")
@click.option("--lines", is_flag=True, help="Every line is one reference.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object a reference (always so).")
@lookups
def match(files: tuple[Path, ...], lines: bool, as_json: bool, **given: Any) -> None:
    """Tell which registered work each reference means, one JSON object a reference, in order."""
    del as_json
    from deskcheck.commands import match as command  # noqa: PLC0415

    for line in command.run(command.Request(paths=files, lines=lines, **asked(given))):
        echo(line)


@commands.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="ARTICLE|BIBLIOGRAPHY...")
@lookups
@click.option("--style", default="", help="Set the entries of known works anew in this citation style.")
@click.option("--write", is_flag=True, help="Change the files instead of printing a patch.")
def fix(files: tuple[Path, ...], style: str, write: bool, **given: Any) -> None:
    """Correct reference lists where the records prove it: a patch, or in place with --write.

    Exit codes: 0 nothing to correct or written, 1 a patch was printed, 2 usage or input error.
    """
    from deskcheck.commands import fix as command  # noqa: PLC0415
    from deskcheck.commands.match import Request as Lookups  # noqa: PLC0415

    asked_for = command.Request(paths=files, lookups=Lookups(paths=(), **asked(given)), style=style, write=write)
    sys.exit(command.run(asked_for, echo=hand_over, say=tell))


@commands.command()
@click.argument("pairs", metavar="PAIRS.jsonl", type=click.Path(path_type=Path))
@click.option("--nli", type=click.Path(path_type=Path), help="Folder of an inference model that may lower verdicts.")
def verify(pairs: Path, nli: Path | None) -> None:
    """Judge claims against evidence: one object with claim and evidence a line in, one verdict a line out."""
    from deskcheck.commands import verify as command  # noqa: PLC0415

    for line in command.run(pairs, nli):
        echo(line.rstrip("\n") + "\n")


@commands.group()
def index() -> None:
    """Keep a local index of registered works."""


@index.command("build")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCES...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The index to make.")
def index_build(sources: tuple[Path, ...], out: Path) -> None:
    """Make an index from Crossref JSON, JSON lines, their .gz, .tar or folders of them, or a Retraction Watch table."""
    from deskcheck.commands import index as command  # noqa: PLC0415

    echo(command.build(sources, out))


@index.command("update")
@click.argument("sources", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="SOURCES...")
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The index to add to.")
def index_update(sources: tuple[Path, ...], out: Path) -> None:
    """Add records to an index."""
    from deskcheck.commands import index as command  # noqa: PLC0415

    echo(command.update(sources, out))


@index.command("info")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def index_info(path: Path, as_json: bool) -> None:
    """Show what an index holds."""
    from deskcheck.commands import index as command  # noqa: PLC0415

    echo(command.info(path, as_json=as_json))


_SHAPES = click.Choice(["table", "json", "csv"])


@commands.command()
@click.argument("article", type=ArticlePlace())
@fetching
@click.option("--dossier", type=click.Path(path_type=Path), help="Folder with records, notes and decisions.")
@click.option(
    "--shape",
    type=click.Choice(["table", "json", "csv", "claimreview"]),
    default="table",
    show_default=True,
    help="What to print.",
)
@click.option("--json", "shape", flag_value="json", help="Short for --shape json.")
@click.option("--csv", "shape", flag_value="csv", help="Short for --shape csv.")
@click.option("--table", "shape", flag_value="table", help="Short for --shape table.")
@click.option("--min-worth", type=click.FloatRange(0, 1), help="Sentences less check-worthy are no claims.")
def claims(article: Path | str, dossier: Path | None, shape: str, min_worth: float | None, online: bool) -> None:
    """List the claims of ARTICLE with their places, kinds and links."""
    from deskcheck.commands import claims as command  # noqa: PLC0415

    chosen = settings({"min_worth": min_worth}, Path(article))
    echo(command.claims(command.linked(article, dossier, chosen, online=online), shape))


@commands.command()
@click.argument("article", type=click.Path(path_type=Path))
@click.option("--dossier", type=click.Path(path_type=Path), help="Folder with records, notes and decisions.")
@click.option("--shape", type=_SHAPES, default="table", show_default=True, help="What to print.")
@click.option("--json", "shape", flag_value="json", help="Short for --shape json.")
@click.option("--csv", "shape", flag_value="csv", help="Short for --shape csv.")
@click.option("--link-threshold", type=click.FloatRange(0, 1), help="Links below this are suggestions.")
def links(article: Path, dossier: Path | None, shape: str, link_threshold: float | None) -> None:
    """Show which references carry which claims of ARTICLE, as a matrix."""
    from deskcheck.commands import claims as command  # noqa: PLC0415

    echo(command.links(command.linked(article, dossier, settings({"link_threshold": link_threshold}, article)), shape))


@commands.command()
@click.argument("folder", type=click.Path(path_type=Path))
def new(folder: Path) -> None:
    """Start a dossier in FOLDER: the article and the desk's material on it."""
    from deskcheck.commands import dossier  # noqa: PLC0415

    echo(dossier.run(folder))


@commands.command()
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def rules(as_json: bool) -> None:
    """List the rules."""
    from deskcheck.commands import rules as command  # noqa: PLC0415

    echo(command.listing(as_json=as_json))


@commands.command()
@click.argument("place", default=".", type=click.Path(path_type=Path), metavar="[ARTICLE|FOLDER]")
@house_policy
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def config(place: Path, as_json: bool, **options: Any) -> None:
    """Show the policy in force for an article or folder, and where each value comes from."""
    from deskcheck.commands import config as command  # noqa: PLC0415

    if not place.exists():
        raise InputError("no such file or folder", where=str(place), remedy="Check the path.")
    echo(command.run(policy(options, place), as_json=as_json))


@commands.command()
@click.argument("rule")
def explain(rule: str) -> None:
    """Show the page of RULE, by name or code."""
    from deskcheck.commands import rules as command  # noqa: PLC0415

    echo(command.explain(rule))


for _command in saved.COMMANDS:
    commands.add_command(_command)


_ALLOCATIONS = 50_000
"""Objects made between two searches for unreachable ones: Python's own 700 cost a run over 7,000 references 4 %."""


def main(arguments: list[str] | None = None) -> None:
    """Run the command line; every way out is an exit code of ``ExitCode``, none a traceback."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_ALLOCATIONS)
    try:
        commands.main(args=given, prog_name="deskcheck", standalone_mode=False)
    except click.exceptions.Abort:
        sys.exit(130)
    except click.ClickException as fault:
        warn(_usage(fault))
        sys.exit(ExitCode.USAGE)
    except DeskcheckError as fault:
        warn(str(fault))
        sys.exit(ExitCode.USAGE)
    except BrokenPipeError:
        # The reader of our output has gone; closing quietly is what a filter should do.
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115, PTH123
        sys.exit(ExitCode.OK)
    except Exception as fault:
        if "--debug" in given:
            raise
        warn(f"internal error ({type(fault).__name__}: {fault}). Run with --debug for the trace.")
        sys.exit(ExitCode.INTERNAL)


def _usage(fault: click.ClickException) -> str:
    where = fault.ctx.command_path if isinstance(fault, click.UsageError) and fault.ctx else "deskcheck"
    return f"{' '.join(fault.format_message().split())} Try: {where} --help"
