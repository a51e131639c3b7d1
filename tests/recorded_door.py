"""A door that opens on recorded answers, for examples and tests that need pages but no server."""

import datetime
import html
import json
from urllib.parse import unquote

from deskcheck.authorities.archive import Archive
from deskcheck.authorities.handles import Handles
from deskcheck.authorities.pages import Pages
from deskcheck.authorities.pages.history import History
from deskcheck.cache import Cache
from deskcheck.network import Answer, Circuit, Fault, FaultKind, opened_as

ARCHIVE, REGISTRY = "https://archive.example", "https://registry.example"


class RecordedDoor:
    """Answers for ``pages``, each a mapping with a ``url`` or a ``doi``.

    A page has ``status``, ``title``, ``text``, ``type`` and ``final``, or a ``fault``; ``archived`` is the stamp of its
    copy, or "unknown". A DOI has ``registered``.
    """

    def __init__(self, pages):
        self.pages = {page["url"]: page for page in pages if "url" in page}
        self.dois = {page["doi"]: page for page in pages if "doi" in page}
        self.offline, self.mailto, self.requests, self.circuit = False, "", 0, Circuit()
        self.asked = []

    def get(self, url, params=None, wish=None):
        opened_as(url)
        self.requests += 1
        self.asked.append((url, dict(params or {}), wish))
        if url.startswith(ARCHIVE):
            return self._archived(params["url"])
        if url.startswith(REGISTRY):
            return self._registered(unquote(url.split("/api/handles/")[1]))
        page = self.pages.get(url, {"fault": f"nothing is recorded of {url}"})
        if "fault" in page:
            raise Fault(page["fault"], FaultKind(page.get("kind", "answer")))
        status, kind = page.get("status", 200), page.get("type", "text/html; charset=utf-8")
        body = page.get("body", self._body(page) if "html" in kind else "").encode()
        final = page.get("final", url)
        return Answer(status, {"content-type": kind}, body, final, redirected=final != url)

    @staticmethod
    def _body(page):
        title, text = html.escape(page.get("title", "")), html.escape(page.get("text", ""))
        return f"<!doctype html><html lang=en><head><title>{title}</title></head><body><p>{text}</p></body></html>"

    def _archived(self, url):
        stamp = self.pages.get(url, {}).get("archived", "")
        if stamp == "unknown":
            raise Fault("no answer in time", FaultKind.TIME)
        copy = {
            "available": True,
            "status": "200",
            "timestamp": stamp,
            "url": f"http://web.archive.org/web/{stamp}/{url}",
        }
        body = {"url": url, "archived_snapshots": {"closest": copy} if stamp else {}}
        return Answer(200, {"content-type": "application/json"}, json.dumps(body).encode(), url)

    def _registered(self, doi):
        known = self.dois.get(doi, {"registered": False})["registered"]
        body = {"responseCode": 1 if known else 100, "handle": doi}
        return Answer(200 if known else 404, {"content-type": "application/json"}, json.dumps(body).encode(), doi)


def recorded_pages(recorded, folder, today, **options):
    """Return ``Pages`` over recorded answers; ``failed_on`` of a page is what earlier runs remember."""
    door = RecordedDoor(recorded)
    cache = Cache(folder / "answers.sqlite" if folder else None)
    for page in door.pages.values():
        for day in page.get("failed_on", ()):
            History(cache, datetime.date.fromisoformat(day)).failed(page["url"])
    handles, archive = Handles(REGISTRY, door, cache), Archive(ARCHIVE, door, cache)
    return Pages(door, cache, handles, archive, today=today, sleep=lambda _: None, **options)
