"""A changed statement differs in one thing, and the change can be made in claim and evidence alike."""

import random
import re

import pytest
from entailment_tampering import Edit, apply, edits
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text.quantities import quantities

STATEMENTS = (
    "Sleep fell by {} minutes in the nurses on call.",
    "{}% of the nurses reported headaches.",
    "The trial enrolled {} patients in two wards.",
    "A dose of {} mg of zinc was given to children each day.",
    "Naps shortened recovery by {} days, from ten to seven.",
)
NUMBERS = st.one_of(
    st.integers(2, 99).map(str),
    st.integers(1000, 250_000).map("{:,}".format),
    st.decimals(1, 99, places=1).map(str),
)


def values(text):
    return [(quantity.value, quantity.high, quantity.unit) for quantity in quantities(text)]


@given(st.sampled_from(STATEMENTS), NUMBERS, st.integers(0, 2**32))
def test_a_changed_number_changes_exactly_one_quantity(statement, number, seed):
    text = statement.format(number)
    for edit in edits(text, random.Random(seed)):
        changed = apply(edit, text)
        assert changed != text
        if edit.kind == "number":
            before, after = values(text), values(changed)
            assert len(before) == len(after)
            differing = [(one, other) for one, other in zip(before, after, strict=True) if one != other]
            assert len(differing) == 1
            (old, new) = differing[0]
            assert old[0] != new[0]
            assert re.sub(r"[\d.,]+|\b[a-z]+\b", "", text) == re.sub(r"[\d.,]+|\b[a-z]+\b", "", changed)


@given(st.text(max_size=200), st.integers(0, 2**32))
def test_no_text_breaks_it_and_every_edit_alters_the_text(text, seed):
    for edit in edits(text, random.Random(seed)):
        assert apply(edit, text) not in (None, text)


@pytest.mark.parametrize("seed", range(20))
def test_a_share_stays_below_all_of_them(seed):
    for edit in edits("64.5% of the nurses slept badly.", random.Random(seed)):
        if edit.kind == "number":
            assert 0 < float(edit.new) < 100


def kinds(text):
    return {edit.kind for edit in edits(text, random.Random(1))}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Zinc shortened colds by 3 days.", "unit"),
        ("Zinc shortened colds in 1998.", "year"),
        ("Coffee increases alertness.", "direction"),
        ("Coffee is linked to alertness.", "negation"),
        ("Coffee is not linked to alertness.", "negation"),
        ("Coffee regulates alertness.", "negation"),
    ],
)
def test_each_kind_is_found(text, kind):
    assert kind in kinds(text)


def test_a_second_negation_is_not_put_beside_the_first():
    text = "Coffee was not tested and tea was."
    made = {apply(edit, text) for edit in edits(text, random.Random(1))}
    assert made == {"Coffee was tested and tea was."}


@pytest.mark.parametrize("aside", ["p < 0.05", "p = 0.03", "type 2 diabetes", "stage 3 disease"])
def test_what_states_no_finding_is_left_alone(aside):
    assert "number" not in kinds(f"Coffee was tested ({aside}).")


def test_names_with_digits_are_left_alone():
    assert "number" not in kinds("IL-6 and CD4 cells respond to H1N1.")


def test_an_edit_needs_its_words_exactly_once():
    edit = Edit("direction", "higher", "lower")
    assert apply(edit, "Scores were higher.") == "Scores were lower."
    assert apply(edit, "Higher scores.") is None
    assert apply(edit, "Scores were higher, far higher.") is None
    assert apply(Edit("number", "12", "90"), "It took 12.5 days, 112 steps and 1,012 words.") is None
    assert apply(Edit("number", "12", "90"), "It took 12 days.") == "It took 90 days."
    assert apply(Edit("number", "12", "90"), "It took 12, not more.") == "It took 90, not more."


def test_the_same_seed_gives_the_same_edits():
    text = "In 340 nurses, 12 weeks of naps reduced errors by 30%."
    assert edits(text, random.Random(4)) == edits(text, random.Random(4))
