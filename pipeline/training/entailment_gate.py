"""Measures an inference model as the program would use it, and says whether it may be shipped.

The gate: macro F1 on SciFact dev at least 0.70 (its test labels are not published), of the contradictions that the
program would hear (probability 0.9) at least 0.7 right and at least 20 of them, and of supported claims whose number
was changed fewer than 20 % still called supported, in claims that people worded and in sentences of abstracts alike.
"""

import random
import sys
import time
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from entailment_pairs import LABELS, Pair, abstracts, covid, questions, scifact, selected, trials
from entailment_tampering import apply, edits

from deskcheck.judges.entailment import SURE, CrossEncoder, Scorer
from deskcheck.judges.stance import Stances

sys.path.insert(0, str(Path(__file__).parents[2] / "tests" / "benchmarks"))
import verdicts as bench

LEAST_F1 = 0.70
LEAST_PRECISION = 0.70
LEAST_ACCUSED = 20
"""Contradictions heard below which their precision says nothing."""
MOST_KEPT = 0.20
GATED = "scifact dev"
PEOPLE, SENTENCES = "people's wording", "sentences of abstracts"


class Scored(NamedTuple):
    """A labelled set as the model reads it.

    Attributes:
        pairs: how many.
        macro: mean F1 of the three labels (of those that the set has), likeliest label taken.
        parts: F1 of each label.
        accused, right: contradictions at ``SURE`` and how many are so in truth.
        leaning, leaning_right: the same by the likeliest label.
    """

    pairs: int
    macro: float
    parts: dict[str, float]
    accused: int
    right: int
    leaning: int
    leaning_right: int


class Kept(NamedTuple):
    """Supported claims whose number was changed: how many, how many the model called supported before, and after."""

    changed: int
    before: int
    after: int

    @property
    def share(self) -> float:
        """After by before; 1 where nothing was supported before, since then nothing is shown."""
        return self.after / self.before if self.before else 1.0


class Figures(NamedTuple):
    """All that is measured: sets by name, changed numbers by name, speed, size in bytes."""

    sets: dict[str, Scored]
    numbers: dict[str, Kept]
    pairs_per_second: float
    pairs_per_cpu_second: float
    size: int


def failed(figures: Figures) -> list[str]:
    """Return which figures miss the gate, in words; empty where it is passed."""
    scored, found = figures.sets[GATED], []
    if scored.macro < LEAST_F1:
        found.append(f"macro F1 on {GATED} {scored.macro:.3f}, wanted {LEAST_F1:.2f}")
    if scored.accused < LEAST_ACCUSED:
        found.append(f"{scored.accused} sure contradictions on {GATED}, wanted {LEAST_ACCUSED} to judge by")
    if scored.accused and scored.right / scored.accused < LEAST_PRECISION:
        share = scored.right / scored.accused
        found.append(f"{share:.2f} of sure contradictions on {GATED} right, wanted {LEAST_PRECISION:.2f}")
    for name, kept in figures.numbers.items():
        if kept.share >= MOST_KEPT:
            found.append(
                f"{kept.share:.2f} of changed numbers kept as supported ({name}), wanted below {MOST_KEPT:.2f}"
            )
    return found


def told(figures: Figures) -> str:
    """Return the figures as lines."""
    rows = []
    for name, one in figures.sets.items():
        parts = "  ".join(f"{label} {score:.2f}" for label, score in one.parts.items())
        rows.append(
            f"{name} ({one.pairs} pairs): macro F1 {one.macro:.3f}  {parts}  contradictions right "
            f"{one.leaning_right} of {one.leaning} likeliest, {one.right} of {one.accused} sure"
        )
    for name, kept in figures.numbers.items():
        rows.append(
            f"numbers changed, {name}: {kept.changed} claims, {kept.before} supported before, {kept.after} still"
        )
    rows.append(
        f"{figures.pairs_per_second:.0f} pairs a second as run here, {figures.pairs_per_cpu_second:.0f} per second of "
        f"processor time; {figures.size / 1e6:.1f} MB"
    )
    return "\n".join(rows)


