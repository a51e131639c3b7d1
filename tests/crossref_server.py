"""A server on the loopback that speaks Crossref's REST API from records, for tests and benchmarks.

What it answers stands in ``crossref_answers``; here are the pools with their rates, the headers that state them,
and what a test may do to it: fail on command, wait, count.
"""

import threading
import time
from collections import defaultdict, deque
from collections.abc import Iterable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from crossref_answers import Answer, CrossrefAnswers, is_list

POOLS = {
    "public-single": (5, 1),
    "public-array": (1, 1),
    "polite-single": (10, 3),
    "polite-array": (3, 3),
}
"""Requests a second and requests at once by pool, as Crossref announced them for 1 December 2025."""


class CrossrefServer(CrossrefAnswers):
    """Serves ``records`` at ``url`` while used as a context manager.

    Args:
        records: the works.
        rate: requests a second that every answer states; None keeps Crossref's own pools and refuses what exceeds them.
        latency: seconds before an answer.

    Attributes:
        paths: what was asked, in order.
        concurrency: requests at once that every answer states; None for the pool's own.
        refusals: how many requests came too fast or too many at once.
        script: answers to give first, each (status, headers, body); None lets one request through.
    """

    def __init__(self, records: Iterable[dict], *, rate: int | None = 50, latency: float = 0.0) -> None:
        super().__init__(records)
        self.rate, self.latency = rate, latency
        self.concurrency: int | None = None
        self.paths: list[str] = []
        self.agents: list[str] = []
        self.refusals = 0
        self.script: list[Answer | None] = []
        self._lock = threading.Lock()
        self._moments: dict[str, deque[float]] = defaultdict(deque)
        self._open = 0
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            wbufsize = -1

            def do_GET(self):
                status, headers, body = owner._served(self.path, self.headers.get("User-Agent", ""))
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
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

    def _served(self, path: str, agent: str) -> Answer:
        with self._lock:
            self.paths.append(path)
            self.agents.append(agent)
            self._open += 1
            planned = self.script.pop(0) if self.script else None
            pool = f"{'polite' if 'mailto' in path + agent else 'public'}-{'array' if is_list(path) else 'single'}"
            refused = self.rate is None and self._exceeds(pool)
            self.refusals += refused
        try:
            if self.latency:
                time.sleep(self.latency)
            if refused:
                return 429, {}, b""
            status, headers, body = planned or self.answer(path)
            return status, {**self._stated(pool), **headers}, body
        finally:
            with self._lock:
                self._open -= 1

    def _exceeds(self, pool: str) -> bool:
        """Tell whether this request is one too many within a second, or at once."""
        rate, at_once = POOLS[pool]
        moments, now = self._moments[pool], time.monotonic()
        while moments and moments[0] <= now - 1.0:
            moments.popleft()
        moments.append(now)
        return len(moments) > rate or self._open > at_once

    def _stated(self, pool: str) -> dict[str, str]:
        rate, at_once = POOLS[pool]
        return {
            "x-rate-limit-limit": str(self.rate or rate),
            "x-rate-limit-interval": "1s",
            "x-concurrency-limit": str(self.concurrency or at_once),
            "x-api-pool": pool,
        }
