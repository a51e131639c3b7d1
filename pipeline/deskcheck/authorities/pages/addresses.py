"""Which address stands for a reference, and whether it is a DOI's."""

from urllib.parse import urlsplit

from deskcheck.authorities.identifiers import clean_doi, printed_dois
from deskcheck.model import Article, MatchStatus, Reference

_RESOLVERS = ("doi.org", "dx.doi.org", "www.doi.org")
_SCHEMES = ("http://", "https://")


def address_of(reference: Reference, article: Article) -> str:
    """Return the address that a reference prints, or else hides behind its words; a printed DOI as its resolver's."""
    printed = _whole(reference.fields.url)
    if not printed and reference.span is not None:
        hidden = (
            link.url
            for link in article.hyperlinks
            if reference.span.start <= link.span.start and link.span.end <= reference.span.end
        )
        printed = next(filter(None, map(_whole, hidden)), "")
    if printed:
        return printed
    doi = clean_doi(reference.fields.doi)
    return f"https://doi.org/{doi}" if doi else ""


def doi_of(address: str, reference: Reference) -> str:
    """Return the DOI that an address is of, resolver's or publisher's; "" when it is a page's own."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if (parts.hostname or "") in _RESOLVERS:
        return clean_doi(address)
    held = printed_dois(address)
    own = clean_doi(reference.fields.doi)
    return own if own and any(own == doi or doi.startswith(own) for doi in held) else held[0] if held else ""


def registered(reference: Reference, doi: str) -> bool:
    """Tell whether a registry that was itself asked has answered with this DOI's record."""
    match = reference.match
    return (
        match is not None
        and match.status is MatchStatus.MATCHED
        and match.doi == doi
        and match.work is not None
        and match.work.authority == "crossref"
    )


def _whole(url: str) -> str:
    url = url.strip()
    if url.lower().startswith(_SCHEMES):
        return url
    return f"http://{url}" if url.lower().startswith("www.") else ""
