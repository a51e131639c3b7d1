"""Full texts in a dossier: found by number, proven by title, cut into paragraphs with places, used in verdicts."""

import datetime

import pytest

from deskcheck import stages
from deskcheck.authorities import full_texts
from deskcheck.authorities.dossier import Dossier
from deskcheck.errors import InputError
from deskcheck.model import VerdictLabel
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
ARTICLE = """# Naps and memory

In a trial of hospital porters, a nap of 20 minutes improved recall of word lists by 18 percent [1].

## References

1. Harlow T, Winton B. Short naps and recall in shift workers. J Sleep Stud. 2024;12(3):101-110.
"""
SOURCE = """# Short naps and recall in shift workers

T. Harlow and B. Winton

We asked 96 hospital porters to take a nap of 20 minutes during the night shift, or to rest awake.

The canteen was closed for repair in the second week, which did not change attendance.

Porters who took a nap of 20 minutes recalled word lists {}.

## References

1. Sato K. Pillow height and recall of word lists in porters. J Backs. 2016;8(1):101-109.
"""


AGREEING = SOURCE.format("18 percent better than porters who rested awake")


def audited(folder, source=AGREEING, name="1.md"):
    (folder / "article.md").write_text(ARTICLE, encoding="utf-8")
    (folder / "sources").mkdir()
    (folder / "sources" / name).write_text(source, encoding="utf-8")
    return stages.audit(folder / "article.md", SETTINGS, dossier=folder)


def test_the_passage_that_decides_is_quoted_with_its_place(tmp_path):
    audit = audited(tmp_path)
    verdict = audit.claims[0].verdict
    assert verdict.label is VerdictLabel.SUPPORTED
    chief = verdict.evidence[0]
    assert "18 percent better" in chief.quote
    assert (chief.origin, chief.locator) == ("full text", "sources/1.md, line 9")
    assert [source.name for source in audit.sources] == ["sources/"]


def test_another_number_in_the_full_text_is_no_support(tmp_path):
    verdict = audited(tmp_path, SOURCE.format("3 percent better than porters who rested awake")).claims[0].verdict
    assert verdict.label is not VerdictLabel.SUPPORTED
    assert "number_mismatch" in verdict.distortions


@pytest.mark.parametrize(
    ("name", "source", "reason"),
    [
        (
            "1.md",
            "# Pillow height in drivers\n\nA nap of 20 minutes improved recall by 18 percent.",
            "does not open with",
        ),
        ("7.md", SOURCE.format("18 percent better"), "no reference has the number 7"),
        ("1.docx", "no package", "docx"),
    ],
)
def test_a_text_that_is_not_the_source_is_told_and_not_used(tmp_path, name, source, reason):
    audit = audited(tmp_path, source, name)
    assert audit.claims[0].verdict.label is VerdictLabel.NOT_CHECKABLE
    told = [one for one in audit.unchecked if one.what == "full text"]
    assert len(told) == 1
    assert reason in f"{told[0].subject} {told[0].reason}"


def test_the_source_s_own_reference_list_is_no_evidence(tmp_path):
    audited(tmp_path)
    texts, _ = stages.source_texts(Dossier.open(tmp_path))
    quotes = [piece.quote for piece in full_texts.evidence(the_reference(tmp_path), texts[1])]
    assert any("canteen" in quote for quote in quotes)
    assert not any("Pillow" in quote for quote in quotes)


def the_reference(folder):
    return stages.audit(folder / "article.md", SETTINGS).references[0]


@pytest.mark.parametrize(
    ("names", "complaint"),
    [(("notes.txt",), "does not begin with a reference's number"), (("1.txt", "01-harlow.md"), "second source")],
)
def test_a_file_that_names_no_reference_or_one_twice_is_refused(tmp_path, names, complaint):
    (tmp_path / "sources").mkdir()
    for name in names:
        (tmp_path / "sources" / name).write_text("x", encoding="utf-8")
    with pytest.raises(InputError, match=complaint):
        full_texts.files(tmp_path)


def test_no_folder_no_texts(tmp_path):
    assert full_texts.files(None) == full_texts.files(tmp_path) == {}
