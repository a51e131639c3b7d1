"""A server on the loopback that speaks Crossref's REST API from records, for tests.

It knows ``/works/{doi}`` and ``/works`` with ``filter=doi:…``, ``query.bibliographic``, ``rows``, ``offset``,
``cursor`` and ``select``, answers with the rate headers of the polite pool, and can be told to fail. Shapes of
answers and errors follow recorded ones: 404 is plain text, a refused parameter is JSON with ``validation-failure``.
"""

import json
import re
import threading
import time
from collections import Counter
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

NOT_FOUND = b"Resource not found."
FIELDS = set(
    """DOI type title subtitle original-title author editor container-title short-container-title volume issue page
    article-number issued published published-print published-online posted publisher ISSN ISBN group-title relation
    update-to updated-by abstract indexed reference""".split()
)


class CrossrefServer:
    """Serves ``records`` at ``url`` while used as a context manager.

    Attributes:
        paths: what was asked, in order.
        script: answers to give first, each (status, headers, body); None lets one request through.
        aliases: DOI → DOI it was merged into; asked for, it is redirected.
    """

    def __init__(self, records: Iterable[dict], *, rate: int = 50, concurrency: int = 3, latency: float = 0.0) -> None:
        self.records = {record["DOI"].lower(): record for record in records}
        self.rate, self.concurrency, self.latency = rate, concurrency, latency
        self.paths: list[str] = []
        self.agents: list[str] = []
        self.script: list[tuple[int, dict[str, str], bytes] | None] = []
        self.aliases: dict[str, str] = {}
        self.fields = set(FIELDS)
        self._lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with owner._lock:
                    owner.paths.append(self.path)
                    owner.agents.append(self.headers.get("User-Agent", ""))
                    planned = owner.script.pop(0) if owner.script else None
                if owner.latency:
                    time.sleep(owner.latency)
                self.answer(*(planned or owner.answer(self.path)))

            def answer(self, status, headers, body):
                self.send_response(status)
                given = {
                    "Content-Type": "application/json",
                    "x-rate-limit-limit": str(owner.rate),
                    "x-rate-limit-interval": "1s",
                    "x-concurrency-limit": str(owner.concurrency),
                    "x-api-pool": "polite",
                    **headers,
                    "Content-Length": str(len(body)),
                }
                for name, value in given.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def __enter__(self) -> "CrossrefServer":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._server.shutdown()
        self._server.server_close()

    def answer(self, path: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body for a request."""
        parts = urlsplit(path)
        route = unquote(parts.path)
        if route.rstrip("/") == "/works":
            return self._list({name: values[-1] for name, values in parse_qs(parts.query).items()})
        doi = route.removeprefix("/works/").lower()
        if doi in self.aliases:
            return 301, {"Location": f"{self.url}/works/{self.aliases[doi]}"}, b""
        if route.startswith("/works/") and doi in self.records:
            return 200, {}, _whole("work", self.records[doi])
        return 404, {"Content-Type": "text/plain"}, NOT_FOUND

    def _list(self, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        rows = query.get("rows", "20")
        if not rows.isdigit() or int(rows) > 1000:
            return _refused(
                "integer-not-valid", rows, f"Integer specified as {rows} but must be less than or equal to 1000."
            )
        chosen = query.get("select", "")
        unknown = [name for name in chosen.split(",") if name and name not in self.fields]
        if unknown:
            return _refused(
                "select-not-available", unknown[0], f"Select '{unknown[0]}' specified but there is no such select."
            )
        items = list(self.records.values())
        wanted = [
            part.partition(":")[2].lower() for part in query.get("filter", "").split(",") if part.startswith("doi:")
        ]
        if wanted:
            items = [self.records[doi] for doi in wanted if doi in self.records]
        words = query.get("query.bibliographic")
        if words is not None:
            items = self._searched(words)
        start = int(query.get("offset", "0"))
        if query.get("cursor", "*") != "*":
            if not query["cursor"].isdigit():
                return (
                    404,
                    {},
                    _failure(
                        "resource-failure", "cursor-invalid", query["cursor"], "Cursor specified but it is invalid"
                    ),
                )
            start = int(query["cursor"])
        page = items[start : start + int(rows)]
        if chosen:
            page = [{name: one[name] for name in chosen.split(",") if name in one} for one in page]
        message = {"total-results": len(items), "items-per-page": int(rows), "items": page}
        if "cursor" in query:
            message["next-cursor"] = str(start + int(rows))
        return 200, {}, _whole("work-list", message)

    def _searched(self, words: str) -> list[dict]:
        asked = Counter(re.findall(r"\w+", words.lower()))
        scored = []
        for record in self.records.values():
            text = json.dumps([record.get(name) for name in ("title", "author", "container-title", "volume", "page")])
            score = sum((asked & Counter(re.findall(r"\w+", text.lower()))).values())
            if score > 1:
                scored.append((score, record))
        return [{**record, "score": score} for score, record in sorted(scored, key=lambda pair: -pair[0])]


def _whole(kind: str, message: object) -> bytes:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}).encode()


def _refused(kind: str, value: str, text: str) -> tuple[int, dict[str, str], bytes]:
    return 400, {}, _failure("validation-failure", kind, value, text)


def _failure(message_type: str, kind: str, value: str, text: str) -> bytes:
    return json.dumps(
        {"status": "failed", "message-type": message_type, "message": [{"type": kind, "value": value, "message": text}]}
    ).encode()
