"""Sources named below what rests on them, and footnotes marked by daggers."""

import datetime

import pytest

from deskcheck import readers
from deskcheck.extractors import claims as claim_extractor
from deskcheck.extractors.references import extract
from deskcheck.linkers import link
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23))
LUNCH = """# Three figures about lunch

**1. Half of pupils eat at school.** In 2023, 52 percent of pupils ate a lunch cooked on site.
Source: Office for Schools, Food statistics 2023

**2. Salt fell.** Cooks were trained in 2015.

The salt in an average meal fell by 16 percent.

*Sources: Spence S. Salt in school meals. Public Health Nutr. 2020;23:1-9; Catering Survey, 2021*

## Waste

About 30 percent of vegetables are thrown away.
"""
DAGGERS = """# Why the wells ran dry

The water table fell by 3.2 metres.* The plant had been allowed to pump 40 litres a second.†
Drought explained most of it.‡

Levels have risen by 1.1 metres.†

\\* Water Office. Groundwater bulletin. Bern: The Office; 2023.

† Moser K, Frei T. Pumping in an alpine aquifer. J Hydrol. 2024;51:101-15.

‡ Berg O. Drought in the valley. J Hydrol. 2021;48:1-9.
"""


def read(text):
    article, references = extract(readers.read_bytes(text.encode(), "a.md"))
    claims = link(article, claim_extractor.extract(article, SETTINGS), references, {}, SETTINGS)
    return article, references, {claim.quote: sorted(one.number for one in claim.firm_links) for claim in claims}


def test_each_source_is_a_reference_and_no_claim():
    article, references, linked = read(LUNCH)
    assert article.sources_below
    assert article.references_span is None
    assert [(one.number, one.label, one.printed) for one in references] == [
        (1, "", "Office for Schools, Food statistics 2023"),
        (2, "", "Spence S. Salt in school meals. Public Health Nutr. 2020;23:1-9"),
        (3, "", "Catering Survey, 2021"),
    ]
    assert all(one.span.of(article.text) == one.printed for one in references)
    assert not any("Source" in quote for quote in linked)


def test_what_stands_above_a_source_rests_on_it():
    _, _, linked = read(LUNCH)
    assert linked["In 2023, 52 percent of pupils ate a lunch cooked on site."] == [1]
    assert linked["The salt in an average meal fell by 16 percent."] == [2, 3]
    assert linked["Cooks were trained in 2015."] == [2, 3]
    assert linked["About 30 percent of vegetables are thrown away."] == []


@pytest.mark.parametrize(
    "text",
    [
        "# T\n\nPupils eat at school.\nSource: Office for Schools, Food statistics 2023\n",
        "# T\n\nPupils eat.\nSource: Eurostat\n\nThey eat salt.\nSource: Eurostat\n",
        "# T\n\nPupils eat.\n\nSources:\n\nSource: Office for Schools, 2023\nSource: Office for Salt, 2021\n",
    ],
)
def test_one_source_names_that_tell_nothing_and_lists_are_read_as_before(text):
    article, _ = extract(readers.read_bytes(text.encode(), "a.md"))
    assert not article.sources_below


def test_a_list_comes_before_sources_of_figures():
    listed = (
        LUNCH + "\n## References\n\n1. Berg O. Lunch. J Salt. 2021;48:1-9.\n2. Winton B. Meals. J Salt. 2022;49:1-9.\n"
    )
    article, references = extract(readers.read_bytes(listed.encode(), "a.md"))
    assert not article.sources_below
    assert len(references) == 2


def test_footnotes_marked_by_symbols_are_the_list_where_there_is_no_other():
    _, references, linked = read(DAGGERS)
    assert [(one.number, one.label.strip("\\")) for one in references] == [(1, "*"), (2, "†"), (3, "‡")]
    assert linked == {
        "The water table fell by 3.2 metres.*": [1],
        "The plant had been allowed to pump 40 litres a second.†": [2],
        "Drought explained most of it.‡": [3],
        "Levels have risen by 1.1 metres.†": [2],
    }


def test_symbols_that_nothing_refers_to_begin_no_list():
    text = DAGGERS.replace("second.†", "second.").replace("metres.†", "metres.")
    assert [one.label for one in read(text)[1] if one.label] == []


def test_a_short_paragraph_with_its_source_is_no_heading():
    text = "# Lunch\n\nSalt fell by 16%.\nSource: Office for Salt, 2023\n\n"
    text += "Prices rose by 4%.\nSource: Office for Prices, 2024\n"
    _, references, linked = read(text)
    assert [one.printed for one in references] == ["Office for Salt, 2023", "Office for Prices, 2024"]
    assert linked == {"Salt fell by 16%.": [1], "Prices rose by 4%.": [2]}
