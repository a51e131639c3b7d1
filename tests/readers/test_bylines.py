"""Bylines and date lines in several languages, read with the article they stand in."""

import datetime

import pytest

from deskcheck.model import BlockKind, Dates
from deskcheck.readers import read_bytes
from deskcheck.readers.dates import date_in


def told(head: str) -> tuple[list[tuple[str, str]], Dates]:
    article = read_bytes(f"# Naps\n\n{head}\n\nNaps help.\n".encode(), "a.md")
    return [(person.name, person.role) for person in article.people], article.dates


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Von Lena Brandt", "Lena Brandt"),
        ("Von Lena Brandt, aktualisiert am 14.02.2026", "Lena Brandt"),
        ("Par Marie Dupont\nPublié le 3 mars 2025", "Marie Dupont"),
        ("Por Ana Pérez | 2 de marzo de 2026", "Ana Pérez"),
        ("Text: Lena Brandt", "Lena Brandt"),
        ("Af Mette Holm", "Mette Holm"),
        ("By Nina Osei Updated on March 3, 2025", "Nina Osei"),
        ("By Nina Osei Last Updated on March 3, 2025", "Nina Osei"),
    ],
)
def test_a_byline_below_the_title_names_the_author(head: str, name: str) -> None:
    assert told(head)[0] == [(name, "author")]


def test_who_checked_stands_on_a_line_of_its_own() -> None:
    people, dates = told("Von Lena Brandt\nMedizinisch geprüft von Dr. Uwe Stein am 3. März 2025")
    assert people == [("Lena Brandt", "author"), ("Dr. Uwe Stein", "reviewer")]
    assert dates == Dates(reviewed=datetime.date(2025, 3, 3))


def test_a_reviewer_is_named_on_the_line_of_the_day() -> None:
    people, dates = told("Medically Reviewed by Owen Tate, MD on June 12, 2025")
    assert people == [("Owen Tate, MD", "reviewer")]
    assert dates == Dates(reviewed=datetime.date(2025, 6, 12))


@pytest.mark.parametrize("name", ["Von Willebrand Disease", "Da Vinci Robots"])
def test_a_heading_that_begins_like_a_byline_names_nobody(name: str) -> None:
    article = read_bytes(f"# Blood\n\nBlood clots.\n\n## {name}\n\nIt is rare.\n".encode(), "a.md")
    assert article.people == ()
    assert [block.kind for block in article.blocks].count(BlockKind.HEADING) == 1
    assert told(name)[0] == []


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("Release date: 5 February 2025. Next release: February 2026.", Dates(published=datetime.date(2025, 2, 5))),
        ("Next review: May 2027", Dates()),
        ("Publié le 3 mars 2025, mis à jour le 4 avril 2026",
         Dates(published=datetime.date(2025, 3, 3), updated=datetime.date(2026, 4, 4))),
        ("Zuletzt aktualisiert: 14.02.2026", Dates(updated=datetime.date(2026, 2, 14))),
        ("Publicado el 2 de marzo de 2026", Dates(published=datetime.date(2026, 3, 2))),
    ],
)  # fmt: skip
def test_date_lines_say_when(line: str, dates: Dates) -> None:
    assert told(line) == ([], dates)


@pytest.mark.parametrize(
    ("printed", "day"),
    [
        ("14.02.2026", (2026, 2, 14)),
        ("1er août 2024", (2024, 8, 1)),
        ("3. Mai 2025", (2025, 5, 3)),
        ("10 de diciembre de 2023", (2023, 12, 10)),
        ("March 3, 2025", (2025, 3, 3)),
        ("7 okt 2022", (2022, 10, 7)),
    ],
)
def test_days_are_read_in_several_languages(printed: str, day: tuple[int, int, int]) -> None:
    assert date_in(f"am {printed} hier") == datetime.date(*day)


def test_a_number_of_a_version_is_no_day() -> None:
    assert date_in("version 33.14.2026") is None
