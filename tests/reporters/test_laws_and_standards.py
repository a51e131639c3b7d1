"""Laws, cases, standards and patents are written as what they are, and read back as the same."""

import pytest

from deskcheck.extractors.bibliography import bibtex as from_bibtex
from deskcheck.extractors.bibliography import ris as from_ris
from deskcheck.extractors.references.parse import parse
from deskcheck.reporters import bibtex, csl_styles, ris

PRINTED = [
    "Sleep in Hospitals Act, 42 U.S.C. § 18001 (2010).",
    "Berg v. Harbour Health, Inc., 410 U.S. 113 (1973).",
    "ISO 9001:2015. Quality of rest — Requirements. Geneva: Standards House; 2015.",
    "Harlow TJ, inventor; Acme, assignee. Ring that measures sleep. United States patent US 9,123,456. 2015.",
]
KEPT = ("type", "title", "container_title", "volume", "page", "number", "section", "issued", "publisher")


@pytest.mark.parametrize("printed", PRINTED)
def test_written_and_read_back_they_are_the_same(printed):
    item = parse(printed).fields
    for found, _ in (from_bibtex.read(bibtex.write([item])), from_ris.read(ris.write([item]))):
        assert [getattr(found[0].fields, name) for name in KEPT] == [getattr(item, name) for name in KEPT]


def test_a_style_prints_the_section_of_a_law():
    assert "42 U.S.C. § 18001" in csl_styles.write([parse(PRINTED[0]).fields], "apa")
