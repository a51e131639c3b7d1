"""Trains the small inference model that ``--nli FOLDER`` opens, measures it and says whether it passes the gate.

    python pipeline/training/entailment_train.py [--out FOLDER] [--resume] [--measure]

Reads ``$DESKCHECK_DATA/claims`` (default ``../shared/data``): the train parts of SciFact, Check-COVID, NLI4CT, PubMedQA
and Factcheck-Bench, and pairs made from SciFact's abstracts. Left out of the latter: abstracts that SciFact's dev
claims cite, and those that the mutation suite of the benchmarks takes its statements from.
The model is written to ``build/entailment`` unless told otherwise, never into the package: shipping it is a decision
that needs a passed gate and a person.
"""

import argparse
import random
import sys
from pathlib import Path

import entailment_gate as gate
import entailment_network as network
from entailment_pairs import Nearest, Pair, abstracts, answers, cited, covid, questions, scifact, trials
from entailment_synthesis import from_documents, tampered

ROOT = Path(__file__).parents[2]
OUT = ROOT / "build" / "entailment"
SEED = 1
VISITS, MINUTES = 47_500, 180.0


def labelled(rng: random.Random) -> list[Pair]:
    """Return the labelled pairs of all train parts, and the supported ones with one thing changed."""
    real = [*scifact("train", rng), *covid("train", rng), *trials("train"), *questions("train"), *answers(rng)]
    # Changing a trial record's statement seldom changes what can be counted from its rows; claims that the mutation
    # suite changes are left to it.
    closed = gate.suite_claims()
    return [*real, *tampered((pair for pair in real if pair.origin != "nli4ct" and pair.claim not in closed), rng)]


def made(rng: random.Random) -> list[Pair]:
    """Return the pairs made from abstracts that no measurement uses."""
    closed = cited("dev") | gate.statement_sources()
    documents = [document for number, document in abstracts().items() if number not in closed]
    return list(from_documents(documents, Nearest(documents), rng))


def main() -> int:
    """Train, write, measure; return 0 where the gate is passed, 1 where it is not."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the model (default build/entailment)")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in the folder")
    parser.add_argument("--measure", action="store_true", help="measure the model in the folder, train nothing")
    parser.add_argument("--visits", type=int, default=VISITS, help="pairs to see in all, with repetition")
    parser.add_argument("--minutes", type=float, default=MINUTES, help="minutes to train at most")
    chosen = parser.parse_args()
    if (ROOT / "pipeline" / "deskcheck") in (chosen.out.resolve(), *chosen.out.resolve().parents):
        parser.error("the model is not written into the package; name another folder")
    if not chosen.measure:
        if absent := network.missing():
            print(f"training needs {', '.join(absent)}: pip install -r requirements/entailment.in", file=sys.stderr)
            return 2
        chosen.out.mkdir(parents=True, exist_ok=True)
        rng = random.Random(SEED)  # noqa: S311 - choice of samples, no secret
        real, synthetic = labelled(rng), made(rng)
        print(f"{len(real)} labelled pairs, {len(synthetic)} made from abstracts", flush=True)
        budget = network.Budget(chosen.visits, chosen.minutes)
        network.write(network.train(real, synthetic, chosen.out, budget, resume=chosen.resume, seed=SEED), chosen.out)
    figures = gate.measured(chosen.out)
    print(gate.told(figures))
    failed = gate.failed(figures)
    print(f"gate not passed: {'; '.join(failed)}" if failed else "gate passed")
    return 1 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
