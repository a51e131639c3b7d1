"""Invent references to pages of the web, news and fact sheets, laid out as the common styles do."""

from typing import Any

from references_manners import Part, join
from references_page_parts import CITIES, PageParts


class Pages(PageParts):
    """Invents references to pages."""

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
