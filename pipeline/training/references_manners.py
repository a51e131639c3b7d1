"""Write the parts of references in many manners: names, dates, titles, numbers, identifiers.

A string is put together of parts ``(text, label)``; a manner is a set of choices (how names are written and
joined, where the year stands, how volume and pages are marked …) drawn at random, so that the tagger sees
combinations that no printed style has.
"""

import random
import re
from typing import Any

Part = tuple[str, str]
"""A piece of text and its label; an empty label for what belongs to no field."""

MONTHS = "January February March April May June July August September October November December".split()
MONATE = "Januar Februar März April Mai Juni Juli August September Oktober November Dezember".split()
GIVEN = """
Anna Maria Thomas Michael Sarah Julia Peter Hans Klaus Ulrich Sabine Claudia Andreas Stefan Martin Christian Laura
Emily James John Robert William David Richard Elizabeth Jennifer Linda Susan Karen Lisa Nancy Daniel Matthew Mark Paul
Steven Kenneth George Brian Edward Ronald Kevin Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry
Justin Scott Brandon Giulia Marco Paolo Luca Pierre Jean-Luc Marie Sophie Claire Antoine Juan Carlos José Luis Ana
Carmen Pilar Wei Ming Hiroshi Yuki Priya Raj Amit Fatima Omar Yusuf Olga Ivan Sergei Ingrid Lars Nils Astrid Karin
Birgit Heike Jürgen Günter Wolfgang Renate
""".split()
DEGREES = [
    "MD",
    "PhD",
    "MPH",
    "RN",
    "MS",
    "PsyD",
    "DO",
    "PharmD",
    "BS",
    "MA",
    "M.D.",
    "Ph.D.",
    "LCSW",
    "MSc",
    "RD",
    "FACP",
    "MBBS",
    "MSN",
    "NP",
]


def join(parts: list[Part]) -> dict[str, Any]:
    """Put parts together to a row as the labelled sets have them."""
    text = ""
    spans = []
    for piece, label in parts:
        if label and piece.strip():
            spans.append([len(text), len(text) + len(piece), label])
        text += piece
    return {"text": text, "spans": spans, "gold": {}}


