import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.model import BlockKind
from deskcheck.readers import load, read_bytes

ARTICLE = """Sleep and Memory: What Helps

Written by Dana Field
Medically reviewed by Ola Berg, MD
Published 3/14/2021 | Updated March 2, 2022

Most adults sleep less than seven hours. Sleep helps memory.

your rest journey starts here

Why it matters

  • Short nights. People who sleep
    five hours recall less.
  • Naps help

Sleep labs rely on polysomnography to
score the stages of sleep, and the staging
rules were last revised in 2020.

Subscribe to our newsletter today

This article is for informational purposes only and is not medical advice.

Dana Field

Dana Field is a science writer. She has worked for two magazines.

Read more
"""


def kinds(text, name="a.txt"):
    article = read_bytes(text.encode(), name)
    return [(block.kind, " ".join(block.span.of(article.text).split())) for block in article.blocks]


def test_types_every_stretch_of_an_editorial_page():
    assert kinds(ARTICLE) == [
        (BlockKind.TITLE, "Sleep and Memory: What Helps"),
        (BlockKind.BYLINE, "Written by Dana Field"),
        (BlockKind.BYLINE, "Medically reviewed by Ola Berg, MD"),
        (BlockKind.DATE, "Published 3/14/2021 | Updated March 2, 2022"),
        (BlockKind.PARAGRAPH, "Most adults sleep less than seven hours. Sleep helps memory."),
        (BlockKind.PROMOTION, "your rest journey starts here"),
        (BlockKind.HEADING, "Why it matters"),
        (BlockKind.LIST_ITEM, "Short nights. People who sleep five hours recall less."),
        (BlockKind.LIST_ITEM, "Naps help"),
        (
            BlockKind.PARAGRAPH,
            "Sleep labs rely on polysomnography to score the stages of sleep, and the staging rules were last "
            "revised in 2020.",
        ),
        (BlockKind.PROMOTION, "Subscribe to our newsletter today"),
        (BlockKind.DISCLAIMER, "This article is for informational purposes only and is not medical advice."),
        (BlockKind.BYLINE, "Dana Field"),
        (BlockKind.BIOGRAPHY, "Dana Field is a science writer. She has worked for two magazines."),
        (BlockKind.NAVIGATION, "Read more"),
    ]


@pytest.mark.parametrize(
    "mark",
    ["", "[6]", "[^6]", "[^a-1]", "⁶", "6", "6,7", ")", " [6]", "[6][7]", " [6, 7], [8]", " (6)", " (Berg, 2019)"],
)
def test_a_short_sentence_with_a_reference_mark_is_no_heading(mark):
    found = kinds(f"Owls at night\n\nWhat they eat\n\nOwls eat voles.{mark}\n\nThey hunt in the dark, mostly.\n")
    assert [kind for kind, _ in found][1:3] == [BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_a_line_that_finishes_a_sentence_belongs_to_the_line_above():
    text = (
        "Owls at night\n\nOwls hunt in the dark, and a study that tracked forty of them for a year found\n"
        "that they eat voles, which the farmers of the region did not know until then, as all of them "
        "had told the authors of it before the\nstudy.\n\nSigns of an owl:\npellets\nfeathers\n"
    )
    found = [words for kind, words in kinds(text) if kind is BlockKind.PARAGRAPH]
    assert found[0].startswith("Owls hunt") and found[0].endswith("before the study.")
    assert "feathers" in [words for _, words in kinds(text)]


def test_reads_title_people_and_dates():
    article = read_bytes(ARTICLE.encode(), "a.txt")
    assert article.title == "Sleep and Memory: What Helps"
    assert [(person.name, person.role) for person in article.people] == [
        ("Dana Field", "author"),
        ("Ola Berg, MD", "reviewer"),
    ]
    assert article.dates.published == datetime.date(2021, 3, 14)
    assert article.dates.updated == datetime.date(2022, 3, 2)
    assert article.dates.latest == datetime.date(2022, 3, 2)


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published 2024-05-01", datetime.date(2024, 5, 1)),
        ("Published on 1 May 2024", datetime.date(2024, 5, 1)),
        ("Published: May 1st, 2024", datetime.date(2024, 5, 1)),
        ("Published 25/12/2023", datetime.date(2023, 12, 25)),
        ("Published May 2024", datetime.date(2024, 5, 1)),
        ("Published 13/13/2023", None),
    ],
)
def test_reads_a_date_in_any_common_form(line, day):
    article = read_bytes(f"A title\n\n{line}\n\nSome text stands here for a body.\n".encode(), "a.txt")
    assert article.dates.published == day


@pytest.mark.parametrize("banner", ["FOR IMMEDIATE RELEASE", "Press release", "EMBARGOED UNTIL 00:01 GMT"])
@pytest.mark.parametrize(
    ("dateline", "day"),
    [
        ("NORTHAM, 12 March 2026 -- ", datetime.date(2026, 3, 12)),
        ("NEW YORK (March 3, 2026) — ", datetime.date(2026, 3, 3)),
        ("", None),
        ("Owls, 12 March 2026: ", None),
    ],
)
def test_a_press_release_has_its_headline_for_a_title_and_the_day_of_its_dateline(banner, dateline, day):
    body = f"{dateline}Owls sleep less than farmers think, a survey shows, and eat more voles than they did.\n"
    article = read_bytes(f"{banner}\n\nOwls sleep less than you think\n\n{body}".encode(), "a.txt")
    assert (article.title, article.dates.published) == ("Owls sleep less than you think", day)


