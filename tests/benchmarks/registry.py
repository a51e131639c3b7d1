"""Live Crossref, measured on a loopback server that is first held against recorded answers: ``make bench-registry``.

    python tests/benchmarks/registry.py

Reads ``$DESKCHECK_DATA/crossref`` (default ``../shared/data``). Prints where the server of the tests answers otherwise
than Crossref did, then seconds and requests for 50 references of which 25 print their DOI, at 150 ms an answer and the
limits that the server states, and for an article of 13 references with DOIs; cold, and once everything is kept.
"""

import contextlib
import gzip
import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

import msgspec

from crossref_server import CrossrefServer
from deskcheck.authorities.crossref import Crossref
from deskcheck.authorities.records import work_from_crossref
from deskcheck.cli import main
from deskcheck.model import Reference, Work

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared" / "data")) / "crossref"
LATENCY, RATE, CONCURRENCY = 0.15, 50, 3
# The parts of a recorded answer that are not shape: words with the asked value in them, and traces of the program.
_ROUTE = "/works"
_OTHER_ROUTES = ("/agency", "/transform/", "facet=")
Record = dict[str, Any]


def records() -> Iterator[Record]:
    """Yield the recorded works."""
    with gzip.open(DATA / "works.jsonl.gz", "rt", encoding="utf-8") as stream:
        for line in stream:
            record = json.loads(line)
            record.pop("_provenance", None)
            yield record


def held_against_recorded(server: CrossrefServer) -> int:
    """Ask the server what Crossref was asked and print each answer of another shape; return how many there are."""
    fixtures = json.loads((DATA / "error_fixtures.json").read_text())
    asked = [one for one in fixtures if urlsplit(one["url"]).path.startswith(_ROUTE)]
    asked = [one for one in asked if not any(route in one["url"] for route in _OTHER_ROUTES)]
    wrong = 0
    for one in asked:
        parts = urlsplit(one["url"])
        if one["status"] == 301:
            server.aliases[parts.path.removeprefix("/works/").replace("%2F", "/").lower()] = "10.5555/other"
        path = f"{parts.path}?{parts.query}" if parts.query else parts.path
        status, headers, body = server.answer(path)
        ours, theirs = _shape(status, headers, body), _shape(one["status"], one, one["body"].encode())
        if ours != theirs:
            wrong += 1
            print(f"  {path}: recorded {theirs}, ours {ours}")
    print(f"recorded answers other than 200 on {_ROUTE}: {len(asked)}, of another shape here {wrong}")
    return wrong


def _shape(status: int, headers: Record, body: bytes) -> tuple[object, ...]:
    """Return what a client can rely on: the status, and of JSON its kind and the kinds and words of its faults."""
    if status >= 500:
        return (status,)
    try:
        said = json.loads(body)
    except ValueError:
        return status, body.decode().strip()
    faults = said["message"] if isinstance(said["message"], list) else []
    return status, said["status"], said["message-type"], *((one["type"], one["message"].strip()) for one in faults)


def every_record_comes_back(held: Sequence[Record], url: str) -> None:
    """Look up every recorded work by its DOI through the client and print how many came back as they are."""
    with tempfile.TemporaryDirectory() as folder:
        client = Crossref.open(url, cache=Path(folder))
        references = [Reference(id=str(n), number=n, printed=one["DOI"]) for n, one in enumerate(held)]
        began = time.process_time()
        client.prepare(references)
        spent = time.process_time() - began
        matches = [client.look_up(reference) for reference in references]
    same = sum(
        match.work is not None and _kept(match.work) == _kept(work_from_crossref(one, authority="crossref"))
        for match, one in zip(matches, held, strict=True)
    )
    print(f"{same} of {len(held)} recorded works came back as they are, {spent:.1f} s CPU, server included")


