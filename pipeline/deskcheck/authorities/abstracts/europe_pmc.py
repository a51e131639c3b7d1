"""Europe PMC: PubMed's abstracts and more, and the DOIs of its numbers.

Basis: its RESTful web service, ``search`` with ``resultType=core``, and ``lite`` for the numbers.
"""

from collections.abc import Sequence
from typing import Any

ADDRESS = "https://www.ebi.ac.uk"
AT_ONCE = 25
MAILTO = False
UNFIT = '"'


def request(dois: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask for ``dois``."""
    query = " OR ".join(f'DOI:"{doi}"' for doi in dois)
    wanted = {"query": query, "format": "json", "resultType": "core", "pageSize": str(2 * len(dois))}
    return "/europepmc/webservices/rest/search", wanted


def read(answer: Any) -> dict[str, str]:
    """Return the abstracts by DOI; the same work may stand there twice, as article and as preprint."""
    results = answer["resultList"]["result"]
    return {str(one["doi"]).lower(): _parted(one["abstractText"]) for one in results if one.get("abstractText")}


def request_numbers(numbers: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask for works by PubMed number (``123``) or PMCID (``PMC123``)."""
    query = " OR ".join(
        f"PMCID:{number}" if number.startswith("PMC") else f"(EXT_ID:{number} AND SRC:MED)" for number in numbers
    )
    wanted = {"query": query, "format": "json", "resultType": "lite", "pageSize": str(2 * len(numbers))}
    return "/europepmc/webservices/rest/search", wanted


def read_numbers(answer: Any) -> dict[str, str]:
    """Return the DOIs by PubMed number and by PMCID."""
    results = answer["resultList"]["result"]
    return {
        str(one[key]): str(one["doi"]).lower()
        for one in results
        if one.get("doi")
        for key in ("pmid", "pmcid")
        if one.get(key)
    }


def _parted(markup: str) -> str:
    """Return the markup with its headings as paragraphs, so that "Methods" does not grow onto the word after it."""
    return markup.replace("<h4>", "<p>").replace("</h4>", "</p>")
