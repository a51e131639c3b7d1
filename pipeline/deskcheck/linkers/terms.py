"""Articles, claims and references as bags of rarity-weighted terms, and the scores of every pair that shares one."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from deskcheck.model import Claim, Reference
from deskcheck.text import STOPWORDS, fold, stem

_WORD = re.compile(r"[^\W_]+")
# Words of every list and every study: they tie nothing to anything.
_DULL = frozenset(
    """retrieved from available online accessed http https www com org doi et al study studies research journal review causes symptoms
    treatment overview definition types signs using used use effect effects result results new based article however including
    people person also different common""".split()
)
_MAXIMUM_SHARE = 0.3
_SMALL_LIST = 40


class Match(msgspec.Struct):
    """What one claim and one reference share.

    Attributes:
        title, material, context: cosine of rarity-weighted terms, claim against title, claim against
            material, and headings and lead-in against title.
        rare: summed rarity of the terms shared with the title, in nats.
        words: the shared terms as they stand in the claim, the rarest first.
    """

    title: float = 0.0
    material: float = 0.0
    context: float = 0.0
    rare: float = 0.0
    words: list[str] = []


@lru_cache(maxsize=65_536)
def term(word: str) -> str:
    """Return the comparable core of a folded word, or "" for one that carries no topic."""
    if len(word) < 3 or word in STOPWORDS or word in _DULL or word.isdigit():
        return ""
    return stem(word)


def terms(text: str) -> list[str]:
    """Return the terms of ``text`` in order, repeated ones too."""
    return [core for word in _WORD.findall(fold(text)) if (core := term(word))]


def title_of(reference: Reference) -> str:
    """Return what names the topic of a reference: the title, or all its words when no title was read."""
    return reference.fields.title or reference.printed[:300]


class Index:
    """The terms of an article's claims and references; ``matches(claim)`` scores one against all."""

    def __init__(self, claims: Sequence[Claim], references: Sequence[Reference], material: dict[int, str]) -> None:
        self.claim_terms = [terms(claim.quote) for claim in claims]
        self.context_terms = [terms(" ".join(claim.context[-2:])) for claim in claims]
        titles = [terms(title_of(reference)) for reference in references]
        further = [terms(material.get(reference.number, "")[:20_000]) for reference in references]
        self._rarity = _rarity([*self.claim_terms, *titles], len(claims) + len(references))
        most = max(_SMALL_LIST, int(_MAXIMUM_SHARE * len(references)))
        self._titles, self._title_norms = self._postings(titles, most)
        self._material, self._material_norms = self._postings(further, most)

    def _weigh(self, listed: Iterable[str]) -> dict[str, float]:
        return {word: (1.0 + math.log(count)) * self._rarity.get(word, 3.0) for word, count in Counter(listed).items()}

    def _postings(
        self, documents: Sequence[Sequence[str]], most: int
    ) -> tuple[dict[str, list[tuple[int, float]]], list[float]]:
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        norms = []
        for place, document in enumerate(documents):
            weights = self._weigh(document)
            norms.append(math.sqrt(sum(weight * weight for weight in weights.values())) or 1.0)
            for word, weight in weights.items():
                postings[word].append((place, weight))
        return {word: places for word, places in postings.items() if len(places) <= most}, norms

    def matches(self, place: int) -> dict[int, Match]:
        """Return what the claim at ``place`` shares with each reference, by the reference's place."""
        found: dict[int, Match] = {}
        own = self._weigh(self.claim_terms[place])
        norm = math.sqrt(sum(weight * weight for weight in own.values())) or 1.0
        for word, weight in sorted(own.items(), key=lambda item: -item[1]):
            for reference, other in self._titles.get(word, ()):
                match = found.setdefault(reference, Match(words=[]))
                match.title += weight * other / (norm * self._title_norms[reference])
                match.rare += self._rarity.get(word, 3.0)
                match.words.append(word)
            for reference, other in self._material.get(word, ()):
                match = found.setdefault(reference, Match(words=[]))
                match.material += weight * other / (norm * self._material_norms[reference])
        around = self._weigh(self.context_terms[place])
        norm = math.sqrt(sum(weight * weight for weight in around.values())) or 1.0
        for word, weight in around.items():
            for reference, other in self._titles.get(word, ()):
                match = found.setdefault(reference, Match(words=[]))
                match.context += weight * other / (norm * self._title_norms[reference])
        return found


def _rarity(documents: Sequence[Sequence[str]], count: int) -> dict[str, float]:
    """Inverse document frequency, Robertson's form kept above zero."""
    frequency: Counter[str] = Counter()
    for document in documents:
        frequency.update(set(document))
    return {word: math.log(1.0 + (count - times + 0.5) / (times + 0.5)) for word, times in frequency.items()}
