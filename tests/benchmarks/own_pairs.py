"""Verdicts on this repository's own pairs of claim and evidence: ``tests/judges/pairs/*.jsonl``.

    python tests/benchmarks/own_pairs.py [--misses] [looked_at] [held_out]

Claims as an editor meets them beside abstracts, notes and statistics pages, all invented: faithful paraphrases in the
looser language of a newspaper, claims with one thing changed, and claims of which the evidence says nothing. The
part ``looked_at`` was read while the judges were made; ``held_out`` was not, and says how they do on what is new.
"""

import json
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from deskcheck.judges import verify
from deskcheck.model import Verdict, VerdictLabel

FOLDER = Path(__file__).parents[1] / "judges" / "pairs"
PARTS = ("looked_at", "held_out")
ACCUSED = (VerdictLabel.PARTLY_SUPPORTED, VerdictLabel.CONTRADICTED)


def judged(part: str) -> Iterator[tuple[dict[str, Any], Verdict]]:
    """Yield every pair of a part with its verdict."""
    for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines():
        pair = json.loads(line)
        yield pair, verify(pair["claim"], [pair["evidence"]], {**pair["metadata"], "title": pair["title"]})


def outcome(pair: dict[str, Any], verdict: Verdict) -> str:
    """Return in a word what came of a pair; ``accused`` is the one that costs most."""
    accused = verdict.label in ACCUSED
    if pair["kind"] == "distorted":
        if accused:
            return "named rightly" if set(pair["tags"]) & set(verdict.distortions) else "named otherwise"
        return "supported" if verdict.label is VerdictLabel.SUPPORTED else "left open"
    if accused:
        return "accused"
    return "supported" if verdict.label is VerdictLabel.SUPPORTED else "left open"


def report(part: str, found: Iterable[tuple[dict[str, Any], Verdict]]) -> None:
    """Print what came of each kind of pair."""
    counts: dict[str, Counter[str]] = {}
    for pair, verdict in found:
        counts.setdefault(pair["kind"], Counter())[outcome(pair, verdict)] += 1
    for kind in ("faithful", "distorted", "other"):
        each = counts[kind]
        print(f"{part} {kind} ({each.total()}): {', '.join(f'{name} {n}' for name, n in each.most_common())}")


def main() -> None:
    """Score the parts named on the command line, or both."""
    words = [word for word in sys.argv[1:] if word != "--misses"]
    if unknown := set(words) - set(PARTS):
        raise SystemExit(f"unknown part: {', '.join(sorted(unknown))}")
    for part in words or PARTS:
        found = list(judged(part))
        report(part, found)
        if "--misses" in sys.argv:
            _print_misses(found)


def _print_misses(found: Iterable[tuple[dict[str, Any], Verdict]]) -> None:
    right = {"faithful": ("supported",), "distorted": ("named rightly",), "other": ("left open",)}
    for pair, verdict in found:
        if (came := outcome(pair, verdict)) not in right[pair["kind"]]:
            tags = ", ".join(verdict.distortions)
            print(f"  {pair['id']} {pair['kind']} {pair.get('changed', '')} → {came}: {pair['claim']}")
            print(f"      {verdict.label} {verdict.confidence} [{tags}] {verdict.reason}")


if __name__ == "__main__":
    main()
