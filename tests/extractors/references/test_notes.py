"""Lists of bare links, and footnotes of Markdown that are an article's only list."""

import datetime

import pytest

from deskcheck import readers
from deskcheck.checks import runner
from deskcheck.extractors.references import extract
from deskcheck.model import Audit, Tool
from deskcheck.settings import Settings
from deskcheck.text.stretches import stray_stretches

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


def test_a_short_note_among_sources_is_one_and_a_remark_leaves_no_gap():
    notes = (
        f"[^1]: {HARLOW}\n[^tea]: {PAGE}\n".replace("tea", "2")
        + "[^3]: Brandt, Public Naps, 50.\n[^4]: Not by night.\n"
    )
    notes += f"[^5]: {HARLOW.replace('Naps', 'Beds')}\n"
    shown, _ = listed(HEAD.replace("tea]", "2]") + notes)
    assert [entry[0] for entry in shown] == [1, 2, 3, 5]
    article, references = extract(readers.read_bytes((HEAD.replace("tea]", "2]") + notes).encode(), "a.md"))
    assert stray_stretches(article, references) == []
    audit = Audit(
        tool=Tool("deskcheck", "0"), as_of=datetime.date(2026, 11, 23), article=article, references=references
    )
    found, _ = runner.run(audit, Settings(as_of=audit.as_of))
    assert not {finding.rule for finding in found} & {"numbering-gap", "stray-text"}


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
