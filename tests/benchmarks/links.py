"""How well claims are linked to references, with markers and without.

    python tests/benchmarks/links.py [--articles N] [--ablation]

Reads real articles with known citations (``DESKCHECK_DATA``/articles). With markers: precision and
recall of (sentence, reference) pairs. Without: precision, recall and F1 of firm links, mean
reciprocal rank of the cited references against BM25 over titles, expected calibration error.
"""

import argparse
import datetime
import json
import math
import os
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from msgspec.structs import replace

from deskcheck import linkers, readers
from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers import explicit, joint
from deskcheck.linkers.weights import Weights, weights
from deskcheck.model import Article, Claim, CslDate, CslItem, CslName, Reference
from deskcheck.settings import Settings
from deskcheck.text import stem, words

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[2].parent / "shared" / "data"))
SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
Pairs = set[tuple[int, int]]


def gold_points(folder: Path, *, marked: bool) -> Iterator[tuple[int, int]]:
    """Yield (offset, number); the numbers inside a range such as "[2]–[5]" are spelt out."""
    gold = json.loads((folder / "gold.json").read_text())
    text = (folder / "article.txt").read_text()
    points = gold["points"]
    for before, point in zip([None, *points], points, strict=False):
        at = point["offset"] if marked else point["unmarked_offset"]
        for number in point["references"]:
            yield at, number
        if before is None:
            continue
        between = text[before["offset"] : point["offset"]]
        if re.fullmatch(r"\[*\d+\]?\s?[–-]\s?\[?", between):
            for number in range(before["references"][-1] + 1, point["references"][0]):
                yield at, number


def gold_references(folder: Path) -> tuple[Reference, ...]:
    """The references as known, so that faults of parsing do not count here."""
    gold = json.loads((folder / "gold.json").read_text())
    found = []
    for entry in gold["references"]:
        fields = entry["fields"]
        year = fields.get("year", "")
        item = CslItem(
            title=fields.get("title", ""),
            author=tuple(
                CslName(family=a.get("family", ""), given=a.get("given", "")) for a in fields.get("authors", ())
            ),
            container_title=fields.get("container", ""),
            issued=CslDate(date_parts=((int(year[:4]),),)) if year[:4].isdigit() else None,
        )
        found.append(
            Reference(id=f"r-{entry['number']}", number=entry["number"], printed=entry["printed"], fields=item)
        )
    return tuple(found)


def load(folder: Path, *, marked: bool) -> tuple[Article, tuple[Claim, ...], tuple[Reference, ...], Pairs]:
    """One article with its claims, references and gold pairs (place of the claim, number)."""
    path = folder / ("article.txt" if marked else "article.unmarked.txt")
    article, printed = reference_extractor.extract(readers.read(path))
    references = gold_references(folder)
    claims = claim_extractor.extract(article, SETTINGS)
    pairs: Pairs = set()
    for offset, number in gold_points(folder, marked=marked):
        place = claim_at(claims, offset)
        pairs.add((place if place is not None else -1 - offset, number))
    return article, claims, printed if marked and len(printed) == len(references) else references, pairs


def claim_at(claims: tuple[Claim, ...], offset: int) -> int | None:
    """The claim that a citation at ``offset`` belongs to: the one around it, or that ended just before it."""
    low, high = 0, len(claims)
    while low < high:
        middle = (low + high) // 2
        if claims[middle].span.start < offset:
            low = middle + 1
        else:
            high = middle
    place = low - 1
    if place < 0 or offset > claims[place].span.end + 12:
        return None
    return place


def bm25_ranks(claims: tuple[Claim, ...], references: tuple[Reference, ...], gold: Pairs) -> Iterator[float]:
    """Reciprocal ranks of a BM25 baseline over titles."""
    documents = [Counter(stem(word) for word in words(reference.fields.title)) for reference in references]
    frequency = Counter(word for document in documents for word in document)
    mean = sum(sum(document.values()) for document in documents) / max(len(documents), 1)
    for place in sorted({place for place, _ in gold if place >= 0}):
        query = {stem(word) for word in words(claims[place].quote)}
        scores = []
        for document, reference in zip(documents, references, strict=True):
            length = sum(document.values())
            score = 0.0
            for word in query & document.keys():
                rarity = math.log(1 + (len(documents) - frequency[word] + 0.5) / (frequency[word] + 0.5))
                count = document[word]
                score += rarity * count * 2.2 / (count + 1.2 * (0.25 + 0.75 * length / (mean or 1)))
            scores.append((-score, reference.number))
        yield reciprocal_rank(sorted(scores), {number for at, number in gold if at == place})


def reciprocal_rank(ranked: list[tuple[float, int]], wanted: set[int]) -> float:
    """One over the place of the first wanted number."""
    return next((1.0 / place for place, (_, number) in enumerate(ranked, 1) if number in wanted), 0.0)


