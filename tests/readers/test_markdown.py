import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes

SOURCE = """---
title: Front title
author: Jo Doe
date: 2024-05-01
---
# Sleep and **memory**

Sleep *helps* memory, a [2019 study](https://doi.org/10.1000/xyz) found. It
goes on with `code` here[^1].

- First point. It continues
  on a second line.
- Second

| Group | Share |
|---|---|
| Adults | 45% |

> Rest is not idleness, she said.

```
x = [1]
```

## References

1. Doe J. Title of it. J Test. 2019;1(2):3-4.
2. Roe K. Another. <https://example.org/x>

<div>Raw <b>words</b></div>
"""


def read(source):
    return read_bytes(source.encode(), "a.md")


def test_markup_is_taken_off_and_blocks_are_typed():
    article = read(SOURCE)
    found = [(block.kind, block.span.of(article.text)) for block in article.blocks]
    assert found == [
        (BlockKind.TITLE, "Sleep and memory"),
        (BlockKind.PARAGRAPH, "Sleep helps memory, a 2019 study found. It\ngoes on with code here[^1]."),
        (BlockKind.LIST_ITEM, "First point. It continues\non a second line."),
        (BlockKind.LIST_ITEM, "Second"),
        (BlockKind.TABLE_CELL, "Group"),
        (BlockKind.TABLE_CELL, "Share"),
        (BlockKind.TABLE_CELL, "Adults"),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.QUOTE, "Rest is not idleness, she said."),
        (BlockKind.CODE, "x = [1]"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Doe J. Title of it. J Test. 2019;1(2):3-4."),
        (BlockKind.LIST_ITEM, "Roe K. Another. https://example.org/x"),
        (BlockKind.FOOTER, "Raw words"),
    ]


def test_every_block_stands_on_its_line_of_the_file():
    article = read(SOURCE)
    rows = SOURCE.split("\n")
    for block in article.blocks:
        word = block.span.of(article.text).split()[0].strip(".,")
        assert word in rows[block.span.line - 1]


def test_front_matter_and_links_are_kept_as_data():
    article = read(SOURCE)
    assert article.dates.published == datetime.date(2024, 5, 1)
    assert [person.name for person in article.people] == ["Jo Doe"]
    first = article.hyperlinks[0]
    assert (first.span.of(article.text), first.url) == ("2019 study", "https://doi.org/10.1000/xyz")


def test_numbers_of_a_list_stay_in_the_text():
    text = read(SOURCE).text
    assert "\n1. Doe J." in text
    assert "\n2. Roe K." in text


@given(st.text(alphabet="ab1 .#*_-`>|[]()<!\n\t&;:\\", max_size=200))
def test_any_markdown_gives_ordered_blocks_inside_the_text(source):
    try:
        article = read(source)
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start <= block.span.end <= len(article.text)
        end = block.span.end


def test_what_is_nested_too_deeply_is_told():
    assert not read("> " * 40 + "deep words\n\nend\n").remarks
    article = read("top\n\n" + "> " * 60 + "deep words\n\nend\n")
    assert "deep words" not in article.text
    assert [(remark.kind, remark.place) for remark in article.remarks] == [(RemarkKind.UNREAD, "line 3")]


def test_brackets_that_only_keep_the_parser_busy_are_refused():
    with pytest.raises(InputError, match="opening brackets"):
        read("[" * 50_001)


@pytest.mark.parametrize("suffix", [".md", ".qmd", ".rmd"])
def test_the_first_words_below_a_stated_title_are_no_title(suffix):
    text = '---\ntitle: "Sleep and memory"\n---\n\nSleep helps memory in most adults [@roe2019].\n\nNaps help too.\n'
    article = read_bytes(text.encode(), f"a{suffix}")
    assert article.title == "Sleep and memory"
    assert [block.kind for block in article.blocks] == [BlockKind.PARAGRAPH, BlockKind.PARAGRAPH]
    for first in ("# Sleep and memory", "Sleep and memory"):
        headed = read_bytes(text.replace("\n\nSleep", f"\n\n{first}\n\nSleep").encode(), f"a{suffix}")
        assert headed.blocks[0].kind is BlockKind.TITLE


@pytest.mark.parametrize("mark", ["[oak2019, 3]", "[@oak2019, p. 4; @elm]", "[3][citation needed]", "[12, Tab. 2]"])
def test_a_sentence_before_a_mark_in_brackets_is_no_heading(mark):
    article = read_bytes(f"# Sleep\n\nNaps help most adults.{mark}\n\nTea helps as well, they say.\n".encode(), "a.md")
    assert article.blocks[1].kind is BlockKind.PARAGRAPH
