"""Which addresses may be connected to, and sessions that connect to no others."""

import ipaddress
import socket
from typing import Any, NoReturn
from urllib.parse import urlsplit

from deskcheck.network.faults import Fault

SCHEMES = {"http": 80, "https": 443}


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


def new_session(trusted: str) -> Any:
    """A requests session that connects to checked addresses only and takes nothing from the environment."""
    import requests  # noqa: PLC0415
    from requests.adapters import HTTPAdapter  # noqa: PLC0415
    from urllib3 import connection, connectionpool, poolmanager  # noqa: PLC0415

    def connect(one: Any) -> socket.socket:
        scheme = "https" if isinstance(one, connection.HTTPSConnection) else "http"
        allowed = trusted and origin(f"{scheme}://{_bracketed(one.host)}:{one.port}") == trusted
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


def origin(url: str) -> str:
    """Return scheme, host and port of an address, in small letters."""
    parts = urlsplit(url)
    try:
        port = parts.port or SCHEMES.get(parts.scheme, 0)
    except ValueError:
        port = 0
    return f"{parts.scheme}://{_bracketed(parts.hostname or '')}:{port}".lower()


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host and not host.startswith("[") else host
