"""Links that the text spells out: numbers, author and year, footnotes, keys, addresses and "ibid."."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence

import msgspec

from deskcheck.linkers import author_pages, below, noted, organisations, repeats, table_rows
from deskcheck.model import Article, Claim, Link, LinkKind, Reference
from deskcheck.text import fold, squash
from deskcheck.text.marker_grammar import NOTE, SYMBOL
from deskcheck.text.markers import Marker, MarkerKind, markers, printed_addresses
from deskcheck.text.other_lists import reach

_CONFIDENCE = {LinkKind.MARKER: 0.98, LinkKind.AUTHOR_YEAR: 0.95, LinkKind.HYPERLINK: 0.9}
SPREAD = 0.8
"""How sure it is that a marker at a sentence's end also means the clauses before the last; not measured."""
_NAME_AND_YEAR = re.compile(r"([^\W\d_]+)[ :_-]?((?:19|20)\d\d)[a-z]?")
_FURTHER = re.compile(r" (?:et|and|und|y|e|en|og|och|&|u\.|m\.|e\.)(?= ?[^\W\d_])")
"""What parts the first author from the others, in several languages."""
_SYMBOL = re.compile(r"\\?([*†‡§¶‖]{1,3})")
_GAP = 24
"""A marker stands at most so many characters after the claim it belongs to."""


class Target(msgspec.Struct):
    """The ways in which a text can point at the references of one list."""

    numbers: dict[int, int]
    labels: dict[str, int]
    by_author_year: dict[tuple[str, str], list[int]]
    by_url: dict[str, int]
    by_initials: dict[tuple[str, str], list[int]]
    symbols: dict[str, int]
    notes: noted.Notes


def links(article: Article, claims: Sequence[Claim], references: Sequence[Reference]) -> dict[int, list[Link]]:
    """Return the spelt-out links of each claim, by the claim's place in ``claims``."""
    target = _target(article, references)
    starts = [claim.span.start for claim in claims]
    found: dict[int, list[Link]] = defaultdict(list)
    marked: list[tuple[int, Link]] = []
    spelt = author_pages.resolved(article, _resolved(article, references, target), references)
    for marker, numbers, kind in repeats.resolved(article, spelt, references):
        words = article.text[marker[0] : marker[1]]
        made = [
            Link(number=number, kind=kind, cue=_cue(words, number), confidence=_CONFIDENCE[kind])
            for number in dict.fromkeys(numbers)
        ]
        marked.extend((marker[0], link) for link in made)
        place = bisect_right(starts, marker[0]) - 1
        if (
            place < 0
            or marker[0] > claims[place].span.end + _GAP
            or _parted(article.text, claims[place].span.end, marker[0])
        ):
            continue
        leads = marker[0] <= claims[place].span.start and kind is LinkKind.MARKER
        if leads and not _is_subject(article.text, marker[1]):
            continue
        known = {link.number for link in found[place]}
        found[place].extend(link for link in made if link.number not in known)
    _spread(found, sentence_ends(article.text, claims))
    for place, lent in (
        *table_rows.lend(article, claims, marked).items(),
        *below.lend(article, claims, references).items(),
    ):
        found.setdefault(place, lent)
    return dict(found)


def sentence_ends(text: str, claims: Sequence[Claim]) -> list[int]:
    """Return for each claim the place of the last claim of its sentence: commas before it, no stop between them."""
    ends = list(range(len(claims)))
    for place in range(len(claims) - 2, -1, -1):
        here, after = claims[place], claims[place + 1]
        if here.quote.endswith((",", ";")) and not text[here.span.end : after.span.start].strip():
            ends[place] = ends[place + 1]
    return ends


def _spread(found: dict[int, list[Link]], ends: Sequence[int]) -> None:
    """Let the markers at the end of a sentence cover those of its claims that have none of their own."""
    for place, end in enumerate(ends):
        if end != place and place not in found and end in found:
            found[place] = [
                msgspec.structs.replace(link, confidence=round(link.confidence * SPREAD, 3)) for link in found[end]
            ]


def _cue(words: str, number: int) -> str:
    return f"{' '.join(words.split())[:120]} | {number}"


def _parted(text: str, end: int, start: int) -> bool:
    """Tell whether a claim's end and a marker are parted by more than blanks, brackets and marks."""
    return end < start and ("\n" in text[end:start] or any(map(str.isalpha, text[end:start])))


def _is_subject(text: str, end: int) -> bool:
    """Tell whether a sentence goes on in lower case after the marker it begins with: "[2] followed 90 nurses"."""
    return text[end : end + 2].lstrip()[:1].islower()


def _target(article: Article, references: Sequence[Reference]) -> Target:
    """Return the ways to point at ``references``; by number only where neither links nor notes cite them."""
    notes = noted.notes(article, references)
    counted = not article.cites_by_links and not notes.works
    target = Target({}, {}, defaultdict(list), {}, defaultdict(list), {}, notes)
    for reference in references:
        if counted:
            target.numbers.setdefault(reference.number, reference.number)
        if symbol := _SYMBOL.fullmatch(reference.label):
            target.symbols.setdefault(symbol[1], reference.number)
        elif reference.label:
            target.labels.setdefault(squash(reference.label), reference.number)
        _add_authors(target, reference)
        for address in (reference.fields.url, reference.fields.doi and f"https://doi.org/{reference.fields.doi}"):
            if address:
                target.by_url.setdefault(_address(address), reference.number)
    return target


