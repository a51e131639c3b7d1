from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.text import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Smith et al. (2016) found it.",
        "Dr. Jones met Mr. Lee vs. Prof. May.",
        "It costs 3.5 mg a day.",
        "No. 3 is good.",
        "J. R. R. Tolkien wrote it.",
        "P. mirabilis grows on silicone.",
        "At 3 a.m. Haddad starts work.",
        "Yes... maybe so.",
        "Washington, D.C. is hot.",
        "Det visade (Jolliffe m.fl. 2021) en studie av 43 prov.",
        "Dr. Hu of the Harvard T.H. Chan School said so.",
        "See Fig. 2 and Table 3.",
        "He wrote it (cf. Smith) twice.",
        "St. John lives there.",
        "A Nov. 2 post says so.",
        "It rained on Sept. 11, 2001 and in Dec. 1999.",
        "Capt. Berg and Gov. Harlow agree.",
        "Use it, e.g. at night, i.e. late.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert split(sentence) == [sentence]


@pytest.mark.parametrize(
    "parts",
    [
        ["Sleep matters.", "It heals."],
        ["He came in Dec.", "She left."],
        ["It took ten minutes.[3]: 1233", "Glasses help.[4]:7", "Tea does not."],
        ["It took ten minutes.[3] [citation needed]", "It was cold."],
        ["Really!", "Why?", "Because."],
        ["It fell to 54% in 2024.1", "The next one rose."],
        ["It grew by 5.5%.[i]", "Then it fell.[v], [vi]", "And so."],
        ["He is in the U.S.", "The study ended."],
        ["It was 5 p.m.", "Then he left."],
        ["She has a Ph.D.", "She works."],
        ["Take vitamin C.", "It helps."],
        ["Does it work?", "No.", "But it soothes."],
        ["See no. 12 of the list.", "Then go on."],
        ["So said Roe et al.", "However, others differ."],
        ["“Quoted.”", "Plain."],
        ["(An aside.)", "Next."],
        ["*Stressed.*", "Plain."],
        ["Sleep falls.[^1]", "It rises.[2]", "So?[[3],[4]]", "Well.¹²", "End."],
        ["Levels rose.3,4", "Then they fell."],
        ["Levels rose. [1]–[3]", "Then they fell."],
        ["It is so.<sup>3</sup>", "Next."],
    ],
)
def test_sentences_part_and_keep_their_markers(parts: list[str]) -> None:
    assert split(" ".join(parts)) == parts


def test_a_blank_line_ends_a_sentence_and_a_line_break_does_not() -> None:
    assert split("one\ntwo\n\nthree") == ["one\ntwo", "three"]


def test_a_markdown_link_after_the_stop_is_no_marker() -> None:
    assert split("It is so. [2](https://a.example) says more.")[0] == "It is so."


@given(st.text(alphabet="aB .!?\n[]()1’”*…", max_size=120))
def test_sentences_cover_all_that_is_not_blank_in_order(text: str) -> None:
    found = list(sentences(text))
    assert "".join(text[start:end] for start, end in found).split() or not text.strip()
    kept = "".join(character for start, end in found for character in text[start:end] if not character.isspace())
    assert kept == "".join(character for character in text if not character.isspace())
    assert all(first[1] <= second[0] for first, second in pairwise(found))
