"""Whether a DOI is registered, asked of the registry that every DOI is in, whatever agency registered it.

Basis: the Handle System's REST API as doi.org offers it, ``/api/handles/DOI``: ``responseCode`` 1 (found), 200 (found,
without the values asked for) and 100 (no such handle, with HTTP status 404).
"""

from urllib.parse import quote

import msgspec

from deskcheck.cache import Cache
from deskcheck.network import Door, Fault

SERVICE = "https://doi.org"
_FOUND, _ABSENT = (1, 200), 100


class Handles:
    """The registry, or a server that speaks its interface.

    Args:
        url: address of the server, without a final slash.
    """

    name = "doi.org"

    def __init__(self, url: str, door: Door, cache: Cache) -> None:
        self.url, self.door, self._cache = url.rstrip("/"), door, cache

    def has(self, doi: str) -> bool:
        """Tell whether a DOI, in lower case, is registered. That it is none is never kept: it may be tomorrow.

        Raises:
            Fault: no answer, or none about this DOI.
        """
        if self._cache.get("handle", doi, any_age=self.door.offline) is not None:
            return True
        answer = self.door.get(f"{self.url}/api/handles/{quote(doi, safe='/')}")
        try:
            said = msgspec.json.decode(answer.body) if answer.status in (200, 404) else None
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            said = None
        if not isinstance(said, dict) or str(said.get("handle", "")).lower() != doi:
            raise Fault(f"{self.name} answered {answer.status} without a word on this DOI")
        if answer.status == 404 and said.get("responseCode") == _ABSENT:
            return False
        if answer.status == 200 and said.get("responseCode") in _FOUND:
            self._cache.put("handle", doi, b"{}")
            return True
        raise Fault(f"{self.name} answered {answer.status} without a word on this DOI")
