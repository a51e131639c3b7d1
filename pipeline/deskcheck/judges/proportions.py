"""The same change told as a ratio, a percentage or a fraction: "a quarter lower" of a hazard ratio of 0.76.

This judge only finds; that a change is not found is no fault, because abstracts give one in many ways.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

import msgspec

from deskcheck.judges.numerals import figures
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import Passage
from deskcheck.model import Stance
from deskcheck.text import numbers

_MORE = """more higher greater larger longer faster better worse likelier increased increase increases increasing rise
rose rises raised raises raising gain grew climbed boosted boosts boosting excess up jump elevated""".split()
_LESS = """less lower lowered lowers lowering fewer smaller shorter slower reduced reduces reducing reduction decreased
decrease decreases drop dropped drops fall fell falls decline declined cut cuts cutting shrank down loss""".split()
_SIGNS = {**dict.fromkeys(_MORE, 1), **dict.fromkeys(_LESS, -1)}
_WORDS = "|".join(sorted(_SIGNS, key=len, reverse=True))
_PARTS = "half|third|quarter|fourth|fifth|sixth|eighth|tenth"
_AMOUNT = (
    rf"(?:(?P<percent>\d{{1,3}}(?:\.\d{{1,2}})?) ?(?:%|per ?cent\b)(?! points?)"
    rf"|(?P<count>an?|one|two|three|four)[ -](?P<part>{_PARTS})s?\b)"
)
_SHARE = re.compile(
    rf"(?:\b(?P<verb>{_WORDS})\b(?: (?!(?:{_WORDS})\b)[\w-]+){{0,8}}? by (?:(?!by\b)[\w-]+ ){{0,3}}?)?"
    rf"(?<![\d.,])(?=[\daotf]){_AMOUNT}(?: (?:\w+ )?(?P<after>{_WORDS})\b)?"
)
# What every share or multiple holds one of, looked for first.
_IN_SHARES = ("%", "percent", "per cent", *_PARTS.split("|"))
_IN_MULTIPLES = ("times", "fold", "twice", "doubl", "tripl", "halv")
_FACTORS = {
    "twice": 2.0, "double": 2.0, "doubled": 2.0, "doubles": 2.0, "doubling": 2.0, "triple": 3.0, "tripled": 3.0,
    "halved": 0.5, "halves": 0.5, "halving": 0.5,
}  # fmt: skip
_TIMES = re.compile(
    rf"(?<![\w.,])(?=[\dtfsendh])(?:(?P<word>{'|'.join(_FACTORS)})\b|(?P<value>\d{{1,2}}(?:\.\d{{1,2}})?|{'|'.join(numbers.ONES[2:11])})"
    r"(?:[- ]fold| times)\b(?! (?:an?|per|each|in|over|daily|weekly)\b))"
)
_RATIO = re.compile(
    r"(?<![\w.<>=–-])(?<!to )(?<!p=)(?<!p = )(?<!ci )(?P<value>\d{1,2}\.\d{1,3})(?![\d%]| ?%| to | ?[–-] ?\d)"
)
_OF_RATIOS = ("ratio", "relative risk", " hr ", "(hr", " rr ", "(rr", "(or ", "adjusted or ")
_PERCENT = re.compile(r"(?<![\d.,])(\d{1,3}(?:\.\d{1,2})?) ?%")
_MOST_PERCENTS = 4
_ABOUT, _POINTS, _OVER = 0.1, 1.01, 1.5
_SHARES = 0.15
"""Coverage of the claim by a sentence whose change may be the claim's; from ``_SURE`` it surely is."""
_SURE = 0.35


