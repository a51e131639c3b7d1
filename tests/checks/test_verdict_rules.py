"""The rules about verdicts and ages, on records made by hand."""

import datetime

import pytest
from msgspec.structs import replace

from deskcheck.checks import rules, runner
from deskcheck.model import (
    Audit,
    ClaimKind,
    Distortion,
    Evidence,
    Importance,
    Notice,
    NoticeType,
    Severity,
    Tool,
    Verdict,
    VerdictLabel,
)
from verdict_makers import SETTINGS, article, claim, reference

TEXT = "Naps help nurses. Tea is a tonic. Naps do not help nurses."


def audit(*claims, references=(), text=TEXT):
    return Audit(
        tool=Tool("deskcheck", "0"),
        as_of=SETTINGS.as_of,
        article=article(text),
        claims=tuple(claims),
        references=tuple(references),
    )


def judged(label, *tags, start=0, kind=ClaimKind.FINDING, importance=Importance.HIGH, evidence=()):
    verdict = Verdict(label=label, confidence=0.8, reason="Said so.", distortions=tags, evidence=evidence)
    return replace(claim("Naps help nurses.", kind, start=start), importance=importance, verdict=verdict)


def fired(subject, settings=SETTINGS):
    found, _ = runner.run(subject, settings, [rule for rule in rules() if rule.code[:3] in ("CLM", "AGE")])
    return [(finding.rule, finding.severity) for finding in found]


@pytest.mark.parametrize(
    ("importance", "severity"), [(Importance.HIGH, Severity.WARNING), (Importance.LOW, Severity.NOTE)]
)
def test_an_unsupported_claim_weighs_by_its_importance(importance, severity):
    subject = audit(judged(VerdictLabel.UNSUPPORTED, importance=importance))
    assert fired(subject) == [("unsupported-claim", severity)]


@pytest.mark.parametrize("label", [VerdictLabel.SUPPORTED, VerdictLabel.NOT_CHECKABLE])
def test_claims_that_stand_or_cannot_be_judged_are_left_alone(label):
    assert fired(audit(judged(label))) == []


def test_what_was_left_out_is_a_note_and_what_was_altered_a_warning():
    left_out = judged(VerdictLabel.SUPPORTED, Distortion.DENOMINATOR_OMITTED)
    altered = judged(VerdictLabel.PARTLY_SUPPORTED, Distortion.HEDGE_DROPPED, Distortion.SELECTIVE)
    assert fired(audit(left_out)) == [("distorted-claim", Severity.NOTE)]
    assert fired(audit(altered)) == [("distorted-claim", Severity.WARNING)]


def test_a_broken_promise_is_reported_once():
    subject = audit(judged(VerdictLabel.CONTRADICTED, Distortion.POLICY_BREACH, kind=ClaimKind.POLICY))
    assert fired(subject) == [("policy-breach", Severity.WARNING)]


def test_a_contradiction_inside_the_article_is_reported_at_its_later_half():
    first, last = TEXT[:17], TEXT[34:]
    early = judged(
        VerdictLabel.NOT_CHECKABLE,
        Distortion.SELF_CONTRADICTION,
        evidence=(Evidence(reference=0, origin="article", quote=last),),
    )
    late = judged(
        VerdictLabel.NOT_CHECKABLE,
        Distortion.SELF_CONTRADICTION,
        start=34,
        evidence=(Evidence(reference=0, origin="article", quote=first),),
    )
    found, _ = runner.run(audit(early, late), SETTINGS)
    (finding,) = [one for one in found if one.rule == "self-contradiction"]
    assert [span.start for span in finding.spans] == [34, 0]


def test_a_withdrawn_source_is_neither_old_nor_replaced():
    gone = reference(year=1990, notices=(Notice(type=NoticeType.RETRACTION),))
    assert fired(audit(claim("Naps help nurses."), references=[gone])) == []


def test_the_age_limit_follows_the_most_perishable_claim():
    old = reference(year=SETTINGS.as_of.year - 6)
    lasting, perishable = claim("Naps are short.", ClaimKind.DEFINITION), claim("Naps cure.", ClaimKind.TREATMENT)
    assert fired(audit(lasting, references=[old])) == []
    assert fired(audit(lasting, perishable, references=[old])) == [("outdated-source", Severity.NOTE)]


@pytest.mark.parametrize("kind", [ClaimKind.HISTORICAL, ClaimKind.POLICY])
def test_history_and_promises_do_not_age_their_sources(kind):
    assert fired(audit(claim("Naps were common.", kind), references=[reference(year=1950)])) == []


def test_a_suggested_link_ages_nothing():
    subject = audit(
        claim("Naps cure.", ClaimKind.TREATMENT, links=(), suggested=(1,)), references=[reference(year=1990)]
    )
    assert fired(subject) == []


def test_a_preprint_published_since_is_a_note():
    newer = reference(notices=(Notice(type=NoticeType.NEW_EDITION, date="2025"),))
    assert fired(audit(references=[newer])) == [("superseded-source", Severity.WARNING)]


def test_the_review_is_overdue_from_the_limit_on():
    dated = replace(article(), dates=replace(article().dates, reviewed=datetime.date(2023, 11, 23)))
    subject = replace(audit(), article=dated)
    assert fired(subject) == [("overdue-review", Severity.NOTE)]
    assert fired(subject, replace(SETTINGS, review_age_years=4)) == []
