from hypothesis import given
from hypothesis import strategies as st

from deskcheck.linkers.terms import Index, term, terms, title_of
from deskcheck.model import Claim, ClaimKind, CslItem, Importance, Reference, Span


def claim(quote: str, *context: str) -> Claim:
    return Claim(
        id=quote,
        span=Span(0, len(quote)),
        quote=quote,
        statement=quote,
        kind=ClaimKind.STATEMENT,
        worth=0.5,
        importance=Importance.LOW,
        context=context,
    )


def reference(number: int, title: str) -> Reference:
    return Reference(id=title, number=number, printed=title, fields=CslItem(title=title))


def test_forms_of_a_word_share_a_term_and_dull_words_have_none() -> None:
    assert term("students") == term("student")
    assert terms("The study of the owls, 2016") == ["owl"]


def test_the_title_names_the_topic_or_else_the_printed_words() -> None:
    assert title_of(reference(1, "Owls")) == "Owls"
    assert title_of(Reference(id="x", number=1, printed="Voles, 1999")) == "Voles, 1999"


def test_rare_words_weigh_more_than_common_ones() -> None:
    claims = [claim("owls hunt"), claim("owls rest"), claim("owls eat lemmings"), claim("owls fly")]
    index = Index(claims, [reference(1, "Owls in towns"), reference(2, "Lemmings in towns")], {}, [False] * 4)
    found = index.matches(2)
    assert found[1].title > found[0].title > 0
    assert found[1].words == ["lemm"]


def test_headings_neighbours_and_material_count_apart_from_the_claim() -> None:
    claims = [claim("lemmings hide"), claim("they sleep", "About voles"), claim("stoats wait")]
    references = [reference(1, "Voles"), reference(2, "Lemmings"), reference(3, "Snow")]
    found = Index(claims, references, {3: "They sleep under it."}, [False] * 3).matches(1)
    assert found[0].context > 0 == found[0].title
    assert found[2].material > 0
    assert set(found) == {0, 2}


def test_a_continued_block_takes_the_words_before_it_as_context() -> None:
    claims = [claim("Voles. Small rodents."), claim("They hide by day.")]
    index = Index(claims, [reference(1, "Voles")], {}, [False, True])
    assert index.matches(1)[0].context > 0


def test_a_phrase_counts_beyond_its_words() -> None:
    claims = [claim("barn owls nest"), claim("owls leave the barn")]
    index = Index(claims, [reference(1, "Barn owls of Wales")], {}, [False, False])
    assert index.matches(0)[0].phrase > 0 == index.matches(1)[0].phrase


@given(st.lists(st.text(alphabet="abcdef ", max_size=30), min_size=1, max_size=6))
def test_cosines_stay_between_zero_and_one(texts: list[str]) -> None:
    claims = [claim(text) for text in texts]
    index = Index(claims, [reference(place, text) for place, text in enumerate(texts, 1)], {}, [False] * len(texts))
    for place in range(len(texts)):
        for match in index.matches(place).values():
            assert 0.0 <= match.title <= 1.0 + 1e-9
            assert 0.0 <= match.context <= 1.0 + 1e-9
