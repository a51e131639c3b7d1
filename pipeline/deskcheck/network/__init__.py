"""The one door to the network: polite to services, deaf to private addresses, patient within bounds.

Every request names the program and a way to reach its user, keeps to the rate that the service's answers
state, waits as ``Retry-After`` asks (RFC 9110, 10.2.3: seconds or a date), and tries again a few times with
jittered pauses. Only http and https on their usual ports are opened, and only after every address of
the host was found to be public; the connection then goes to a checked address, so that a name which
answers differently the second time gains nothing. Redirects are followed by hand and checked anew.
"""

import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from deskcheck.network.addresses import SCHEMES, is_public, new_session, origin, public_address
from deskcheck.network.faults import Fault
from deskcheck.network.pace import Pace, retry_after

__all__ = ["SCHEMES", "Answer", "Door", "Fault", "Pace", "is_public", "public_address", "retry_after"]

LARGEST = 32 * 1024 * 1024
REDIRECTS = 5
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024


class Answer(msgspec.Struct, frozen=True):
    """What a server answered: header names in small letters, ``url`` after redirects."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str
    redirected: bool = False


class Door:
    """Makes requests.

    Args:
        mailto: where the service can reach the user; goes into the User-Agent and is added by callers to queries.
        offline: refuse every request with a fault.
        trusted: an address whose origin the user named on purpose; only it may be private or use another port.
        timeout: seconds for connecting and for each read.
        tries: requests made for one answer at most.
        patience: seconds spent at most on waiting for one answer, pauses included.
    """

    def __init__(
        self,
        *,
        mailto: str = "",
        offline: bool = False,
        trusted: str = "",
        timeout: float = 20.0,
        tries: int = 4,
        patience: float = 60.0,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.offline = offline
        self.mailto = mailto
        self.requests = 0
        self._trusted = origin(trusted) if trusted else ""
        self._timeout, self._tries, self._patience = timeout, tries, patience
        self._clock, self._sleep = clock, sleep
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()
        self._local = threading.local()

    def pace(self, url: str) -> Pace:
        """Return the pace kept with the server of ``url``."""
        with self._lock:
            return self._paces.setdefault(origin(url), Pace(self._clock, self._sleep))

    def get(self, url: str, params: Mapping[str, Any] | None = None, *, largest: int = LARGEST) -> Answer:
        """Return the server's last answer, whatever its status, after retries and redirects.

        Raises:
            Fault: offline, a forbidden address, no answer in time, an answer too large, or the server kept
                failing (429 and 5xx after the last try).
        """
        if self.offline:
            raise Fault("not looked up: offline")
        started = self._clock()
        reason = "no answer"
        for turn in range(self._tries):
            pace = self.pace(url)
            pace.wait()
            pause = min(2.0**turn, 20.0) * (0.5 + random.random())  # noqa: S311 - jitter, no secret
            try:
                answer = self._followed(url, params, largest)
            except Fault:
                raise
            except Exception as fault:  # noqa: BLE001 - whatever the libraries raise is the world's fault here
                reason = _spoken(fault)
            else:
                pace.learn(answer.headers)
                if answer.status not in _RETRIED:
                    return answer
                reason = f"{urlsplit(url).hostname} answered {answer.status}"
                asked = retry_after(answer.headers.get("retry-after", ""))
                if asked is not None:
                    pause = asked
                    pace.hold(min(asked, self._patience))
            if turn + 1 == self._tries or self._clock() - started + pause > self._patience:
                break
            self._sleep(pause)
        raise Fault(reason)

    def _followed(self, url: str, params: Mapping[str, Any] | None, largest: int) -> Answer:
        here, redirected = url, False
        for _ in range(REDIRECTS + 1):
            self._check(here)
            answer = self._one(here, params, largest)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECT or not target:
                return msgspec.structs.replace(answer, redirected=redirected)
            here, params, redirected = urljoin(answer.url, target), None, True
        raise Fault(f"{urlsplit(url).hostname} redirects in circles")

    def _one(self, url: str, params: Mapping[str, Any] | None, largest: int) -> Answer:
        contact = f"; mailto:{self.mailto}" if self.mailto else ""
        headers = {
            "User-Agent": f"deskcheck/{_version()} (citation checking{contact})",
            "Accept": "application/json, */*;q=0.5",
        }
        limit = self._clock() + 3 * self._timeout
        self.requests += 1
        with self._session().get(
            url,
            params=dict(params) if params else None,
            headers=headers,
            timeout=self._timeout,
            allow_redirects=False,
            stream=True,
        ) as response:
            body = bytearray()
            for chunk in response.iter_content(_CHUNK):
                body += chunk
                if len(body) > largest:
                    raise Fault(f"{urlsplit(url).hostname} sent more than {largest // 1_000_000} MB")
                if self._clock() > limit:
                    raise Fault(f"{urlsplit(url).hostname} was too slow")
            kept = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, kept, bytes(body), str(response.url))

    def _check(self, url: str) -> None:
        """Refuse what is neither http(s) on a usual port nor the server the user named."""
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise Fault("the address makes no sense") from None
        if parts.scheme not in SCHEMES or not parts.hostname or parts.username or parts.password:
            raise Fault(f"the address is not opened: {parts.scheme or 'no scheme'}")
        if origin(url) == self._trusted:
            return
        if port not in (None, *SCHEMES.values()):
            raise Fault(f"port {port} is not opened")

    def _session(self) -> Any:
        """Return the session of this thread."""
        session = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = new_session(self._trusted)
        return session


def _version() -> str:
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version("deskcheck")
    except metadata.PackageNotFoundError:
        return "0"


def _spoken(fault: Exception) -> str:
    """The fault in a reader's words; a refused address inside a library's error keeps its own reason."""
    cause: BaseException | None = fault
    for _ in range(8):
        if isinstance(cause, Fault):
            return cause.reason
        if cause is None:
            break
        cause = cause.__cause__ or cause.__context__
    name = type(fault).__name__
    if "Timeout" in name:
        return "no answer in time"
    if "SSL" in name:
        return "no safe connection"
    return "no connection" if "Connection" in name else f"no answer ({name})"
