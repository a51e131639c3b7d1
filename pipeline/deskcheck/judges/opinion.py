"""What one judge says of one claim and one source."""

from functools import lru_cache

import msgspec

from deskcheck.judges.passages import Passage
from deskcheck.judges.topic import Alignment
from deskcheck.model import Claim, Distortion, Evidence, Quantity, Reference, Stance


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """A claim made ready for comparison: its words, its numbers, and what the article says around it."""

    text: str
    passage: Passage
    claim: Claim | None = None
    quantities: tuple[Quantity, ...] = ()


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """All evidence for one reference, cut into passages.

    Attributes:
        number: the reference's number.
        title: the title at hand, or an empty string.
        passages: the sentences of notes, abstract and texts; the title is not among them.
        origins: for each passage the place in ``evidence`` it was cut from.
        evidence: the pieces the passages were cut from.
        reference: the printed reference, when there is one.
            asides: indices of passages that decide nothing: notes that the source is silent, descriptions of its
            design.
    """

    number: int
    title: str
    passages: tuple[Passage, ...]
    origins: tuple[int, ...]
    evidence: tuple[Evidence, ...]
    reference: Reference | None = None
    asides: frozenset[int] = frozenset()

    @property
    def lower(self) -> str:
        """All passages folded, in one string."""
        return _joined(self.passages)

    def is_note(self, index: int) -> bool:
        """Tell whether a passage is a checker's own wording."""
        return self.evidence[self.origins[index]].origin == "note"


@lru_cache(maxsize=256)
def _joined(cut: tuple[Passage, ...]) -> str:
    return " ".join(passage.lower for passage in cut)


class Opinion(msgspec.Struct, frozen=True, kw_only=True):
    """One judge's view.

    Attributes:
        stance: how the source stands to the claim in this respect.
        strength: 0 to 1, how much the view should count.
        says: a clause without capital and full stop that an editor can send to the author.
        cue: the words compared, claim's side first.
        passage: index of the passage that decides, or −1.
        grave: True when the fault keeps the claim from being supported.
    """

    stance: Stance
    strength: float
    says: str = ""
    cue: str = ""
    distortions: tuple[Distortion, ...] = ()
    passage: int = -1
    suggestion: str = ""
    grave: bool = True


class View(msgspec.Struct, frozen=True, kw_only=True):
    """What a judge is given: the statement, the source and how the first lies over the second."""

    statement: Statement
    source: Source
    alignment: Alignment
    deciding: int

    @property
    def passage(self) -> Passage | None:
        """The passage that decides, or None."""
        return self.source.passages[self.deciding] if self.deciding >= 0 else None

    @property
    def coverage(self) -> float:
        """How much of the claim the deciding passage covers, 0 to 1."""
        return self.alignment.scores[self.deciding] if self.deciding >= 0 else 0.0


def mismatch(said: str, given: str, passage: int) -> Opinion:
    """Return the opinion that the claim has one number where the source has another."""
    return Opinion(
        stance=Stance.CONTRADICTS,
        strength=0.85,
        says=f"the claim has “{said}”, the source “{given}”",
        cue=f"{said} ≠ {given}",
        distortions=(Distortion.NUMBER_MISMATCH,),
        passage=passage,
        suggestion=f"replace “{said}” by “{given}”",
    )
