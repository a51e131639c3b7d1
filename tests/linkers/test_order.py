import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.linkers import order
from deskcheck.model import Reference


def listed(*names: str) -> list[Reference]:
    return [Reference(id=name, number=place, printed=name) for place, name in enumerate(names, 1)]


@pytest.mark.parametrize(
    ("names", "answer"),
    [
        (("Adler", "Brandt", "Costa", "Zander"), True),
        (("Zander", "Brandt", "Costa", "Adler"), False),
        (("Adler", "Brandt"), False),
        ((), False),
    ],
)
def test_alphabetical_lists(names: tuple[str, ...], answer: bool) -> None:
    assert order.is_alphabetical(listed(*names)) is answer


def test_clear_evidence_in_order_is_followed() -> None:
    scores = [{0: 5.0}, {}, {1: 5.0}, {2: 5.0}]
    first = order.first_use(scores, 3, -1.0, [0.0] * 4)
    assert [max(row, key=lambda number: row[number], default=None) for row in (first[0], first[2], first[3])] == [
        0,
        1,
        2,
    ]
    assert first[0][0] > 0.8


def test_evidence_against_the_order_loses_to_evidence_for_it() -> None:
    scores = [{2: 2.0}, {0: 4.0}, {1: 4.0}, {2: 4.0}]
    first = order.first_use(scores, 3, -1.0, [0.0] * 4)
    assert first[3].get(2, 0.0) > first[0].get(2, 0.0)


def test_a_gap_between_two_clear_matches_is_filled() -> None:
    scores = [{0: 6.0}, {}, {2: 6.0}]
    first = order.first_use(scores, 3, -1.0, [0.0] * 3)
    middle = sum(row.get(1, 0.0) for row in first)
    assert middle > 0.7


@given(
    st.lists(st.dictionaries(st.integers(0, 5), st.floats(-5, 5)), max_size=15),
    st.integers(1, 6),
    st.floats(-3, 0),
)
def test_every_reference_is_first_cited_at_most_once(scores: list[dict[int, float]], count: int, floor: float) -> None:
    first = order.first_use(scores, count, floor, [0.0] * len(scores))
    assert len(first) == len(scores)
    for number in range(count):
        total = sum(row.get(number, 0.0) for row in first)
        assert -1e-9 <= total <= 1.0 + 1e-6


def test_one_claim_may_bring_a_dozen_references() -> None:
    scores = [{0: 5.0}, dict.fromkeys(range(1, 13), 4.0), {13: 5.0}]
    first = order.first_use(scores, 14, -2.0, [0.0] * 3)
    assert all(first[1].get(number, 0.0) > 0.8 for number in range(1, 13))
    assert first[2][13] > 0.8


def test_evidence_beyond_all_bounds_stays_a_probability() -> None:
    scores = [dict.fromkeys(range(40), 1e6)] * 5
    first = order.first_use(scores, 40, -1e6, [1e6] * 5)
    assert all(0.0 <= share <= 1.0 for row in first for share in row.values())
