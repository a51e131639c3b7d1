"""Names of people and organisations, as reference lists print them.

Handles inverted (``Parincu, Z.``, ``Markello TC``) and natural order (``J. P. Collman``), both in one list,
particles, suffixes, degrees (kept as suffix), ``et al.`` (dropped) and organisations (kept whole).
No word of a name is ever dropped or altered.
"""

import re
from typing import NamedTuple

from deskcheck.extractors.references.parse import roles
from deskcheck.extractors.references.parse.lexicon import CUES
from deskcheck.extractors.references.parse.organisations import HOUSES, ORGANISATIONS
from deskcheck.model import CslName
from deskcheck.text.glued_names import unglued

_INITIALS = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ]\.?(?:\s?[-‐–]\s?|\s)?){1,4}|(?:[A-Z][a-z]?\.[-\s]?){1,4}")
_INITIAL_WORD = re.compile(r"(?:[^\W\d_a-zà-öø-ÿ]\.?[-‐–]?){1,3}|[A-Z][a-z]\.|(?:[A-Z][a-z]?\.-?){2,4}")
_AND = re.compile(r"(?:(?<!\s)\s++)?(?:[,;]\s*+)?(?:&|\b(?:and|AND|und|UND|et|y|e|og|och)\b|\bu\.)\s++(?=[^\W\d_])")
_OPENING = {")": "(", "]": "["}
# Initials in the name of an organisation that are no person's.
_COUNTRY = re.compile(r"\bU\.\s?[SKN]\.(?:\s?A\.)?")
# "Weltgesundheitsorganisation (WHO)": no person prints such letters behind a name.
_WITH_ACRONYM = re.compile(r"[^\W\d_][^,;()]{3,120} \((?=[^()]*[A-Z][^()]*[A-Z])[A-Z][A-Za-z-]{1,9}\)[.:]?")
_INVERTED = re.compile(r"\s*[\w’'-]+,\s?(?:[A-Z]\b\.?[ -]?){1,3}(?:$|[,&;])")
_INITIAL = re.compile(r"\b[A-Z]{1,2}(?:\b|\.)")
_SUFFIXES = {"jr", "sr", "ii", "iii", "iv", "jnr", "2nd", "3rd", "4th"}
_COINED = re.compile(r"(?!Mac|Fitz|Van|Von|De)(?:[A-Z][a-z]{3,}[A-Z][a-z]{2,}|[A-Z][a-z]+(?:[A-Z][a-z]+){2,3})")
_HONORIFIC = re.compile(r"^(?:(?:dr|prof|mr|mrs|ms)\b\.?\s+)+(?=[^\W\d_]{2})", re.IGNORECASE)
_FUNCTION = frozenset({"of", "for", "on", "the", "in", "to", "für", "des", "at", "with", "from"})
_PARTICLES = set(
    "von van de der den del della di da dos du la le ten ter zu zur vom al el bin ibn af av do das".split()
)


class _Piece(NamedTuple):
    """A stretch between two separators.

    ``kind`` is I for initials, F for a family name then initials, N for natural order, W for words, S for a
    suffix, O for an organisation; ``joined`` tells whether "and" stands before it.
    """

    text: str
    kind: str
    joined: bool


def parse(text: str) -> tuple[CslName, ...]:
    """Read a printed list of names."""
    text = roles.without(unglued(text[:4000]))
    text = " ".join(text.split()).strip(" ,;:&([")
    if not text:
        return ()
    if _whole_organisation(text):
        return tuple(CslName(literal=part) for part in re.split(r"(?:(?<!\s)\s++)?;\s*", _closed(text)) if part)
    names: list[CslName] = []
    for chunk in re.split(r";|(?<=\w[\w.])\s?/\s?(?=[^\W\d_])", text):
        names += _people(_pieces(chunk))
    return tuple(names)


def _closed(text: str) -> str:
    """Trim the marks around a name, a full stop only after a word of some length."""
    text = text.strip(" ,;:&([")
    while text[-1:] in (")", "]") and text.count(text[-1]) > text.count(_OPENING[text[-1]]):
        text = text[:-1].rstrip(" ,;:&")
    return text[:-1].rstrip(" ,") if text.endswith(".") and not re.search(r"(?:^|[\s.,])\w{1,3}\.$", text) else text


