"""GitHub annotations: read by a strict reading of the runner's grammar, whatever the article holds."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_finding, an_article, an_audit, rich_audit
from deskcheck.model import Severity, State
from deskcheck.reporters import render
from deskcheck.reporters.annotations import escaped
from payloads import PAYLOADS, Filler

# The runner splits its input at line feeds and carriage returns and takes a line that starts so for a command.
COMMAND = re.compile(r"::(?P<name>[a-z-]+)(?: (?P<properties>[^:]*))?::(?P<message>.*)")
PROPERTIES = {"file", "line", "endLine", "col", "endColumn", "title"}


def commands(text):
    """Return the commands in what was printed; every line must be one of the three kinds."""
    found = []
    for line in re.split(r"[\r\n]", text):
        if not line:
            continue
        match = COMMAND.fullmatch(line)
        assert match, line
        assert match["name"] in ("error", "warning", "notice")
        properties = dict(part.split("=", 1) for part in match["properties"].split(","))
        assert set(properties) <= PROPERTIES
        found.append((match["name"], properties, match["message"]))
    return found


def unescaped(text):
    for code, character in (("%3A", ":"), ("%2C", ","), ("%0A", "\n"), ("%0D", "\r"), ("%25", "%")):
        text = text.replace(code, character)
    return text


def test_an_annotation_names_file_lines_and_columns():
    article = an_article("One.\nTwo words.\n", path="drafts/a,b: c.txt", format="plaintext")
    finding = a_finding(article, "words", message="100% wrong: no, really.", severity=Severity.ERROR)
    ((name, properties, message),) = commands(render("annotations", an_audit(article, findings=(finding,))))
    assert name == "error"
    assert properties | {"title": ""} == {
        "file": "drafts/a%2Cb%3A c.txt",
        "title": "",
        "line": "2",
        "endLine": "2",
        "col": "5",
        "endColumn": "10",
    }
    assert message == "100%25 wrong: no, really."


@pytest.mark.parametrize(("count", "shown"), [(0, 0), (1, 1), (10, 10), (11, 10), (57, 10)])
def test_no_more_than_ten_of_a_kind_and_the_last_says_how_many_are_missing(count, shown):
    findings = tuple(a_finding(fingerprint=str(n)) for n in range(count))
    half = count // 2
    found = commands(render("annotations", an_audit(findings=findings[:half]), an_audit(findings=findings[half:])))
    assert len(found) == shown
    assert (found[-1][2] == f"{count - 9} more in the summary.") == (count > 10) if found else count == 0


def test_each_severity_has_its_own_ten_and_known_or_waived_findings_have_none():
    findings = tuple(
        a_finding(fingerprint=f"{severity}{state}{n}", severity=severity, state=state)
        for severity in Severity
        for state in State
        for n in range(12)
    )
    names = [name for name, _, _ in commands(render("annotations", an_audit(findings=findings)))]
    assert names == ["error"] * 10 + ["warning"] * 10 + ["notice"] * 10


HOSTILE = st.text(st.sampled_from("%:,\r\n= \u2028\x85ab") | st.characters(), max_size=40)


@given(HOSTILE, HOSTILE, HOSTILE)
def test_no_text_becomes_another_command(path, message, rule):
    article = an_article("Words.", path=path)
    finding = a_finding(article, "Words.", message=f"a\r::error::{message}\n::add-mask::x", rule=rule)
    text = render("annotations", an_audit(article, findings=(finding,)))
    assert len(commands(text)) == 1
    assert len(text.splitlines()) == 1


@given(st.text(st.sampled_from("%:,\r\n25AD0C3ab"), max_size=30), st.booleans())
def test_escaping_loses_nothing(text, within):
    held = escaped(text, within=within)
    assert unescaped(held) == text
    assert not set(held) & set("\r\n:," if within else "\r\n")


@pytest.mark.parametrize("payload", PAYLOADS)
def test_no_payload_becomes_another_command(payload):
    audit = Filler((payload,)).fill(rich_audit())
    assert len(commands(render("annotations", audit))) == 2
