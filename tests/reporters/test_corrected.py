"""Corrected references: what the record proves replaces what is printed, and the note says so."""

import json
import subprocess
import sys

import pytest

from builders import a_reference, an_audit, rich_audit
from deskcheck.extractors.bibliography import read
from deskcheck.model import (
    CslDate,
    CslItem,
    CslName,
    FieldComparison,
    Match,
    MatchStatus,
    Notice,
    NoticeType,
    Work,
)
from deskcheck.reporters import render
from deskcheck.reporters.corrected import items
from payloads import PAYLOADS, Filler

RECORD = CslItem(
    type="article-journal",
    title="Rest and recall",
    author=(CslName(family="Harlow", given="Tess"), CslName(family="Winton", given="Ben")),
    container_title="Journal of Rest",
    volume="12",
    issue="3",
    page="310-321",
    issued=CslDate(((2023, 4, 1),)),
    doi="10.5555/rest.7",
)
PRINTED = CslItem(
    type="article-journal",
    title="Rest and recall",
    author=(CslName(family="Harlow", given="T."),),
    container_title="J Rest",
    volume="14",
    issued=CslDate(((2019,),)),
    note="seen in print",
)
COMPARED = (
    FieldComparison("author", "variant", "Harlow, T.", "Harlow, Tess; Winton, Ben"),
    FieldComparison("title", "same", "Rest and recall", "Rest and recall"),
    FieldComparison("container", "variant", "J Rest", "Journal of Rest", "abbreviated"),
    FieldComparison("year", "different", "2019", "2023"),
    FieldComparison("volume", "different", "14", "12"),
    FieldComparison("issue", "missing", "", "3"),
    FieldComparison("DOI", "missing", "", "10.5555/rest.7"),
)


def matched(probability=0.99, notices=(), compared=COMPARED, **fields):
    work = Work(fields=RECORD, authority="dossier")
    match = Match(status=MatchStatus.MATCHED, doi=RECORD.doi, probability=probability, work=work, comparison=compared)
    return a_reference(fields=PRINTED, match=match, notices=notices, **fields)


def item(reference):
    return items(an_audit(references=(reference,)))[0]


def test_what_the_record_proves_replaces_what_is_printed_and_nothing_else():
    made = item(matched())
    assert (made.volume, made.issue, made.year, made.doi) == ("12", "3", 2023, "10.5555/rest.7")
    assert (made.author, made.container_title, made.title) == (PRINTED.author, "J Rest", "Rest and recall")
    assert made.note == (
        "seen in print. deskcheck, as of 2026-11-23: corrected from the record (dossier): year 2019 → 2023; "
        "volume 14 → 12; DOI 10.5555/rest.7 added; issue 3 added."
    )


def test_a_list_that_agrees_says_so():
    same = tuple(FieldComparison(one.field, "same", one.recorded, one.recorded) for one in COMPARED)
    assert item(matched(compared=same)).note.endswith("as printed; the record (dossier) agrees.")


@pytest.mark.parametrize(
    ("reference", "reason"),
    [
        (matched(probability=0.8), "likely but not certain"),
        (a_reference(fields=PRINTED), "its work is not known"),
        (
            a_reference(fields=PRINTED, match=Match(status=MatchStatus.UNKNOWN, reason="no answer in time")),
            "its work is not known (no answer in time)",
        ),
        (
            a_reference(
                fields=PRINTED,
                match=Match(status=MatchStatus.AMBIGUOUS, work=Work(fields=RECORD, authority="x"), comparison=COMPARED),
            ),
            "its work is not known",
        ),
    ],
)
def test_what_is_not_certain_stays_as_printed_with_the_reason(reference, reason):
    made = item(reference)
    assert (made.volume, made.year, made.doi, made.issue) == ("14", 2019, "", "")
    assert f"as printed: {reason}" in made.note or (f"as printed: its work is {reason}" in made.note)


def test_a_retracted_work_is_not_mended_and_its_notice_is_told():
    made = item(matched(notices=(Notice(type=NoticeType.RETRACTION, date="2024-05-06", sources=("publisher",)),)))
    assert made.volume == "14"
    assert "retracted or withdrawn on 2024-05-06" in made.note
    assert made.note.endswith("Notice: retraction of 2024-05-06, according to publisher.")
    concern = item(matched(notices=(Notice(type=NoticeType.EXPRESSION_OF_CONCERN),)))
    assert concern.volume == "12"
    assert "Notice: expression of concern" in concern.note


def test_references_without_fields_still_say_what_was_printed():
    made = item(a_reference(printed="An odd thing, undated"))
    assert (made.title, made.type) == ("An odd thing, undated", "document")


def test_every_item_has_a_key_of_its_own():
    keys = [one.id for one in items(an_audit(references=(matched(), matched(number=2, id="r-2"))))]
    assert keys == ["harlow2023rest", "harlow2023rest-2"]


@pytest.mark.parametrize(("kind", "suffix"), [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json")])
def test_every_format_reads_back_as_the_same_list(kind, suffix):
    audit = rich_audit()
    found, unread = read(render(kind, audit).encode(), f"references.{suffix}")
    assert unread == ()
    wanted = items(audit)
    assert [one.fields.title for one in found] == [one.title for one in wanted]
    assert [one.fields.doi for one in found] == [one.doi for one in wanted]
    assert found[0].fields.issue == "3"
    assert "retraction of 2012-03-04" in found[1].fields.note


@pytest.mark.parametrize(("kind", "suffix"), [("bibtex", "bib"), ("ris", "ris"), ("csl-json", "json")])
@pytest.mark.parametrize("first", range(0, len(PAYLOADS), 20))
def test_hostile_text_adds_no_entry_and_no_control_character(kind, suffix, first):
    audit = Filler(PAYLOADS, first).fill(rich_audit())
    text = render(kind, audit)
    found, _ = read(text.encode(), f"references.{suffix}")
    assert len(found) == len(audit.references)
    assert not [one for one in text if one != "\n" and (ord(one) < 32 or 0x7F <= ord(one) < 0xA0)]
    assert not set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069") & set(text)


def test_report_prints_them_and_audit_does_not_offer_them(tmp_path):
    saved = tmp_path / "audit.json"
    saved.write_text(render("json", rich_audit()), "utf-8")

    def deskcheck(*words):
        command = [sys.executable, "-m", "deskcheck", *map(str, words)]
        return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False, cwd=tmp_path)

    done = deskcheck("report", saved, "--format", "csl-json")
    assert json.loads(done.stdout)[0]["issue"] == "3"
    for kind in ("csl-json", "bibtex", "ris", "pdf"):
        done = deskcheck("audit", saved, "--format", kind)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
