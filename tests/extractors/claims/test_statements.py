import datetime

import pytest

from deskcheck.extractors import claims
from deskcheck.readers import read_bytes
from deskcheck.settings import Settings

SETTINGS = Settings(as_of=datetime.date(2026, 11, 23), worth_threshold=0.0)


def statements(body: str) -> list[str]:
    article = read_bytes(f"# Owls of the North\n\n{body}\n".encode(), "a.md")
    return [claim.statement for claim in claims.extract(article, SETTINGS)]


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("Barn owls are pale. They can hear a vole.", "Barn owls can hear a vole."),
        ("The barn owl is pale. It has a white face.", "The barn owl has a white face."),
        ("Ida Holm is a nurse. She has worked in Oslo.", "Ida Holm has worked in Oslo."),
        ("However, night noise is harmful. But it can be cut.", "But it can be cut."),
    ],
)
def test_a_pronoun_gives_way_to_the_subject_before_it(body: str, last: str) -> None:
    assert statements(body)[-1] == last


@pytest.mark.parametrize(
    "body",
    [
        "Barn owls are pale. It has a white face.",
        "The barn owl is pale. They can hear.",
        "If it rains, owls are quiet. They can hear.",
        "Owls are pale. This is known.",
        "They can hear a vole.",
    ],
)
def test_what_does_not_fit_is_left_as_it_stands(body: str) -> None:
    quote = body.rsplit(". ", maxsplit=1)[-1]
    assert statements(body)[-1] == quote


def test_a_fragment_in_a_list_takes_its_lead_in() -> None:
    assert statements("Signs of a nest:\n\n- pale **droppings**\n- noise")[1:] == [
        "Signs of a nest: pale droppings",
        "Signs of a nest: noise",
    ]


def test_the_study_is_named_again() -> None:
    found = statements(
        "In one 2016 study on owl song, 64 percent sang. However, the study also notes that rain matters."
    )
    assert found[-1] == "However, the 2016 study on owl song also notes that rain matters."
