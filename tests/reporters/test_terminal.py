"""The summary on a terminal reads like a good linter's."""

import re

import pytest

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State, Unchecked, VerdictLabel
from deskcheck.reporters import render_terminal
from deskcheck.reporters.characters import columns


def lines(audit, **options):
    return render_terminal(audit, **{"colour": False} | options).splitlines()


def under(text, quote):
    """Return the words above the carets."""
    article = an_article(text, blocks=())
    shown = lines(an_audit(article, findings=(a_finding(article, quote),)))
    line, carets = next((shown[place - 1], row) for place, row in enumerate(shown) if set(row) == {" ", "^"})
    begin = columns(carets) - carets.count("^")
    at = [columns(line[:place]) for place in range(len(line) + 1)]
    return line[at.index(begin) : at.index(begin + carets.count("^"))]


def test_a_finding_has_place_severity_message_rule_line_carets_and_next_step():
    shown = lines(rich_audit())
    start = next(place for place, line in enumerate(shown) if line.startswith("drafts/tea.md:7:1: error: "))
    assert shown[start : start + 5] == [
        "drafts/tea.md:7:1: error: The source gives another figure than the claim.  contradicted-claim (CLM900)",
        "    Green tea improved dry eyes in 64 of 100 adults. Every clinic now recommends it.",
        "    " + "^" * 48,
        "    next: Write “46 of 100 adults”.",
        "",
    ]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Tea helps some people.", "helps"),
        ("One line.\nTea\thelps some people.", "helps some"),
        ("お茶はよく眠れる。", "よく眠れる"),
        ("Cafe\u0301 tea helps.", "tea"),
    ],
)
def test_carets_stand_under_the_very_words(text, quote):
    assert under(text, quote) == quote


def test_hidden_characters_keep_carets_in_place():
    assert under("Tea \u202ehelps some.", "some") == "some"


def test_a_long_line_is_cut_around_the_words():
    text = "word " * 200 + "needle" + " word" * 200
    assert under(text, "needle") == "needle"
    article = an_article(text, blocks=())
    shown = lines(an_audit(article, findings=(a_finding(article, "needle"),)))
    assert max(map(len, shown)) < 120
    assert any(line.startswith("    …") and line.endswith("…") for line in shown)


def test_a_claim_at_odds_with_the_evidence_is_shown_unless_a_finding_speaks_of_it():
    text = "\n".join(lines(rich_audit()))
    assert "drafts/tea.md:9:59: outdated: Reference 2 was retracted in 2012." in text
    assert ": contradicted: " not in text


def test_waived_findings_are_counted_and_not_shown():
    text = "\n".join(lines(rich_audit()))
    assert "The byline names no degree." not in text
    assert "3 findings: 1 error, 1 warning, 1 note; 1 set aside by waivers" in text


def test_what_could_not_be_checked_is_said_with_its_reason():
    assert "    broken-address (2 times): no network was allowed" in lines(rich_audit())
    many = tuple(Unchecked(f"rule-{place}", "", "no answer") for place in range(8))
    assert "    and 3 more kinds" in lines(an_audit(unchecked=many))


def test_colours_only_where_they_are_wanted():
    audit = rich_audit()
    plain, painted = render_terminal(audit, colour=False), render_terminal(audit, colour=True)
    assert "\x1b" not in plain
    assert "\x1b[31;1merror\x1b[0m" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == plain


@pytest.mark.parametrize(
    ("severities", "verdicts", "opening"),
    [
        ((Severity.ERROR,), (VerdictLabel.SUPPORTED,), "Hold: 1 error to settle first."),
        ((), (VerdictLabel.CONTRADICTED,), "Hold: 1 claim at odds with the evidence to settle first."),
        ((Severity.WARNING,), (VerdictLabel.UNSUPPORTED,), "Publish after review: no errors, 2 points"),
        ((Severity.NOTE,), (VerdictLabel.SUPPORTED,), "Nothing stands against publication in what was checked."),
        ((), (VerdictLabel.NOT_CHECKABLE,), "Nothing can be said yet: no claim could be judged"),
    ],
)
def test_the_outlook_answers_whether_it_can_be_published(severities, verdicts, opening):
    article = an_article("Tea helps.")
    audit = an_audit(
        article,
        claims=tuple(a_claim(article, verdict=a_verdict(label)) for label in verdicts),
        references=(a_reference(),),
        findings=tuple(a_finding(severity=severity) for severity in severities),
    )
    assert [line for line in lines(audit) if line.startswith(opening)]


def test_a_waived_error_does_not_hold_the_article():
    article = an_article("Tea helps.")
    audit = an_audit(
        article,
        claims=(a_claim(article, verdict=a_verdict()),),
        references=(a_reference(),),
        findings=(a_finding(severity=Severity.ERROR, state=State.WAIVED),),
    )
    assert "Nothing stands against publication in what was checked." in lines(audit)
