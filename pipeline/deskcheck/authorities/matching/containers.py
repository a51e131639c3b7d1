"""Whether the name of a journal, in full or in any usual abbreviation, stands in a printed reference.

Abbreviation follows ISO 4: words are cut at the end ("Psychol.") or contracted with first letter kept
("Natl"), small words drop out; acronyms ("PNAS") stand for the initials.
"""

import re
from collections.abc import Sequence

from rapidfuzz.fuzz import ratio

from deskcheck.authorities.matching.printed import TOKEN
from deskcheck.text import fold

_BRACKETED = re.compile(r"[(\[][^()\[\]]*[)\]]")
_SMALL = frozenset("a an and de der des di du e el et for in la le les of on the und y s".split())


def fit_container(tokens: Sequence[str], names: Sequence[tuple[str, ...]], skip: range = range(0)) -> float:
    """Return the best share (0 to 1) of a container's name found in ``tokens``, those in ``skip`` left out.

    1.0 means every word of one registered name was found in order.
    """
    rest = [token for place, token in enumerate(tokens) if place not in skip] if len(skip) else tokens
    best = 0.0
    for name in names:
        best = max(best, _fit(rest, name))
        if best == 1.0:
            break
    return best


def same_words(one: str, other: str) -> bool:
    """Tell whether one folded word abbreviates the other: ``psychol`` and ``psychology``, ``natl`` and ``national``."""
    if one == other:
        return True
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    if short[0] != long[0]:
        return False
    if long.startswith(short):
        return True
    if len(short) < 3 or len(short) > len(long) - 2:
        return len(short) > 4 and long.startswith(short[:-1])
    place = 0
    for letter in long:
        if letter == short[place]:
            place += 1
            if place == len(short):
                return True
    return False


def alike(one: str, other: str) -> bool:
    """Tell whether two names may be of one journal: most words of the shorter stand in the longer, or a typo apart."""
    ours, theirs = _words(one), _words(other)
    if not ours or not theirs:
        return False
    if ratio("".join(ours), "".join(theirs)) >= 80:
        return True
    short, long = sorted((ours, theirs), key=len)
    met = sum(any(same_words(word, mate) or _contracted(word, mate) for mate in long) for word in short)
    if len(short) == 1:
        return _stands_for(short[0], long)
    return met / len(short) >= 0.75


def _contracted(short: str, long: str) -> bool:
    """Tell whether two letters stand for a word, its first and a later one: ``mt`` and ``mountain``."""
    return len(short) == 2 and len(long) > 3 and short[0] == long[0] and short[1] in long[2:]


def _words(name: str) -> list[str]:
    return [word for word in TOKEN.findall(fold(_BRACKETED.sub(" ", name))) if word not in _SMALL]


def _stands_for(acronym: str, words: Sequence[str]) -> bool:
    """Tell whether one word is the acronym of a name, or leads a name that goes on to explain it."""
    initials = "".join(word[0] for word in words)
    explained = len(acronym) <= 5 and words[0] == acronym and initials[1:].startswith(acronym[:3])
    return explained or (
        len(acronym) > 2 and (initials == acronym or (len(acronym) > 3 and initials.startswith(acronym)))
    )


def _fit(tokens: Sequence[str], name: tuple[str, ...]) -> float:
    first = name[0]
    initial = first[0]
    best = 0.0
    for place, token in enumerate(tokens):
        if token[0] == initial and same_words(token, first) and (len(token) > 1 or len(name) > 1):
            found = _aligned(tokens, place, name)
            if found == 1.0:
                return 1.0
            best = max(best, found)
    if best < 0.6 and _acronym(tokens, name):
        return 1.0
    return best


def _aligned(tokens: Sequence[str], place: int, name: tuple[str, ...]) -> float:
    """The share of ``name`` that follows in order from ``place``."""
    met = 0
    weight = 0
    total = len(name)
    for word in name:
        while place < len(tokens) and tokens[place] in _SMALL and tokens[place] != word:
            place += 1
        if place < len(tokens) and tokens[place][0] == word[0] and same_words(tokens[place], word):
            met += 1
            weight += len(tokens[place]) > 1
            place += 1
        elif met < total - 1:
            break
    if total == 1:
        return 1.0 if len(tokens[place - 1]) > 2 or tokens[place - 1] == name[0] else 0.5
    return met / total if weight else 0.0


def _acronym(tokens: Sequence[str], name: tuple[str, ...]) -> bool:
    if len(name) == 1:
        letters = name[0]
        if not 3 <= len(letters) <= 6:
            return False
        initials = "".join(token[0] for token in tokens if token not in _SMALL)
        return letters in initials and _spelled(tokens, letters)
    letters = "".join(word[0] for word in name)
    if len(letters) < 3:
        return False
    return letters in tokens or any(letters[:size] in tokens for size in range(4, len(letters)))


def _spelled(tokens: Sequence[str], letters: str) -> bool:
    """Tell whether consecutive words begin with ``letters``, all of them words rather than initials."""
    words = [token for token in tokens if token not in _SMALL]
    for start in range(len(words) - len(letters) + 1):
        run = words[start : start + len(letters)]
        if all(word[0] == letter for word, letter in zip(run, letters, strict=True)):
            return all(len(word) > 1 and word.isalpha() for word in run)
    return False
