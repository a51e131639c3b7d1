"""What an inference model changes of the verdicts, which it may only lower.

    python tests/benchmarks/verdicts_nli.py FOLDER

``FOLDER`` is what ``--nli`` takes. For each public set: how often the model takes a verdict back, how often rightly
(``supported`` of what is not so in truth, ``contradicted`` of what is), and the verdicts' macro F1 before and after.
For the mutation suite: true statements flagged and taken back, changed ones still called supported. About ten minutes.
"""

import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import verdicts as bench

from deskcheck.judges import judged
from deskcheck.judges.entailment import CrossEncoder, Scorer
from deskcheck.model import VerdictLabel

_HELD = (VerdictLabel.SUPPORTED, VerdictLabel.PARTLY_SUPPORTED)
_STANCE = {
    VerdictLabel.SUPPORTED: "supports",
    VerdictLabel.PARTLY_SUPPORTED: "supports",
    VerdictLabel.CONTRADICTED: "contradicts",
}


class Heard(NamedTuple):
    """The true label of a pair, and its verdicts by the rules alone and with the model."""

    gold: str
    alone: VerdictLabel
    both: VerdictLabel


def heard(pairs: Sequence[bench.Pair], scorer: Scorer, year: int | None = None) -> list[Heard]:
    """Return the verdicts on pairs, alone and with the model."""
    found = []
    for pair in pairs:
        known = {"title": pair.title, "year": year}
        text = [" ".join(pair.sentences)]
        found.append(
            Heard(
                pair.gold,
                judged(pair.claim, text, known)[0].label,
                judged(pair.claim, text, known, scorer)[0].label,
            )
        )
    return found


def told(found: Sequence[Heard]) -> Iterator[str]:
    """Yield the lines on one set."""
    for name, held in (("supported or partly", _HELD), ("contradicted", (VerdictLabel.CONTRADICTED,))):
        meant = "contradicts" if VerdictLabel.CONTRADICTED in held else "supports"
        before = [one for one in found if one.alone in held]
        back = [one for one in before if one.both not in held]
        right = sum(one.gold == meant for one in before)
        after = sum(one.gold == meant for one in before if one.both in held)
        yield (
            f"  {name}: {len(before)}, right {right}; the model takes {len(back)} back, "
            f"{sum(one.gold != meant for one in back)} of them rightly; right among the rest {after} of "
            f"{len(before) - len(back)}"
        )
    for name, labels in (("alone", [one.alone for one in found]), ("with the model", [one.both for one in found])):
        score, _ = bench.macro(
            (one.gold, _STANCE.get(label, "silent")) for one, label in zip(found, labels, strict=True)
        )
        yield f"  verdicts' macro F1 {name}: {score:.3f}"


def report_mutations(scorer: Scorer) -> None:
    """Print what the model does to true statements and to changed ones."""
    statements = bench.statements()
    found = heard(statements, scorer, 2012)
    flagged = (VerdictLabel.CONTRADICTED, VerdictLabel.PARTLY_SUPPORTED)
    print(
        f"unchanged {len(found)}: flagged {sum(one.alone in flagged for one in found)} alone, "
        f"{sum(one.both in flagged for one in found)} with the model; supported "
        f"{sum(one.alone is VerdictLabel.SUPPORTED for one in found)} alone, "
        f"{sum(one.both is VerdictLabel.SUPPORTED for one in found)} with the model"
    )
    for name, change in bench.MUTATIONS.items():
        if name == "year":  # the evidence that a model reads does not hold the source's year
            continue
        rng = random.Random(11)
        changed = [pair._replace(claim=text) for pair in statements if (text := change(pair.claim, rng))]
        found = heard(changed, scorer, 2012)
        print(
            f"{name:11s} {len(found):4d} changed: still supported "
            f"{sum(one.alone is VerdictLabel.SUPPORTED for one in found)} alone, "
            f"{sum(one.both is VerdictLabel.SUPPORTED for one in found)} with the model; flagged "
            f"{sum(one.alone in flagged for one in found)} alone, "
            f"{sum(one.both in flagged for one in found)} with the model"
        )


def main() -> None:
    """Measure the model named on the command line."""
    if len(sys.argv) != 2:
        raise SystemExit("usage: verdicts_nli.py FOLDER")
    scorer = CrossEncoder.open(Path(sys.argv[1]))
    sets = {
        "scifact dev": bench.cited("scifact", "dev"),
        "check_covid dev": bench.covid("dev"),
        "healthver dev": bench.cited("healthver", "dev"),
    }
    for name, pairs in sets.items():
        print(f"{name} ({len(pairs)} pairs)", *told(heard(pairs, scorer)), sep="\n", flush=True)
    report_mutations(scorer)


if __name__ == "__main__":
    main()
