"""How often a page of the cited work is called another one, and how often another one is noticed: ``make bench-pages``.

Labelled references and the registered titles of their works stand for printed titles and pages: the page of the work
itself, and that of another work taken by chance, each with a long frame of words that say nothing.
"""

import gzip
import json
import os
import random
from collections import Counter
from pathlib import Path

from deskcheck.authorities.pages.judging import judge_page
from deskcheck.authorities.pages.reading import read
from deskcheck.extractors.references import parse

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[2] / ".." / "shared" / "data")) / "matching"
REFERENCES, SEED = 3000, 4
_FRAME = "Subscribe to our newsletter. Cookies help us deliver services. About contact privacy terms careers. " * 6


def registered() -> dict[str, str]:
    """Return the titles of registered works by DOI."""
    titles = {}
    for name in ("index_full", "index_derived"):
        with gzip.open(DATA / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                title = record.get("title") or ""
                title = title[0] if isinstance(title, list) else title
                if title and record.get("DOI"):
                    titles[record["DOI"].lower()] = title
    return titles


def page(title: str) -> bytes:
    """Return a page that calls itself ``title``."""
    plain = title.replace("&", "&amp;").replace("<", "&lt;")
    return f"<html lang=en><title>{plain} | Journal of Things</title><p>{_FRAME}</p></html>".encode()


def main() -> None:
    """Print both shares."""
    titles, chance = registered(), random.Random(SEED)
    with gzip.open(DATA / "references.dev.jsonl.gz", "rt", encoding="utf-8") as lines:
        labelled = [row for row in map(json.loads, lines) if (row["doi"] or "").lower() in titles]
    chosen, dois = chance.sample(labelled, REFERENCES), list(titles)
    counts: Counter[str] = Counter()
    for row in chosen:
        printed = parse.parse(row["text"]).fields.title
        for kind, title in (
            ("its own page", titles[row["doi"].lower()]),
            ("another page", titles[chance.choice(dois)]),
        ):
            judged = judge_page(read(page(title), "text/html; charset=utf-8"), printed, row["text"])
            counts[f"{kind}: {judged.status}"] += 1
    for outcome, count in sorted(counts.items()):
        print(f"{outcome:25} {count:5} of {REFERENCES}  {count / REFERENCES:.1%}")


if __name__ == "__main__":
    main()