def _whole_organisation(text: str) -> bool:
    """Tell whether the text as a whole names organisations: their words, and nothing like an initial."""
    if _WITH_ACRONYM.fullmatch(text):
        return True
    text = _COUNTRY.sub("", text)
    words = re.findall(r"[^\W\d_]+", text)
    if not _is_organisation(words):
        return len(words) == 1 and words[0].isupper() and len(words[0]) > 1
    return not any(len(word) == 1 and word.isupper() for word in words) and not re.search(
        r"\b(?!U[KSN]\b|EU\b)[A-Z]{1,2}\.?(?:[,;]|$)", text
    )


def _pieces(chunk: str) -> list[_Piece]:
    """Cut a chunk without semicolons into its pieces."""
    pieces: list[_Piece] = []
    for number, joined in enumerate(_parted(chunk)):
        for place, part in enumerate(joined.split(",")):
            part = _HONORIFIC.sub("", part.strip())
            if part.strip(" .&-"):
                pieces.append(_Piece(part, _kind(part), number > 0 and place == 0))
    return pieces


def _parted(chunk: str) -> list[str]:
    """Cut a chunk at its "and"s, but not inside the name of an organisation ("Centers for Disease Control and …")."""
    parts, begin = [], 0
    for match in _AND.finditer(chunk):
        before = chunk[begin : match.start()].rsplit(",", 1)[-1].split()
        after = chunk[match.end() :]
        person = _INVERTED.match(after) or _INITIAL.search(after.split(",", 1)[0])
        if len(before) > 1 and _is_organisation(before) and not person:
            continue
        parts.append(chunk[begin : match.start()])
        begin = match.end()
    return [*parts, chunk[begin:]]


def _is_organisation(words: list[str]) -> bool:
    """Tell whether words name an organisation: one of its kinds is among them, or a word such as "of" or "for"."""
    cued = not ORGANISATIONS.isdisjoint([word.lower().strip(".") for word in words])
    return cued or not _FUNCTION.isdisjoint(words[1:]) or not HOUSES.isdisjoint(words[-1:])


def _bare(word: str) -> str:
    """Return a word in lower case without full stops."""
    return word.replace(".", "").lower()


def _degree(word: str) -> bool:
    """Tell whether a word is an academic degree or a suffix of a name."""
    bare = _bare(word)
    return bare in _SUFFIXES or (not word.islower() and len(bare) > 1 and "degree" in CUES.get(bare, ""))


def _kind(part: str) -> str:
    """Classify a piece."""
    words = part.split()
    while len(words) > 1 and words[-1] in _PARTICLES:
        words.pop()
    bare = part.rstrip(".").replace(".", "").lower()
    if bare in _SUFFIXES or (len(bare) > 1 and "degree" in CUES.get(bare, "") and not part.islower() and len(part) > 2):
        return "S"
    if _INITIALS.fullmatch(part):
        return "I"
    if len(words) > 1 and _is_organisation(words):
        return "O"
    _without_suffixes(words)
    if (
        len(words) > 1
        and _bare(words[-1]) not in _SUFFIXES
        and _INITIAL_WORD.fullmatch(words[-1])
        and not (len(words[-1]) > 3 and words[-1].isalpha())
    ):
        return "F"
    if (
        len(words) > 1
        and words[0] not in ("St.", "Ste.")
        and (_INITIAL_WORD.fullmatch(words[0]) or re.match(r"(?:[A-Z]\.-?)+[A-Z]\w", words[0]))
    ):
        return "N"
    if len(words) == 1 and re.match(r"(?:[A-Z]\.-?){1,3}[A-Z]\w", part):
        return "N"
    return "W"


def _people(pieces: list[_Piece]) -> list[CslName]:
    """Put pieces together to names."""
    names: list[CslName] = []
    index = 0
    while index < len(pieces):
        piece = pieces[index]
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        index += 1
        if names and (piece.kind == "S" or _trails(piece, names[-1])):
            names[-1] = _with_suffix(names[-1], piece.text)
        elif piece.kind == "F":
            names.append(_family_first(piece.text))
        elif piece.kind == "N":
            names.append(_natural(piece.text))
        elif piece.kind == "O":
            names.append(CslName(literal=_closed(piece.text)))
        elif after is not None and not after.joined and _inverted(piece, after):
            names.append(_named(piece.text, after.text))
            index += 1
        elif " " in piece.text and piece.kind == "W":
            names.append(_natural(piece.text))
        else:
            names.append(_alone(piece.text))
    return names


