import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.readers.numerals import numeral
from deskcheck.text.roman import ROMAN, value


@given(st.integers(1, 299))
def test_what_is_written_is_read(number: int) -> None:
    letters = numeral(number, "lowerRoman")
    assert re.fullmatch(ROMAN, letters)
    assert value(letters) == number


@pytest.mark.parametrize("word", ["", "iiii", "vx", "ic", "mix", "I", "a"])
def test_other_letters_are_no_number(word: str) -> None:
    assert re.fullmatch(ROMAN, word) is None
