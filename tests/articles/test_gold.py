"""The gold annotations quote their articles exactly and agree with themselves."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

FOLDER = Path(__file__).parent
GOLD = sorted(FOLDER.glob("*.gold.json"))


def article_of(gold: Path) -> str:
    name = gold.name.removesuffix(".gold.json")
    (path,) = (path for suffix in (".txt", ".md") if (path := FOLDER / f"{name}{suffix}").exists())
    text = path.read_text(encoding="utf-8")
    return " ".join((text.replace("*", "") if path.suffix == ".md" else text).split())


def loaded(gold: Path) -> dict[str, Any]:
    return dict(json.loads(gold.read_text(encoding="utf-8")))


def test_there_are_twelve() -> None:
    assert len(GOLD) == 12


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_quotes_stand_in_the_article_in_order(gold: Path) -> None:
    text, annotated = article_of(gold), loaded(gold)
    for kind in ("claims", "weak", "not_claims"):
        position = 0
        for quote in annotated[kind]:
            position = text.find(quote, position)
            assert position >= 0, (kind, quote)
            position += len(quote)


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_no_quote_has_two_kinds(gold: Path) -> None:
    annotated = loaded(gold)
    quotes = [*annotated["claims"], *annotated["weak"], *annotated["not_claims"]]
    assert len(quotes) == len(set(quotes))


@pytest.mark.parametrize("gold", GOLD, ids=lambda path: path.name.removesuffix(".gold.json"))
def test_links_join_one_claim_to_listed_references(gold: Path) -> None:
    annotated = loaded(gold)
    assert 3 <= annotated["references"] <= 8
    for opening, numbers in annotated["links"].items():
        assert sum(claim.startswith(opening) for claim in annotated["claims"]) == 1
        assert numbers
        assert set(numbers) <= set(range(1, annotated["references"] + 1))


def test_marked_articles_link_what_they_mark() -> None:
    annotated = loaded(FOLDER / "biofilm-review.gold.json")
    marked = {claim: re.findall(r"\[([\d,–]+)\]", claim) for claim in annotated["claims"]}
    linked = [claim for claim in marked if any(claim.startswith(opening) for opening in annotated["links"])]
    assert linked == [claim for claim, marks in marked.items() if marks]
