"""Corrections of the tagger's labels where the printed marks leave no doubt.

The tagger decides word by word; it cannot see that a reference has two titles or no title at all. Each
function here mends one such contradiction, and alters nothing where there is none.
"""

import re
from collections.abc import Callable
from itertools import pairwise

from deskcheck.extractors.references.parse import colons, groups, imprint, phrases
from deskcheck.extractors.references.parse.imprint import relabel
from deskcheck.extractors.references.parse.lexicon import CUES, lexicon
from deskcheck.extractors.references.parse.organisations import ORGANISATIONS
from deskcheck.extractors.references.parse.spans import FIRST, OUTSIDE, Labels, runs
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.text import folding

_TRAILING = frozenset(
    {"published", "updated", "accessed", "available", "retrieved", "posted", "reviewed", "cited", "zugriff"}
)
_LINKING = frozenset(
    {"of", "on", "for", "to", "the", "with", "von", "der", "des", "de", "zur", "zum", "für", "und", "an"}
)
_WORDS = ("title", "container", "publisher", "place")
_NAMED = frozenset({"container", "title", "publisher"})
_OF_A_DAY = frozenset({"date", "accessed", "url"})
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_EDITION = frozenset({"edition", "edn", "ed", "auflage", "aufl", "druk", "utg", "édition", "edición", "edizione"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "revised", "rev", "international"})
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th", "e", "er", "ère", "ª", "º", "a", "de", "ste"})
_BODIES = frozenset("OP")
"""Kinds of known names that write or keep pages: organisations and publishers."""
_INSIDE_ADDRESSES = frozenset({"/", "#", "#/", "/#/", "/#", "?", "=", "&", "-", "_", "~", "/~", "%"})
_SEPARATORS = frozenset({"»", "|", "›", "::", "-", "–", "—"})


def mended(tokens: Tokens, labels: list[str]) -> list[str]:
    """Return the labels with a few sure corrections; the list given is not altered."""
    found = Labels(labels)
    for mend in _MENDS:
        mend(tokens, found)
    return found


def _extend(labels: list[str], first: int, label: str) -> None:
    """Let the field before token ``first`` run on over the whole field that starts there."""
    base = labels[first].removeprefix(FIRST)
    index = first
    while index < len(labels) and (labels[index] == base or index == first):
        labels[index] = label
        index += 1
    if index < len(labels) and labels[index] == FIRST + label:
        labels[index] = label


def _broken_phrases(tokens: Tokens, labels: list[str]) -> None:
    """No field ends after "of": "The Legacy of | A. N. Kolmogorov", "Institute for | Quality and Efficiency"."""
    for _, index, _ in runs(labels):
        if not index or not labels[index].startswith(FIRST) or tokens.gaps[index].strip():
            continue
        before = labels[index - 1].removeprefix(FIRST)
        after = labels[index].removeprefix(FIRST)
        linked = tokens.forms[index - 1] in _LINKING or (
            tokens.forms[index - 1] == "by" and after in {"author", "editor"}
        )
        if linked and before in _WORDS and before != after and after in {*_WORDS, "author", "editor"}:
            _extend(labels, index, before)


def _whole_addresses(tokens: Tokens, labels: list[str]) -> None:
    """An address printed without "https://" runs on to the next blank: ``fdc.example.gov/app.html#/food/3687``."""
    for index in range(1, len(labels)) if "url" in labels or FIRST + "url" in labels else ():
        if (
            tokens.gaps[index] in _INSIDE_ADDRESSES
            and labels[index - 1].removeprefix(FIRST) == "url"
            and labels[index].removeprefix(FIRST) != "url"
        ):
            labels[index] = "url"


def _cues_at_ends(tokens: Tokens, labels: list[str]) -> None:
    """Take "Published" and its like, before a date, off the field before it."""
    for (label, _, index), (after, first, _) in pairwise(runs(labels)):
        named = label in _NAMED and labels[index] == label and after in _OF_A_DAY and first == index + 1
        if named and index and "." in tokens.gaps[index] and tokens.forms[index].lower() in _TRAILING:
            labels[index] = OUTSIDE


