"""What one cannot see is shown; what one can see stays as it is."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.reporters.characters import columns, printable, visible

UNSEEN = ("Cc", "Cf", "Cs", "Co", "Zl", "Zp")


@given(st.text())
def test_nothing_unseen_is_left(text):
    assert not {unicodedata.category(one) for one in printable(text, keep=True)} & set(UNSEEN)
    assert {one for one in visible(text) if unicodedata.category(one) in UNSEEN} <= {"\n", "\t"}


@given(st.text(st.characters(exclude_categories=(*UNSEEN, "Zs"))))
def test_what_one_can_see_stays(text):
    assert printable(text) == visible(text) == text


@given(st.text())
def test_making_visible_twice_changes_nothing(text):
    assert visible(visible(text)) == visible(text)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\u{1b}[31mb"),
        ("\u202egnp.exe", "\\u{202e}gnp.exe"),
        ("zero\u200bwidth", "zero\\u{200b}width"),
        ("soft\xadhyphen", "soft\\u{ad}hyphen"),
        ("tag\U000e0041", "tag\\u{e0041}"),
        ("two\n lines\t here", "two lines here"),
    ],
)
def test_printable_shows_what_hides(text, shown):
    assert printable(text) == shown


def test_every_blank_stays_one_where_places_count():
    assert printable("a \t\n b", keep=True) == "a    b"


@pytest.mark.parametrize(("text", "width"), [("tea", 3), ("お茶", 4), ("e\u0301", 1), ("ﬀ", 1), ("Ａ", 2)])
def test_columns_are_those_of_a_terminal(text, width):
    assert columns(text) == width