def test_a_head_without_blank_lines_is_read_line_by_line():
    head = "Does Tea Keep Drivers Awake All Night?\nMedically reviewed by Petra Lindqvist, RD\n"
    text = (
        f"{head}Written by Joel Amadi | Updated March 4, 2025\n\nTea holds caffeine.\n\nCaffeine keeps drivers awake."
    )
    assert [kind for kind, _ in kinds(text)] == [BlockKind.TITLE, BlockKind.BYLINE, BlockKind.BYLINE] + [
        BlockKind.PARAGRAPH
    ] * 2
    article = read_bytes(text.encode(), "a.txt")
    assert article.title == "Does Tea Keep Drivers Awake All Night?"
    assert [(person.name, person.role) for person in article.people] == [
        ("Petra Lindqvist, RD", "reviewer"),
        ("Joel Amadi", "author"),
    ]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("What is caffeine?", BlockKind.HEADING),
        ("Does green tea keep drivers awake?", BlockKind.HEADING),
        ("Do you drink tea before a drive?", BlockKind.PARAGRAPH),
        ("Ever dozed off at noon?", BlockKind.PARAGRAPH),
        ("Why? Nobody knows. Or do they?", BlockKind.PARAGRAPH),
    ],
)
def test_a_question_that_is_answered_below_is_a_heading(line, kind):
    assert kinds(f"Tea\n\nTea holds caffeine.\n\n{line}\n\nCaffeine is a stimulant.")[2] == (kind, line)


def test_what_stands_below_about_the_author_is_a_biography():
    text = "Tea\n\nTea holds caffeine.\n\nAbout the author\n\nShe drinks tea.\n\nMore tea\n\nTea is old.\n"
    assert [kind for kind, _ in kinds(text)][3:] == [BlockKind.BIOGRAPHY, BlockKind.HEADING, BlockKind.PARAGRAPH]


def test_one_line_may_name_people_in_several_roles():
    line = "By Dana Field and Jo Brand · Medically reviewed by Ola Berg, MD · Updated March 2, 2022 · 6 min read"
    article = read_bytes(f"A title\n\n{line}\n\nSome text stands here for a body.\n".encode(), "a.txt")
    assert [(person.name, person.role) for person in article.people] == [
        ("Dana Field", "author"),
        ("Jo Brand", "author"),
        ("Ola Berg, MD", "reviewer"),
    ]
    assert article.dates.updated == datetime.date(2022, 3, 2)


@pytest.mark.parametrize(
    ("line", "people"),
    [
        ("Jess Morrow, registered dietitian — 2 May 2026", [("Jess Morrow", "author")]),
        ("Jess Morrow | 2 May 2026", [("Jess Morrow", "author")]),
        (
            "Written by Jess Morrow and checked by Dr Tom Reyes, 2 May 2026",
            [("Jess Morrow", "author"), ("Dr Tom Reyes", "reviewer")],
        ),
    ],
)
def test_a_line_below_the_title_credits_people(line, people):
    article = read_bytes(f"A title\n\n{line}\n\nSome text stands here for a body.\n".encode(), "a.txt")
    assert [(person.name, person.role) for person in article.people] == people
    assert article.dates.latest == datetime.date(2026, 5, 2)


@pytest.mark.parametrize(
    "line", ["Jess Morrow died on 2 May 2026", "On Monday Jess Morrow, 2 May 2026, was told of it."]
)
def test_prose_with_a_name_and_a_day_credits_nobody(line):
    article = read_bytes(f"A title\n\n{line}\n\nSome text stands here for a body.\n".encode(), "a.txt")
    assert article.people == ()


def test_a_sentence_that_begins_like_a_byline_stays_prose():
    text = "Title\n\nBy 2030 the share of adults who sleep too little will have doubled in most countries.\n"
    assert kinds(text)[1][0] is BlockKind.PARAGRAPH


def test_line_ends_of_other_systems_are_read_alike():
    plain = read_bytes(ARTICLE.encode(), "a.txt")
    assert read_bytes(ARTICLE.replace("\n", "\r\n").encode(), "a.txt").text == plain.text
    assert read_bytes(ARTICLE.encode("utf-16"), "a.txt").text == plain.text
    assert read_bytes(ARTICLE.encode("utf-8-sig"), "a.txt").text == plain.text


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK\x03\x04\x00\x00", "binary"),
        ("Größe".encode("latin-1"), "not valid UTF-8"),
        (b"\xff\xfe\x00", "not valid UTF-8"),
        ("\u200b".encode() * 0 + b"\xef\xbb\xbf", "holds no text"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "bad.txt")
    assert words in str(fault.value)
    assert str(fault.value).startswith("bad.txt: ")
    assert "\n" not in str(fault.value)


