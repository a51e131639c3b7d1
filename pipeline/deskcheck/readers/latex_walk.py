"""Walks the tokens of a LaTeX source and collects what the typeset page would say, piece by piece."""

import re

from deskcheck.model import BlockKind
from deskcheck.readers import latex_grammar as grammar
from deskcheck.readers.latex_signs import accented, sign, tidy
from deskcheck.readers.layout import SUPERSCRIPT, Piece


class Walk:
    """Walks the tokens and collects pieces."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[Piece] = []
        self._notes: list[Piece] = []
        self._piece: Piece | None = None
        self._environments: list[tuple[str, int]] = []
        self._keys = {key.strip(): str(nth) for nth, key in enumerate(grammar.BIBITEM.findall(source), 1)}
        self._closing = _closing(source)
        self._row, self._counted = 1, 0
        self._prefix = ""
        self._next: tuple[BlockKind | None, int] = (None, 0)
        self._depth = 0

    def heading(self, position: int) -> None:
        """Collect the title, which stands before the body."""
        start, end = self._argument(position)
        self._next = (BlockKind.HEADING, 1)
        self._inner(start, end)
        self._close()

    def plain(self, position: int) -> str:
        """Return the words of the argument at a position."""
        start, end = self._argument(position)
        inner = Walk(self._source[start:end])
        inner.walk(0, end - start)
        return "\n".join(piece.words for piece in inner._pieces)

    def finished(self) -> list[Piece]:
        """Return all pieces, notes last under a heading of their own."""
        for piece in self._pieces:
            piece.parts = [tidy(piece.words)] if piece.kind is not BlockKind.CODE and not piece.links else piece.parts
        if self._notes:
            heading = Piece(BlockKind.HEADING, 2)
            heading.add("Footnotes")
            return [*self._pieces, heading, *self._notes]
        return self._pieces

    def walk(self, position: int, end: int) -> None:
        """Collect the pieces between two positions."""
        source = self._source
        while position < end:
            verbatim = grammar.VERBATIM.match(source, position) if source[position] == "\\" else None
            if verbatim:
                position = self._verbatim(verbatim, end)
                continue
            token = grammar.TOKEN.match(source, position, end)
            if token is None:
                position += 1
                continue
            position = token.end()
            if token["command"]:
                position = self._command(token["command"], position, end)
            elif token["escape"]:
                position = self._escape(token["escape"], position)
            else:
                self._plain(token)

    def _plain(self, token: re.Match[str]) -> None:
        if token["words"]:
            self._add(token["words"], token.start())
        elif token["gap"]:
            self._close()
        elif token["line"] or token["comment"]:
            if self._piece is not None and token["line"]:
                self._piece.add("\n")
        elif token["cell"]:
            self._close()
            self._next = (BlockKind.TABLE_CELL, 0)
        elif token["tie"]:
            self._add("\u00a0", token.start())

    def _escape(self, escaped: str, position: int) -> int:
        if escaped == "\\":
            if self._inside("tabular"):
                self._close()
                self._next = (BlockKind.TABLE_CELL, 0)
            elif self._piece is not None:
                self._piece.add("\n")
        elif escaped in "\"'`^~=.":
            letter, position = accented(self._source, escaped, position)
            self._add(letter, position)
        else:
            self._add(
                {",": "\u202f", "-": "", "/": "", "(": "", ")": "", "[": "", "]": ""}.get(escaped, escaped), position
            )
        return position

    def _command(self, name: str, position: int, end: int) -> int:
        bare = name.rstrip("*")
        if bare in ("begin", "end"):
            return self._environment(bare, position)
        if bare in grammar.LEVELS:
            self._close()
            self._next = (BlockKind.HEADING, grammar.LEVELS[bare])
            start, stop = self._argument(position)
            self._inner(start, stop)
            self._close()
            return stop + 1
        if bare in _COMMANDS:
            return _COMMANDS[bare](self, position)
        if grammar.CITE.fullmatch(name):
            return self._cite(position)
        if bare in grammar.SILENT:
            for _ in range(grammar.SILENT[bare]):
                position = self._argument(position)[1] + 1
            return min(position, max(end, position))
        letters = sign(bare)
        if letters:
            self._add(letters, position)
        elif len(bare) == 1 and bare in "cvHukrbdt":
            letter, position = accented(self._source, bare, position)
            self._add(letter, position)
        return position

    def _environment(self, which: str, position: int) -> int:
        start, stop = self._argument(position)
        name = self._source[start:stop].strip().rstrip("*")
        self._close()
        after = stop + 1
        if which == "end":
            while self._environments and self._environments.pop()[0] != name:
                continue
            return after
        self._environments.append((name, 0))
        if name == "thebibliography":
            self._heading_words("References", position)
        if name == "abstract":
            self._heading_words("Abstract", position)
        if name in ("tabular", "tabularx", "longtable", "thebibliography", "minipage", "multicols", "array"):
            after = self._argument(after)[1] + 1
            self._next = (BlockKind.TABLE_CELL, 0) if "tab" in name else (None, 0)
        elif name.startswith(("equation", "align", "figure", "table", "enumerate", "itemize")):
            optional = grammar.LABEL.match(self._source, after)
            after = optional.end() if optional else after
        return after

    def _heading_words(self, words: str, position: int) -> None:
        self._next = (BlockKind.HEADING, 2)
        self._add(words, position)
        self._close()

    def _item(self, position: int) -> int:
        """An item of a list, with its label or number."""
        self._close()
        label = grammar.LABEL.match(self._source, position)
        position = label.end() if label else position
        name, count = self._environments[-1] if self._environments else ("", 0)
        if self._environments:
            self._environments[-1] = (name, count + 1)
        self._prefix = f"{label.group(1)} " if label else f"{count + 1}. " if name == "enumerate" else "• "
        self._next = (BlockKind.LIST_ITEM, 0)
        return position

    def _bibitem(self, position: int) -> int:
        self._close()
        label = grammar.LABEL.match(self._source, position)
        start, stop = self._argument(label.end() if label else position)
        self._prefix = f"[{self._keys.get(self._source[start:stop].strip(), '?')}] "
        self._next = (BlockKind.LIST_ITEM, 0)
        return stop + 1

    def _cite(self, position: int) -> int:
        optional = grammar.NOTES.match(self._source, position)
        start, stop = self._argument(optional.end() if optional else position)
        keys = [key.strip() for key in self._source[start:stop].split(",")][:60]
        note = f", {optional.group(1)}" if optional and optional.group(1) else ""
        self._add(f"[{','.join(self._keys.get(key, key) for key in keys)}{note}]", position)
        return stop + 1

    def _footnote(self, position: int) -> int:
        start, stop = self._argument(position)
        number = len(self._notes) + 1
        self._add(str(number).translate(SUPERSCRIPT), position)
        note = Piece(BlockKind.LIST_ITEM, 0, f"{number}. ", f"line {self._line(position)}")
        self._notes.append(note)
        outer, self._piece = self._piece, note
        self._inner(start, stop)
        self._piece = outer
        return stop + 1

    def _caption(self, position: int) -> int:
        self._close()
        self._next = (BlockKind.CAPTION, 0)
        start, stop = self._argument(position)
        self._inner(start, stop)
        self._close()
        return stop + 1

    def _href(self, position: int) -> int:
        start, stop = self._argument(position)
        url = self._source[start:stop].replace("\\", "")
        first, last = self._argument(stop + 1)
        self._add("", position)
        before = self._piece.length if self._piece else 0
        self._inner(first, last)
        if self._piece is not None and url.startswith(("http", "doi:")):
            self._piece.links.append((before, self._piece.length, url))
        return last + 1

    def _url(self, position: int) -> int:
        start, stop = self._argument(position)
        self._add(self._source[start:stop].replace("\\", ""), position)
        return stop + 1

    def _super(self, position: int) -> int:
        start, stop = self._argument(position)
        words = self._source[start:stop]
        if re.fullmatch(r"[\d,\s–-]{1,24}", words):
            self._add(words.translate(SUPERSCRIPT), position)
            return stop + 1
        return position

    def _verbatim(self, opening: re.Match[str], end: int) -> int:
        self._close()
        closing = self._source.find(f"\\end{{{opening.group(1)}}}", opening.end(), end)
        stop = end if closing < 0 else closing
        if opening.group(1).startswith(("verb", "lst", "mint")):
            self._next = (BlockKind.CODE, 0)
            words = self._source[opening.end() : stop]
            blank = len(words) - len(words.lstrip("\n"))
            self._add(words.strip("\n"), opening.end() + blank)
            self._close()
        return end if closing < 0 else stop + len(opening.group(1)) + 6

    def _inner(self, start: int, end: int) -> None:
        if self._depth < grammar.MOST_DEPTH:
            self._depth += 1
            self.walk(start, end)
            self._depth -= 1

    def _argument(self, position: int) -> tuple[int, int]:
        """Return the bounds of the next argument: a group, or one sign; options in brackets are passed over."""
        gap = grammar.OPTIONS.match(self._source, position)
        position = gap.end() if gap else position
        if self._source[position : position + 1] != "{":
            return position, position
        return position + 1, self._closing.get(position, position + 1)

    def _inside(self, name: str) -> bool:
        return any(one.startswith(name) for one, _ in self._environments[-4:])

    def _add(self, words: str, position: int) -> None:
        if self._piece is None:
            if not words.strip():
                return
            kind, level = self._next
            if kind is None and self._environments:
                kind = grammar.ENVIRONMENTS.get(self._environments[-1][0])
            row = self._line(position)
            self._piece = Piece(kind, level, self._prefix, f"line {row}", row)
            self._pieces.append(self._piece)
            self._prefix, self._next = "", (None, 0)
        self._piece.add(words)

    def _close(self) -> None:
        self._piece, self._next = None, (None, 0)

    def _line(self, position: int) -> int:
        if position >= self._counted:
            self._row += self._source.count("\n", self._counted, position)
            self._counted = position
        return self._row


def _closing(source: str) -> dict[int, int]:
    """Return where each group ends, by where it begins; groups that never end are left out."""
    ends: dict[int, int] = {}
    waiting: list[int] = []
    for found in grammar.BRACE.finditer(source):
        if found.group() == "{":
            waiting.append(found.start())
        elif found.group() == "}" and waiting:
            ends[waiting.pop()] = found.start()
    return ends


_COMMANDS = {
    "item": Walk._item,
    "bibitem": Walk._bibitem,
    "footnote": Walk._footnote,
    "footnotetext": Walk._footnote,
    "caption": Walk._caption,
    "href": Walk._href,
    "url": Walk._url,
    **dict.fromkeys(("nolinkurl", "path"), Walk._url),
    "textsuperscript": Walk._super,
}
