"""A server on the loopback that speaks every interface the program asks, and fails in every way servers do.

It serves Crossref (``/works…``), the DOI registry (``/api/handles/…``), the archive (``/wayback/available``) and pages
(everything else). What fails, and how, is chosen for each request.
"""

import gzip
import json
import socket
import socketserver
import struct
import threading
from collections.abc import Callable
from urllib.parse import parse_qs, unquote, urlsplit

from crossref_answers import CrossrefAnswers

FAULTS = (
    "silent", "hang-up", "reset", "garbled", "truncated", "html", "other", "invalid", "empty", "long", "short",
    "endless",
    "drip", "drip-headers", "bomb", "double-bomb", "loop", "private", "huge-location",
    "400", "403", "404", "410", "418", "429", "451", "500", "503", "999",
)  # fmt: skip
ONLY_JSON = ("html", "other", "invalid")
"""Faults of services that answer JSON; for a page they would be none."""
ANSWERS_OF_PAGES = {"404": "suspect", "410": "suspect"}
"""What is no fault of a page but its answer."""
HTML = "text/html; charset=utf-8"
_BOMB = gzip.compress(b"\0" * 40_000_000)
_PAUSE = 0.04


class FaultServer:
    """Serves while used as a context manager.

    Attributes:
        fails: gives the fault (one of ``FAULTS``) for a path and its query, or "".
        pages: title and text of each page by its path; others are 404.
        dois: DOIs that the registry knows.
        archived: stamp of the archived copy by address.
        log: method, path with query, and headers of each request.
    """

    def __init__(self, records=(), *, fails: Callable[[str], str] = lambda _: "") -> None:
        self.fails = fails
        self.pages: dict[str, tuple[str, str]] = {}
        self.types: dict[str, str] = {}
        self.dois: set[str] = set()
        self.archived: dict[str, str] = {}
        self.redirects: dict[str, tuple[int, str]] = {}
        self.no_head: dict[str, int] = {}
        self.headers: dict[str, str] = {}
        self.log: list[tuple[str, str, dict[str, str]]] = []
        self.bodies = 0
        self._crossref = CrossrefAnswers(records)
        self._lock = threading.Lock()
        self._over = threading.Event()
        owner = self

        class Handler(socketserver.StreamRequestHandler):
            def handle(self):
                owner.handle(self.request, self.rfile)

        class Server(socketserver.ThreadingTCPServer):
            daemon_threads = True
            allow_reuse_address = True
            request_queue_size = 64

            def handle_error(self, *_):
                pass

        self._server = Server(("127.0.0.1", 0), Handler)
        self.port = self._server.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"

    def __enter__(self) -> "FaultServer":
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        return self

    def __exit__(self, *_) -> None:
        self._over.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def paths(self) -> list[str]:
        """What was asked, in order."""
        return [path for _, path, _ in self.log]

    def handle(self, connection, stream) -> None:
        first = stream.readline(70_000).decode("latin-1").split()
        if len(first) < 2:
            return
        headers = {}
        while (line := stream.readline(70_000)) not in (b"\r\n", b"\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            headers[name.lower()] = value.strip()
        method, path = first[0], first[1]
        with self._lock:
            self.log.append((method, path, headers))
            if int(headers.get("content-length", "0")):
                self.bodies += 1
        fault = self.fails(path)
        if fault:
            self._fail(fault, connection, method, path)
            return
        status, given, body = self.answer(method, path, headers.get("host", ""))
        self._send(connection, status, given, b"" if method == "HEAD" else body, len(body))

    def answer(self, method: str, path: str, host: str) -> tuple[int, dict[str, str], bytes]:
        """Return status, headers and body of an answer as it should be."""
        parts = urlsplit(path)
        route = parts.path
        if route.startswith("/works"):
            status, headers, body = self._crossref.answer(path)
            rates = {"x-rate-limit-limit": "50", "x-rate-limit-interval": "1s", "x-concurrency-limit": "3"}
            return status, {"Content-Type": "application/json", **rates, **headers}, body
        if route.startswith("/api/handles/"):
            doi = unquote(route.removeprefix("/api/handles/"))
            known = doi.lower() in self.dois
            body = {"responseCode": 1 if known else 100, "handle": doi}
            return 200 if known else 404, {"Content-Type": "application/json"}, json.dumps(body).encode()
        if route == "/wayback/available":
            return 200, {"Content-Type": "application/json"}, self._archive(parse_qs(parts.query)["url"][0])
        if method == "HEAD" and path in self.no_head:
            return self.no_head[path], {}, b""
        if path in self.redirects:
            status, target = self.redirects[path]
            return status, {"Location": target}, b""
        if path not in self.pages:
            return 404, {"Content-Type": HTML}, b"<html><title>Not found</title></html>"
        title, text = self.pages[path]
        body = f"<!doctype html><html lang=en><head><title>{title}</title></head><body><p>{text}</p></body></html>"
        return 200, {"Content-Type": self.types.get(path, HTML), **self.headers}, body.encode()

    def _archive(self, url: str) -> bytes:
        stamp = self.archived.get(url)
        copy = {
            "available": True,
            "status": "200",
            "timestamp": stamp,
            "url": f"http://web.archive.org/web/{stamp}/{url}",
        }
        return json.dumps({"url": url, "archived_snapshots": {"closest": copy} if stamp else {}}).encode()

    def _fail(self, fault: str, connection, method: str, path: str) -> None:
        kind = "application/json" if path.startswith(("/works", "/api/", "/wayback")) else HTML
        given, bare = {"Content-Type": kind}, method == "HEAD"
        if fault.isdigit():
            self._send(connection, int(fault), {"Content-Type": "text/html"}, b"" if bare else b"<html>no</html>", 15)
        elif fault == "silent":
            self._over.wait(5)
        elif fault == "reset":
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            connection.close()
        elif fault == "garbled":
            connection.sendall(b"\x16\x03\x01 no protocol at all\r\n\r\n")
        elif fault in ("loop", "private", "huge-location"):
            targets = {"loop": path, "private": "http://127.0.0.1:9/inside", "huge-location": "/" + "x" * 300_000}
            self._send(connection, 302, {"Location": targets[fault]}, b"", 0)
        elif fault == "drip-headers":
            self._drip(connection, b"HTTP/1.1 200 OK\r\n" + b"X-Slow: 1\r\n" * 400)
        elif bare and fault != "hang-up":
            self._send(connection, 200, given, b"", 10)
        else:
            self._fail_in_body(fault, connection, given, path)

    def _fail_in_body(self, fault: str, connection, given, path: str) -> None:
        if fault == "hang-up":
            return
        other = b'{"status": "ok", "handle": "10.9999/other", "responseCode": 1, "url": "http://other.example/",'
        other += b'"archived_snapshots": {}, "message": {"DOI": "10.9999/other", "title": ["Of quite other things"]}}'
        whole = self.answer("GET", path, "")[2]
        plain = {
            "html": (b"<!doctype html><title>Maintenance</title>", None),
            "other": (other, None),
            "invalid": (b'{"status": "ok", "mess', None),
            "empty": (b"", None),
            "truncated": (whole[: len(whole) // 2], len(whole)),
            "long": (whole, len(whole) + 100),
            "short": (whole, 7),
        }
        if fault in plain:
            body, length = plain[fault]
            self._send(connection, 200, given, body, len(body) if length is None else length)
        elif fault == "drip":
            self._send(connection, 200, given, b"", 4000)
            self._drip(connection, b" " * 4000)
        elif fault == "endless":
            self._send(connection, 200, given, b"", None)
            while not self._over.is_set():
                connection.sendall(b"x" * 65536)
        else:
            codings = {"bomb": ("gzip", _BOMB), "double-bomb": ("gzip, gzip", gzip.compress(_BOMB))}
            coding, body = codings[fault]
            self._send(connection, 200, {**given, "Content-Encoding": coding}, body, len(body))

    def _drip(self, connection, data: bytes) -> None:
        for byte in data:
            if self._over.wait(_PAUSE):
                return
            connection.sendall(bytes([byte]))

    @staticmethod
    def _send(connection, status: int, headers: dict[str, str], body: bytes, length: int | None) -> None:
        lines = [
            f"HTTP/1.1 {status} Word",
            "Connection: close",
            *(f"{name}: {value}" for name, value in headers.items()),
        ]
        if length is not None:
            lines.append(f"Content-Length: {length}")
        connection.sendall("\r\n".join(lines).encode("utf-8", "replace") + b"\r\n\r\n" + body)
