"""Identifiers as people print them: DOI and PubMed numbers found whole and made equal.

DOI syntax: DOI Handbook 2.2 (prefix ``10.`` and registrant, suffix of any printable characters);
Crossref's blog, "DOIs and matching regular expressions", for what registered suffixes look like; SICI
suffixes (ANSI/NISO Z39.56) hold ``<``, ``>``, ``(``, ``)``, ``;`` and end in a check character.
"""

import re
from urllib.parse import unquote

from deskcheck.text import hosts
from deskcheck.text.sici import SICI

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,5}\s?/\s?[^\s\"“”]{1,400}", re.IGNORECASE)
_WHOLE = re.compile(r"10\.\d{4,9}(?:\.\d{1,9}){0,5}/\S{1,400}\Z", re.IGNORECASE)
_SCHEME = re.compile(r"\A(?:(?:https?:)?//)?(?:(?:dx\.|www\.)?doi\.org/|doi\s*:\s*)+", re.IGNORECASE)
_TRAILING = ".,;:!?'’*"
_OPENS = {")": "(", "]": "[", "}": "{", ">": "<"}
_PMID = re.compile(r"\b(?:PMID\s*+:?|PubMed\s*+:)\s*+(\d{4,9})\b", re.IGNORECASE)
_PMCID = re.compile(r"\bPMC\s?(\d{4,9})\b", re.IGNORECASE)
_TAIL_WORDS = re.compile(r"(?:[.;,]?(?:pmid|pmcid|epub|accessed|available|abstract|\[pubmed\])).*\Z", re.IGNORECASE)


def clean_doi(text: str) -> str:
    """Return a DOI in lower case without resolver, ``doi:``, percent-encoding or clinging punctuation; "" if none."""
    bare = text.strip()
    if not bare:
        return ""
    bare = _SCHEME.sub("", bare)
    if "%" in bare:
        bare = unquote(bare)
    bare = _SCHEME.sub("", bare).replace(" ", "")
    if not _WHOLE.match(bare):
        return ""
    return _trimmed(bare).lower()


def printed_dois(text: str) -> tuple[str, ...]:
    """Return the DOIs printed in ``text``, cleaned, in order, each once."""
    if "%2" in text:
        text = unquote(text)
    found = []
    for match in _DOI.finditer(text):
        sici = SICI.match(text, match.start())
        doi = clean_doi(_TAIL_WORDS.sub("", sici.group() if sici else match.group().replace("\n", "")))
        if doi:
            found.append(doi)
    return tuple(dict.fromkeys(found))


def doi_readings(doi: str) -> tuple[str, ...]:
    """Return the DOI and the shorter readings it may have had before text clung to it, longest first."""
    readings = [doi]
    for cut in (
        re.split(r"[;,](?=[a-z])", doi)[0],
        doi.split("#", maxsplit=1)[0],
        doi.split("?", maxsplit=1)[0],
        re.sub(r"/(?:full|abstract|pdf|epdf|meta)\Z", "", doi),
    ):
        if cut != doi and _WHOLE.match(cut):
            readings.append(_trimmed(cut))
    return tuple(dict.fromkeys(sorted(readings, key=len, reverse=True)))


def without_identifiers(text: str) -> str:
    """Return ``text`` with DOIs, URLs, PubMed numbers and arXiv prefixes blanked, for comparing the words alone."""
    for pattern in (SICI, _DOI, _URL, _PMID, _PMCID):
        text = pattern.sub(" ", text)
    return text


def printed_pmid(text: str) -> str:
    """Return the PubMed number printed in ``text``, or ""."""
    found = _PMID.search(text)
    return found.group(1) if found else ""


_URL = re.compile(rf"\bhttps?://\S{{0,500}}|\bwww\.\S{{1,500}}|{hosts.ADDRESS}", re.IGNORECASE)


def _trimmed(doi: str) -> str:
    """Drop clinging punctuation and brackets that close nothing inside the DOI."""
    while doi:
        last = doi[-1]
        if last in _TRAILING or (last in _OPENS and doi.count(last) > doi.count(_OPENS[last])):
            doi = doi[:-1]
        else:
            break
    return doi