def _years_in_names(tokens: Tokens, labels: list[str]) -> None:
    """Keep a bare year in the title or the name it stands in, where the reference has another date."""
    if labels.count("date") < 2:
        return
    dates = _dates(tokens, labels)
    for first, last in dates if len(dates) > 1 else ():
        if first != last or not tokens.forms[first][0].isdigit() or first == 0:
            continue
        before = labels[first - 1].removeprefix(FIRST)
        after = labels[last + 1].removeprefix(FIRST) if last + 1 < len(labels) else ""
        if before == after == "title" or (
            after == "title" and "." in tokens.gaps[first] and tokens.gaps[last + 1].isspace()
        ):
            labels[first] = before if before == "title" else FIRST + "title"
            labels[last + 1] = "title"
            continue
        if tokens.gaps[first].strip():
            continue
        if (before == "title" and (first, last) != dates[-1]) or (
            before == "container" and after in {"container", "title"}
        ):
            labels[first] = before
            if after in {"container", "title"}:
                _extend(labels, last + 1, before)


def _dates(tokens: Tokens, labels: list[str]) -> list[tuple[int, int]]:
    """Return the first and last token of every date; a bracket opens a new one."""
    found: list[tuple[int, int]] = []
    for label, first, last in runs(labels):
        for index in range(first, last + 1) if label == "date" else ():
            if index == first or "(" in tokens.gaps[index]:
                found.append((index, index))
            else:
                found[-1] = (found[-1][0], index)
    return found


def _years_before_titles(tokens: Tokens, labels: list[str]) -> None:
    """A title that opens with the only year there is, "2014 High activity", opens after it."""
    if "date" in labels or FIRST + "title" not in labels:
        return
    first = labels.index(FIRST + "title")
    if first and first + 1 < len(labels) and labels[first + 1] == "title" and _YEAR.fullmatch(tokens.forms[first]):
        labels[first] = "date"
        labels[first + 1] = FIRST + "title"


def _editions(tokens: Tokens, labels: list[str]) -> None:
    """Take ", 2nd edition" off the end of a title."""
    for label, first, last in runs(labels):
        if label != "title" or last - first < 3 or tokens.forms[last].lower() not in _EDITION:
            continue
        start = last - 1
        if tokens.forms[start].lower() in _ORDINAL_ENDS and tokens.forms[start - 1].isdigit():
            start -= 1
        ordinal = tokens.forms[start].isdigit() or tokens.forms[start].lower() in _ORDINALS
        if ordinal and any(mark in tokens.gaps[start] for mark in ",(."):
            labels[start : last + 1] = ["edition"] * (last + 1 - start)


def _second_titles(tokens: Tokens, labels: list[str]) -> None:
    """A second title after "In" or editors is the book's; a title before an open year ("2006-") the site's."""
    parts = runs(labels)
    titles = [part for part in parts if part[0] == "title"]
    if len(titles) < 2 or any(label == "container" for label, _, _ in parts):
        return
    (_, first, last), (_, other, end) = titles[:2]
    between = [part for part in parts if last < part[1] < other]
    if any(label == "date" and tokens.gaps[stop + 1][:1] in {"-", "–"} for label, _, stop in between):
        relabel(labels, first, last, "container")
    elif tokens.forms[other - 1].lower() in {"in", "dans"} or any(label == "editor" for label, _, _ in between):
        relabel(labels, other, end, "container")


def _titles_around_date(tokens: Tokens, labels: list[str]) -> None:
    """Of two titles around the date, "X. (2019). Y.", one is the title: X is the author or Y the site."""
    if labels.count(FIRST + "title") < 2 or FIRST + "author" in labels:
        return
    parts = [part for part in runs(labels) if part[0] != "number"]
    if [label for label, _, _ in parts[:3]] != ["title", "date", "title"]:
        return
    (_, first, last), _, (_, other, end) = parts[:3]
    before, after = _names_body(tokens, first, last), _names_body(tokens, other, end)
    same = _squashed(tokens, first, last) == _squashed(tokens, other, end)
    if any(label == "container" for label, _, _ in parts) or (before and not after):
        relabel(labels, first, last, "author")
    elif after or same:
        relabel(labels, other, end, "container")


