"""A server on the loopback that speaks Crossref's REST API from records, for tests.

It knows ``/works/{doi}`` and ``/works`` with ``filter=doi:…``, ``query.bibliographic``, ``rows``, ``offset``,
``cursor`` and ``select``, answers with the rate headers of the polite pool, and can be told to fail. Shapes of
answers and errors follow recorded ones: 404 is plain text, a refused parameter is JSON with ``validation-failure``.
"""

import json
import re
import threading
import time
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

NOT_FOUND = b"Resource not found."
CURSOR = "after:"
"""How the cursors begin that this server gives; Crossref's are opaque."""
FIELDS = set(
    """DOI type title subtitle original-title author editor container-title short-container-title volume issue page
    article-number issued published published-print published-online posted approved publisher publisher-location ISSN
    ISBN group-title relation update-to updated-by abstract indexed reference""".split()
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
        self._words = [(_words(record), record) for record in self.records.values()]
        self._lock = threading.Lock()
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                with owner._lock:
                    owner.paths.append(self.path)
                    owner.agents.append(self.headers.get("User-Agent", ""))
                    planned = owner.script.pop(0) if owner.script else None
                began = time.monotonic()
                answer = planned or owner.answer(self.path)
                if owner.latency:
                    time.sleep(max(0.0, owner.latency - (time.monotonic() - began)))
                self.answer(*answer)

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
        if route.startswith("/works/") and parts.query.startswith("query."):
            told = "This route does not support field query parameters"
            return _refused("parameter-not-allowed", "query.*", told)
        if route.startswith("/works/") and doi in self.records:
            return 200, {}, _whole("work", self.records[doi])
        return 404, {"Content-Type": "text/plain"}, NOT_FOUND

    def _list(self, query: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        rows, chosen = query.get("rows", "20"), query.get("select", "")
        if fault := _unsound((rows, 1000), (query.get("sample", "20"), 100)):
            return fault
        unknown = [name for name in chosen.split(",") if name and name not in self.fields]
        if unknown:
            told = f"Select '{unknown[0]}' specified but there is no such select."
            return _refused("select-not-available", unknown[0], told)
        items = list(self.records.values())
        wanted = [
            part.partition(":")[2].lower() for part in query.get("filter", "").split(",") if part.startswith("doi:")
        ]
        if wanted:
            items = [self.records[doi] for doi in wanted if doi in self.records]
        words = query.get("query.bibliographic")
        if words is not None:
            items = self._searched(words)
        cursor = query.get("cursor", "*")
        if cursor != "*" and not cursor.startswith(CURSOR):
            return _odd_cursor(cursor)
        start = int(query.get("offset", "0") if cursor == "*" else cursor.removeprefix(CURSOR))
        page = items[start : start + int(rows)]
        if chosen:
            page = [{name: one[name] for name in chosen.split(",") if name in one} for one in page]
        message = {"total-results": len(items), "items-per-page": int(rows), "items": page}
        if "cursor" in query:
            message["next-cursor"] = f"{CURSOR}{start + int(rows)}"
        return 200, {}, _whole("work-list", message)

    def _searched(self, words: str) -> list[dict]:
        asked = frozenset(re.findall(r"\w+", words.lower()))
        counted = ((len(asked & held), record) for held, record in self._words)
        scored = [(score, record) for score, record in counted if score > 1]
        return [record for _, record in sorted(scored, key=lambda pair: -pair[0])]


def _words(record: dict) -> frozenset[str]:
    told = json.dumps([record.get(name) for name in ("title", "author", "container-title", "volume", "page")])
    return frozenset(re.findall(r"\w+", told.lower()))


def _whole(kind: str, message: object) -> bytes:
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}).encode()


def _unsound(*given: tuple[str, int]) -> tuple[int, dict[str, str], bytes] | None:
    """Return the refusal of the first number that is none or above its limit."""
    for number, most in given:
        if not number.isdigit() or int(number) > most:
            told = f"Integer specified as {number} but must be a positive integer less than or equal to {most}. "
            return _refused("integer-not-valid", number, told)
    return None


def _odd_cursor(cursor: str) -> tuple[int, dict[str, str], bytes]:
    """Return what Crossref says of a cursor that it never gave: a number breaks it, other words are not found."""
    if cursor.isdigit():
        said = {"name": "class clojure.lang.ExceptionInfo", "message": "Response Exception"}
        return 500, {}, json.dumps({"status": "error", "message-type": "exception", "message": said}).encode()
    told = "Cursor specified but it is invalid"
    return 404, {}, _failure("resource-failure", "cursor-invalid", cursor, told)


def _refused(kind: str, value: str, text: str) -> tuple[int, dict[str, str], bytes]:
    return 400, {}, _failure("validation-failure", kind, value, text)


def _failure(message_type: str, kind: str, value: str, text: str) -> bytes:
    return json.dumps(
        {"status": "failed", "message-type": message_type, "message": [{"type": kind, "value": value, "message": text}]}
    ).encode()
