"""The type of a reference by a few words of its text."""

import pytest

from deskcheck.extractors.references.parse import kind


@pytest.mark.parametrize(
    "words",
    [
        "Technical report 4", "Working paper 12", "White Paper", "Arbeitspapier Nr. 19", "Diskussionspapier 3",
        "DHHS Publication 77", "Pub. No. 5", "Report No. 3", "Clinical Guideline 90", "News release, May 4",
    ],
)  # fmt: skip
def test_the_words_of_reports_make_a_report(words):
    assert kind.decide(f"Berg, A. (2001). Sleep. {words}. Rome.", {"place": "Rome"}, {"title"}) == "report"


@pytest.mark.parametrize(
    "words",
    ["[Internet]", "[Online]", "Retrieved May 4", "Accessed May 4", "Available at", "WWW document", "A website"],
)
def test_the_words_of_pages_make_a_page(words):
    assert kind.decide(f"Berg, A. (2001). Sleep {words}.", {}, {"title"}) == "webpage"


@pytest.mark.parametrize("words", ["Available now", "Reported sleep", "Papers", "The public", "Internet"])
def test_other_words_make_neither(words):
    assert kind.decide(f"Berg, A. (2001). {words}. Rome.", {"place": "Rome"}, {"title"}) == "book"
