"""Spans of the article's text → stretches of a Word document's runs; a stretch always says the words of its span."""

import re
from collections.abc import Iterator

import msgspec

from deskcheck.model import Article, Block, Span
from deskcheck.reporters.docx_walk import Paragraph, Run

_DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_PLACE = re.compile(r"(paragraph|footnote|endnote) (\d{1,9})")
# A note's mark is a number, or a Roman one: "lxxxviii" is the longest below 100.
_LONGEST_MARK = 8


class Stretch(msgspec.Struct):
    """From ``offset`` in the words of one run to ``until`` in those of another.

    Attributes:
        exact: whether it says the span's words; if not, it is the nearest place that can carry a comment.
        first, last: places of the runs in ``Places.runs``.
    """

    first: int
    offset: int
    last: int
    until: int
    exact: bool = True


class Places:
    """Where the text of an article stands in its document.

    Attributes:
        runs: the runs outside text boxes that comments can stand on, in order.
    """

    def __init__(self, article: Article, paragraphs: list[Paragraph]) -> None:
        self.runs: list[Run] = [run for one in paragraphs if one.holder is None for run in one.runs]
        self._order = {id(run): place for place, run in enumerate(self.runs)}
        self._notes = {run.noted: place for place, run in reversed(list(enumerate(self.runs))) if run.noted}
        self._found: dict[int, tuple[int, int]] = {}
        self._fallback: list[tuple[Block, Paragraph | None]] = []
        for block in article.blocks:
            self._place(block, article, paragraphs)
        self._text = article.text

    def _place(self, block: Block, article: Article, paragraphs: list[Paragraph]) -> None:
        kind, number = _stated(block.place)
        paragraph = paragraphs[number - 1] if kind == "paragraph" and 0 < number <= len(paragraphs) else None
        self._fallback.append((block, paragraph))
        if paragraph is not None and paragraph.holder is None:
            aligned = dict(_aligned(block.span, article.text, paragraph.runs))
            self._found |= {at: (self._order[id(run)], offset) for at, (run, offset) in aligned.items()}

    def stretch(self, span: Span | None) -> Stretch | None:
        """Return where a span stands, or the nearest place; None where the document has no run at all."""
        if span is not None:
            seen = [place for place in range(span.start, span.end) if not self._text[place].isspace()]
            if seen and all(place in self._found for place in seen):
                (first, offset), (last, until) = self._found[seen[0]], self._found[seen[-1]]
                exact = not (self.runs[first].whole or self.runs[last].whole)
                return Stretch(first, offset, last, until + 1, exact)
            return self._near(span)
        return self._whole(next((run for run in self.runs if run.words.strip()), None))

    def _near(self, span: Span) -> Stretch | None:
        for block, paragraph in self._fallback:
            if not block.span.overlaps(span):
                continue
            note = self._notes.get(_stated(block.place))
            if note is not None:
                return self._whole(self.runs[note])
            if paragraph is not None and paragraph.holder is not None and id(paragraph.holder) in self._order:
                return self._whole(paragraph.holder)
            spoken = [run for run in paragraph.runs if run.words.strip()] if paragraph else []
            if spoken and id(spoken[0]) in self._order:
                first, last = self._order[id(spoken[0])], self._order[id(spoken[-1])]
                return Stretch(first, 0, last, len(spoken[-1].words), exact=False)
        return self.stretch(None)

    def _whole(self, run: Run | None) -> Stretch | None:
        if run is None:
            return None
        place = self._order[id(run)]
        return Stretch(place, 0, place, len(run.words), exact=False)


def _stated(place: str) -> tuple[str, int]:
    found = _PLACE.fullmatch(place)
    return (found[1], int(found[2])) if found else ("", 0)


def _aligned(span: Span, text: str, runs: list[Run]) -> Iterator[tuple[int, tuple[Run, int]]]:
    """Yield (place in the text, (run, offset)) for the letters; runs that the reader left out are passed over."""
    wanted = [place for place in range(span.start, span.end) if not text[place].isspace()]
    letters = "".join(text[place] for place in wanted).translate(_DIGITS)
    at, marked = 0, False
    for run in runs:
        said = [(offset, sign) for offset, sign in enumerate(run.words) if not sign.isspace()]
        spoken = "".join(sign for _, sign in said).translate(_DIGITS)
        if spoken and not run.hidden:
            found = letters.find(spoken, at, at + len(spoken) + (_LONGEST_MARK if marked else 0))
            if found >= 0:
                for nth, (offset, _) in enumerate(said):
                    yield wanted[found + nth], (run, offset)
                at, marked = found + len(spoken), False
        marked = marked or run.noted is not None
