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


@pytest.mark.parametrize(
    ("printed", "kind", "title", "note", "day"),
    [
        (
            "Email interview with Mia Ash, epidemiologist at Rest Elm Medical Research Institute, Oct. 28, 2026",
            "interview",
            "Email interview with Mia Ash",
            "epidemiologist at Rest Elm Medical Research Institute",
            "2026-10-28",
        ),
        (
            "Phone interview with Dr. Ann O'Hara, Nov. 2, 2025.",
            "interview",
            "Phone interview with Dr. Ann O'Hara",
            "",
            "2025-11-02",
        ),
        (
            "Statement from John Smith, spokesperson for the Department of Rest, 3 March 2024",
            "personal_communication",
            "Statement from John Smith",
            "spokesperson for the Department of Rest",
            "2024-03-03",
        ),
    ],
)
def test_what_a_desk_asked_is_read_whole(printed: str, kind: str, title: str, note: str, day: str) -> None:
    found = parse(printed)
    fields = found.fields
    assert (fields.type, fields.title, fields.note) == (kind, title, note)
    assert fields.issued is not None
    assert fields.issued.shown() == day
    assert fields.container_title == fields.publisher == ""
    assert next(printed[span.start : span.end] for span in found.spans) == title


@pytest.mark.parametrize(
    "printed", ["Interview with the Vampire, Anne Rice, 1976", "Letters to Milena. Rest Press, 1990."]
)
def test_a_title_that_speaks_of_an_interview_is_none(printed: str) -> None:
    assert parse(printed).fields.type == "book"


@pytest.mark.parametrize(
    ("printed", "container"),
    [
        ("British Journal of Dermatology, Naps and skin colour, November 2019", "British Journal of Dermatology"),
        ("The Lancet, Global burden of naps, Oct. 17, 2020", "The Lancet"),
        ('JAMA, "Vitamin D and Rest," Aug. 4, 2020', "JAMA"),
    ],
)
def test_a_known_journal_named_first_holds_an_article(printed: str, container: str) -> None:
    fields = parse(printed).fields
    assert fields.type == "article-journal"
    assert fields.container_title == container
    assert fields.author == ()
