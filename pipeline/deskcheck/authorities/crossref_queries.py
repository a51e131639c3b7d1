"""Queries to Crossref's ``/works`` put together by habanero and carried by ``network``.

habanero calls ``httpx2.get`` by the name of its module; for the time of one call that name stands for a
carrier which sends the same request through the door. The names of fields, filters and parameters
are thus checked by habanero, while waiting, retries, limits and safety stay with the door.
"""

import importlib
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from types import SimpleNamespace
from typing import Any

import msgspec

from deskcheck.network import Answer, Door, Fault

SELECT = [
    "DOI", "type", "title", "subtitle", "original-title", "author", "editor", "container-title",
    "short-container-title", "volume", "issue", "page", "article-number", "issued", "published", "published-print",
    "published-online", "posted", "approved", "publisher", "publisher-location", "ISSN", "ISBN", "group-title",
    "relation", "update-to", "updated-by", "abstract", "indexed",
]  # fmt: skip
"""What matching, comparison and the checks need; references and links are left out."""
_lock = threading.Lock()
_local = threading.local()


def ask(door: Door, url: str, mailto: str, **query: Any) -> list[dict[str, Any]]:
    """Return the records that answer one query of ``habanero.Crossref.works``.

    Raises:
        Fault: no answer, or one that makes no sense.
    """
    try:
        return _items(_called(door, url, mailto, select=SELECT, **query))
    except _RefusedError as refusal:
        if refusal.status != 400:
            raise Fault(f"Crossref answered {refusal.status}") from None
    try:
        # The server may know fewer fields than habanero: then take whole records.
        return _items(_called(door, url, mailto, **query))
    except _RefusedError as refusal:
        raise Fault(f"Crossref refused the query ({refusal.status})") from None


class _RefusedError(Exception):
    def __init__(self, status: int) -> None:
        self.status = status
        super().__init__(status)


def _called(door: Door, url: str, mailto: str, **query: Any) -> Any:
    import habanero  # noqa: PLC0415

    client = habanero.Crossref(base_url=url, mailto=mailto or None)
    with _carried(door):
        try:
            return client.works(**query)
        except (_RefusedError, Fault):
            raise
        except Exception as fault:  # noqa: BLE001 - habanero raises a different type on every path
            raise Fault(f"Crossref's answer makes no sense ({type(fault).__name__})") from None


def _items(answer: Any) -> list[dict[str, Any]]:
    message = answer.get("message") if isinstance(answer, dict) else None
    items = message.get("items") if isinstance(message, dict) else None
    if not isinstance(items, list):
        raise Fault("Crossref's answer holds no list of works")
    return [item for item in items if isinstance(item, dict)]


class _Response:
    """As much of a response as habanero looks at."""

    def __init__(self, answer: Answer) -> None:
        self.status_code = answer.status
        self.headers = {"Content-Type": answer.headers.get("content-type", "")}
        self.content = answer.body
        self.text = answer.body[:2000].decode("utf-8", "replace")

    def raise_for_status(self) -> None:
        if self.status_code >= 300:
            raise _RefusedError(self.status_code)

    def json(self) -> Any:
        return msgspec.json.decode(self.content)


@contextmanager
def _carried(door: Door) -> Iterator[None]:
    """For this thread, let habanero's requests go through ``door``."""
    with _lock:
        for name in ("habanero.request", "habanero.request_class"):
            module: Any = importlib.import_module(name)
            if not isinstance(module.httpx2, SimpleNamespace):
                module.httpx2 = _namespace(module.httpx2)
    _local.door = door
    try:
        yield
    finally:
        _local.door = None


def _namespace(library: Any) -> SimpleNamespace:
    def get(url: str, params: Mapping[str, Any], headers: Mapping[str, str], timeout: float) -> Any:
        door: Door | None = getattr(_local, "door", None)
        if door is None:
            return library.get(url, params=params, headers=headers, timeout=timeout)
        polite = {"mailto": door.mailto} if door.mailto else {}
        return _Response(door.get(url, {**params, **polite}))

    getter: Callable[..., Any] = get
    return SimpleNamespace(get=getter, HTTPStatusError=library.HTTPStatusError, HTTPError=library.HTTPError)
