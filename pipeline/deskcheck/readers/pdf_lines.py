"""PDF on standard input → lines with their places on standard output; run as a process of its own.

PDFium is C++ that reads hostile bytes, so it works where a crash, a hang or a blow-up takes nothing else
down: ``pdf.py`` starts this file, which imports nothing of deskcheck, sets limits on itself and writes one
JSON object a page. Arguments: seconds, bytes of memory, pages, characters.
"""

import ctypes
import json
import sys
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

_WHITE = 250
_INVISIBLE = 3  # text rendering mode 3, ISO 32000-1 table 106
_PATH, _IMAGE, _SHADING, _FORM = 2, 3, 4, 5  # FPDF_PAGEOBJ_*
_RAISED = "0123456789,–- "
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_TINY_POINTS = 1.3
_LARGE_SHARE = 0.5
_MOST_OBJECTS = 20_000
_MOST_COVERS = 200
_BOLD = 600
_SOFT_HYPHEN = "\u00ad"
_Box = tuple[float, float, float, float]


def main() -> None:
    """Read standard input, write one line of JSON for each page, the last with what went wrong."""
    seconds, memory, pages, characters = (int(word) for word in sys.argv[1:5])
    _limit(seconds, memory)
    import pypdfium2  # noqa: PLC0415 - after the limits are set

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
        count = len(document)
    except pypdfium2.PdfiumError as fault:
        _write({"fault": "encrypted" if "assword" in str(fault) else "damaged"})
        return
    _write({"pages": count, "title": str(document.get_metadata_dict().get("Title", ""))[:300]})
    for number in range(min(count, pages)):
        try:
            page = document[number]
            found = _page(page, characters)
        except pypdfium2.PdfiumError:
            found = {"lines": [], "unseen": [], "images": False, "width": 0, "height": 0, "fault": True}
        characters -= sum(len(line[0]) for line in found["lines"])
        _write(found)
        if characters < 0:
            _write({"fault": "long"})
            return
    _write({"done": True})


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        return
    for which, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(which, (most, most))


def _write(found: dict[str, Any]) -> None:
    sys.stdout.write(json.dumps(found) + "\n")
    sys.stdout.flush()


class _Sign(NamedTuple):
    """A character: its box, the least of its red, green and blue, and its text rendering mode."""

    words: str
    left: float
    right: float
    baseline: float
    top: float
    size: float
    white: int
    mode: int
    bold: bool


class _Line:
    """Characters that stand on one line, with the box around them and their look."""

    def __init__(self, first: _Sign) -> None:
        self.signs: list[str] = []
        self.left, self.right = first.left, first.left
        self.baseline, self.top, self.size = first.baseline, first.baseline, first.size
        self.bold = 0

    def is_left_by(self, sign: _Sign) -> bool:
        """Tell whether a character stands on another line, or in another column, than the one before."""
        tall = max(sign.size, self.size, 1)
        far = sign.left - self.right > 2.5 * tall or sign.left < self.left - tall
        return far or abs(sign.baseline - self.baseline) > 0.8 * tall

    def add(self, sign: _Sign) -> None:
        """Append a character; raised digits become superscript."""
        higher = sign.baseline - self.baseline > 0.15 * self.size
        raised = bool(self.signs) and higher and sign.size < 0.85 * self.size
        self.signs.append(sign.words.translate(_SUPERSCRIPT) if raised and sign.words in _RAISED else sign.words)
        self.right, self.top = max(self.right, sign.right), max(self.top, sign.top)
        self.bold += sign.bold
        if sign.size > self.size and not raised:
            self.size, self.baseline = sign.size, sign.baseline

    def flat(self) -> list[Any]:
        """Return words, left, right, baseline, size and whether most is bold."""
        words = "".join(self.signs).rstrip()
        return [
            words,
            *(round(number, 1) for number in (self.left, self.right, self.baseline, self.size)),
            self.bold * 2 > len(words) > 0,
        ]


