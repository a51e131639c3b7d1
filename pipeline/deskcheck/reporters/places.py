"""Where a finding stands in a file, as machines that annotate files want it."""

from bisect import bisect_right

import msgspec

from deskcheck.model import Audit, Finding, Severity, Span, locate
from deskcheck.model.article import BIBLIOGRAPHIES
from deskcheck.reporters.characters import printable

# Readers whose text keeps the lines of the file; the columns too where markup is not taken out.
_KEEPS_COLUMNS = ("plaintext", *sorted(BIBLIOGRAPHIES))
_KEEPS_LINES = ("markdown", *_KEEPS_COLUMNS)
_LONGEST = 1000


class Place(msgspec.Struct, frozen=True):
    """A file and a stretch of it; line 0: the file as a whole, column 0: whole lines. Both count from 1."""

    path: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


class Places:
    """Finds the places of one audit's findings."""

    def __init__(self, audit: Audit) -> None:
        self._audit = audit
        self._path = plain_path(audit.article.path)
        self._locate = locate(audit.article.text)
        self._waivers = {waiver.id: waiver for waiver in audit.waivers}

    def __call__(self, finding: Finding) -> Place:
        """Return where the finding stands; one about a waiver stands in the file of waivers."""
        waiver = self._waivers.get(finding.subject.id) if finding.subject.kind == "waiver" else None
        if waiver:
            return Place(plain_path(waiver.path), waiver.line, 0, waiver.line, 0)
        return self.of_span(finding.spans[0] if finding.spans else None)

    def of_span(self, span: Span | None) -> Place:
        """Return the place of a span, as exact as the file's format allows."""
        form = self._audit.article.format
        if span is None or form not in _KEEPS_LINES:
            return Place(self._path)
        end = self._locate(max(span.start, span.end), span.end)
        if form not in _KEEPS_COLUMNS:
            return Place(self._path, span.line, 0, end.line, 0)
        return Place(self._path, span.line, span.column, end.line, end.column)

    def byte_column(self, line: int, column: int) -> int:
        """Return a column counted in bytes of UTF-8 instead of code points."""
        lines = self._audit.article.text.split("\n")
        before = lines[line - 1][: column - 1] if line <= len(lines) else ""
        return len(before.encode("utf-8", "surrogatepass")) + 1


class Whereabouts:
    """Says where a span stands as a person looks it up: ``page 3`` in a source whose lines are not the text's."""

    def __init__(self, audit: Audit) -> None:
        self._blocks = [block for block in audit.article.blocks if block.place]
        self._starts = [block.span.start for block in self._blocks]

    def __call__(self, span: Span) -> str:
        """Return ``page 3``, ``paragraph 12`` or ``line 7``."""
        index = bisect_right(self._starts, span.start) - 1
        if index >= 0 and span.start < self._blocks[index].span.end:
            return self._blocks[index].place
        return f"line {span.line}"


def plain_path(path: str) -> str:
    """Return a path with slashes forward and without a leading ``./``."""
    return path.replace("\\", "/").removeprefix("./")


def told(finding: Finding, *, next_step: bool = True) -> str:
    """Return the finding's message on one line, with what to do about it, of bounded length."""
    text = f"{finding.message} {finding.suggestion}" if next_step and finding.suggestion else finding.message
    line = printable(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def gravest_first(pairs: list[tuple[Audit, Finding]]) -> list[tuple[Audit, Finding]]:
    """Return findings with their audits, errors first, otherwise in the order given."""
    return sorted(pairs, key=lambda pair: list(Severity).index(pair[1].severity))
