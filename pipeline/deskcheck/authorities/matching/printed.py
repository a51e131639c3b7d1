"""A printed reference made ready for comparison: its words, numbers, years and what it looks like.

The printed string is the ground; parsed fields only add to it, so that a bad parse cannot hide a match.
"""

import re

from deskcheck.authorities.identifiers import printed_dois, printed_pmid, without_identifiers
from deskcheck.model import LEGAL, UNPUBLISHED, Reference
from deskcheck.text import fold
from deskcheck.text.glued_names import unglued
from deskcheck.text.hyphens import joined

TOKEN = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_DIGITS = re.compile(r"\d+")
_RANGE_END = re.compile(r"\d\s?[-\u2010-\u2015\u2212]\s?([a-z]?\d{1,6})(?![\w])")
_SMALL_WORD = re.compile(r"(?<![^\W_])[^\W\d_A-Z]{4,}")
_YEAR = re.compile(r"(1[5-9]\d\d|20[0-3]\d)[a-z]?\Z")
_MONTHS = frozenset(
    """jan january feb february mar march apr april may jun june jul july
    aug august sep sept september oct october nov november dec december""".split()
)
# Words of the apparatus: they say nothing of which work is meant.
APPARATUS = _MONTHS | frozenset(
    """a about accessed al also an and as at available by chapter cited de der des die doi du ed edition editor
    editors eds el en epub et etal for from http https in internet issue its la le les no not number of on online
    or org p pages part pdf pmc pmcid pmid pp preprint press print publisher published pubmed retrieved series st
    suppl supplement the to und url v vol volume web with www y und le lib central cited version""".split()
)
_JOURNAL_TRAITS = re.compile(
    r"\d{1,4}\s?\(\s?(?:suppl\.?\s?)?\d{1,4}[^()]{0,12}\)\s?[:,;]?\s?(?:pp?\.?\s?)?[a-z]?\d"
    r"|;\s?\d{1,4}\s?(?:\([^()]{1,12}\))?\s?:\s?[a-z]?\d"
    r"|\b(?:vol(?:ume)?\.?|pp\.?|no\.)\s?\d|\d\s?[-–]\s?\d{2,}"
    r"|\b\d{1,4}\s?[:,]\s?[a-z]?\d{1,7}\b(?!\s?,?\s?\d{4})|\b10\.\d{4,}/|\bpmid\b"
    r"|\b(?:journal|proceedings|proc\.|transactions|annals|archives|lancet|review of|bmj|jama|plos)\b|\bin\s+press\b",
    re.IGNORECASE,
)
_BOOK_TRAITS = re.compile(
    r"\b(?:university press|press|publish\w*|verlag|springer|wiley|elsevier|routledge|sage|penguin|isbn"
    r"|\d(?:st|nd|rd|th) ed\b|edition\)|in:)",
    re.IGNORECASE,
)
_WEB_TRAITS = re.compile(
    r"https?://|\bwww\.|\bretrieved\s+(?:from|on|\w+ \d)|\[internet\]|\baccessed\b|\bavailable\s+(?:at|from|online)"
    r"|\bn\.d\.|\bwebsite\b|\b(?:updated|reviewed)\s+\d{4}|\blast (?:updated|reviewed)|\w\.(?:com|org|gov|edu|net)\b",
    re.IGNORECASE,
)
_ARTICLE_PAGE = re.compile(
    r"\b(?:ncbi\.nlm\.nih\.gov/(?:pmc/articles|pubmed)|(?:pmc|pubmed)\.ncbi\.nlm\.nih\.gov|europepmc\.org|nature\.com/articles"
    r"|springer\.com/article|sciencedirect\.com/science/article|jamanetwork\.com/journals|thelancet\.com/(?:journals|article)"
    r"|bmj\.com/content|mdpi\.com/\d|frontiersin\.org/(?:journals|articles)|journals\.plos\.org|biomedcentral\.com/articles"
    r"|academic\.oup\.com/\w+/article|cambridge\.org/core/journals|cell\.com/[\w-]+/fulltext|jstor\.org/stable"
    r"|diabetesjournals\.org/\w+/article|karger\.com/article|dovepress\.com|liebertpub\.com|annualreviews\.org/\w+/10"
    r"|(?:wiley|sagepub|tandfonline|science|pnas|nejm|ahajournals|acpjournals|psychiatryonline|physiology|acs)\.(?:com|org)/doi)",
    re.IGNORECASE,
)
"""Pages of publishers and archives that hold one article each."""
_PREPRINT = re.compile(
    r"\b(?:arxiv|biorxiv|medrxiv|chemrxiv|psyarxiv|ssrn|preprint|research square|osf)\b", re.IGNORECASE
)
_WEB_TYPES = frozenset({"webpage", "post-weblog", "motion_picture", "broadcast"})
_UNREGISTERED = UNPUBLISHED | LEGAL | {"patent"}
_DATE_LONG = re.compile(
    r"\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?\s+(\d{1,2})\b(?!\s?[:(])|\b(\d{1,2})\s+(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\b"
)
_NOTICE = re.compile(
    r"\b(?:corrigend|errat|addend)(?:um|a) (?:to|for)\b|\b(?:correction|retraction|retraction notice|withdrawal"
    r"|expression of concern) (?:to|for|of)\b|\bretraction notice to\b",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(r"\[(?=[^\[\]]{0,200}\d)[^\[\]]{8,200}\]")
LONGEST = 3_000


class Printed:
    """One printed reference, folded and cut into tokens.

    Attributes:
        text: the tokens joined by single blanks, with one blank at either end.
        tokens: folded words and numbers in order, identifiers and addresses left out.
        content: (place among the tokens, token) of every longer word that is not of the apparatus.
        numbers: (place among the tokens, token, key) of everything with a digit, days of the month left out.
        ends: keys of numbers printed only as the end of a range.
        years: printed years.
        small: words printed in small letters, folded: of titles and prose rather than of names.
        dois: printed DOIs, cleaned.
    """

    __slots__ = (
        "content",
        "days",
        "dois",
        "ends",
        "numbers",
        "pmid",
        "preprint",
        "raw",
        "small",
        "text",
        "token_set",
        "tokens",
        "years",
    )

    def __init__(self, raw: str, doi: str = "") -> None:
        raw = joined(raw[:LONGEST]) if "\n" in raw else raw[:LONGEST]
        self.raw = raw
        self.dois: tuple[str, ...] = printed_dois(raw) if "10." in raw or "%2" in raw else ()
        if doi and doi not in self.dois:
            self.dois = (*self.dois, doi)
        self.pmid = printed_pmid(raw) if "PMID" in raw or "pmid" in raw or "ubMed" in raw else ""
        bare = without_identifiers(raw) if self.dois or "/" in raw or "www." in raw or "PM" in raw else raw
        bare = unglued(bare)
        bare = without_original(bare)
        folded = fold(bare)
        self.tokens: list[str] = TOKEN.findall(folded)
        self.text = f" {' '.join(self.tokens)} "
        self.token_set = frozenset(self.tokens)
        self.content: tuple[tuple[int, str], ...] = tuple(
            (place, token)
            for place, token in enumerate(self.tokens)
            if len(token) > 3 and token.isalpha() and token not in APPARATUS
        )
        self.years = frozenset(
            int(found.group(1)) for token in self.tokens if token[0] in "12" and (found := _YEAR.match(token))
        )
        self.days = frozenset(first or second for first, second in _DATE_LONG.findall(folded))
        self.numbers: tuple[tuple[int, str, str], ...] = tuple(
            (place, token, number_key(token))
            for place, token in enumerate(self.tokens)
            if not token.isalpha() and _DIGIT.search(token) and not (len(token) < 3 and token in self.days)
        )
        ends = [number_key(end) for end in _RANGE_END.findall(folded)]
        self.ends = frozenset(
            end for end in ends if ends.count(end) == sum(1 for _, _, key in self.numbers if key == end)
        )
        self.small = frozenset(fold(word) for word in _SMALL_WORD.findall(bare))
        self.preprint = _PREPRINT.search(raw) is not None


def printed(reference: Reference) -> Printed:
    """Return the reference made ready; a DOI read into its fields, or told for its PubMed number, counts as printed."""
    return Printed(reference.printed or _assembled(reference), reference.fields.doi.lower() or reference.doi_told)


def without_original(text: str) -> str:
    """Return the words of a notice without where the work stands that it is about.

    'Corrigendum to "Rest" [Ann. Rest 30 (2012) 401–412]. Ann. Rest 31 (2013) 99' is of 2013; other text is left alone.
    """
    return _ORIGINAL.sub(" ", text) if "[" in text and _NOTICE.search(text) else text


def is_year(token: str) -> bool:
    """Tell whether a folded token reads as a year, with or without a letter behind it."""
    return _YEAR.match(token) is not None


def number_key(token: str) -> str:
    """Return what two writings of a volume, page or article number share.

    ``e013`` and ``13`` become ``13``, ``41 Pt 1`` becomes ``41``.
    """
    if token.isdigit():
        return token.lstrip("0") or token
    found = _DIGITS.search(token)
    return (found.group().lstrip("0") if found else "") or token


def by_number_alone(reference: Reference) -> bool:
    """Tell whether nothing but PubMed's number names the work, which registries of DOIs cannot look up."""
    fields = reference.fields
    named = fields.title or fields.doi or fields.author or reference.doi_told
    return bool(fields.pmid or fields.pmcid) and not named


def unsearchable(reference: Reference) -> bool:
    """Tell whether a search for the words of the reference can find nothing."""
    return by_number_alone(reference) or outside_registries(reference)


def outside_registries(reference: Reference) -> bool:
    """Tell whether the reference is what no DOI registry holds: a page of the web, a message, a law."""
    fields = reference.fields
    if fields.type in _UNREGISTERED and not fields.doi:
        return True
    # The fields tell of most references what the slow patterns would find.
    if fields.doi or fields.volume or (fields.page and fields.type in ("article-journal", "chapter")):
        return False
    if by_number_alone(reference):
        return False
    raw = (reference.printed or _assembled(reference))[:LONGEST]
    words = without_identifiers(raw) if "/" in raw or "www." in raw else raw
    if _JOURNAL_TRAITS.search(words) or printed_dois(raw) or printed_pmid(raw) or _PREPRINT.search(words):
        return False
    if _ARTICLE_PAGE.search(raw):
        return False
    if fields.type in _WEB_TYPES:
        return True
    return _WEB_TRAITS.search(raw) is not None and not _BOOK_TRAITS.search(words)


def _assembled(reference: Reference) -> str:
    """The words of a reference that came as fields (BibTeX, RIS), in the order of a printed one."""
    item = reference.fields
    names = ", ".join(name.shown() for name in item.author or item.editor)
    year = f"({item.year})" if item.year else ""
    volume = f"{item.volume}({item.issue})" if item.issue else item.volume
    parts = (names, year, item.title, item.container_title, volume, item.page or item.number, item.publisher, item.doi)
    return ". ".join(part for part in parts if part)
