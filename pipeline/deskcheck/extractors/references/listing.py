"""One reference a line → the parsed references, every line answered and in order."""

import re

import msgspec

from deskcheck.extractors.references.parse import Parsed, parse_all
from deskcheck.model import CslItem

_BREAK = re.compile(rb"\r\n|\n|\r")
# No printed reference is longer; what is beyond would cost time and give nothing.
LONGEST = 8000
_BATCH = 5000


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
    lines = lines_of(data)
    results: list[LineResult] = []
    for start in range(0, len(lines), _BATCH):
        batch = ["" if len(line) > LONGEST else line for line in lines[start : start + _BATCH]]
        results.extend(_result(parsed) for parsed in parse_all(batch))
    return results


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file of one reference a line: only LF, CR and CR LF part them, no other separator."""
    lines = [line.decode("utf-8", "replace") for line in _BREAK.split(data.removeprefix(b"\xef\xbb\xbf"))]
    return lines[:-1] if not lines[-1] else lines


def _result(parsed: Parsed) -> LineResult:
    spans = tuple((span.start, span.end, span.label) for span in parsed.spans)
    return LineResult(parsed.fields, spans, round(parsed.confidence, 4))
