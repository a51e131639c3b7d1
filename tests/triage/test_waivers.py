"""Waivers: what a file of them may hold, which findings they fit, and when they count no more."""

import datetime

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AS_OF, a_claim, a_finding, a_reference, an_article, an_audit
from deskcheck.errors import SettingsError
from deskcheck.model import (
    CslItem,
    Link,
    LinkKind,
    Severity,
    State,
    Subject,
    Unchecked,
    WaiverKind,
    WaiverState,
)
from deskcheck.settings import Settings
from deskcheck.triage.waivers import apply, read

CODES = {"retracted-work": "NOT301", "missing-doi": "REC203", "numbering-gap": "REF108"}
LATER = AS_OF + datetime.timedelta(days=30)
BEFORE = AS_OF - datetime.timedelta(days=1)


def toml(**fields):
    """Return one waiver as TOML; a field that is None is left out."""
    given = {"rule": "retracted-work", "reason": "Known.", "person": "D. Field", "until": LATER} | fields
    lines = [f'{key} = "{value}"' if isinstance(value, str) else f"{key} = {value}" for key, value in given.items()]
    return "\n".join(["[[waiver]]", *(line for line in lines if not line.endswith("= None"))]) + "\n"


def waivers(text, path="desk/waivers.toml"):
    return read(text.encode(), path, CODES)


TEXT = "A trial of 2011 found that tea calms. It has since been retracted. Sleep helps.\n"


def the_audit(**fields):
    article = an_article(TEXT, path="desk/article.md")
    tea = a_reference(
        id="r-tea", number=4, printed="Oak, A. (2011). Tea calms the heart.", fields=CslItem(doi="10.9999/Tea")
    )
    sleep = a_reference(id="r-sleeping", number=5, printed="Elm, B. (2012). Sleep helps the heart.")
    findings = (
        a_finding(rule="retracted-work", subject=Subject("reference", "r-tea"), fingerprint="f-tea"),
        a_finding(rule="retracted-work", subject=Subject("reference", "r-sleeping"), fingerprint="f-sleep"),
        a_finding(rule="numbering-gap", fingerprint="f-gap"),
    )
    claim = a_claim(
        article,
        "It has since been retracted.",
        references=(Link(number=4, kind=LinkKind.MARKER, cue="", confidence=0.9),),
    )
    return an_audit(article, **{"references": (tea, sleep), "findings": findings, "claims": (claim,)} | fields)


def settings(**fields):
    return Settings(as_of=AS_OF, **fields)


def after(text, audit=None, own="desk", **fields):
    """Return the fingerprints set aside, and how each waiver stands."""
    done = apply(audit or the_audit(), waivers(text), settings(**fields), own)
    waived = {finding.fingerprint for finding in done.findings if finding.state is State.WAIVED}
    return waived, [waiver.state.value for waiver in done.waivers]


SCOPES = {
    "the rule": ({}, {"f-tea", "f-sleep"}),
    "the rule by its code": ({"rule": "NOT301"}, {"f-tea", "f-sleep"}),
    "one finding": ({"finding": "f-sleep"}, {"f-sleep"}),
    "printed words": ({"reference": "tea calms the HEART"}, {"f-tea"}),
    "a DOI": ({"reference": "https://doi.org/10.9999/tea"}, {"f-tea"}),
    "an id": ({"reference": "r-sleeping"}, {"f-sleep"}),
    "the article": ({"article": "article.md"}, {"f-tea", "f-sleep"}),
    "articles by pattern": ({"article": "./art*.md"}, {"f-tea", "f-sleep"}),
}


@pytest.mark.parametrize("scope", SCOPES)
def test_a_waiver_sets_aside_what_its_scope_fits_and_nothing_else(scope):
    fields, expected = SCOPES[scope]
    assert after(toml(**fields)) == (expected, ["in_force"])


def test_a_waiver_holds_through_its_last_day():
    assert after(toml(until=AS_OF)) == ({"f-tea", "f-sleep"}, ["in_force"])
    assert after(toml(until=BEFORE)) == (set(), ["expired"])


def test_a_waiver_that_fits_nothing_is_stale_with_its_reason():
    audit = the_audit()
    for fields, reason in (
        ({"reference": "a work that is not listed"}, "fit no reference"),
        ({"reference": "the heart"}, "fit 2 references"),
        ({"rule": "missing-doi"}, "no such finding"),
        ({"finding": "f-other"}, "no such finding"),
        ({"rule": "missing-doi", "reference": "tea calms"}, "no such finding on that reference"),
    ):
        (waiver,) = apply(audit, waivers(toml(**fields)), settings(), "desk").waivers
        assert waiver.state is WaiverState.STALE
        assert reason in waiver.note


