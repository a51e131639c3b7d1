"""Lists of bare links, and footnotes of Markdown that are an article's only list."""

import pytest

from deskcheck import readers
from deskcheck.extractors.references import extract

HEAD = "# Naps at the depot\n\nNaps help drivers.[^1] Tea keeps them awake.[^tea]\n\n"
HARLOW = "Harlow T, Winton B. Naps and reaction time. J Rest Stud. 2019;12(3):110-21."
PAGE = "https://clinic.example/tea"


def listed(text):
    article, references = extract(readers.read_bytes(text.encode(), "a.md"))
    shown = [(one.number, one.label, one.printed, one.fields.url or one.fields.doi) for one in references]
    span = article.references_span
    return shown, article.text[: span.start if span else None]


@pytest.mark.parametrize("heading", ["References", "Sources", "Works cited"])
def test_items_that_are_bare_links_stay_in_an_announced_list(heading):
    items = f"- {PAGE}\n- https://doi.org/10.5555/rest.7\n- [Depot trust](https://depot.example/naps)\n- {HARLOW}\n"
    shown, before = listed(f"{HEAD}## {heading}\n\n{items}")
    assert [entry[2:] for entry in shown] == [
        (PAGE, PAGE),
        ("https://doi.org/10.5555/rest.7", "10.5555/rest.7"),
        ("Depot trust", "https://depot.example/naps"),
        (HARLOW, ""),
    ]
    assert "example" not in before


def test_links_under_other_headings_are_no_list():
    assert listed(f"{HEAD}## More from us\n\n- {PAGE}\n- [Depot trust](https://depot.example/naps)\n")[0] == []


def test_notes_are_the_list_where_there_is_no_other():
    shown, before = listed(f"{HEAD}[^1]: {HARLOW}\n[^tea]: {PAGE}\n[^3]: Not counting night shifts.\n")
    assert [entry[:3] for entry in shown] == [(1, "[^1]:", HARLOW), (2, "[^tea]:", PAGE)]
    assert before.rstrip().endswith("[^tea]")


def test_a_note_of_its_own_that_is_an_address_is_not_lost():
    shown, before = listed(f"{HEAD}[^tea]: {PAGE}\n\n[^1]: {HARLOW}\n")
    assert [entry[:3] for entry in shown] == [(1, "[^tea]:", PAGE), (2, "[^1]:", HARLOW)]
    assert "[^tea]" in before


@pytest.mark.parametrize(
    "rest",
    [
        "[^1]: Not counting night shifts.\n[^tea]: Green tea.\n",
        f"[^1]: {HARLOW}\n\nDrivers rest at the depot, and some of them read.\n\n[^tea]: {PAGE}\n",
    ],
)
def test_remarks_and_scattered_notes_are_no_list(rest):
    shown, before = listed(HEAD + rest)
    assert shown == []
    assert "Naps help drivers." in before


def test_a_list_goes_before_notes():
    shown, _ = listed(f"{HEAD}[^1]: {HARLOW}\n[^tea]: {PAGE}\n\n## References\n\n1. {HARLOW}\n2. {PAGE}\n")
    assert [entry[1] for entry in shown] == ["1.", "2."]
