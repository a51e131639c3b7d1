import sys

import pytest

from deskcheck.errors import InputError, MissingExtraError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import pdf as reader
from deskcheck.readers import read_bytes
from deskcheck.readers.pdf_joining import Joiner
from small_documents import pdf


def read(*pages):
    return read_bytes(pdf(pages), "a.pdf")


def column(x, top, lines, size=10):
    return [(x, top - 12 * nth, size, words) for nth, words in enumerate(lines)]


LEFT = [
    "Sleep helps memory in most adults who were",
    "asked, and the conso-",
    "lidation of memories happens in deep sleep at",
    "night, as several groups have shown in trials,",
    "whose results were later pooled and confirmed",
    "by others.",
]
RIGHT = [
    "Naps help as well, though the effect is smaller",
    "in older adults, who sleep less deeply and wake",
    "more often than the young, and whose memories",
    "fade sooner for reasons that nobody has yet",
    "explained to the satisfaction of all who study",
    "the matter.",
]


def test_columns_are_read_one_after_the_other_and_broken_words_joined():
    by_row = [line for pair in zip(column(50, 700, LEFT), column(320, 700, RIGHT), strict=True) for line in pair]
    for page in (column(50, 700, LEFT) + column(320, 700, RIGHT), by_row):
        article = read([(50, 740, 18, "Sleep and memory"), *page])
        assert [(block.kind, block.span.of(article.text)) for block in article.blocks] == [
            (BlockKind.TITLE, "Sleep and memory"),
            (BlockKind.PARAGRAPH, " ".join(LEFT).replace("conso- lid", "consolid")),
            (BlockKind.PARAGRAPH, " ".join(RIGHT)),
        ]


def test_running_heads_and_page_numbers_are_told_from_the_text():
    pages = []
    for number in (1, 2, 3):
        body = column(50, 700, [f"Page {number} begins with words that fill a whole line of it", "and ends here."])
        body = [(50, 730, 18, "Sleep"), *body] if number == 1 else body
        pages.append([(50, 770, 8, f"Journal of Rest {number}"), *body, (300, 20, 8, str(number))])
    article = read(*pages)
    kinds = [block.kind for block in article.blocks]
    assert kinds.count(BlockKind.PARAGRAPH) == 3
    assert kinds.count(BlockKind.NAVIGATION) == 1
    assert [block.place for block in article.blocks if block.kind is BlockKind.PARAGRAPH] == [
        "page 1",
        "page 2",
        "page 3",
    ]
    assert "\n3\n" not in article.text


def test_a_paragraph_goes_on_over_the_page():
    article = read(
        column(50, 100, ["This sentence starts on the first page and goes on to the"]),
        column(50, 700, ["second page, where it ends."]),
    )
    assert article.text == "This sentence starts on the first page and goes on to the second page, where it ends.\n"
    assert article.blocks[0].place == "pages 1 to 2"


def test_entries_of_a_list_are_parted_and_broken_addresses_joined():
    article = read(
        column(50, 700, ["Sleep helps memory, as is told in the list below."])
        + column(50, 650, ["References"], 14)
        + column(
            50,
            620,
            [
                "1. Roe K. Sleep duration and recall in adults. J Rest. 2019;1:2-3. doi:10.1000/",
                "jrest.2019.0012",
                "2. Doe J. Naps at work and at home. J Rest. 2020;2:4-5. https://example.org/a/long-",
                "path/page.html",
                "3. Poe L. Rest. J Rest. 2021;3:1.",
            ],
        )
    )
    assert [block.span.of(article.text) for block in article.blocks[-3:]] == [
        "Roe K. Sleep duration and recall in adults. J Rest. 2019;1:2-3. doi:10.1000/jrest.2019.0012",
        "Doe J. Naps at work and at home. J Rest. 2020;2:4-5. https://example.org/a/long-path/page.html",
        "Poe L. Rest. J Rest. 2021;3:1.",
    ]
    assert "\n1. Roe" in article.text


@pytest.mark.parametrize(
    ("lines", "joined"),
    [
        (["a well-", "known trial; well-known"], "a well-known trial; well-known"),
        (["neuro-", "logical"], "neurological"),
        (["the Müller-", "Lyer figure"], "the Müller-Lyer figure"),
        (["between 10-", "20 percent"], "between 10-20 percent"),
        (["see https://doi.org/10.1000/abc.", "Another sentence"], "see https://doi.org/10.1000/abc. Another sentence"),
        (["doi:10.1000/abc", "2. Doe J"], "doi:10.1000/abc 2. Doe J"),
        (["doi:10.1000/abc", "and more"], "doi:10.1000/abc and more"),
        (["doi:10.1000/journal.", "pone.0012345"], "doi:10.1000/journal.pone.0012345"),
        (["doi:10.1000/s12345-020-", "00012-3."], "doi:10.1000/s12345-020-00012-3."),
        (["at ht", "tps://example.org/a"], "at https://example.org/a"),
        (["plain words", "go on"], "plain words go on"),
    ],
)
def test_line_ends_are_joined_by_what_stands_there(lines, joined):
    assert Joiner(lines).join(lines) == joined


