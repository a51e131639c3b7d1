# ruff: noqa: E501, S104 - tables of cases; addresses that must be refused
"""Addresses that must never be connected to, brought in by every entry there is, with connections recorded.

Each ``run_…`` returns (promised, run, failed): how many cases were promised, how many ran, and the failures in words.
Tests run them short; a script can run them long.
"""

import random
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from unittest import mock
from urllib.parse import quote, urlsplit

import requests
from urllib3.util import parse_url

from deskcheck.authorities.archive import Archive
from deskcheck.authorities.crossref import Crossref
from deskcheck.authorities.handles import Handles
from deskcheck.authorities.pages import Pages
from deskcheck.authorities.web_article import fetch
from deskcheck.cache import Cache
from deskcheck.errors import InputError
from deskcheck.model import Article, CslItem, PageStatus, Reference
from deskcheck.network import SCHEMES, Circuit, Door, Fault, opened_as
from fault_server import FaultServer

Tally = tuple[int, int, list[str]]

PUBLIC, OTHER_PUBLIC = "93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946"
PUBLIC_HOST, OTHER_HOST = "public.example", "elsewhere.example"
# What the resolver of the tests says of names; the first two are well, the others lead inside.
NAMES = {
    PUBLIC_HOST: [PUBLIC],
    OTHER_HOST: [PUBLIC],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
    "localhost.localdomain": ["127.0.0.1"],
    "inside.example": ["10.0.0.5"],
    "mixed.example": [PUBLIC, "192.168.1.10"],
    "mixed6.example": [PUBLIC, "fd00::5"],
    "metadata.google.internal": ["169.254.169.254"],
    "metadata": ["169.254.169.254"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "router.local": ["192.168.0.1"],
    "db": ["172.16.3.4"],
}
HOSTS = (
    # plain, and the ranges of RFC 6890
    "127.0.0.1", "127.1.2.3", "0.0.0.0", "10.0.0.1", "172.16.0.1", "172.31.255.254", "192.168.0.1", "169.254.169.254",
    "100.64.0.1", "192.0.0.1", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1",
    "255.255.255.255", "192.88.99.1",
    # other writings of IPv4: decimal, octal, hexadecimal, short, padded, mixed
    "2130706433", "0177.0.0.1", "0x7f.0.0.1", "0x7f000001", "017700000001", "127.1", "127.0.1", "0", "0x7f.1", "127.0.0.01",
    "0000127.0.0.1", "2852039166", "0xA9FEA9FE", "0251.0376.0251.0376", "127.0.0.1.",
    # IPv6, and IPv4 inside it: mapped, compatible, 6to4, NAT64, Teredo, ISATAP, site-local, zone
    "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[2002:7f00:1::]",
    "[2002:0a00:0001::1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::a00:1]", "[2001:0:7f00:1::f5ff:fffe]",
    "[2606:2800:220:1:0:5efe:a00:1]", "[fe80::1]", "[fe80::1%25eth0]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]",
    "[ff02::1]", "[2001:db8::1]", "[100::1]", "[::ffff:0:127.0.0.1]",
    # names
    "localhost", "localhost.", "LOCALHOST", "localhost.localdomain", "inside.example", "mixed.example", "mixed6.example",
    "metadata.google.internal", "metadata", "127.0.0.1.nip.example", "router.local", "db",
    # digits and letters of other scripts, which some parsers turn into plain ones
    "１２７.０.０.１", "①②⑦.⓪.⓪.①", "127。0。0。1", "ｌｏｃａｌｈｏｓｔ", "loca\u00adlhost", "ⓛⓞⓒⓐⓛhost",
)  # fmt: skip
WHOLE = (
    # who is asked, and who is only named
    "http://public.example@127.0.0.1/", "http://127.0.0.1@public.example:80@10.0.0.1/", "http://user:word@127.0.0.1/",
    "http://public.example\\@127.0.0.1/", "http://127.0.0.1\\@public.example/", "http://public.example#@127.0.0.1/\r\nx",
    "http://127.0.0.1%2f@public.example/", "http://public.example%00.127.0.0.1/", "http://127.0.0.1 public.example/",
    "http://127.0.0.1\tpublic.example/", "http://127.0.0.1\r\nHost: public.example/", "http://[::1]public.example/",
    "http://[::1", "http:127.0.0.1/", "http:/127.0.0.1/", "http:///127.0.0.1/", "http:\\\\127.0.0.1\\", "//127.0.0.1/",
    # other ports and schemes
    "http://public.example:22/", "http://public.example:6379/", "http://127.0.0.1:80/", "https://127.0.0.1:443/",
    "http://public.example:0/", "http://public.example:65616/", "http://public.example:８０００/",
    "file:///etc/passwd", "file://localhost/etc/passwd", "ftp://127.0.0.1/", "gopher://127.0.0.1:6379/_INFO",
    "data:text/html,hello", "dict://127.0.0.1:11211/", "ldap://127.0.0.1/", "jar:http://127.0.0.1!/", "javascript:alert(1)",
    "unix:///var/run/docker.sock", "http+unix://%2Fvar%2Frun%2Fdocker.sock/", "view-source:http://127.0.0.1/",
)  # fmt: skip
ADDRESSES = tuple(f"http://{host}/secret" for host in HOSTS) + WHOLE


class World:
    """The network as the tests see it: names by a table, connections recorded and led to a server on the loopback.

    Attributes:
        connected: (address, port) of each connection that was tried, those to ``server`` itself left out.
    """

    def __init__(self, server: FaultServer) -> None:
        self.server = server
        self.connected: list[tuple[str, int]] = []
        self.resolve: Callable[[str], list[str]] | None = None
        self._lookup = socket.getaddrinfo

    def __enter__(self) -> "World":
        self._patches = [
            mock.patch("socket.getaddrinfo", self._getaddrinfo),
            mock.patch("socket.create_connection", self._create_connection),
        ]
        for patch in self._patches:
            patch.start()
        return self

    def __exit__(self, *_: object) -> None:
        for patch in self._patches:
            patch.stop()

    @property
    def inside(self) -> list[tuple[str, int]]:
        """The connections that should never have been tried."""
        return [one for one in self.connected if one[0] not in (PUBLIC, OTHER_PUBLIC) or one[1] not in SCHEMES.values()]

    def _getaddrinfo(self, host, port, *_, **__):
        found = self.resolve(host) if self.resolve else NAMES.get(host.lower() if isinstance(host, str) else host)
        if found is None:
            # Numbers in all their writings are read by the system, without asking anybody.
            try:
                return self._lookup(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            except (OSError, UnicodeError):
                raise socket.gaierror(socket.EAI_NONAME, "unknown") from None
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in found]

    def _create_connection(self, address, timeout=None, *_, **__):
        host, port = address
        if (host, port) == ("127.0.0.1", self.server.port):
            return self._led(timeout)
        self.connected.append((host, port))
        if host in (PUBLIC, OTHER_PUBLIC):
            return self._led(timeout)
        raise ConnectionRefusedError

    def _led(self, timeout):
        made = socket.socket()
        made.settimeout(timeout)
        made.connect(("127.0.0.1", self.server.port))
        return made


def quick_door(trusted: str = "", **options) -> Door:
    """Return a door that never waits."""
    return Door(
        trusted=trusted, tries=1, timeout=2.0, patience=0.0, sleep=lambda _: None, circuit=Circuit(60), **options
    )


def new_pages(door: Door, service: str, today=date(2026, 11, 23)) -> Pages:
    """Return ``Pages`` whose services are asked at ``service`` and which keeps nothing."""
    cache, own = Cache(None), quick_door(service)
    return Pages(
        door, cache, Handles(service, own, cache), Archive(service, own, cache), today=today, sleep=lambda _: None
    )


@contextmanager
def world() -> Iterator[World]:
    """Give a server and the recorded network around it."""
    with FaultServer() as server, World(server) as around:
        yield around


def _by_reference(around: World, url: str) -> str:
    """A reference prints the address."""
    one = Reference(id="1", number=1, printed=url, fields=CslItem(url=url, title="Of larks above the wheat"))
    article = Article(path="a.md", format="markdown", title="", text="")
    checks = new_pages(quick_door(), around.server.url).look([one], article)
    wrong = [check.status for check in checks.values() if check.status not in (PageStatus.BLOCKED, PageStatus.UNKNOWN)]
    return f"status {wrong[0]}" if wrong else ""


def _by_redirect(around: World, url: str) -> str:
    """A public page redirects to it."""
    around.server.redirects = {"/start": (302, url)}
    try:
        answer = quick_door().get(f"http://{PUBLIC_HOST}/start")
    except Fault:
        return ""
    # What is no address at all is taken as relative to the page, and that stays where it was.
    return "" if urlsplit(answer.url).hostname == PUBLIC_HOST else f"answered {answer.url}"


def _by_service(around: World, url: str) -> str:
    """A service that the user named redirects to it."""
    around.server.redirects = {}
    around.server.fails = lambda _: ""
    service = around.server.url
    with mock.patch.object(FaultServer, "answer", lambda *_: (302, {"Location": url}, b"")):
        asked = Crossref(service, quick_door(service), Cache(None))
        match = asked.look_up(
            Reference(id="1", number=1, printed="Larks above the wheat. J Rest. 2019;1:2. doi:10.5555/lark")
        )
    return "" if match.status.value == "unknown" else f"status {match.status.value}"


def _by_article(around: World, url: str) -> str:
    """The user is led to give it as the article's own address."""
    del around
    try:
        fetch(url, quick_door())
    except InputError:
        return ""
    return "was fetched"


ENTRIES = {"reference": _by_reference, "redirect": _by_redirect, "service": _by_service, "article": _by_article}


def run_addresses(addresses=ADDRESSES) -> Tally:
    """Bring every address in by every entry; none may be connected to."""
    failed, count = [], 0
    with world() as around:
        for name, entry in ENTRIES.items():
            for url in addresses:
                count += 1
                around.connected.clear()
                said = entry(around, url)
                if around.inside or said:
                    failed.append(f"{name}: {url!r}: {said or around.inside}")
    return 240, count, failed


def run_rebinding(runs: int = 100) -> Tally:
    """A name answers public once, then private; or both at once. One lookup a connection, and none goes inside."""
    failed = []
    with world() as around:
        around.server.pages = {"/": ("Larks above the wheat", "What we saw.")}
        for number in range(runs):
            answers = iter([[PUBLIC], *[["10.0.0.5"]] * 9] if number % 2 else [[PUBLIC, "10.0.0.5"]] * 10)
            asked = []

            def resolve(host, answers=answers, asked=asked):
                asked.append(host)
                return next(answers)

            around.resolve = resolve
            around.connected.clear()
            try:
                status = quick_door().get(f"http://rebound{number}.example/").status
            except Fault:
                status = 0
            expected = (200, 1, [PUBLIC]) if number % 2 else (0, 1, [])
            got = (status, len(asked), [address for address, _ in around.connected])
            if got != expected:
                failed.append(f"run {number}: {got}")
    return 100, runs, failed


def run_redirects() -> Tally:
    """Loops, long chains, huge targets, other schemes, and what must not travel from one host to the next."""
    failed = []
    start = f"http://{PUBLIC_HOST}/start"
    refused = {
        "loop": {"/start": (302, "/start")},
        "loop of two": {"/start": (301, "/b"), "/b": (301, "/start")},
        "six hops": {"/start": (302, "/h1"), **{f"/h{n}": (302, f"/h{n + 1}") for n in range(1, 7)}},
        "300 kB": {"/start": (302, "/" + "x" * 300_000)},
        "9 kB": {"/start": (302, "/" + "x" * 9_000)},
        "to itself with a password": {"/start": (302, f"http://user:word@{PUBLIC_HOST}/end")},
        "another port": {"/start": (302, f"http://{PUBLIC_HOST}:8080/end")},
        **{
            f"scheme {s}": {"/start": (308, f"{s}//{PUBLIC_HOST}/end")}
            for s in ("file:", "ftp:", "gopher:", "ws:", "dict:")
        },
        **{f"status {n} inside": {"/start": (n, "http://10.0.0.1/")} for n in (301, 302, 303, 307, 308)},
        "to the server next door": {"/start": (302, "http://127.0.0.1:{port}/end")},
    }
    with world() as around:
        around.server.pages = {"/end": ("The end", "Text.")}
        for name, redirects in refused.items():
            around.server.redirects = {
                path: (status, target.replace("{port}", str(around.server.port)))
                for path, (status, target) in redirects.items()
            }
            around.connected.clear()
            try:
                failed.append(f"{name}: answered {quick_door().get(start).status}")
            except Fault:
                if around.inside:
                    failed.append(f"{name}: {around.inside}")
        around.server.headers = {"Set-Cookie": "session=1; Path=/"}
        around.server.redirects = {"/start": (302, f"http://{OTHER_HOST}/end")}
        around.server.pages["/start2"] = ("Start", "Text.")
        around.server.log.clear()
        door = quick_door(mailto="desk@rest.example")
        door.get(f"http://{PUBLIC_HOST}/start2")
        door.get(start)
        told = {name for _, _, headers in around.server.log for name in headers}
        if told & {"authorization", "cookie", "proxy-authorization", "referer", "origin"}:
            failed.append(f"told: {sorted(told)}")
    return len(refused) + 1, len(refused) + 1, failed


_PIECES = {
    "scheme": ("http:", "https:", "HTTP:", "hTTps:", "http", "ftp:", "", "http::"),
    "mark": ("//", "/", "", "\\\\", "/\\", "///", "//\t", "//%2f"),
    "user": ("", "", "", "", "user@", "user:word@", "a@b@", "%40", "public.example@", "\\@", "#@", "?@", "@"),
    "host": (*HOSTS, PUBLIC_HOST, OTHER_HOST, "PUBLIC.example", "public.example.", "a_b.example", "-a.example", "xn--e1afmkfd.example",
             "пример.example", "faß.example", "[2606:2800:220:1::1]", "[v1.fe]", "%70ublic.example", "public%2eexample", "a..b", "", "*",
             "public.example\\", "public.example%00", "pub lic.example", "1.2.3", "256.256.256.256", "a" * 70 + ".example"),
    "port": ("", "", "", "", ":80", ":443", ":8080", ":", ":080", ":00000000080", ":-1", ":65616", ":８０", ":80:80", ":a", ":80@x"),
    "path": ("", "/", "/a?b#c", "?q=http://127.0.0.1/", "#@127.0.0.1/", "\\@127.0.0.1/", "/..//x", "/%0d%0a", ";x", "/a b", "/ä", "/\r\nX: y"),
}  # fmt: skip


_SOUND = {
    "scheme": ("http:", "https:", "HTTPS:"),
    "mark": ("//",),
    "user": ("",),
    "host": (PUBLIC_HOST, PUBLIC, f"[{OTHER_PUBLIC}]", "PUBLIC.example.", "a_b.example", "пример.example", "127.0.0.1"),
    "port": ("", ":80", ":443", ":"),
    "path": ("", "/", "/a?b#c", "/ä?@x:80", "#@127.0.0.1/", "/..//x"),
}


def run_parsers(count: int = 5000, seed: int = 1) -> Tally:
    """Generate addresses; each is refused, or read alike by us, the standard library, urllib3 and requests."""
    chance, failed, accepted = random.Random(seed), [], 0
    for _ in range(count):
        url = "".join(
            chance.choice(_SOUND[part] if chance.random() < 0.7 else choices) for part, choices in _PIECES.items()
        )
        if chance.random() < 0.2:
            place = chance.randrange(len(url) + 1)
            url = url[:place] + chance.choice("\\@:/?#[]%\t\n\x00 。＠：／") + url[place:]
        try:
            ours = opened_as(url)
        except Fault:
            continue
        accepted += 1
        authority = ours.split("://")[1]
        for mark in "/?#":
            authority = authority.split(mark)[0]
        try:
            sent = parse_url(requests.Request("GET", ours).prepare().url)
            library, plain = parse_url(ours), urlsplit(ours)
            readings = {
                _reading(sent.host, sent.port, sent.scheme),
                _reading(library.host, library.port, library.scheme),
                _reading(plain.hostname, plain.port, plain.scheme),
                _reading(urlsplit(f"//{authority}").hostname, urlsplit(f"//{authority}").port, ours.split(":")[0]),
            }
        except Exception as fault:  # noqa: BLE001 - a parser that fails on what we accepted disagrees
            failed.append(f"{url!r}: {type(fault).__name__}")
            continue
        if len(readings) != 1 or "@" in authority:
            failed.append(f"{url!r}: {sorted(map(str, readings))}")
    if accepted < count // 20:
        failed.append(f"only {accepted} of {count} addresses were accepted, too few to tell")
    return 5000, count, failed


def _reading(host, port, scheme):
    return (quote((host or "").strip("[]").lower(), safe=":."), port or SCHEMES.get(scheme or "", 0))
