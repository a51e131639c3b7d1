import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from deskcheck.extractors import claims
from deskcheck.model import Article, BlockKind, Claim, ClaimKind, Importance
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
ARTICLE = """# Why Owls Sleep by Day

By Ida Holm

Published March 3, 2024

Have you ever seen an owl asleep at noon?

Owls hunt at night because voles are active then.
In a 2019 study of 212 tawny owls, 81 percent of hunts took place after dusk.
They may also hunt at dawn.

Subscribe to our newsletter

## What they eat

Barn owls eat three kinds of prey:

- Voles. Small rodents that live in long grass.
- Shrews and mice
- Large moths are eaten in summer. A moth holds about 5 calories.

Figure 1. An owl with a vole.

We'll look at their eyes below.

## References

1. Holm, I. (2019). When owls hunt. Journal of Night Birds, 4, 1-9.
"""


def of(text: str, **settings: float) -> tuple[Claim, ...]:
    article = read_bytes(text.encode(), "a.md")
    return claims.extract(article, replace(SETTINGS, **settings))


def quotes(text: str) -> list[str]:
    return [claim.quote for claim in of(text)]


def test_sentences_and_items_are_claims_and_furniture_is_not() -> None:
    found = quotes(ARTICLE.split("## References", maxsplit=1)[0])
    assert found == [
        "Owls hunt at night because voles are active then.",
        "In a 2019 study of 212 tawny owls, 81 percent of hunts took place after dusk.",
        "They may also hunt at dawn.",
        "Barn owls eat three kinds of prey:",
        "Voles. Small rodents that live in long grass.",
        "Shrews and mice",
        "Large moths are eaten in summer.",
        "A moth holds about 5 calories.",
    ]


def test_every_span_quotes_its_claim_with_line_and_column() -> None:
    article = read_bytes(ARTICLE.encode(), "a.md")
    lines = article.text.split("\n")
    for claim in claims.extract(article, SETTINGS):
        assert claim.span.of(article.text) == claim.quote
        assert lines[claim.span.line - 1][claim.span.column - 1 :].startswith(claim.quote.split("\n")[0])


def test_the_study_sentence_carries_its_numbers_and_is_worth_most() -> None:
    study = next(claim for claim in of(ARTICLE) if "2019" in claim.quote)
    assert [(each.value, each.unit) for each in study.quantities] == [(2019, "year"), (212, "owls"), (81, "%")]
    assert study.kind is ClaimKind.STATISTIC
    assert study.worth == max(claim.worth for claim in of(ARTICLE))


def test_hedges_are_kept_in_order_and_once() -> None:
    (claim,) = of("# Owls\n\nSome people say it may often help, and it may not.\n\nMore text follows here.")[:1]
    assert claim.hedges == ("some people", "may", "often")


def test_context_holds_headings_and_lead_in() -> None:
    item = next(claim for claim in of(ARTICLE) if claim.quote.startswith("Voles"))
    assert item.context == ("Why Owls Sleep by Day", "What they eat", "Barn owls eat three kinds of prey:")


def test_an_id_survives_edits_elsewhere_and_repeats_get_a_suffix() -> None:
    before = {claim.quote: claim.id for claim in of(ARTICLE)}
    after = {claim.quote: claim.id for claim in of("# New\n\nA new opening sentence stands here.\n\n" + ARTICLE)}
    assert all(after[quote] == identifier for quote, identifier in before.items())
    twice = of("Owls hunt at night in the forest. Owls hunt at night in the forest.")
    assert twice[1].id == twice[0].id + "-2"


def test_the_threshold_filters() -> None:
    assert len(of(ARTICLE, worth_threshold=0.0)) > len(of(ARTICLE)) > len(of(ARTICLE, worth_threshold=0.8)) > 0


def test_policy_and_biography_are_claims_of_their_kind() -> None:
    text = (
        "# Tea\n\nWritten by Ida Holm\n\nTea holds iron back in the gut. Coffee does so as well.\n\n"
        "We rely on peer-reviewed studies and primary sources.\n\n"
        "Ida Holm is a licensed dietitian with ten years of experience.\n"
    )
    kinds = {claim.quote.split()[0]: claim.kind for claim in of(text)}
    assert kinds["We"] is ClaimKind.POLICY
    assert kinds["Ida"] is ClaimKind.CREDENTIAL


def test_a_wrong_dose_would_do_more_harm_than_a_wrong_credential() -> None:
    dose, other = of(
        "# Owls\n\nPatients should stop taking 20 mg of the drug before surgery.\n\nThe town was founded in 1820."
    )
    assert (dose.importance, other.importance) == (Importance.HIGH, Importance.LOW)


@pytest.mark.parametrize(
    "line",
    [
        "Have you slept well lately?",
        "Maybe you're tired of being tired.",
        "We'll break down the causes below.",
        "Pictured: a sleeping owl in a hollow tree.",
        "This interview was edited for length.",
        "Donate today: $15 buys one nest box.",
        "Thank you!",
    ],
)
def test_questions_guides_remarks_and_offers_are_no_claims(line: str) -> None:
    assert quotes(f"# Owls\n\nOwls hunt at night in the woods. {line}") == ["Owls hunt at night in the woods."]


def test_a_marked_sentence_is_always_a_claim() -> None:
    assert quotes("# Owls\n\nThank you, Ida [1].")[-1] == "Thank you, Ida [1]."


@pytest.mark.parametrize(
    "heading", ["External links", "See also", "Further reading:", "Related articles", "In this article"]
)
def test_ways_to_other_pages_are_no_claims(heading: str) -> None:
    items = "- Naps cut errors by 12% at the depot\n- Tea and sleep\n"
    text = f"# Naps\n\nNaps help 40% of drivers.\n\n## {heading}\n\n{items}"
    assert quotes(text) == ["Naps help 40% of drivers."]
    assert len(quotes(text.replace(heading, "What is known"))) > 1


def test_an_empty_article_has_no_claims() -> None:
    assert claims.extract(Article(path="", format="plaintext", title="", text=""), SETTINGS) == ()


@given(
    st.lists(
        st.sampled_from(
            ["Owls", " hunt", " at", " 5 mg", ".", "\n\n", "- ", "# ", "?", " [1]", "“", "*", " may", ": "]
        ),
        max_size=40,
    ).map("".join)
)
def test_spans_are_exact_in_order_and_inside_body_blocks(text: str) -> None:
    article = read_bytes(("Owls.\n\n" + text).encode(), "a.md")
    position = 0
    ids = set()
    for claim in claims.extract(article, SETTINGS):
        assert claim.span.of(article.text) == claim.quote
        assert claim.span.start >= position
        assert 0 <= claim.worth <= 1
        position = claim.span.end
        ids.add(claim.id)
        block = next(block for block in article.blocks if block.span.overlaps(claim.span))
        assert block.kind not in (BlockKind.TITLE, BlockKind.HEADING, BlockKind.REFERENCE_LIST, BlockKind.PROMOTION)
    assert len(ids) == len(claims.extract(article, SETTINGS))