class Change(msgspec.Struct, frozen=True):
    """A change as a factor ("a quarter lower" is 0.75), with the leeway its wording leaves.

    Attributes:
        exact: printed in digits and without "about".
        multiple: told as "twice" or "1.5 times".
        comparator: as in ``Quantity``.
    """

    factor: float
    quote: str
    exact: bool = False
    comparator: str = "="
    multiple: bool = False

    @property
    def size(self) -> float:
        """The change in percent, without its sign."""
        return abs(self.factor - 1) * 100


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion for each change of the claim that a near sentence tells in whatever form."""
    for mine in changes(view.statement.passage):
        for index in view.alignment.ranked:
            score = view.alignment.scores[index]
            if score < _SHARES:
                break
            if other := _found(mine, view.source.passages[index]):
                yield Opinion(
                    stance=Stance.SUPPORTS,
                    strength=0.9 if score >= _SURE else 0.5,
                    says=f"“{mine.quote}” stands in the source as “{other.quote}”",
                    cue=f"{printed(mine, view.statement.text)} = {other.quote}",
                    passage=index,
                )
                break


def printed(mine: Change, text: str) -> str:
    """Return the number as the other judges quote it, so that all speak of the same."""
    return next((f.quote for f in figures(text) if f.quote.lower() in mine.quote), mine.quote)


def _found(mine: Change, passage: Passage) -> Change | None:
    given = (*changes(passage), *_ratios(passage), *(_between(passage) if mine.multiple else ()))
    return next((other for other in given if _same(mine, other)), None)


def _same(mine: Change, other: Change) -> bool:
    if (mine.factor > 1) != (other.factor > 1):
        return False
    if mine.multiple:
        low, high = (1.0, _OVER) if mine.comparator in (">", ">=") else (1 - _ABOUT, 1 + _ABOUT)
        return low <= other.factor / mine.factor <= high
    if mine.comparator in (">", ">="):
        return mine.size <= other.size <= mine.size * _OVER
    if mine.comparator in ("<", "<="):
        return mine.size / _OVER <= other.size <= mine.size
    return abs(mine.size - other.size) <= max(_POINTS, 0.0 if mine.exact else _ABOUT * other.size)


@lru_cache(maxsize=4096)
def changes(passage: Passage) -> tuple[Change, ...]:
    """Return the changes that a sentence tells as shares with a direction or as multiples."""
    text = passage.folded[:2000]
    shares = _shares(text) if any(word in text for word in _IN_SHARES) else ()
    multiples = _multiples(text) if any(word in text for word in _IN_MULTIPLES) else ()
    return (*shares, *multiples)


def _shares(text: str) -> Iterator[Change]:
    for match in _SHARE.finditer(text):
        word = match["after"] or match["verb"]
        if not word:
            continue
        if match["percent"]:
            size = float(match["percent"])
        else:
            count = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4}[match["count"]]
            size = 100.0 * count / numbers.PARTS[match["part"]]
        start = match.start("percent" if match["percent"] else "count")
        factor = 1 + _SIGNS[word] * size / 100
        if factor > 0:
            comparator = _comparator(text, start)
            quote = text[start : match.end()]
            yield Change(factor, quote, bool(match["percent"]) and comparator == "=", comparator)


def _multiples(text: str) -> Iterator[Change]:
    for match in _TIMES.finditer(text):
        word, value = match["word"], match["value"]
        factor = _FACTORS[word] if word else float(value) if value[0].isdigit() else numbers.VALUES[value]
        if factor > 0 and factor != 1:
            yield Change(factor, match.group(), False, _comparator(text, match.start()), multiple=True)


def _comparator(text: str, start: int) -> str:
    found = numbers.BEFORE.search(text[max(0, start - 30) : start])
    return numbers.COMPARATORS[found.lastgroup or ""] if found else "="


@lru_cache(maxsize=4096)
def _ratios(passage: Passage) -> tuple[Change, ...]:
    if not passage.has_number or not any(word in passage.lower for word in _OF_RATIOS):
        return ()
    return tuple(
        Change(float(match["value"]), match["value"], exact=True)
        for match in _RATIO.finditer(passage.folded[:2000])
        if float(match["value"]) not in (0.0, 1.0)
    )


@lru_cache(maxsize=4096)
def _between(passage: Passage) -> tuple[Change, ...]:
    """Return what one of two shares in a sentence is of the other, for words such as "twice"."""
    given = [float(value) for value in _PERCENT.findall(passage.folded[:2000])]
    if not 1 < len(given) <= _MOST_PERCENTS:
        return ()
    return tuple(
        Change(one / other, f"{one:g}% and {other:g}%") for one in given for other in given if other and one != other
    )
