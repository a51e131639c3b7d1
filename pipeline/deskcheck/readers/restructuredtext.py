"""reStructuredText → Article: markup is taken off, each line stays on its line of the file.

Reads the constructs of the reStructuredText Markup Specification that carry words; directives are not run,
files are not included.
"""

import re
from collections.abc import Iterator

import msgspec

from deskcheck.model import Article, BlockKind, Dates, Person, Remark, RemarkKind
from deskcheck.readers import decode
from deskcheck.readers.dates import date_in
from deskcheck.readers.layout import Piece, Stated, compose
from deskcheck.readers.restructuredtext_inline import inline, numbered, substitutions, targets

_RULE = re.compile(r"([!-/:-@\[-`{-~])\1{2,}[ \t]*$")
_BULLET = re.compile(r"(\s*)[-*+•‣][ \t]+(?=\S)")
_NUMBER = re.compile(r"(\s*)(\(?(?:\d{1,4}|#|[a-zA-Z]|[ivxlc]{2,6})[.)])[ \t]+(?=\S)")
_DIRECTIVE = re.compile(r"(\s*)\.\.[ \t]+(?:\|[^|\n]{1,80}\|[ \t]+)?([\w:+.-]{1,60})::(?:[ \t]+(.*))?$")
_NOTE = re.compile(r"(\s*)\.\.[ \t]+\[([^\]\n]{1,80})\][ \t]+")
_COMMENT = re.compile(r"\s*\.\.(?:[ \t]|$)")
_FIELD = re.compile(r":([^:\n`]{1,60}):[ \t]+(.*)$")
_GRID = re.compile(r"\s*\+[-=+]{3,}\+\s*$")
_SIMPLE = re.compile(r"=+(?:[ \t]+=+)+[ \t]*$")
_CODE = frozenset("code code-block sourcecode parsed-literal highlight".split())
_SILENT = frozenset("image raw toctree contents include literalinclude role meta default-role highlight".split())
_KINDS = {
    "epigraph": BlockKind.QUOTE,
    "pull-quote": BlockKind.QUOTE,
    "highlights": BlockKind.QUOTE,
    "figure": BlockKind.CAPTION,
}
_FIELD_DATES = {"date": "published", "published": "published", "updated": "updated", "reviewed": "reviewed"}


class _Run(msgspec.Struct):
    """Lines from ``row`` (from 1) on that make one block."""

    row: int
    lines: list[str]
    kind: BlockKind | None = None
    level: int = 0
    prefix: str = ""


def read(data: bytes, path: str) -> Article:
    """Read reStructuredText.

    Raises:
        InputError: the bytes are no UTF-8 text.
    """
    source = numbered(decode(data, path))
    document = _Document(source.expandtabs(8).split("\n"))
    runs = list(document.runs())
    known, urls = substitutions(source), targets(source)
    pieces = []
    for run in runs:
        piece = Piece(run.kind, run.level, run.prefix, f"line {run.row}", run.row)
        if run.kind is BlockKind.CODE:
            piece.add("\n".join(run.lines))
        else:
            words, piece.links = inline("\n".join(run.lines), known, urls)
            piece.add(words)
        pieces.append(piece)
    fields = {name.strip().casefold(): words.strip() for name, words in document.fields}
    people = [Person(fields[key], "author") for key in ("author", "authors") if fields.get(key)]
    dates = {name: day for key, name in _FIELD_DATES.items() if (day := date_in(fields.get(key, "")))}
    stated = Stated(fields.get("title", ""), people, msgspec.convert(dates, Dates))
    return compose(pieces, data, path, "restructuredtext", stated=stated, remarks=document.remarks)


