"""The segments of a reference, between two marks of the sentence, and the attributes that their tokens share."""

from itertools import pairwise
from typing import NamedTuple

from deskcheck.extractors.references.parse.forms import Form, Gap

_KINDS = ["".join(letter for place, letter in enumerate("iaAn") if mask >> place & 1) for mask in range(16)]
_LENGTH = ["0", "1", "2", "3", "4", "4", "4", "7", "7", "7", "7", "7"]


class Segment(NamedTuple):
    """What the tokens between two marks of the sentence share: keys, each of which stands for two or three attributes.

    Attributes:
        start, end: first token, and the one after the last.
        form: signature, then the names of the first and the last word, and the length.
        ahead: how far off the next number is, the known name here, and the known names to come.
        around: signatures of the segment before and this one, and the word to come.
    """

    start: int
    end: int
    form: tuple[str, str, str, str]
    ahead: tuple[int, str, str]
    around: tuple[str, str, str]

    def attributes(self) -> list[str]:
        """Return the attributes that every token of the segment has."""
        return [*of_form(self.form), *of_ahead(self.ahead), *of_around(self.around)]


def of_form(key: tuple[str, str, str, str]) -> tuple[str, str, str]:
    """Return the attributes of the words of a segment."""
    signature, first, last, length = key
    return f"S{signature}", f"SF{first}{length}", f"SL{last}{length}"


def of_ahead(key: tuple[int, str, str]) -> tuple[str, str]:
    """Return the attributes of what is still to come."""
    distance, known, names = key
    return f"dn{distance}{known}", f"ka{names}{distance}"


def of_around(key: tuple[str, str, str]) -> tuple[str, str, str]:
    """Return the attributes of the segments around."""
    before, signature, coming = key
    return f"S-{before}", f"S+{coming}", f"SS{before}{signature}{coming}"


def segments_of(forms: list[Form], gaps: list[Gap], bounds: list[int], known: list[str]) -> list[Segment]:
    """Return the segments of a reference, in order."""
    total = len(forms)
    signatures = [_signature(forms, start, end) for start, end in pairwise(bounds)]
    ahead = _ahead(signatures, [known[start] for start in bounds[:-1]])
    found = []
    previous = ""
    for place, (signature, length) in enumerate(signatures):
        start, end = bounds[place], bounds[place + 1]
        coming = gaps[end].last + forms[end].name if end < total else "$"
        form = (signature, forms[start].name, forms[end - 1].name, length)
        found.append(Segment(start, end, form, ahead[place], (previous, signature, coming)))
        previous = signature
    return found


def _signature(forms: list[Form], start: int, end: int) -> tuple[str, str]:
    """Return the signature of a segment, its length and the kinds of its words, and its length alone."""
    mask = 0
    for form in forms[start:end]:
        mask |= form.bit
    length = _LENGTH[end - start] if end - start < 12 else "12"
    return length + _KINDS[mask], length


def _ahead(signatures: list[tuple[str, str]], known: list[str]) -> list[tuple[int, str, str]]:
    """Say of each segment how far off the next number is, and which known names are still to come."""
    found: list[tuple[int, str, str]] = []
    names = ""
    distance = 6
    for place in range(len(signatures) - 1, -1, -1):
        found.append((distance, known[place], names))
        distance = 1 if signatures[place][0][-1] == "n" else min(6, distance + 1)
        kind = known[place][1:2]
        if kind and kind not in names:
            names = "".join(sorted(names + kind))
    found.reverse()
    return found


def opening(form: tuple[str, str, str, str]) -> str:
    """Return the attribute of the first token of a segment."""
    return "S1" + form[0]
