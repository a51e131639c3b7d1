"""Wording taken over from a source."""

from hypothesis import given
from hypothesis import strategies as st

from deskcheck.judges.wording import MINIMUM_RUN, longest_run

OWN = "Night nurses who drank two cups of green tea before every shift made fewer errors and slept longer."
WORDS = OWN.rstrip(".").lower().split()


def test_a_long_run_is_found_inside_other_words():
    assert longest_run(f"We know this: {OWN}", [f"In our trial, {OWN.lower()} Tea is safe."]) == " ".join(WORDS)


def test_the_same_words_in_another_order_are_no_run():
    assert longest_run(OWN, [" ".join(reversed(WORDS))]) == ""


def test_quoted_words_are_no_run():
    assert longest_run(f"“{OWN}”", [OWN]) == ""


@given(st.integers(0, len(WORDS)), st.integers(0, len(WORDS)))
def test_only_runs_of_some_length_count(start, end):
    run = longest_run(OWN, [f"Zinc {' '.join(WORDS[start:end])} zinc"])
    assert run == (" ".join(WORDS[start:end]) if end - start >= MINIMUM_RUN else "")
