"""Articles without a list: the addresses that their sentences link to are the references."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AS_OF
from deskcheck import linkers, readers
from deskcheck.extractors import claims
from deskcheck.extractors.references import extract, extract_linked
from deskcheck.extractors.references.linked import MOST
from deskcheck.model import LinkKind
from deskcheck.settings import Settings

STUDY = "https://doi.org/10.5555/rest.7"
CLINIC = "https://clinic.example/naps"
HEAD = "# Naps at the depot\n\n"
TWO = f"{HEAD}Naps help [most drivers]({CLINIC}). One trial of 40 drivers [found 12% fewer errors]({STUDY}).\n"


def cited(text, suffix=".md", name="a"):
    article, references = extract_linked(readers.read_bytes(text.encode(), f"{name}{suffix}"))
    assert article.cites_by_links == bool(references)
    return [reference.fields.url for reference in references]


def test_each_address_is_a_reference_at_the_words_that_carry_it():
    article, references = extract_linked(readers.read_bytes(TWO.encode(), "a.md"))
    assert [(one.number, one.printed, one.span.of(article.text)) for one in references] == [
        (1, CLINIC, "most drivers"),
        (2, STUDY, "found 12% fewer errors"),
    ]
    assert (references[1].fields.doi, references[1].fields.type) == ("10.5555/rest.7", "document")


@pytest.mark.parametrize(
    ("text", "suffix"),
    [
        (f"{HEAD}Naps help most drivers, a clinic says ({CLINIC}).\n", ".md"),
        (f"Naps at the depot\n\nNaps help most drivers, a clinic says: {CLINIC}.\n", ".txt"),
        (f"{HEAD}Naps help most drivers, [a clinic][c] says.\n\n[c]: {CLINIC}\n", ".md"),
        (f"<h1>Naps</h1><p>Naps help most drivers, <a href='{CLINIC}'>a clinic</a> says.</p>", ".html"),
        (f"<h1>Naps</h1><p>Naps help most drivers, <a href='{CLINIC[6:]}'>a clinic</a> says.</p>", ".html"),
    ],
    ids=["bare", "plain", "defined below", "page", "without scheme"],
)
def test_links_of_every_kind_count(text, suffix):
    assert [url.removeprefix("https:") for url in cited(text, suffix)] == [CLINIC[6:]]


@pytest.mark.parametrize(
    "text",
    [
        "Naps help most drivers, says [the depot trust](https://depot.example/).",
        "Naps help most drivers; tell your friends on [our page](https://www.facebook.com/depot).",
        "Naps help most drivers, and [this pillow](https://www.amazon.co.uk/dp/B00) helps too.",
        "Naps help most drivers, as [we wrote](/naps) and [wrote again](mailto:desk@depot.example).",
        f"You may also like: [Ten beds for a depot]({CLINIC})",
        f"- [Ten beds for a depot]({CLINIC})",
        f"Read more: [Ten beds]({CLINIC}) | [Nine beds]({CLINIC}/9)",
        f"Naps help. Book [a nap at the depot]({CLINIC}) and feel the difference tomorrow.",
        f"Sign up for [the depot's letter]({CLINIC}) to hear when the next beds arrive.",
        f"```\ncurl {CLINIC} and see what the server answers\n```",
    ],
    ids=[
        "front page",
        "sharing",
        "shop",
        "not of the web",
        "lead-in",
        "link alone",
        "row of links",
        "offer",
        "letter",
        "code",
    ],
)
def test_other_links_are_no_references(text):
    assert cited(f"{HEAD}Drivers who nap make fewer errors.\n\n{text}\n") == []


def test_the_own_site_is_no_source_where_it_is_known():
    page = (
        "<link rel='canonical' href='https://www.rest.example/naps'><h1>Naps</h1>"
        "<p>Naps help most drivers, <a href='https://rest.example/why'>as we told you</a> and "
        f"<a href='https://blog.rest.example/how'>told again</a>; <a href='{CLINIC}'>a clinic</a> agrees.</p>"
    )
    assert cited(page, ".html") == [CLINIC]
    assert len(cited(page.replace("canonical", "next"), ".html")) == 3


@pytest.mark.parametrize(
    ("url", "doi"),
    [
        ("https://www.nature.com/articles/s41586-024-07849-4", "10.1038/s41586-024-07849-4"),
        ("https://nature.com/articles/nature12373.pdf?x=1", "10.1038/nature12373"),
        ("https://elifesciences.org/articles/54321v2", "10.7554/elife.54321"),
        (
            "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736(16)30370-1/fulltext",
            "10.1016/s0140-6736(16)30370-1",
        ),
        (
            "https://www.thelancet.com/journals/lancet/article/PIIS0140-6736%2816%2930370-1/fulltext",
            "10.1016/s0140-6736(16)30370-1",
        ),
        ("https://www.medrxiv.org/content/10.1101/2020.04.01.20049973v2.full.pdf", "10.1101/2020.04.01.20049973"),
        ("https://doi.org/10.1000%2Fabc", "10.1000/abc"),
        ("https://doi.org/10.1000/a%3Fb%23c?from=desk#top", "10.1000/a?b#c"),
        ("https://www.nature.com/nature/volumes", ""),
        ("https://clinic.example/nature.com/articles/s41586-024-07849-4", ""),
    ],
)
def test_a_publisher_s_address_may_tell_the_doi(url, doi):
    (found,) = extract_linked(
        readers.read_bytes(f"{HEAD}Naps help [most drivers]({url}), they say.\n".encode(), "a.md")
    )[1]
    assert found.fields.doi == doi


def test_an_address_is_listed_once_and_every_link_to_it_counts():
    text = f"{TWO}\nNaps of an hour [slow 9 of 10 drivers]({CLINIC}/#long) for a while.\n"
    article, references = extract_linked(readers.read_bytes(text.encode(), "a.md"))
    settings = Settings(as_of=AS_OF)
    found = linkers.link(article, claims.extract(article, settings), references, {}, settings)
    assert [(one.firm_links[0].number, one.firm_links[0].kind) for one in found] == [
        (1, LinkKind.HYPERLINK),
        (2, LinkKind.HYPERLINK),
        (1, LinkKind.HYPERLINK),
    ]


def test_a_sentence_beside_a_linked_one_has_its_source_suggested_and_no_more():
    text = f"{HEAD}Naps help [most drivers]({CLINIC}). They cut errors by 12%.\n\nTea keeps 80% of drivers awake.\n"
    article, references = extract_linked(readers.read_bytes(text.encode(), "a.md"))
    settings = Settings(as_of=AS_OF)
    found = linkers.link(article, claims.extract(article, settings), references, {}, settings)
    assert [[(link.number, link.suggested) for link in claim.references] for claim in found] == [
        [(1, False)],
        [(1, True)],
        [],
    ]


def test_a_text_that_cites_by_numbers_has_lost_its_list():
    assert cited(f"{HEAD}Naps help drivers [1]. Tea helps too [2, 3]. The data lie at {CLINIC}.\n") == []
    assert cited(f"{HEAD}Naps help drivers [[1]]({CLINIC}). Tea helps too [[2]]({STUDY}).\n") == [CLINIC, STUDY]


def test_a_printed_list_comes_first():
    listed = f"{TWO}\n## References\n\n1. Harlow T, Winton B. Naps and reaction time. J Rest Stud. 2019;12(3):110-21.\n"
    _, references = extract(readers.read_bytes(listed.encode(), "a.md"))
    assert [reference.number for reference in references] == [1]
    assert extract(readers.read_bytes(TWO.encode(), "a.md"))[1] == ()


def test_a_directory_of_addresses_is_cut():
    rows = "\n".join(f"Depot number {row} of the district publishes at {CLINIC}/{row}" for row in range(MOST + 9))
    assert len(cited(rows, ".txt")) == MOST


@given(
    st.lists(st.sampled_from(["https://a.example/", "x", "](", "[w", ")", " ", "\n\n", "http://[", "%zz", "<", ">"]))
)
def test_any_text_is_read(pieces):
    text = f"Naps help most of the drivers {''.join(pieces)} and more words of its own."
    for suffix in (".md", ".txt", ".html"):
        article, references = extract_linked(readers.read_bytes(text.encode(), f"a{suffix}"))
        assert all(reference.span.of(article.text) for reference in references)
