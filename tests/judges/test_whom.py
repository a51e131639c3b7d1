"""Whom or what a claim speaks of."""

import pytest

from deskcheck.judges import verify
from deskcheck.model import Distortion, VerdictLabel


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Among teachers, voice training lowered hoarseness.", "Voice training lowered hoarseness among nurses."),
        ("Sheep on clover grew faster.", "Goats on clover grew faster in a field test."),
        ("Elite rowers slept longer on the island.", "Amateur rowers slept longer on the island."),
        ("Reading aloud raised scores in secondary schools.", "Reading aloud raised scores in 40 primary schools."),
        (
            "In patients, the mould killed the germ.",
            "The mould killed the germ in vitro. No trial in patients is known.",
        ),
        (
            "The moss extract healed ulcers in people.",
            "The moss extract healed ulcers in rats. Use in people is unknown.",
        ),
    ],
)
def test_others_than_the_source_names_are_told(claim, evidence):
    found = verify(claim, [evidence])
    assert Distortion.POPULATION_SHIFT in found.distortions
    assert found.label is not VerdictLabel.SUPPORTED


@pytest.mark.parametrize(
    ("claim", "evidence"),
    [
        ("Doctors say that voice training lowered hoarseness.", "Voice training lowered hoarseness among nurses."),
        ("Cows on clover grew faster.", "Dairy cattle on clover grew faster in a field test."),
        ("Reading aloud raised scores in elementary schools.", "Reading aloud raised scores in 40 primary schools."),
        ("Elderly singers breathed more deeply.", "Adults older than 70 who sang breathed more deeply."),
        ("Adult macrophages are seeded before birth.", "In mice, adult macrophages are seeded before birth."),
        ("The extract might help patients.", "The extract worked in vitro and might help patients."),
    ],
)
def test_the_same_in_other_words_is_not(claim, evidence):
    assert Distortion.POPULATION_SHIFT not in verify(claim, [evidence]).distortions


def test_a_place_the_source_does_not_name_is_not_supported():
    source = ["A survey in Ghent found that 31% of the cyclists wore a helmet."]
    found = verify("In Bruges, 31% of the cyclists wore a helmet.", source)
    assert found.label is VerdictLabel.PARTLY_SUPPORTED
    assert verify("In Ghent, 31% of the cyclists wore a helmet.", source).label is VerdictLabel.SUPPORTED
