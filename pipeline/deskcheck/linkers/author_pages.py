"""Marks of the MLA style: a name and a page, "(Oak and Elm 12-14)", or the first words of a title, "("Night Work")".

MLA Handbook, 9th edition, chapter 6. A bare "(288)" is then a page of the work whose author the sentence names.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from deskcheck.linkers import below
from deskcheck.linkers.repeats import Resolved, family, sentence_start
from deskcheck.model import Article, LinkKind, Reference
from deskcheck.text import fold, squash

_PAGES = r"(?:(?!(?:1[5-9]|20)\d\d(?!\d))\d{1,4}(?:[-–]\d{1,4})?(?:, \d{1,4}(?:[-–]\d{1,4})?){0,4}|par\. \d{1,3})"
_NAME = r"(?:(?:[Vv][oa]n|[Dd]e[nr]?|[Dd][iu]|[Ll]a)\s){0,2}[^\W\d_a-z][\w’'-]{1,30}"
_BRACKET = re.compile(r"\((?P<inside>[^()\[\]]{1,240})\)")
_NAMED = re.compile(
    rf"(?P<first>{_NAME})(?:,? et al\.|(?P<others>(?:, {_NAME}){{0,3}},? and {_NAME}))?"
    rf"(?:,? [“\"*_](?P<title>[^“”\"*_]{{2,100}}?)[,.]?[”\"*_]|, (?P<plain>[A-Z][\w’' -]{{2,60}}?)(?= \d))?"
    rf"(?: (?P<pages>{_PAGES}))?"
)
_TITLED = re.compile(rf"[“\"*_](?P<title>[^“”\"*_]{{4,100}}?)[,.]?[”\"*_](?:,? (?P<pages>{_PAGES}))?")
_BARE = re.compile(rf"\((?P<pages>{_PAGES})\)")
_WORD = re.compile(r"[^\W\d_a-z][\w’'-]{2,30}")
_SURE = 2
"""Brackets with a known name and a page, or a known title, that show the style."""
_SHORT = 2
"""Words of a title that name it without its author."""


def resolved(article: Article, found: Iterable[Resolved], references: Sequence[Reference]) -> Iterator[Resolved]:
    """Yield the markers found, and with them those of this style where the article keeps to it.

    Where it does, a number alone in round brackets is a page and no number of the list.
    """
    listed = below.listed(article, references)
    known = _Known(references)
    brackets = [match for match in _BRACKET.finditer(article.text) if not listed(match.start())]
    read = [(match, *known.meant(match["inside"])) for match in brackets]
    marks = list(found)
    sure = sum(plain for _, _, plain in read)
    if sure < _SURE or sure < sum(kind is LinkKind.AUTHOR_YEAR for _, _, kind in marks):
        yield from marks
        return
    yield from (one for one in marks if not _BARE.fullmatch(article.text, *one[0]))
    for match, numbers, _ in read:
        if numbers:
            yield match.span(), numbers, LinkKind.MARKER
        elif _BARE.fullmatch(match.group()):
            start = sentence_start(article.text, match.start())
            told = [family(name.group()) for name in _WORD.finditer(article.text, start, match.start())]
            works = next((known.by_family[name] for name in reversed(told) if name in known.by_family), [])
            if len(works) == 1:
                yield match.span(), works, LinkKind.MARKER


class _Known:
    """What the brackets may name: first authors' family names and titles of the list."""

    def __init__(self, references: Sequence[Reference]) -> None:
        self.by_family: dict[str, list[int]] = defaultdict(list)
        self._titles: list[tuple[str, int]] = []
        for reference in references:
            for name in (reference.fields.author or reference.fields.editor)[:1]:
                self.by_family[squash(name.family or name.literal)].append(reference.number)
            self._titles.append((fold(reference.fields.title), reference.number))

    def meant(self, inside: str) -> tuple[list[int], bool]:
        """Return the works that the words of a bracket name, and whether the style is plain from them."""
        numbers: list[int] = []
        sure = False
        for part in inside.split("; "):
            words = " ".join(part.split())
            named, titled = _NAMED.fullmatch(words), _TITLED.fullmatch(words)
            if named:
                works = self.by_family.get(squash(named["first"]), [])
                if title := named["title"] or named["plain"]:
                    works = [number for number in works if number in self._entitled(title)]
                sure = sure or bool(works and (named["pages"] or title))
            elif titled and len(titled["title"].split()) >= _SHORT:
                works = self._entitled(titled["title"])
                sure = sure or len(works) == 1
            else:
                return [], False
            if len(works) != 1:
                return [], False
            numbers += works
        return numbers, sure

    def _entitled(self, title: str) -> list[int]:
        words = fold(title)
        return [number for known, number in self._titles if known.startswith(words)]
