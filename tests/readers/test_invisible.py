import pytest

from deskcheck.model import RemarkKind
from deskcheck.readers import read_bytes

BEFORE, AFTER = "Sleep and memory\n\nSleep helps mem", "ory in most adults.\n"


def remarks(words):
    return read_bytes(f"{BEFORE}{words}{AFTER}".encode(), "a.txt").remarks


@pytest.mark.parametrize(
    ("signs", "name"),
    [
        ("\u200b", "zero-width characters"),
        ("\u2060\ufeff", "zero-width characters"),
        ("\u200d", "joiners between Latin letters"),
        ("\u202ebad\u202c", "direction controls"),
        ("\U000e0041\U000e0042", "tag characters"),
    ],
)
def test_signs_that_nobody_sees_are_reported_at_their_place(signs, name):
    (remark,) = remarks(signs)
    assert remark.kind is RemarkKind.INVISIBLE_CHARACTERS
    assert name in remark.message
    assert (remark.span.start, remark.span.line) == (len(BEFORE), 3)


@pytest.mark.parametrize(
    "words",
    [
        "",
        "\u00ad",
        " 👩\u200d⚕️ ",
        " \u05e9\u05dc\u05d5\u05dd \u2067x\u2069",
        " می\u200cخواهم ",
        " 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f ",
    ],
)
def test_signs_that_scripts_and_emoji_need_are_left_alone(words):
    assert remarks(words) == ()


def test_characters_that_stand_for_no_letter_are_unread():
    (remark,) = remarks("\ufffd\ue001")
    assert remark.kind is RemarkKind.UNREAD


def test_many_runs_make_one_remark():
    (remark,) = remarks("a\u200bb\u200bc\u200b")
    assert "3 zero-width characters" in remark.message
    assert "in 3 places" in remark.message
