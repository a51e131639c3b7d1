"""The paragraphs and runs of a Word document with their places in the bytes, so that it can be changed in place.

Paragraphs are counted as the reader counts them, so that ``Block.place`` names one.
Elements: ECMA-376 Part 1, section 17.
"""

import re
from pyexpat import ExpatError, ParserCreate

import msgspec

SPACES = {
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
}
_DROPPED = frozenset("pPr rPr del moveFrom instrText delText fldData sdtPr sdtEndPr tblPr tblGrid trPr tcPr".split())
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "sym": "\ufffd"}
_NOTES = ("footnoteReference", "endnoteReference")
_HOLDERS = ("AlternateContent", "drawing", "pict", "object")
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_DEEPEST = 256


class Part(msgspec.Struct):
    """A child of a run: its bytes from ``start`` to ``end``, its tag as written, and its words."""

    tag: str
    name: str
    start: int
    end: int = 0
    words: str = ""


class Run(msgspec.Struct):
    """A run, or a formula, which cannot be split.

    Attributes:
        prefix: the namespace prefix of the run as written.
        start, opened, end: where its start tag begins and ends, and where the element ends, in bytes.
        noted: (``footnote`` or ``endnote``, number) of the note that it refers to.
    """

    prefix: str
    start: int
    opened: int
    end: int = 0
    parts: list[Part] = []
    whole: bool = False
    hidden: bool = False
    noted: tuple[str, int] | None = None

    @property
    def words(self) -> str:
        """What the run says."""
        return "".join(part.words for part in self.parts)


class Paragraph(msgspec.Struct):
    """A paragraph; ``holder`` is the run of the text box it stands in."""

    runs: list[Run] = []
    holder: Run | None = None

    @property
    def words(self) -> str:
        """What the paragraph says."""
        return "".join(run.words for run in self.runs)


class _Open(msgspec.Struct):
    tag: str
    start: int
    skipped: bool
    run: Run | None = None
    part: Part | None = None
    paragraph: bool = False
    chosen: bool = False


class Walk:
    """Reads ``document.xml``.

    Attributes:
        paragraphs: all of them, text boxes included, in the reader's order.
        space: the namespace of the document's elements.

    Raises:
        ValueError: not well-formed, with a DOCTYPE, or nested too deeply.
    """

    def __init__(self, data: bytes) -> None:
        self.paragraphs: list[Paragraph] = []
        self.space = ""
        self._data = data
        self._open: list[_Open] = []
        self._inside: list[Paragraph] = []
        self._order: dict[str, dict[str, int]] = {"footnote": {}, "endnote": {}}
        self._parser = ParserCreate(None, " ")
        self._parser.namespace_prefixes = True
        self._parser.StartElementHandler = self._start
        self._parser.EndElementHandler = self._end
        self._parser.CharacterDataHandler = self._words
        self._parser.StartDoctypeDeclHandler = self._declared
        try:
            self._parser.Parse(data, True)
        except ExpatError as fault:
            raise ValueError("not well-formed") from fault

    def _declared(self, *_: object) -> None:
        raise ValueError("holds a DOCTYPE")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._open) >= _DEEPEST:
            raise ValueError("nested too deeply")
        space, tag, prefix = (*name.split(" "), "", "")[:3] if " " in name else ("", name, "")
        if not self._open:
            self.space = space
        above = self._open[-1] if self._open else _Open("", 0, False)
        here = _Open(tag, self._parser.CurrentByteIndex, above.skipped)
        self._open.append(here)
        if above.run is not None:
            self._in_run(above.run, here, f"{prefix}:{tag}" if prefix else tag, attributes)
        if tag == "vanish" and above.tag == "rPr" and _said(attributes) not in ("0", "false", "off"):
            self._vanish()
        if tag in _DROPPED or (tag == "Fallback" and above.chosen):
            here.skipped = True
        above.chosen = above.chosen or tag == "Choice"
        if here.skipped:
            return
        if tag == "p" and space in SPACES:
            self._paragraph(here)
        elif self._inside and ((tag == "r" and space in SPACES) or tag in ("oMath", "oMathPara")):
            self._run(here, prefix, tag)

    def _paragraph(self, here: _Open) -> None:
        holder = next((one.run for one in reversed(self._open) if one.run is not None), None)
        here.paragraph = True
        self._inside.append(Paragraph([], holder))
        self.paragraphs.append(self._inside[-1])

    def _run(self, here: _Open, prefix: str, tag: str) -> None:
        if tag != "r":
            if any(one.part is not None for one in self._open):
                return
            here.run = Run(prefix, here.start, self._after_tag(here.start), whole=True)
            here.part = Part(tag, tag, here.start)
            here.run.parts.append(here.part)
        elif not any(one.run is not None and one.run.whole and one.tag != "r" for one in self._open):
            here.run = Run(prefix, here.start, self._after_tag(here.start))
        if here.run is not None:
            self._inside[-1].runs.append(here.run)

    def _in_run(self, run: Run, here: _Open, name: str, attributes: dict[str, str]) -> None:
        if run.parts and run.parts[0].tag in ("oMath", "oMathPara"):
            return
        here.part = Part(here.tag, name, here.start, words=_SIGNS.get(here.tag, ""))
        run.parts.append(here.part)
        run.whole = run.whole or here.tag in _HOLDERS
        if here.tag in _NOTES and not here.skipped:
            kind = here.tag.removesuffix("Reference")
            identifier = next((value for key, value in attributes.items() if key.split(" ")[1:2] == ["id"]), "")
            run.noted = (kind, self._order[kind].setdefault(identifier, len(self._order[kind]) + 1))

    def _vanish(self) -> None:
        if len(self._open) > 2 and (run := self._open[-3].run) is not None:
            run.hidden = True

    def _words(self, words: str) -> None:
        here = self._open[-1]
        if here.skipped or here.tag != "t":
            return
        if here.part is not None:
            here.part.words += words
        else:
            for one in reversed(self._open):
                if one.paragraph:
                    return
                if one.run is not None and one.part is not None:
                    one.part.words += words
                    return

    def _end(self, _: str) -> None:
        here = self._open.pop()
        if here.run is None and here.part is None and not here.paragraph:
            return
        after = self._after_tag(here.start)
        at = self._parser.CurrentByteIndex
        closed = after if self._data[after - 2 : after] == b"/>" else self._data.index(b">", at) + 1
        if here.run is not None:
            here.run.end = closed
        if here.part is not None:
            here.part.end = closed
        if here.paragraph:
            self._inside.pop()

    def _after_tag(self, start: int) -> int:
        found = _TAG.match(self._data, start)
        if found is None:
            raise ValueError("not well-formed")
        return found.end()


def _said(attributes: dict[str, str]) -> str:
    return next((value for key, value in attributes.items() if key.split(" ")[1:2] == ["val"]), "")
