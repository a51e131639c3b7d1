"""The CSL type of a reference, from the fields that were read and a few words of the text."""

import re
from collections.abc import Mapping, Set

from deskcheck.extractors.references.parse import asked
from deskcheck.extractors.references.parse.lexicon import lexicon

_THESIS = re.compile(
    r"\b(?:thesis|dissertation|ph\.?\s?d\.?\s+diss|diplomarbeit|masterarbeit|habilitation|th[èe]se de doctorat"
    r"|proefschrift|tesis doctoral)",
    re.IGNORECASE,
)
_REPORT = re.compile(
    r"\b(?:(?:technical|tech\.?|final|annual|research|working|discussion)\s+(?:report|rep\.|paper)|working paper|"
    r"discussion paper|arbeitspapier|diskussionspapier|report no|white paper|(?:hhs|nih|dhhs) publication|"
    r"pub(?:lication)?\.? no|clinical guideline|news release)\b",
    re.IGNORECASE,
)
_CONFERENCE = re.compile(
    r"\b(?:proceedings|conference|conf|symposium|symp|workshop|congress|tagungsband)\b", re.IGNORECASE
)
_SPOKEN = re.compile(
    r"\b(?:paper presented|poster (?:session )?presented|presented at|presentation at)\b", re.IGNORECASE
)
_DATASET = re.compile(r"\[\s*(?:data\s?set|database|data file)\b", re.IGNORECASE)
_SOFTWARE = re.compile(r"\[\s*(?:computer software|software|mobile app|source code)\b", re.IGNORECASE)
_FILM = re.compile(r"\[\s*(?:film|motion picture|movie|documentary)\b", re.IGNORECASE)
_PREPRINT = re.compile(r"\b(?:arxiv|biorxiv|medrxiv|psyarxiv|preprint)\b", re.IGNORECASE)
_PRESS = re.compile(
    r"\b(?:times|post|guardian|news|magazine|herald|tribune|telegraph|spiegel|zeitung|monde|reuters|atlantic|"
    r"usa today|psychology today|"
    r"economist|new yorker|scientific american|time|wired|forbes|bbc|cnn|npr|wall street journal)\b|^die zeit$",
    re.IGNORECASE,
)
_JOURNALS = frozenset("journal annals archives bmc plos frontiers lancet jama acta zeitschrift".split())
_PORTAL = re.compile(r"\b(?:medical news today|medicinenet|news medical)\b", re.IGNORECASE)
_MAGAZINE = re.compile(
    r"magazine|psychology today|atlantic|yorker|american|wired|forbes|^time$|spiegel|economist", re.IGNORECASE
)
_DAY = re.compile(r"\d-\d+-\d")
_WEB = re.compile(
    r"\[internet\]|\bretrieved\b|\baccessed\b|\bavailable (?:at|from)\b|\[online\]|\bwww document\b|"
    r"\bwebsite\b",
    re.IGNORECASE,
)


_OF_THE_TEXT = (
    (("thesis", "diss", "diplomarbeit", "masterarbeit", "habilitation", "doct", "proefschrift"), _THESIS, "thesis"),
    (("[",), _DATASET, "dataset"),
    (("[",), _SOFTWARE, "software"),
    (("[",), _FILM, "motion_picture"),
    (("present",), _SPOKEN, "speech"),
)
"""Words without which a pattern cannot be found, in folded case; the pattern; the type that it speaks for."""
_IN_REPORTS = ("rep", "paper", "papier", "pub", "guideline", "news release")
_ON_THE_WEB = ("[internet]", "[online]", "retrieved", "accessed", "available", "www document", "website")
"""The same for ``_REPORT`` and ``_WEB``."""


def decide(text: str, values: Mapping[str, str], labels: Set[str]) -> str:
    """Return a CSL type, ``document`` where nothing speaks for any other.

    Args:
        text: the reference as printed.
        values: fields by CSL name, as read.
        labels: labels of the spans.
    """
    container = values.get("container_title", "")
    if values.get("volume"):
        return _printed(values, labels, container)
    if _PRESS.search(container) and values.get("issued", "").count("-") == 2:
        return _loose(text, values, labels, container)
    low = text.casefold()
    bare = not container and not values.get("publisher")
    if (bare or "(expert opinion)" in low) and (spoken := asked.kind(text)):
        return spoken
    # The plain words are found ten times as fast as the patterns that they are part of.
    for cues, pattern, kind in _OF_THE_TEXT:
        if any(cue in low for cue in cues) and pattern.search(text):
            return kind
    if _CONFERENCE.search(container):
        return "paper-conference"
    if _PREPRINT.search(container) or (not container and values.get("archive")):
        return "article"
    if values.get("issue") or (container and (values.get("page") or values.get("doi"))):
        return _printed(values, labels, container)
    if any(cue in low for cue in _IN_REPORTS) and _REPORT.search(text):
        return "report"
    return _loose(text, values, labels, container)


def is_journal(name: str) -> bool:
    """Tell whether a name is that of a known journal, with or without "The", or has a word that only journals have."""
    low = name.lower()
    return lexicon().segments.get(low.removeprefix("the ")) == "J" or not _JOURNALS.isdisjoint(low.split())


def _is_of_the_web(text: str) -> bool:
    low = text.casefold()
    return any(cue in low for cue in _ON_THE_WEB) and _WEB.search(text) is not None


def _printed(values: Mapping[str, str], labels: Set[str], container: str) -> str:
    """Tell an article from a chapter and a book."""
    if "editor" in labels and container:
        return "chapter"
    if (
        values.get("publisher")
        and values.get("place")
        and container
        and values.get("page")
        and not values.get("volume")
    ):
        return "chapter"
    if not container and values.get("publisher"):
        return "book"
    return "article-journal"


def _loose(text: str, values: Mapping[str, str], labels: Set[str], container: str) -> str:
    """Tell pages of the web, the press and books apart, where no volume and no pages are given."""
    web = "url" in labels or "accessed" in labels or _is_of_the_web(text)
    if values.get("publisher") and not web:
        return "chapter" if container else "book"
    if _PRESS.search(container) and not _PORTAL.search(container):
        return "article-magazine" if _MAGAZINE.search(container) else "article-newspaper"
    if web or values.get("undated"):
        return "webpage"
    if container and values.get("title") and is_journal(container):
        return "article-journal"
    if _DAY.search(values.get("issued", "")) or (container and not values.get("author")):
        return "webpage"
    if container:
        return "report" if _REPORT.search(container) else "article-journal"
    return "book" if values.get("publisher") or values.get("place") else "document"
