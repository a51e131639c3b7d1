"""The chart of the sources' years tells what its table tells."""

import datetime
from xml.etree import ElementTree

import msgspec
import pytest

from builders import a_finding, a_reference, an_article, an_audit, rich_audit
from deskcheck.model import CslDate, CslItem, Dates, Subject
from deskcheck.reporters import render
from deskcheck.reporters.charts import ages, limits_in_force, timeline


def dated(years, **fields):
    references = tuple(
        a_reference(number=place, id=f"r-{place}", fields=CslItem(issued=CslDate(((year,),))))
        for place, year in enumerate(years, 1)
    )
    return an_audit(an_article(dates=Dates(published=datetime.date(2024, 5, 2))), references=references, **fields)


def drawn(audit):
    return ElementTree.fromstring(str(timeline(audit, ages(audit))))  # noqa: S314 - our own chart


def test_ages_are_counted_from_the_articles_date_and_the_record_comes_first():
    assert [(age.number, age.year, age.age, age.aged) for age in ages(rich_audit())] == [
        (1, 2021, 3, False),
        (2, 2009, 15, True),
        (4, 2022, 2, False),
        (5, 2018, 6, False),
    ]


def test_every_source_with_a_year_is_drawn_once_and_numbered():
    chart = drawn(rich_audit())
    assert sorted(text.text for text in chart.iter("text") if text.get("class") == "number") == ["1", "2", "4", "5"]
    assert len(chart.findall(".//circle")) == 3
    assert len(chart.findall("rect[@class='dot aged']")) == 1


def test_later_years_stand_further_right():
    chart = drawn(dated([2001, 2010, 2020]))
    places = [float(circle.get("cx")) for circle in chart.iter("circle")]
    assert places == sorted(places)
    assert len(set(places)) == 3


@pytest.mark.parametrize("years", [[2020] * 9, [1900 + place for place in range(100)]])
def test_many_sources_become_bars(years):
    chart = drawn(dated(years))
    assert not list(chart.iter("circle"))
    assert sum(int(title.text.split(": ")[1]) for title in chart.findall("rect/title")) == len(years)


def test_the_chart_says_in_words_what_it_shows():
    described = drawn(dated([2001, 2010, 2020])).find("desc").text
    assert described.startswith("3 of 3 references show a year, from 2001 to 2020")


def test_impossible_years_are_left_out_and_without_years_there_is_no_chart():
    audit = dated([0, 3020, 99])
    assert ages(audit) == []
    assert str(timeline(audit, [])) == ""


def test_all_of_the_chart_lies_inside_its_frame():
    chart = drawn(dated([1450, 2026], findings=(a_finding(subject=Subject("reference", "r-1")),)))
    width = float(chart.get("viewBox").split()[2])
    assert all(
        0 <= float(one.get(name)) <= width for one in chart.iter() for name in ("x", "x1", "cx") if one.get(name)
    )


def test_the_lines_stand_at_the_limits_of_the_policy():
    audit = msgspec.structs.replace(rich_audit(), age_limits={"finding": 4, "default": 9})
    limits = limits_in_force(audit)
    assert set(limits) <= {4, 9}
    assert limits
    page = render("html", audit)
    for years, kinds in limits.items():
        assert f"{years} years for {', '.join(kinds)}" in page
    assert "limit: " in str(timeline(audit, ages(audit)))
    assert "marks to read by" in render("html", rich_audit())
