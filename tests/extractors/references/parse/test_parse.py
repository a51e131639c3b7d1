import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import Parsed, parse, parse_all

JOURNAL = (
    "Weiland, S., Schneider, U., von Kähl, R., & Pfalz, M. C. (2018). Emotion transfer in clinics: A theoretical "
    "model. Frontiers in psychiatry, 9, 389. Retrieved from"
)


def test_a_journal_article_in_apa_style() -> None:
    fields = parse(JOURNAL).fields
    assert [name.family for name in fields.author] == ["Weiland", "Schneider", "Kähl", "Pfalz"]
    assert fields.title == "Emotion transfer in clinics: A theoretical model"
    assert (fields.container_title, fields.volume, fields.page, fields.year) == (
        "Frontiers in psychiatry",
        "9",
        "389",
        2018,
    )
    assert fields.type == "article-journal"
    assert fields.url == ""


def test_a_journal_article_in_vancouver_style() -> None:
    fields = parse(
        "3. Markov TC, Berg IM. Renal function in children. N Engl J Med 1993;328(4 Suppl):S157-S162. doi:10.1234/x.5"
    ).fields
    assert (fields.volume, fields.issue, fields.page, fields.doi) == ("328", "4 Suppl", "S157-S162", "10.1234/x.5")
    assert fields.container_title == "N Engl J Med"


def test_a_page_without_author_and_date() -> None:
    fields = parse("NIMH » Panic Disorder: When Fear Overwhelms. (n.d.). NIMH. Retrieved from").fields
    assert fields.title == "Panic Disorder: When Fear Overwhelms"
    assert fields.container_title == "NIMH"
    assert fields.issued is not None
    assert fields.issued.literal == "n.d."
    assert fields.type == "webpage"


@pytest.mark.parametrize(
    ("printed", "title"),
    [
        ("Ash, M. (2019). The 'quiet' owls of 'Night'. Rest, 3, 4.", "The 'quiet' owls of 'Night'"),
        ("\"What is 'brain fog'?\" Rest Weekly, 2 May 2024.", "What is 'brain fog'?"),
        ("Oak, A. 'Night work and the nurses', Rest Review, 3 (2019), 11-19.", "Night work and the nurses"),
        ("Berg T. Dogs' sleep and cats. Rest 2019;3:4.", "Dogs' sleep and cats"),
    ],
)
def test_quotations_within_a_title_are_closed(printed: str, title: str) -> None:
    assert parse(printed).fields.title == title


def test_an_address_without_a_scheme_is_the_address() -> None:
    fields = parse(
        "Ash M, et al. (2021). Short walks and sleep: A trial.\n  journals.example.org/rest/article/36/10/3262/"
    ).fields
    assert fields.title == "Short walks and sleep: A trial"
    assert fields.url == "journals.example.org/rest/article/36/10/3262/"
    assert fields.container_title == fields.volume == fields.page == ""


@pytest.mark.parametrize("letters", ["[J]", "[M]", "[EB/OL]"])
def test_the_letters_of_a_document_type_are_no_part_of_the_title(letters: str) -> None:
    fields = parse(
        f"Oak M, Elm C. Tea and mortality in a cohort{letters}. Annals of Rest, 2022, 175(9): 1201-1211."
    ).fields
    assert fields.title == "Tea and mortality in a cohort"


def test_an_article_number_is_no_issue() -> None:
    fields = parse(
        "Okaf, N., & Brand, L. (2022). Parental warmth and later empathy. Child Abuse & Neglect, 131(105874)."
    ).fields
    assert (fields.volume, fields.issue, fields.number) == ("131", "", "105874")


def test_a_chapter_has_editors_and_a_place() -> None:
    fields = parse(
        "Hurrel, K. (2008): Jugend und Gesundheit. In: Meier, A./Vogel, T. (Hrsg.): Jugend heute. Opladen: Budrich, "
        "S. 45-60."
    ).fields
    assert [name.family for name in fields.editor] == ["Meier", "Vogel"]
    assert (fields.container_title, fields.publisher_place, fields.publisher, fields.page) == (
        "Jugend heute",
        "Opladen",
        "Budrich",
        "45-60",
    )
    assert fields.type == "chapter"


def test_nothing_is_invented() -> None:
    printed = "Feeling numb"
    fields = parse(printed).fields
    assert fields.author == ()
    assert fields.issued is None
    assert fields.doi == ""


def test_identifiers_have_spans_of_their_kind() -> None:
    printed = "Cipp A. Drugs. Lancet. 2018;391(10128):1357-1366. doi: 10.1234/x.9. PMID: 29477251; PMCID: PMC5889788."
    found = parse(printed)
    assert (found.fields.doi, found.fields.pmid, found.fields.pmcid) == ("10.1234/x.9", "29477251", "PMC5889788")
    labels = {span.label: printed[span.start : span.end] for span in found.spans}
    assert labels["doi"] == "10.1234/x.9"
    assert labels["pmid"].endswith("29477251")
    assert labels["pmcid"].endswith("PMC5889788")


@pytest.mark.parametrize("printed", ["", " ", "\n\t", "...", "\x00", "\u202e\u200f", "—"])
def test_nothing_to_read_is_read_as_nothing(printed: str) -> None:
    found = parse(printed)
    assert found.spans == ()
    assert found.confidence == 0.0


@pytest.mark.parametrize(
    "printed",
    [
        "王小明. 抑郁症患者的情感迟钝. 中华精神科杂志, 2019, 52(3): 181-187.",
        "Иванов И. И. Тревога и сон // Вопросы психологии. 2015. № 3. С. 12–20.",
        "أحمد م. (2018). القلق والنوم. مجلة الطب النفسي، 12(3)، 45-50.",
        "\u202eSmith J\u202c. Ti\x00tle. 2010;1:2.",
        "(" * 500 + "2001" + ")" * 500,
        "10.1234/" + ")" * 5000,
        "e" * 10_000,
    ],
)
def test_odd_input_keeps_spans_inside(printed: str) -> None:
    for span in parse(printed).spans:
        assert 0 <= span.start < span.end <= len(printed)


@settings(deadline=None, max_examples=150)
@given(
    st.text(max_size=300)
    | st.lists(st.sampled_from([*JOURNAL.split(), "(", "”", "n.d.", "\x00", "\u0301"]), max_size=40).map(" ".join)
)
def test_spans_are_ordered_and_inside_and_chances_are_chances(text: str) -> None:
    found = parse(text)
    last = 0
    for span in found.spans:
        assert last <= span.start < span.end <= len(text)
        assert 0 <= span.confidence <= 1
        last = span.end
    assert 0 <= found.confidence <= 1


def test_a_megabyte_takes_no_longer_than_its_readable_part() -> None:
    started = time.process_time()
    found = parse(JOURNAL[:-15] + " word (2001)." * 80_000)
    assert found.spans
    assert time.process_time() - started < 30  # generous: a quadratic reading takes hours


def test_a_list_is_read_like_its_entries() -> None:
    texts = [JOURNAL, "", "Bowl J. (1988) A Safe Base. London: Routledge."]
    found = parse_all(texts)
    assert [one.fields.title for one in found] == [parse(text).fields.title for text in texts]
    assert all(isinstance(one, Parsed) for one in found)
