"""Every rule has a page, fires on its flagged examples and stays silent on its accepted ones."""

import re
from pathlib import Path

import pytest

from deskcheck import checks
from deskcheck.checks import documentation, rules, runner
from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Severity
from deskcheck.settings import Settings
from rule_examples import examples

HEADINGS = ["What it finds", "Why it matters", "What to do", "Examples", "Limits", "Basis"]
FAMILIES = {"ART", "CLM", "LNK", "REF", "REC", "NOT", "AGE", "POL", "RUN", "URL"}


def test_the_table_and_the_folder_agree():
    folder = Path(checks.__file__).parent
    pages = {path.stem for path in folder.glob("*.md") if path.stem != "README"}
    assert pages == set(checks.MODULES)


def test_names_and_codes_are_unique_and_well_formed():
    names = [rule.name for rule in rules()]
    codes = [rule.code for rule in rules()]
    assert len(set(names)) == len(names)
    assert len(set(codes)) == len(codes)
    assert all(re.fullmatch(r"[a-z]+(?:-[a-z]+)+", name) for name in names)
    assert all(code[:3] in FAMILIES and re.fullmatch(r"\d{3}", code[3:]) for code in codes)


@pytest.mark.parametrize("rule", rules(), ids=lambda rule: rule.name)
def test_the_page_has_its_headings_and_both_kinds_of_example(rule):
    page = documentation(rule)
    assert page.startswith(f"# {rule.name} ({rule.code})\n")
    assert f"Default severity: {rule.severity}" in page
    assert re.findall(r"^## (.+)$", page, re.M) == HEADINGS
    assert {example.flagged for example in examples(page)} == {True, False}


@pytest.mark.parametrize(
    ("rule", "number", "example"),
    [
        pytest.param(rule, number, example, id=f"{rule.name}-{number}")
        for rule in rules()
        for number, example in enumerate(examples(documentation(rule)))
    ],
)
def test_the_rule_fires_where_its_page_says_so(rule, number, example, tmp_path):
    audit = example.audit(tmp_path)
    fired = [finding for finding in audit.findings if finding.rule == rule.name]
    assert bool(fired) == example.flagged, [finding.message for finding in audit.findings]
    for finding in fired:
        for span in finding.spans:
            assert 0 <= span.start <= span.end <= len(audit.article.text)
        if finding.spans:
            assert finding.quote == finding.spans[0].of(audit.article.text)


def test_a_rule_that_fails_becomes_a_finding_and_the_others_run(tmp_path):
    def fail(*_):
        raise ZeroDivisionError

    def find(*_):
        yield Problem(message="seen")

    made = [
        Rule(code="ART901", name="broken-rule", severity=Severity.NOTE, about=About.ARTICLE, check=fail),
        Rule(code="ART902", name="sound-rule", severity=Severity.NOTE, about=About.ARTICLE, check=find),
    ]
    page = next(rule for rule in rules() if rule.name == "no-references")
    audit = examples(documentation(page))[0].audit(tmp_path)
    findings, _ = runner.run(audit, Settings(as_of=audit.as_of), made)
    assert [(finding.rule, finding.message) for finding in findings] == [
        ("crashed-check", "The check broken-rule failed (ZeroDivisionError) and was skipped here."),
        ("sound-rule", "seen"),
    ]
    assert runner.crashed(findings)


def test_fingerprints_tell_equal_findings_apart(tmp_path):
    def twice(*_):
        yield Problem(message="one")
        yield Problem(message="two")

    rule = Rule(code="ART903", name="twin-rule", severity=Severity.NOTE, about=About.ARTICLE, check=twice)
    audit = examples(documentation(rules()[0]))[0].audit(tmp_path)
    findings, _ = runner.run(audit, Settings(as_of=audit.as_of), [rule])
    assert len({finding.fingerprint for finding in findings}) == 2
