"""Wording taken over: long runs of the same words as a source, outside quotation marks."""

import re
from collections.abc import Iterator

from deskcheck.judges.opinion import Opinion, View
from deskcheck.model import Distortion, Stance
from deskcheck.text import STOPWORDS, fold

MINIMUM_RUN = 12
"""Identical words in a row that are hardly chance; shorter runs are often the name of a thing."""
_SOME = 0.25
"""Coverage by a passage below which no long run of the claim's words can stand in it."""
_SHARED = 3
"""Concepts in common below which the same holds."""
_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r"[\"“«„]([^\"“”«»„]{3,2000})[\"”»“]")


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim repeats a long run of the source's words without quotation marks."""
    if len(view.statement.passage.tokens) < MINIMUM_RUN:
        return
    scores = view.alignment.scores
    near = [
        view.source.passages[index]
        for index in view.alignment.ranked
        if scores[index] >= _SOME
        and not view.source.is_note(index)
        and len(view.statement.passage.concepts & view.source.passages[index].concepts) >= _SHARED
    ]
    if run := longest_run(view.statement.text, [passage.folded for passage in near]):
        yield Opinion(
            stance=Stance.SILENT,
            strength=0.5,
            says=f"{len(run.split())} words in a row are the source's own (“{run[:120]}”)",
            cue=run,
            distortions=(Distortion.WORDING_TAKEN_OVER,),
            grave=False,
            suggestion="set the words in quotation marks or put them in your own",
        )


def _all_within(own: list[str], source: str, minimum: int) -> bool:
    """Tell whether so many words in a row stand in the source at all, in whatever order: a run needs as much."""
    length = 0
    for word in own:
        length = length + 1 if word in source else 0
        if length == minimum:
            return True
    return False


def longest_run(text: str, sources: list[str], minimum: int = MINIMUM_RUN) -> str:
    """Return the longest run of at least ``minimum`` folded words of ``text`` found in a source, or "".

    Quoted stretches of ``text`` do not count; time is linear in the words times the length of the run.
    """
    own = _WORD.findall(fold(_QUOTED.sub(" \x00 ", text[:20_000])))
    best: list[str] = []
    for source in sources:
        folded = fold(source[:60_000])
        if not _all_within(own, folded, minimum):
            continue
        theirs = _WORD.findall(folded)
        places: dict[tuple[str, ...], int] = {}
        for start in range(len(theirs) - minimum + 1):
            places.setdefault(tuple(theirs[start : start + minimum]), start)
        position = 0
        while position + minimum <= len(own):
            at = places.get(tuple(own[position : position + minimum]))
            if at is None:
                position += 1
                continue
            length = minimum
            while (
                position + length < len(own)
                and at + length < len(theirs)
                and own[position + length] == theirs[at + length]
            ):
                length += 1
            if length > len(best):
                best = own[position : position + length]
            position += length
    return " ".join(best) if sum(word not in STOPWORDS for word in best) >= 5 else ""
