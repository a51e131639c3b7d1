"""The difference between two audits, and fingerprints that hold while an article is worked on."""

import datetime

from hypothesis import given
from hypothesis import strategies as st

from builders import a_finding, an_audit
from deskcheck import stages
from deskcheck.model import Severity, State, Subject, Unchecked
from deskcheck.settings import Settings
from deskcheck.triage.difference import difference, mark_known

AS_OF = datetime.date(2026, 11, 23)


def the_audit(*findings, **fields):
    return an_audit(findings=findings, **fields)


def fingerprints(findings):
    return [finding.fingerprint for finding in findings]


def test_findings_are_new_fixed_changed_or_unchanged():
    same, grown = a_finding(fingerprint="same"), a_finding(fingerprint="grown")
    graver = a_finding(fingerprint="grown", severity=Severity.ERROR)
    found = difference(
        the_audit(same, grown, a_finding(fingerprint="gone")), the_audit(same, graver, a_finding(fingerprint="come"))
    )
    assert fingerprints(found.new) == ["come"]
    assert fingerprints(found.fixed) == ["gone"]
    assert found.changed == ((grown, graver),)
    assert fingerprints(found.unchanged) == ["same"]
    assert found.not_checked == ()


def test_what_could_not_be_checked_again_is_not_fixed():
    gone = a_finding(rule="retracted-work", subject=Subject("reference", "r-1"), fingerprint="gone")
    missed = (Unchecked("retracted-work", "r-1", "no answer"),)
    found = difference(the_audit(gone), the_audit(unchecked=missed))
    assert (found.fixed, found.not_checked) == ((), (gone,))
    other = (Unchecked("retracted-work", "r-2", "no answer"),)
    assert difference(the_audit(gone), the_audit(unchecked=other)).fixed == (gone,)


def test_a_waiver_is_a_change_and_a_baseline_is_none():
    plain, waived = a_finding(fingerprint="f"), a_finding(fingerprint="f", state=State.WAIVED)
    known = a_finding(fingerprint="f", state=State.KNOWN)
    assert difference(the_audit(plain), the_audit(waived)).changed == ((plain, waived),)
    assert difference(the_audit(plain), the_audit(known)).unchanged == (known,)


some_findings = st.lists(
    st.builds(
        a_finding,
        fingerprint=st.sampled_from("abcdefgh"),
        severity=st.sampled_from(Severity),
        state=st.sampled_from([State.NEW, State.WAIVED]),
    ),
    max_size=8,
    unique_by=lambda finding: finding.fingerprint,
)


@given(some_findings, some_findings)
def test_every_finding_lands_in_exactly_one_place(before, after):
    found = difference(the_audit(*before), the_audit(*after))
    later = [*found.new, *(now for _, now in found.changed), *found.unchanged]
    earlier = [*found.fixed, *(was for was, _ in found.changed), *found.unchanged]
    assert sorted(fingerprints(later)) == sorted(fingerprints(after))
    assert sorted(fingerprints(earlier)) == sorted(fingerprints(before))


@given(some_findings)
def test_an_audit_known_to_itself_has_nothing_new(findings):
    audit = the_audit(*findings)
    assert all(finding.state is not State.NEW for finding in mark_known(audit, audit).findings)


def test_a_baseline_makes_known_what_it_holds_unless_it_has_become_graver():
    baseline = the_audit(
        a_finding(fingerprint="same"),
        a_finding(fingerprint="graver", severity=Severity.NOTE),
        a_finding(fingerprint="milder", severity=Severity.ERROR),
        a_finding(fingerprint="was waived", state=State.WAIVED),
    )
    now = the_audit(
        *(a_finding(fingerprint=name) for name in ("same", "graver", "milder", "was waived", "other")),
        a_finding(fingerprint="waived now", state=State.WAIVED),
    )
    states = {finding.fingerprint: finding.state.value for finding in mark_known(now, baseline).findings}
    assert states == {
        "same": "known",
        "graver": "new",
        "milder": "known",
        "was waived": "new",
        "other": "new",
        "waived now": "waived",
    }


LEAD = """# Hay fever in the city

By Dana Field

Published 2026-03-14

"""
BODY = """Birch pollen lasts longer in warm springs, a 2021 survey of 412 towns found [1].

Masks always prevent hay fever in children.

Half of all adults sneeze in April, one study showed [2].

"""
ENTRIES = [
    "Alder, P. (2021). Birch pollen in warm springs. Journal of City Air, 4(2), 11–19.",
    "Senn, M. Sneezing adults. Journal of City Air, 3(1), 1–9.",
    "Linden, K. (2019). Masks in spring. ResearchGate.",
]
OTHER = "Poplar, T. (2018). Poplar fluff is no allergen. Journal of City Air, 1(1), 2–7."


def findings_of(tmp_path, body, entries, first=1):
    path = tmp_path / "article.md"
    listed = "\n".join(f"{number}. {entry}" for number, entry in enumerate(entries, start=first))
    path.write_text(f"{body}## References\n\n{listed}\n", encoding="utf-8")
    audit = stages.audit(path, Settings(as_of=AS_OF))
    kept = {"REF", "CLM", "ART", "LNK"}
    return {finding.fingerprint: finding for finding in audit.findings if finding.code[:3] in kept}


def test_fingerprints_survive_lines_that_move_and_edits_elsewhere(tmp_path):
    before = findings_of(tmp_path, LEAD + BODY, ENTRIES)
    assert len(before) >= 4
    added = "Parks differ from gardens in what grows there, as a 2018 report says [4].\n\n\n"
    after = findings_of(tmp_path, LEAD + added + BODY, [*ENTRIES, OTHER])
    assert {finding.rule for key, finding in before.items() if key not in after} == set()
    moved = [after[key].spans[0].line - before[key].spans[0].line for key in before if before[key].spans]
    assert any(moved)


def test_fingerprints_survive_renumbered_references(tmp_path):
    before = findings_of(tmp_path, LEAD + BODY, ENTRIES)
    renumbered = BODY.replace("[2]", "[3]").replace("[1]", "[2]")
    after = findings_of(tmp_path, LEAD + renumbered, [OTHER, *ENTRIES])
    gone = {key: finding for key, finding in before.items() if key not in after}
    assert {finding.rule for finding in gone.values()} == set()
