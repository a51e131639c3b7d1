"""Only plain web addresses and DOIs become links."""

from urllib.parse import unquote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.reporters.addresses import doi_address, web_address


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " JaVaScRiPt:alert(1)",
        "java\tscript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "//host.example/path",
        "mailto:desk@paper.example",
        "http://",
        "http://[::1",
        "words",
        "",
    ],
)
def test_what_is_no_web_address_is_no_link(url):
    assert web_address(url) == ""


@pytest.mark.parametrize("url", ["http://eyes.example/facts?a=1&b=2#top", "https://eyes.example/a_(b)/%20c"])
def test_a_web_address_stays_as_it_is(url):
    assert web_address(url) == url


@given(st.text())
def test_an_address_never_leaves_its_scheme(tail):
    address = web_address("https://eyes.example/" + tail)
    assert not address or urlsplit(address).scheme == "https"
    assert not set(address) & set("\"'<>` \n\r\t")


@given(st.text(min_size=1))
def test_a_doi_goes_to_the_resolver_and_nowhere_else(suffix):
    address = doi_address("10.9999/" + suffix)
    assert urlsplit(address).netloc == "doi.org"
    assert unquote(address.removeprefix("https://doi.org/")) == "10.9999/" + suffix


def test_what_is_no_doi_gets_no_address():
    assert doi_address("javascript:alert(1)") == ""
