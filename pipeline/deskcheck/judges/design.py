"""Is the source the kind of study the claim says: a trial, a survey, a review of studies?"""

import re
from collections.abc import Iterator

from deskcheck.judges.opinion import Opinion, View
from deskcheck.model import Distortion, Stance

_TRIAL = re.compile(
    r"\brandomi[sz]ed (?:[\w-]+[ -]){0,4}?(?:trial|study|experiment)\b|\b(?:controlled|clinical) trial\b"
    r"|\ban experiment (?:among|with|in)\b"
)
_OBSERVED = re.compile(
    r"\b(?:(?:a|an|one|the|this|that|in|large|small|new|recent|national|online) survey (?:of|among|in|with"
    r"|found|shows?|showed)"
    r"|(?:observational|cohort|cross-sectional|case-control|correlational) (?:stud(?:y|ies)|surveys?|research))\b"
)
_POOLED = re.compile(r"\b(?:meta-?analys[ei]s|systematic reviews?|pooled analysis)\b")
# What a source says of itself.
_RANDOMISED = re.compile(
    r"(?<!not )(?<!non-)(?<!non)\brandomi[sz](?:ed|ation)\b|\brandomly (?:assigned|allocated)\b"
    r"|\bdouble-blind|\bplacebo"
)
_ANY_TRIAL = re.compile(
    r"\brandomi[sz]|\brandomly\b|\bdouble-blind|\bplacebo|\btrials?\b|\bexperiment|\ballocated\b|\bintervention group\b"
)
_ONE_TRIAL = re.compile(r"\bwe randomi[sz]ed|\bwere randomi[sz]ed|\bthis trial\b")
_WATCHED = re.compile(
    r"\b(?:cross-sectional|survey\w*|questionnaires?|cohort|case-control|observational|registry|registers?"
    r"|interview\w*|"
    r"retrospective\w*|correlational|ecological)\b"
)
_NAMED = re.compile(
    r"\b(?:cross-sectional (?:survey|study|analysis)|online survey|survey|prospective cohort"
    r"|cohort(?: study)?|case-control study"
    r"|observational (?:study|design)|retrospective (?:study|review|cohort))\b"
)
_NAMED_TRIAL = re.compile(
    r"\b(?:[\w-]+[ -])?randomi[sz]ed(?:,? [\w-]+){0,3} (?:trial|study|experiment)\b|\b(?:field"
    r"|randomi[sz]ed) experiment\b"
    r"|\bcrossover (?:design|trial)\b|\brandomly (?:assigned|allocated)\b|\brandomi[sz]ed\b|\bdouble-blind\b"
)
_COVERED = 0.3
"""Coverage from which the claim tells of this source's study."""


def judge(view: View) -> Iterator[Opinion]:
    """Yield one opinion when the claim names another kind of study than the source says it is."""
    claim = view.statement.passage.folded
    if view.coverage < _COVERED or not ("trial" in claim or "stud" in claim or "surv" in claim or "experi" in claim):
        return
    trial, observed, pooled = _TRIAL.search(claim), _OBSERVED.search(claim), _POOLED.search(claim)
    if (trial is None) + (observed is None) + (pooled is None) < 2 and not (pooled and observed and not trial):
        # None, or several: the claim may tell of a review of trials, or of a survey within a trial.
        return
    source = f"{view.source.title.lower()} {view.source.lower}"
    found = None
    if trial:
        found = _no_trial(source)
    elif observed:
        found = _no_survey(source)
    if found:
        said = (trial or observed or pooled).group()  # type: ignore[union-attr]
        yield Opinion(
            stance=Stance.QUALIFIES,
            strength=0.8,
            says=f"the claim speaks of “{said}”, the source of “{found}”",
            cue=f"{said} ≠ {found}",
            distortions=(Distortion.SAMPLE_MISDESCRIBED,),
            suggestion=f"call the study what the source calls it (“{found}”)",
        )


def _no_trial(source: str) -> str:
    """Return what the source calls itself when it is a review of studies or tells of no trial at all."""
    if pooled := _POOLED.search(source):
        return "" if _TRIAL.search(source) or _ONE_TRIAL.search(source) else pooled.group()
    if _ANY_TRIAL.search(source):
        return ""
    named = _NAMED.search(source)
    return named.group() if named else ""


def _no_survey(source: str) -> str:
    """Return what the source calls itself when people were assigned by lot and nobody was merely watched or asked."""
    if not _RANDOMISED.search(source) or _WATCHED.search(source):
        return ""
    named = _NAMED_TRIAL.search(source)
    return named.group().strip() if named else ""
