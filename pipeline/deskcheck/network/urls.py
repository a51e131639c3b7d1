"""Addresses as text: only those are opened that every parser reads alike.

What two parsers read differently (a backslash, a blank, a name and password before the host) is what an attacker
hides a host in; such addresses are refused instead of understood. Grammar: RFC 3986, sections 2 and 3.2.
"""

import re
from urllib.parse import urlsplit

from deskcheck.network.faults import Fault, FaultKind

SCHEMES = {"http": 80, "https": 443}
LONGEST = 8000
"""Characters of an address; what is longer is no address that a person cites."""
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f\\\u2028\u2029\ud800-\udfff]")
_NAME = re.compile(r"(?=.{1,253}\.?\Z)[a-z\d_](?:[a-z\d_-]{0,62})(?:\.[a-z\d_-]{1,63})*\.?\Z", re.I)
_LITERAL = re.compile(r"\[[0-9a-f:.]{2,45}\]\Z", re.I)
_NUMBER = re.compile(r"(?:\d+|0x[\da-f]*)\Z", re.I)
_OCTET = r"(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)"
_PLAIN_IPV4 = re.compile(rf"{_OCTET}(?:\.{_OCTET}){{3}}\Z")
_AUTHORITY = re.compile(r"(?P<host>\[[^\]]*\]|[^:\[\]]*)(?::(?P<port>\d{1,5})?)?\Z")


def opened_as(url: str, trusted: str = "") -> str:
    """Return the address as it may be sent, its host in ASCII.

    Args:
        url: what was printed or redirected to.
        trusted: an origin on which any port is allowed.

    Raises:
        Fault: it is refused, with the reason.
    """
    if len(url) > LONGEST:
        raise _refused(f"the address is longer than {LONGEST} characters")
    if _UNSAFE.search(url):
        raise _refused("the address holds characters that no address may hold")
    scheme, mark, rest = url.partition("://")
    scheme = scheme.lower()
    if not mark or scheme not in SCHEMES:
        raise _refused(f"the address is not opened: {scheme[:20] if mark else 'no scheme'}")
    end = next((place for place, character in enumerate(rest) if character in "/?#"), len(rest))
    authority, path = rest[:end], rest[end:]
    if "@" in authority:
        raise _refused("the address is not opened: it holds a name or password")
    parts = _AUTHORITY.match(authority)
    if parts is None:
        raise _refused("the address makes no sense")
    host = _ascii(parts["host"])
    port = int(parts["port"] or SCHEMES[scheme])
    url = f"{scheme}://{host}{'' if port == SCHEMES[scheme] else f':{port}'}{path}"
    if not 0 < port < 65536:
        raise _refused("the address makes no sense")
    if port not in SCHEMES.values() and origin(url) != trusted:
        raise _refused(f"port {port} is not opened")
    _agreed(url, host, port)
    return url


def origin(url: str) -> str:
    """Return scheme, host and port of an address, in small letters."""
    try:
        parts = urlsplit(url)
        port = parts.port or SCHEMES.get(parts.scheme, 0)
        host = parts.hostname or ""
    except ValueError:
        return ""
    return f"{parts.scheme}://{bracketed(host)}:{port}".lower()


def bracketed(host: str) -> str:
    """Return a host as an address holds it: IPv6 in brackets."""
    return f"[{host}]" if ":" in host and not host.startswith("[") else host


def _ascii(host: str) -> str:
    """Return a host in ASCII letters, international names in the encoding of IDNA (UTS 46)."""
    if not host.isascii():
        import idna  # noqa: PLC0415 - comes with requests

        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            raise _refused("the address makes no sense") from None
    last = host.rstrip(".").rpartition(".")[2]
    if _NUMBER.match(last) and not _PLAIN_IPV4.match(host):
        # Octal, hexadecimal, short and whole-number writings of IPv4 are read in several ways (WHATWG URL, 3.5).
        raise _refused("the address makes no sense")
    if not (_NAME.match(host) or _LITERAL.match(host)) or ".." in host:
        raise _refused("the address makes no sense")
    return host.lower()


def _agreed(url: str, host: str, port: int) -> None:
    """Refuse an address in which the library that will send it sees another host or port than we do."""
    from urllib3.util import parse_url  # noqa: PLC0415

    try:
        theirs, ours = parse_url(url), urlsplit(url)
        seen = {(theirs.host or "", theirs.port or SCHEMES[theirs.scheme or ""])}
        seen.add((bracketed(ours.hostname or ""), ours.port or SCHEMES[ours.scheme]))
    except (ValueError, KeyError):
        raise _refused("the address makes no sense") from None
    if seen != {(host, port)}:
        raise _refused("the address makes no sense")


def _refused(reason: str) -> Fault:
    return Fault(reason, FaultKind.FORBIDDEN)
