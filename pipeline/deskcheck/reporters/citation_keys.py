"""Keys for items that have none: the first author's name, the year, and the title's first word of weight."""

from collections import Counter
from collections.abc import Iterable, Iterator

from deskcheck.model import CslItem
from deskcheck.text import STOPWORDS, squash, words

_FORBIDDEN = frozenset(" ,{}()=#%\"'\\~@$&\t\n\r")


def keyed(items: Iterable[CslItem]) -> Iterator[tuple[str, CslItem]]:
    """Yield each item with a key of its own: ``harlow2019sleep``, then ``harlow2019sleep-2``."""
    count: Counter[str] = Counter()
    taken: set[str] = set()
    for item in items:
        key = "".join(character for character in item.id if character not in _FORBIDDEN) or _key(item)
        unique = key
        while unique in taken:
            count[key] += 1
            unique = f"{key}-{count[key] + 1}"
        taken.add(unique)
        yield unique, item


def _key(item: CslItem) -> str:
    people = item.author or item.editor
    first = squash(people[0].family or people[0].literal)[:24] if people else ""
    weighty = next((word for word in words(item.title) if word not in STOPWORDS), "")
    return f"{first}{item.year or ''}{squash(weighty)[:24]}" or "item"
