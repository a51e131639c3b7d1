"""What kind of source a reference is, and the words that show it.

The desk's own table goes first; then the record of the work; then what the reference prints: its host, and the names of
its site, publisher or group author. What none of them shows is ``unknown``: a source is never placed by a guess.
"""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import msgspec

from deskcheck.model import LEGAL, MatchStatus, Reference
from deskcheck.model.source_tier import SourceTier
from deskcheck.settings import Settings
from deskcheck.text import fold, squash

_SCHOLARLY = frozenset({"article-journal", "paper-conference", "article"})
_ENTRIES = frozenset({"entry", "entry-encyclopedia", "entry-dictionary"})
# Designs as titles state them. Order counts: a review of trials is a review.
_DESIGNS = (
    (
        SourceTier.GUIDELINE,
        r"clinical practice guidelines?|practice parameters?|consensus statement|position statement|guidelines? for"
        r"|guidelines? on|treatment guidelines?|recommendation statement",
    ),
    (
        SourceTier.REVIEW,
        r"systematic review|meta[ -]analys[ei]s|scoping review|narrative review|literature review|umbrella review"
        r"|integrative review|rapid review|a review of|a review|an overview of reviews",
    ),
    (
        SourceTier.PRIMARY_STUDY,
        r"randomi[sz]ed|controlled trial|clinical trial|cohort study|cohort of|cross[ -]sectional|case[ -]control"
        r"|longitudinal study|prospective study|retrospective study|pilot study|field study|survey of|experiment"
        r"|qualitative study|observational study|diary study|interview study",
    ),
)
_TITLES = tuple((tier, re.compile(rf"(?<![^\W_])(?:{words})(?![^\W_])")) for tier, words in _DESIGNS)
_DOMAINS = {
    SourceTier.GOVERNMENT: "who.int europa.eu nhs.uk gc.ca canada.ca admin.ch bund.de rki.de cdc.gov nih.gov",
    SourceTier.ENCYCLOPAEDIA: "wikipedia.org britannica.com encyclopedia.com scholarpedia.org fandom.com",
    SourceTier.MAGAZINE: "psychologytoday.com scientificamerican.com newscientist.com theatlantic.com time.com",
    SourceTier.COMMERCIAL: "amazon.com ebay.com etsy.com",
}
_BY_DOMAIN = {domain: tier for tier, domains in _DOMAINS.items() for domain in domains.split()}
# Government suffixes of many countries, and those of universities.
_SUFFIXES = (
    (SourceTier.GOVERNMENT, re.compile(r"(?:^|\.)(?:gov|mil|gouv|gob|gov\.[a-z]{2}|gouv\.[a-z]{2}|gob\.[a-z]{2})$")),
    (SourceTier.INSTITUTION_PAGE, re.compile(r"\.(?:edu|edu\.[a-z]{2}|ac\.[a-z]{2})$")),
)
# These hold other people's articles: the host says nothing of the source.
_LIBRARIES = re.compile(r"(?:^|\.)(?:ncbi\.nlm\.nih\.gov|pubmed\.gov|eric\.ed\.gov|osti\.gov|europepmc\.org|doi\.org)$")
_WORDS = (
    (SourceTier.ENCYCLOPAEDIA, re.compile(r"\b(?:encyclopa?edia|wikipedia|britannica)\b")),
    (
        SourceTier.GOVERNMENT,
        re.compile(
            r"^(?:nimh|nih|cdc|fda|nhs)$|\bworld health organi[sz]ation\b"
            r"|\bnational institutes? of (?:mental )?health\b|\bcent(?:er|re)s for disease control\b"
            r"|\bfood and drug administration\b|\bnational health service\b"
            r"|\bministry of\b|\b(?:u\.?s\.?|us) department of\b|\bdepartment of health\b|\bpublic health england\b"
        ),
    ),
    (
        SourceTier.ASSOCIATION,
        re.compile(r"\b(?:association|society|academy|federation|royal college|college) of\b|\bassociation$"),
    ),
    (
        SourceTier.INSTITUTION_PAGE,
        re.compile(r"\b(?:university|hospital|clinic|medical cent(?:er|re)|school of medicine)\b"),
    ),
    (
        SourceTier.MAGAZINE,
        re.compile(r"^(?:psychology today|scientific american|new scientist|the atlantic|time|wired)$"),
    ),
)
_COMPANY = re.compile(r"\b(?:inc|ltd|llc|gmbh|pty|plc|online shop|web ?shop)\.?$")
_PUBLISHED = frozenset({"book", "chapter", "paper-conference"})


