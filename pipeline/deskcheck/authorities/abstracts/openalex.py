"""OpenAlex. Basis: OpenAlex API, ``/works`` with ``filter=doi:…|…`` and ``abstract_inverted_index``."""

from collections.abc import Sequence
from typing import Any

ADDRESS = "https://api.openalex.org"
AT_ONCE = 40
MAILTO = True
UNFIT = "|,"
_MAXIMUM_WORDS = 20_000
_PREFIX = "https://doi.org/"


def request(dois: Sequence[str]) -> tuple[str, dict[str, str]]:
    """Return the path and parameters that ask for ``dois``."""
    wanted = {"filter": f"doi:{'|'.join(dois)}", "select": "doi,abstract_inverted_index", "per-page": str(len(dois))}
    return "/works", wanted


def read(answer: Any) -> dict[str, str]:
    """Return the abstracts by DOI."""
    found = {}
    for one in answer["results"]:
        index = one.get("abstract_inverted_index")
        if index and one.get("doi"):
            found[str(one["doi"]).lower().removeprefix(_PREFIX)] = _in_order(index)
    return found


def _in_order(index: dict[str, list[int]]) -> str:
    """Return the words at their places: the service stores an abstract as word → positions."""
    placed = [(place, word) for word, places in index.items() for place in places[:_MAXIMUM_WORDS]]
    return " ".join(word for _, word in sorted(placed)[:_MAXIMUM_WORDS])