def _trails(piece: _Piece, last: CslName) -> bool:
    """Tell whether a piece without a name in it belongs to the name before: a degree of two letters, a second title."""
    bare = piece.text.strip(" .")
    return (
        not piece.joined
        and " " not in bare
        and (_degree(bare) or (bool(last.suffix) and bare.isupper() and len(bare) > 2))
    )


def _inverted(piece: _Piece, after: _Piece) -> bool:
    """Tell whether a piece is a family name and the next one its given name."""
    if after.kind == "I":
        return piece.kind in {"W", "I"} and not (" " in piece.text and _degree(after.text))
    if piece.kind != "W":
        return False
    words = [word for word in piece.text.split() if word.lower() not in _PARTICLES and _bare(word) not in _SUFFIXES]
    return len(words) <= 1 and after.kind in {"W", "N", "F"} and (after.kind != "F" or len(after.text.split()[0]) > 2)


def _alone(text: str) -> CslName:
    """Make a name of a single word: a family name, or an abbreviation of an organisation."""
    bare = text.rstrip(".")
    abbreviated = len(bare) > 1 and bare.isupper()
    return CslName(literal=bare) if abbreviated or _COINED.fullmatch(bare) else CslName(family=bare)


def _named(family: str, given: str) -> CslName:
    """Make a name of its family and given parts; degrees and suffixes at the end of the given part go to ``suffix``."""
    words = given.split()
    suffix: list[str] = []
    while len(words) > 1 and _degree(words[-1]):
        suffix.insert(0, words.pop())
    particles: list[str] = []
    kin = family.strip(" .").split()
    while len(kin) > 1 and kin[0].lower() in _PARTICLES and kin[0].islower():
        particles.append(kin.pop(0))
    while len(kin) > 1 and _bare(kin[-1]) in _SUFFIXES:
        suffix.insert(0, kin.pop())
    dropping: list[str] = []
    while len(words) > 1 and words[-1] in _PARTICLES:
        dropping.insert(0, words.pop())
    return CslName(
        family=" ".join(kin),
        given=" ".join(words),
        non_dropping_particle=" ".join(particles),
        dropping_particle=" ".join(dropping),
        suffix=" ".join(suffix),
    )


def _family_first(text: str) -> CslName:
    """Read ``Markello TC`` or ``von Känel R. Jr``: the initials at the end are the given name."""
    words = text.split()
    suffix = _without_suffixes(words)
    after: list[str] = []
    while len(words) > 1 and words[-1] in _PARTICLES:
        after.insert(0, words.pop())
    cut = len(words)
    while cut > 1 and _INITIAL_WORD.fullmatch(words[cut - 1]):
        cut -= 1
    return _with_suffix(_named(" ".join(words[:cut]), " ".join(words[cut:] + after)), suffix)


def _without_suffixes(words: list[str]) -> str:
    """Take "Jr" and its like off the end of a name of three words or more, and return them."""
    found: list[str] = []
    while len(words) > 2 and _bare(words[-1]) in _SUFFIXES:
        found.insert(0, words.pop())
    return " ".join(found)


def _natural(text: str) -> CslName:
    """Read ``J. P. Collman`` or ``Yael van der Berg``: the last word, with its particles, is the family name."""
    words = text.split()
    suffix: list[str] = []
    while len(words) > 2 and _degree(words[-1]):
        suffix.insert(0, words.pop())
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in _PARTICLES and words[cut - 1].islower():
        cut -= 1
    if words[0] == "The" and len(words) > 2:
        return CslName(literal=text)
    if len(words) == 1:
        glued = re.match(r"((?:[A-Z]\.-?){1,3})(.+)", text)
        return CslName(family=glued.group(2).rstrip("."), given=glued.group(1)) if glued else _alone(text)
    name = _named(" ".join(words[cut:]), " ".join(words[:cut]))
    return _with_suffix(name, " ".join(suffix))


def _with_suffix(name: CslName, suffix: str) -> CslName:
    """Add a suffix or degree, if there is one, to a name."""
    if not suffix:
        return name
    if name.literal:
        return CslName(literal=f"{name.literal}, {suffix}")
    return CslName(
        family=name.family,
        given=name.given,
        non_dropping_particle=name.non_dropping_particle,
        dropping_particle=name.dropping_particle,
        suffix=" ".join(filter(None, (name.suffix, suffix))),
    )
