"""Corrections of labels in what names numbers and imprints: volume, issue, pages, publisher and place."""

from deskcheck.extractors.references.parse.lexicon import CUES, lexicon
from deskcheck.extractors.references.parse.spans import FIRST, LONG, OUTSIDE, runs
from deskcheck.extractors.references.parse.tokens import Tokens

_WITH_NUMBERS = frozenset({"issue", "volume", "pages", "container"})
_LONGEST = 10
"""Words of a known name, at most."""
_INDEXES = frozenset({"epub", "citeseerx", "pubmed", "crossref", "medline"})
_PARTS = frozenset({"table", "tables", "figure", "fig", "appendix", "chapter", "box", "section"})


def relabel(labels: list[str], first: int, last: int, label: str) -> None:
    """Give the tokens from ``first`` to ``last`` one label, as a field of their own."""
    labels[first : last + 1] = [label] * (last + 1 - first)
    if label in LONG:
        labels[first] = FIRST + label


def numbers(tokens: Tokens, labels: list[str]) -> None:
    """Part volume from issue and issue from pages where two numbers were taken as one field."""
    kinds = set(labels)
    for index, form in enumerate(tokens.forms):
        label = labels[index]
        if label not in _WITH_NUMBERS:
            continue
        if label == "issue" and CUES.get(form.lower()) == "month":
            labels[index] = "date" if "date" not in kinds else OUTSIDE
        elif label == "volume" and _is_day(tokens, labels, index):
            labels[index] = "date"
        elif label == "volume" and form.lower() in {"article", "art", "no", "nr"}:
            labels[index] = OUTSIDE
        elif label in {"volume", "pages"} and index and label == labels[index - 1]:
            _parted(tokens, labels, index, kinds)
        elif label == "container" and form.isdigit() and "issue" not in kinds and _bracketed(tokens, labels, index):
            labels[index] = "issue"
    first = labels.index("issue") if "issue" in labels and "pages" not in kinds else 0
    if first and labels[first - 1] == "volume" and tokens.gaps[first].strip() == ":":
        labels[first] = "pages"


def _is_day(tokens: Tokens, labels: list[str], index: int) -> bool:
    """Tell whether a number is the day of the date after it: "12. Februar 2020"."""
    if index + 1 == len(labels) or labels[index + 1] != "date" or tokens.gaps[index + 1].strip() not in {"", "."}:
        return False
    form = tokens.forms[index]
    return form.isdecimal() and 0 < int(form[:3]) < 32 and "month" in CUES.get(tokens.forms[index + 1].lower(), "")


def _bracketed(tokens: Tokens, labels: list[str], index: int) -> bool:
    """Tell whether a token stands alone in brackets at the end of its field."""
    closed = tokens.gaps[index].endswith("(") and tokens.gaps[index + 1].startswith(")")
    return closed and (index + 1 == len(labels) or labels[index + 1] != labels[index])


def _parted(tokens: Tokens, labels: list[str], index: int, kinds: set[str]) -> None:
    """Part the number at ``index`` from the number before it in the same field."""
    gap = tokens.gaps[index].strip()
    if "issue" in kinds or not tokens.forms[index][0].isdigit() or not tokens.forms[index - 1][0].isdigit():
        return
    if labels[index] == "volume" and gap in {",", "(", ", ("}:
        labels[index] = "pages" if gap == "," and "pages" not in kinds else "issue"
        kinds.add(labels[index])
    elif labels[index] == "pages" and gap == "," and "volume" in kinds:
        labels[index - 1] = "issue"
        kinds.add("issue")


def publishers(tokens: Tokens, labels: list[str]) -> None:
    """What stands after "Place:" is a publisher, and "Place: Publisher" and "Publisher, Place" are no one name."""
    if FIRST + "publisher" not in labels and FIRST + "place" not in labels:
        return
    for label, first, last in runs(labels):
        before = labels[first - 1].removeprefix(FIRST) if first else ""
        if label == "container" and before == "place" and tokens.gaps[first].strip() == ":":
            if FIRST + "publisher" not in labels:
                relabel(labels, first, last, "publisher")
        elif label == "publisher" and before != "place":
            _split_imprint(tokens, labels, first, last)


def _split_imprint(tokens: Tokens, labels: list[str], first: int, last: int) -> None:
    """Part place and publisher that were taken as one."""
    for index in range(first + 1, min(first + 4, last + 1)):
        if tokens.gaps[index].strip() == ":" and all(form[0].isupper() for form in tokens.forms[first:index]):
            relabel(labels, first, index - 1, "place")
            relabel(labels, index, last, "publisher")
            return
    comma = next((index for index in range(last, first, -1) if tokens.gaps[index].strip() == ","), 0)
    if comma and FIRST + "place" not in labels:
        tail = " ".join(form.lower() for form in tokens.forms[comma : last + 1])
        if lexicon().segments.get(tail) == "L":
            relabel(labels, comma, last, "place")


