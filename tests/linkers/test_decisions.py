import pytest

from deskcheck.linkers.decisions import apply
from deskcheck.model import Claim, ClaimKind, Importance, Link, LinkKind, Reference, Span


def claim(name, words, *links):
    return Claim(
        id=name,
        span=Span(0, len(words)),
        quote=words,
        statement=words,
        kind=ClaimKind.STATEMENT,
        worth=0.5,
        importance=Importance.LOW,
        references=links,
    )


CLAIMS = (
    claim(
        "c-1",
        "Sleep helps memory.",
        Link(1, LinkKind.TOPIC, "sleep", 0.7),
        Link(2, LinkKind.TOPIC, "memory", 0.4, True),
    ),
    claim("c-2", "Naps help memory too."),
)
REFERENCES = tuple(Reference(id=f"r-{number}", number=number, printed="") for number in (1, 2))


def test_confirm_makes_a_suggestion_firm():
    (first, _), stale = apply(CLAIMS, REFERENCES, [("Sleep helps memory.", 2, "confirm")])
    assert [(link.number, link.kind, link.suggested) for link in first.references] == [
        (2, LinkKind.DECISION, False),
        (1, LinkKind.TOPIC, False),
    ]
    assert stale == ()


def test_reject_takes_the_link_away():
    (first, _), _ = apply(CLAIMS, REFERENCES, [("c-1", 1, "reject")])
    assert [link.number for link in first.references] == [2]


def test_add_links_a_claim_that_had_none():
    (_, second), _ = apply(CLAIMS, REFERENCES, [("naps help", 1, "add")])
    assert second.firm_links[0].cue == "added by the desk"


@pytest.mark.parametrize(
    ("decision", "reason"),
    [
        (("Dreams fade.", 1, "add"), "no claim has these words"),
        (("memory", 1, "add"), "several claims have these words"),
        (("c-1", 9, "add"), "the article has no reference 9"),
    ],
)
def test_a_decision_that_no_longer_fits_is_told_and_changes_nothing(decision, reason):
    claims, stale = apply(CLAIMS, REFERENCES, [decision])
    assert claims == CLAIMS
    assert stale == ((decision[0], reason),)
