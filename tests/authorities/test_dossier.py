"""Dossiers: what they answer, and how they complain."""

import json

import pytest

from deskcheck.authorities.dossier import Dossier
from deskcheck.errors import InputError
from deskcheck.model import MatchStatus
from invented_works import HARLOW, message, reference

EVIDENCE = """
[[source]]
reference = 1
title = "Night shifts and recall"
design = "cohort study"
population = "hospital cleaners"
sample = 212
read = "abstract"
checked_by = "desk"
checked_on = 2026-11-01

[[source.note]]
says = "Recall fell after night shifts."
locator = "abstract, results"
"""


def opened(folder, **files):
    for name, text in files.items():
        (folder / name.replace("_", ".")).write_text(text, encoding="utf-8")
    return Dossier.open(folder)


def test_a_reference_among_the_records_is_matched(tmp_path):
    dossier = opened(tmp_path, crossref_jsonl=json.dumps(message()) + "\n\n")
    match = dossier.look_up(reference(HARLOW))
    assert (match.status, match.doi, match.work.authority) == (MatchStatus.MATCHED, "10.5555/rest.7", "dossier")


def test_what_is_not_among_the_records_was_not_looked_for(tmp_path):
    match = opened(tmp_path, crossref_jsonl=json.dumps(message())).look_up(
        reference("Sato, K. (2016). Pillow height and neck pain in drivers. Journal of Backs, 8(1), 101–109.")
    )
    assert (match.status, match.reason) == (MatchStatus.UNKNOWN, "not looked up: offline")


def test_a_web_page_is_not_applicable_even_in_an_empty_dossier():
    page = "Sleep Hygiene: Causes & Tips. (2018, August 20). Rest Clinic. Retrieved from"
    assert Dossier.empty().look_up(reference(page)).status is MatchStatus.NOT_APPLICABLE


def test_a_recorded_search_makes_silence_an_answer(tmp_path):
    printed = "Sato, K. (2016). Pillow height and neck pain in drivers. Journal of Backs, 8(1), 101–109."
    line = {"query": "Pillow height and neck pain in drivers. Journal of Backs 8(1)", "items": []}
    assert opened(tmp_path, crossref_jsonl=json.dumps(line)).look_up(reference(printed)).status is MatchStatus.NOT_FOUND


def test_notes_become_evidence_with_who_and_when(tmp_path):
    dossier = opened(tmp_path, evidence_toml=EVIDENCE)
    note, described = dossier.evidence(1)
    assert (note.quote, note.locator, note.checked_by, note.checked_on) == (
        "Recall fell after night shifts.", "abstract, results", "desk", "2026-11-01",
    )  # fmt: skip
    assert described.quote == "Design: cohort study. Population: hospital cleaners. Sample: 212."
    assert dossier.evidence(2) == ()
    assert "Recall fell" in dossier.material()[1]
    assert [(source.name, source.as_of, source.entries) for source in dossier.sources()] == [
        ("evidence.toml", "2026-11-01", 1)
    ]


def test_a_renumbered_list_is_noticed(tmp_path):
    dossier = opened(tmp_path, evidence_toml=EVIDENCE)
    assert dossier.renumbered((reference(HARLOW),)) == ()
    assert dossier.renumbered((reference("Sato, K. (2016). Pillow height."),)) == (1,)


@pytest.mark.parametrize(
    ("name", "text", "place", "what"),
    [
        ("crossref.jsonl", '{"DOI": "10.5555/a"}\n{"DOI": ', ":2", "no JSON"),
        ("crossref.jsonl", "[1, 2]", ":1", "JSON object"),
        ("crossref.jsonl", '{"title": ["x"]}', ":1", "no valid DOI"),
        ("crossref.jsonl", "[" * 5000, ":1", "no JSON"),
        ("evidence.toml", "[[source]]\nreference = \n", ":2", "no TOML"),
        ("evidence.toml", '\n\n[[source]]\nreference = "one"\n', ":3", "Expected `int`"),
        ("evidence.toml", "source = 3\n", "evidence.toml", "[[source]]"),
        ("evidence.toml", "[[source]]\nreference = 1\n[[source]]\nreference = 1\n", ":3", "two [[source]] entries"),
        ("links.toml", '[[link]]\nclaim = "x"\nreference = 1\ndecision = "maybe"\n', ":1", "maybe"),
        ("links.toml", '[[lnk]]\nclaim = "x"\n', "links.toml", "Did you mean link?"),
        ("evidence.toml", "[[sorce]]\nreference = 1\n", "evidence.toml", "Did you mean source?"),
        ("evidence.toml", "\n[[source]]\nreference = 1\nsampel = 12\n", ":2", "Did you mean sample?"),
        ("evidence.toml", '[[source]]\nreference = 1\n[[source.note]]\nsay = "x"\n', ":1", "Did you mean says?"),
    ],
)  # fmt: skip
def test_faults_name_file_and_line(tmp_path, name, text, place, what):
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError) as caught:
        Dossier.open(tmp_path)
    assert place in str(caught.value)
    assert what in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(InputError, match="no such folder"):
        Dossier.open(tmp_path / "none")


def test_bytes_that_are_no_text_are_said(tmp_path):
    (tmp_path / "evidence.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="UTF-8"):
        Dossier.open(tmp_path)
