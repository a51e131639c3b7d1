"""What ``extract`` hands on: the article with its list marked, and the references."""

import pytest

from deskcheck.extractors.references import extract
from deskcheck.model import Article, Block, BlockKind, Hyperlink, Span

FIRST = (
    "Harlow, T., & Winton, B. (2019). Sleep duration and recall in adults. Journal of Sleep Studies, 12(3), 101–110."
)
SECOND = "Okafor, N. (2020). Memory and rest. Annals of Cognition, 4(1), 22–31."
TEXT = f"Sleep\n\nSleep helps.\n\n2 Sources\n\n1. {FIRST}\n2. {SECOND}\n\nThis article is no medical advice.\n"


def article(text=TEXT, **fields):
    return Article(path="a.txt", format="plaintext", title="", text=text, **fields)


def test_references_carry_their_place_number_and_label():
    listed, references = extract(article())
    assert [(reference.number, reference.label, reference.printed) for reference in references] == [
        (1, "1.", FIRST),
        (2, "2.", SECOND),
    ]
    for reference in references:
        assert reference.span.of(listed.text) == reference.printed


def test_the_article_knows_where_its_list_stands():
    listed, _ = extract(article())
    assert listed.references_span.of(TEXT) == f"1. {FIRST}\n2. {SECOND}"
    assert listed.stated_references == 2


def test_blocks_of_the_list_become_one():
    paragraph = TEXT.index("1. Harlow")
    blocks = (
        Block(BlockKind.PARAGRAPH, Span(7, 19)),
        Block(BlockKind.LIST_ITEM, Span(paragraph, paragraph + 3 + len(FIRST))),
        Block(BlockKind.PARAGRAPH, Span(TEXT.index("This article"), len(TEXT) - 1)),
    )
    listed, _ = extract(article(blocks=blocks))
    assert [block.kind for block in listed.blocks] == [
        BlockKind.PARAGRAPH,
        BlockKind.REFERENCE_LIST,
        BlockKind.PARAGRAPH,
    ]
    assert listed.blocks[1].span == listed.references_span


def test_ids_depend_on_the_words_alone():
    moved = TEXT.replace("1. H", "7. H").replace("2. O", "8. O").replace("Sleep helps.", "Sleep helps a lot.")
    assert [r.id for r in extract(article(moved))[1]] == [r.id for r in extract(article())[1]]


def test_the_same_entry_twice_has_two_ids():
    _, references = extract(article(f"References\n\n1. {FIRST}\n2. {FIRST}\n3. {SECOND}"))
    assert references[1].id == references[0].id + "-2"


def test_markdown_s_lazy_numbers_count_on():
    _, references = extract(article(f"# References\n\n1. {FIRST}\n1. {SECOND}\n1. {FIRST} Part two."))
    assert [reference.number for reference in references] == [1, 2, 3]


def test_an_article_without_a_list_is_returned_as_it_was():
    given = article("Sleep\n\nSleep helps you rest.")
    assert extract(given) == (given, ())


@pytest.mark.parametrize(
    ("url", "doi", "address"),
    [
        ("https://doi.org/10.1000/ABC", "10.1000/abc", ""),
        ("https://example.org/a", "", "https://example.org/a"),
        ("https://scholar.google.com/scholar?q=sleep", "", ""),
        ("javascript:alert(1)", "", ""),
        ("https://[bad", "", ""),
    ],
)
def test_addresses_behind_the_words_are_filled_in(url, doi, address):
    start = TEXT.index("Sleep duration")
    _, references = extract(article(hyperlinks=(Hyperlink(Span(start, start + 5), url),)))
    assert (references[0].fields.doi, references[0].fields.url) == (doi, address)
    assert references[0].printed == FIRST
    assert references[1].fields.url == ""


@pytest.mark.parametrize("dash", ["———.", "---.", "___,", "———"])
def test_a_long_dash_stands_for_the_authors_above(dash):
    text = (
        "Naps\n\nNaps help most drivers.\n\nBibliography\n\n"
        'Harlow, Tess, and Bo Winton. 2019. "Naps and Reaction Time." Journal of Rest Studies 12 (3): 110–121.\n'
        f'{dash} 2020. "Memory and Rest." Annals of Cognition 4 (1): 22–31.\n'
    )
    _, references = extract(article(text))
    assert [[name.family for name in one.fields.author] for one in references] == [["Harlow", "Winton"]] * 2
    assert references[1].printed.startswith(dash)
