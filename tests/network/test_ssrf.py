"""No request to a non-public address, by any entry, spelling, redirect, resolver or parser."""

import pytest

import ssrf_cases
from deskcheck.network import Fault, opened_as


@pytest.mark.parametrize(
    "run", [ssrf_cases.run_addresses, ssrf_cases.run_rebinding, ssrf_cases.run_redirects, ssrf_cases.run_parsers]
)
def test_nothing_leads_inside(run):
    promised, ran, failed = run()
    assert failed == []
    assert ran >= promised


def test_the_cases_would_notice_a_door_that_does_not_look(monkeypatch):
    monkeypatch.setattr("deskcheck.network.addresses.is_public", lambda _: True)
    _, ran, failed = ssrf_cases.run_addresses(("http://10.0.0.1/", "http://inside.example/"))
    assert len(failed) == ran == 8


@pytest.mark.parametrize(
    ("url", "sent"),
    [
        ("HTTP://Public.Example/A?b#c", "http://public.example/A?b#c"),
        ("https://public.example:443", "https://public.example"),
        ("http://public.example:443/x", "http://public.example:443/x"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("http://93.184.216.34/", "http://93.184.216.34/"),
    ],
)
def test_a_plain_address_is_opened(url, sent):
    assert opened_as(url) == sent


@pytest.mark.parametrize("url", ["http://1.2.3/", "http://0x5db8d822/", "http://01.2.3.4/", "https://" + "a" * 9000])
def test_what_parsers_read_in_several_ways_is_refused(url):
    with pytest.raises(Fault):
        opened_as(url)


def test_another_port_is_opened_only_where_the_user_named_the_server():
    assert opened_as("http://127.0.0.1:8080/x", "http://127.0.0.1:8080").endswith(":8080/x")
    with pytest.raises(Fault, match="port 8081"):
        opened_as("http://127.0.0.1:8081/x", "http://127.0.0.1:8080")