class Placed(msgspec.Struct, frozen=True):
    """A reference's tier and the words that show it; empty for ``unknown``."""

    tier: SourceTier = SourceTier.UNKNOWN
    shown_by: str = ""


def placed(reference: Reference, settings: Settings) -> Placed:
    """Return what kind of source the reference is."""
    return next((one for one in _readings(reference, settings)), Placed())


def host(url: str) -> str:
    """Return the host of an address that may lack its scheme; "" where it has none."""
    try:
        return (urlsplit(url if "//" in url else f"//{url}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def is_from(reference: Reference, entry: str) -> bool:
    """Tell whether a domain (with its subdomains) or a whole name is the reference's site, container or publisher."""
    here = host(reference.fields.url)
    domain = entry.lower().strip(".")
    if here and "." in domain and (here == domain or here.endswith(f".{domain}")):
        return True
    wanted = squash(entry)
    return bool(wanted) and any(squash(name) == wanted for name in _names(reference))


def _names(reference: Reference) -> Iterator[str]:
    """Yield the names of site, publisher and group authors as printed."""
    fields = reference.fields
    yield from filter(None, (fields.container_title, fields.publisher, *(name.literal for name in fields.author)))


def _readings(reference: Reference, settings: Settings) -> Iterator[Placed]:
    # The longest entry is the most particular one: a journal's page before its publisher's site.
    for entry in sorted(settings.source_tiers, key=len, reverse=True):
        if is_from(reference, entry):
            yield Placed(SourceTier(settings.source_tiers[entry]), f"the desk lists “{entry}”")
    match = reference.match
    work = match.work if match and match.status is MatchStatus.MATCHED else None
    fields = work.fields if work else reference.fields
    if fields.type in _SCHOLARLY and (work or fields.volume or fields.doi):
        # A journal's own article: its title may tell the design; its publisher says nothing of it.
        yield from _by_title(fields.title)
        return
    yield from _by_type(fields.type, registered=work is not None)
    yield from _by_host(host(reference.fields.url))
    for name in _names(reference):
        for tier, words in _WORDS:
            if words.search(fold(name)):
                yield Placed(tier, f"it names “{name[:80]}”")
    for name in _sellers(reference):
        if _COMPANY.search(fold(name)):
            yield Placed(SourceTier.COMMERCIAL, f"it names “{name[:80]}”")


def _by_type(kind: str, *, registered: bool) -> Iterator[Placed]:
    if kind in LEGAL:
        yield Placed(SourceTier.GOVERNMENT, "it is a law or a decision of a court")
    if registered and kind in _ENTRIES:
        yield Placed(SourceTier.ENCYCLOPAEDIA, "it is registered as an entry of a reference work")


def _sellers(reference: Reference) -> Iterator[str]:
    """Yield the names behind a source: companies publish books by others, but their own pages."""
    fields = reference.fields
    yield from filter(None, (name.literal for name in fields.author))
    if fields.url and not (fields.isbn or fields.edition or fields.type in _PUBLISHED):
        yield from filter(None, (fields.container_title, fields.publisher))


def _by_title(title: str) -> Iterator[Placed]:
    for tier, words in _TITLES:
        if found := words.search(fold(title)):
            yield Placed(tier, f"its title says “{found[0].strip(': ')}”")


def _by_host(here: str) -> Iterator[Placed]:
    if not here or _LIBRARIES.search(here):
        return
    parts = here.split(".")
    for start in range(len(parts) - 1):
        domain = ".".join(parts[start:])
        if domain in _BY_DOMAIN:
            yield Placed(_BY_DOMAIN[domain], f"its address is on {domain}")
    for tier, suffix in _SUFFIXES:
        if suffix.search(here):
            yield Placed(tier, f"its address is on {here[:80]}")
    if here.startswith(("shop.", "store.")):
        yield Placed(SourceTier.COMMERCIAL, f"its address is on {here[:80]}")
