"""Changes of printed references in plain text and Markdown, in the places where the words stand."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from urllib.parse import quote

from deskcheck.commands.fix_edits import Edit, FileText
from deskcheck.model import Article, Reference
from deskcheck.model.correction import Change
from deskcheck.text import squash

FORMATS = ("plaintext", "markdown")
SURE = 0.9
"""The least confidence that a stretch of a printed reference is the field that it was read as."""
_LABELS = {
    "title": ("title",),
    "container": ("container", "series"),
    "volume": ("volume", "volissue"),
    "issue": ("issue", "volissue"),
    "page": ("pages",),
    "year": ("date",),
    "DOI": ("doi", "url"),
}
_DASH = re.compile(r"\s?[-\u2010-\u2015\u2212]\s?")
_MARKUP = re.compile(r"([\\`*_\[\]<>])")
_TRAILING = re.compile(r"(?:(?<![ \t])[ \t]++)?\\?\Z")


class Places:
    """Finds the words of an article's references in its file.

    Plain text is kept character for character, line ends apart. Of Markdown every line is kept on its line: words are
    looked for there, and count as found only where they stand as often as in the text without markup.
    """

    def __init__(self, article: Article, file: FileText) -> None:
        self._article = article
        self._file = file
        self._marked = article.format == "markdown"
        body = file.text.removeprefix("\ufeff")
        self._lead = len(file.text) - len(body)
        # Places, in the text with single line feeds, of those that the file writes with two characters.
        self._double = [found.start() - nth for nth, found in enumerate(re.finditer("\r\n", body))]
        normal = body.replace("\r\n", "\n").replace("\r", "\n")
        self._rows = [0, *(found.end() for found in re.finditer("\n", normal))]
        self._normal = normal
        printed = not article.cites_by_links  # an address behind words is no printed entry
        self.exact = printed and (self._marked or article.text == normal)

    def edits(self, reference: Reference, change: Change) -> list[Edit] | None:
        """Return the edits for one change, or None when its place is not certain."""
        if reference.span is None or not self.exact or change.field == "author":
            return None
        if change.field == "DOI" and not change.old:
            return self._appended(reference, str(change.value))
        words = self._words(reference, change)
        if words is None:
            return None
        start, end, new = words
        place = self._place(reference, start, end)
        return [Edit(*place, self._written(new))] if place else None

    def whole(self, reference: Reference, line: str) -> list[Edit] | None:
        """Return the edit that replaces the printed entry, its number excluded, by a line."""
        if reference.span is None or not self.exact:
            return None
        if not self._marked:
            return [Edit(self._at(reference.span.start), self._at(reference.span.end), line)]
        start, end = self._region(reference)
        first = re.match(r"\S{1,40}", reference.printed)
        begin = self._normal.find(first[0], start, end) if first else -1
        if begin < 0 or not self._ends(reference, end) or squash(self._normal[start:begin]) != squash(reference.label):
            return None
        return [Edit(self._at(begin), self._at(self._stop(start, end)), self._written(line))]

    def _words(self, reference: Reference, change: Change) -> tuple[int, int, str] | None:
        """Return the stretch of the printed reference that is to be replaced, and by what."""
        spans = [span for span in reference.field_spans if span.label in _LABELS[change.field]]
        if any(span.confidence < SURE for span in spans):
            return None
        new = str(change.value)
        if change.field in ("title", "container"):
            if len(spans) != 1 or squash(reference.printed[spans[0].start : spans[0].end]) != squash(change.old):
                return None
            return spans[0].start, spans[0].end, new
        if change.field == "page":
            pages = [span for span in spans if squash(reference.printed[span.start : span.end]) == squash(change.old)]
            if len(pages) != 1:
                return None
            dash = _DASH.search(reference.printed[pages[0].start : pages[0].end])
            return pages[0].start, pages[0].end, new.replace("-", dash[0] if dash else "–")
        exact = re.compile(rf"(?<![^\W_]){re.escape(change.old)}(?![^\W_a-z])") if change.old else None
        found = [
            place
            for span in spans
            for place in (exact.finditer(reference.printed, span.start, span.end) if exact else ())
        ]
        return (found[0].start(), found[0].end(), new) if len(found) == 1 else None

    def _place(self, reference: Reference, start: int, end: int) -> tuple[int, int] | None:
        """Return where a stretch of the printed reference stands in the file."""
        span = reference.span
        if span is None:
            return None
        if not self._marked:
            return self._at(span.start + start), self._at(span.start + end)
        words = reference.printed[start:end]
        pattern = re.compile(rf"(?<![^\W_]){re.escape(words)}(?![^\W_])")
        first, last = self._region(reference)
        here = [found.start() for found in pattern.finditer(reference.printed)]
        there = [found.start() for found in pattern.finditer(self._normal, first, last)]
        if start not in here or len(here) != len(there):
            return None
        place = there[here.index(start)]
        return self._at(place), self._at(place + len(words))

    def _appended(self, reference: Reference, doi: str) -> list[Edit] | None:
        span = reference.span
        if span is None:
            return None
        address = "https://doi.org/" + quote(doi, safe="/:;()._-" if self._marked else "/:;()._-[]+&=,@!$'~")
        if not self._marked:
            where = self._at(span.end)
            return [Edit(where, where, f" {address}")]
        start, end = self._region(reference)
        if not self._ends(reference, end):
            return None
        where = self._at(self._stop(start, end))
        return [Edit(where, where, f" {address}")]

    def _region(self, reference: Reference) -> tuple[int, int]:
        """Return the file's rows on which the entry stands, by offsets into the text with single line feeds."""
        row = reference.span.line - 1 if reference.span else 0
        last = min(row + reference.printed.count("\n"), len(self._rows) - 1)
        end = self._rows[last + 1] - 1 if last + 1 < len(self._rows) else len(self._normal)
        return self._rows[min(row, last)], end

    def _ends(self, reference: Reference, end: int) -> bool:
        """Tell whether the rows end with the entry's own last words."""
        span = reference.span
        words: Sequence[str] = reference.printed.split()
        if span is None or not words or self._article.text[span.end : span.end + 1] not in ("", "\n"):
            return False
        tail = squash(self._normal[max(0, end - 400) : end])
        return bool(squash(words[-1])) and tail.endswith(squash(words[-1]))

    def _stop(self, start: int, end: int) -> int:
        """Return the end of the last row's words, before blanks and backslashes that break the line."""
        trailing = _TRAILING.search(self._normal, start, end)
        return trailing.start() if trailing else end

    def _written(self, words: str) -> str:
        return _MARKUP.sub(r"\\\1", words) if self._marked else words

    def _at(self, place: int) -> int:
        """Return the file's offset for an offset into the text with single line feeds."""
        return self._lead + place + bisect_left(self._double, place)
