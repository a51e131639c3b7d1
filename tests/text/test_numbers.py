import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text import numbers


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-five", 25),
        ("a dozen", 12),
        ("two hundred", 200),
        ("three million", 3e6),
        ("half a million", 5e5),
    ],
)
def test_number_words(words: str, value: float) -> None:
    assert numbers.value(None, None, words) == value


@pytest.mark.parametrize(
    "word", (*numbers.ONES, *numbers.TENS, *numbers.MULTIPLES, "half", "Ninety", "a dozen", "tenfold")
)
def test_every_number_word_is_found_in_a_sentence(word: str) -> None:
    found = numbers.FIRST.search(f"Of them, {word} slept.")
    assert found is not None
    assert found.group() == word


def test_digits_with_scale_and_letter() -> None:
    assert numbers.value("1.5", "million", None) == 1.5e6
    assert numbers.value("12", None, None, "k") == 12_000
    assert numbers.value("64·5", None, None) == 64.5


@given(st.integers(0, 999_999_999))
def test_separators_do_not_change_the_value(number: int) -> None:
    assert numbers.value(f"{number:,}", None, None) == number
