"""Europe PMC: PubMed's abstracts and more. Basis: its RESTful web service, ``search`` with ``resultType=core``."""

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


def _parted(markup: str) -> str:
    """Return the markup with its headings as paragraphs, so that "Methods" does not grow onto the word after it."""
    return markup.replace("<h4>", "<p>").replace("</h4>", "</p>")
