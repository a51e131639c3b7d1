"""Make ``data/references.lexicon`` from bibliographic records: in which fields words stand, and known names."""

import gzip
import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from references_corpora import DATA, ROOT

from deskcheck.extractors.references.parse.tokens import split
from deskcheck.shipped import record_hashes

TARGET = ROOT / "pipeline" / "deskcheck" / "data" / "references.lexicon"
FIELDS = {"family": "F", "given": "G", "title": "T", "container-title": "C", "publisher": "P", "publisher-place": "L"}
ORGANISATIONS = Path(__file__).with_name("references_organisations.txt")


def records() -> Iterator[dict[str, Any]]:
    """Read the structured records."""
    with gzip.open(DATA / "records.jsonl.gz", "rt", encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def words(text: str) -> list[str]:
    """Return the lower-case words of a string, as the tagger cuts them."""
    return [form.lower() for form in split(text).forms]


def signature(counts: dict[str, int], totals: Counter[str]) -> str:
    """Fold counts to letters with a digit: how much likelier than even the field is, and how frequent the word."""
    rates = {field: 1e5 * count / totals[field] for field, count in counts.items() if count}
    top = sum(rates.values())
    parts = []
    for field in "FGTCPL":
        share = rates.get(field, 0) / top
        if share >= 0.03:
            parts.append(f"{field}{1 if share < 0.15 else 2 if share < 0.5 else 3 if share < 0.85 else 4}")
    size = min(3, int(math.log10(sum(counts.values()))))
    return "".join(parts) + str(size)


def counted() -> tuple[dict[str, Counter[str]], dict[str, Counter[str]]]:
    """Count words by field, and whole names by kind: J journal, P publisher, L place."""
    fields: dict[str, Counter[str]] = {letter: Counter() for letter in FIELDS.values()}
    names: dict[str, Counter[str]] = {"L": Counter(), "P": Counter(), "J": Counter()}
    for record in records():
        for key in ("title", "container-title", "publisher", "publisher-place"):
            fields[FIELDS[key]].update(words(str(record.get(key) or "")))
        for person in (record.get("author") or [])[:8]:
            fields["F"].update(words(person.get("family") or ""))
            fields["G"].update(word for word in words(person.get("given") or "") if len(word) > 1)
        if record["type"] == "article-journal":
            names["J"][" ".join(words(record.get("container-title") or ""))] += 1
        names["P"][" ".join(words(record.get("publisher") or ""))] += 1
        names["L"][" ".join(words(record.get("publisher-place") or ""))] += 1
    return fields, names


def main() -> None:
    """Count and write."""
    fields, names = counted()
    totals = Counter({field: sum(counts.values()) for field, counts in fields.items()})
    vocabulary = {word for counts in fields.values() for word, count in counts.items() if count >= 2}
    lines = []
    for word in sorted(vocabulary):
        counts = {field: fields[field][word] for field in fields}
        if sum(counts.values()) >= 3 and re.fullmatch(r"[^\W\d_].*", word) and len(word) < 30:
            lines.append(f"{word}\t{signature(counts, totals)}")
    segments: dict[str, str] = {}
    for name in {name for counts in names.values() for name in counts}:
        count, kind = max((counts[name], kind) for kind, counts in names.items())
        if count >= 2 and len(name) > 2:
            segments[name] = kind
    for line in ORGANISATIONS.read_text("utf8").splitlines():
        if line.strip() and not line.startswith("#"):
            segments[" ".join(words(line))] = "O"
    known = "\n".join(f"{name}\t{kind}" for name, kind in sorted(segments.items()))
    TARGET.write_text("\n".join(lines) + "\n\n" + known + "\n", "utf8")
    print(f"{len(lines)} words, {len(segments)} names, {TARGET.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
    record_hashes()
