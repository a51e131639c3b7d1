"""Connections that lead to checked addresses only, and that a deadline can cut."""

import contextlib
import socket
import threading
import weakref
from typing import Any, NoReturn

from deskcheck.network.addresses import public_addresses
from deskcheck.network.faults import Fault, FaultKind
from deskcheck.network.urls import bracketed, origin

_ATTEMPTS = 3


class Deadline:
    """Cuts every connection of ``session`` after some seconds of the wall clock, while used as a context manager.

    The libraries' time limits hold for each read alone; a server that sends a byte now and then outlasts them.
    """

    def __init__(self, session: Any, seconds: float) -> None:
        self.struck = False
        self._sockets: weakref.WeakSet[socket.socket] = session.sockets
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def __enter__(self) -> "Deadline":
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def _strike(self) -> None:
        self.struck = True
        for one in list(self._sockets):
            # Not an SSL socket's own way to shut down, which would disturb the thread that reads.
            with contextlib.suppress(OSError):
                socket.socket.shutdown(one, socket.SHUT_RDWR)


def new_session(trusted: str) -> Any:
    """A requests session that connects to checked addresses only, keeps no cookies and takes nothing from the
    environment; ``sockets`` holds those in use."""
    import requests  # noqa: PLC0415
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from requests.cookies import RequestsCookieJar  # noqa: PLC0415
    from urllib3 import connection, connectionpool, poolmanager  # noqa: PLC0415

    # A connection forgets its socket before the answer is read when the server will close; so sockets are kept.
    made: weakref.WeakSet[socket.socket] = weakref.WeakSet()

    class Plain(connection.HTTPConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, "http", trusted)

        def connect(self) -> None:
            super().connect()
            made.add(self.sock)

    class Secure(connection.HTTPSConnection):
        def _new_conn(self) -> socket.socket:
            return _connected(self, "https", trusted)

        def connect(self) -> None:
            super().connect()
            made.add(self.sock)

    class PlainPool(connectionpool.HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(connectionpool.HTTPSConnectionPool):
        ConnectionCls = Secure

    class Checked(HTTPAdapter):
        def init_poolmanager(self, *arguments: Any, **named: Any) -> None:
            self.poolmanager = poolmanager.PoolManager(num_pools=4, maxsize=4, block=False)
            self.poolmanager.pool_classes_by_scheme = {"http": PlainPool, "https": SecurePool}

        def proxy_manager_for(self, *arguments: Any, **named: Any) -> NoReturn:
            raise Fault("proxies are not used", FaultKind.FORBIDDEN)

    class Forgetful(RequestsCookieJar):
        def set_cookie(self, cookie: Any, *arguments: Any, **named: Any) -> None:
            return None

    session: Any = requests.Session()
    session.trust_env = False
    session.cookies = Forgetful()
    session.sockets = made
    session.mount("http://", Checked(max_retries=0))
    session.mount("https://", Checked(max_retries=0))
    return session


def _connected(one: Any, scheme: str, trusted: str) -> socket.socket:
    """Connect to an address that was just checked: the name is looked up once, and not again by the system."""
    named = bool(trusted) and origin(f"{scheme}://{bracketed(one.host)}:{one.port}") == trusted
    seconds = one.timeout if isinstance(one.timeout, int | float) else 20.0
    addresses = [one.host.strip("[]")] if named else public_addresses(one.host.strip("[]"), one.port, seconds)
    for place, address in enumerate(addresses[:_ATTEMPTS], start=1):
        try:
            made = socket.create_connection((address, one.port), seconds)
        except OSError:
            if place == min(len(addresses), _ATTEMPTS):
                raise
        else:
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return made
    raise AssertionError("an address is always tried")
