"""Corrections of the tagger's labels where the printed marks leave no doubt.

The tagger decides word by word; it cannot see that a reference has two titles or no title at all. Each
function here mends one such contradiction, and alters nothing where there is none.
"""

import re
from collections.abc import Callable

from deskcheck.extractors.references.parse.lexicon import CUES
from deskcheck.extractors.references.parse.spans import FIRST, LONG, OUTSIDE, Stretch, stretches
from deskcheck.extractors.references.parse.tokens import Tokens
from deskcheck.text import folding

_TRAILING = frozenset({"published", "updated", "accessed", "available", "retrieved", "posted", "reviewed", "cited", "zugriff"})
_LINKING = frozenset({"of", "on", "for", "to", "the", "with", "von", "der", "des", "de", "zur", "zum", "für", "und", "an"})
_WORDS = ("title", "container", "publisher", "place")
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d")
_EDITION = frozenset({"edition", "edn", "ed", "auflage", "aufl"})
_ORDINALS = frozenset({"second", "third", "fourth", "fifth", "revised", "rev", "international"})
_ORDINAL_ENDS = frozenset({"st", "nd", "rd", "th"})
_SEPARATORS = frozenset({"»", "|", "›", "::", "-", "–", "—"})


def mended(tokens: Tokens, labels: list[str]) -> list[str]:
    """Return the labels with a few sure corrections; the list given is not altered."""
    found = list(labels)
    for mend in _MENDS:
        mend(tokens, found)
    return found


def _relabel(labels: list[str], first: int, last: int, label: str) -> None:
    """Give the tokens from ``first`` to ``last`` one label, as a field of their own."""
    labels[first : last + 1] = [label] * (last + 1 - first)
    if label in LONG:
        labels[first] = FIRST + label


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
    for index in range(1, len(labels)):
        if not labels[index].startswith(FIRST) or tokens.gaps[index].strip():
            continue
        before = labels[index - 1].removeprefix(FIRST)
        after = labels[index].removeprefix(FIRST)
        linked = tokens.forms[index - 1] in _LINKING or (tokens.forms[index - 1] == "by" and after in {"author", "editor"})
        if linked and before in _WORDS and before != after and after in {*_WORDS, "author", "editor"}:
            _extend(labels, index, before)


def _cues_at_ends(tokens: Tokens, labels: list[str]) -> None:
    """Take "Published" and its like, before a date, off the field before it."""
    for index in range(1, len(labels) - 1):
        if tokens.forms[index].lower() in _TRAILING and labels[index] in {"container", "title", "publisher"}:
            if labels[index + 1] in {"date", "accessed", "url"} and "." in tokens.gaps[index]:
                labels[index] = OUTSIDE


def _years_in_names(tokens: Tokens, labels: list[str]) -> None:
    """Keep a bare year in the title or the name it stands in, where the reference has another date."""
    parts = stretches(tokens, labels)
    dates = [part for part in parts if part.label == "date"]
    if len(dates) < 2:
        return
    for part in dates:
        first, last = part.first, part.last
        if first != last or not tokens.forms[first][0].isdigit() or first == 0:
            continue
        before = labels[first - 1].removeprefix(FIRST)
        after = labels[last + 1].removeprefix(FIRST) if last + 1 < len(labels) else ""
        if before == after == "title" or (after == "title" and "." in tokens.gaps[first] and tokens.gaps[last + 1].isspace()):
            labels[first] = before if before == "title" else FIRST + "title"
            labels[last + 1] = "title"
            continue
        if tokens.gaps[first].strip():
            continue
        if before == "title" and part is not dates[-1] or before == "container" and after in {"container", "title"}:
            labels[first] = before
            if after in {"container", "title"}:
                _extend(labels, last + 1, before)


def _years_before_titles(tokens: Tokens, labels: list[str]) -> None:
    """A title that opens with the only year there is, "2014 High activity", opens after it."""
    if "date" in labels or FIRST + "title" not in labels:
        return
    first = labels.index(FIRST + "title")
    if first and first + 1 < len(labels) and labels[first + 1] == "title" and _YEAR.fullmatch(tokens.forms[first]):
        labels[first] = "date"
        labels[first + 1] = FIRST + "title"


def _groups(tokens: Tokens, labels: list[str]) -> None:
    """A study group among the authors is no title: "; Early Treatment Trial | Investigators. Effect of"."""
    parts = stretches(tokens, labels)
    for number, (one, two, three) in enumerate(zip(parts, parts[1:], parts[2:], strict=False)):
        if (one.label, two.label, three.label) != ("author", "title", "author"):
            continue
        if tokens.gaps[three.first].strip(" (") == "" and any(part.label == "title" for part in parts[number + 3 :]):
            for index in range(one.last + 1, three.last + 1):
                labels[index] = "author"


def _editions(tokens: Tokens, labels: list[str]) -> None:
    """Take ", 2nd edition" off the end of a title."""
    for part in stretches(tokens, labels):
        if part.label != "title" or tokens.forms[part.last].lower() not in _EDITION or part.last - part.first < 3:
            continue
        start = part.last - 1
        if tokens.forms[start].lower() in _ORDINAL_ENDS and tokens.forms[start - 1].isdigit():
            start -= 1
        ordinal = tokens.forms[start].isdigit() or tokens.forms[start].lower() in _ORDINALS
        if ordinal and any(mark in tokens.gaps[start] for mark in ",(."):
            labels[start : part.last + 1] = ["edition"] * (part.last + 1 - start)


