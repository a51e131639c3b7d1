"""Measures what ``deskcheck fix`` would write: how often a DOI that it adds is the right one, and what else it changes.

    python tests/benchmarks/fixing.py [--index PATH] [--limit N]

Real reference strings with the DOI that their publisher attached (folder DESKCHECK_DATA, default ../shared/data),
printed DOIs cut out. A DOI inside a group of doubled DOIs counts as right. Records that were derived from other papers'
reference lists carry their authors' errors, so that changes of fields are counted only where the record is a full one;
these are then changes of what authors really printed, for reading with --show.
"""

import argparse
import json
import tempfile
from collections import Counter
from pathlib import Path

from matching import DATA, aliases, load
from msgspec.structs import replace

from deskcheck import authorities
from deskcheck.authorities.identifiers import without_identifiers
from deskcheck.authorities.index import Index
from deskcheck.authorities.index.build import build
from deskcheck.extractors.references import parse
from deskcheck.model import MatchStatus, Reference, correction


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--index", type=Path, help="an index built before")
    parser.add_argument("--limit", type=int, default=4000, help="this many references, drawn by chance; 0: all")
    parser.add_argument("--show", type=int, default=0, help="print this many changes of fields")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = arguments.index or Path(folder) / "index"
        if not path.exists():
            build([DATA / "index_full.jsonl.gz", DATA / "index_derived.jsonl.gz"], path)
        measure(Index.open(path), load(DATA / "references.dev.jsonl.gz", arguments.limit), arguments.show)


def measure(index: Index, rows: list[dict[str, str]], show: int) -> None:
    """Print the counts."""
    doubled = aliases()
    seen: Counter[str] = Counter()
    fields: Counter[str] = Counter()
    for row in rows:
        reference = authorities.resolved(_reference(row), [index])
        match, target = reference.match, row["target"] != "none"
        seen["in the index" if target else "not in the index"] += 1
        if match is None or match.status is not MatchStatus.MATCHED:
            continue
        seen["matched"] += 1
        changes = correction.changes(reference)
        if not changes:
            seen["left alone"] += 1
            continue
        same = doubled.get(match.doi, match.doi) == doubled.get(row["doi"].lower(), row["doi"].lower())
        added = any(change.field == "DOI" for change in changes)
        seen["DOI added, right" if same else "DOI added, wrong"] += added
        if row["target"] != "full":
            continue
        seen["of a full record"] += 1
        for change in changes:
            fields[change.field] += change.field != "DOI"
            if change.field != "DOI" and show > 0:
                show -= 1
                print(json.dumps({"printed": row["text"], "field": change.field, "old": change.old, "new": change.new}))
    for name, count in sorted(seen.items()):
        print(f"{count:7,}  {name}")
    print("fields changed where the record is full:", dict(+fields))


def _reference(row: dict[str, str]) -> Reference:
    text = " ".join(without_identifiers(row["text"]).split())
    read = parse.parse(text)
    plain = replace(read.fields, doi="", pmid="", pmcid="")
    return Reference(id=row["id"], number=1, printed=text, fields=plain, field_spans=read.spans)


if __name__ == "__main__":
    main()
