"""The one door to the network: polite to services, deaf to private addresses, patient within bounds.

Every request names the program and a way to reach its user, keeps to the rate that the service's answers
state, waits as ``Retry-After`` asks (RFC 9110, 10.2.3: seconds or a date), and tries again a few times with
jittered pauses. Only http and https on their usual ports are opened, and only after every address of
the host was found to be public; the connection then goes to a checked address, so that a name which
answers differently the second time gains nothing. Redirects are followed by hand and checked anew. No cookie, no
password and no proxy is used. A service, or a whole network, that does not answer is left alone for the rest of a run.
"""

import random
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urljoin, urlsplit

import msgspec

from deskcheck.network.addresses import is_public, public_address
from deskcheck.network.circuit import Circuit
from deskcheck.network.connections import Deadline, new_session
from deskcheck.network.faults import Fault, FaultKind
from deskcheck.network.pace import Pace, retry_after
from deskcheck.network.urls import SCHEMES, opened_as, origin

__all__ = [
    "SCHEMES",
    "Answer",
    "Circuit",
    "Door",
    "Fault",
    "FaultKind",
    "Pace",
    "Wish",
    "is_public",
    "opened_as",
    "origin",
    "public_address",
    "retry_after",
]

LARGEST = 32 * 1024 * 1024
REDIRECTS = 5
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_CHUNK = 16 * 1024
_CONNECT = 5.0
_DAY = 86_400.0
_UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate")
_NO_FAILURE = (FaultKind.OFFLINE, FaultKind.FORBIDDEN, FaultKind.DOWN)