def _second_titles(tokens: Tokens, labels: list[str]) -> None:
    """A second title after "In" or editors is the book's; a title before an open year ("2006-") the site's."""
    parts = stretches(tokens, labels)
    titles = [part for part in parts if part.label == "title"]
    if len(titles) < 2 or any(part.label == "container" for part in parts):
        return
    one, two = titles[0], titles[1]
    opened = any(part.label == "date" and one.last < part.first < two.first and tokens.gaps[part.last + 1][:1] in {"-", "–"} for part in parts)
    if opened:
        _relabel(labels, one.first, one.last, "container")
        return
    cued = tokens.forms[two.first - 1].lower() in {"in", "dans"}
    edited = any(part.label == "editor" and one.last < part.first < two.first for part in parts)
    if cued or edited:
        _relabel(labels, two.first, two.last, "container")


def _no_title(tokens: Tokens, labels: list[str]) -> None:
    """A page or a book has a title: where none was found, what stands first is it."""
    parts = stretches(tokens, labels)
    kinds = {part.label for part in parts}
    if kinds & {"title", "volume", "pages", "issue", "arxiv", "doi", "editor"}:
        return
    first = next((part for part in parts if part.label in {"author", "container", "publisher"}), None)
    if first is None or (first.label == "author" and not kinds & {"url", "container", "accessed", "date"}):
        return
    if first.label == "author" and (_personal(tokens, first) or kinds & {"publisher", "place", "genre", "note"}):
        return
    _relabel(labels, first.first, first.last, "title")


def _personal(tokens: Tokens, part: Stretch) -> bool:
    """Tell whether a stretch has initials or an inverted name in it."""
    forms = tokens.forms[part.first : part.last + 1]
    return any(len(form) == 1 for form in forms) or any("," in gap for gap in tokens.gaps[part.first + 1 : part.last + 1])


def _undated(tokens: Tokens, labels: list[str]) -> None:
    """A day of access without a word of access, in a reference without a date, is the date."""
    if "date" in labels or "accessed" not in labels:
        return
    first = labels.index("accessed")
    near = tokens.forms[max(0, first - 4) : first]
    if any("get" in CUES.get(form.lower(), "") or form.lower() == "cited" for form in near):
        return
    while first < len(labels) and labels[first] == "accessed":
        labels[first] = "date"
        first += 1


def _numbers(tokens: Tokens, labels: list[str]) -> None:
    """Part volume from issue and issue from pages where two numbers were taken as one field."""
    kinds = set(labels)
    for index, form in enumerate(tokens.forms):
        label = labels[index]
        if label == "issue" and CUES.get(form.lower()) == "month":
            labels[index] = "date" if "date" not in kinds else OUTSIDE
        elif label == "volume" and form.lower() in {"article", "art", "no", "nr"}:
            labels[index] = OUTSIDE
        elif index and label == labels[index - 1] and tokens.gaps[index].strip() and form[0].isdigit() and tokens.forms[index - 1][0].isdigit():
            if label == "volume" and "issue" not in kinds and tokens.gaps[index].strip() in {",", "(", ", ("}:
                labels[index] = "pages" if tokens.gaps[index].strip() == "," and "pages" not in kinds else "issue"
                kinds.add(labels[index])
            elif label == "pages" and tokens.gaps[index].strip() == "," and "issue" not in kinds and "volume" in kinds:
                labels[index - 1] = "issue"
                kinds.add("issue")
        elif label == "container" and form.isdigit() and tokens.gaps[index].endswith("(") and tokens.gaps[index + 1].startswith(")") and "issue" not in kinds:
            if index + 1 == len(labels) or labels[index + 1].removeprefix(FIRST) != "container":
                labels[index] = "issue"


def _publishers(tokens: Tokens, labels: list[str]) -> None:
    """What stands between "Place:" and the end is a publisher, and "Place: Publisher" is no one name."""
    for part in stretches(tokens, labels):
        before = labels[part.first - 1].removeprefix(FIRST) if part.first else ""
        if part.label == "container" and before == "place" and tokens.gaps[part.first].strip() == ":" and "publisher" not in labels:
            _relabel(labels, part.first, part.last, "publisher")
        if part.label != "publisher" or before == "place":
            continue
        colon = next((index for index in range(part.first + 1, min(part.first + 4, part.last + 1)) if tokens.gaps[index].strip() == ":"), 0)
        if colon and all(form[0].isupper() for form in tokens.forms[part.first : colon]):
            _relabel(labels, part.first, colon - 1, "place")
            _relabel(labels, colon, part.last, "publisher")


def _site_labels(tokens: Tokens, labels: list[str]) -> None:
    """Words left over after "Title -" belong to the title unless they repeat the site."""
    parts = stretches(tokens, labels)
    names = {folding.squash(tokens.text[part.start : part.end]) for part in parts if part.label in {"container", "author", "publisher"}}
    for part in parts:
        index = part.last + 1
        if part.label != "title" or index >= len(labels) or labels[index] != OUTSIDE or tokens.gaps[index].strip() not in _SEPARATORS:
            continue
        end = index
        while end + 1 < len(labels) and labels[end + 1] == OUTSIDE and not tokens.gaps[end + 1].strip():
            end += 1
        if folding.squash(tokens.text[tokens.starts[index] : tokens.ends[end]]) not in names and tokens.forms[index].lower() not in _TRAILING:
            labels[index : end + 1] = ["title"] * (end + 1 - index)


_MENDS: tuple[Callable[[Tokens, list[str]], None], ...] = (
    _broken_phrases,
    _cues_at_ends,
    _years_in_names,
    _years_before_titles,
    _groups,
    _editions,
    _second_titles,
    _undated,
    _no_title,
    _numbers,
    _publishers,
    _site_labels,
)
