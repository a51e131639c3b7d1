"""Reads the executed examples out of a rule's page.

A ``pages`` fence holds recorded answers, one JSON object a line, as ``recorded_door`` takes them: with it, the example
is audited as with ``--check-links``.
"""

import datetime
import json
import re
from dataclasses import dataclass, field
from pathlib import Path

from deskcheck import stages
from deskcheck.model import Audit
from deskcheck.settings.configuration import load
from recorded_door import recorded_pages

_FENCE = re.compile(r"^(?P<ticks>`{3,})(?P<label>[^\n]*)\n(?P<body>.*?)^(?P=ticks)[ \t]*$", re.M | re.S)
_COMPANIONS = {
    "evidence": "evidence.toml",
    "crossref": "crossref.jsonl",
    "bibliography": "references.bib",
    "links": "links.toml",
    "waivers": "waivers.toml",
    "settings": "deskcheck.toml",
}


@dataclass
class Example:
    """An article, what lies in its dossier, the day, and whether the rule must fire."""

    flagged: bool
    article: str
    as_of: datetime.date
    dossier: dict[str, str] = field(default_factory=dict)
    pages: str = ""

    def audit(self, folder: Path) -> Audit:
        """Run the whole pipeline on the example."""
        path = folder / "article.md"
        path.write_text(self.article, encoding="utf-8")
        for name, text in self.dossier.items():
            (folder / name).write_text(text, encoding="utf-8")
        policy = folder / "deskcheck.toml"
        settings = load(policy if policy.is_file() else None, dict).settings(self.as_of)
        recorded = [json.loads(line) for line in self.pages.splitlines()]
        pages = recorded_pages(recorded, folder, self.as_of) if recorded else None
        return stages.audit(path, settings, dossier=folder if self.dossier else None, pages=pages)


def examples(page: str) -> list[Example]:
    """Return the examples of a page in order."""
    found: list[Example] = []
    for fence in _FENCE.finditer(page):
        label, *options = fence["label"].split()
        if label in ("flagged", "accepted"):
            given = dict(option.split("=", 1) for option in options)
            as_of = datetime.date.fromisoformat(given.get("as_of", "2026-11-23"))
            found.append(Example(label == "flagged", fence["body"], as_of))
        elif label == "pages" and found:
            found[-1].pages = fence["body"]
        elif label in _COMPANIONS and found:
            found[-1].dossier[_COMPANIONS[label]] = fence["body"]
    return found
