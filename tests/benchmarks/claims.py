"""How well claims are found: on own annotated articles, on the founding one, on citing sentences; and how fast.

    python tests/benchmarks/claims.py [--misses]

Needs ``DESKCHECK_DATA`` for all but the own articles (``tests/articles``).
"""

import argparse
import datetime
import json
import os
import re
import time
from collections.abc import Iterable
from pathlib import Path

from deskcheck import linkers, readers
from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import Signals, read
from deskcheck.extractors.claims.verifiability import verifiability
from deskcheck.extractors.claims.worth import worth
from deskcheck.model import Article, BlockKind, Claim
from deskcheck.settings import Settings
from deskcheck.text import squash

ROOT = Path(__file__).parents[2]
DATA = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data"))
_MARKS = re.compile(r"[⁰¹²³⁴-⁹]|\[\^?\d+\]")
SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))


def claims_of(path: Path) -> tuple[Article, tuple[Claim, ...]]:
    """Read one article and extract its claims."""
    article, _ = reference_extractor.extract(readers.read(path))
    return article, claim_extractor.extract(article, SETTINGS)


def same(first: str, second: str) -> bool:
    """Whether one of two stretches holds the other, letters and digits alone counted."""
    a, b = (squash(_MARKS.sub("", words)) for words in (first, second))
    return bool(a and b) and (a in b or b in a)


def scores(right: int, wrong: int, missed: int) -> str:
    """Precision, recall and F1 as words."""
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    both = 2 * precision * recall / max(precision + recall, 1e-9)
    return f"precision {precision:.3f}, recall {recall:.3f}, F1 {both:.3f}"


def own_articles(*, misses: bool) -> None:
    """Precision, recall and links on the annotated articles of this repository."""
    right = wrong = missed = false = 0
    links = [0, 0, 0]
    for path in sorted((ROOT / "tests" / "articles").glob("*.gold.json")):
        gold = json.loads(path.read_text())
        source = next(
            file for file in path.parent.glob(path.name.removesuffix(".gold.json") + ".*") if file.suffix != ".json"
        )
        article, references = reference_extractor.extract(readers.read(source))
        claims = linkers.link(article, claim_extractor.extract(article, SETTINGS), references, {}, SETTINGS)
        for wanted in gold["claims"]:
            found = any(same(wanted, claim.quote) for claim in claims)
            right += found
            missed += not found
            if misses and not found:
                print(f"  missed in {source.name}: {wanted[:110]}")
        for claim in claims:
            if any(same(claim.quote, wanted) for wanted in (*gold["claims"], *gold["weak"])):
                continue
            wrong += 1
            false += any(same(claim.quote, unwanted) for unwanted in gold["not_claims"])
            if misses:
                print(f"  no claim in {source.name}: {claim.quote[:110]}")
        score = link_counts(claims, gold["links"])
        links = [total + count for total, count in zip(links, score, strict=True)]
        if misses:
            print(f"  {source.name}: links {score[0]} right, {score[1]} wrong, {score[2]} missed")
    print(f"own articles, claims: {scores(right, wrong, missed)}, listed non-claims taken {false}")
    print(f"own articles, links: {scores(*links)}")


def link_counts(claims: Iterable[Claim], wanted: dict[str, list[int]]) -> tuple[int, int, int]:
    """Right, wrong and missed pairs of one article; a claim without an entry has no evident reference."""
    right = wrong = missed = 0
    found_keys = set()
    for claim in claims:
        key = next((key for key in wanted if squash(key) in squash(claim.quote)), None)
        numbers = set(wanted.get(key, ())) if key else set()
        linked = {link.number for link in claim.firm_links}
        right += len(linked & numbers)
        wrong += len(linked - numbers)
        if key not in found_keys:
            missed += len(numbers - linked)
        found_keys.add(key)
    missed += sum(len(numbers) for key, numbers in wanted.items() if key not in found_keys)
    return right, wrong, missed


