"""How well claims are linked in short articles for the public that have no markers, half of them never looked at.

    python tests/benchmarks/links_own.py [--misses]

Reads ``tests/benchmarks/unmarked``: in these files a mark such as ``{{1,3}}`` behind a sentence names the references
that carry it; it is taken out before the article is read. ``--misses`` prints what went wrong in the half that may be
looked at (``looked-at``) and never in the other (``untouched``).
"""

import datetime
import re
import sys
from pathlib import Path
from statistics import fmean

from deskcheck import linkers, readers
from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers import explicit, joint
from deskcheck.model import Article, Claim, Reference
from deskcheck.settings import Settings

FOLDER = Path(__file__).parent / "unmarked"
SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
MARK = re.compile(r" ?\{\{([\d,]+)\}\}")
Pairs = set[tuple[int, int]]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the text without its marks, and (offset of the sentence's end, number) for each."""
    parts: list[str] = []
    points: list[tuple[int, int]] = []
    length = last = 0
    for match in MARK.finditer(marked):
        parts.append(marked[last : match.start()])
        length += len(parts[-1])
        points += [(length, int(number)) for number in match[1].split(",")]
        last = match.end()
    return "".join([*parts, marked[last:]]), points


def load(path: Path) -> tuple[Article, tuple[Claim, ...], tuple[Reference, ...], Pairs]:
    """Return an article with its claims, its references as read, and pairs (place of the claim, number)."""
    text, points = unmarked(path.read_text(encoding="utf-8"))
    article, references = reference_extractor.extract(readers.read_bytes(text.encode(), path.name))
    claims = claim_extractor.extract(article, SETTINGS)
    pairs: Pairs = set()
    for offset, number in points:
        # Emphasis marks are gone from the text that was read: the sentence is found again by its last words.
        words = " ".join(re.sub(r"[*_]", "", text[:offset]).split())[-30:]
        place = next((nth for nth, claim in enumerate(claims) if _shares_end(claim.quote, words)), None)
        pairs.add((-1 - offset if place is None else place, number))
    return article, claims, references, pairs


def _shares_end(quote: str, words: str) -> bool:
    plain = " ".join(re.sub(r"[*_]", "", quote).split()).rstrip("”\"'")
    return bool(plain) and plain.endswith(words.rstrip("”\"'")[-min(len(plain), 30) :])


def measure(folder: Path, *, misses: bool) -> str:
    """Return precision, recall and F1 of firm links by sentence, and the mean reciprocal rank, over one half."""
    right = wrong = missed = 0
    ranks: list[float] = []
    for path in sorted(folder.glob("*.md")):
        article, claims, references, gold = load(path)
        linked = linkers.link(article, claims, references, {}, SETTINGS)
        ends = explicit.sentence_ends(article.text, claims)
        found = {(ends[place], link.number) for place, claim in enumerate(linked) for link in claim.firm_links}
        gold = {(ends[place] if place >= 0 else place, number) for place, number in gold}
        right, wrong, missed = right + len(found & gold), wrong + len(found - gold), missed + len(gold - found)
        ranked = joint.rank(claims, references, {}, groups=linkers.groups(article, claims))
        for place in sorted({place for place, _ in gold if place >= 0}):
            wanted = {number for at, number in gold if at == place}
            ranks.append(next((1 / nth for nth, number in enumerate(ranked[place], 1) if number in wanted), 0.0))
            if misses and ranks[-1] < 1:
                print(f"  {path.name}: {claims[place].quote[:90]} | {sorted(wanted)} | ranked {ranked[place][:3]}")
        for place, number in sorted(found - gold) if misses else ():
            print(f"  {path.name}: {claims[place].quote[:90]} | wrongly {number}")
    precision, recall = right / max(right + wrong, 1), right / max(right + missed, 1)
    score = 2 * precision * recall / max(precision + recall, 1e-9)
    sums = f"precision {precision:.3f}, recall {recall:.3f}, F1 {score:.3f}, MRR {fmean(ranks):.3f}"
    return f"{sums}, {right + missed} links"


def main() -> None:
    """Print both halves."""
    for half in ("looked-at", "untouched"):
        line = measure(FOLDER / half, misses="--misses" in sys.argv and half == "looked-at")
        print(f"own articles without markers, {half}: {line}")


if __name__ == "__main__":
    main()
