"""Dates as articles print them, and the years that have passed since, counted day by day."""

import datetime
import random

from deskcheck.model.currency import years_since_review
from deskcheck.readers import read_bytes

_FORMS = ("%-d %B %Y", "%B %-d, %Y", "%Y-%m-%d", "%b %-d, %Y", "%-d %b %Y")


def is_right(chance: random.Random, as_of: datetime.date) -> bool:
    """Print a date, read it back and tell whether the years up to ``as_of`` are right."""
    day = datetime.date(2000, 1, 1) + datetime.timedelta(days=chance.randrange(0, 11_000))
    if chance.random() < 0.2:
        day = datetime.date(chance.choice((2000, 2004, 2016, 2020, 2024)), 2, 29)
    if chance.random() < 0.1:
        words, expected = "n.d.", None
    else:
        words, expected = day.strftime(chance.choice(_FORMS)), passed(day, as_of)
    text = f"Sleep and memory\n\nUpdated {words}\n\nSleep helps memory in most adults, says a study.\n"
    return years_since_review(read_bytes(text.encode(), "a.txt"), as_of) == expected


def passed(day: datetime.date, as_of: datetime.date) -> int:
    """Return how often the day has come round by ``as_of``; 29 February comes round on 1 March in other years."""
    years = 0
    while _anniversary(day, years + 1) <= as_of:
        years += 1
    return years


def _anniversary(day: datetime.date, years: int) -> datetime.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return datetime.date(day.year + years, 3, 1)