def measured(folder: Path) -> Figures:
    """Measure the model in ``folder`` on the dev parts of all sets, also of those that only measure."""
    model = CrossEncoder.open(folder)
    sets = {name: scored(pairs, model) for name, pairs in _sets().items()}
    own = [pair for pair in (*scifact("dev"), *covid("dev"), *trials("dev")) if pair.label == "supports"]
    sentences = [_shown(pair) for pair in bench.statements()]
    numbers = {PEOPLE: kept(own, model, _changed), SENTENCES: kept(sentences, model, bench.changed_number)}
    pairs = [(pair.claim, pair.evidence) for pair in scifact("dev")]
    wall, cpu = time.perf_counter(), time.process_time()
    model.score(pairs)
    wall, cpu = time.perf_counter() - wall, time.process_time() - cpu
    size = (folder / "model.onnx").stat().st_size
    return Figures(sets, numbers, len(pairs) / wall, len(pairs) / cpu, size)


def _sets() -> dict[str, list[Pair]]:
    return {
        GATED: scifact("dev"),
        "check_covid dev": covid("dev"),
        "nli4ct dev": trials("dev"),
        "pubmedqa test": questions("test"),
        "healthver dev": [_shown(pair) for pair in bench.cited("healthver", "dev")],
        "healthver test": [_shown(pair) for pair in bench.cited("healthver", "test")],
        "citint dev": [_shown(pair) for pair in bench.cited("citint", "dev")],
    }


def _shown(pair: bench.Pair) -> Pair:
    return Pair(pair.claim, selected(pair.claim, pair.title, " ".join(pair.sentences)), pair.gold, "measured")


def scored(pairs: Sequence[Pair], scorer: Scorer) -> Scored:
    """Let a model read labelled pairs and count what it gets right."""
    answers = list(zip(pairs, scorer.score([(pair.claim, pair.evidence) for pair in pairs]), strict=True))
    labels = [label for label in LABELS if any(pair.label == label for pair in pairs)]
    macro, parts = bench.macro(((pair.label, likeliest(answer)) for pair, answer in answers), labels)
    sure = [pair.label for pair, answer in answers if answer.contradicts >= SURE]
    leaning = [pair.label for pair, answer in answers if likeliest(answer) == "contradicts"]
    return Scored(
        len(pairs), macro, parts, len(sure), sure.count("contradicts"), len(leaning), leaning.count("contradicts")
    )


def likeliest(answer: Stances) -> str:
    """Return the likeliest label."""
    return max(LABELS, key=lambda label: float(getattr(answer, label)))


def _changed(text: str, rng: random.Random) -> str | None:
    return next((apply(edit, text) for edit in edits(text, rng) if edit.kind == "number"), None)


def kept(pairs: Iterable[Pair], scorer: Scorer, change: bench.Mutation, seed: int = 5) -> Kept:
    """Change a number in claims that evidence supports and count those still called supported.

    Only claims count all of whose changed digits stand in the evidence before and not after.
    """
    rng = random.Random(seed)  # noqa: S311 - choice of changes, no secret
    before, after = [], []
    for pair in pairs:
        text = change(pair.claim, rng)
        if text is not None and _told(pair.claim, text, pair.evidence):
            before.append((pair.claim, pair.evidence))
            after.append((text, pair.evidence))
    held = [likeliest(answer) == "supports" for answer in scorer.score(before)]
    still = [likeliest(answer) == "supports" for answer in scorer.score(after)]
    return Kept(len(before), sum(held), sum(one and other for one, other in zip(held, still, strict=True)))


def _told(claim: str, changed: str, evidence: str) -> bool:
    """Tell whether the evidence holds the number that was in the claim, and not the one put in its place."""
    words, others = claim.split(), changed.split()
    if len(words) != len(others):
        return False
    pairs = [(one, other) for one, other in zip(words, others, strict=True) if one != other]
    given = evidence.split()
    return len(pairs) == 1 and _bare(pairs[0][0]) in map(_bare, given) and _bare(pairs[0][1]) not in map(_bare, given)


def _bare(word: str) -> str:
    return word.strip("()[],;:.%≈~<>=").lower()


def statement_sources() -> set[str]:
    """Return the numbers of the abstracts from which the mutation suite takes its statements."""
    titles = {pair.title for pair in bench.statements()}
    return {number for number, document in abstracts().items() if document.title in titles}


def suite_claims() -> set[str]:
    """Return SciFact's claims with a number that the mutation suite may change."""
    pairs = bench.cited("scifact", "train")
    return {pair.claim for pair in pairs if bench.changed_number(pair.claim, random.Random(0)) is not None}  # noqa: S311
