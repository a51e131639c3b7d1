"""A hundred printed dates; ``make bench-safety`` takes a thousand."""

import datetime
import random

import pytest

from hostile import ages


def test_the_years_since_a_printed_date():
    chance = random.Random(2)
    for _ in range(100):
        as_of = datetime.date(2024, 1, 1) + datetime.timedelta(days=chance.randrange(1_800))
        assert ages.is_right(chance, as_of)


@pytest.mark.parametrize(
    ("day", "as_of", "years"),
    [
        ("2024-02-29", "2025-02-28", 0),
        ("2024-02-29", "2025-03-01", 1),
        ("2020-02-29", "2024-02-29", 4),
        ("2026-01-01", "2025-01-01", 0),
    ],
)
def test_the_count_itself(day, as_of, years):
    assert ages.passed(datetime.date.fromisoformat(day), datetime.date.fromisoformat(as_of)) == years
