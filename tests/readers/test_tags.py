import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.readers.tags import End, Start, Words, tags, unescape


def events(source):
    return [event for _, event in tags(source)]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a<b>c</B >d", [Words("a"), Start("b", {}), Words("c"), End("b"), Words("d")]),
        ("<a HREF='x y' b=c d>", [Start("a", {"href": "x y", "b": "c", "d": ""})]),
        ('<a href="1&amp;2">', [Start("a", {"href": "1&2"})]),
        ("<br/><i a=b/>", [Start("br", {}), Start("i", {"a": "b/"})]),
        ("a<!-- b > c -->d<!doctype e><?f?>g", [Words("a"), Words("d"), Words("g")]),
        (
            "<script>if (a<b) '</p>'</script>x",
            [Start("script", {}), Words("if (a<b) '</p>'"), End("script"), Words("x")],
        ),
        ("<title>a &lt; <b></title>", [Start("title", {}), Words("a < <b>"), End("title")]),
        ("5 < 6 &amp; 7", [Words("5 "), Words("<"), Words(" 6 & 7")]),
        ("a</>b</3>c", [Words("a"), Words("b"), Words("c")]),
        ('a<b c="d', [Words("a")]),
        ("a<!-- b", [Words("a")]),
    ],
)
def test_events_in_order(source, expected):
    assert events(source) == expected


def test_lines_are_counted():
    assert [line for line, _ in tags("a\n<b>\n<c>\n\nd")] == [1, 2, 2, 3, 3]


def test_endless_character_references_are_no_fault():
    assert unescape("&#" + "9" * 5_000 + ";&auml;&#228;") == "\ufffdää"


@given(st.text(alphabet="ab<>/!-?='\" &#;\n", max_size=60))
def test_any_text_is_taken_and_words_without_markup_are_kept(source):
    found = events(source)
    if "<" not in source and "&" not in source:
        assert "".join(event.text for event in found) == source
    assert all(isinstance(event, Start | End | Words) for event in found)
