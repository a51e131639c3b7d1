import pytest
from hypothesis import given
from hypothesis import strategies as st

from deskcheck.model import Quantity, locate
from deskcheck.text.quantities import quantities


def only(text: str) -> Quantity:
    (found,) = quantities(text)
    return found


@pytest.mark.parametrize(
    ("text", "value", "unit", "kind"),
    [
        ("64.5 percent of people felt numb", 64.5, "%", "percent"),
        ("12 per cent of the votes", 12, "%", "percent"),
        ("one in four adults sleeps badly", 25, "%", "percent"),
        ("3 out of 5 nurses", 60, "%", "percent"),
        ("two-thirds of women", 66.6667, "%", "percent"),
        ("half of the children", 50, "%", "percent"),
        ("2,500 households", 2500, "households", "count"),
        ("1.5 million people", 1_500_000, "people", "count"),
        ("two hundred and fifty teachers", 250, "teachers", "count"),
        ("half a million Americans", 500_000, "americans", "count"),
        ("20 mg of melatonin", 20, "mg", "dose"),
        ("for six weeks", 6, "week", "duration"),
        ("a rate twice as high", 2, "times", "ratio"),
        ("a threefold rise", 3, "times", "ratio"),
        ("an odds ratio of 1.5", 1.5, "", "ratio"),
        ("published in 2016", 2016, "year", "year"),
        ("a 2019 review of the field", 2019, "year", "year"),
        ("n = 40", 40, "", "sample"),
        ("a survey of 535 students", 535, "students", "sample"),
        ("the 21st century", 21, "", "ordinal"),
        ("$3.5 million", 3_500_000, "$", "number"),
        ("adults aged 18 or older", 18, "year", "duration"),
    ],
)
def test_reads_value_unit_and_kind(text: str, value: float, unit: str, kind: str) -> None:
    found = only(text)
    assert (found.value, found.unit, found.kind) == (value, unit, kind)


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        ("over 500 students", ">"),
        ("more than 10 percent", ">"),
        ("at least 7 hours", ">="),
        ("7 or more hours", ">="),
        ("500+ recipes", ">="),
        ("up to 90 percent", "<="),
        ("fewer than 30 cases", "<"),
        ("children under 12", "<"),
        ("nearly 40 percent", "~"),
        ("40 percent", "="),
    ],
)
def test_reads_the_comparator(text: str, comparator: str) -> None:
    assert only(text).comparator == comparator


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("5 to 10 mg", 5, 10, "mg"),
        ("20% to 30% of patients", 20, 30, "%"),
        ("6–8 weeks", 6, 8, "week"),
        ("between 5 and 10 million adults", 5_000_000, 10_000_000, "adults"),
        ("seven to nine hours of sleep", 7, 9, "hour"),
        ("between 1990 and 2005", 1990, 2005, "year"),
        ("the 1990s", 1990, 1999, "year"),
    ],
)
def test_reads_ranges(text: str, low: float, high: float, unit: str) -> None:
    found = only(text)
    assert (found.value, found.high, found.unit) == (low, high, unit)


def test_says_what_is_counted() -> None:
    found = only("A sample of over 500 Italian high school students who were asked")
    assert (found.unit, found.what, found.kind) == ("students", "Italian high school students", "sample")


@pytest.mark.parametrize(
    "text",
    [
        "COVID-19 spread",
        "type 2 diabetes",
        "vitamin B12",
        "the DSM-5 lists it",
        "see Figure 3",
        "as shown [12, 13]",
        "on March 15",
        "15 May",
        "open 24/7",
        "10.1186/s12991-022",
        "just one symptom",
        "twice a day",
    ],
)
def test_leaves_out_numbers_that_count_nothing(text: str) -> None:
    assert quantities(text) == ()


def test_a_year_and_a_share_in_one_sentence() -> None:
    found = quantities("In one 2016 study, 64.5 percent of people reported feeling numb.")
    assert [(each.value, each.unit) for each in found] == [(2016, "year"), (64.5, "%")]


def test_a_four_digit_number_before_a_noun_is_a_count() -> None:
    assert only("2016 patients were enrolled").kind == "count"


def test_only_the_asked_stretch_is_read() -> None:
    text = "5 cats. 6 dogs. 7 birds."
    assert [found.value for found in quantities(text, 8, 15)] == [6]


def test_spans_carry_line_and_column() -> None:
    text = "first line\nthen 12 cats"
    (found,) = quantities(text, place=locate(text))
    assert (found.span.line, found.span.column) == (2, 6)


_PIECES = st.sampled_from(
    "5|2,500|64.5|%| percent| to |–|-| in | out of |one| two|half| of | million| people".split("|")
    + " mg| years|2016|[|]|(|)|.|, |$".split("|")
    + "n = |twice |as|£|·|\n| or more ".split("|")
)


@given(st.lists(_PIECES, max_size=14).map("".join) | st.text(max_size=80))
def test_every_span_quotes_its_number_and_none_overlap(text: str) -> None:
    position = 0
    for found in quantities(text):
        assert found.span.of(text) == found.quote != ""
        assert found.span.start >= position
        assert found.high is None or found.high > found.value
        position = found.span.end


@given(st.integers(0, 10**9))
def test_digits_with_separators_read_back(number: int) -> None:
    found = only(f"exactly {number:,} lamps glow")
    assert found.value == number
