"""The summary on a terminal: places that editors can jump to, carets under the words, and no more than one reads."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State, Subject, VerdictLabel
from deskcheck.reporters import render_terminal
from deskcheck.reporters.characters import columns

LONG = an_article("Before the point there are many words, and then more. " * 4 + "Tea helps. " + "After it. " * 30)


def shown(audit, colour=False):
    return render_terminal(audit, colour=colour)


def marked(report):
    """Return the words above the carets of every source line."""
    lines = report.splitlines()
    found = []
    for words, carets in pairwise(lines):
        if re.fullmatch(r" +\| *\^+", carets):
            found.append(words[carets.index("^") : carets.rindex("^") + 1])
    return found


def test_carets_stand_under_the_words():
    article = an_article("One.\n\nTea helps. And more.")
    finding = a_finding(article, "Tea helps.", message="Odd.", suggestion="Change it.")
    report = shown(an_audit(article, findings=(finding,)))
    assert report.splitlines()[2:6] == [
        "article.md:3:1: warning: Odd.  odd-thing (ART900)",
        "     3 | Tea helps. And more.",
        "       | ^^^^^^^^^^",
        "    next: Change it.",
    ]


def test_a_long_line_is_cut_around_the_words():
    report = shown(an_audit(LONG, findings=(a_finding(LONG, "Tea helps."),)))
    assert marked(report) == ["Tea helps."]
    assert max(map(len, report.splitlines())) <= 120


@given(st.text(alphabet="ab \tñ漢字é\u0301", max_size=200), st.integers(0, 200), st.integers(0, 200))
def test_carets_are_as_wide_as_the_words(text, start, length):
    article = an_article(f"{text[:start]}Tea{'!' * (length % 9)}{text[start:]}")
    finding = a_finding(article, "Tea")
    lines = shown(an_audit(article, findings=(finding,))).splitlines()
    place = next(index for index, line in enumerate(lines) if re.fullmatch(r" +\| *\^+", line))
    before = lines[place - 1][: lines[place - 1].rindex("Tea")]
    assert lines[place].index("^") == columns(before)
    assert lines[place].endswith(" ^^^")


def test_errors_come_first_and_one_by_one_then_claims_at_odds():
    article = an_article("Tea helps. Milk harms.")
    odd = a_claim(article, "Milk harms.", verdict=a_verdict(VerdictLabel.CONTRADICTED, reason="The source disagrees."))
    same = {"severity": Severity.ERROR, "message": "Wrong."}
    findings = (
        a_finding(message="A hint."),
        a_finding(article, "Tea helps.", **same),
        a_finding(article, "Tea", **same),
    )
    report = shown(an_audit(article, claims=(odd,), findings=findings))
    labels = re.findall(r"^article.md(?::\d+:\d+)?: (\w+): (.*?)  ?", report, re.M)
    assert [label for label, _ in labels] == ["error", "error", "contradicted", "warning"]


def test_known_findings_are_told_as_such_and_counted():
    article = an_article("Tea helps. Milk harms.")
    old = a_finding(article, "Tea helps.", message="Odd.", state=State.KNOWN)
    report = shown(an_audit(article, findings=(old, a_finding(article, "Milk harms.", message="Odd."))))
    assert re.findall(r"^article.md:1:\d+: (.*?): Odd", report, re.M) == ["known warning", "warning"]
    assert "2 findings: 2 warnings; 1 known from an earlier audit" in report


def test_a_claim_that_a_finding_speaks_of_is_not_told_twice():
    assert shown(rich_audit()).count("64 of 100 adults.") == 1


def test_alike_points_are_told_once_with_their_lines():
    article = an_article("\n\n".join(f"Line {number} of this." for number in range(40)))
    findings = tuple(
        a_finding(
            article,
            f"Line {number} of this.",
            message=f"Reference {number} prints no DOI.",
            severity=Severity.WARNING if number % 2 else Severity.NOTE,
            subject=Subject("reference", f"r-{number}"),
        )
        for number in range(40)
    )
    report = shown(an_audit(article, findings=findings))
    assert report.count("prints no DOI. (and 19 more like it)") == 2
    assert "also on lines 7, 11, 15" in report
    assert ", 51 and 7 more" in report


def test_what_differs_is_not_told_as_one():
    findings = (a_finding(message="Reference 1 has 46."), a_finding(message="Reference 1 has 64."))
    assert "more like it" not in shown(an_audit(findings=findings))


def test_no_more_than_thirty_points_and_the_rest_counted():
    findings = tuple(a_finding(message=f"Point {number}.") for number in range(100))
    report = shown(an_audit(findings=findings))
    assert report.count("Point ") == 30
    assert "and 70 more points in the report: 70 warning" in report


def test_waived_findings_are_counted_and_not_told():
    report = shown(an_audit(findings=(a_finding(message="Let be.", state=State.WAIVED),)))
    assert "Let be." not in report
    assert "1 set aside by waivers" in report


def test_the_last_lines_answer_and_count():
    report = shown(rich_audit())
    assert "Hold: 1 error" in report
    assert "7 claims: 1 contradicted, 1 outdated, 1 partly supported" in report
    assert "broken-address (2 times): no network was allowed" in report
    assert report.endswith("evidence.toml (2026-11-20).\n")


@pytest.mark.parametrize("title", ["::error::x", "  ::add-mask::x", "x ##[group]y", "##vso[task.setvariable]x"])
def test_a_build_service_takes_no_command_from_the_article(title):
    article = an_article(title, title=title)
    report = shown(an_audit(article, findings=(a_finding(article, title, message=title),)))
    assert not re.search(r"^\s*::|##\[|##vso\[", report, re.M)


def test_colour_only_where_it_is_wanted():
    audit = rich_audit()
    plain, painted = shown(audit), shown(audit, colour=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


def test_nothing_found_is_said():
    report = shown(an_audit(references=(a_reference(),)))
    assert "Nothing can be said yet: no claims were found" in report
