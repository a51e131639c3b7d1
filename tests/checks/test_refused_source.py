"""Refused sources: by domain, with its subdomains, or by the whole name."""

import pytest

from builders import AS_OF, a_reference, an_audit
from deskcheck.checks.refused_source import RULE
from deskcheck.model import CslItem, CslName
from deskcheck.settings import Settings

FIELDS = {
    "https://EXAMPLE.org/a": True,
    "http://www.example.org": True,
    "example.org/page": True,
    "https://example.org.": True,
    "https://notexample.org/": False,
    "https://example.org.evil.test/": False,
    "https://other.test/?u=example.org": False,
    "http://[broken": False,
    "": False,
}


def fires(fields, *refused):
    return bool(
        list(RULE.check(a_reference(fields=fields), an_audit(), Settings(as_of=AS_OF, refused_sources=refused)))
    )


@pytest.mark.parametrize("url", FIELDS)
def test_a_domain_covers_its_subdomains_and_nothing_else(url):
    assert fires(CslItem(url=url), "example.org") == FIELDS[url]


@pytest.mark.parametrize(
    "fields",
    [
        CslItem(container_title="Quick Health Facts"),
        CslItem(publisher="quick health facts."),
        CslItem(author=(CslName(literal="Quick Health Facts"),)),
    ],
)
def test_a_name_must_be_the_whole_name(fields):
    assert fires(fields, "Quick Health Facts")
    assert not fires(fields, "Health Facts")
    assert not fires(fields, "…")
    assert not fires(fields)
