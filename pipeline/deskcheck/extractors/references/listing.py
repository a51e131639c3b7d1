"""One reference a line → the parsed references, every line answered and in order."""

import re
from collections.abc import Sequence

import msgspec

from deskcheck.extractors.references.parse import Parsed, parse_all
from deskcheck.model import CslItem

_BREAK = re.compile(rb"\r\n|\n|\r")
# No printed reference is longer; what is beyond would cost time and give nothing.
LONGEST = 8000
_BATCH = 2048
"""Lines that are read as one list."""


class LineResult(msgspec.Struct, frozen=True):
    """The answer for one line, as ``--lines`` prints it.

    Attributes:
        fields: the CSL item.
        spans: start, end and label of every field, in code points of the line.
        confidence: 0 to 1 that every field is right.
    """

    fields: CslItem
    spans: tuple[tuple[int, int, str], ...]
    confidence: float


def read_lines(data: bytes) -> list[LineResult]:
    """Parse one reference a line.

    Args:
        data: UTF-8; bytes that are not are replaced by U+FFFD. A last line without a break counts.

    Returns:
        One result per line, in order: an empty line, or one beyond ``LONGEST``, has empty fields and confidence 0.
    """
    return [result for batch in batches(data) for result in read_batch(batch)]


def batches(data: bytes) -> list[list[str]]:
    """Return the lines in batches, each of which is read by itself, a line beyond ``LONGEST`` left empty."""
    lines = ["" if len(line) > LONGEST else line for line in lines_of(data)]
    return [lines[start : start + _BATCH] for start in range(0, len(lines), _BATCH)]


def read_batch(lines: Sequence[str]) -> list[LineResult]:
    """Parse the lines of one batch."""
    return [_result(parsed) for parsed in parse_all(lines)]


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file of one reference a line: only LF, CR and CR LF part them, no other separator."""
    lines = [line.decode("utf-8", "replace") for line in _BREAK.split(data.removeprefix(b"\xef\xbb\xbf"))]
    return lines[:-1] if not lines[-1] else lines


def _result(parsed: Parsed) -> LineResult:
    spans = tuple((span.start, span.end, span.label) for span in parsed.spans)
    return LineResult(parsed.fields, spans, round(parsed.confidence, 4))
