"""Invented German social-science references: no open set with a licence has any to speak of."""

from pathlib import Path
from typing import Any

from references_manners import GIVEN
from references_rendering import Renderer

_ARTICLE = {"f": ("die", "der"), "n": ("das", "des"), "m": ("der", "des")}


class German:
    """Invents records: titles out of nouns and frames, people, publishers and journals."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer
        self.lists: dict[str, list[str]] = {}
        for line in Path(__file__).with_name("references_german.txt").read_text("utf8").splitlines():
            if line and not line.startswith("#"):
                key, values = line.split("\t")
                bar = key in {"place", "publisher", "journal"}
                found = values.split("|") if bar else [value.replace("|", " ") for value in values.split()]
                self.lists.setdefault(key, []).extend(found)

    def _noun(self) -> tuple[str, str, str]:
        """Return a noun with its article in the nominative and the genitive."""
        gender = self.renderer.one("f", "f", "n", "m")
        noun = self.renderer.one(*self.lists[gender])
        return noun, *_ARTICLE[gender]

    def _adjective(self) -> str:
        """Return an adjective."""
        return str(self.renderer.one(*self.lists["adj"]))

    def title(self) -> str:
        """Invent a title, with a second sentence often."""
        one, two = self._noun(), self._noun()
        head = self.renderer.one(
            f"{one[0]} und {two[0]}",
            f"{one[0]} im Wandel",
            f"Zur Soziologie {two[2]} {two[0]}",
            f"{one[1].capitalize()} {one[0]} in Deutschland",
            f"{one[0]} in der Bundesrepublik Deutschland {self.renderer.random.randrange(1950, 2012)}",
            f"{one[0]}, {two[0]}, {self._noun()[0]}",
            f"Was ist {one[0]}?",
            f"{one[0]} – {two[0]} – {self._noun()[0]}",
            f"Handbuch {one[0]}",
            f"Einführung in {one[1]} {one[0]}",
            f"Grundlagen {one[2]} {one[0]}",
            f"{self._adjective().capitalize()} {one[0]} und {self._adjective()} {two[0]}",
            f"Auf dem Weg in {one[1]} {one[0]}?",
        )
        if self.renderer.chance(0.5):
            return head
        return (
            head
            + self.renderer.one(". ", ". ", ": ", " – ", "? ")
            + self.renderer.one(
                f"Eine empirische Untersuchung zu {two[0]}",
                "Theorien, Methoden, Befunde",
                f"Ergebnisse einer Studie über {two[0]} und {self._noun()[0]}",
                f"Zum Verhältnis von {one[0]} und {two[0]}",
                f"Essays über {two[0]}",
                "Ein Überblick",
                f"{two[0]} in Theorie und Praxis",
                f"Beiträge zur {self.renderer.one(*self.lists['f'])}",
                "Ein Handbuch",
                "Eine Bestandsaufnahme",
                f"Strukturen, Entwicklungen und Probleme {two[2]} {two[0]}",
            )
        )

    def people(self) -> list[dict[str, str]]:
        """Invent people."""
        return [
            {
                "family": self.renderer.one(*self.lists["family"]),
                "given": self.renderer.one(*GIVEN),
                "full": self.renderer.one(*GIVEN),
            }
            for _ in range(self.renderer.one(1, 1, 1, 2, 2, 3))
        ]

    def row(self) -> dict[str, Any]:
        """Invent and render one reference."""
        start = self.renderer.random.randrange(5, 600)
        record: dict[str, Any] = {
            "title": self.title(),
            "author": self.people(),
            "editor": self.people(),
            "publisher": self.renderer.one(*self.lists["publisher"]),
            "publisher-place": self.renderer.one(*self.lists["place"]),
            "issued": {"date-parts": [[self.renderer.random.randrange(1950, 2012)]]},
            "page": f"{start}-{start + self.renderer.random.randrange(3, 40)}",
            "volume": str(self.renderer.random.randrange(1, 70)),
            "series": self.renderer.one("Schriften zur ", "Materialien zur ") + self.renderer.one(*self.lists["f"]),
        }
        if self.renderer.chance(0.3):
            record["publisher"] = ""
        kind = self.renderer.random.random()
        if kind < 0.35:
            return self.renderer.book(record)
        if kind < 0.75:
            return self.renderer.chapter({**record, "container-title": self.title()})
        if self.renderer.chance(0.7):
            record["issue"] = str(self.renderer.random.randrange(1, 12))
        return self.renderer.article({**record, "container-title": self.renderer.one(*self.lists["journal"])})