def _page(page: Any, most: int) -> dict[str, Any]:
    width, height = page.get_size()
    text = page.get_textpage()
    covers, images = _covers(page, width * height)
    lines: list[_Line] = []
    unseen: dict[tuple[int, str], list[str]] = {}
    line: _Line | None = None
    for sign in _signs(text, min(text.count_chars(), most + 1)):
        if sign.words in "\r\n":
            line = None
            continue
        if line is None or line.is_left_by(sign):
            line = _Line(sign)
            lines.append(line)
        how = _how_unseen(sign, (width, height), covers, scan=images)
        if how and sign.words.strip():
            unseen.setdefault((len(lines), how), []).append(sign.words)
        elif how:
            unseen.get((len(lines), how), []).append(" ")
        if how not in ("off the page", "drawn invisibly"):
            line.add(sign)
        else:
            line.right = max(line.right, sign.right)
    for nth, one in enumerate(lines, 1):
        height_drawn = one.top - one.baseline
        if one.signs and 0 < height_drawn < _TINY_POINTS and "".join(one.signs).strip():
            unseen.setdefault((nth, "tiny"), one.signs)
    return {
        "lines": [one.flat() for one in lines if "".join(one.signs).strip()],
        "unseen": [["".join(signs), how] for (_, how), signs in unseen.items()],
        "images": images,
        "width": width,
        "height": height,
    }


def _signs(text: Any, count: int) -> Iterator[_Sign]:
    """Yield the characters of a page; look and weight are asked for once a word."""
    from pypdfium2 import raw  # noqa: PLC0415 - after the limits are set

    unicode, box, origin = raw.FPDFText_GetUnicode, raw.FPDFText_GetCharBox, raw.FPDFText_GetCharOrigin
    left, right, bottom, top, x, y = (ctypes.c_double() for _ in range(6))
    colour = [ctypes.c_uint() for _ in range(4)]
    white, mode, bold, size, fresh = 0, 0, False, 1.0, True
    for index in range(count):
        words = _letter(unicode(text, index))
        if words.isspace():
            fresh = True
            yield _Sign(words, right.value, right.value, y.value, y.value, size, white, mode, bold)
            continue
        box(text, index, left, right, bottom, top)
        if fresh or words in _RAISED:
            # Within a word only raised numbers differ from the letter before.
            origin(text, index, x, y)
            size = raw.FPDFText_GetFontSize(text, index)
        if fresh:
            raw.FPDFText_GetFillColor(text, index, *colour)
            drawn = raw.FPDFText_GetTextObject(text, index)
            mode = raw.FPDFTextObj_GetTextRenderMode(drawn) if drawn else 0
            white = min(part.value for part in colour[:3])
            bold = raw.FPDFText_GetFontWeight(text, index) >= _BOLD
        # What follows a number may be of another size again; a hyphen at a line end has no line break after it.
        fresh = words in _RAISED or words == _SOFT_HYPHEN
        shape = top.value > bottom.value
        first, last = (left.value, right.value) if shape else (x.value, x.value)
        yield _Sign(words, first, last, y.value, top.value if shape else y.value, size, white, mode, bold)


def _letter(code: int) -> str:
    """Return PDFium's code point as a character; its mark of a hyphen at a line end becomes a soft hyphen."""
    if code in (0x02, 0xFFFE):
        return _SOFT_HYPHEN
    return chr(code) if 0 < code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def _covers(page: Any, area: float) -> tuple[list[_Box], bool]:
    """Return the boxes of what may lie behind white letters, and whether an image covers most of the page."""
    from pypdfium2 import raw  # noqa: PLC0415 - after the limits are set

    boxes: list[_Box] = []
    images = False
    bounds = [ctypes.c_float() for _ in range(4)]
    colour = [ctypes.c_uint() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        shape = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(shape)
        if kind not in (_PATH, _IMAGE, _SHADING, _FORM) or not raw.FPDFPageObj_GetBounds(shape, *bounds):
            continue
        box = tuple(bound.value for bound in bounds)
        if kind == _PATH:
            filled = raw.FPDFPageObj_GetFillColor(shape, *colour)
            if not filled or min(part.value for part in colour[:3]) >= _WHITE:
                continue
        if kind == _IMAGE and (box[2] - box[0]) * (box[3] - box[1]) > _LARGE_SHARE * area:
            images = True
        boxes.append((box[0], box[1], box[2], box[3]))
    return boxes[:_MOST_COVERS], images


def _how_unseen(sign: _Sign, page: tuple[float, float], covers: Sequence[_Box], *, scan: bool) -> str:
    """Return why a reader does not see a character; text under the picture of a scan is meant to be read."""
    x, y = (sign.left + sign.right) / 2, (sign.baseline + sign.top) / 2
    if not (-1 <= x <= page[0] + 1 and -1 <= y <= page[1] + 1):
        return "off the page"
    if sign.mode == _INVISIBLE:
        return "" if scan else "drawn invisibly"
    if sign.white >= _WHITE and not any(box[0] <= x <= box[2] and box[1] <= y <= box[3] for box in covers):
        return "white"
    return ""


if __name__ == "__main__":
    main()
