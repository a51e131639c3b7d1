"""Reviewdog's lines: one object a finding, columns in bytes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_finding, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State
from deskcheck.reporters import render
from payloads import PAYLOADS, Filler


def rows(*audits):
    text = render("rdjsonl", *audits)
    found = [json.loads(line) for line in text.splitlines()]
    assert text.count("\n") == len(found)
    for row in found:
        assert set(row) == {"message", "location", "severity", "source", "code"}
        assert row["severity"] in ("ERROR", "WARNING", "INFO")
    return found


@given(st.text(st.sampled_from("aä漢😀 "), max_size=8), st.text(st.sampled_from("xé😀"), min_size=1, max_size=5))
def test_columns_point_at_the_bytes_of_the_words(before, words):
    article = an_article(f"One.\n{before}|{words}.\n", path="a.txt", format="plaintext")
    (row,) = rows(an_audit(article, findings=(a_finding(article, f"|{words}"),)))
    start, end = row["location"]["range"]["start"], row["location"]["range"]["end"]
    line = article.text.split("\n")[start["line"] - 1].encode()
    assert line[start["column"] - 1 : end["column"] - 1].decode() == f"|{words}"


def test_only_what_is_new_is_told_and_errors_first():
    findings = tuple(a_finding(fingerprint=f"{s}{t}", severity=s, state=t) for s in reversed(Severity) for t in State)
    assert [row["severity"] for row in rows(an_audit(findings=findings))] == ["ERROR", "WARNING", "INFO"]


def test_advice_is_no_replacement_text():
    (row,) = rows(an_audit(findings=(a_finding(message="Wrong.", suggestion="Mend it."),)))
    assert row["message"] == "Wrong. Mend it."
    assert "suggestions" not in row


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_breaks_a_line(payload):
    assert len(rows(Filler((payload,)).fill(rich_audit()))) == 2