class Manners:
    """Writes the parts of references; every choice comes from one seeded generator."""

    def __init__(self, seed: int) -> None:
        self.random = random.Random(seed)  # noqa: S311 - choices of style, no secret

    def one(self, *choices: Any) -> Any:
        """Choose one of several."""
        return self.random.choice(choices)

    def chance(self, share: float) -> bool:
        """Say yes with a probability."""
        return self.random.random() < share

    def manner_of_names(self) -> dict[str, Any]:
        """Draw how names are written and joined."""
        german = self.chance(0.2)
        return {
            "form": self.one("F, I.", "F, I.", "F I", "F I", "I. F", "I. F", "F, G", "G F", "F I.", "F, I", "F, G I."),
            "caps": self.chance(0.05),
            "mixed": self.chance(0.15),
            "tight": self.chance(0.4),
            "join": self.one("; ", "/", ", ", " / ") if german else self.one(", ", ", ", ", ", "; "),
            "last": self.one(" und ", "/", " u. ", "; ", " & ")
            if german
            else self.one(", and ", " and ", ", & ", " & ", ", ", ", ", "; ", ", und ", " y ", " et "),
            "most": self.one(1, 3, 3, 6, 6, 8, 12),
            "et al": self.one(" et al.", ", et al.", ", et al", " et al", " u. a.", ", and others"),
        }

    def name(self, person: dict[str, str], manner: dict[str, Any], first: bool) -> str:
        """Write one name."""
        if person.get("literal"):
            return person["literal"]
        family = person["family"].upper() if manner["caps"] else person["family"]
        letters = [word[0] for word in re.findall(r"[^\W\d_]+", person.get("given") or "")] or [
            self.one(*"ABCDEFGHJKLMPRSTW")
        ]
        blank = "" if manner["tight"] else " "
        dotted = blank.join(letter + "." for letter in letters)
        given = person["full"] if person.get("full") else self.one(*GIVEN)
        form = manner["form"]
        if manner["mixed"] and not first:
            form = {"F, I.": "I. F", "F, G": "G F", "F, G I.": "G F"}.get(form, form)
        extra = " " + letters[-1] + "." if self.chance(0.3) else ""
        return {
            "F, I.": f"{family}, {dotted}",
            "F I": f"{family} {''.join(letters)}",
            "I. F": f"{dotted} {family}" if not manner["tight"] or self.chance(0.7) else f"{dotted}{family}",
            "F, G": f"{family}, {given}",
            "G F": f"{given}{extra} {family}",
            "F I.": f"{family} {dotted}",
            "F, I": f"{family}, {''.join(letters)}",
            "F, G I.": f"{family}, {given}{extra}",
        }[form]

    def names(self, people: list[dict[str, str]], manner: dict[str, Any]) -> str:
        """Write a list of names."""
        shown = people[: manner["most"]]
        written = [self.name(person, manner, index == 0) for index, person in enumerate(shown)]
        if len(shown) < len(people):
            return manner["join"].join(written) + manner["et al"]
        if len(written) == 1:
            return written[0]
        return manner["join"].join(written[:-1]) + manner["last"] + written[-1]

    def date(self, year: int, *, full: bool = False) -> str:
        """Write a date of that year."""
        month = self.random.randrange(12)
        day = self.random.randrange(1, 29)
        if not full:
            return self.one(
                str(year),
                str(year),
                str(year),
                str(year),
                f"{year}{self.one('a', 'b', '')}",
                f"{MONTHS[month][:3]} {year}",
                f"{year} {MONTHS[month][:3]}",
            )
        name = self.one(MONTHS, MONTHS, MONTHS, MONATE)[month]
        return self.one(
            f"{year}, {name} {day}",
            f"{name} {day}, {year}",
            f"{day} {name} {year}",
            f"{year} {MONTHS[month][:3]} {day}",
            f"{day} {MONTHS[month][:3]} {year}",
            f"{MONTHS[month][:3]}. {day}, {year}",
            f"{year}-{month + 1:02d}-{day:02d}",
            f"{day}.{month + 1}.{year}",
            f"{month + 1}/{day}/{year}",
            f"{name} {year}",
            f"{year}, {name}",
            str(year),
        )

    def title(self, text: str, quote: tuple[str, str] | None = None) -> list[Part]:
        """Write a title, in quotation marks or not; some in other case."""
        if self.chance(0.05):
            text += self.one(
                " - Revised",
                " – a review",
                f" {self.random.randrange(1980, 2024)}",
                f", {self.random.randrange(1980, 1999)}-{self.random.randrange(2000, 2020)}",
                " [in German]",
                " (2nd part)",
            )
        if self.chance(0.15):
            text = " ".join(
                word
                if word in {"of", "and", "the", "in", "for", "on", "a", "to", "with"}
                else word[:1].upper() + word[1:]
                for word in text.split()
            )
        if quote is None:
            return [(text, "title")]
        return [(quote[0], ""), (text, "title"), (quote[1], "")]

    def numbering(self) -> list[Part]:
        """Write a number before the reference, or none."""
        if self.chance(0.6):
            return []
        number = self.random.randrange(1, 99)
        left, right = self.one(("", ". "), ("", ". "), ("[", "] "), ("", ") "), ("(", ") "), ("", " "), ("", "\t"))
        return [(left, ""), (str(number), "number"), (right, "")]

    def place_of_volume(self, record: dict[str, Any], manner: str) -> list[Part]:
        """Write volume and issue."""
        volume, issue = record.get("volume") or "", record.get("issue") or ""
        if not volume:
            return [("(", ""), (issue, "issue"), (")", "")] if issue and manner == "12(3)" else []
        if manner.startswith("Vol"):
            cue = self.one("Vol. ", "vol. ", "Volume ", "Bd. ", "Jg. ", "vol ", "Vol.")
            parts: list[Part] = [(cue, ""), (volume, "volume")]
            if issue:
                parts += [
                    (self.one(", No. ", ", no. ", " no. ", ", Nr. ", ", issue ", ", H. ", ", Issue ", "(", " ("), ""),
                    (issue, "issue"),
                ]
                if parts[-2][0].strip() == "(":
                    parts.append((")", ""))
            return parts
        parts = [(volume, "volume")]
        if issue:
            left, right = {
                "12(3)": ("(", ")"),
                "12 (3)": (" (", ")"),
                "12, no. 3": (self.one(", no. ", ", Nr. ", ", issue ", " no. ", ", Heft "), ""),
                "12:3": (self.one(":", ".", "/", ", "), ""),
            }[manner]
            parts += [(left, ""), (issue, "issue"), (right, "")]
        return parts

    def pages(self, record: dict[str, Any], manner: str) -> list[Part]:
        """Write pages or an article number after their mark."""
        page = record.get("page") or ""
        if not page:
            return []
        page = page.replace("-", self.one("-", "–", "–", "—", " - ")) if self.chance(0.6) else page
        return [(manner, ""), (page, "pages"), (")" if manner.endswith("(") else "", "")]

    def tail(self, record: dict[str, Any]) -> list[Part]:
        """Write identifiers, addresses and days of access."""
        parts: list[Part] = []
        doi = record.get("DOI") or ""
        if doi and self.chance(0.75):
            cue = self.one(
                "doi: ", "doi:", "https://doi.org/", "http://dx.doi.org/", "DOI: ", "DOI ", "https://doi.org/", ""
            )
            parts += [
                (self.one(" ", ". ", " "), ""),
                (cue, "" if cue[:4] in {"doi:", "DOI:", "DOI "} else "doi"),
                (doi, "doi"),
            ]
            parts = parts if parts[1][1] == "" else [parts[0], (cue + doi, "doi")]
        if self.chance(0.06):
            parts += [
                (self.one(" PMID: ", " PubMed PMID: ", ". PMID "), ""),
                (str(self.random.randrange(10**6, 4 * 10**7)), "pmid"),
            ]
        if self.chance(0.04):
            parts += [(self.one(" PMCID: ", " "), ""), (f"PMC{self.random.randrange(10**5, 10**7)}", "pmcid")]
        if self.chance(0.06):
            parts.append(
                (
                    self.one(
                        " Retrieved from",
                        ". Retrieved from",
                        " Available from:",
                        " Available at:",
                        " Abstract available",
                        " Free full text",
                    ),
                    "",
                )
            )
        if self.chance(0.03):
            parts.append(
                (self.one(" [PubMed]", " [Google Scholar]", " [PubMed] [Google Scholar] [CrossRef]", " [CrossRef]"), "")
            )
        if self.chance(0.04):
            parts += [
                (self.one(" Accessed ", ". Accessed ", " (accessed "), ""),
                (self.date(self.random.randrange(2005, 2026), full=True), "accessed"),
                (".", ""),
            ]
        return parts
