from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse.features import Extractor
from deskcheck.extractors.references.parse.lexicon import CUES, lexicon
from deskcheck.extractors.references.parse.tokens import LONGEST, split


def test_words_numbers_and_addresses_are_tokens() -> None:
    tokens = split("O'Neil-Smith J. 2005;11(4 Suppl):S45-53. https://doi.org/10.1/x(1)y).")
    assert tokens.forms == ["O'Neil-Smith", "J", "2005", "11", "4", "Suppl", "S", "45-53", "https://doi.org/10.1/x(1)y"]
    assert tokens.gaps[1:5] == [" ", ". ", ";", "("]


def test_an_address_drops_the_marks_of_the_sentence() -> None:
    assert split("See http://example.org/a_(b).").forms[-1] == "http://example.org/a_(b)"
    assert split("(www.example.org/x).").forms == ["www.example.org/x"]
    assert split("(journals.example.org/x(2)).").forms == ["journals.example.org/x(2)"]


@given(st.text(max_size=400))
def test_tokens_and_gaps_account_for_every_character(text: str) -> None:
    tokens = split(text)
    rebuilt = "".join(gap + form for gap, form in zip(tokens.gaps, [*tokens.forms, ""], strict=True))
    assert rebuilt == text
    assert all(text[s:e] == form for s, e, form in zip(tokens.starts, tokens.ends, tokens.forms, strict=True))


@given(st.text(max_size=200).filter(lambda text: not any(mark in text for mark in ("/", "@", "www."))))
def test_an_address_elsewhere_does_not_change_how_words_are_cut(text: str) -> None:
    assert split(text + " www.example.org").forms[:-1] == split(text).forms


def test_what_is_too_long_is_cut() -> None:
    assert split("word " * 10_000).ends[-1] <= LONGEST


@given(st.text(max_size=200))
def test_every_token_has_attributes_of_its_own(text: str) -> None:
    tokens = split(text)
    rows = Extractor(lexicon()).attributes(tokens)
    assert len(rows) == len(tokens.forms)
    assert all(row and all(isinstance(attribute, str) for attribute in row) for row in rows)


def test_attributes_do_not_depend_on_what_was_read_before() -> None:
    extractor = Extractor(lexicon())
    text = split("Smith J. Sleep and mood. Brain 2001;3:4-5.")
    first = extractor.attributes(text)
    extractor.attributes(split("Other words, 1999. A (b) c."))
    assert extractor.attributes(text) == first


def test_the_lexicon_knows_words_and_names() -> None:
    known = lexicon()
    assert known.segments["n engl j med"] == "J"
    assert known.words["depression"].startswith("T")
    assert CUES["retrieved"] == "get"