def founding_article(*, misses: bool) -> None:
    """Recall, exactness and links on the annotated part of the founding article."""
    folder = DATA.parent / "seed"
    if not (folder / "claims.dev.json").exists():
        return
    gold = json.loads((folder / "claims.dev.json").read_text())
    article, claims = claims_of(folder / "article.txt")
    _, references = reference_extractor.extract(readers.read(folder / "article.txt"))
    claims = linkers.link(article, claims, references, {}, SETTINGS)
    found = exact = 0
    right = wrong = missed = 0
    for wanted in gold["claims"]:
        over = [claim for claim in claims if claim.span.start < wanted["end"] and wanted["start"] < claim.span.end]
        found += bool(over)
        exact += any(claim.quote == wanted["quote"] for claim in over)
        linked = {link.number for claim in over for link in claim.firm_links}
        right += len(linked & set(wanted["references"]))
        wrong += len(linked - set(wanted["references"]))
        missed += len(set(wanted["references"]) - linked)
        if misses and not over:
            print(f"  missed: {wanted['quote'][:110]}")
    taken = sum(
        any(same(claim.quote, unwanted["text"]) and len(claim.quote) < 2 * len(unwanted["text"]) for claim in claims)
        for unwanted in gold["not_claims"]
    )
    total = len(gold["claims"])
    print(f"founding article: {len(claims)} claims, {found} of {total} found, {exact} with the exact span")
    print(f"founding article: {taken} listed non-claims taken; links: {scores(right, wrong, missed)}")


def citing_sentences() -> None:
    """Recall of citation points by claims in the real articles, markers removed."""
    points = covered = claims_all = citing = 0
    for folder in sorted(path.parent for path in (DATA / "articles").glob("*/gold.json")):
        gold = json.loads((folder / "gold.json").read_text())
        _, claims = claims_of(folder / "article.unmarked.txt")
        offsets = [point["unmarked_offset"] for point in gold["points"]]
        points += len(offsets)
        claims_all += len(claims)
        hit = set()
        for offset in offsets:
            place = next(
                (i for i, claim in enumerate(claims) if claim.span.start <= offset <= claim.span.end + 12), None
            )
            covered += place is not None
            hit.add(place)
        citing += len(hit - {None})
    if points:
        shares = f"recall {covered / points:.3f} of {points} points, precision {citing / claims_all:.3f}"
        print(f"citing sentences: {shares} of {claims_all} claims")


def debates() -> None:
    """ClaimBuster's test sentences (political debates): the rules' worth and the model against the labels."""
    path = DATA / "claims" / "claimbuster" / "test.json"
    if not path.exists():
        return
    entries = [(signals(entry["text"]), bool(entry["label"])) for entry in json.loads(path.read_text())]
    for name, score, threshold in (
        ("worth", worth, SETTINGS.worth_threshold),
        ("worth", worth, 0.6),
        ("verifiability", verifiability, 0.5),
    ):
        scored = [(score(found), label) for found, label in entries]
        right = sum(label and value >= threshold for value, label in scored)
        wrong = sum(not label and value >= threshold for value, label in scored)
        missed = sum(label and value < threshold for value, label in scored)
        shares = f"{scores(right, wrong, missed)}, AUC {area(scored):.3f}"
        print(f"debate sentences, {name} from {threshold}: {shares}")


def own_sentences() -> None:
    """The two scores on the own articles: listed claims against listed non-claims."""
    golds = [json.loads(path.read_text()) for path in sorted((ROOT / "tests" / "articles").glob("*.gold.json"))]
    entries = [
        (signals(words), key == "claims") for gold in golds for key in ("claims", "not_claims") for words in gold[key]
    ]
    for name, score in (("worth", worth), ("verifiability", verifiability)):
        area_ = area([(score(found), label) for found, label in entries])
        print(f"own sentences ({len(entries)}), {name}: AUC {area_:.3f}")


def signals(words: str) -> Signals:
    """Read a sentence on its own."""
    return read(words, Candidate(0, len(words), words, BlockKind.PARAGRAPH))


def area(scored: list[tuple[float, bool]]) -> float:
    """Return the area under the ROC curve: how often a positive scores above a negative."""
    positive = [value for value, label in scored if label]
    negative = [value for value, label in scored if not label]
    wins = sum((a > b) + 0.5 * (a == b) for a in positive for b in negative)
    return wins / max(1, len(positive) * len(negative))


def speed() -> None:
    """Characters a second of processor time, and how it grows with the text."""
    source = (ROOT / "references" / "emotional-detachment" / "article.md").read_text()
    for copies in (20, 80):
        article = readers.read_bytes((source * copies).encode(), "long.md")
        began = time.process_time()
        claims = claim_extractor.extract(article, SETTINGS)
        spent = time.process_time() - began
        rate = len(article.text) / spent
        print(f"{len(article.text):,} characters, {len(claims):,} claims: {rate:,.0f} characters a second")


def main() -> None:
    """Run all."""
    arguments = argparse.ArgumentParser(description="measure the extraction of claims")
    arguments.add_argument("--misses", action="store_true", help="list what was missed or wrongly taken")
    chosen = arguments.parse_args()
    own_articles(misses=chosen.misses)
    founding_article(misses=chosen.misses)
    citing_sentences()
    debates()
    own_sentences()
    speed()


if __name__ == "__main__":
    main()