def _kept(work: Work) -> tuple[object, ...]:
    """Return what is asked for of a work: no dates of the service's own, and no language, which none can ask for."""
    known = msgspec.structs.replace(work.fields, language="")
    forms = (work.subtitles, work.other_titles, work.container_titles)
    return known, forms, work.notices, work.updates, work.relations


def printed(record: Record, *, doi: bool) -> str:
    """Return a work as a list prints it."""
    names = ", ".join(f"{one['family']}, {one['given'][:1]}." for one in record["author"][:6])
    year = record["issued"]["date-parts"][0][0]
    place = f"{record['container-title'][0]}, {record['volume']}({record['issue']}), {record['page']}"
    return f"{names} ({year}). {record['title'][0]}. {place}." + (f" https://doi.org/{record['DOI']}" if doi else "")


def citable(held: Sequence[Record], count: int) -> list[Record]:
    """Return works that a list can print whole, spread over all of them."""
    wanted = ("title", "author", "container-title", "volume", "issue", "page", "issued")
    whole = [one for one in held if one.get("type") == "journal-article" and all(one.get(name) for name in wanted)]
    whole = [one for one in whole if all(name.get("family") and name.get("given") for name in one["author"][:6])]
    return whole[:: max(1, len(whole) // count)][:count]


def timed(server: CrossrefServer, arguments: Sequence[str]) -> tuple[float, int, str]:
    """Run the program; return its seconds, its requests and what it printed."""
    before, out = len(server.paths), io.StringIO()
    began = time.perf_counter()
    with contextlib.redirect_stdout(out), contextlib.suppress(SystemExit):
        main(list(arguments))
    return time.perf_counter() - began, len(server.paths) - before, out.getvalue()


def report_list(server: CrossrefServer, held: Sequence[Record]) -> None:
    """Print seconds, requests and right answers for 50 references of which every second prints its DOI."""
    chosen = citable(held, 50)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        path = Path(folder) / "list.txt"
        path.write_text("".join(f"{printed(one, doi=n % 2 == 0)}\n" for n, one in enumerate(chosen)), encoding="utf-8")
        for words in ("cold", "warm"):
            seconds, requests, out = timed(server, ["match", str(path), "--lines", "--crossref", server.url])
            answers = [json.loads(line) for line in out.splitlines()]
            right = sum(answer["doi"] == one["DOI"].lower() for answer, one in zip(answers, chosen, strict=True))
            print(f"50 references, 25 with DOI, {words}: {seconds:5.2f} s, {requests:3} requests, {right} right")


def report_article(server: CrossrefServer, held: Sequence[Record]) -> None:
    """Print seconds and requests for an article of 13 references that print their DOIs."""
    chosen = citable(held, 13)
    listed = "\n".join(f"{n}. {printed(one, doi=True)}" for n, one in enumerate(chosen, start=1))
    said = "\n\n".join(f"A study found that {one['title'][0].lower()} [{n}]." for n, one in enumerate(chosen, start=1))
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = folder
        path = Path(folder) / "article.md"
        path.write_text(f"# Thirteen sources\n\n{said}\n\n## References\n\n{listed}\n", encoding="utf-8")
        for words in ("cold", "warm"):
            arguments = ["audit", str(path), "--crossref", server.url, "--no-reports", "--fail-on", "never"]
            seconds, requests, _ = timed(server, arguments)
            print(f"an article of 13 references with DOIs, {words}: {seconds:5.2f} s, {requests} requests")


def report() -> int:
    """Print everything; return 1 when the server speaks otherwise than Crossref."""
    held = list(records())
    with CrossrefServer(held, rate=RATE, concurrency=CONCURRENCY) as server:
        server.fields |= {name for one in held for name in one}
        wrong = held_against_recorded(server)
        every_record_comes_back(held, server.url)
        server.latency = LATENCY
        report_list(server, held)
        report_article(server, held)
    return int(wrong > 0)


if __name__ == "__main__":
    if not DATA.is_dir():
        raise SystemExit(f"no data at {DATA}")
    sys.exit(report())