def measure_marked(folders: list[Path]) -> None:
    """Precision and recall with markers."""
    right = wrong = missed = 0
    for folder in folders:
        article, claims, references, gold = load(folder, marked=True)
        linked = linkers.link(article, claims, references, {}, SETTINGS)
        ends = explicit.sentence_ends(article.text, claims)
        found = {(ends[place], link.number) for place, claim in enumerate(linked) for link in claim.firm_links}
        gold = {(ends[place] if place >= 0 else place, number) for place, number in gold}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
        if len(found - gold) + len(gold - found) > 0.05 * len(gold):
            print(
                f"    {folder.name}: {len(found & gold)} right, {len(found - gold)} wrong, {len(gold - found)} missed"
            )
    precision, recall = right / (right + wrong), right / (right + missed)
    print(f"with markers: precision {precision:.4f}, recall {recall:.4f}, pairs {right + missed}")


def measure_unmarked(
    folders: list[Path], label: str = "without markers", fitted: dict[Path, Weights] | None = None
) -> None:
    """Precision, recall and F1 of firm links, ranks and calibration; ``fitted``: each article's own weights."""
    right = wrong = missed = 0
    ranks: list[float] = []
    baseline: list[float] = []
    bins = [[0, 0.0, 0] for _ in range(10)]
    for folder in folders:
        article, claims, references, gold = load(folder, marked=False)
        chosen = fitted[folder] if fitted else None
        groups = linkers.groups(article, claims)
        inferred = joint.infer(claims, references, {}, SETTINGS.link_threshold, groups=groups, chosen=chosen)
        found = {(place, link.number) for place, links in enumerate(inferred) for link in links if not link.suggested}
        right += len(found & gold)
        wrong += len(found - gold)
        missed += len(gold - found)
        ranked = joint.rank(claims, references, {}, groups=groups, chosen=chosen)
        for place in sorted({place for place, _ in gold if place >= 0}):
            wanted = {number for at, number in gold if at == place}
            ranks.append(reciprocal_rank([(0.0, number) for number in ranked[place]], wanted))
        baseline.extend(bm25_ranks(claims, references, gold))
        for place, links in enumerate(inferred):
            for link in links:
                cell = bins[min(int(link.confidence * 10), 9)]
                cell[0] += 1
                cell[1] += link.confidence
                cell[2] += (place, link.number) in gold
    total = sum(cell[0] for cell in bins) or 1
    error = sum(abs(cell[1] - cell[2]) for cell in bins) / total
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    print(
        f"{label}: precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}, MRR {sum(ranks) / len(ranks):.3f} "
        f"(BM25 over titles {sum(baseline) / len(baseline):.3f}), calibration error {error:.3f} over {total} links"
    )


def without(full: Weights, silent: tuple[str, ...]) -> Weights:
    """The shipped weights with some features silenced."""
    return replace(
        full,
        level={name: weight for name, weight in full.level.items() if name not in silent},
        pair={name: weight for name, weight in full.pair.items() if name not in silent},
        choice={name: weight for name, weight in full.choice.items() if name not in silent},
        joint={name: weight for name, weight in full.joint.items() if name not in silent},
    )


def measure_speed() -> None:
    """Time for a long article with 500 references, made of the words of the real ones."""
    folder = DATA / "articles" / "pone.0012262"
    _, claims, references, _ = load(folder, marked=False)
    longer = (claims * (100_000 // max(sum(len(claim.quote.split()) for claim in claims), 1) + 1))[:5_000]
    count = sum(len(claim.quote.split()) for claim in longer)
    began = time.process_time()
    joint.infer(longer, references[:500], {}, 0.5)
    spent = time.process_time() - began
    print(f"{count:,} words, {len(longer):,} claims, 500 references: {spent:.2f} s of processor time")


def main() -> None:
    """Run what is asked for."""
    arguments = argparse.ArgumentParser(description="measure the linking of claims to references")
    arguments.add_argument("--articles", type=int, default=0, help="only the first N articles")
    arguments.add_argument("--ablation", action="store_true", help="also without order, cues and topic")
    arguments.add_argument("--speed", action="store_true")
    chosen = arguments.parse_args()
    folders = sorted(path.parent for path in (DATA / "articles").glob("*/gold.json"))
    if not folders:
        sys.exit(f"no articles under {DATA}/articles; set DESKCHECK_DATA")
    folders = folders[: chosen.articles or None]
    if chosen.speed:
        measure_speed()
        return
    measure_marked(folders)
    measure_unmarked(folders)
    if chosen.ablation:
        full = weights()
        order = ("first", "first_log", "around", "around_score", "passed", "passed_score", "ahead", "behind")
        order += ("beside", "seen", "seen_rank", "seen_margin", "passed_log")
        cues = ("organisation", "author", "lead", "year", "number", "named")
        topic = ("title", "title_share", "title_peak", "context", "near", "rare", "rarest", "phrase")
        for name, silent in (("without order", order), ("without cues", cues), ("without topic", topic)):
            measure_unmarked(folders, name, dict.fromkeys(folders, without(full, silent)))


if __name__ == "__main__":
    main()
