"""Corrections of labels at set phrases: "(M. Pratt, Trans.)", "Advance online publication", "Archived from …".

The same rules hold as in ``repairs``: each function mends one contradiction between labels and printed marks.
"""

from collections.abc import Iterator
from itertools import pairwise

from deskcheck.extractors.references.parse.imprint import article_numbers, relabel
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.spans import FIRST, OUTSIDE, runs
from deskcheck.extractors.references.parse.tokens import Tokens

_ROLES = frozenset({"ed", "eds", "red", "hrsg", "hg", "dir", "coord", "coords", "éd", "éds"})
_IN = frozenset({"I", "In", "En", "Dans", "in", "en", "dans"})
_TRANSLATED = frozenset({"trans", "transl", "übers", "trad", "vert", "övers"})
_ORIGINAL, _ADVANCE, _ARCHIVED = frozenset({"original"}), frozenset({"advance"}), frozenset({"archived"})
_MISREAD = frozenset({"editor", "title", "note", "container", "author"})


def after_editors(tokens: Tokens, labels: list[str]) -> None:
    """What follows "A. Berg (red.)," among the editors is the book."""
    if FIRST + "editor" not in labels or FIRST + "container" in labels:
        return
    for label, first, last in runs(labels):
        for index in range(first, last) if label == "editor" else ():
            bracketed = tokens.gaps[index].endswith("(") and ")" in tokens.gaps[index + 1]
            if (
                bracketed
                and tokens.forms[index].lower() in _ROLES
                and tokens.gaps[index + 1].rstrip()[-1:] in {",", ":"}
            ):
                relabel(labels, index + 1, last, "container")
                return


def editors_in_titles(tokens: Tokens, labels: list[str]) -> None:
    """ "Lek ute. I K. Moe (red.), Barnas rom" has its editors between two titles."""
    if FIRST + "editor" in labels:
        return
    for index in _forms(tokens, _ROLES):
        if labels[index] != "title" or not tokens.gaps[index].endswith("(") or ")" not in tokens.gaps[index + 1]:
            continue
        first = index - 1
        while first and labels[first] == "title" and tokens.forms[first] not in _IN:
            first -= 1
        if first and labels[first] == "title" and tokens.gaps[first].rstrip()[-1:] in {".", ",", "”", "»"}:
            if index + 1 < len(labels) and labels[index + 1] == "title":
                relabel(labels, index + 1, _end(labels, index + 1, "title"), "container")
            relabel(labels, first, index, "editor")
        return


def _end(labels: list[str], first: int, label: str) -> int:
    """Return the last token of the field that goes on at ``first``."""
    while first + 1 < len(labels) and labels[first + 1] == label:
        first += 1
    return first


def translators(tokens: Tokens, labels: list[str]) -> None:
    """Who stands in "(M. Pratt, Trans.)" is the translator; what was published once stands in a note."""
    for index in _forms(tokens, _TRANSLATED):
        first = index
        while first and "(" not in tokens.gaps[first]:
            first -= 1
        if not first or not 0 < index - first < 7 or tokens.gaps[index].strip() != "," or labels[index] == "translator":
            continue
        if any(labels[at].removeprefix(FIRST) not in {*_MISREAD, OUTSIDE} for at in range(first, index + 1)):
            continue
        stop = index + 1
        while stop < len(labels) and labels[stop].removeprefix(FIRST) == labels[index].removeprefix(FIRST):
            stop += 1
        labels[first:index] = ["translator"] * (index - first)
        labels[index] = OUTSIDE
        if stop > index + 1:  # the words after the bracket were taken into the same field
            relabel(labels, index + 1, stop - 1, "publisher")
        return


def first_editions(tokens: Tokens, labels: list[str]) -> None:
    """What stands in "(Original work published 1987)" is a note; what the field before it held is a publisher."""
    for index in _forms(tokens, _ORIGINAL):
        opened = (
            tokens.gaps[index].endswith("(") and index and tokens.forms[index + 1 : index + 3] == ["work", "published"]
        )
        if not opened:
            continue
        stop = next((at for at in range(index + 1, len(labels) + 1) if ")" in tokens.gaps[at]), len(labels))
        labels[index:stop] = ["note"] * (stop - index)
        first = index
        while first and labels[first - 1].removeprefix(FIRST) in {"note", "container", "publisher"}:
            first -= 1
        if first < index and (labels[index - 1] == "note" or FIRST + "publisher" not in labels):
            if first and labels[first - 1].removeprefix(FIRST) == "publisher":
                first -= 1
            relabel(labels, first, index - 1, "publisher")
        return


def ahead_of_print(tokens: Tokens, labels: list[str]) -> None:
    """ "Advance online publication" is no title; in one that it was taken to end, the journal stands before it."""
    for index in _forms(tokens, _ADVANCE):
        if [form.lower() for form in tokens.forms[index + 1 : index + 3]] != ["online", "publication"]:
            continue
        field = labels[index].removeprefix(FIRST)
        labels[index : index + 3] = [OUTSIDE] * 3
        if field != "title" or FIRST + "container" in labels:
            return
        first = index - 1
        while first and "." not in tokens.gaps[first] and labels[first] == "title":
            first -= 1
        if first and labels[first] == "title" and "." in tokens.gaps[index]:
            relabel(labels, first, index - 1, "container")
        return


