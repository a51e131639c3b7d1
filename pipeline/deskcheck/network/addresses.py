"""Which addresses may be connected to: every address of a name must be one of the open Internet."""

import ipaddress
import queue
import socket
import threading

from deskcheck.network.faults import Fault, FaultKind

# All unicast addresses of the open Internet lie here (IANA, IPv6 Address Space); others are local or reserved.
_UNICAST = ipaddress.ip_network("2000::/3")
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_RELAY = ipaddress.ip_network("192.88.99.0/24")
# ISATAP (RFC 5214): these four bytes in the interface's half, and the rest is an IPv4 address.
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOOKUP_SECONDS = 5.0


def public_address(host: str, port: int) -> str:
    """Return the first of ``public_addresses``."""
    return public_addresses(host, port)[0]


def public_addresses(host: str, port: int, seconds: float = _LOOKUP_SECONDS) -> list[str]:
    """Return the addresses of ``host`` to connect to, after all of them were found public.

    Raises:
        Fault: the name is unknown, was not looked up in time, or one of its addresses is private, local, reserved or
            of a tunnel to such a one.
    """
    addresses = list(dict.fromkeys(_looked_up(host, port, seconds)))
    for address in addresses:
        if not is_public(address):
            raise Fault(f"{host} is not a public address", FaultKind.FORBIDDEN)
    if not addresses:
        raise Fault(f"the name {host} is unknown", FaultKind.NAME)
    return addresses


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the open Internet, embedded IPv4 addresses included."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _embedded(ip)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _UNICAST:
            return False
    elif ip in _RELAY:
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _embedded(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address that packets to ``ip`` may end up at, or None."""
    number = int(ip)
    if ip in _NAT64 or (number >> 32) & 0xFFFFFFFF in _ISATAP:
        return ipaddress.IPv4Address(number & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def _looked_up(host: str, port: int, seconds: float) -> list[str]:
    """Return the addresses of a name; the system's resolver knows no time limit, so it runs beside."""
    answers: queue.SimpleQueue[list[str] | BaseException] = queue.SimpleQueue()

    def look_up() -> None:
        try:
            answers.put([str(entry[4][0]) for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as fault:
            answers.put(fault)

    threading.Thread(target=look_up, daemon=True).start()
    try:
        found = answers.get(timeout=seconds)
    except queue.Empty:
        raise Fault(f"the name {host} was not looked up in time", FaultKind.TIME) from None
    if isinstance(found, list):
        return found
    again = isinstance(found, socket.gaierror) and found.errno not in (socket.EAI_NONAME, socket.EAI_NODATA)
    if again:
        raise Fault(f"the name {host} could not be looked up", FaultKind.CONNECTION)
    raise Fault(f"the name {host} is unknown", FaultKind.NAME)
