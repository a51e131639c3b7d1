"""Whom, when, on whose word: stretches of the claim, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.extractors.claims.facets import facets
from deskcheck.extractors.claims.signals import read
from deskcheck.model import BlockKind


def found(words):
    return facets(words, read(words, Candidate(0, len(words), words, BlockKind.PARAGRAPH)))


@pytest.mark.parametrize(
    ("words", "population"),
    [
        ("One in four adults aged 18 to 65 sleeps badly.", ("One in four adults aged 18 to 65",)),
        ("Naps helped 96 hospital porters.", ("porters",)),
        ("Children with asthma are kept indoors.", ("Children with asthma",)),
        ("The survey reached more than 500 Italian students who felt neglected.",
         ("more than 500 Italian students who felt neglected",)),
        ("Insomnia. People who work nights lose sleep.", ("People who work nights",)),
        ("The Academy of Child Psychiatry has moved.", ()),
        ("Copper dissolves in acid.", ()),
    ],
)  # fmt: skip
def test_population(words, population):
    assert found(words).population == population


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("Since 2010 rates have doubled.", ("Since 2010",)),
        ("Between 1999 and 2014 deaths fell by half.", ("Between 1999 and 2014",)),
        ("They walked for 12 weeks and slept better.", ("for 12 weeks",)),
        ("A 2016 study found no effect.", ("2016",)),
        ("In the past two decades smoking became rare.", ("In the past two decades",)),
        ("Copper dissolves in acid.", ()),
    ],
)
def test_time(words, when):
    assert found(words).time == when


@pytest.mark.parametrize(
    ("words", "sources"),
    [
        ("According to the World Health Organization, sleep is short.", ("the World Health Organization",)),
        ("The Mayo Clinic says that naps help.", ("The Mayo Clinic",)),
        ("A 2016 study on naps found better recall.", ("A 2016 study on naps",)),
        ("They say that naps help.", ()),
        ("Naps help.", ()),
    ],
)
def test_named_sources(words, sources):
    assert found(words).named_sources == sources


@pytest.mark.parametrize(
    ("words", "certainty", "negations"),
    [
        ("Naps may help.", "hedged", ()),
        ("Naps always help.", "certain", ()),
        ("Naps help.", "plain", ()),
        ("Naps do not help.", "plain", ("not",)),
        ("There is no evidence that naps help.", "plain", ("no evidence",)),
    ],
)
def test_certainty_and_negation(words, certainty, negations):
    assert (found(words).certainty, found(words).negations) == (certainty, negations)


@given(st.text(alphabet=st.sampled_from("aA 2016.,%-’people who adultsstudythe"), max_size=200))
def test_every_entry_stands_in_the_claim(words):
    facts = found(words)
    for entry in (*facts.population, *facts.time, *facts.named_sources):
        assert entry in words