class _Document:
    """Cuts the lines into runs."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._rules: list[str] = []
        self._at = 0
        self.fields: list[tuple[str, str]] = []
        self.remarks: list[Remark] = []

    def runs(self) -> Iterator[_Run]:
        """Yield the runs in order."""
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif _COMMENT.match(line):
                yield from self._explicit(line)
            elif heading := self._heading():
                yield heading
            elif _GRID.match(line) or _SIMPLE.match(line):
                yield from self._table(simple=bool(_SIMPLE.match(line)))
            elif _RULE.match(line):
                self._at += 1
            elif (field := _FIELD.match(line)) and self._at < 60:
                self.fields.append((field.group(1), field.group(2)))
                self._at += 1
            else:
                yield from self._prose(line)

    def _heading(self) -> _Run | None:
        line, at = self._lines[self._at], self._at
        following = self._lines[at + 1 : at + 3]
        over = bool(_RULE.match(line)) and len(following) == 2 and bool(following[0].strip())
        if over and following[1].rstrip() == line.rstrip() and not _SIMPLE.match(line):
            self._at += 3
            return _Run(at + 2, [following[0].strip()], BlockKind.HEADING, self._level(line[0] * 2))
        under = following and not line[0].isspace() and not _RULE.match(line) and _RULE.match(following[0])
        if under and len(following[0].rstrip()) >= min(len(line.rstrip()), 4):
            self._at += 2
            return _Run(at + 1, [line.strip()], BlockKind.HEADING, self._level(following[0][0]))
        return None

    def _level(self, rule: str) -> int:
        if rule not in self._rules:
            self._rules.append(rule)
        return self._rules.index(rule) + 1

    def _prose(self, line: str) -> Iterator[_Run]:
        marker = _BULLET.match(line) or _NUMBER.match(line)
        row = self._at + 1
        if marker:
            prefix = "• " if marker.re is _BULLET else f"{marker.group(2)} "
            lines = [line[marker.end() :], *self._continued(marker.end())]
            yield _Run(row, lines, BlockKind.LIST_ITEM, 0, prefix)
            return
        indent = _indent(line)
        if line.lstrip().startswith(">>> "):
            yield _Run(row, [line, *self._block(indent)], BlockKind.CODE)
            return
        lines = [line.strip(), *self._block(indent)]
        literal = lines[-1].endswith("::")
        if literal:
            lines[-1] = lines[-1][:-1].removesuffix(" :").rstrip(":") + (":" if lines[-1] != "::" else "")
        yield _Run(row, [one.removeprefix("| ") for one in lines], BlockKind.QUOTE if indent else None)
        if literal:
            yield from self._literal(indent)

    def _block(self, indent: int) -> list[str]:
        """Take the lines that follow the current one up to a blank line or a lesser indent."""
        taken = []
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip() or _indent(line) < indent:
                break
            taken.append(line.strip())
            self._at += 1
        return taken

    def _continued(self, indent: int) -> list[str]:
        """Take the lines that go on with a list item."""
        taken = []
        self._at += 1
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip() or _indent(line) < min(indent, 2) or _BULLET.match(line) or _NUMBER.match(line):
                break
            taken.append(line.strip())
            self._at += 1
        return taken

    def _indented(self, indent: int) -> list[tuple[int, str]]:
        """Take all following lines that stand deeper than ``indent``, blank ones between them included."""
        taken: list[tuple[int, str]] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.strip() and _indent(line) <= indent:
                break
            taken.append((self._at + 1, line))
            self._at += 1
        while taken and not taken[-1][1].strip():
            taken.pop()
        return taken

    def _literal(self, indent: int) -> Iterator[_Run]:
        lines = self._indented(indent)
        while lines and not lines[0][1].strip():
            lines.pop(0)
        if lines:
            yield _Run(lines[0][0], [line for _, line in lines], BlockKind.CODE)

    def _explicit(self, line: str) -> Iterator[_Run]:
        """Footnotes, citations, directives; what is left is a comment or a target."""
        row, indent = self._at + 1, _indent(line)
        note, directive = _NOTE.match(line), _DIRECTIVE.match(line)
        self._at += 1
        if note:
            lines = [words.strip() for _, words in self._indented(indent)]
            yield _Run(row, [line[note.end() :], *lines], BlockKind.LIST_ITEM, 0, f"[{note.group(2)}] ")
        elif directive is None or "|" in line.partition("::")[0]:
            self._indented(indent)
        else:
            yield from self._directive(directive.group(2), directive.group(3) or "", row, indent)

    def _directive(self, name: str, argument: str, row: int, indent: int) -> Iterator[_Run]:
        content = [(at, words) for at, words in self._indented(indent) if not _FIELD.match(words.strip())]
        if name == "include":
            message = f"The file {argument[:200]} is included and was not read."
            self.remarks.append(Remark(RemarkKind.UNREAD, message, None, f"line {row}"))
        if name in _CODE:
            lines = [words for _, words in content]
            first = next((nth for nth, words in enumerate(lines) if words.strip()), None)
            if first is not None:
                yield _Run(content[first][0], lines[first:], BlockKind.CODE)
        elif name not in _SILENT:
            if name.endswith("table") and argument.strip():
                yield _Run(row, [argument.strip()], BlockKind.CAPTION)
            elif name != "figure":
                content.insert(0, (row, argument))
            yield from _paragraphs(content, _KINDS.get(name))

    def _table(self, *, simple: bool) -> Iterator[_Run]:
        border = self._lines[self._at]
        columns = [(found.start(), found.end()) for found in re.finditer("=+", border)] if simple else []
        while self._at < len(self._lines) and self._lines[self._at].strip():
            line = self._lines[self._at]
            self._at += 1
            if set(line.strip()) <= set("+-=| \t"):
                continue
            ends = [start for start, _ in columns[1:]]
            cells = (
                [line[start:end] for start, end in zip([0, *ends], [*ends, len(line)], strict=True)]
                if simple
                else line.strip().strip("|").split("|")
            )
            for cell in cells:
                if cell.strip():
                    yield _Run(self._at, [cell.strip()], BlockKind.TABLE_CELL)


def _paragraphs(content: list[tuple[int, str]], kind: BlockKind | None) -> Iterator[_Run]:
    """Yield the paragraphs and list items of a directive's content."""
    run: _Run | None = None
    for row, words in content:
        marker = _BULLET.match(words) or _NUMBER.match(words)
        if run and (not words.strip() or marker):
            yield run
            run = None
        if marker:
            prefix = "• " if marker.re is _BULLET else f"{marker.group(2)} "
            run = _Run(row, [words[marker.end() :].strip()], BlockKind.LIST_ITEM, 0, prefix)
        elif words.strip() and run:
            run.lines.append(words.strip())
        elif words.strip():
            run = _Run(row, [words.strip()], kind)
    if run:
        yield run


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
