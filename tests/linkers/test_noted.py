"""Notes that say in words which works of a list they mean, over whole articles."""

import datetime

import pytest

from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers.explicit import links
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
LIST = """
## Bibliography

Bouton, Cyn. *The Flour War: Gender and Class in Old France*. Oslo: Meadow Press, 1993.

Doyle, Will. *The Oxford History of Bread*. 3rd ed. Oxford: Meadow Press, 2018.

Doyle, Will. *Wine and Taxes under the Crown*. Oxford: Meadow Press, 2001.

Rudé, George. "Prices, Wages and Popular Movements in Paris." *Economic Rest Review* 6, no. 3 (1954): 246–67.
"""
SHORT = ["Flour War", "Bread", "Wine", "Prices"]


def led(body: str, notes: str) -> list[list[str]]:
    """Return for each claim the short titles of its references."""
    article = read_bytes(f"# Bread\n\n{body}\n\n{notes}\n{LIST}".encode(), "a.md")
    article, references = reference_extractor.extract(article)
    claims = claim_extractor.extract(article, SETTINGS)
    found = links(article, claims, references)
    return [[SHORT[link.number - 1] for link in found.get(place, ())] for place in range(len(claims))]


BODY = "A bad harvest doubled the price of bread{0}. Labourers spent 88 percent of it{1}. Crowds rose in May{2}."


@pytest.mark.parametrize(
    ("marks", "frame"),
    [
        (("[^1]", "[^2]", "[^3]"), "[^1]: {}\n[^2]: {}\n[^3]: {}"),
        (("[1]", "[2]", "[3]"), "## Notes\n\n1. {}\n2. {}\n3. {}"),
        (("[1]", "[2]", "[3]"), "**Endnotes**\n\n[1] {}\n\n[2] {}\n\n[3] {}"),
    ],
)
def test_a_mark_leads_to_the_works_that_its_note_names(marks: tuple[str, ...], frame: str) -> None:
    notes = frame.format(
        "Will Doyle, *The Oxford History of Bread*, 3rd ed. (Oxford: Meadow Press, 2018), 86.",
        "Doyle, *Wine and Taxes*, 88.",
        "See Cyn Bouton, *The Flour War* (Oslo: Meadow Press, 1993), 12; and Rudé, “Prices, Wages,” 250.",
    )
    found = led(BODY.format(*marks), notes)
    assert [sorted(titles) for titles in found] == [["Bread"], ["Wine"], ["Flour War", "Prices"]]


def test_ibid_means_the_one_work_of_the_note_before() -> None:
    notes = "[^1]: Doyle, *History of Bread*, 86.\n[^2]: Ibid., 88.\n[^3]: This was before the clinic moved."
    assert led(BODY.format("[^1]", "[^2]", "[^3]"), notes) == [["Bread"], ["Bread"], []]


def test_a_note_that_could_mean_two_works_means_none() -> None:
    notes = "[^1]: Doyle, 86.\n[^2]: Bouton, 12.\n[^3]: Rudé, “Prices,” 250."
    assert led(BODY.format("[^1]", "[^2]", "[^3]"), notes) == [[], ["Flour War"], ["Prices"]]


def test_marks_of_a_numbered_list_lead_there_whatever_notes_say() -> None:
    body = BODY.format("[1]", "[2]", "")
    article = f"# Bread\n\n{body}\n\n## Notes\n\n1. Rates are standardised.\n2. Doyle counts by years.\n\n"
    listed = (
        "## References\n\n1. Bouton C. The flour war. J Rest. 1993;4:1-9.\n2. Doyle W. Bread. J Rest. 2018;5:1-9.\n"
    )
    whole, references = reference_extractor.extract(read_bytes((article + listed).encode(), "a.md"))
    claims = claim_extractor.extract(whole, SETTINGS)
    found = links(whole, claims, references)
    assert [[link.number for link in found.get(place, ())] for place in range(2)] == [[1], [2]]


def test_notes_beside_a_list_are_no_claims() -> None:
    notes = "## Notes\n\n1. Will Doyle, *The Oxford History of Bread* (Oxford, 2018), 86.\n2. Bouton says 12 died."
    article, _ = reference_extractor.extract(
        read_bytes(f"# Bread\n\nCrowds rose in 9 towns [1].\n\n{notes}\n{LIST}".encode(), "a.md")
    )
    assert [claim.quote for claim in claim_extractor.extract(article, SETTINGS)] == ["Crowds rose in 9 towns [1]."]
