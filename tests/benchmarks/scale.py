"""Measures an index by size: time to build, bytes a work, time to open, cost of a lookup.

    python tests/benchmarks/scale.py --works 100000 1000000 [--references 3000] [--keep FOLDER]

Works beyond those in the data folder (DESKCHECK_DATA, default ../shared/data) are made up from them: titles with
most words exchanged, other authors, other numbers. Times are CPU times of one core.
"""

import argparse
import gzip
import itertools
import json
import os
import random
import resource
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from deskcheck.authorities.identifiers import without_identifiers
from deskcheck.authorities.index import Index
from deskcheck.authorities.index.build import build
from deskcheck.extractors.references import parse
from deskcheck.model import Reference

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared/data")) / "matching"


def main() -> None:
    """Measure each size and print one line for it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--works", type=int, nargs="+", default=[100_000, 1_000_000])
    parser.add_argument("--references", type=int, default=3000)
    parser.add_argument("--keep", type=Path, help="folder for the indexes, found again by the next run")
    arguments = parser.parse_args()
    with gzip.open(DATA / "references.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        references = random.Random(3).sample([json.loads(line) for line in lines], arguments.references)
    with tempfile.TemporaryDirectory() as folder:
        place = arguments.keep or Path(folder)
        place.mkdir(parents=True, exist_ok=True)
        for works in arguments.works:
            made(place, works)
            measured(place / f"index-{works}", references)


def made(place: Path, works: int) -> None:
    """Write the works and build their index, unless it is there."""
    out = place / f"index-{works}"
    if out.exists():
        return
    source = place / f"works-{works}.jsonl"
    with source.open("w", encoding="utf-8") as lines:
        lines.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in itertools.islice(records(), works))
    clock, wall = time.process_time(), time.perf_counter()
    build([source], out)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    size = sum(file.stat().st_size for file in out.iterdir())
    print(
        f"{works:,} works: built in {time.process_time() - clock:.0f} s CPU ({time.perf_counter() - wall:.0f} s),"
        f" {size / works:.0f} bytes a work, peak {peak:.0f} MB"
    )
    source.unlink()


def records() -> Iterator[dict]:
    """Yield the real records, then made-up ones without end."""
    real = []
    for name in ("index_full", "index_derived"):
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                real.append(json.loads(line))
                yield real[-1]
    chance = random.Random(5)
    words = [word for record in real for title in record["title"][:1] for word in title.split()]
    for number in itertools.count():
        record, other = real[number % len(real)], chance.choice(real)
        first = chance.randrange(1, 3000)
        yield {
            **record,
            "DOI": f"10.5555/made.{number}",
            "title": [
                " ".join(chance.choice(words) if chance.random() < 0.6 else word for word in title.split())
                for title in record["title"][:1]
            ],
            "author": other.get("author") or [],
            "volume": str(chance.randrange(1, 400)),
            "page": f"{first}-{first + chance.randrange(1, 20)}",
            "issued": {"date-parts": [[chance.randrange(1975, 2025)]]},
        }


def measured(path: Path, references: list[dict[str, str]]) -> None:
    """Open the index, look the references up twice and print the cost of the second time."""
    clock = time.perf_counter()
    index = Index.open(path)
    opened = 1000 * (time.perf_counter() - clock)
    texts = [without_identifiers(one["text"]) for one in references]
    plain = [Reference(id="", number=1, printed=text) for text in texts]
    for reference in plain:
        index.look_up(reference)
    clock = time.process_time()
    times = []
    for reference in plain:
        start = time.perf_counter()
        index.look_up(reference)
        times.append(time.perf_counter() - start)
    cost = (time.process_time() - clock) / len(plain)
    clock = time.process_time()
    for text, read in zip(texts, parse.parse_all(texts), strict=True):  # as ``deskcheck match --lines`` reads them
        index.look_up(Reference(id="", number=1, printed=text, fields=read.fields))
    whole = (time.process_time() - clock) / len(plain)
    times.sort()
    print(
        f"{path.name}: opened in {opened:.1f} ms, {1000 * cost:.3f} ms CPU a reference ({1 / cost:,.0f}/s),"
        f" p99 {1000 * times[int(len(times) * 0.99)]:.2f} ms; with parsing {1000 * whole:.3f} ms ({1 / whole:,.0f}/s)"
    )


if __name__ == "__main__":
    main()
