import re

import pytest

from deskcheck.text import hosts

ADDRESS = re.compile(hosts.ADDRESS)


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Night work. rest.example.org/health/night-work", "rest.example.org/health/night-work"),
        ("(see journals.example.com/doi/abs/10.1/x(2).)", "journals.example.com/doi/abs/10.1/x(2).)"),
        ("on nhs.uk/live-well/ today", "nhs.uk/live-well/"),
    ],
)
def test_an_address_without_a_scheme_is_a_host_and_a_path(text: str, address: str) -> None:
    found = ADDRESS.search(text)
    assert found is not None
    assert found.group() == address


@pytest.mark.parametrize(
    "text",
    ["and/or", "e.g./i.e.", "1.5 m.s/2", "mail me@example.org/x", "https://example.org/x", "10.1000/ab.de/x", "v. 3/4"],
)
def test_words_with_a_stroke_are_no_address(text: str) -> None:
    assert ADDRESS.search(text) is None
