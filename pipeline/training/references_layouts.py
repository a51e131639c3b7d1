"""Invent references after written layouts: pages of many sites, reports, theses, books without fixed style.

``references_layouts.txt`` holds the layouts; the organisations are those of a hand-written list and of the
records, where study groups, committees and publishers stand as authors.
"""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from references_manners import GIVEN, Part, join
from references_pages import PageParts
from references_rendering import Renderer

_OPTION = re.compile(r"⟨([^⟨⟩]*)⟩")
_CHOICE = re.compile(r"\[\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\]")
_SLOT = re.compile(r"\{(\w)(?:=(\w+))?\}")
_MEDIUM = re.compile(r"(?<=\[)[A-Z][a-z ]{2,40}(?=\]\.?)|(?<=\()(?:Version|No\.) [\d.]+(?=\))")
_LONGEST_NAME = 70


class Layouts(PageParts):
    """Invents references after layouts."""

    def __init__(self, renderer: Renderer, people: list[dict[str, str]], records: list[dict[str, Any]]) -> None:
        super().__init__(renderer, people, [])
        self.layouts: dict[str, list[str]] = {"page": [], "other": []}
        for line in Path(__file__).with_name("references_layouts.txt").read_text("utf8").splitlines():
            if not line.startswith("#"):
                kind, layout = line.split("\t")
                self.layouts[kind].append(layout)
        self.records = [record for record in records if record.get("container-title") and record.get("page")]
        self.titles = [record["title"] for record in records]
        self.imprints = [record for record in records if record.get("publisher") and ":" not in record["publisher"]]
        literal = {name["literal"] for record in records for name in record.get("author") or [] if name.get("literal")}
        named = {record["publisher"] for record in self.imprints}
        self.groups = sorted(name for name in literal | named if name[0].isupper() and 3 < len(name) < _LONGEST_NAME)
        self.slots: dict[str, Callable[[dict[str, Any], str], list[Part]]] = {
            "A": lambda record, _: self._someone(record),
            "O": lambda _, __: [(self._group(), "author")],
            "P": lambda record, label: self._people(record, label or "author"),
            "E": lambda record, _: self._editors(record),
            "T": lambda record, _: [(record["named"], "title")],
            "S": lambda _, __: [(self._site(), "container")],
            "J": lambda record, _: [(record["container-title"], "container")],
            "C": lambda _, label: [(self._meeting() if label else self._book(), "container")],
            "Y": lambda record, _: [(record["year"], "date")],
            "N": lambda _, __: [(self.r.one("n.d.", "n.d.", "n.d.", "n. d.", "no date"), "date")],
            "D": lambda record, _: [(self.r.date(int(record["plain"]), full=True), "date")],
            "V": lambda _, __: [(self.r.date(self.r.random.randrange(2008, 2026), full=True), "accessed")],
            "U": lambda record, _: [(self._address(record["named"]), "url")],
            "L": lambda record, _: [(record["place"], "place")],
            "B": lambda record, _: [(record["press"], "publisher")],
            "K": lambda _, __: [(self.r.one("2nd ed.", "3rd edn", "4th ed", "rev. ed.", "fifth edition"), "edition")],
            "G": lambda _, label: self._genre() if not label else [("Paper presented at", "genre")],
            "H": lambda _, __: [(self._code(), "genre")],
            "M": lambda record, _: [(self.r.date(int(record["plain"]), full=True), "note")],
            "R": lambda _, __: [(self.r.one(*GIVEN) + " " + self.r.one(*self.people)["family"] + ", MD", "")],
            "Q": lambda record, _: [(self._law(record["plain"]), "title")],
            "v": lambda record, _: [(record.get("volume") or str(self.r.random.randrange(1, 300)), "volume")],
            "i": lambda record, _: [(record.get("issue") or str(self.r.random.randrange(1, 13)), "issue")],
            "p": lambda record, _: [(record["page"], "pages")],
            "a": lambda _, __: [(self._article(), "pages")],
            "X": lambda record, _: [(record.get("DOI") or f"10.1{self.r.random.randrange(100, 999)}/x.2019.77", "doi")],
        }

    def row(self, kind: str) -> dict[str, Any]:
        """Invent one reference after a layout of a kind."""
        layout = self.r.one(*self.layouts[kind])
        while found := _OPTION.search(layout):
            layout = layout[: found.start()] + (found[1] if self.r.chance(0.5) else "") + layout[found.end() :]
        while found := _CHOICE.search(layout):
            layout = layout[: found.start()] + self.r.one(*found[1].split("|")) + layout[found.end() :]
        record = self._record(kind)
        parts: list[Part] = self.r.numbering()
        place = 0
        for slot in _SLOT.finditer(layout):
            self._mark(parts, layout[place : slot.start()])
            parts += self.slots[slot[1]](record, slot[2] or "")
            place = slot.end()
        self._mark(parts, layout[place:])
        return join(parts)

    def _mark(self, parts: list[Part], mark: str) -> None:
        """Add what stands between two fields: no full stop after a full stop or a question mark."""
        last = parts[-1][0][-1:] if parts else ""
        if mark[:1] == "." and last in {".", "?", "!"}:
            mark = mark[1:]
        place = 0
        for medium in _MEDIUM.finditer(mark):
            parts += [(mark[place : medium.start()], ""), (medium[0], "genre")]
            place = medium.end()
        if mark[place:]:
            parts.append((mark[place:], ""))

    def _record(self, kind: str) -> dict[str, Any]:
        """Draw what the reference is about."""
        record = self.r.one(*self.records)
        press = self.r.one(*self.imprints)
        year = str(self.r.random.randrange(1960 if kind == "other" else 1998, 2026))
        undated = self.r.chance(0.03 if kind == "other" else 0.12)
        return {
            **record,
            "named": self.r.one(*self.titles) if kind == "other" or self.r.chance(0.45) else self.title(),
            "year": self.r.one("n.d.", "n.d.", "no date", "s.d.", "in press") if undated else year,
            "plain": year,
            "press": press["publisher"] if self.r.chance(0.8) else self._group(),
            "place": press.get("publisher-place")
            or self.r.one("London", "Geneva", "New York", "Berlin", "Bethesda, MD"),
        }

    def _group(self) -> str:
        """Name an organisation, with its abbreviation now and then."""
        name = self.r.one(*self.sites) if self.r.chance(0.45) else self.r.one(*self.groups)
        letters = "".join(word[0] for word in name.split() if word[0].isupper())
        if len(letters) > 2 and "(" not in name and self.r.chance(0.12):
            name += self.r.one(f" ({letters})", f" [{letters}]", f": {letters}")
        return str(name)

    def _site(self) -> str:
        """Name a site, which may be an address without a scheme, a society or a journal."""
        if self.r.chance(0.06):
            return "".join(self._group().lower().split())[:18].strip(".,()&/") + self.r.one(
                ".com", ".org", ".co.uk", ".de"
            )
        if self.r.chance(0.1):
            return str(self.r.one(*self.records)["container-title"])
        return self._group() + (self.r.one(" website", " Web site", " Website") if self.r.chance(0.03) else "")

    def _someone(self, record: dict[str, Any]) -> list[Part]:
        """Name people or an organisation."""
        return [(self._group(), "author")] if self.r.chance(0.5) else self._people(record, "author")

    def _people(self, record: dict[str, Any], label: str) -> list[Part]:
        """Name the people of a record, or others."""
        persons = [person for person in record.get("author") or [] if person.get("family")]
        if label != "author" or not persons:
            persons = self.r.random.sample(self.people, self.r.one(1, 1, 2, 2, 3))
        manner = self.r.manner_of_names()
        if label != "author":
            manner = {**manner, "form": self.r.one("I. F", "G F", "G F", "F, I.", "F I"), "mixed": False}
        return [(self.r.names(persons, manner), label)]

    def _editors(self, record: dict[str, Any]) -> list[Part]:
        """Name editors with the word that says so."""
        role = self.r.one(" (Eds.)", " (Ed.)", ", eds.", ", editors", " (eds)", ", editor", " (eds.)")
        return [*self._people(record, "editor"), (role, "")]

    def _book(self) -> str:
        """Name a book or proceedings."""
        title, journal = self.r.one(*self.titles), self.r.one(*self.records)["container-title"]
        number, year = self.r.random.randrange(2, 40), self.r.random.randrange(1980, 2025)
        return str(
            self.r.one(
                title if len(title) < 90 else "Handbook of " + journal,
                "Handbook of " + journal,
                f"Proceedings of the {number}th International Conference on {journal}",
                f"Proc. {number}th Int. Symposium on {journal}",
                f"{number}th Annual Meeting of the {self._group()}",
                f"Advances in {journal}",
                f"Proceedings of {journal} {year}",
                f"{journal} {year}",
            )
        )

    def _meeting(self) -> str:
        """Name a meeting."""
        kind = self.r.one("Congress", "Annual Meeting", "Conference", "Symposium")
        return str(self.r.one(f"{self._group()} {kind}", f"{kind} of the {self._group()}"))

    def _law(self, year: str) -> str:
        """Name a law, with its year or without."""
        topic = self.title().split(":")[0].split("?")[0]
        name = " ".join(word.capitalize() for word in topic.split()[-3:])
        kind = self.r.one("Act", "Act", "Regulations", "Ordinance", "Reform Act", "Protection Act")
        return f"{name} {kind}" + self.r.one(f" of {year}", f" {year}", "")

    def _code(self) -> str:
        """Invent the kind and code of a guideline or an agency's paper."""
        number = self.r.random.randrange
        return str(
            self.r.one(
                f"NICE guideline [NG{number(1, 240)}]",
                f"Clinical guideline [CG{number(1, 190)}]",
                f"EMA/{number(10**4, 10**6)}/{number(2005, 2025)}",
                f"SIGN publication no. {number(20, 170)}",
                f"WHO/MSD/MER/{number(15, 24)}.{number(1, 9)}",
                f"GAO-{number(10, 24)}-{number(100, 900)}",
                f"Publication {number(1000, 9000)}",
                f"DHHS Publication No. (SMA) {number(10, 24)}-{number(1000, 6000)}",
                f"AWMF-Register Nr. {number(10, 99):03d}-{number(1, 99):03d}",
            )
        )

    def _address(self, title: str) -> str:
        """Invent an address; some are torn."""
        host = "".join(letter for letter in self._group().lower() if letter.isascii() and letter.isalnum())[:14]
        slug = "-".join("".join(c if c.isalnum() else " " for c in title.lower()).split()[: self.r.one(1, 2, 4)])
        scheme = self.r.one("https://www.", "https://", "http://www.", "http://", "www.")
        address = f"{scheme}{host}.{self.r.one('org', 'com', 'gov', 'org.uk', 'net', 'de', 'eu')}"
        address += self.r.one(f"/{slug}", f"/en/{slug}.html", f"/docs/{slug}.pdf", "", "/", f"/{slug}/index.htm")
        return self.r.one("htt", "http", "https://", address[:9]) if self.r.chance(0.01) else address

    def _article(self) -> str:
        """Invent an article number."""
        number = self.r.random.randrange
        return str(
            self.r.one(
                f"e{number(10000, 99999)}",
                f"P{number(1000, 12000):05d}",
                f"{number(10**4, 10**6):06d}",
                f"CD{number(9999):06d}",
            )
        )

    def _genre(self) -> list[Part]:
        """Invent the kind and number of a report."""
        number = self.r.random.randrange
        text = self.r.one(
            f"Technical Report {number(1, 900)}",
            f"Tech. Rep. TR-{number(80, 99)}-{number(1, 40)}",
            f"Report No. {number(1, 90)}/{number(1990, 2024)}",
            f"Research Report {number(1, 90)}",
            f"Publication No. {number(1, 99):02d}-{number(1000, 9000)}",
            f"NICE guideline NG{number(1, 240)}",
            f"Working Paper {number(100, 30000)}",
            f"WHO Technical Report Series {number(100, 999)}",
            f"Policy Brief {number(1, 40)}",
            f"Clinical Practice Guideline No. {number(1, 60)}",
            f"Green-top Guideline No. {number(1, 70)}",
            f"Discussion Paper {number(1, 4000)}",
            f"ATL-PHYS-{number(1, 99)}-{number(2000, 2020)}",
            "White paper",
            "Final report",
            "Annual report",
            "Unpublished report",
            "Systematic review",
        )
        return [(text, "genre")]