def first_names(tokens: Tokens, labels: list[str]) -> None:
    """What opens a reference without author is its author: a publisher before the title, people without "(Eds.)"."""
    found = runs(labels)
    kinds = {label for label, _, _ in found}
    if "title" not in kinds or "author" in kinds:
        return
    label, first, last = found[1] if found[0][0] == "number" and len(found) > 1 else found[0]
    start = found[0][2] + 1 if found[0][0] == "number" else 0
    page = bool(kinds & {"url", "accessed"})
    if page and label == "title" and first > start and tokens.gaps[first].strip()[:1] in {".", "["}:
        relabel(labels, start, first - 1, "author")  # words passed over before ". Title"
        return
    if first > start:
        return
    near = tokens.forms[first : last + 3]
    if label == "publisher" or (
        label == "editor" and not any("ed" in CUES.get(f.lower(), "").split("+") for f in near)
    ):
        relabel(labels, first, last, "author")


def article_numbers(tokens: Tokens, labels: list[str]) -> None:
    """What follows "Art. no." is the number of the article."""
    for index in [index for index, form in enumerate(tokens.forms[2:], 2) if form[-1].isdigit()]:
        first = index - (not tokens.gaps[index])  # the letters of "CD013244" are a token of their own
        before = [form.lower() for form in tokens.forms[max(0, first - 2) : first]]
        if before in (["art", "no"], ["article", "no"]):
            labels[first - 2 : first] = [OUTSIDE, OUTSIDE]
            labels[first : index + 1] = ["pages"] * (index + 1 - first)
            return


def dotted_days(tokens: Tokens, labels: list[str]) -> None:
    """The numbers before the year of "09.05.2024" are its day and month."""
    for index in [index for index, label in enumerate(labels) if label == "date" and index > 1]:
        if tokens.gaps[index - 1] == tokens.gaps[index] == "." and len(tokens.forms[index]) == 4:
            day, month = tokens.forms[index - 2 : index]
            if _is_number(day, 31) and _is_number(month, 12):
                labels[index - 2 : index] = ["date", "date"]


def _is_number(form: str, most: int) -> bool:
    return form.isdecimal() and len(form) < 3 and 0 < int(form) <= most


def journals_first(tokens: Tokens, labels: list[str]) -> None:
    """A known journal that opens a reference is no author: "The Lancet, Global burden of disease, Oct. 17, 2020"."""
    if labels[:1] != [FIRST + "author"] or FIRST + "container" in labels:
        return
    found = runs(labels)
    (_, _, last), after = found[0], found[1][0] if len(found) > 1 else ""
    if after == "title" and tokens.gaps[last + 1].strip() == "," and last < _LONGEST:
        words = [form.lower() for form in tokens.forms[: last + 1]]
        if lexicon().segments.get(" ".join(words[words[0] == "the" :])) == "J":
            relabel(labels, 0, last, "container")


def indexes(tokens: Tokens, labels: list[str]) -> None:
    """The name of an index or "Epub" after a journal article is no publisher, nor is that before a number in it."""
    if FIRST + "publisher" not in labels:
        return
    for index, label in enumerate(labels):
        if (
            label == FIRST + "publisher"
            and tokens.forms[index].lower() in _INDEXES
            and ("volume" in labels or (tokens.gaps[index + 1].strip() == ":" and index + 1 < len(labels)))
        ):
            labels[index] = OUTSIDE


def report_numbers(tokens: Tokens, labels: list[str]) -> None:
    """The number of a report, "(Report No. P60-266)", is no page, volume or issue."""
    for index in range(1, len(labels) if "genre" in labels else 0):
        if (
            labels[index - 1] == "genre"
            and labels[index] in {"pages", "volume", "issue"}
            and ")" not in tokens.gaps[index]
        ):
            labels[index] = "genre"


def locators(tokens: Tokens, labels: list[str]) -> None:
    """Read the places that notes give: "Table 31" is no journal, "(Place: Publisher, 2011), 4." a page."""
    if FIRST + "container" in labels:
        index = labels.index(FIRST + "container")
        numbered = index + 1 < len(labels) and tokens.forms[index + 1].isdigit()
        if numbered and tokens.forms[index].lower() in _PARTS:
            labels[index : index + 2] = [OUTSIDE, OUTSIDE]
    elif "volume" in labels and "pages" not in labels:
        index = labels.index("volume")
        if FIRST + "publisher" in labels[:index] and tokens.gaps[index].strip() == "),":
            labels[index] = "pages"


def doi_addresses(tokens: Tokens, labels: list[str]) -> None:
    """An address of a DOI is the DOI and no page of the web."""
    if "url" not in labels:
        return
    for label, first, last in runs(labels):
        if label == "url" and "doi.org/10." in tokens.forms[last].lower():
            relabel(labels, first, last, "doi")
