"""Articles, claims and references as bags of rarity-weighted terms, and the scores of every pair that shares one."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from heapq import nlargest
from itertools import pairwise

import msgspec

from deskcheck.model import Claim, Reference
from deskcheck.text import STOPWORDS, fold, stem

_WORD = re.compile(r"[^\W_]+")
# Words of every list and every study: they tie nothing to anything.
_DULL = frozenset(
    """retrieved from available online accessed http https www com org doi et al study studies research journal
    review causes symptoms treatment overview definition types signs using used use effect effects result results
    new based article however including people person also different common""".split()
)
_MAXIMUM_SHARE = 0.3
_SMALL_LIST = 40
_CLOSEST = 24


class Match(msgspec.Struct):
    """What one claim and one reference share.

    Attributes:
        title, material, context: cosine of rarity-weighted terms, claim against title, claim against
            material, and headings and lead-in against title.
        near: cosine of the claims next to it against the title.
        rare: summed rarity of the terms shared with the title, in nats.
        phrase: summed rarity of the pairs of neighbouring terms shared with the title.
        rarest: rarity of the rarest term shared with the title, in nats.
        words: the shared terms as they stand in the claim, the rarest first.
    """

    title: float = 0.0
    material: float = 0.0
    context: float = 0.0
    near: float = 0.0
    rare: float = 0.0
    phrase: float = 0.0
    rarest: float = 0.0
    words: list[str] = []

    @property
    def strength(self) -> float:
        """A rough order of closeness."""
        return self.title + self.material + 0.5 * self.context + 0.03 * self.rare


@lru_cache(maxsize=65_536)
def term(word: str) -> str:
    """Return the comparable core of a folded word, or "" for one that carries no topic."""
    if len(word) < 3 or word in STOPWORDS or word in _DULL or word.isdigit():
        return ""
    return stem(word)[:7]


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, repeated ones too."""
    return [core for word in _WORD.findall(fold(text)) if (core := term(word))]


def title_of(reference: Reference) -> str:
    """Return what names the topic of a reference: the title, or all its words when no title was read."""
    return reference.fields.title or reference.printed[:300]


class Index:
    """The terms of an article's claims and references; ``matches(place)`` scores one claim against all."""

    def __init__(
        self, claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str], joined: Sequence[bool]
    ) -> None:
        own = [terms(claim.quote) for claim in claims]
        headings: dict[tuple[str, ...], list[str]] = {}
        around = [headings.setdefault(claim.context[-2:], terms(" ".join(claim.context[-2:]))) for claim in claims]
        for place, continues in enumerate(joined):
            if continues:
                around[place] = [*around[place - 1], *own[place - 1]]
        titles = [terms(title_of(reference)) for reference in references]
        further = [terms(material.get(reference.number, "")[:20_000]) for reference in references]
        self._rarity = _rarity([*map(_pairs, own), *own, *map(_pairs, titles), *titles], len(claims) + len(references))
        self._own = [self._weigh(listed) for listed in own]
        self._phrases = [_pairs(listed) for listed in own]
        self._around = [self._weigh(listed) for listed in around]
        most = max(_SMALL_LIST, int(_MAXIMUM_SHARE * len(references)))
        self._titles = self._postings([self._weigh(listed) for listed in titles], most)
        self._title_phrases = self._postings([dict.fromkeys(_pairs(listed), 1.0) for listed in titles], most)
        self._material = self._postings([self._weigh(listed) for listed in further], most)

    def _weigh(self, listed: Iterable[str]) -> dict[str, float]:
        weights = {
            word: (1.0 + math.log(count)) * self._rarity.get(word, 3.0) for word, count in Counter(listed).items()
        }
        norm = math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {word: weight / norm for word, weight in weights.items()}

    @staticmethod
    def _postings(documents: Sequence[dict[str, float]], most: int) -> dict[str, list[tuple[int, float]]]:
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, document in enumerate(documents):
            for word, weight in document.items():
                postings[word].append((place, weight))
        return {word: places for word, places in postings.items() if len(places) <= most}

    def matches(self, place: int) -> dict[int, Match]:
        """Return what the claim at ``place`` shares with the references closest to it, by the reference's place."""
        found: dict[int, Match] = {}
        self._add_own(found, place)
        for word, weight in self._around[place].items():
            for number, other in self._titles.get(word, ()):
                found.setdefault(number, Match(words=[])).context += weight * other
        if len(found) > _CLOSEST:
            closest = nlargest(_CLOSEST, found, key=lambda number: found[number].strength)
            found = {number: found[number] for number in closest}
        for beside in (place - 1, place + 1):
            if 0 <= beside < len(self._own):
                self._add_near(found, self._own[beside])
        return found

    def _add_own(self, found: dict[int, Match], place: int) -> None:
        rarity = self._rarity
        for word, weight in sorted(self._own[place].items(), key=lambda item: -item[1]):
            for number, other in self._titles.get(word, ()):
                match = found.setdefault(number, Match(words=[]))
                match.title += weight * other
                match.rare += rarity.get(word, 3.0)
                match.rarest = max(match.rarest, rarity.get(word, 3.0))
                match.words.append(word)
            for number, other in self._material.get(word, ()):
                found.setdefault(number, Match(words=[])).material += weight * other
        for phrase in self._phrases[place]:
            for number, _ in self._title_phrases.get(phrase, ()):
                found.setdefault(number, Match(words=[])).phrase += rarity.get(phrase, 3.0)

    def _add_near(self, found: dict[int, Match], beside: dict[str, float]) -> None:
        for word, weight in beside.items():
            for number, other in self._titles.get(word, ()):
                if number in found:
                    found[number].near += weight * other


def _pairs(listed: Sequence[str]) -> list[str]:
    return [f"{first} {second}" for first, second in pairwise(listed)]


def _rarity(documents: Sequence[Sequence[str]], count: int) -> dict[str, float]:
    """Inverse document frequency, Robertson's form kept above zero."""
    frequency: Counter[str] = Counter()
    for document in documents:
        frequency.update(set(document))
    return {word: math.log(1.0 + (count - times + 0.5) / (times + 0.5)) for word, times in frequency.items()}
