"""GitLab's code quality report: its fields, and fingerprints that are unique and stay when lines move."""

import json

import msgspec
import pytest

from builders import a_finding, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State
from deskcheck.reporters import render
from payloads import PAYLOADS, Filler


def rows(*audits):
    found = json.loads(render("gitlab", *audits))
    for row in found:
        assert set(row) == {"description", "check_name", "fingerprint", "severity", "location"}
        assert row["severity"] in ("info", "minor", "major", "critical", "blocker")
        assert set(row["location"]) == {"path", "lines"}
        assert row["location"]["lines"]["begin"] >= 1
        assert row["description"]
    assert len({row["fingerprint"] for row in found}) == len(found)
    return found


def test_findings_that_count_are_listed_gravest_first():
    findings = tuple(a_finding(fingerprint=severity.value, severity=severity) for severity in reversed(Severity))
    quiet = (a_finding(fingerprint="k", state=State.KNOWN), a_finding(fingerprint="w", state=State.WAIVED))
    assert [row["severity"] for row in rows(an_audit(findings=(*findings, *quiet)))] == ["critical", "minor", "info"]
    assert rows() == []


def test_the_same_finding_in_two_articles_has_two_fingerprints():
    one = an_audit(an_article("A.", path="a.md"), findings=(a_finding(),))
    other = an_audit(an_article("A.", path="b.md"), findings=(a_finding(),))
    assert len(rows(one, other, one)) == 3


def test_a_fingerprint_stays_when_lines_move():
    before, after = an_article("Words.\n"), an_article("New.\n\n\nWords.\n")
    (first,) = rows(an_audit(before, findings=(a_finding(before, "Words."),)))
    (second,) = rows(an_audit(after, findings=(a_finding(after, "Words."),)))
    assert first["fingerprint"] == second["fingerprint"]
    assert (first["location"]["lines"]["begin"], second["location"]["lines"]["begin"]) == (1, 4)


def test_a_file_whose_lines_are_not_the_texts_is_named_as_a_whole():
    article = msgspec.structs.replace(an_article("One.\n\nTwo.\n"), format="docx")
    (row,) = rows(an_audit(article, findings=(a_finding(article, "Two."),)))
    assert row["location"]["lines"]["begin"] == 1


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_breaks_the_report(payload):
    assert len(rows(Filler((payload,)).fill(rich_audit()))) == 2
