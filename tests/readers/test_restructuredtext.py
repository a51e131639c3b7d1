import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.errors import InputError
from deskcheck.model import BlockKind, RemarkKind
from deskcheck.readers import read_bytes

SOURCE = """================
Sleep and memory
================

:Author: Jo Doe
:Date: 2021-03-14

.. |GABA| replace:: γ-aminobutyric acid
.. _site: https://example.org/s

Most *adults* sleep **less** than ``seven`` hours [1]_. It
goes with |GABA|, see `a study <https://doi.org/10.1000/x>`_ or site_.

Results
-------

- Short naps
  help.
- Long ones hurt

1. One
2. Two

   Rest is not idleness.

Like this::

    x = 1

.. note:: Mind the gap.
   It is wide.

.. figure:: a.png

   Shares by age.

=====  ====
Group  Part
=====  ====
Adult  45%
=====  ====

.. a comment
   goes on

.. include:: other.rst

References
----------

.. [1] Roe K. Sleep. J Rest. 2019;1:2-3.
   https://doi.org/10.1000/a
"""


def read(source):
    return read_bytes(source.encode(), "a.rst")


def test_markup_is_taken_off_and_blocks_are_typed():
    article = read(SOURCE)
    assert [(block.kind, " ".join(block.span.of(article.text).split())) for block in article.blocks] == [
        (BlockKind.TITLE, "Sleep and memory"),
        (
            BlockKind.PARAGRAPH,
            "Most adults sleep less than seven hours [1]. It goes with γ-aminobutyric acid, see a study or site.",
        ),
        (BlockKind.HEADING, "Results"),
        (BlockKind.LIST_ITEM, "Short naps help."),
        (BlockKind.LIST_ITEM, "Long ones hurt"),
        (BlockKind.LIST_ITEM, "One"),
        (BlockKind.LIST_ITEM, "Two"),
        (BlockKind.QUOTE, "Rest is not idleness."),
        (BlockKind.PARAGRAPH, "Like this:"),
        (BlockKind.CODE, "x = 1"),
        (BlockKind.PARAGRAPH, "Mind the gap. It is wide."),
        (BlockKind.CAPTION, "Shares by age."),
        (BlockKind.TABLE_CELL, "Group"),
        (BlockKind.TABLE_CELL, "Part"),
        (BlockKind.TABLE_CELL, "Adult"),
        (BlockKind.TABLE_CELL, "45%"),
        (BlockKind.HEADING, "References"),
        (BlockKind.LIST_ITEM, "Roe K. Sleep. J Rest. 2019;1:2-3. https://doi.org/10.1000/a"),
    ]
    assert "[1] Roe K." in article.text


def test_every_block_stands_on_its_line_of_the_file():
    article = read(SOURCE)
    rows = SOURCE.split("\n")
    for block in article.blocks:
        assert block.span.of(article.text).split()[0] in rows[block.span.line - 1].replace("*", "")
        assert block.place == f"line {block.span.line}"


def test_fields_links_and_includes():
    article = read(SOURCE)
    assert [person.name for person in article.people] == ["Jo Doe"]
    assert article.dates.published == datetime.date(2021, 3, 14)
    assert [(link.span.of(article.text), link.url) for link in article.hyperlinks] == [
        ("a study", "https://doi.org/10.1000/x"),
        ("site", "https://example.org/s"),
    ]
    assert [remark.kind for remark in article.remarks] == [RemarkKind.UNREAD]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("5 \\* 3 and :sup:`2` of some_name", "5 * 3 and 2 of some_name"),
        ("See <https://example.org/a_b>.", "See <https://example.org/a_b>."),
        ("2 * 3 * 4 are stars", "2 * 3 * 4 are stars"),
        ("`<https://example.org>`_", "https://example.org"),
    ],
)
def test_inline_markup(source, words):
    assert read(source).text.strip() == words


@given(st.text(alphabet="ab1 .:#*_-`=+|[]\n\\", max_size=200))
def test_any_source_gives_ordered_blocks_inside_the_text(source):
    try:
        article = read(source)
    except InputError:
        return
    end = 0
    for block in article.blocks:
        assert end <= block.span.start < block.span.end <= len(article.text)
        end = block.span.end


def test_footnotes_that_number_themselves_show_their_numbers():
    text = (
        "Naps help [#]_, tea too [#tea]_. Walks [2]_ and baths [#]_ do not, and [#gone]_ is unknown.\n\n"
        ".. [#] Roe K. Sleep.\n.. [#tea] Doe J. Tea.\n.. [2] Poe L. Walks.\n.. [#] Moe A. Baths.\n"
    )
    assert read(text).text.split("\n") == [
        "Naps help [1], tea too [3]. Walks [2] and baths [4] do not, and [#gone] is unknown.",
        "",
        "[1] Roe K. Sleep.",
        "[3] Doe J. Tea.",
        "[2] Poe L. Walks.",
        "[4] Moe A. Baths.",
        "",
    ]
