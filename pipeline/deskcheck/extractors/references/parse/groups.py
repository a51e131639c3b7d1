"""Corrections of labels where a group of people signs a work."""

from deskcheck.extractors.references.parse.imprint import relabel
from deskcheck.extractors.references.parse.spans import FIRST, runs
from deskcheck.extractors.references.parse.tokens import Tokens

_SIGNING = frozenset(
    """collaborators collaborator collaboration investigators consortium network group team committee taskforce force
    commission alliance initiative panel board study""".split()
)
_LONGEST = 12
"""Words of a group's name, at most."""


def named_after_years(tokens: Tokens, labels: list[str]) -> None:
    """The year in "GBD 2019 Mental Disorders Collaborators. Global burden of … 2022" is part of the name."""
    place = next((index for index, label in enumerate(labels[:4]) if label == "date"), 0)
    if not place or not labels[0].endswith("author") or not tokens.forms[0].isupper() or labels.count("date") < 2:
        return
    for index in range(place, min(len(labels) - 1, _LONGEST)):
        if tokens.gaps[index].strip():
            return
        if tokens.gaps[index + 1].startswith(".") and tokens.forms[index].lower() in _SIGNING:
            relabel(labels, 0, index, "author")
            if labels[index + 1].removeprefix(FIRST) == "title":
                labels[index + 1] = FIRST + "title"
            return


def among_authors(tokens: Tokens, labels: list[str]) -> None:
    """A study group among the authors is no title: "; Early Treatment Trial | Investigators. Effect of"."""
    parts = runs(labels)
    for number, (one, two, three) in enumerate(zip(parts, parts[1:], parts[2:], strict=False)):
        if (one[0], two[0], three[0]) != ("author", "title", "author"):
            continue
        if tokens.gaps[three[1]].strip(" (") == "" and any(part[0] == "title" for part in parts[number + 3 :]):
            for index in range(one[2] + 1, three[2] + 1):
                labels[index] = "author"
