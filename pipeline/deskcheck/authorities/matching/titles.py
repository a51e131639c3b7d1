"""How well a registered title stands in a printed reference, and whether the two say different things."""

import re

from rapidfuzz.distance import LCSseq, Levenshtein
from rapidfuzz.fuzz import partial_ratio_alignment

from deskcheck.authorities.matching.printed import Printed, is_year
from deskcheck.authorities.matching.registered import Registered

_NUMERAL = re.compile(r"(?:[ivx]{1,4}|[0-9]{1,4})\Z")
_ROMAN = dict(zip("i ii iii iv v vi vii viii ix x xi xii".split(), map(str, range(1, 13)), strict=True))
_TURNS = frozenset(
    """not no never without lack absence fails failed increases decreases increase decrease increased
    decreased higher lower positive negative""".split()
)
# Before or after the title these make another work of it.
_ABOUT = frozenset(
    """correction corrigendum erratum errata retraction retracted withdrawal withdrawn addendum comment comments
    commentary reply response responses rejoinder discussion review reviews editorial""".split()
)
_ABOUT_LINKS = frozenset("to of on for the in article re authors author".split())


class TitleFit:
    """Where and how well a title was found.

    Attributes:
        score: 0 to 1, likeness of the best form of the title to its stretch of the reference.
        length: tokens of that form.
        whole: False when only the head of the title was found (subtitle not printed).
        conflict: the words that make it another work ("ii" for "i", "not"), or "".
        start, end: token positions of the stretch.
    """

    __slots__ = ("conflict", "end", "length", "score", "start", "whole")

    def __init__(self, score: float, length: int, whole: bool, start: int, end: int) -> None:
        self.score = score
        self.length = length
        self.whole = whole
        self.start = start
        self.end = end
        self.conflict = ""


NO_TITLE = TitleFit(0.0, 0, True, 0, 0)


def fit_title(printed: Printed, registered: Registered) -> TitleFit:
    """Return the best fit of the work's title forms in the printed reference."""
    best = NO_TITLE
    for words, count, whole in registered.titles:
        fit = _fit(printed, words, count, whole)
        if fit.score > best.score + (0.04 if not fit.whole else 0.0):
            best = fit
        if best.score == 1.0:
            break
    if best.score >= 0.6:
        best.conflict = (
            best.conflict or _notice_conflict(printed, best, registered) or _continued(printed, best, registered)
        )
    return best


def _fit(printed: Printed, words: str, count: int, whole: bool) -> TitleFit:
    at = printed.text.find(f" {words} ")
    if at != -1:
        start = printed.text.count(" ", 0, at)
        return TitleFit(1.0, count, whole, start, start + count)
    if count < 2 and len(words) < 6:
        return NO_TITLE
    found = partial_ratio_alignment(words, printed.text, score_cutoff=55)
    if found is None:
        return NO_TITLE
    start = max(printed.text.count(" ", 0, found.dest_start + 1) - 1, 0)
    end = min(start + printed.text.count(" ", found.dest_start + 1, found.dest_end) + 1, len(printed.tokens))
    fit = TitleFit(found.score / 100, count, whole, start, end)
    if fit.score >= 0.75:
        fit.conflict = _turned(words.split(), printed.tokens[start:end])
    elif fit.score >= 0.6:
        fit.score = min(fit.score, _word_share(words.split(), printed.tokens) * 1.1)
    return fit


def _word_share(title: list[str], tokens: list[str]) -> float:
    return LCSseq.similarity(title, tokens) / max(len(title), 1)


def _turned(title: list[str], stretch: list[str]) -> str:
    """The first word that turns one title into another: a different part number, a negation, a reversed direction."""
    for step in Levenshtein.opcodes(title, stretch):
        kind = step.tag
        if kind == "equal":
            continue
        lost, added = title[step.src_start : step.src_end], stretch[step.dest_start : step.dest_end]
        if "".join(lost) == "".join(added):
            continue
        at_edge = step.dest_start == 0 or step.dest_end == len(stretch)
        if kind == "replace" and (numeral := _other_numeral(lost, added)):
            return numeral
        if at_edge and kind != "replace":
            continue
        for word in (*lost, *added):
            if word == "no" and stretch[step.dest_end : step.dest_end + 1] and stretch[step.dest_end][0].isdigit():
                continue
            if word in _TURNS and not any(_akin(word, other) for other in (added if word in lost else lost)):
                return word
    return ""


def _other_numeral(lost: list[str], added: list[str]) -> str:
    ours = {_ROMAN.get(word, word) for word in added if _NUMERAL.match(word) and not is_year(word)}
    theirs = {_ROMAN.get(word, word) for word in lost if _NUMERAL.match(word)}
    return "" if not ours or not theirs or ours & theirs else min(theirs)


def _akin(one: str, other: str) -> bool:
    return one[:5] == other[:5] and len(one) > 4


def _notice_conflict(printed: Printed, fit: TitleFit, registered: Registered) -> str:
    """A printed "Correction to:" before the title, or a registered notice that the reference does not print."""
    before = printed.tokens[max(0, fit.start - 4) : fit.start]
    while before and before[-1] in _ABOUT_LINKS:
        before.pop()
    named = before[-1] if before and before[-1] in _ABOUT else ""
    if named in ("review", "reviews") and registered.kind != "book":
        named = ""
    if named in ("retracted", "withdrawn", "editorial"):
        named = ""
    title = registered.titles[0][0].split() if registered.titles else []
    carries = bool(set(title[:3]) & _ABOUT)
    if named and not carries and not registered.notice:
        return named
    if registered.notice and not (set(printed.tokens) & _ABOUT):
        return "notice"
    return ""


def _continued(printed: Printed, fit: TitleFit, registered: Registered) -> str:
    """A printed title that goes on with "Part II" after the registered one has ended (or the other way round)."""
    after = printed.tokens[fit.end : fit.end + 2]
    title = registered.titles[0][0].split() if registered.titles else []
    if len(after) == 2 and after[0] == "part" and _NUMERAL.match(after[1]):
        if "part" in title and title[-1:] != ["part"]:
            wanted = [title[at + 1] for at in range(len(title) - 1) if title[at] == "part"]
            return "" if after[1] in wanted else f"part {after[1]}"
        return "" if title[-1:] == [after[1]] else f"part {after[1]}"
    return ""


def unexplained(printed: Printed, registered: Registered, fit: TitleFit) -> int:
    """Count the content words of the reference that neither title, authors nor container of the work account for.

    A capitalised word counts half, for it may be a name that the record leaves out.
    """
    known = {token for name in registered.families for token in name}
    known.update(token for form, _, _ in registered.titles for token in form.split())
    heads = {token[:3] for name in registered.containers for token in name}
    stretch = range(fit.start, fit.end) if fit.score >= 0.6 else range(0)
    count = 0
    for place, token in printed.content:
        if place not in stretch and token not in known and token[:3] not in heads:
            count += 2 if token in printed.small else 1
    return count // 2
