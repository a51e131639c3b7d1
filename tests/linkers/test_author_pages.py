"""Marks of the MLA style, over whole articles."""

import datetime

import pytest

from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors import references as reference_extractor
from deskcheck.linkers.explicit import links
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
LIST = """
## Works Cited

Ash, Mia. "Owls at Night." *Rest Review*, vol. 3, 2019, pp. 11-19.

Berg, Tom, and Ola Elm. "Noise and Sleep in Towns." *Sound*, vol. 7, 2020, pp. 1-30.

"How Noise Affects Your Sleep." *Rest Weekly*, 4 Dec. 2024, www.rest.example/noise.

Winton, Jo. "Beliefs about Owls." *Myth*, vol. 2, 1999, pp. 1-22.

---. "Complaints about Owls." *Myth*, vol. 4, 2001, pp. 30-41.
"""
TITLES = ["Owls at Night", "Noise and Sleep in Towns", "How Noise Affects Your Sleep", "Beliefs", "Complaints"]


def led(body: str) -> list[list[str]]:
    """Return for each claim the titles of its references."""
    article = read_bytes(f"# Owls\n\n{body}\n{LIST}".encode(), "a.md")
    article, references = reference_extractor.extract(article)
    claims = claim_extractor.extract(article, SETTINGS)
    found = links(article, claims, references)
    return [[TITLES[link.number - 1] for link in found.get(place, ())] for place in range(len(claims))]


@pytest.mark.parametrize(
    ("mark", "titles"),
    [
        ("(Ash 12)", ["Owls at Night"]),
        ("(Ash 12-14, 17)", ["Owls at Night"]),
        ("(Berg and Elm 3)", ["Noise and Sleep in Towns"]),
        ("(Berg and Elm)", ["Noise and Sleep in Towns"]),
        ("(Ash 12; Berg and Elm 3)", ["Owls at Night", "Noise and Sleep in Towns"]),
        ('("How Noise")', ["How Noise Affects Your Sleep"]),
        ("(“How Noise Affects,” par. 4)", ["How Noise Affects Your Sleep"]),
        ('(Winton, "Complaints" 33)', ["Complaints"]),
        ("(Winton, *Beliefs* 3)", ["Beliefs"]),
        ("(Winton 3)", []),
        ("(Norway 3)", []),
    ],
)
def test_a_name_and_a_page_lead_to_the_work(mark: str, titles: list[str]) -> None:
    (*_, last) = led(f"Owls are loud (Ash 12). Towns are loud (Berg and Elm 3). Noise keeps many people awake {mark}.")
    assert last == titles


def test_a_page_alone_is_one_of_the_work_of_whom_the_sentence_names() -> None:
    body = "Owls are loud (Ash 12). Towns are loud (Berg and Elm 3). Owls, Ash argues, keep people awake ({})."
    assert led(body.format(3))[-1] == ["Owls at Night"]
    assert led(body.format(18))[-1] == ["Owls at Night"]
    assert led(body.format(3).replace("Ash argues", "Winton argues"))[-1] == []


def test_without_the_style_a_number_in_brackets_is_one_of_the_list() -> None:
    assert led("Owls are loud (1). Towns are loud (2). Owls keep people awake (3).") == [
        [title] for title in TITLES[:3]
    ]
    assert led("Owls are loud (Ash 12). Towns are loud (2).")[0] == []
    assert (
        led(
            "Owls are loud (Ash 12). Ash, 1901, named it (Ash). The barn owl (Winton, 1901) is no rest (Winton, 1903)."
        )[-1]
        == []
    )
