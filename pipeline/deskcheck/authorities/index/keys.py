"""Blocking keys: 36-bit numbers that a work and a reference to it are likely to share.

A work has keys for neighbouring words of its title, for (first author, year, page), (volume, page, year),
(first author, volume, page) and for its DOI. Keys instead of a full-text search keep the cost of a lookup
flat as the index grows, for a list of works that share a key is short or is skipped.
"""

from collections.abc import Iterator, Sequence
from functools import reduce
from hashlib import blake2b

from deskcheck.authorities.matching.printed import APPARATUS, Printed, is_year, number_key
from deskcheck.authorities.matching.registered import Registered

KEY_BITS = 36
ID_BITS = 28
PAIRS_A_WORK = 8
_MASK = (1 << 64) - 1
_SPREAD = 0x9E3779B97F4A7C15
_MIX = 0xD6E8FEB86659FD93
_NUMBERS = 9
_SURNAMES = 3
_words: dict[str, int] = {}
_CACHED = 200_000

Key = int


def work_keys(work: Registered, updates: Sequence[str] = ()) -> set[Key]:
    """Return the keys of one work; ``updates`` are the DOIs that it is a notice about."""
    keys = set(_title_keys(work))
    first = work.families[0][-1] if work.families else ""
    page = number_key(work.first_page or work.number) if work.first_page or work.number else ""
    pages = {page, number_key(work.number)} if work.number else {page}
    volume = number_key(work.volume) if work.volume else ""
    for page in filter(None, pages):
        for year in sorted(work.years)[:2]:
            if first:
                keys.add(_key("a", first, str(year), page))
            if volume:
                keys.add(_key("v", volume, page, str(year)))
        if first and volume:
            keys.add(_key("b", first, volume, page))
    if work.doi:
        keys.add(doi_key(work.doi))
    keys.update(update_key(doi) for doi in updates)
    return keys


def title_keys(printed: Printed) -> list[Key]:
    """Return the keys of neighbouring words in a reference, each once, in order."""
    return list(dict.fromkeys(_pairs(printed.tokens)))


def place_keys(printed: Printed) -> list[Key]:
    """Return the keys (volume, page, year) that the numbers of a reference allow."""
    years = [_word(str(year)) for year in sorted(printed.years)[:3]]
    numbers = _numbers(printed)
    keys = [key for _, _, key in printed.numbers]
    pages = list(map(_word, numbers))
    volumes = [
        (_joined(_word("v"), page), pages[place + (keys.count(numbers[place]) == 1) :])
        for place, page in enumerate(pages)
    ]
    return [
        _mixed(_joined(_joined(volume, page), year)) for year in years for volume, beyond in volumes for page in beyond
    ]


def author_keys(printed: Printed) -> list[Key]:
    """Return the keys of a reference's likely first author with its numbers, and of title words with the author."""
    names = [token for token in printed.tokens if len(token) > 2 and token.isalpha() and token not in APPARATUS]
    names = list(dict.fromkeys(names))[:_SURNAMES]
    numbers = _numbers(printed)
    years = [str(year) for year in sorted(printed.years)[:2]]
    dated = [_hashed("a", name, year) for name in names for year in years]
    named = [_hashed("b", name) for name in names]
    pages = list(map(_word, numbers))
    keys = [_mixed(_joined(start, page)) for start in dated for page in pages]
    for place, volume in enumerate(pages):
        starts = [_joined(start, volume) for start in named]
        keys.extend(_mixed(_joined(start, page)) for page in pages[place + 1 : place + 4] for start in starts)
    words = [token for token in printed.tokens if _content(token)][:12]
    keys.extend(_key("o", word, year) for word in words for year in years)
    return keys


def doi_key(doi: str) -> Key:
    """Return the key of a DOI."""
    return _key("d", doi)


def update_key(doi: str) -> Key:
    """Return the key under which notices about a DOI stand."""
    return _key("u", doi)


def _title_keys(work: Registered) -> Iterator[Key]:
    if not work.titles:
        return
    tokens = work.titles[0][0].split()
    content = [token for token in tokens if _content(token)]
    yield from list(_pairs(tokens))[:PAIRS_A_WORK]
    if len(content) <= 2 and content:
        for year in sorted(work.years)[:2]:
            yield _key("o", content[0], str(year))
    for form, _, whole in work.titles[1:3]:
        if whole:
            yield from list(_pairs(form.split()))[:4]


def _content(token: str) -> bool:
    return len(token) > 2 and token not in APPARATUS and not is_year(token)


def _pairs(tokens: Sequence[str]) -> Iterator[Key]:
    before = 0
    for token in tokens:
        if len(token) > 2 and token not in APPARATUS:
            number = _word(token)
            if before:
                yield _mixed(before * _SPREAD + number)
            before = number


def _numbers(printed: Printed) -> list[str]:
    one_year = len(printed.years) == 1
    found = list(dict.fromkeys(key for _, token, key in printed.numbers if not (one_year and is_year(token))))
    return found if len(found) <= _NUMBERS else found[-_NUMBERS:]


def _word(token: str) -> int:
    number = _words.get(token)
    if number is None:
        if len(_words) > _CACHED:
            _words.clear()
        number = int.from_bytes(blake2b(token.encode(), digest_size=8).digest(), "little")
        _words[token] = number
    return number


def _mixed(number: int) -> Key:
    number &= _MASK
    return (((number ^ (number >> 29)) * _MIX) & _MASK) >> (64 - KEY_BITS)


def _joined(number: int, word: int) -> int:
    """Add the number of a word to that of the words before it."""
    return (number * _SPREAD + word) & _MASK


def _hashed(*parts: str) -> int:
    return reduce(_joined, map(_word, parts))


def _key(kind: str, *parts: str) -> Key:
    return _mixed(_hashed(kind, *parts))