class Answer(msgspec.Struct, frozen=True):
    """What a server answered: header names in small letters, ``url`` after redirects, ``cut`` when the body goes on."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str
    redirected: bool = False
    cut: bool = False


class Wish(msgspec.Struct, frozen=True, kw_only=True):
    """How something is asked for.

    Attributes:
        method: GET or HEAD.
        accept: media types, as in the header of that name.
        largest: bytes of an answer; what is larger is a fault, or cut there if ``cut``.
    """

    method: str = "GET"
    accept: str = "application/json, */*;q=0.5"
    largest: int = LARGEST
    cut: bool = False


class Door:
    """Makes requests.

    Args:
        mailto: where the service can reach the user; goes into the User-Agent and is added by callers to queries.
        offline: refuse every request with a fault.
        trusted: an address whose origin the user named on purpose; only it may be private or use another port.
        timeout: seconds for each read, and for connecting if fewer than five; a whole answer, redirects
            included, may take three times that.
        tries: requests made for one answer at most.
        patience: seconds spent at most on waiting for one answer, pauses included.
        gap: seconds between requests to a server that states no rate.
        circuit: what the run knows of the network, shared with the doors of other services.
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
        gap: float = 1 / 3,
        circuit: Circuit | None = None,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.offline = offline
        self.mailto = mailto
        self.requests = 0
        self.circuit = circuit or Circuit(clock=clock)
        self._trusted = origin(trusted) if trusted else ""
        self._timeout, self._tries, self._patience, self._gap = timeout, tries, patience, gap
        self._clock, self._sleep = clock, sleep
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()
        self._local = threading.local()

    def pace(self, url: str) -> Pace:
        """Return the pace kept with the server of ``url``."""
        with self._lock:
            return self._paces.setdefault(origin(url), Pace(self._clock, self._sleep, self._gap))

    def get(
        self,
        url: str,
        params: Mapping[str, Any] | None = None,
        wish: Wish = Wish(),  # noqa: B008 - a frozen record
    ) -> Answer:
        """Return the server's last answer, whatever its status, after retries and redirects.

        Raises:
            Fault: offline, a forbidden address, no answer in time, an answer too large, or the server kept
                failing (429 and 5xx after the last try; ``status`` holds which).
        """
        if self.offline:
            raise Fault("not looked up: offline", FaultKind.OFFLINE)
        url = opened_as(url, self._trusted)
        started = self._clock()
        try:
            answer = self._insisted(url, params, wish, started)
        except Fault as fault:
            if fault.kind not in _NO_FAILURE:
                self.circuit.failed(origin(url), fault.reason, self._clock() - started)
            raise
        self.circuit.served(origin(url))
        return answer

    def _insisted(self, url: str, params: Mapping[str, Any] | None, wish: Wish, started: float) -> Answer:
        """Ask until there is an answer to give back, the tries are used up, or patience is."""
        fault = Fault("no answer", FaultKind.CONNECTION)
        for turn in range(self._tries):
            self.circuit.allowed(origin(url))
            self.pace(url).wait()
            pause = min(2.0**turn, 20.0) * (0.5 + random.random())  # noqa: S311 - jitter, no secret
            try:
                answer = self._followed(url, params, wish)
            except Fault as other:
                if other.kind in (FaultKind.NAME, FaultKind.CONNECTION, FaultKind.TIME):
                    self.circuit.unheard()
                raise
            except Exception as error:  # noqa: BLE001 - whatever the libraries raise is the world's fault here
                fault = _spoken(error)
                self.circuit.unheard()
            else:
                self.pace(url).learn(answer.headers)
                if answer.status not in _RETRIED:
                    return answer
                fault = Fault(f"{urlsplit(url).hostname} answered {answer.status}", status=answer.status)
                pause = self._held(url, answer, pause)
            left = min(self._patience - (self._clock() - started), self.circuit.allowed(origin(url)))
            if turn + 1 == self._tries or pause > left:
                break
            self._sleep(pause)
        raise fault

    def _held(self, url: str, answer: Answer, pause: float) -> float:
        """Return the seconds to wait for a server that struggles; one that asks for too many is asked no more."""
        asked = retry_after(answer.headers.get("retry-after", ""))
        if asked is None:
            return pause
        if asked > self._patience:
            reason = f"{urlsplit(url).hostname} answered {answer.status} and asks to be left alone for {asked:.0f} s"
            self.circuit.close(origin(url), min(asked, _DAY), reason)
        else:
            self.pace(url).hold(asked)
        return asked

    def _followed(self, url: str, params: Mapping[str, Any] | None, wish: Wish) -> Answer:
        here, redirected, limit = url, False, self._clock() + 3 * self._timeout
        for _ in range(REDIRECTS + 1):
            answer = self._one(here, params, wish, limit)
            target = answer.headers.get("location", "")
            if answer.status not in _REDIRECT or not target:
                return msgspec.structs.replace(answer, redirected=redirected)
            before = origin(here)
            here, params, redirected = self._onward(answer.url, target), None, True
            if origin(here) != before:
                self.pace(here).wait()
        raise Fault(f"{urlsplit(url).hostname} redirects in circles")

    def _onward(self, url: str, target: str) -> str:
        try:
            return opened_as(urljoin(url, target), self._trusted)
        except ValueError:
            raise Fault("a redirect makes no sense", FaultKind.FORBIDDEN) from None
        except Fault as fault:
            raise Fault(f"a redirect is not followed: {fault.reason}", fault.kind) from None

    def _one(self, url: str, params: Mapping[str, Any] | None, wish: Wish, limit: float) -> Answer:
        allowed = min(self.circuit.allowed(origin(url)), limit - self._clock())
        if allowed <= 0:
            raise Fault(f"{urlsplit(url).hostname} was too slow", FaultKind.TIME)
        seconds, session = min(self._timeout, allowed), self._session()
        self.requests += 1
        with (
            Deadline(session, allowed) as deadline,
            session.request(
                wish.method,
                url,
                params=dict(params) if params else None,
                headers=self._headers(wish),
                timeout=(min(_CONNECT, seconds), seconds),
                allow_redirects=False,
                stream=True,
            ) as response,
        ):
            self.circuit.heard()
            host = urlsplit(url).hostname
            if response.headers.get("content-encoding", "").strip().lower() not in _UNPACKED:
                raise Fault(f"{host} packs its answers in a way that is not opened")
            body, cut = bytearray(), False
            for chunk in response.iter_content(_CHUNK) if wish.method != "HEAD" else ():
                body += chunk
                cut = len(body) > wish.largest
                if cut and not wish.cut:
                    raise Fault(f"{host} sent more than {wish.largest / 1_000_000:g} MB")
                if self._clock() > limit:
                    raise Fault(f"{host} was too slow", FaultKind.TIME)
                if cut:
                    break
            if deadline.struck:
                # Cut in its head, an answer looks whole.
                raise Fault(f"{host} was too slow", FaultKind.TIME)
            kept = {name.lower(): value for name, value in response.headers.items()}
            return Answer(response.status_code, kept, bytes(body[: wish.largest]), str(response.url), cut=cut)

    def _headers(self, wish: Wish) -> dict[str, str]:
        contact = f"; mailto:{self.mailto}" if self.mailto else ""
        agent = f"deskcheck/{_version()} (citation checking{contact})"
        return {"User-Agent": agent, "Accept": wish.accept, "Accept-Encoding": "gzip, deflate"}

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


def _spoken(error: Exception) -> Fault:
    """The error as a fault in a reader's words; a fault inside a library's error keeps its own reason."""
    cause: BaseException | None = error
    for _ in range(8):
        if isinstance(cause, Fault):
            return cause
        if cause is None:
            break
        cause = cause.__cause__ or cause.__context__
    name = type(error).__name__
    if "Timeout" in name:
        return Fault("no answer in time", FaultKind.TIME)
    if "SSL" in name:
        return Fault("no safe connection", FaultKind.SAFETY)
    if "Connection" in name:
        return Fault("no connection", FaultKind.CONNECTION)
    return Fault(f"no answer ({name})")
