"""A model of the runner that reads annotations from a job's output, and random audits for it to misread.

The runner takes a line that begins with ``::name …::`` for a command wherever a line begins, and a line ends at a line
feed or a carriage return (GitHub, "Workflow commands for GitHub Actions").
"""

import random
import re

from builders import a_finding, an_article, an_audit
from deskcheck.reporters import render

COMMAND = re.compile(r"::(?P<name>[A-Za-z-]+)(?: (?P<properties>.*?))?::(?P<message>.*)")
_PIECES = [
    *("::", "error", "warning", "add-mask", "set-output", "stop-commands", "##[error]", "::debug::", "file=x"),
    *("\n", "\r", "\r\n", "\u2028", "\x85", "\x00", "\x1b[31m", "%0A", "%0D", "%25", "%3A", ",", "=", " ", "Zoë", "a"),
]


def commands(text: str) -> list[tuple[str, str]]:
    """Return the commands that the runner would run: name and message."""
    lines = re.split(r"[\r\n]", text)
    return [(match["name"], match["message"]) for line in lines if (match := COMMAND.match(line.lstrip()))]


def misread(count: int, seed: int = 1) -> list[str]:
    """Return the texts, out of ``count``, that became anything but the one annotation they belong to."""
    chance = random.Random(seed)
    failures = []
    for _ in range(count):
        path, message, rule = ("".join(chance.choices(_PIECES, k=chance.randrange(1, 12))) for _ in range(3))
        audit = an_audit(an_article("Words.", path=path), findings=(a_finding(message=message, rule=rule),))
        found = commands(render("annotations", audit))
        if len(found) != 1 or found[0][0] not in ("error", "warning", "notice"):
            failures.append(repr((path, message, rule))[:200])
    return failures
