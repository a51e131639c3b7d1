"""The pairs of claim and evidence that ``make bench-verdicts`` scores: well formed, and nobody accused for nothing."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from deskcheck.commands.verify import verdicts
from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel

FOLDER = Path(__file__).parent / "pairs"
PARTS = {"looked_at": 80, "held_out": 40}


def pairs(part: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / f"{part}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.mark.parametrize("part", PARTS)
def test_pairs_are_well_formed(part: str) -> None:
    found = pairs(part)
    assert len(found) == PARTS[part]
    assert {pair["part"] for pair in found} == {part}
    assert Counter(pair["kind"] for pair in found)["faithful"] == len(found) // 2
    for pair in found:
        assert (pair["kind"] == "distorted") == bool(pair.get("changed"))
        assert set(pair.get("tags", ())) <= {tag.value for tag in Distortion}


def test_no_evidence_stands_in_both_parts() -> None:
    assert not {p["evidence"] for p in pairs("looked_at")} & {p["evidence"] for p in pairs("held_out")}


def test_the_command_reads_the_pairs_as_they_are() -> None:
    lines = (FOLDER / "looked_at.jsonl").read_bytes().splitlines()[:4]
    assert [json.loads(line)["id"] for line in verdicts(lines, "pairs")] == [p["id"] for p in pairs("looked_at")[:4]]


LOOKED_AT = [(pair["kind"], pair) for pair in pairs("looked_at")]


def labelled(pair: dict[str, Any]) -> VerdictLabel:
    return verify(pair["claim"], [pair["evidence"]], {**pair["metadata"], "title": pair["title"]}).label


def test_evidence_about_something_else_accuses_nobody_and_supports_nothing() -> None:
    for kind, pair in LOOKED_AT:
        assert kind != "other" or labelled(pair) is VerdictLabel.NOT_CHECKABLE, pair["claim"]


def test_faithful_paraphrases_are_told_no_fault() -> None:
    for kind, pair in LOOKED_AT:
        if kind == "faithful":
            assert labelled(pair) in (VerdictLabel.SUPPORTED, VerdictLabel.NOT_CHECKABLE), pair["claim"]