def _names_body(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether tokens name an organisation or a known site."""
    words = [form.lower() for form in tokens.forms[first : last + 1]]
    return lexicon().segments.get(" ".join(words), "") in _BODIES or (
        len(words) < 12 and not ORGANISATIONS.isdisjoint(words)
    )


def _no_title(tokens: Tokens, labels: list[str]) -> None:
    """A page or a book has a title: where none was found, what stands first is it."""
    if FIRST + "title" in labels:
        return
    parts = runs(labels)
    kinds = {label for label, _, _ in parts}
    if kinds & {"title", "volume", "pages", "issue", "arxiv", "doi", "editor"}:
        return
    label, first, last = next((part for part in parts if part[0] in {"author", "container", "publisher"}), ("", 0, 0))
    if not label or (label == "author" and not kinds & {"url", "container", "accessed", "date"}):
        return
    if label == "author" and (_personal(tokens, first, last) or kinds & {"publisher", "place", "genre", "note"}):
        return
    relabel(labels, first, last, "title")


def _personal(tokens: Tokens, first: int, last: int) -> bool:
    """Tell whether tokens hold initials or an inverted name."""
    forms = tokens.forms[first : last + 1]
    return any(len(form) == 1 for form in forms) or any("," in gap for gap in tokens.gaps[first + 1 : last + 1])


def _undated(tokens: Tokens, labels: list[str]) -> None:
    """A day of access without a word of access, in a reference without a date, is the date."""
    if "date" in labels or "accessed" not in labels:
        return
    first = labels.index("accessed")
    near = [] if _published(tokens, first) else tokens.forms[max(0, first - 4) : first]
    if any("get" in CUES.get(form.lower(), "") or form.lower() == "cited" for form in near):
        return
    while first < len(labels) and labels[first] == "accessed":
        labels[first] = "date"
        first += 1


def _published(tokens: Tokens, first: int) -> bool:
    """Tell whether "Available online" or "Published online" stands directly before a token."""
    return [form.lower() for form in tokens.forms[max(0, first - 2) : first]] in (
        ["available", "online"],
        ["published", "online"],
    )


def _site_labels(tokens: Tokens, labels: list[str]) -> None:
    """Words left over after "Title -" belong to the title unless they repeat the site."""
    parts = runs(labels)
    for label, _, last in parts:
        index = last + 1
        if (
            label != "title"
            or index >= len(labels)
            or labels[index] != OUTSIDE
            or tokens.gaps[index].strip() not in _SEPARATORS
        ):
            continue
        names = {
            _squashed(tokens, one, two) for kind, one, two in parts if kind in {"container", "author", "publisher"}
        }
        end = index
        while end + 1 < len(labels) and labels[end + 1] == OUTSIDE and not tokens.gaps[end + 1].strip():
            end += 1
        if _squashed(tokens, index, end) not in names and tokens.forms[index].lower() not in _TRAILING:
            labels[index : end + 1] = ["title"] * (end + 1 - index)


def _squashed(tokens: Tokens, first: int, last: int) -> str:
    """Return the letters and digits of the text from one token to another."""
    return folding.squash(tokens.text[tokens.starts[first] : tokens.ends[last]])


_MENDS: tuple[Callable[[Tokens, list[str]], None], ...] = (
    _broken_phrases,
    _whole_addresses,
    imprint.doi_addresses,
    _cues_at_ends,
    groups.named_after_years,
    _years_in_names,
    _years_before_titles,
    groups.among_authors,
    _editions,
    _second_titles,
    _titles_around_date,
    _undated,
    colons.names_before_colons,
    _no_title,
    imprint.numbers,
    imprint.publishers,
    imprint.first_names,
    imprint.journals_first,
    imprint.indexes,
    imprint.locators,
    imprint.report_numbers,
    imprint.dotted_days,
    *phrases.MENDS,
    _site_labels,
)
