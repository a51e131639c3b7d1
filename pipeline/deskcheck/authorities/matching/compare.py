"""A printed reference and a work side by side, field by field.

A field is called different only when the parse read another value *and* the registered one stands
nowhere in the printed string, so that a bad parse accuses nobody.
"""

import re

from deskcheck.authorities.identifiers import doi_readings
from deskcheck.authorities.matching import people, places
from deskcheck.authorities.matching.containers import alike, fit_container
from deskcheck.authorities.matching.platforms import is_platform
from deskcheck.authorities.matching.printed import Printed
from deskcheck.authorities.matching.registered import Registered, container_tokens, years_of
from deskcheck.authorities.matching.titles import TitleFit, fit_title
from deskcheck.model import FieldComparison, Reference, Work
from deskcheck.text import fold, squash

SAME, VARIANT, DIFFERENT, MISSING = "same", "variant", "different", "missing"
# Platforms whose names mean nothing else, wherever they stand in a reference.
_PLATFORMS = ("sciencedirect", "pubmed", "jstor", "researchgate", "springerlink", "wiley online library")

# Language notes that a style sets beside a title which the citing author translated.
_TRANSLATED = re.compile(
    r"[\[(]in (?:Arabic|Chinese|Croatian|Czech|Danish|Dutch|Finnish|French|German|Greek|Hebrew|Hungarian|Italian"
    r"|Japanese|Korean|Norwegian|Persian|Polish|Portuguese|Romanian|Russian|Serbian|Slovak|Spanish|Swedish|Turkish|Ukrainian)\b"
)
_LABEL = re.compile(r"\[PubMed[^\]]{0,20}\]|\bPubMed(?: Central)?(?: (?:PMID|ID))?\s?:?\s?\d+|\bPubMed PMID\b")


def compare(reference: Reference, printed: Printed, work: Work, registered: Registered) -> tuple[FieldComparison, ...]:
    """Return the comparison of every field that the record holds, in the order of a reference."""
    title = fit_title(printed, registered)
    tail = _tail(printed, title)
    found = (
        people.compare(reference, printed, work, registered, title),
        _year(reference, printed, work),
        _title(reference, printed, work, title),
        _container(reference, printed, work, registered, title),
        places.volume(reference, work, tail),
        places.issue(reference, work, tail),
        places.page(reference, work, tail),
        _doi(printed, work),
    )
    return tuple(field for field in found if field is not None)


def _tail(printed: Printed, title: TitleFit) -> frozenset[str]:
    inside = range(title.start, title.end) if title.score >= 0.75 and title.length > 1 else range(0)
    return frozenset(key for place, _, key in printed.numbers if place not in inside)


def _year(reference: Reference, printed: Printed, work: Work) -> FieldComparison | None:
    years = years_of(work)
    if not years:
        return None
    recorded = str(work.fields.year or min(years))
    year = reference.fields.year or (next(iter(printed.years)) if len(printed.years) == 1 else None)
    shown = str(year or "/".join(map(str, sorted(printed.years))))
    if not printed.years and not year:
        return FieldComparison("year", MISSING, "", recorded, "no year is printed")
    if year == work.fields.year or (year is None and work.fields.year in printed.years):
        return FieldComparison("year", SAME, shown, recorded)
    if year in years or (year is None and years & printed.years):
        return FieldComparison("year", VARIANT, shown, recorded, _date_name(work, year or min(years & printed.years)))
    if year is None or years & printed.years:
        return FieldComparison(
            "year", VARIANT, shown, recorded, "the registered year stands elsewhere in the reference"
        )
    if min(abs(year - one) for one in years) == 1:
        return FieldComparison("year", VARIANT, shown, recorded, "one year apart: often online first or print date")
    return FieldComparison("year", DIFFERENT, shown, recorded)


def _date_name(work: Work, year: int) -> str:
    names = {"published-online": "year of online publication", "published-print": "year of the print issue"}
    for name, note in names.items():
        if work.dates.get(name, "").startswith(str(year)):
            return note
    return "another registered date of publication"


