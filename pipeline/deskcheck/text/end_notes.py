"""Notes of an article that has a list of references besides: each says in words which works of the list it means.

The manner of Chicago's notes and bibliography (The Chicago Manual of Style, 17th edition, chapter 14).
"""

import re
from collections.abc import Iterator

from deskcheck.model import Article, Span
from deskcheck.text.marker_grammar import NOTE

_HEADING = re.compile(
    r"^(?:[#*_= ]{0,8})(?:end ?notes|foot ?notes|notes|anmerkungen|endnoten|fußnoten|notes de bas de page|notas|note)"
    r"(?:[*_:= ]{0,4})$",
    re.I | re.M,
)
_NUMBERED = re.compile(r"^[ \t]*\\?[\[(]?(?P<key>\d{1,3})\\?[\].):]{0,2}[ \t]+(?=\S)", re.M)
_LONGEST = 4000
_LEAST = 2


def end_notes(article: Article) -> dict[str, Span]:
    """Return the notes outside the list of references, by their key: a number, or a Markdown footnote's name.

    Numbered notes are sought below a heading that says so, and only if they count up from one; none where the article
    has no list.
    """
    listed = article.references_span
    if listed is None or article.sources_below:
        return {}
    found = dict(_of_markdown(article, listed))
    return found or dict(_numbered(article, listed))


def _of_markdown(article: Article, listed: Span) -> Iterator[tuple[str, Span]]:
    text = article.text
    starts = [match for match in NOTE.finditer(text) if not listed.start <= match.start() < listed.end]
    for place, match in enumerate(starts):
        stop = starts[place + 1].start() if place + 1 < len(starts) else len(text)
        blank = text.find("\n\n", match.end(), stop)
        yield match["key"], Span(match.end(), min(stop if blank < 0 else blank, match.end() + _LONGEST))


def _numbered(article: Article, listed: Span) -> list[tuple[str, Span]]:
    for heading in _HEADING.finditer(article.text):
        if listed.start <= heading.start() < listed.end:
            continue
        stop = listed.start if heading.start() < listed.start else len(article.text)
        found = _counted(article.text, heading.end(), stop)
        if len(found) >= _LEAST:
            return found
    return []


def _counted(text: str, start: int, stop: int) -> list[tuple[str, Span]]:
    """Return the notes that count up from one, as far as they do."""
    marks: list[re.Match[str]] = []
    for match in _NUMBERED.finditer(text, start, stop):
        if int(match["key"]) == len(marks) + 1:
            marks.append(match)
    ends = [*(mark.start() for mark in marks[1:]), stop][: len(marks)]
    found = []
    for mark, end in zip(marks, ends, strict=True):
        blank = text.find("\n\n", mark.end(), end)
        found.append((mark["key"], Span(mark.end(), min(end if blank < 0 else blank, mark.end() + _LONGEST))))
    return found
