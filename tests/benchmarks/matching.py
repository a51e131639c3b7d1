"""Measures matching on real reference strings: precision, recall, false matches, calibration and time.

    python tests/benchmarks/matching.py [--index PATH] [--limit N] [--json]

The data folder is named by DESKCHECK_DATA (default ../shared/data). Printed DOIs are cut out of every
reference first; a match inside a group of doubled DOIs counts as right. Ranges are 95 % Wilson intervals.
"""

import argparse
import gzip
import json
import math
import os
import random
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from deskcheck.authorities.identifiers import without_identifiers
from deskcheck.authorities.index import Index
from deskcheck.authorities.index.build import build
from deskcheck.extractors.references import parse
from deskcheck.model import MatchStatus, Reference, Work

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared/data")) / "matching"
SHORT = 70


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="an index built before")
    parser.add_argument("--limit", type=int, default=0, help="this many references, drawn by chance")
    parser.add_argument("--references", type=Path, default=DATA / "references.dev.jsonl.gz")
    parser.add_argument("--errors", type=Path, help="write every error to this file")
    parser.add_argument("--damage", action="store_true", help="measure corrupted copies too")
    parser.add_argument("--fabricated", action="store_true", help="measure invented references too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.index or Path(folder) / "index"
        if not path.exists():
            clock = time.process_time()
            works = build([DATA / "index_full.jsonl.gz", DATA / "index_derived.jsonl.gz"], path)
            size = sum(file.stat().st_size for file in path.iterdir())
            print(f"built: {works} works, {time.process_time() - clock:.1f} s CPU, {size / works:.0f} bytes a work")
        index = Index.open(path)
        references = load(arguments.references, arguments.limit)
        report(index, references, aliases(), arguments.errors)
        if arguments.fabricated:
            fabricated(index, references)
        if arguments.damage:
            for amount in (1, 2, 4):
                damaged = [{**one, "text": damage(one["text"], amount, seed)} for seed, one in enumerate(references)]
                print(f"\n-- {amount} damages a reference")
                report(index, damaged, aliases(), None)


def load(path: Path, limit: int) -> list[dict[str, str]]:
    """Return the references, or ``limit`` of them."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        references = [json.loads(line) for line in lines]
    return random.Random(20261123).sample(references, limit) if limit else references


def aliases() -> dict[str, str]:
    """Return each doubled DOI's group by its first DOI."""
    with gzip.open(DATA / "aliases.jsonl.gz", "rt", encoding="utf-8") as lines:
        groups = [[doi.lower() for doi in json.loads(line)] for line in lines]
    return {doi: group[0] for group in groups for doi in group}


def report(index: Index, references: list[dict[str, str]], same: dict[str, str], errors: Path | None) -> None:
    """Match every reference and print the table."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    times = []
    wrong = []
    started = time.process_time()
    for one in references:
        text = without_identifiers(one["text"])
        reference = Reference(id="", number=1, printed=text)
        clock = time.perf_counter()
        match = index.look_up(reference)
        times.append(time.perf_counter() - clock)
        matched = match.status is MatchStatus.MATCHED
        truth = same.get(one["doi"].lower(), one["doi"].lower())
        right = matched and same.get(match.doi, match.doi) == truth and one["target"] != "none"
        for kind in kinds(one, text):
            tally(counts[kind], one["target"] != "none", matched, right, match.status is MatchStatus.AMBIGUOUS)
        if matched and not right:
            wrong.append({**one, "got": match.doi, "probability": match.probability})
        elif one["target"] != "none" and not right:
            wrong.append(
                {**one, "got": None, "status": match.status.value, "candidates": [c.doi for c in match.candidates]}
            )
    cpu = time.process_time() - started
    print(f"{'kind':34} {'n':>6} {'precision':>22} {'recall':>22} {'F1':>6} {'absent':>7} {'false matches':>24}")
    for kind in sorted(counts):
        row(kind, counts[kind])
    times.sort()
    slow = 1000 * times[int(len(times) * 0.99)]
    rate = len(times) / cpu
    print(f"{rate:,.0f} references a second of CPU, p99 {slow:.2f} ms (match and comparison, no parsing)")
    if errors:
        errors.write_text("".join(json.dumps(one, ensure_ascii=False) + "\n" for one in wrong), encoding="utf-8")


def fabricated(index: Index, references: list[dict[str, str]]) -> None:
    """Make invented references out of indexed works and count how many are caught, and true ones accused.

    Caught: not matched, or matched with a field that differs. True: the same works printed rightly.
    """
    chance = random.Random(7)
    known = [(one, index.by_doi(one["doi"].lower())) for one in references if one["target"] != "none"]
    works = [work for _, work in known if work and usable(work)][:2000]
    kinds_made = {
        "true, without DOI": lambda work, other: (work, work, ""),
        "true, with DOI": lambda work, other: (work, work, work.fields.doi),
        "real authors, invented title": lambda work, other: (work, invented(work, chance), ""),
        "real DOI, another title and authors": lambda work, other: (other, other, work.fields.doi),
        "real DOI, invented title": lambda work, other: (work, invented(work, chance), work.fields.doi),
        "blended: title of one, place of another": lambda work, other: (work, retitled(work, other), ""),
    }
    print()
    for name, make in kinds_made.items():
        accused = total = 0
        for place, work in enumerate(works):
            other = works[(place * 7 + 13) % len(works)]
            if other.fields.doi == work.fields.doi:
                continue
            _, shown, doi = make(work, other)
            match = index.look_up(parsed(printed(shown, doi)))
            differing = any(one.result == "different" for one in match.comparison)
            unsure = match.status is MatchStatus.AMBIGUOUS
            accused += differing or (
                match.status is not MatchStatus.MATCHED and not (unsure and name.startswith("true"))
            )
            total += 1
        print(f"{name:42} {'accused' if name.startswith('true') else 'caught'} {interval(accused, total)}")


def usable(work: Work) -> bool:
    """Tell whether a record says enough to be printed whole."""
    item = work.fields
    return bool(
        len(item.title.split()) > 4 and item.author and item.container_title and item.volume and item.page and item.year
    )


def invented(work: Work, chance: random.Random) -> Work:
    """Return the work under a title nobody wrote."""
    subject = ["muscle", "barley", "glass", "sleep", "river", "immune", "market", "neural", "soil", "vaccine"]
    trait = ["resilience", "turnover", "signalling", "porosity", "uptake", "adherence", "drift", "yield"]
    place = ["in coastal towns", "under repeated stress", "among older adults", "during early growth", "after storage"]
    title = (
        f"Determinants of {chance.choice(subject)} {chance.choice(trait)} {chance.choice(place)}: a comparative account"
    )
    return replace(work, fields=replace(work.fields, title=title), subtitles=())


def retitled(work: Work, other: Work) -> Work:
    """Return the work with authors and title of ``other``."""
    fields = replace(work.fields, title=other.fields.title, author=other.fields.author)
    return replace(work, fields=fields, subtitles=other.subtitles)


def printed(work: Work, doi: str) -> str:
    """Return the work as a reference list prints it."""
    item = work.fields
    names = ", ".join(f"{name.family or name.literal} {name.given[:1]}".strip() for name in item.author[:3])
    more = ", et al" if len(item.author) > 3 else ""
    address = f" https://doi.org/{doi}" if doi else ""
    return f"{names}{more}. {item.title}. {item.container_title}. {item.year};{item.volume}:{item.page}.{address}"


def parsed(text: str) -> Reference:
    """Return the reference with its parsed fields."""
    return Reference(id="", number=1, printed=text, fields=parse.parse(text).fields)


def kinds(one: dict[str, str], text: str) -> Iterator[str]:
    """Yield the rows of the table that a reference counts in."""
    yield " all"
    yield one["source"]
    yield "short forms (< 70 characters)" if len(text.strip()) < SHORT else "longer forms"


def tally(count: dict[str, int], present: bool, matched: bool, right: bool, ambiguous: bool) -> None:
    """Count one outcome."""
    count["present"] += present
    count["absent"] += not present
    count["right"] += right
    count["wrong"] += present and matched and not right
    count["false"] += not present and matched
    count["ambiguous"] += ambiguous


def row(kind: str, count: dict[str, int]) -> None:
    """Print one row."""
    right, wrong, present = count["right"], count["wrong"], count["present"]
    precision, recall = right / max(right + wrong, 1), right / max(present, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{kind:34} {present:6} {interval(right, right + wrong):>22} {interval(right, present):>22} {score:6.3f}"
        f" {count['absent']:7} {interval(count['false'], count['absent'], 5):>24}"
    )


def interval(hits: int, total: int, places: int = 3) -> str:
    """Return a share with its 95 % Wilson interval."""
    if not total:
        return "-"
    share, z = hits / total, 1.96
    middle = (share + z * z / (2 * total)) / (1 + z * z / total)
    reach = z * math.sqrt(share * (1 - share) / total + z * z / (4 * total * total)) / (1 + z * z / total)
    return f"{share:.{places}f} [{middle - reach:.{places}f}, {middle + reach:.{places}f}]"


def damage(text: str, amount: int, seed: int) -> str:
    """Return the reference with ``amount`` random faults: a typo, a dropped word, a wrong digit, swapped words."""
    chance = random.Random(seed * 31 + amount)
    words = without_identifiers(text).split()
    for _ in range(amount):
        if len(words) < 4:
            break
        place = chance.randrange(len(words) - 1)
        fault = chance.randrange(4)
        if fault == 0:
            word = words[place]
            spot = chance.randrange(len(word))
            words[place] = word[:spot] + chance.choice("etaoinsrhl") + word[spot + 1 :]
        elif fault == 1:
            del words[place]
        elif fault == 2:
            numbers = [at for at, word in enumerate(words) if any(letter.isdigit() for letter in word)]
            if numbers:
                at = chance.choice(numbers)
                words[at] = "".join(
                    str((int(c) + 1) % 10) if c.isdigit() and chance.random() < 0.5 else c for c in words[at]
                )
        else:
            words[place], words[place + 1] = words[place + 1], words[place]
    return " ".join(words)


if __name__ == "__main__":
    main()
