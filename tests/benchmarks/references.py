"""How well and how fast printed references are read: ``make bench-references``.

Scores ``deskcheck.extractors.references.parse`` with the scorer that lies beside the labelled sets
(``DESKCHECK_DATA``, folder ``parsing``), AnyStyle's stored output for the same strings beside it, and the
project's own hand-written editorial references. None of these strings is in the training data.

For comparison, measured earlier with the same scorer: AnyStyle 1.6.0 core micro F1 / whole references PMC .948/.771,
GROBID .818/.507, EXCITE English .919/.685, German .802/.406, unseen styles .949/.792, core fifth .922/.689, web pages
whole .257; a plain CRF on the same open sets PMC .986/.943, GROBID .961/.843, English .931/.709, German .837/.456,
styles .982/.914, web .719, core fifth .932/.712.
"""

import gzip
import importlib.util
import json
import os
import subprocess
import sys
import time
from pathlib import Path
from types import ModuleType
from typing import Any

import msgspec

from deskcheck.extractors.references.parse import Parsed, parse, parse_all

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DESKCHECK_DATA") or ROOT.parent / "shared" / "data") / "parsing"
SETS = ("core20", "grobid", "pmc", "synth", "web", "excite_en", "excite_de-end")
WEB = ("author", "title", "container", "year", "url")
EDITORIAL = ROOT / "tests" / "extractors" / "references" / "parse" / "editorial.jsonl"
MODEL = ROOT / "pipeline" / "deskcheck" / "data"
Canonical = dict[str, str]


def scorer() -> ModuleType:
    """Load the scorer that comes with the data."""
    spec = importlib.util.spec_from_file_location("score", DATA / "score.py")
    if spec is None or spec.loader is None:
        sys.exit(f"no scorer at {DATA}")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def surer_half(
    golds: list[Canonical], guesses: list[Canonical], parsed: list[Parsed], fields: tuple[str, ...]
) -> float:
    """Return the share of whole references right among the surer half."""
    right = [
        all(gold.get(f, "") == guess.get(f, "") for f in fields) for gold, guess in zip(golds, guesses, strict=True)
    ]
    order = sorted(range(len(parsed)), key=lambda index: -parsed[index].confidence)[: max(1, len(parsed) // 2)]
    return sum(right[index] for index in order) / len(order)


def line(name: str, result: dict[str, float], fields: tuple[str, ...]) -> str:
    """Put a result on one line."""
    return f"{name:24} micro {result['micro']:.3f} whole {result['whole']:.3f} | " + " ".join(
        f"{f} {result[f]:.3f}" for f in fields
    )


def measure(
    score: ModuleType, name: str, rows: list[dict[str, Any]], golds: list[Canonical], fields: tuple[str, ...]
) -> tuple[int, float]:
    """Read one set, print its lines, return the number of references and the seconds."""
    started = time.process_time()
    parsed = parse_all([row["text"] for row in rows])
    spent = time.process_time() - started
    guesses = [score.canonical(msgspec.to_builtins(one.fields)) for one in parsed]
    print(line(f"{name} (n={len(rows)})", score.score(golds, guesses, fields), fields))
    every = tuple(score.ALL)
    if fields != WEB:
        print(line("   twelve fields", score.score(golds, guesses, every), every[len(fields) :]))
    peer = DATA / "peers" / f"anystyle.{name}.jsonl.gz"
    if peer.exists():
        with gzip.open(peer, "rt", encoding="utf8") as lines:
            by = {row["id"]: row.get("hash") or {} for row in map(json.loads, lines)}
        print(
            line(
                "   AnyStyle",
                score.score(golds, [score.from_anystyle(by.get(row["id"], {})) for row in rows], fields),
                fields,
            )
        )
    half = surer_half(golds, guesses, parsed, fields)
    print(f"   surer half whole {half:.4f}, {len(rows) / spent:.0f} references a CPU second")
    return len(rows), spent


def loading() -> float:
    """Return the milliseconds that loading model and lexicon takes in a fresh interpreter, imports left out."""
    program = (
        "import time, numpy\nfrom deskcheck.extractors.references.parse.tagger import tagger\n"
        "t = time.perf_counter(); tagger(); print((time.perf_counter() - t) * 1000)"
    )
    return min(
        float(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout)
        for _ in range(3)
    )


def main() -> None:
    """Print everything."""
    score = scorer()
    core = tuple(score.CORE)
    parse("Warm, U. P. (2001). Title. Journal, 1, 1.")
    count, seconds = 0, 0.0
    for name in SETS:
        rows = score.rows(str(DATA / f"{name}.test.jsonl"))
        number, spent = measure(score, name, rows, [row["gold"] for row in rows], WEB if name == "web" else core)
        count, seconds = count + number, seconds + spent
    rows = [json.loads(text) for text in EDITORIAL.read_text("utf8").splitlines()]
    measure(score, "editorial", rows, [score.canonical(row["fields"]) for row in rows], (*core, "url"))
    size = (
        sum(
            (MODEL / file).stat().st_size
            for file in ("references.model", "references.lexicon", "references.ranking.json")
        )
        / 1e6
    )
    speed = count / seconds
    print(f"all: {speed:.0f} references a CPU second; model and lexicon {size:.2f} MB, loaded in {loading():.0f} ms")


if __name__ == "__main__":
    main()