def test_a_rule_that_could_not_be_run_makes_no_waiver_stale():
    missed = the_audit(unchecked=(Unchecked("missing-doi", "r-tea", "no answer"),))
    assert after(toml(rule="missing-doi"), missed) == (set(), ["undecided"])
    assert after(toml(rule="missing-doi"), ignore=("missing-doi",)) == (set(), ["undecided"])
    assert after(toml(rule="missing-doi")) == (set(), ["stale"])


def test_a_shared_waiver_is_not_held_against_an_article_it_may_not_mean():
    assert after(toml(rule="missing-doi"), own="") == (set(), [])
    assert after(toml(rule="missing-doi", until=BEFORE), own="") == (set(), [])
    assert after(toml(article="other.md")) == (set(), [])
    assert after(toml(rule="missing-doi", article="article.md"), own="") == (set(), ["stale"])
    assert after(toml(), own="") == ({"f-tea", "f-sleep"}, ["in_force"])


def test_a_shared_waiver_is_told_of_where_only_the_word_of_the_article_is_missing():
    shared = toml(kind="knowingly-cited", reference="sleep helps the heart")
    (waiver,) = apply(the_audit(), waivers(shared), Settings(as_of=AS_OF)).waivers
    assert waiver.state is WaiverState.STALE
    assert "neither the article nor the reference" in waiver.note
    elsewhere = toml(kind="knowingly-cited", reference="milk helps the heart")
    assert apply(the_audit(), waivers(elsewhere), Settings(as_of=AS_OF)).waivers == ()


def test_a_retracted_work_is_knowingly_cited_only_where_the_article_says_so():
    known = {"kind": "knowingly-cited"}
    assert after(toml(reference="Tea calms the heart", **known)) == ({"f-tea"}, ["in_force"])
    assert after(toml(reference="Sleep helps the heart", **known)) == (set(), ["stale"])
    (waiver,) = waivers(toml(reference="Tea calms the heart", **known))
    assert waiver.kind is WaiverKind.KNOWINGLY_CITED


def test_one_waiver_of_two_is_enough():
    text = toml(finding="f-tea", until=BEFORE) + toml(finding="f-tea")
    assert after(text) == ({"f-tea"}, ["expired", "in_force"])


def test_waivers_change_nothing_but_the_state():
    before = the_audit()
    done = apply(before, waivers(toml()), settings(), "desk")
    assert tuple(msgspec.structs.replace(finding, state=State.NEW) for finding in done.findings) == before.findings
    assert {finding.severity for finding in done.findings} == {Severity.WARNING}


def test_a_waiver_keeps_its_id_when_it_is_renewed_or_moved():
    (first,) = waivers(toml(reference="Tea calms the heart"))
    _, moved = waivers(toml() + toml(reference="tea calms  the heart", until=BEFORE, reason="Other."))
    assert first.id == moved.id
    assert (first.line, moved.line) == (1, 6)


MISTAKES = {
    toml(reason=None): ":1: no waiver: Object missing required field 'reason'",
    "\n" + toml(person="  "): ":2: a waiver needs its person",
    toml(until=None): ":1: no waiver: Object missing required field 'until'",
    toml(until="next year"): ":1: 'until' is no date. Write it as",
    toml() + "\n" + toml(rule="retracted-works"): ":7: there is no rule 'retracted-works'. Did you mean retracted",
    toml(rule="all"): ":1: 'all' is more than one rule",
    toml(rule="RE"): ":1: 'RE' is more than one rule",
    toml(persona="x"): ":1: a waiver has no 'persona'. Did you mean person?",
    toml(reference="tea"): ":1: 'tea' is too short to name a reference",
    toml(kind="knowingly-cited"): ":1: 'knowingly-cited' is for one reference",
    toml(rule="missing-doi", kind="knowingly-cited", reference="tea calms"): ":1: 'knowingly-cited' is for one",
    toml(kind="forgiven"): ":1: no waiver: Invalid enum value",
    "waiver = 3\n": ": 'waiver' must be written as [[waiver]]",
    "waiver = [3]\n": ":1: no waiver: Expected",
    "[[waivers]]\n": ": there is no entry 'waivers'",
    "[[waiver]\n": ":1: is no TOML",
}


@pytest.mark.parametrize("text", MISTAKES)
def test_a_mistake_is_named_with_file_line_and_remedy(text):
    with pytest.raises(SettingsError) as caught:
        waivers(text)
    assert f"desk/waivers.toml{MISTAKES[text]}" in str(caught.value)


@given(st.binary(max_size=60) | st.sampled_from([toml(), *MISTAKES]).map(str.encode))
def test_any_bytes_are_waivers_or_one_clear_line(data):
    try:
        assert all(waiver.rule in CODES for waiver in read(data, "waivers.toml", CODES))
    except SettingsError as fault:
        assert "\n" not in str(fault)


def test_the_dossier_is_known_by_whatever_path_it_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    read_from = waivers(toml(rule="missing-doi"), str(tmp_path / "desk" / "waivers.toml"))
    (stood,) = apply(the_audit(), read_from, settings(), "desk").waivers
    assert stood.state is WaiverState.STALE
