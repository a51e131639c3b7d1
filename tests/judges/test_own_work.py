"""What a research article says of its own work needs no reference."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck import readers
from deskcheck.judges import judge
from deskcheck.model import VerdictLabel
from verdict_makers import SETTINGS, claim

PAPER = """# Naps at the depot

## Introduction

{introduction}

## Methods

### Recruitment

{methods}

## Results

{results}

## Discussion

{discussion}

## References

1. Harlow, T., & Winton, B. (2024). Short naps and reaction time. Journal of Rest Studies, 13(3), 110–121.
"""
PARTS = ("introduction", "methods", "results", "discussion")
COLUMN = "# Naps\n\n## What we did\n\n{introduction}\n\n## Results\n\n{results}\n"


def verdict(folder, words, part, template=PAPER):
    path = folder / "paper.md"
    path.write_text(
        template.format(**{name: words if name == part else "Plain words." for name in PARTS}), encoding="utf-8"
    )
    article = readers.read(path)
    made = claim(words, links=(), start=article.text.index(words))
    return judge(made, (), (), article, SETTINGS)


@pytest.mark.parametrize(
    ("part", "words", "cue"),
    [
        ("methods", "Drivers slept for twenty minutes before the test.", "Methods"),
        ("results", "Reaction time fell by 12% after a nap.", "Results"),
        ("discussion", "Reaction time fell by 12% after a nap (Fig. 2A).", "Fig. 2A"),
        ("discussion", "Among drivers, we observed shorter reaction times.", "we observed"),
        ("introduction", "In this study, naps shortened reaction times.", "in this study"),
    ],
)
def test_own_work_is_not_told_to_lack_a_reference(tmp_path, part, words, cue):
    found = verdict(tmp_path, words, part)
    assert found.label is VerdictLabel.NOT_CHECKABLE
    assert found.cue == cue
    assert cue in found.reason


@pytest.mark.parametrize(
    ("part", "words", "template"),
    [
        ("introduction", "Naps shorten reaction times in bus drivers.", PAPER),
        ("discussion", "Naps shorten reaction times in bus drivers.", PAPER),
        ("results", "Previous trials found shorter reaction times after naps.", PAPER),
        ("discussion", "It has been shown that naps help, as we found.", PAPER),
        ("results", "Reaction time fell by 12% after a nap.", COLUMN),
        ("introduction", "We found that our pillow halves snoring.", COLUMN),
    ],
)
def test_what_others_found_and_what_a_column_says_of_itself_is(tmp_path, part, words, template):
    assert verdict(tmp_path, words, part, template).label is VerdictLabel.UNSUPPORTED


@pytest.mark.parametrize(
    ("words", "carried"),
    [
        ("The authors declare no conflict of interest.", False),
        ("None of the authors has a conflict.", False),
        ("This work was generously funded by the Depot Trust.", False),
        ("Two authors have received speaker fees from a maker of pillows.", False),
        ("Doctors with conflicts of interest prescribe 30% more pillows.", True),
        ("The trial was funded by the pillow industry.", True),
    ],
)
def test_declarations_of_interest_and_funding_need_no_reference(tmp_path, words, carried):
    label = verdict(tmp_path, words, "introduction", COLUMN).label
    assert label is (VerdictLabel.UNSUPPORTED if carried else VerdictLabel.NOT_CHECKABLE)


@given(st.lists(st.sampled_from(["Methods", "Results", "Discussion", "References", "Introduction", "Naps", ""])))
def test_any_order_of_headings_is_read(tmp_path_factory, headings):
    text = "# A\n\n" + "\n\n".join(f"## {heading}\n\nNaps help drivers." for heading in headings)
    path = tmp_path_factory.mktemp("a") / "a.md"
    path.write_text(text, encoding="utf-8")
    article = readers.read(path)
    research = {"Methods", "Results"} & set(headings) and len({*headings} - {"Naps", ""}) >= 3
    labels = {
        judge(claim("Naps help drivers.", links=(), start=place), (), (), article, SETTINGS).label
        for place in range(len(article.text))
        if article.text.startswith("Naps help", place)
    }
    assert research or labels <= {VerdictLabel.UNSUPPORTED}


BRIEF = "# Night buses\n\n## {first}\n\n{introduction}\n\n## Background\n\n{results}\n"


@pytest.mark.parametrize("heading", ["Key messages", "At a glance", "Executive summary", "Key takeaways"])
def test_what_sums_an_article_up_is_not_told_to_lack_a_reference(tmp_path, heading):
    template = BRIEF.replace("{first}", heading)
    found = verdict(tmp_path, "Night buses cut deaths by 12%.", "introduction", template)
    assert found.label is VerdictLabel.NOT_CHECKABLE
    assert found.cue == heading
    assert verdict(tmp_path, "Night buses cut deaths by 12%.", "results", template).label is VerdictLabel.UNSUPPORTED


def test_a_section_of_findings_and_a_text_that_is_all_summary_do(tmp_path):
    for template in (BRIEF.replace("{first}", "Costs"), "# Night buses\n\n## Summary\n\n{introduction}\n"):
        found = verdict(tmp_path, "Night buses cut deaths by 12%.", "introduction", template)
        assert found.label is VerdictLabel.UNSUPPORTED