def test_missing_empty_and_foreign_files_are_refused(tmp_path):
    empty = tmp_path / "empty.txt"
    empty.write_text(" \n")
    for path, words in ((tmp_path / "none.txt", "no such file"), (empty, "is empty"), (tmp_path, "is a folder")):
        with pytest.raises(InputError, match=words):
            load(path)
    with pytest.raises(InputError, match=r"cannot read the format '\.xyz'"):
        read_bytes(b"text", "a.xyz")


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="\x00"), max_size=400))
def test_blocks_are_in_order_and_point_into_the_text(text):
    try:
        article = read_bytes(text.encode(), "a.txt")
    except InputError:
        assert not text.strip("\ufeff").strip()
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        assert article.text[: block.span.start].count("\n") + 1 == block.span.line
        end = block.span.end


def test_a_byline_may_be_parted_by_dashes():
    line = "Medically reviewed by Ola Berg, MD — By Dana Field – Edited by Jo Brand — Updated on March 1, 2024"
    article = read_bytes(f"Sleep\n\n{line}\n\nSleep helps most adults.\n".encode(), "a.txt")
    assert [(person.name, person.role) for person in article.people] == [
        ("Ola Berg, MD", "reviewer"),
        ("Dana Field", "author"),
        ("Jo Brand", "editor"),
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Updated 9:41 AM EST, Tue January 7, 2025", datetime.date(2025, 1, 7)),
        ("Published Tuesday, 7 January 2025, 21.30 GMT", datetime.date(2025, 1, 7)),
        ("Last reviewed on 02/13/2025.", datetime.date(2025, 2, 13)),
        (
            "FRIDAY, June 16, 2017 (Rest News) -- Coffee wakes most adults, a study suggests.",
            datetime.date(2017, 6, 16),
        ),
    ],
)
def test_hours_weekdays_and_stops_do_not_hide_a_date(line, day):
    article = read_bytes(f"Coffee\n\n{line}\n\nCoffee wakes most adults.\n".encode(), "a.txt")
    assert article.dates.latest == day


@pytest.mark.parametrize("words", ["Policy brief by", "Analysis by", "Opinion by", "A guest essay by"])
def test_what_was_written_may_stand_before_by(words):
    article = read_bytes(f"Sick leave\n\n{words} Maria Gomez and Tom Lee\n\nLeave helps.\n".encode(), "a.txt")
    assert [(person.name, person.role) for person in article.people] == [
        ("Maria Gomez", "author"),
        ("Tom Lee", "author"),
    ]


@pytest.mark.parametrize("end", ["by 9%.6", "by 9%.6,7", "of PTSD.6", "for 37 million.6)", "by half.6"])
def test_a_lone_sentence_that_ends_in_a_raised_number_is_no_heading(end):
    article = read_bytes(f"Sleep\n\nShort naps cut the errors {end}\n\nMore\n\nTea helps.\n".encode(), "a.txt")
    assert article.blocks[1].kind is BlockKind.PARAGRAPH


def test_a_numbered_line_between_paragraphs_is_a_heading_and_a_signed_dash_a_byline():
    text = (
        "Tea\n\nTea is old.\n\n1. It may wake you\nTea holds caffeine.\n2. It may calm you\nTea holds theanine.\n\n"
        "Drink it:\n- hot\n\nTea cools.\n\n— Dr. Lena Fox, head of tea\n"
    )
    assert [(kind, words) for kind, words in kinds(text)][2:] == [
        (BlockKind.HEADING, "It may wake you"),
        (BlockKind.PARAGRAPH, "Tea holds caffeine."),
        (BlockKind.HEADING, "It may calm you"),
        (BlockKind.PARAGRAPH, "Tea holds theanine."),
        (BlockKind.PARAGRAPH, "Drink it:"),
        (BlockKind.LIST_ITEM, "hot"),
        (BlockKind.PARAGRAPH, "Tea cools."),
        (BlockKind.BYLINE, "Dr. Lena Fox, head of tea"),
    ]


def test_the_writer_introduced_below_a_last_byline_is_a_biography():
    text = (
        "Tea\n\nTea holds caffeine.\n\nTea is old.\n\nBy Dana Field\n\n"
        "Dana Field, MS is the head of a group for those who drink tea.\n\nTea is drunk hot.\n"
    )
    assert [kind for kind, words in kinds(text) if words.startswith("Dana Field, MS")] == [BlockKind.BIOGRAPHY]
    assert BlockKind.BIOGRAPHY not in [kind for kind, words in kinds(text) if words.startswith("Tea")]


@pytest.mark.parametrize(
    "words",
    [
        "Wichtiger Hinweis: Dieser Artikel darf nicht zur Selbstdiagnose verwendet werden.",
        "Cet article ne remplace pas un avis médical.",
        "Este artículo no sustituye la consulta con su médico.",
    ],
)
def test_what_replaces_no_doctor_is_said_in_several_languages(words):
    article = read_bytes(f"Naps\n\nNaps help.\n\n{words}\n".encode(), "a.txt")
    assert article.blocks[-1].kind is BlockKind.DISCLAIMER
