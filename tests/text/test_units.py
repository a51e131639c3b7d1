import pytest

from deskcheck.text import units


@pytest.mark.parametrize(
    ("after", "unit", "kind"),
    [
        (" mg daily", "mg", "dose"),
        (" milligrams", "mg", "dose"),
        ("-year-old boys", "year", "duration"),
        (" hrs", "hour", "duration"),
        (" mmHg", "mmHg", "dose"),
        (" km away", "km", "number"),
        (" students", "", ""),
        ("", "", ""),
    ],
)
def test_measures(after: str, unit: str, kind: str) -> None:
    assert units.measure("5" + after, 1, 1 + len(after))[:2] == (unit, kind)


@pytest.mark.parametrize(
    ("after", "noun", "phrase"),
    [
        (" high school students who slept", "students", "high school students"),
        (" of the people", "people", "people"),
        (" types of cloud", "types", "types"),
        (" are enough", "", ""),
        (", then", "", ""),
    ],
)
def test_counted_nouns_end_before_verbs_and_prepositions(after: str, noun: str, phrase: str) -> None:
    assert units.counted("5" + after, 1, 1 + len(after)) == (noun, phrase)
