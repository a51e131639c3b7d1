"""Invent references to pages of the web, news and fact sheets: titles out of frames, damage as pasted lists have it."""

from pathlib import Path
from typing import Any

from references_manners import DEGREES, Part, join
from references_rendering import Renderer

_LISTS: dict[str, list[str]] = {}
for _line in Path(__file__).with_name("references_pages.txt").read_text("utf8").splitlines():
    if not _line.startswith("#"):
        _key, _value = _line.split("\t")
        _LISTS.setdefault(_key, []).append(_value)
TOPICS, FRAMES, CITIES, DOMAINS = (_LISTS[name] for name in ("topics", "frames", "cities", "domains"))


class Pages:
    """Invents references to pages; ``people`` are real family and given names from the records."""

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

    def row(self) -> dict[str, Any]:
        """Invent one reference to a page."""
        title = self.title()
        site = self.r.one(*self.sites)
        form = self.r.random.randrange(10)
        maker = (
            self._apa,
            self._apa,
            self._untitled_first,
            self._untitled_first,
            self._ama,
            self._nlm,
            self._nlm_book,
            self._mla,
            self._harvard,
            self._labelled,
        )[form]
        return join([*self.r.numbering(), *maker(title, site), *self.ending(title)])

    def _apa(self, title: str, site: str) -> list[Part]:
        author = self.author()
        same = self.r.chance(0.3)
        middle: list[Part] = [
            *author,
            (self.r.one(". ", " ", ". ") if not author[0][0].endswith(".") else " ", ""),
            *self.dated(bracket=True),
            (self.r.one(". ", ". ", " "), ""),
        ]
        medium: list[Part] = (
            [(" [" + self.r.one("Internet", "Blog post", "Video", "Press release", "Fact sheet", "Web page") + "]", "")]
            if self.r.chance(0.1)
            else []
        )
        stop = "" if title.endswith("?") else "."
        return [*middle, (title, "title"), *medium, (stop, "")] + (
            [] if same else [(self.r.one(*[" "] * 9, " In "), ""), (site, "container"), (".", "")]
        )

    def _untitled_first(self, title: str, site: str) -> list[Part]:
        lone = self.r.chance(0.12)
        stop = "" if title.endswith("?") else "."
        return [
            (title, "title"),
            (stop + " ", ""),
            *self.dated(bracket=True),
            (self.r.one(". ", ". ", ", ", " "), ""),
        ] + ([] if lone else [(site, "container"), (".", "")])

    def _ama(self, title: str, site: str) -> list[Part]:
        author: list[Part] = [] if self.r.chance(0.35) else [*self.author(), (". ", "")]
        parts = [*author, (title, "title"), (self.r.one(". ", ". ", ", "), "")]
        if self.r.chance(0.85):
            parts += [(site, "container"), (self.r.one(". ", ". ", "; ", ", "), "")]
        if self.r.chance(0.7):
            cue = self.r.one(
                "Published ",
                "Published ",
                "Updated ",
                "Last updated ",
                "Reviewed ",
                "Last reviewed ",
                "Posted ",
                "Last modified ",
                "",
            )
            parts += [(cue, ""), *self.dated(bracket=False), (".", "")]
            if self.r.chance(0.25) and cue == "Published ":
                parts += [
                    (self.r.one(" Updated ", " Last reviewed "), ""),
                    (self.r.date(2021, full=True), "note"),
                    (".", ""),
                ]
        return parts

    def _nlm(self, title: str, site: str) -> list[Part]:
        author: list[Part] = [] if self.r.chance(0.3) else [*self.author(), (". ", "")]
        parts = [
            *author,
            (title, "title"),
            (self.r.one(" [Internet]. ", " [Internet]. ", " [Online]. ", " [homepage on the Internet]. ", ". "), ""),
        ]
        if self.r.chance(0.7):
            parts += [
                (self.r.one(*CITIES), "place"),
                (self.r.one(": ", ": ", " : "), ""),
                (site, self.r.one("publisher", "publisher", "container")),
                ("; ", ""),
            ]
        else:
            parts += [(site, "container"), (self.r.one("; ", ". "), "")]
        parts += self.dated(bracket=False)
        if self.r.chance(0.5):
            parts += [
                (self.r.one(" [updated ", " [Updated "), ""),
                (self.r.date(2020, full=True), "note"),
                (self.r.one("; cited ", "; accessed "), ""),
                (self.r.date(2022, full=True), "accessed"),
                ("]", ""),
            ]
        elif self.r.chance(0.5):
            parts += [
                (self.r.one(" [cited ", " [accessed "), ""),
                (self.r.date(2022, full=True), "accessed"),
                ("]", ""),
            ]
        return [*parts, (".", "")]

    def _nlm_book(self, title: str, site: str) -> list[Part]:
        head: list[Part] = self.r.one(
            [(self.r.one(*self.sites), "container"), (" ", "")],
            [],
            [(title, "title"), (". In: ", ""), (self.r.one(*self.sites), "container"), (" ", "")],
            [
                *self.author(),
                (". ", ""),
                (title, "title"),
                (". [Updated ", ""),
                (self.r.date(2022, full=True), "note"),
                ("]. In: ", ""),
                (self.r.one("StatPearls", *self.sites), "container"),
                (" ", ""),
            ],
        )
        year = str(self.r.random.randrange(1998, 2026))
        parts: list[Part] = [
            *head,
            ("[Internet]. ", ""),
            (self.r.one(*CITIES), "place"),
            (": ", ""),
            (
                site
                + self.r.one(
                    "", "", " (US)", " (" + "".join(word[0] for word in site.split() if word[0].isupper()) + ")"
                ),
                "publisher",
            ),
            ("; ", ""),
            (year + self.r.one("-", "-", "", f" {self.r.one('Jan', 'Feb', 'Jun')}-"), "date"),
            (".", ""),
        ]
        return parts if any(label == "title" for _, label in head) else [*parts, (" ", ""), (title, "title"), (".", "")]

    def _mla(self, title: str, site: str) -> list[Part]:
        author: list[Part] = [] if self.r.chance(0.35) else [*self.author(), (". ", "")]
        left, right = self.r.one(("“", ".” "), ('"', '." '), ("“", ",” "), ("‘", "’, "), ("", ". "))
        parts = [
            *author,
            (left, ""),
            (title, "title"),
            (right, ""),
            (site, "container"),
            (self.r.one(", ", ", ", ". "), ""),
        ]
        if self.r.chance(0.3):
            parts += [(self.r.one(*self.sites), "publisher"), (", ", "")]
        return [
            *parts,
            (self.r.one("", "", "last modified "), ""),
            *self.dated(bracket=False),
            (self.r.one(".", ","), ""),
        ]

    def _harvard(self, title: str, site: str) -> list[Part]:
        head: list[Part] = (
            [*self.author(), (" ", ""), *self.dated(bracket=True), (self.r.one(" ", ". "), ""), (title, "title")]
            if self.r.chance(0.6)
            else [(title, "title"), (" ", ""), *self.dated(bracket=True)]
        )
        after = self.r.one(" ", ", ", ". ") if head and head[0][1] == "title" else self.r.one(", ", ". ", ", ")
        return [*head, *([(after, ""), (site, "container")] if self.r.chance(0.8) else []), (".", "")]

    def _labelled(self, title: str, site: str) -> list[Part]:
        mark = self.r.one(" » ", " | ", " - ", ": ", " — ", " :: ", " › ")
        dated = [(" ", ""), *self.dated(bracket=True), (".", "")] if self.r.chance(0.7) else []
        again: list[Part] = [(" ", ""), (site, "container"), (".", "")] if self.r.chance(0.6) else []
        label = "" if again else "container"
        if self.r.chance(0.6):
            return [(site, label), (mark, ""), (title, "title"), (".", ""), *dated, *again]
        return [(title, "title"), (self.r.one(" | ", " - ", " — "), ""), (site, label), (".", ""), *dated, *again]

    def press(self) -> dict[str, Any]:
        """Invent a newspaper or magazine article in print."""
        title, site = self.title(), self.r.one(*self.sites)
        author: list[Part] = self.author() if self.r.chance(0.75) else []
        day = self.r.date(self.r.random.randrange(1980, 2026), full=True)
        pages: list[Part] = (
            [
                (self.r.one(", p. ", ", pp. ", ", S. ", ", sec. A, p. ", ": "), ""),
                (self.r.one("A1", "12", "B4", "3-4", "1A", "17"), "pages"),
            ]
            if self.r.chance(0.5)
            else []
        )
        left, right = self.r.one(("", ". "), ("“", ".” "), ('"', '," '), ("‘", "’, "), ("", ", in: "))
        if self.r.chance(0.5) and author:
            parts = [
                *author,
                (" (", ""),
                (day, "date"),
                (self.r.one("). ", "): ", "), "), ""),
                (left, ""),
                (title, "title"),
                (right, ""),
                (site, "container"),
                *pages,
            ]
        else:
            parts = [
                *author,
                (self.r.one(". ", ", ") if author else "", ""),
                (left, ""),
                (title, "title"),
                (right, ""),
                (site, "container"),
                (self.r.one(", ", ". ", " "), ""),
                (day, "date"),
                *pages,
            ]
        return join([*self.r.numbering(), *parts, (".", "")])
