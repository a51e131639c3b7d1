"""Everything a run can be told, in one frozen record."""

import datetime

import msgspec

from deskcheck.model import Severity

# Age limits in years by kind of claim; docs/currency.md gives the basis of each.
SOURCE_AGE_YEARS = {
    "treatment": 3,
    "risk": 3,
    "prevalence": 5,
    "statistic": 5,
    "finding": 5,
    "causal": 7,
    "association": 7,
    "definition": 10,
    "classification": 10,
    "default": 10,
}


class Settings(msgspec.Struct, frozen=True, kw_only=True):
    """The settings of one run.

    Attributes:
        as_of: the day the audit speaks for; no stage reads the clock.
        fail_on: findings at or above this severity make the command exit 1; None: never.
        max_unknown: exit 4 when more references than this end as ``unknown``; None: never.
        link_threshold: a link below this probability is only a suggestion.
        worth_threshold: a sentence below this check-worthiness is no claim.
        source_age_years: a source older than this at publication is noted, by kind of claim.
        review_age_years: an article not updated for longer than this is noted.
        select: names of the rules to run; empty: every rule.
        ignore: names of rules not to run, whatever ``select`` says.
        refused_sources: domains, journals, publishers and organisations that the desk does not accept.
        refused_tiers: kinds of sources that the desk accepts for no claim.
        allowed_tiers: the only kinds of sources that it accepts; empty: all.
        refused_tiers_for, allowed_tiers_for: the same by kind of claim, on top of the general ones.
        source_tiers: what kind of source a domain, journal, publisher or organisation is.
        languages: languages (ISO 639) that references may be in; empty: all.
        services: sources of records that may be asked, in their order.
        severities: severity by rule name, in place of the rule's own.
    """

    as_of: datetime.date
    fail_on: Severity | None = Severity.ERROR
    max_unknown: int | None = None
    link_threshold: float = 0.5
    worth_threshold: float = 0.35
    source_age_years: dict[str, int] = msgspec.field(default_factory=SOURCE_AGE_YEARS.copy)
    review_age_years: int = 3
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    refused_sources: tuple[str, ...] = ()
    refused_tiers: tuple[str, ...] = ()
    allowed_tiers: tuple[str, ...] = ()
    refused_tiers_for: dict[str, tuple[str, ...]] = {}
    allowed_tiers_for: dict[str, tuple[str, ...]] = {}
    source_tiers: dict[str, str] = {}
    languages: tuple[str, ...] = ()
    services: tuple[str, ...] = ("dossier", "index", "crossref")
    severities: dict[str, Severity] = {}

    def runs(self, rule: str) -> bool:
        """Tell whether the rule of this name is to run."""
        return rule not in self.ignore and (not self.select or rule in self.select)
