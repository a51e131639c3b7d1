"""Ways a network can be gone, and an article of many references to audit on such a day."""

import contextlib
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest import mock

PUBLIC = "93.184.216.34"
_TOWNS = "Arden Belmont Carrick Dunmore Elgin Farley Garston Harwick Inver Jarrow".split()
_SUBJECTS = "eels larks mosses bells salt".split()


def article(folder: Path, references: int = 50) -> Path:
    """Write an article whose references have DOIs, addresses at hosts of their own, or words alone, by turns."""
    claims, entries = [], []
    for number in range(1, references + 1):
        town, subject = _TOWNS[number % 10], _SUBJECTS[number // 10 % 5]
        tail = (f" https://doi.org/10.5555/outage.{number}", f" https://site{number}.example/{subject}", "")[number % 3]
        claims.append(f"In {town}, {number + 20} percent of {subject} were lost in winter [{number}].")
        entries.append(
            f"{number}. Harlow, T., & Winton, B. ({1990 + number % 30}). Losses of {subject} near {town} in winter"
            f" {number}. "
            f"Journal of Rest Studies, {number}(2), {number}1–{number}9.{tail}"
        )
    path = folder / "article.md"
    path.write_text(
        "# Losses in winter\n\n" + "\n\n".join(claims) + "\n\n## References\n\n" + "\n".join(entries) + "\n"
    )
    return path


def _found(*_, **__):
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (PUBLIC, 443))]


def _refuse(*_, **__):
    raise ConnectionRefusedError


def _no_resolver(*_, **__):
    raise socket.gaierror(socket.EAI_AGAIN, "temporary failure in name resolution")


def _no_name(*_, **__):
    raise socket.gaierror(socket.EAI_NONAME, "name or service not known")


def _wait(sleep: Callable[[float], None]) -> Callable[..., None]:
    def waiting(_, timeout=None, *__, **___):
        sleep(timeout or 120.0)
        raise TimeoutError

    return waiting


def _hanging_resolver(sleep: Callable[[float], None]) -> Callable[..., None]:
    def waiting(*_, **__):
        sleep(30.0)
        raise socket.gaierror(socket.EAI_AGAIN, "temporary failure in name resolution")

    return waiting


@contextlib.contextmanager
def outage(kind: str, sleep: Callable[[float], None] = time.sleep) -> Iterator[list[str]]:
    """Let the network be gone as ``kind`` says; gives the hosts that connections were tried to."""
    tried: list[str] = []
    with contextlib.ExitStack() as stack:
        lookup, connect = _found, _refuse
        if kind in ("no resolver", "no name"):
            lookup = _no_resolver if kind == "no resolver" else _no_name
        elif kind == "hanging resolver":
            lookup = _hanging_resolver(sleep)
        elif kind == "black hole":
            connect = _wait(sleep)
        elif kind == "nobody accepts":
            deaf = stack.enter_context(socket.create_server(("127.0.0.1", 0), backlog=128))
            place = deaf.getsockname()

            def connect(_, timeout=None, *__, **___):
                made = socket.socket()
                made.settimeout(timeout)
                made.connect(place)
                return made

        def noted(address, *given, **named):
            tried.append(address[0])
            return connect(address, *given, **named)

        stack.enter_context(mock.patch("socket.getaddrinfo", lookup))
        stack.enter_context(mock.patch("socket.create_connection", noted))
        yield tried


KINDS = ("refused", "black hole", "nobody accepts", "no resolver", "no name", "hanging resolver")
