"""JUnit: one case a reference and claim; errors fail, the unknown is skipped, everything else passes."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit, rich_audit
from deskcheck.model import ReferenceStatus, Severity, State, Subject, VerdictLabel
from deskcheck.reporters import render
from payloads import PAYLOADS, Filler


def suites(*audits):
    root = ElementTree.fromstring(render("junit", *audits).encode())  # noqa: S314 - our own output
    assert root.tag == "testsuites"
    for holder in (root, *root):
        cases = list(holder.iter("testcase"))
        counts = {"tests": len(cases)} | {
            name: sum(case.find(tag) is not None for case in cases)
            for name, tag in (("failures", "failure"), ("skipped", "skipped"))
        }
        assert {name: int(holder.get(name)) for name in counts} == counts
    return list(root)


def outcome(reference=None, claim=None, findings=()):
    article = an_article("Words that claim.\n")
    audit = an_audit(
        article,
        references=(reference,) if reference else (),
        claims=(a_claim(article, verdict=claim, id="c-1"),) if claim else (),
        findings=findings,
    )
    case = list(suites(audit)[0])[-1]
    return {element.tag for element in case}


def about(kind, **fields):
    return (a_finding(subject=Subject(kind, {"reference": "r-1", "claim": "c-1"}.get(kind, "")), **fields),)


def test_a_case_stands_for_the_article_each_reference_and_each_claim():
    audit = rich_audit()
    (suite,) = suites(audit)
    kinds = [case.get("classname") for case in suite]
    assert kinds == ["article"] + ["reference"] * len(audit.references) + ["claim"] * len(audit.claims)
    assert all(case.get("file") == "drafts/tea.md" for case in suite)
    assert len(suites(audit, audit)) == 2
    assert suites() == []


def test_only_errors_that_are_new_fail():
    grave = {"severity": Severity.ERROR}
    reference = a_reference(status=ReferenceStatus.OK)
    assert outcome(reference, findings=about("reference", **grave)) == {"failure"}
    assert outcome(reference, findings=about("reference", **grave, state=State.WAIVED)) == {"system-out"}
    assert outcome(reference, findings=about("reference", **grave, state=State.KNOWN)) == {"system-out"}
    assert outcome(reference, findings=about("reference")) == {"system-out"}
    assert outcome(reference) == set()
    assert outcome(findings=about("article", **grave)) == {"failure"}
    assert outcome(findings=about("waiver", **grave)) == {"failure"}


def test_the_unknown_is_skipped_unless_something_failed():
    unknown = a_reference(status=ReferenceStatus.UNKNOWN)
    assert outcome(unknown) == {"skipped"}
    assert outcome(unknown, findings=about("reference", severity=Severity.ERROR)) == {"failure"}
    assert outcome(claim=a_verdict(VerdictLabel.NOT_CHECKABLE)) == {"skipped"}
    assert outcome(claim=a_verdict(VerdictLabel.SUPPORTED)) == set()


@given(st.text(max_size=60))
def test_any_text_makes_well_formed_xml(text):
    article = an_article("Words.", path=text)
    reference = a_reference(printed=text, status=ReferenceStatus.UNKNOWN)
    findings = about("reference", message=text, rule=text, severity=Severity.ERROR) + about("article", message=text)
    (suite,) = suites(an_audit(article, references=(reference,), findings=findings))
    assert len(suite) == 2


@pytest.mark.parametrize("payload", [*PAYLOADS, "\x00\x0b\ud800\ufffe]]>", "<failure />"])
def test_no_payload_changes_the_structure(payload):
    (suite,) = suites(Filler((payload,)).fill(rich_audit()))
    assert len(suite) == 1 + len(rich_audit().references) + len(rich_audit().claims)
