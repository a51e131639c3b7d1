"""GitHub's workflow commands: annotations at lines, no more of each kind than GitHub shows, and no other command."""

from deskcheck.model import Audit, Finding, Severity, State
from deskcheck.reporters.characters import printable
from deskcheck.reporters.places import Place, Places, told

# GitHub drops silently what a step prints beyond this for each kind.
MOST = 10
_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}


def render(*audits: Audit) -> str:
    """Return a command a line: the first findings of each severity, the last of ten saying how many more there are."""
    places = {id(audit): Places(audit) for audit in audits}
    lines: list[str] = []
    for severity, command in _COMMANDS.items():
        found = [
            (finding, places[id(audit)](finding))
            for audit in audits
            for finding in audit.findings
            if finding.state is State.NEW and finding.severity is severity
        ]
        shown = found if len(found) <= MOST else found[: MOST - 1]
        lines += [_annotation(command, finding, place) for finding, place in shown]
        if len(found) > len(shown):
            lines.append(f"::{command} title=deskcheck::{len(found) - len(shown)} more in the summary.")
    return "".join(f"{line}\n" for line in lines)


def _annotation(command: str, finding: Finding, place: Place) -> str:
    properties = {"file": place.path, "title": f"{printable(finding.rule)} ({printable(finding.code)})"}
    if place.line:
        properties |= {"line": str(place.line), "endLine": str(place.end_line)}
        if place.column and place.line == place.end_line:
            properties |= {"col": str(place.column), "endColumn": str(place.end_column)}
    listed = ",".join(f"{name}={escaped(value, within=True)}" for name, value in properties.items())
    return f"::{command} {listed}::{escaped(told(finding))}"


def escaped(text: str, *, within: bool = False) -> str:
    """Return text as a workflow command carries it: ``within`` a property, colons and commas too.

    A lone carriage return ends a line for the runner as well, so it must never pass.
    """
    text = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    if within:
        text = text.replace(":", "%3A").replace(",", "%2C")
    # Other characters that some reader takes for the end of a line.
    return "".join(" " if one in "\v\f\x1c\x1d\x1e\x85\u2028\u2029" else one for one in text)
