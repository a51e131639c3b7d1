"""The words of newspapers beside those of research: what is taken for the same, and what never accuses."""

import pytest

from deskcheck.judges import verify
from deskcheck.judges.lexicon import licenses, same_words
from deskcheck.judges.passages import Passage, concept, passages
from deskcheck.model import VerdictLabel


@pytest.mark.parametrize(
    "lay, technical",
    [("jabs", "vaccination"), ("vaping", "e-cigarette".replace("-", "")), ("bleeding", "haemorrhage"), ("sham", "fake"),
     ("unborn", "fetal"), ("smartphones", "phone"), ("cutting", "reduced"), ("likelihood", "odds")],
)  # fmt: skip
def test_both_words_have_one_concept(lay, technical):
    assert concept(lay) == concept(technical) != ""


@pytest.mark.parametrize("word", ["roughly", "according", "scientists", "half", "percent", "eleven"])
def test_words_that_name_no_matter_have_no_concept(word):
    assert concept(word) == ""


def test_evidence_speaks_of_what_its_words_license_and_claims_do_not():
    (given,) = passages("Myocardial infarction was rarer.")
    assert concept("attack") in given.concepts
    assert concept("attack") not in Passage("Myocardial infarction was rarer.").concepts


def test_a_pair_of_words_licenses_nothing_when_one_of_them_is_missing():
    (given,) = passages("Infarction of the spleen was rarer.")
    assert concept("attack") not in given.concepts


def test_the_tables_have_no_word_that_stands_for_two():
    def core(word):
        return word

    merged = same_words(core)
    assert not set(merged) & set(merged.values())
    assert all(licensed for licensed in licenses(core).plain.values())


@pytest.mark.parametrize(
    "claim",
    [
        "Melatonin pills did not help older insomniacs sleep better than a dummy tablet.",
        "The tablets did not help older insomniacs sleep better than fake pills.",
    ],
)
def test_a_paraphrase_in_other_words_is_supported(claim):
    source = (
        "Older adults with chronic insomnia took melatonin tablets or placebo for eight weeks. "
        "Sleep did not improve more with melatonin tablets than with placebo."
    )
    assert verify(claim, [source], {"title": "Melatonin for insomnia in older adults: a randomised trial"}).label is (
        VerdictLabel.SUPPORTED
    )


def test_directions_accuse_nobody_over_words_that_are_only_licensed():
    source = "In the cohort, hypertension was associated with higher mortality from influenza."
    assert verify("Blood pressure pills lower deaths from flu.", [source]).label is not VerdictLabel.CONTRADICTED
