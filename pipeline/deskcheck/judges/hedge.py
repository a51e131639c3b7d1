"""A "may" or "suggests" of the source that the claim has dropped."""

import re
from collections.abc import Iterator

from deskcheck.judges import stance, strength, topic
from deskcheck.judges.opinion import Opinion, View
from deskcheck.judges.passages import concept
from deskcheck.model import Distortion, Stance

PARTIAL = re.compile(
    r"\b(?:some|may|might|can|could|sometimes|often|occasionally|certain|several|many|one (?:way|of)|a few|"
    r"not all|varies|vary|"
    r"in part|partly|partial(?:ly)?|subset|minority|(?:some|certain) (?:people|patients)|preliminary|small)\b"
)
"""Words that keep a statement to some of those concerned."""
_PART = re.compile(r"[,;:]\s|\s(?:with|which|although|while|whereas)\s")
_WORDS = re.compile(r"[^\W\d_]+")
_MOST = 0.6
# "A potential role", "whether" and "can" leave open what they speak of, not what was found.
_OF_THINGS = frozenset("can would should could potential possibility whether".split())


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim states outright what the source hedges."""
    passage = view.passage
    if passage is None or view.coverage < 0.45 or strength.is_hedged(view.statement.text):
        return
    found = [word for word in strength.hedges(passage.text) if word not in _OF_THINGS]
    if not view.source.is_note(view.deciding):
        found = [word for word in found if _governs(word, view)]
    if not found or _quoted_number(view) or stance.asks(passage):
        return
    if PARTIAL.search(view.statement.passage.folded):
        return
    yield Opinion(
        stance=Stance.QUALIFIES,
        strength=0.6,
        says=f"the source says “{found[0]}”, the claim states it outright",
        cue=f"(outright) | {found[0]}",
        distortions=(Distortion.HEDGE_DROPPED,),
        passage=view.deciding,
        suggestion=f"keep the source's “{found[0]}”",
    )


def _governs(hedge: str, view: View) -> bool:
    """Tell whether the part of the deciding sentence that has the hedge has most of what the claim shares with it."""
    shared = view.statement.passage.concepts & set(view.passage.topics if view.passage else ())
    total = sum(map(topic.weight, shared))
    for part in _PART.split(view.passage.folded if view.passage else ""):
        if re.search(rf"\b{re.escape(hedge)}\b", part):
            held = {concept(word) for word in _WORDS.findall(part)} & shared
            return sum(map(topic.weight, held)) >= _MOST * total
    return True


def _quoted_number(view: View) -> bool:
    return any(quantity.kind in ("percent", "ratio") for quantity in view.statement.quantities)