def test_raised_numbers_are_marks():
    article = read([(50, 700, 10, "Sleep helps memory."), (143, 704, 6, "1,2")])
    assert article.text == "Sleep helps memory.¹,²\n"


@pytest.mark.parametrize(
    ("line", "how", "kept"),
    [
        ((50, 600, 10, "Secret words", {"colour": "1 g"}), "white", True),
        ((50, 600, 1, "Secret words"), "tiny", True),
        ((50, 600, 10, "Secret words", {"mode": 3}), "drawn invisibly", False),
        ((900, 600, 10, "Secret words"), "off the page", False),
    ],
)
def test_hidden_words_are_reported(line, how, kept):
    article = read([(50, 700, 10, "Open words that everybody can read stand here."), line])
    assert ("Secret" in article.text) == kept
    assert [(remark.kind, remark.place) for remark in article.remarks] == [(RemarkKind.HIDDEN_TEXT, "page 1")]
    assert how in article.remarks[0].message
    assert "Secret words" in article.remarks[0].message


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (pdf([[]]), "no text layer: its 1 page are pictures or empty"),
        (pdf([[(50, 700, 10, "Words")]], encrypt=True), "is encrypted with a password"),
        (b"%PDF-1.4\n" + bytes(range(256)), "cut short or damaged"),
        (b"<!doctype html><p>Not found", "is an HTML page, not a .pdf file"),
    ],
)
def test_what_cannot_be_read_is_refused_in_one_line(data, words):
    with pytest.raises(InputError) as fault:
        read_bytes(data, "a.pdf")
    assert words in str(fault.value)
    assert "\n" not in str(fault.value)


def test_a_child_that_takes_too_long_or_dies_is_one_line(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    child.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(reader, "_CHILD", child)
    monkeypatch.setattr(reader, "PDF_SECONDS", 0.2)
    with pytest.raises(InputError, match="takes longer than"):
        read([(50, 700, 10, "Words")])
    monkeypatch.setattr(reader, "PDF_SECONDS", 30)
    child.write_text("import os\nos.abort()\n")
    with pytest.raises(InputError, match="cut short or damaged"):
        read([(50, 700, 10, "Words")])


def test_pages_that_were_ready_in_time_are_read_and_the_others_told(monkeypatch, tmp_path):
    child = tmp_path / "child.py"
    page = '{"lines": [["Words.", 50, 90, 700, 10, false]], "unseen": [], "images": false, "width": 612, "height": 792}'
    child.write_text(
        f'import time\nprint(\'{{"pages": 3, "title": ""}}\')\nprint(\'{page}\', flush=True)\ntime.sleep(60)\n'
    )
    monkeypatch.setattr(reader, "_CHILD", child)
    monkeypatch.setattr(reader, "PDF_SECONDS", 1)
    article = read([(50, 700, 10, "Words.")])
    assert article.text == "Words.\n"
    assert [(remark.kind, remark.message) for remark in article.remarks] == [
        (RemarkKind.UNREAD, "Only the first 1 of 3 pages could be read.")
    ]


def test_without_the_extra_its_name_is_told(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdfium2", None)
    with pytest.raises(MissingExtraError, match=r"deskcheck\[pdf\]"):
        read([(50, 700, 10, "Words")])


HANGING = [
    (72, "Harrow, J. K. (2018). Evening light and sleep onset. Rest was better."),
    (100, "Journal of Rest Research, 14(3), 201-209."),
    (72, "Oak, A. (2019). Walks at dusk and what they do to people who were"),
    (100, "asked about them twice. Journal of Rest Research, 15(1), 1-9."),
    (72, "Tanaka, Y. (2021). Stretching before running. Short words."),
    (100, "Sports Reports, 7(4), 10-42."),
]


def test_entries_with_hanging_indents_are_whole_whatever_their_lines_end_with():
    foot = "Five habits | {}"
    pages = [
        [*((x, 700 - 13 * nth, 10, words) for nth, (x, words) in enumerate(HANGING)), (72, 30, 8, foot.format(number))]
        for number in (1, 2)
    ]
    article = read(*pages)
    shown = [block.span.of(article.text) for block in article.blocks]
    entries = [f"{one} {other}" for (_, one), (_, other) in zip(HANGING[::2], HANGING[1::2], strict=True)]
    assert shown == [*entries, *entries, foot.format(1)]
