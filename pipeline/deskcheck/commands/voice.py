"""How commands speak: text to standard output, one line about each trouble to standard error."""

import sys

import click


def echo(text: str) -> None:
    """Print a text as it is."""
    click.echo(text, nl=False)


def warn(line: str) -> None:
    """Tell one line about something that went wrong; what a terminal would obey is shown as a question mark."""
    printable = "".join(character if character.isprintable() else "?" for character in line)
    click.echo(f"deskcheck: {printable}", err=True)


def hand_over(data: bytes) -> None:
    """Print bytes as they are; a terminal gets text without what it would obey."""
    if sys.stdout.isatty():
        from deskcheck.reporters.characters import visible  # noqa: PLC0415

        echo(visible(data.decode("utf-8", "replace").replace("\r\n", "\n")))
    else:
        click.echo(data, nl=False)


def tell(line: str) -> None:
    """Tell one line beside the output, on standard error, made harmless as by ``warn``."""
    click.echo("".join(character if character.isprintable() else "?" for character in line), err=True)
