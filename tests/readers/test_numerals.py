import pytest

from deskcheck.readers.numerals import numeral


@pytest.mark.parametrize(
    ("number", "form", "shown"),
    [
        (14, "decimal", "14"),
        (14, "lowerRoman", "xiv"),
        (1999, "upperRoman", "MCMXCIX"),
        (26, "lowerLetter", "z"),
        (28, "upperLetter", "BB"),
        (0, "lowerRoman", "0"),
        (5000, "lowerRoman", "5000"),
        (-3, "lowerLetter", "-3"),
    ],
)
def test_numbers_are_shown_as_word_processors_do(number, form, shown):
    assert numeral(number, form) == shown
