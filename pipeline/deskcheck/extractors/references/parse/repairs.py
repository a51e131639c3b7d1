"""Corrections of the tagger's labels where the printed marks leave no doubt."""

from deskcheck.extractors.references.parse.spans import FIRST, OUTSIDE
from deskcheck.extractors.references.parse.tokens import Tokens

_TRAILING = frozenset({"published", "updated", "accessed", "available", "retrieved", "posted", "reviewed", "cited", "zugriff"})
_LINKING = frozenset({"of", "on", "for", "to", "the", "by", "with", "von", "der", "des", "de", "zur", "zum", "in", "and", "und"})


def mended(tokens: Tokens, labels: list[str]) -> list[str]:
    """Return the labels with a few sure corrections; the list given is not altered."""
    found = list(labels)
    _names_in_titles(tokens, found)
    _cues_at_ends(tokens, found)
    return found


def _names_in_titles(tokens: Tokens, labels: list[str]) -> None:
    """Keep a person named in a title in the title: "The Legacy of" cannot end a title before "A. N. Kolmogorov"."""
    for index in range(1, len(labels)):
        if labels[index] not in {FIRST + "author", FIRST + "editor"} or labels[index - 1].removeprefix(FIRST) != "title":
            continue
        if tokens.gaps[index].strip() or tokens.forms[index - 1].lower() not in _LINKING:
            continue
        label = labels[index].removeprefix(FIRST)
        labels[index] = "title"
        follower = index + 1
        while follower < len(labels) and labels[follower] == label:
            labels[follower] = "title"
            follower += 1
        if follower < len(labels) and labels[follower] == FIRST + "title":
            labels[follower] = "title"


def _cues_at_ends(tokens: Tokens, labels: list[str]) -> None:
    """Take "Published" and its like, before a date, off the field before it."""
    for index in range(1, len(labels) - 1):
        if tokens.forms[index].lower() in _TRAILING and labels[index] in {"container", "title", "publisher"}:
            after = labels[index + 1]
            if after in {"date", "accessed", "url"} and "." in tokens.gaps[index]:
                labels[index] = OUTSIDE
