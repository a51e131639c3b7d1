import pytest

from deskcheck.extractors.claims import kinds
from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.signals import read
from deskcheck.model import BlockKind, ClaimKind, Importance
from deskcheck.text.quantities import quantities


def of(words: str, block: BlockKind = BlockKind.PARAGRAPH) -> tuple[ClaimKind, Importance]:
    signals = read(words, Candidate(0, len(words), words, block))
    kind = kinds.kind(signals, quantities(words))
    return kind, kinds.importance(kind, signals)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("A study of 90 owls found less hunting in rain.", ClaimKind.STATISTIC),
        ("About 12 percent of adults live with tinnitus.", ClaimKind.PREVALENCE),
        ("Researchers found that noise wakes owls.", ClaimKind.FINDING),
        ("Researchers found that noise wakes owls [2].", ClaimKind.FINDING),
        ("A 2003 study concluded that noise wakes owls,3 and others agree.4", ClaimKind.FINDING),
        ("In a classic study noise was found to wake owls (Ash et al. 769).", ClaimKind.FINDING),
        ("Researchers in two countries found that noise wakes owls.", ClaimKind.STATISTIC),
        ("According to the Night Bird Trust, noise wakes owls.", ClaimKind.ATTRIBUTION),
        ("Noise is linked to poor breeding.", ClaimKind.ASSOCIATION),
        ("Noise causes stress.", ClaimKind.CAUSAL),
        ("Tinnitus is a ringing sound.", ClaimKind.DEFINITION),
        ("You should talk to a doctor.", ClaimKind.TREATMENT),
        ("Avoid alcohol at night.", ClaimKind.TREATMENT),
        ("Overdose can be fatal.", ClaimKind.RISK),
        ("The trust was founded by a farmer.", ClaimKind.HISTORICAL),
        ("Owls live in trees.", ClaimKind.STATEMENT),
    ],
)
def test_kinds(words: str, kind: ClaimKind) -> None:
    assert of(words)[0] is kind


def test_the_block_decides_on_policy_and_biography() -> None:
    assert of("Our desk checks everything.", BlockKind.POLICY)[0] is ClaimKind.POLICY
    assert of("She lives in Oslo.", BlockKind.BIOGRAPHY)[0] is ClaimKind.CREDENTIAL


@pytest.mark.parametrize("mark", ["", ".[iv]", " [4].", ".4"])
def test_a_sentence_with_an_irregular_past_or_a_mark_at_its_end_is_no_fragment(mark: str) -> None:
    words = f"The government paid 69% of the costs in 2023, up from 63% before{mark or '.'}"
    assert not read(words, Candidate(0, len(words), words, BlockKind.PARAGRAPH)).fragment


@pytest.mark.parametrize(
    ("words", "importance"),
    [
        ("Take 400 mg of ibuprofen to treat the pain.", Importance.HIGH),
        ("Depression is a mood disorder.", Importance.MEDIUM),
        ("Owls live in trees.", Importance.LOW),
    ],
)
def test_importance_is_the_harm_of_a_mistake(words: str, importance: Importance) -> None:
    assert of(words)[1] is importance
