"""References that nothing in the text uses."""

import pytest

from builders import AS_OF
from deskcheck import stages
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

LIST = (
    "1. Harlow T, Winton B. Naps and reaction time. J Rest Stud. 2019;12(3):110-21.\n"
    "2. Okafor N. Harvest cycles of alpine barley. Ann Agron. 2020;4(1):22-31.\n"
)


def uncited(text, references=LIST):
    article = read_bytes(
        f"# Naps\n\nNaps cut errors by 12% [1].\n\n{text}\n\n## References\n\n{references}".encode(), "a.md"
    )
    audit = stages.audit(article, Settings(as_of=AS_OF))
    return [finding.quote[:6] for finding in audit.findings if finding.rule == "uncited-reference"]


@pytest.mark.parametrize(
    "text", ["Figure 1: Barley [2]", "| Barley [2] |\n|---|\n| tall |", "## Barley [2]\n\nTea is old."]
)
def test_a_mark_in_a_caption_a_cell_or_a_heading_uses_a_reference(text):
    assert uncited(text) == []


@pytest.mark.parametrize("text", ["Tea is old.", "It has 2 beds.", "Tea is old [1]."])
def test_a_reference_without_a_mark_is_told(text):
    assert uncited(text) == ["Okafor"]


def test_a_key_counts_as_a_mark():
    notes = (
        "[^nap]: Harlow T, Winton B. Naps. J Rest Stud. 2019;12(3):110-21.\n"
        "[^bar]: Okafor N. Barley. Ann Agron. 2020;4(1):22-31.\n"
    )
    text = "# Naps\n\nNaps cut errors by 12%.[^nap]\n\n## Barley{}\n\nTea is old.\n\n" + notes
    for mark, told in (("[^bar]", 0), ("", 1)):
        audit = stages.audit(read_bytes(text.replace("{}", mark).encode(), "a.md"), Settings(as_of=AS_OF))
        assert [finding.rule for finding in audit.findings].count("uncited-reference") == told
