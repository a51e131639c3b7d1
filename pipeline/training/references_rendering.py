"""Render bibliographic records as whole references: articles, books, chapters."""

from typing import Any

from references_manners import MONTHS, Manners, Part, join


class Renderer(Manners):
    """Renders records, every one in a manner drawn at random."""

    def article(self, record: dict[str, Any]) -> dict[str, Any]:
        """Render a journal article."""
        manner = self.manner_of_names()
        people = record.get("author") or []
        author: list[Part] = [(self.names(people, manner), "author")] if people else []
        year = ((record.get("issued") or {}).get("date-parts") or [[None]])[0][0]
        written = self.date(year) if year else self.one("n.d.", "in press", "n.d.")
        quote = self.one(
            None, None, None, ("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("»", "«"), ("“", ",”"), ('"', ',"')
        )
        title = self.title(record.get("title") or "", quote) if self.chance(0.95) else []
        container: list[Part] = [(record.get("container-title") or "", "container")]
        if self.chance(0.1):
            container.insert(0, (self.one("In: ", "in: ", "In ", "in ", "// "), ""))
        if self.chance(0.05):
            container.append((self.one(" [Internet]", " [online]", " (Online)"), ""))
        if self.chance(0.03) and record.get("volume"):
            record = {**record, "volume": str(self.random.randrange(1500, 2060))}
        if self.chance(0.03) and record.get("volume"):
            record = {**record, "volume": self.one("XII", "XXVI", "IV", "LXI", "B", "II", "A7", "103B")}
        volume = self.place_of_volume(record, self.one("12(3)", "12(3)", "12 (3)", "12, no. 3", "12:3", "Vol"))
        pages = self.pages(
            record,
            self.one(
                ":",
                ": ",
                ", ",
                ", ",
                ", pp. ",
                ", p. ",
                " ",
                ", pp ",
                ", S. ",
                ", s. ",
                ", pages ",
                " (",
                ", Article ",
                ", article ",
                ". ",
            ),
        )
        stop = self.one(". ", ". ", ". ", ", ", ": ")
        order = self.random.random()
        if order < 0.45:
            date: list[Part] = [(self.one(" (", " (", ", "), ""), (written, "date"), ("", "")]
            date[2] = (")" if "(" in date[0][0] else "", "")
            after = self.one(". ", ". ", ": ", ", ", " ")
            month: list[Part] = [(" (", ""), (self.one(*MONTHS), "date"), (")", "")] if self.chance(0.05) else []
            parts = [
                *author,
                *date,
                (after, ""),
                *title,
                (stop if title else "", ""),
                *container,
                (self.one(", ", ", ", " ", ". "), ""),
                *volume,
                *month,
                *pages,
            ]
        elif order < 0.75:
            parts = [
                *author,
                (self.one(". ", ". ", ": ", ", "), ""),
                *title,
                (self.one(". ", ". ", ", ", " "), ""),
                *container,
                (self.one(" ", ". ", ", "), ""),
                (written, "date"),
                (self.one(";", "; ", ", "), ""),
                *volume,
                *pages,
            ]
        else:
            parts = [
                *author,
                (self.one(". ", ", ", ": "), ""),
                *title,
                (self.one(". ", ", ", " "), ""),
                *container,
                (self.one(" ", ", "), ""),
                *volume,
            ]
            dated: list[Part] = [(" (", ""), (written, "date"), (")", "")]
            parts += [*pages, *dated] if self.chance(0.5) else [*dated, *pages]
        if self.chance(0.05) and author and title:
            parts = [
                *title,
                (". ", ""),
                *author,
                (". ", ""),
                *container,
                (". ", ""),
                (written, "date"),
                ("; ", ""),
                *volume,
                *pages,
            ]
        return join([*self.numbering(), *parts, (self.one(".", ".", ""), ""), *self.tail(record)])

    def imprint(self, record: dict[str, Any], year: str = "") -> list[Part]:
        """Write place and publisher in either order, with or without the year."""
        place, publisher = record.get("publisher-place") or "", record.get("publisher") or ""
        ends: list[Part] = [(self.one(", ", " ", "; "), ""), (year, "date")] if year else []
        if place and (not publisher or self.chance(0.15)):
            return [(place, "place"), *ends]
        if not place or self.chance(0.1):
            return [(publisher, "publisher"), *ends]
        if self.chance(0.7):
            return [(place, "place"), (self.one(": ", ": ", ", ", " : "), ""), (publisher, "publisher"), *ends]
        return [(publisher, "publisher"), (self.one(", ", ": ", " "), ""), (place, "place"), *ends]

    def edition(self) -> list[Part]:
        """Write an edition now and then."""
        if self.chance(0.8):
            return []
        number = self.random.randrange(2, 9)
        form = self.one(
            f"{number}th ed.",
            f"{number}. Aufl.",
            f"{number}th edn",
            "2nd ed.",
            "Rev. ed.",
            f"{number}. Auflage",
            "3rd edition",
        )
        left, right = self.one((" (", ")"), (", ", ""), (". ", ""))
        return [(left, ""), (form, "edition"), (right, "")]

    def book(self, record: dict[str, Any]) -> dict[str, Any]:
        """Render a book, a report or a thesis."""
        manner = self.manner_of_names()
        edited = self.chance(0.15)
        label = "editor" if edited else "author"
        role = (
            self.one(" (Eds.)", " (Ed.)", " (Hrsg.)", " (Hg.)", " (eds)", ", editors", ", eds.", ", ed.")
            if edited
            else ""
        )
        author: list[Part] = [(self.names(record["author"], manner), label), (role, "")] if record.get("author") else []
        year = ((record.get("issued") or {}).get("date-parts") or [[2000]])[0][0]
        written = self.one(str(year), str(year), str(year), f"{year}a", "o. J.", "n.d.")
        title = self.title(record["title"])
        extra: list[Part] = []
        if self.chance(0.15):
            left, right = self.one((" (", ")"), (". ", ""), (", ", ""))
            kind = self.one(
                "Report No. 12",
                "Working Paper 34",
                "Discussion Paper No. 7",
                "Unpublished doctoral dissertation",
                "PhD thesis",
                "Doctoral dissertation",
                "Diss.",
                "Technical Report",
                "Arbeitspapier Nr. 5",
                "NIH Publication No. 94-3722",
                "HHS Publication No. PEP20-07-01",
                "Clinical guideline CG12",
                "News release USDL-23-1364",
                "Special Report 7",
                "Report no. NRPB-R321",
                "Ph.D. dissertation",
            )
            extra = [(left, ""), (kind, "genre"), (right, "")]
        elif self.chance(0.15) and record.get("series"):
            left, right = self.one((" (", ")"), (". ", ""), (" (= ", ")"))
            extra = [
                (left, ""),
                (record["series"], "series"),
                (self.one(", ", " ", ", Bd. ", ", Vol. ", "; "), ""),
                (str(self.random.randrange(1, 200)), "volume"),
                (right, ""),
            ]
        edition = self.edition()
        if self.chance(0.6):
            left, right = self.one(
                (" (", "). "), (" (", "): "), (", ", ": "), (" (", ") "), (". ", ". "), (" (", "), "), (" [", "] ")
            )
            parts = [
                *author,
                (left if author else "(", ""),
                (written, "date"),
                (right, ""),
                *title,
                *edition,
                *extra,
                (self.one(". ", ". ", ", ", ".  "), ""),
                *self.imprint(record),
            ]
        elif self.chance(0.5):
            parts = [
                *author,
                (self.one(". ", ", ", ": "), ""),
                *title,
                *edition,
                *extra,
                (self.one(". ", ", "), ""),
                *self.imprint(record, written),
            ]
        else:
            inner = self.imprint(record, written)
            parts = [*author, (self.one(", ", ". ", ": "), ""), *title, *edition, *extra, (" (", ""), *inner, (")", "")]
        if self.chance(0.1):
            parts += [(self.one(", pp. ", ", S. ", ", p. "), ""), (self.one("12-34", "123", "201–219", "57"), "pages")]
        return join([*self.numbering(), *parts, (".", ""), *self.tail(record)])

    def chapter(self, record: dict[str, Any]) -> dict[str, Any]:
        """Render a chapter of an edited book or of proceedings."""
        manner = self.manner_of_names()
        author: list[Part] = [(self.names(record["author"], manner), "author")]
        year = ((record.get("issued") or {}).get("date-parts") or [[2000]])[0][0]
        written = self.one(str(year), str(year), str(year), f"{year}b")
        quote = self.one(None, None, None, ("“", "”"), ('"', '"'), ("‘", "’"), ("„", "“"), ("»", "«"))
        title = self.title(record["title"], quote)
        editors: list[Part] = []
        if record.get("editor") and self.chance(0.85):
            natural = {
                **manner,
                "form": self.one("I. F", "I. F", "F, I.", "G F", "F I", "F, G") if self.chance(0.7) else manner["form"],
                "mixed": False,
                "most": 5,
            }
            role, after = self.one(
                (" (Eds.)", ", "),
                (" (Ed.)", ", "),
                (" (Hrsg.)", ", "),
                (" (Hg.)", ": "),
                (" (Hrsg.)", ": "),
                (", editors", ". "),
                (", eds.", " "),
                (" (eds.)", " "),
                (", ed.", ", "),
                (" (eds)", ", "),
                ("", ": "),
                (" (Eds)", ": "),
            )
            editors = [(self.names(record["editor"], natural), "editor"), (role, ""), (after, "")]
        cue = self.one("In: ", "In: ", "in: ", "In ", "In ", "in ", ", in: ", "// ")
        container: list[Part] = [(record["container-title"], "container")]
        if editors and self.chance(0.15):
            container += [(self.one(", ed. ", ", edited by ", " (ed. by ", ", hrsg. von "), ""), editors[0]]
            container.append((")" if "(" in container[1][0] else "", ""))
            editors = []
        volume: list[Part] = (
            [(self.one(" (Vol. ", ", vol. ", ", Bd. ", " (Bd. "), ""), (str(self.random.randrange(1, 40)), "volume")]
            if self.chance(0.1)
            else []
        )
        close = self.one(
            (" (pp. ", ")"),
            (" (S. ", ")"),
            (", pp. ", ""),
            (", S. ", ""),
            (", ", ""),
            (". S. ", ""),
            (": ", ""),
            (", pages ", ""),
        )
        page: list[Part] = (
            [(close[0], ""), (record.get("page") or "12-34", "pages"), (close[1], "")] if self.chance(0.85) else []
        )
        if volume and "(" in volume[0][0]:
            volume.append((")", ""))
        stop = self.one(". ", ". ", ", ", ": ")
        if self.chance(0.7):
            left, right = self.one(
                (" (", "). "), (" (", "): "), (", ", ": "), (" (", ") "), (". ", ". "), (" (", "), ")
            )
            head = [*author, (left, ""), (written, "date"), (right, ""), *title]
            ends = [(self.one(". ", ", ", ". "), ""), *self.imprint(record)] if self.chance(0.85) else []
        else:
            head = [*author, (stop, ""), *title]
            ends = [(self.one(". ", ", "), ""), *self.imprint(record, written)]
        body = [*container, *volume, *page, *ends] if self.chance(0.75) else [*container, *volume, *ends, *page]
        return join(
            [
                *self.numbering(),
                *head,
                (self.one(". ", ", ", " ", ". "), ""),
                (cue, ""),
                *editors,
                *body,
                (".", ""),
                *self.tail(record),
            ]
        )
