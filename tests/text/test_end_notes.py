from hypothesis import given
from hypothesis import strategies as st

from deskcheck.model import Article, Span
from deskcheck.text.end_notes import end_notes

LIST = "\n\nBibliography\n\nOak, M. Naps. Oslo: Rest, 2019.\n"


def article(text: str, *, listed: bool = True) -> Article:
    start = text.find("Bibliography") if listed and "Bibliography" in text else len(text)
    span = Span(start, len(text)) if listed else None
    return Article(path="a", format="plaintext", title="", text=text, references_span=span)


def shown(text: str, *, listed: bool = True) -> dict[str, str]:
    return {key: text[span.start : span.end].strip() for key, span in end_notes(article(text, listed=listed)).items()}


def test_numbered_notes_are_found_below_their_heading() -> None:
    text = "Naps help.1\n\nNotes\n1. Oak, Naps, 3.\n2. Elm, Rest, 1990,\n   p. 4.\n" + LIST
    assert shown(text) == {"1": "Oak, Naps, 3.", "2": "Elm, Rest, 1990,\n   p. 4."}
    assert shown(text, listed=False) == {}
    assert shown(text.replace("Notes", "Remarks")) == {}
    assert shown(text.replace("1. Oak", "3. Oak")) == {}
    assert shown("Notes\n\nNothing is numbered here." + LIST) == {}


def test_footnotes_of_markdown_are_found_wherever_they_stand() -> None:
    text = "Naps help.[^a]\n\n[^a]: Oak, Naps, 3.\n\nMore.[^b]\n\n[^b]: Elm, Rest." + LIST
    assert shown(text) == {"a": "Oak, Naps, 3.", "b": "Elm, Rest."}


@given(
    st.lists(
        st.sampled_from(["Notes", "1. Oak", "2. Elm", "[^1]: Ash", "", "# Endnotes", "[3] x", "Bibliography", "y 4"])
    )
)
def test_notes_lie_in_the_text_and_outside_the_list(lines: list[str]) -> None:
    whole = article("\n".join(lines))
    assert whole.references_span is not None
    for span in end_notes(whole).values():
        assert 0 <= span.start <= span.end <= len(whole.text)
        assert span.start <= whole.references_span.start
