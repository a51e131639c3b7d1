"""Kinds of sources: what shows them, what shows nothing, and what the desk says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import AS_OF, a_claim, a_reference, an_article, an_audit
from deskcheck.checks.other_language import RULE as LANGUAGE
from deskcheck.checks.other_language import code_of
from deskcheck.checks.refused_tier import RULE
from deskcheck.checks.source_tiers import host, placed
from deskcheck.model import ClaimKind, CslItem, CslName, Link, LinkKind, Match, MatchStatus, Work
from deskcheck.model.source_tier import SourceTier
from deskcheck.settings import Settings

T = SourceTier


def tier(fields, match=None, **settings):
    found = placed(a_reference(fields=fields, match=match), Settings(as_of=AS_OF, **settings))
    assert bool(found.shown_by) == (found.tier is not T.UNKNOWN)
    return found.tier


def journal(title, **fields):
    return CslItem(type="article-journal", title=title, volume="3", **fields)


SOURCES = [
    (CslItem(url="https://en.wikipedia.org/wiki/Sleep"), T.ENCYCLOPAEDIA),
    (CslItem(container_title="Encyclopaedia Britannica"), T.ENCYCLOPAEDIA),
    (CslItem(url="https://www.cdc.gov/sleep"), T.GOVERNMENT),
    (CslItem(url="www.gov.uk/sleep"), T.GOVERNMENT),
    (CslItem(url="https://www.health.gov.au"), T.GOVERNMENT),
    (CslItem(container_title="NIMH"), T.GOVERNMENT),
    (CslItem(author=(CslName(literal="World Health Organization"),)), T.GOVERNMENT),
    (CslItem(publisher="American Academy of Sleep Pages"), T.ASSOCIATION),
    (CslItem(url="https://sleep.example.edu/a"), T.INSTITUTION_PAGE),
    (CslItem(url="https://www.example.ac.uk"), T.INSTITUTION_PAGE),
    (CslItem(container_title="Cleveland Clinic"), T.INSTITUTION_PAGE),
    (CslItem(container_title="Psychology Today"), T.MAGAZINE),
    (CslItem(publisher="Sleepwell Mattresses Ltd.", url="https://sleepwell.example/nights"), T.COMMERCIAL),
    (CslItem(author=(CslName(literal="Sleepwell Mattresses Ltd."),)), T.COMMERCIAL),
    (CslItem(type="book", publisher="Harlow Academic Press, Inc."), T.UNKNOWN),
    (CslItem(isbn="978-0-00-000000-2", publisher="Winton GmbH", url="https://winton.example/b"), T.UNKNOWN),
    (CslItem(url="https://shop.example.com/pillow"), T.COMMERCIAL),
    (journal("Sleep and recall: a systematic review and meta-analysis of randomized trials"), T.REVIEW),
    (journal("Clinical practice guideline for insomnia"), T.GUIDELINE),
    (journal("Naps at work: a randomised controlled trial"), T.PRIMARY_STUDY),
    (journal("Recall in cleaners: a cross-sectional study", url="https://example.edu/x"), T.PRIMARY_STUDY),
    # Nothing shows what these are.
    (journal("Sleep and recall"), T.UNKNOWN),
    (journal("Time for bed", container_title="Time", publisher="Example Association"), T.UNKNOWN),
    (journal("Preview of a reviewer", url="https://www.ncbi.nlm.nih.gov/pmc/articles/PMC1"), T.UNKNOWN),
    (CslItem(title="Sleep", url="https://www.ncbi.nlm.nih.gov/books/NBK1"), T.UNKNOWN),
    (CslItem(url="https://example.com/a"), T.UNKNOWN),
    (CslItem(url="https://notwikipedia.org/a"), T.UNKNOWN),
    (CslItem(url="https://wikipedia.org.example.com/"), T.UNKNOWN),
    (CslItem(url="https://en.education/a"), T.UNKNOWN),
    (CslItem(container_title="Timely Notes"), T.UNKNOWN),
    (CslItem(), T.UNKNOWN),
]


@pytest.mark.parametrize(("fields", "kind"), SOURCES)
def test_a_source_is_placed_by_what_it_prints(fields, kind):
    assert tier(fields) is kind


def test_the_record_of_the_work_goes_before_what_is_printed():
    work = Work(fields=journal("Naps: a scoping review"), authority="dossier")
    match = Match(status=MatchStatus.MATCHED, work=work)
    assert tier(CslItem(title="Naps", container_title="Psychology Today"), match) is T.REVIEW
    entry = Work(fields=CslItem(type="entry-encyclopedia", title="Naps"), authority="dossier")
    assert tier(CslItem(title="Naps"), Match(status=MatchStatus.MATCHED, work=entry)) is T.ENCYCLOPAEDIA
    assert tier(CslItem(type="entry-encyclopedia", title="Naps")) is T.UNKNOWN


def test_the_desks_own_table_goes_before_everything_and_its_longest_entry_first():
    table = {"example.edu": "institution-page", "news.example.edu": "magazine", "Sleep Notes": "commercial"}
    assert tier(CslItem(url="https://news.example.edu/a"), source_tiers=table) is T.MAGAZINE
    assert tier(CslItem(url="https://www.example.edu/a"), source_tiers=table) is T.INSTITUTION_PAGE
    assert tier(journal("A randomized trial", container_title="Sleep Notes"), source_tiers=table) is T.COMMERCIAL


def problems(fields, kinds=(), **settings):
    article = an_article("Tea helps.")
    link = Link(1, LinkKind.MARKER, "", 0.9)
    claims = tuple(a_claim(article, kind=kind, references=(link,)) for kind in kinds)
    audit = an_audit(article, claims=claims)
    return list(RULE.check(a_reference(number=1, fields=fields), audit, Settings(as_of=AS_OF, **settings)))


MAGAZINE = CslItem(container_title="Psychology Today")


def test_a_refused_tier_is_told_with_what_shows_it():
    (problem,) = problems(MAGAZINE, refused_tiers=("magazine",))
    assert "“magazine” (it names “Psychology Today”)" in problem.message
    (problem,) = problems(MAGAZINE, allowed_tiers=("review",))
    assert "does not accept" in problem.message
    assert problems(MAGAZINE, allowed_tiers=("magazine",)) == []


def test_a_tier_may_be_refused_for_some_claims_only():
    refused = {"treatment": ("magazine",)}
    (problem,) = problems(MAGAZINE, (ClaimKind.TREATMENT, ClaimKind.DEFINITION), refused_tiers_for=refused)
    assert "for claims of the kind “treatment”" in problem.message
    assert len(problem.spans) == 1
    assert problems(MAGAZINE, (ClaimKind.DEFINITION,), refused_tiers_for=refused) == []
    assert problems(MAGAZINE, (), refused_tiers_for=refused) == []
    assert problems(MAGAZINE, (ClaimKind.RISK,), allowed_tiers_for={"risk": ("review",)})


@given(st.builds(CslItem, title=st.text(max_size=12), url=st.text(max_size=12), publisher=st.text(max_size=12)))
def test_an_unknown_tier_is_never_a_finding(fields):
    if tier(fields) is T.UNKNOWN:
        assert problems(fields, (ClaimKind.TREATMENT,), allowed_tiers=("review",)) == []
    assert isinstance(host(fields.url), str)


@pytest.mark.parametrize(
    ("stated", "code"),
    [("en", "en"), ("EN-us", "en"), ("de_DE", "de"), ("eng", "en"), ("English", "en"), ("ngerman", "de")],
)
def test_languages_are_known_by_codes_and_names(stated, code):
    assert code_of(stated) == code


@pytest.mark.parametrize("stated", ["", "12", "any of several", "x"])
def test_what_is_no_language_is_none(stated):
    assert code_of(stated) == ""


def test_a_stated_language_that_is_not_accepted_is_told():
    def told(language, *accepted):
        reference = a_reference(fields=CslItem(language=language))
        return list(LANGUAGE.check(reference, an_audit(), Settings(as_of=AS_OF, languages=accepted)))

    assert told("de", "en")
    assert told("de", "en", "de") == told("", "en") == told("de") == []
