"""Invent the parts of references to pages: titles out of frames, authors, dates, endings as pasted lists have them."""

from pathlib import Path

from references_manners import DEGREES, Part
from references_rendering import Renderer

_LISTS: dict[str, list[str]] = {}
for _line in Path(__file__).with_name("references_pages.txt").read_text("utf8").splitlines():
    if not _line.startswith("#"):
        _key, _value = _line.split("\t")
        _LISTS.setdefault(_key, []).append(_value)
TOPICS, FRAMES, CITIES, DOMAINS = (_LISTS[name] for name in ("topics", "frames", "cities", "domains"))


class PageParts:
    """Invents the parts of references to pages; ``people`` are real family and given names from the records."""

    def __init__(self, renderer: Renderer, people: list[dict[str, str]], titles: list[str]) -> None:
        self.r = renderer
        self.people = people
        self.titles = titles
        lines = Path(__file__).with_name("references_organisations.txt").read_text("utf8").splitlines()
        self.sites = [line for line in lines if line and not line.startswith("#")]

    def title(self) -> str:
        """Invent a title, or take a scientific one now and then."""
        if self.r.chance(0.12):
            return self.r.one(*self.titles)
        frame = self.r.one(*FRAMES)
        text = frame.format(
            t=self.r.one(*TOPICS),
            u=self.r.one(*TOPICS),
            n=self.r.random.randrange(2, 13),
            y=self.r.random.randrange(2005, 2026),
        )
        if self.r.chance(0.04):
            text += self.r.one(
                " - Characteristics",
                " — Results",
                f" {self.r.random.randrange(2000, 2026)}",
                " – Overview",
                " - a review",
            )
        if self.r.chance(0.15):
            text = text[:1] + text[1:].lower()
        return text

    def address(self, title: str) -> str:
        """Invent an address, cut off now and then."""
        slug = "-".join("".join(character if character.isalnum() else " " for character in title.lower()).split())
        return (
            self.r.one(*DOMAINS)
            + slug[: self.r.one(12, 20, 30, 60)]
            + self.r.one("", "", "/", ".html", "/index.shtml", "?utm_source=x&id=12", "#overview", ".aspx")
        )

    def author(self) -> list[Part]:
        """Invent one to three people, with degrees now and then, or an organisation."""
        if self.r.chance(0.35):
            return [(self.r.one(*self.sites), "author")]
        people = self.r.random.sample(self.people, self.r.one(1, 1, 1, 2, 2, 3, 4))
        manner = self.r.manner_of_names()
        if self.r.chance(0.2):
            written = [
                self.r.name(person, manner, False) + self.r.one(" ", ", ", " ") + self.r.one(*DEGREES)
                for person in people
            ]
            return [(self.r.one("; ", "; ", ", ").join(written), "author")]
        return [(self.r.names(people, manner), "author")]

    def dated(self, *, bracket: bool) -> list[Part]:
        """Write a date or say that there is none."""
        if self.r.chance(0.3):
            text = self.r.one("n.d.", "n.d.", "n.d.", "n. d.", "no date", "N.D.", "s.d.", "undated")
        else:
            text = self.r.date(self.r.random.randrange(1998, 2026), full=self.r.chance(0.55))
        return [("(", ""), (text, "date"), (")", "")] if bracket else [(text, "date")]

    def ending(self, title: str) -> list[Part]:
        """Write how the page was reached: address, day, or a cue with nothing or a torn piece after it."""
        day = self.r.date(self.r.random.randrange(2012, 2026), full=True)
        url = self.address(title)
        return self.r.one(
            [],
            [],
            [(" Retrieved from", "")],
            [(" Retrieved from", "")],
            [(" Retrieved from ", ""), (url, "url")],
            [(" Retrieved from ", ""), (url, "url")],
            [(" Retrieved ", ""), (day, "accessed"), (", from ", ""), (url, "url")],
            [(" ", ""), (url, "url")],
            [(" ", ""), (url, "url"), (".", "")],
            [(" Available from: ", ""), (url, "url")],
            [(" Available at: ", ""), (url, "url"), (" (Accessed: ", ""), (day, "accessed"), (").", "")],
            [(" Accessed ", ""), (day, "accessed"), (". ", ""), (url, "url")],
            [(" ", ""), (url, "url"), (". Accessed ", ""), (day, "accessed"), (".", "")],
            [(" ", ""), (url, "url"), (" (accessed ", ""), (day, "accessed"), (").", "")],
            [(" Accessed ", ""), (day, "accessed"), (".", "")],
            [(" Retrieved on ", ""), (day, "accessed"), (".", "")],
            [(" Available from:", "")],
            [
                (" Retrieved from", ""),
                (
                    self.r.one(",_", "/", "-", "?", ",")
                    + "_".join(title.split()[:3])
                    + self.r.one(".aspx", ",.2.aspx", "/", ".html", ".pdf"),
                    "url",
                ),
            ],
            [(" [Updated ", ""), (day, "note"), ("]. Available from: ", ""), (url, "url")],
            [(" [Updated ", ""), (day, "note"), ("]. Retrieved from", "")],
            [(" Zugriff am ", ""), (day, "accessed"), (" unter ", ""), (url, "url")],
            [(" Abgerufen von ", ""), (url, "url")],
        )
