"""Questions to the author: one a point, attributed, and none where there is nothing to ask."""

import pytest

from builders import a_claim, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Evidence, Importance, Match, MatchStatus, Stance, VerdictLabel
from deskcheck.reporters.queries import queries


def asked(verdict, **fields):
    article = an_article("Tea helps sleepers.")
    return [query.words for query in queries(an_audit(article, claims=(a_claim(article, verdict=verdict, **fields),)))]


def test_each_question_names_its_place_and_is_one_question():
    found = queries(rich_audit())
    assert [(query.kind, query.index) for query in found] == [
        ("claim", 0),
        ("claim", 1),
        ("claim", 3),
        ("claim", 4),
        ("reference", 0),
        ("reference", 1),
        ("reference", 3),
        ("reference", 5),
    ]
    assert all(query.words.count("?") == 1 for query in found)
    assert all(query.words.startswith("Line ") for query in found if query.kind == "claim")


@pytest.mark.parametrize("label", [VerdictLabel.SUPPORTED, VerdictLabel.NOT_CHECKABLE])
def test_there_is_nothing_to_ask_where_the_author_cannot_help(label):
    assert asked(a_verdict(label)) == []
    assert asked(None) == []


def test_only_statements_worth_a_source_are_asked_for_one():
    bare = a_verdict(VerdictLabel.UNSUPPORTED, reason="No reference is given for this.")
    assert asked(bare, worth=0.4, importance=Importance.LOW) == []
    assert len(asked(bare, worth=0.4, importance=Importance.HIGH)) == 1
    assert len(asked(bare, worth=0.8, importance=Importance.LOW)) == 1


def test_the_deciding_passage_is_quoted_once():
    piece = Evidence(reference=0, origin="article", quote="Tea keeps sleepers awake.", stance=Stance.CONTRADICTS)
    verdict = a_verdict(VerdictLabel.CONTRADICTED, reason="Two places differ.", cue="helps | awake", evidence=(piece,))
    assert asked(verdict) == [
        "Line 1: you write “Tea helps sleepers.” Two places differ. "
        "In this article we read: “Tea keeps sleepers awake.” Could you look at this again?"
    ]
    (words,) = asked(
        a_verdict(VerdictLabel.CONTRADICTED, reason=f"It says “{piece.quote}”", cue="awake", evidence=(piece,))
    )
    assert words.count(piece.quote) == 1


def test_several_possible_records_are_asked_about():
    reference = a_reference(match=Match(status=MatchStatus.AMBIGUOUS))
    (query,) = queries(an_audit(references=(reference,)))
    assert query.words == "Reference 1: several records could be meant. Could you send us the DOI?"