def archived(tokens: Tokens, labels: list[str]) -> None:
    """ "Archived from the original on 4 May 2021" names no journal, and its day is not that of the page."""
    for index in _forms(tokens, _ARCHIVED):
        stop = index
        while stop < len(labels) and tokens.forms[stop].lower() in {"archived", "from", "the", "original", "on"}:
            stop += 1
        if stop == index + 1 or tokens.forms[stop - 1].lower() != "on":
            continue
        labels[index:stop] = [OUTSIDE] * (stop - index)
        while stop < len(labels) and labels[stop] in {"date", "accessed"} and "." not in tokens.gaps[stop]:
            labels[stop] = OUTSIDE
            stop += 1
        return


def schools(tokens: Tokens, labels: list[str]) -> None:
    """The school in "[Doctoral dissertation, Uppsala University]" is the publisher."""
    for _, here in _neighbours(labels, "genre", ("place", "container")):
        closed = "]" in tokens.gaps[here[2] + 1]
        if closed and tokens.gaps[here[1]].strip() == ",":
            for label, first, last in runs(labels):
                if label == "publisher" and first > here[2]:  # the archive that keeps it
                    labels[first : last + 1] = [OUTSIDE] * (last + 1 - first)
            relabel(labels, here[1], here[2], "publisher")
            return


def divisions(tokens: Tokens, labels: list[str]) -> None:
    """A second name before the date is no title: "Department of Health, Research Service. (2019). Title"."""
    parts = [part for part in runs(labels) if part[0] != "number"]
    if [part[0] for part in parts[:4]] != ["author", "title", "date", "title"]:
        return
    (_, _, last), (_, first, end), (_, day, _), _ = parts[:4]
    if tokens.gaps[first].strip() == "," and first == last + 1 and tokens.gaps[day].strip() in {". (", "(", ".("}:
        labels[first : end + 1] = ["author"] * (end + 1 - first)


def imprints(tokens: Tokens, labels: list[str]) -> None:
    """A publisher's name goes on to its full stop ("Delta Labs"), and a place before a colon is no publisher."""
    for (_, begin, end), (_, first, last) in _neighbours(labels, "publisher", ("place",)):
        if labels.count(FIRST + "place") > 1 or first != end + 1 or _is_place(tokens, first, last):
            return
        gap, after = tokens.gaps[first].strip(), tokens.gaps[last + 1].strip()
        if not gap and after[:1] in {".", ""} and tokens.gaps[begin].strip()[-1:] == ".":
            labels[first : last + 1] = ["publisher"] * (last + 1 - first)
        elif gap == ":" and _is_place(tokens, begin, end):
            relabel(labels, begin, end, "place")
            relabel(labels, first, last, "publisher")
        return


def no_journals(tokens: Tokens, labels: list[str]) -> None:
    """ "Chichester: Wiley" is no journal, nor is a number, whatever the other references of the list have there."""
    if FIRST + "container" not in labels or FIRST + "publisher" in labels or "volume" in labels:
        return
    first = labels.index(FIRST + "container")
    last = _end(labels, first, "container")
    if first == last and tokens.forms[first][0].isdigit() and "pages" not in labels and len(tokens.forms[first]) < 6:
        labels[first] = "pages"  # of a work that was named in full before
        return
    colon = next((at for at in range(first + 1, last + 1) if tokens.gaps[at].strip() == ":"), 0)
    if colon and _is_place(tokens, first, colon - 1):
        relabel(labels, first, colon - 1, "place")
        relabel(labels, colon, last, "publisher")


def _is_place(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether tokens name a known place."""
    return lexicon().segments.get(" ".join(form.lower() for form in tokens.forms[first : last + 1])) == "L"


def _forms(tokens: Tokens, wanted: frozenset[str]) -> Iterator[int]:
    """Yield the places of words in any case."""
    return (index for index, form in enumerate(tokens.forms) if form.lower() in wanted)


def _neighbours(labels: list[str], one: str, others: tuple[str, ...]) -> Iterator[tuple[tuple[str, int, int], ...]]:
    """Yield the fields of one kind with the field after them, if it is of another of ``others``."""
    return ((here, after) for here, after in pairwise(runs(labels)) if here[0] == one and after[0] in others)


_BY_WORDS = (
    (frozenset({"art", "article"}), article_numbers),
    (_ROLES, editors_in_titles),
    (_TRANSLATED, translators),
    (_ORIGINAL, first_editions),
    (_ADVANCE, ahead_of_print),
    (_ARCHIVED, archived),
)
"""What is to be mended where one of some words stands."""


def at_words(tokens: Tokens, labels: list[str]) -> None:
    """Mend what a set phrase tells, where its chief word stands in the reference at all."""
    here = set(map(str.lower, tokens.forms))
    for wanted, mend in _BY_WORDS:
        if not wanted.isdisjoint(here):
            mend(tokens, labels)


MENDS = (after_editors, at_words, schools, divisions, imprints, no_journals)
