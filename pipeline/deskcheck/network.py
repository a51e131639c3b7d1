"""The one door to the network: polite to services, deaf to private addresses, patient within bounds.

Every request names the program and a way to reach its user, keeps to the rate that the service's answers
state, waits as ``Retry-After`` asks (RFC 9110, 10.2.3: seconds or a date), and tries again a few times with
jittered pauses. Only http and https on their usual ports are opened, and only after every address of
the host was found to be public; the connection then goes to a checked address, so that a name which
answers differently the second time gains nothing. Redirects are followed by hand and checked anew.
"""

import datetime
import email.utils
import ipaddress
import random
import socket
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any, NoReturn
from urllib.parse import urljoin, urlsplit

import msgspec

SCHEMES = {"http": 80, "https": 443}
LARGEST = 32 * 1024 * 1024
REDIRECTS = 5
_RETRIED = frozenset({408, 425, 429, 500, 502, 503, 504})
_REDIRECT = frozenset({301, 302, 303, 307, 308})
_CHUNK = 64 * 1024
_FIRST_RATE = 3.0
_SLOWEST = 60.0


class Fault(Exception):  # noqa: N818 - the word the whole project uses for what the world does
    """The world did not answer; ``reason`` is meant for a report. Authorities turn it into ``unknown``."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)


class Answer(msgspec.Struct, frozen=True):
    """What a server answered: header names in small letters, ``url`` after redirects."""

    status: int
    headers: dict[str, str]
    body: bytes
    url: str
    redirected: bool = False


class Pace:
    """When the next request to one server may go out; re-rated by each answer."""

    def __init__(self, clock: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._clock = clock
        self._sleep = sleep
        self._lock = threading.Lock()
        self._last = float("-inf")
        self._held = float("-inf")
        self.gap = 0.0
        self.concurrency = 1

    def wait(self) -> None:
        """Take the next slot and wait for it."""
        with self._lock:
            now = self._clock()
            slot = max(now, self._last + self.gap, self._held)
            self._last = slot
        if slot > now:
            self._sleep(slot - now)

    def hold(self, seconds: float) -> None:
        """Let nothing out for ``seconds``."""
        with self._lock:
            self._held = max(self._held, self._clock() + seconds)

    def learn(self, headers: Mapping[str, str]) -> None:
        """Take rate and concurrency from ``x-rate-limit-limit``, ``-interval`` and ``x-concurrency-limit``."""
        limit = _number(headers.get("x-rate-limit-limit", ""))
        interval = _number(headers.get("x-rate-limit-interval", "1s").rstrip("s ")) or 1.0
        self.gap = min(interval / limit, _SLOWEST) if limit else 1 / _FIRST_RATE
        allowed = _number(headers.get("x-concurrency-limit", ""))
        self.concurrency = max(1, min(int(allowed or 1), 8))


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
        self._trusted = _origin(trusted) if trusted else ""
        self._timeout, self._tries, self._patience = timeout, tries, patience
        self._clock, self._sleep = clock, sleep
        self._paces: dict[str, Pace] = {}
        self._lock = threading.Lock()
        self._local = threading.local()

    def pace(self, url: str) -> Pace:
        """Return the pace kept with the server of ``url``."""
        with self._lock:
            return self._paces.setdefault(_origin(url), Pace(self._clock, self._sleep))

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
        if _origin(url) == self._trusted:
            return
        if port not in (None, *SCHEMES.values()):
            raise Fault(f"port {port} is not opened")

    def _session(self) -> Any:
        """Return the session of this thread."""
        session = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = _new_session(self._trusted)
        return session


def public_address(host: str, port: int) -> str:
    """Return an address of ``host`` to connect to, after all of its addresses were found public.

    Raises:
        Fault: the name is unknown, or one of its addresses is private, local, reserved or of a tunnel.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise Fault(f"the name {host} is unknown") from None
    addresses = [str(entry[4][0]) for entry in found]
    for address in addresses:
        if not is_public(address):
            raise Fault(f"{host} is not a public address")
    if not addresses:
        raise Fault(f"the name {host} is unknown")
    return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open Internet, embedded IPv4 addresses included."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is not None:
            return is_public(str(inner))
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            return is_public(str(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)))
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def retry_after(value: str, now: datetime.datetime | None = None) -> float | None:
    """Return the seconds that a ``Retry-After`` asks for, given as seconds or as a date; None when it says nothing."""
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text)
    try:
        moment = email.utils.parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=datetime.UTC)
    return max(0.0, (moment - (now or datetime.datetime.now(datetime.UTC))).total_seconds())


def _new_session(trusted: str) -> Any:
    """A requests session that connects to checked addresses only and takes nothing from the environment."""
    import requests  # noqa: PLC0415
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from urllib3 import connection, connectionpool, poolmanager  # noqa: PLC0415

    def connect(one: Any) -> socket.socket:
        scheme = "https" if isinstance(one, connection.HTTPSConnection) else "http"
        allowed = trusted and _origin(f"{scheme}://{_bracketed(one.host)}:{one.port}") == trusted
        address = one.host if allowed else public_address(one.host, one.port)
        made = socket.create_connection(
            (address, one.port), one.timeout if isinstance(one.timeout, int | float) else None
        )
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return made

    class Plain(connection.HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class Secure(connection.HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return connect(self)

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = Secure

    class Checked(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
            self.poolmanager = poolmanager.PoolManager(num_pools=4, maxsize=4, block=False)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

        def proxy_manager_for(self, *arguments: Any, **named: Any) -> NoReturn:
            raise Fault("proxies are not used")

    session = requests.Session()
    session.trust_env = False
    session.mount("http://", Checked(max_retries=0))
    session.mount("https://", Checked(max_retries=0))
    return session


def _version() -> str:
    from importlib import metadata  # noqa: PLC0415

    try:
        return metadata.version("deskcheck")
    except metadata.PackageNotFoundError:
        return "0"


def _origin(url: str) -> str:
    parts = urlsplit(url)
    try:
        port = parts.port or SCHEMES.get(parts.scheme, 0)
    except ValueError:
        port = 0
    return f"{parts.scheme}://{_bracketed(parts.hostname or '')}:{port}".lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _number(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        return 0.0
    return value if 0 < value < 1e6 else 0.0


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
