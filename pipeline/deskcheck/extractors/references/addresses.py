"""Addresses that stand behind the words of a reference and not in them."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

import msgspec

from deskcheck.model import Article, CslItem, Hyperlink, Reference

_DOI_HOSTS = ("doi.org", "dx.doi.org", "www.doi.org")
_DOI = re.compile(r"10\.\d{4,9}/\S+")
# Publishers whose addresses name the work by the suffix of its DOI.
_TOLD = (
    (re.compile(r"https?://(?:(?:dx|www)\.)?doi\.org/(?=10\.\d{4,9}/)(?P<suffix>\S{6,300})"), ""),
    (
        re.compile(r"https?://(?:www\.)?nature\.com/articles/(?P<suffix>[\w.-]{5,60}?)(?=(?:\.pdf)?(?:[/?#]|$))"),
        "10.1038/",
    ),
    (re.compile(r"https?://(?:www\.)?elifesciences\.org/articles/(?P<suffix>\d{5,6})(?=[/?#v]|$)"), "10.7554/elife."),
    (
        re.compile(r"https?://(?:www\.)?thelancet\.com/\S{1,80}/PII(?P<suffix>S\d{4}-\d{4}\(\d\d\)\d{5}-[\dX])"),
        "10.1016/",
    ),
    (
        re.compile(
            r"https?://(?:www\.)?(?:bio|med)rxiv\.org/content/10\.1101/(?P<suffix>[\d.]{6,24}\d)(?=v\d|[/?#]|$)"
        ),
        "10.1101/",
    ),
)
_FINDERS = ("scholar.google.", "google.com/search", "worldcat.org/search", "crossref.org/search", "sfx.", "/openurl")


def with_addresses(article: Article, references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Fill in the DOI or URL that a hyperlink gives where the printed words give none.

    Links to search pages ("Google Scholar") are passed over; ``printed`` stays as it is.
    """
    links = sorted(article.hyperlinks, key=lambda link: link.span.start)
    if not links:
        return tuple(references)
    starts = [link.span.start for link in links]
    return tuple(_with_address(reference, links, starts) for reference in references)


def doi_told(url: str) -> str:
    """Return the DOI, in lower case, of a resolver's address, or that a publisher's tells without spelling it out."""
    bare = unquote(re.split(r"[?#]", url[:400], maxsplit=1)[0])
    for pattern, prefix in _TOLD:
        if found := pattern.match(bare):
            return f"{prefix}{found['suffix']}".lower()
    return ""


def _with_address(reference: Reference, links: Sequence[Hyperlink], starts: Sequence[int]) -> Reference:
    if reference.span is None:
        return reference
    first = bisect_left(starts, reference.span.start)
    last = bisect_left(starts, reference.span.end)
    fields = reference.fields
    for link in links[first:last]:
        fields = _filled(fields, link.url)
    return reference if fields is reference.fields else msgspec.structs.replace(reference, fields=fields)


def _filled(fields: CslItem, url: str) -> CslItem:
    try:
        parts = urlsplit(url)
    except ValueError:
        return fields
    if parts.scheme not in ("http", "https") or any(finder in url for finder in _FINDERS):
        return fields
    if parts.hostname in _DOI_HOSTS:
        found = _DOI.search(unquote(parts.path))
        return msgspec.structs.replace(fields, doi=found.group().lower()) if found and not fields.doi else fields
    if fields.url:
        return fields
    if not fields.doi and (told := doi_told(url)):
        fields = msgspec.structs.replace(fields, doi=told)
    return msgspec.structs.replace(fields, url=url, type="webpage" if fields.type == "document" else fields.type)
