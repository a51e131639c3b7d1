"""The type of a reference by a few words of its text."""

import pytest

from deskcheck.extractors.references.parse import kind, parse


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


@pytest.mark.parametrize(
    ("medium", "expected"),
    [("Data set", "dataset"), ("Computer software", "software"), ("Film", "motion_picture")],
)
def test_what_is_released_has_a_publisher_and_no_container(medium, expected):
    item = parse(f"Ferreira, L. (2021). Household water use (Version 2.1) [{medium}]. Meadow Press.").fields
    assert (item.type, item.title, item.note) == (expected, "Household water use", "Version 2.1")
    assert (item.publisher, item.container_title) == ("Meadow Press", "")


def test_an_article_number_is_no_page():
    item = parse("Ahmed, R. (2022). Fasting and focus. Nutrients, 14(3), Article 612. doi:10.5555/nu14030612").fields
    assert (item.number, item.page) == ("612", "")
