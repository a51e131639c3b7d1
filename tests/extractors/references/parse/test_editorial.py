"""Hand-written editorial references, in no way part of the training data: how many are read rightly."""

import json
from pathlib import Path
from typing import Any

import msgspec

from deskcheck.extractors.references.parse import parse_all
from deskcheck.model import CslItem
from deskcheck.text import folding

ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in Path(__file__).with_name("editorial.jsonl").read_text("utf8").splitlines()
]
CHIEF = ("title", "container-title", "volume", "issue", "page", "year", "author", "URL")


def chief(item: CslItem) -> dict[str, str]:
    """Fold the fields that matter most, so that marks and case do not count."""
    people = [
        " ".join((n.literal, n.non_dropping_particle, n.dropping_particle, n.family, n.given)) for n in item.author
    ]
    return {
        "title": folding.squash(item.title),
        "container-title": folding.squash(item.container_title),
        "volume": folding.squash(item.volume),
        "issue": folding.squash(item.issue),
        "page": folding.squash(item.page or item.number),
        "year": str(item.year or ""),
        "author": folding.squash(" ".join(people)),
        "URL": folding.squash(item.url),
    }


def test_the_set_prints_what_it_expects() -> None:
    for row in ROWS:
        for key in ("title", "container-title", "volume", "page", "URL"):
            assert row["fields"].get(key, "") in row["text"]


def test_most_editorial_references_are_read_rightly() -> None:
    golds = [chief(msgspec.convert(row["fields"], CslItem)) for row in ROWS]
    read = [chief(parsed.fields) for parsed in parse_all([row["text"] for row in ROWS])]
    whole = sum(gold == guess for gold, guess in zip(golds, read, strict=True)) / len(ROWS)
    right = {
        key: sum(gold[key] == guess[key] for gold, guess in zip(golds, read, strict=True)) / len(ROWS) for key in CHIEF
    }
    assert whole >= 0.72, right
    assert min(right.values()) >= 0.85, right
