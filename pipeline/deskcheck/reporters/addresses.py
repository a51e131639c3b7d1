"""Addresses that a report may link to: web pages and DOIs, nothing that could run."""

from urllib.parse import quote, urlsplit


def web_address(url: str) -> str:
    """Return ``url`` if it is a plain web address that can be followed safely, else nothing."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    return quote(url.strip(), safe="/:?#[]@!$&()*+,;=%-._~")


def doi_address(doi: str) -> str:
    """Return the resolver's address of a DOI (DOI Handbook, section 3.8: percent-encoding in addresses)."""
    return "https://doi.org/" + quote(doi, safe="/:;()._-") if doi.startswith("10.") else ""