def _title(reference: Reference, printed: Printed, work: Work, fit: TitleFit) -> FieldComparison | None:
    if not work.fields.title:
        return None
    recorded = ": ".join((work.fields.title, *work.subtitles))
    parsed = reference.fields.title
    if parsed and fit.score < 0.6 and _of_container(parsed, work):
        parsed = ""
    shown = parsed or (" ".join(printed.tokens[fit.start : fit.end]) if fit.score >= 0.6 else "")
    if fit.conflict:
        return FieldComparison("title", DIFFERENT, shown, recorded, f"the titles part at “{fit.conflict}”")
    if fit.score == 1.0:
        if not fit.whole:
            return FieldComparison("title", VARIANT, shown, recorded, "the subtitle is not printed")
        note = _longer(reference, work)
        return FieldComparison("title", VARIANT if note else SAME, shown, recorded, note)
    if fit.score >= 0.85:
        return FieldComparison("title", VARIANT, shown, recorded, "small differences of wording or spelling")
    if not shown:
        return FieldComparison("title", MISSING, "", recorded, "no title is printed")
    if squash(shown) and squash(shown) in squash(recorded):
        return FieldComparison("title", VARIANT, shown, recorded, "the title is shortened")
    # PubMed prints a title that it translated in square brackets.
    if _TRANSLATED.search(printed.raw) or f"[{shown.strip('[]. ')}" in printed.raw:
        return FieldComparison("title", VARIANT, shown, recorded, "a translated title is printed")
    return FieldComparison("title", DIFFERENT, shown, recorded)


def _longer(reference: Reference, work: Work) -> str:
    ours, theirs = len(squash(reference.fields.title)), len(squash(" ".join((work.fields.title, *work.subtitles))))
    return "the printed title has a subtitle that is not registered" if ours > theirs * 1.25 + 8 else ""


def _container(
    reference: Reference, printed: Printed, work: Work, registered: Registered, title: TitleFit
) -> FieldComparison | None:
    recorded = work.fields.container_title or next(iter(work.container_titles), "")
    if not recorded:
        return None
    shown = reference.fields.container_title
    inside = range(title.start, title.end) if title.score >= 0.75 and title.length > 1 else range(0)
    fit = fit_container(printed.tokens, registered.containers, inside)
    platform = shown if is_platform(shown) else "" if shown else _platform_alone(printed)
    if platform and (is_platform(shown) or fit < 1.0) and not is_platform(recorded):
        return FieldComparison(
            "container", DIFFERENT, platform, recorded, "a platform is printed in place of the journal"
        )
    if fit == 1.0:
        return _container_found(shown, printed, recorded)
    if not any(letter.isalpha() for letter in shown):
        return FieldComparison("container", MISSING, "", recorded, "no journal or book is printed")
    names = (recorded, *work.container_titles)
    if fit >= 0.6 or any(alike(shown, name) for name in names):
        return FieldComparison("container", VARIANT, shown, recorded, "part of the name, or written in another way")
    return FieldComparison("container", DIFFERENT, shown, recorded)


def _platform_alone(printed: Printed) -> str:
    """Return a platform that is printed where no journal is; a label ("PubMed: 123", "[PubMed]") is none."""
    words = _LABEL.sub(" ", printed.raw) if "ubMed" in printed.raw else printed.raw
    return next((one for one in _PLATFORMS if one in printed.text and one in fold(words)), "")


def _of_container(words: str, work: Work) -> bool:
    """Tell whether parsed words are in truth the container's name: short forms print no title."""
    return any(alike(words, name) for name in (work.fields.container_title, *work.container_titles) if name)


def _container_found(shown: str, printed: Printed, recorded: str) -> FieldComparison:
    whole = " ".join(fold(recorded).split())
    if container_tokens(recorded) == container_tokens(shown) or f" {whole} " in printed.text:
        return FieldComparison("container", SAME, shown or recorded, recorded)
    return FieldComparison("container", VARIANT, shown, recorded, "abbreviated")


def _doi(printed: Printed, work: Work) -> FieldComparison | None:
    recorded = work.fields.doi
    if not recorded:
        return None
    if not printed.dois:
        return FieldComparison("DOI", MISSING, "", recorded, "no DOI is printed")
    if any(recorded in doi_readings(doi) for doi in printed.dois):
        return FieldComparison("DOI", SAME, recorded, recorded)
    related = {relation.id for relation in work.relations}
    shown = printed.dois[0]
    if any(doi in related for doi in printed.dois):
        return FieldComparison("DOI", VARIANT, shown, recorded, "the printed DOI is of a related version")
    cut = recorded.startswith(shown)
    if cut and recorded in "".join(printed.raw.lower().split()):
        return FieldComparison("DOI", VARIANT, shown, recorded, "a blank stands inside the printed DOI")
    note = "the printed DOI is cut short" if cut else "the printed DOI is not this work's"
    return FieldComparison("DOI", DIFFERENT, shown, recorded, note)
