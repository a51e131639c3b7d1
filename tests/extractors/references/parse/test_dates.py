import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.extractors.references.parse import dates


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("2016", "2016"),
        ("(2016)", "2016"),
        ("2016a", "2016"),
        ("2018, August 20", "2018-08-20"),
        ("August 20, 2018", "2018-08-20"),
        ("20 August 2018", "2018-08-20"),
        ("2020 Jun 18", "2020-06-18"),
        ("Sept. 2014", "2014-09"),
        ("12. März 2003", "2003-03-12"),
        ("2018-08-20", "2018-08-20"),
        ("12.05.2021", "2021-05-12"),
        ("9/21/2022", "2022-09-21"),
        ("9/8/2022", "2022"),
        ("2006-", "2006"),
        ("n.d.", "n.d."),
        ("o. J.", "o. J."),
        ("in press", "in press"),
    ],
)
def test_printed_dates(printed: str, shown: str) -> None:
    found = dates.parse(printed)
    assert found is not None
    assert found.shown() == shown


def test_a_range_keeps_both_years() -> None:
    found = dates.parse("1985–2000")
    assert found is not None
    assert found.date_parts == ((1985,), (2000,))


@pytest.mark.parametrize("printed", ["", "Spring", "12", "pp. 3-4", "3021"])
def test_what_is_no_date(printed: str) -> None:
    assert dates.parse(printed) is None


@given(st.text(max_size=80))
def test_parts_are_always_a_possible_date(text: str) -> None:
    found = dates.parse(text)
    for parts in found.date_parts if found else ():
        assert 1500 <= parts[0] < 2100
        assert all(1 <= part <= limit for part, limit in zip(parts[1:], (12, 31), strict=False))
