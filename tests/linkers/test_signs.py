import pytest

from deskcheck.linkers.signs import LEVEL, signs
from deskcheck.model import Claim, ClaimKind, Importance, Span


def claim(quote: str, *context: str) -> Claim:
    return Claim(
        id=quote,
        span=Span(0, len(quote)),
        quote=quote,
        statement=quote,
        kind=ClaimKind.STATEMENT,
        worth=0.5,
        importance=Importance.LOW,
        context=context,
    )


@pytest.mark.parametrize(
    ("quote", "sign"),
    [
        ("We counted the owls in Figure 2.", "own"),
        ("Owls have previously been counted.", "earlier"),
        ("One study found that owls sleep.", "study"),
    ],
)
def test_words_are_signs(quote: str, sign: str) -> None:
    found = signs(claim(quote))
    assert found[sign] == 1.0
    assert signs(claim("Owls sleep by day."))[sign] == 0.0


def test_headings_are_signs() -> None:
    assert signs(claim("Owls sleep.", "Discussion"))["discusses"] == 1.0
    assert signs(claim("Owls sleep.", "Results"))["reports"] == 1.0


def test_all_signs_are_known() -> None:
    assert set(signs(claim(""))) <= set(LEVEL)
