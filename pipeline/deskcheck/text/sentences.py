"""Sentences with exact offsets: rules for English prose with citations, decimals and abbreviations."""

import re
from collections.abc import Iterator

# A full stop after one of these never ends a sentence by itself.
_ABBREVIATIONS = frozenset(
    """adm al approx art asst ave blvd ca capt cf ch chap cmdr col corp dept diss dr e.g ed eds eq eqs est et etc fig
    figs gen gov hon i.e ibid inc jr lt ltd m.d max messrs min mr mrs ms mt no nos op p ph.d pp prof pt ref refs rep
    rev sec sen sgt sr st suppl tab trans univ viz vol vols vs m.fl fl bl.a t.ex u.å z.b u.a d.h vgl bzw ca p.ej cols
    coll e.a resp calif conn fla mich minn okla tenn ariz colo wyo""".split()
)
# These may close a sentence when a new one clearly starts.
_SOFT_ABBREVIATIONS = frozenset("al approx corp dept etc inc jr ltd m.d ph.d sr no u.s u.k".split())
# A number behind one of these is the day or the year.
_MONTHS = frozenset("jan feb mar apr jun jul aug sep sept oct nov dec".split())
_HOURS = frozenset(("a.m", "p.m"))
# After an initial, these words show that a new sentence starts: "vitamin C. It helps".
_SENTENCE_OPENERS = frozenset(
    """The A An It This That These Those There He She They We You I In On At For But And So However Then When While If
    As After Since Most Many Some Researchers Studies What Why How People Not No Its Their Our Your""".split()
)
_FIRST_WORD = re.compile(r"\W*([A-Za-z]+)\b")
_END = re.compile(r"[.!?…]+")
_CLOSERS = "\"'”’»)]}*_"
# Citation markers that cling to the full stop: [1,2], [[1]–[3]], [^1], [3]: 1233 (a page), [citation needed], a tagged
# or superscript figure, or bare digits after a letter, a footnote's dagger.
_MARKER = re.compile(
    r"\s?\\?\[{1,2}\^?[\d,;–— \[\]-]{1,80}\](?!\()(?::\s?\d{1,5}(?:[–-]\d{1,5})?(?=\s|\[|$))?"
    r"|\s?\[[a-z][a-z ]{1,40}\??\]|,?\s?\[[ivxlc]{1,8}\]|\[\^[\w.-]{1,40}\]|\s?<sup>[^<>]{1,60}</sup>"
    r"|[¹²³⁰⁴-⁹][¹²³⁰⁴-⁹,⁻˒–-]*|[†‡§¶‖]{1,2}"
    r"|(?<=(?:19|20)\d\d\.)\d{1,3}(?:[,–-]\d{1,3})*(?=\s+[A-Z“\"]|\s*\Z)"
    r"|(?:(?<=[a-z)%”’\"][.!?])|(?<=[A-Z]{2}[.!?]))\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)"
)
_MARKED = ("[", "\\", "<")
# "Harvard T.H. Chan School", "Washington, D.C."
_INITIALS = re.compile(r"[a-z](?:\.[a-z]){1,3}")
_WORD_BEFORE = re.compile(r"(?<![\w.’'&-])[\w.’'&-]*+$")
_OPENERS = " \"'“‘«([{•*–—-"


def sentences(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, int]]:
    """Yield the offsets (start, end) of each sentence of ``text[start:end]``, outer blanks excluded.

    A line break does not end a sentence; a blank line does.
    """
    stop = len(text) if end is None else end
    begin = start
    for match in _END.finditer(text, start, stop):
        if match.start() < begin:
            continue
        closing = _after_closers(text, match.end(), stop)
        if _ends_here(text, begin, match, closing, stop):
            yield from _trimmed(text, begin, closing)
            begin = closing
    yield from _trimmed(text, begin, stop)


def _after_closers(text: str, position: int, stop: int) -> int:
    while position < stop and text[position] in _CLOSERS:
        position += 1
    while position < stop:
        # No marker begins so: a quick look, since most sentences end with a blank and a letter.
        if text[position] == " " and text[position + 1 : position + 2] not in _MARKED:
            break
        marker = _MARKER.match(text, position, stop)
        if marker is None:
            break
        position = marker.end()
    return position


def _ends_here(text: str, begin: int, match: re.Match[str], closing: int, stop: int) -> bool:
    if closing < stop and not text[closing].isspace():
        return False
    following = text[closing : min(stop, closing + 80)].lstrip()
    if not following:
        return True
    first = following.lstrip(_OPENERS)[:1]
    if match.group() != ".":
        return not first.islower()
    if first.islower() or not first:
        return False
    tail = text[max(begin, match.start() - 24) : match.start()]
    found = _WORD_BEFORE.search(tail)
    word = found.group().lower() if found else ""
    if word in _HOURS:
        return _opens(following)
    if word in _MONTHS:
        return not following[:1].isdigit()
    if word in _SOFT_ABBREVIATIONS:
        return first.isupper() and not following[:1].isdigit() and (word != "al" or _opens(following))
    if "." in word and tail[-1:].isupper() and _INITIALS.fullmatch(word):
        return _opens(following)
    is_initial = len(word) == 1 and word.isalpha() and word not in ("i", "a")
    initial = is_initial and tail[-1:].isupper() and tail[-2:-1] in ("", " ", ".", "(")
    return word not in _ABBREVIATIONS and (not initial or (tail[-2:-1] == " " and _opens(following)))


def _opens(following: str) -> bool:
    """Tell whether the first word is one that hardly stands but at the beginning of a sentence."""
    opener = _FIRST_WORD.match(following)
    return opener is not None and opener.group(1) in _SENTENCE_OPENERS


def _trimmed(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    if text.find("\n", begin, end) < 0:
        part = text[begin:end]
        if kept := part.strip():
            start = begin + len(part) - len(part.lstrip())
            yield start, start + len(kept)
        return
    for part_start, part_end in _paragraphs(text, begin, end):
        while part_start < part_end and text[part_start].isspace():
            part_start += 1
        while part_end > part_start and text[part_end - 1].isspace():
            part_end -= 1
        if part_start < part_end:
            yield part_start, part_end


def _paragraphs(text: str, begin: int, end: int) -> Iterator[tuple[int, int]]:
    position = begin
    for gap in re.finditer(r"\n[^\S\n]*\n", text[begin:end]):
        yield position, begin + gap.start()
        position = begin + gap.end()
    yield position, end