def _add_authors(target: Target, reference: Reference) -> None:
    year = _year(reference)
    for family in _families(reference)[:1]:
        target.by_author_year[(family, year)].append(reference.number)
    for author in reference.fields.author[:1]:
        if author.given:  # a house read as a person: "(Common Sense Media, 2022)"
            target.by_author_year[(squash(f"{author.given}{author.family}"), year)].append(reference.number)
        for key in organisations.keys(author.literal) if author.literal else ():
            target.by_initials[(key, year)].append(reference.number)


def _families(reference: Reference) -> list[str]:
    names = []
    for author in reference.fields.author or reference.fields.editor:
        name = author.family or author.literal
        if name:
            names.append(squash(name))
    return names or [squash(reference.printed.split(".")[0][:80])]


def _year(reference: Reference) -> str:
    issued = reference.fields.issued
    return str(issued.year) if issued and issued.year else "nd"


def _address(url: str) -> str:
    return url.lower().split("://", 1)[-1].split("#", 1)[0].removeprefix("www.").removeprefix("dx.").rstrip("/.")


def _resolved(
    article: Article, references: Sequence[Reference], target: Target
) -> Iterator[tuple[tuple[int, int], list[int], LinkKind]]:
    noted_works = target.notes.works
    counted = [*target.numbers, *(int(key) for key in noted_works if key.isdecimal())]
    highest = max(counted, default=0)
    span, listed, meant = article.references_span, below.listed(article, references), reach(article)
    # A note that stands outside the list says itself what is meant, whatever the list has under that number.
    told = {squash(match["key"]) for match in NOTE.finditer(article.text) if not span or match.start() < span.start}
    for marker in markers(article.text, highest=highest):
        if listed(marker.start) or target.notes.hold(marker.start):
            continue
        if marker.kind is MarkerKind.NUMBER and not meant(marker.start):
            continue
        if marker.kind is MarkerKind.FOOTNOTE and squash(marker.key) in told and marker.key not in noted_works:
            continue
        numbers, kind = _numbers(marker, target, references)
        if numbers:
            yield (marker.start, marker.end), numbers, kind
    for match in SYMBOL.finditer(article.text) if target.symbols else ():
        number = target.symbols.get(match["key"])
        if number is not None and not listed(match.start()):
            yield match.span(), [number], LinkKind.MARKER
    hidden = ((link.span.start, link.span.end, link.url) for link in article.hyperlinks)
    shown = ((start, end, article.text[start:end]) for start, end in printed_addresses(article.text))
    for start, end, url in (*hidden, *shown) if target.by_url else ():
        number = target.by_url.get(_address(url))
        if number is not None and not listed(start):
            yield (start, end), [number], LinkKind.HYPERLINK


def _numbers(marker: Marker, target: Target, references: Sequence[Reference]) -> tuple[list[int], LinkKind]:
    if marker.kind is MarkerKind.AUTHOR_YEAR:
        return _by_author_year(marker, target, references), LinkKind.AUTHOR_YEAR
    if marker.kind is MarkerKind.LINK:
        number = target.by_url.get(_address(marker.url))
        if number is not None:
            return [number], LinkKind.HYPERLINK
    if target.notes.works and marker.kind in (MarkerKind.NUMBER, MarkerKind.FOOTNOTE):
        keys = [marker.key] if marker.kind is MarkerKind.FOOTNOTE else [str(number) for number in marker.numbers]
        return [number for key in keys for number in target.notes.works.get(key, ())], LinkKind.MARKER
    if marker.kind in (MarkerKind.KEY, MarkerKind.FOOTNOTE):
        number = target.labels.get(squash(marker.key))
        if number is not None:
            return [number], LinkKind.MARKER
        if spelt := _NAME_AND_YEAR.fullmatch(marker.key):
            return target.by_author_year.get((squash(spelt[1]), spelt[2]), [])[:1], LinkKind.AUTHOR_YEAR
    return [target.numbers[number] for number in marker.numbers if number in target.numbers], LinkKind.MARKER


def _by_author_year(marker: Marker, target: Target, references: Sequence[Reference]) -> list[int]:
    authors = " ".join(marker.authors.split())  # a line may end within them
    first = squash(_FURTHER.split(authors.split(",")[0])[0])
    found: list[int] = []
    for printed in marker.years:
        letter = printed[4:] if printed[:4].isdigit() else ""
        year = printed[:4] if printed[:4].isdigit() else "nd"
        listed = target.by_author_year.get((first, year), [])
        if not listed:
            whole = squash(authors)
            listed = target.by_author_year.get((whole, year)) or target.by_initials.get((whole, year), [])
        chosen = _lettered(listed, letter, references) if len(listed) > 1 else listed
        found.extend(number for number in chosen if number not in found)
    return found


def _lettered(listed: list[int], letter: str, references: Sequence[Reference]) -> list[int]:
    """Choose among works of one author and year: by the printed letter, else all of them."""
    if not letter:
        return listed[:1] if len(listed) == 1 else listed
    by_number = {reference.number: reference for reference in references}
    for number in listed:
        year = by_number[number].fields.issued
        if year and year.year and f"{year.year}{letter}" in fold(by_number[number].printed):
            return [number]
    place = ord(letter[0]) - ord("a")
    return listed[place : place + 1]
