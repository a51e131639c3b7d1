"""Seconds and requests of a lookup at a registry that is 150 ms away: ``make bench-registry``.

Fifty references of which half print their DOI, with nothing kept and again, under the limits that Crossref has now
(its polite pool: 10 single records, 3 lists a second; what exceeds them is refused) and under the 50 requests a second
that it stated before. Then an article of 13 references that print DOIs. Each run is a fresh process, timed whole.
Bars: every reference matched, nothing refused, nothing asked twice, two requests at most for the article.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from crossref_server import CrossrefServer
from invented_works import message

LATENCY = 0.15
REFERENCES = 50
ARTICLE = 13
PLACES = "alder birch cedar elm fir hazel ivy juniper larch maple oak pine rowan spruce willow yew".split()
THINGS = "eels hares larks moths newts otters ravens sloths terns voles wrens bees crabs deer frogs goats".split()
DOINGS = "migration breeding feeding resting nesting moulting foraging calling burrowing wintering".split()


def works(count: int) -> list[dict]:
    """Return invented works with titles, authors and places of their own."""
    chance = random.Random(11)
    found = []
    for number in range(count):
        title = (
            f"{chance.choice(DOINGS).capitalize()} of {THINGS[number % len(THINGS)]} under {chance.choice(PLACES)}"
            f" and {chance.choice(PLACES)} after {chance.choice(DOINGS)} in {chance.choice(PLACES)} valleys"
        )
        families = [f"{PLACES[number % len(PLACES)].capitalize()}son", f"{chance.choice(THINGS).capitalize()}ley"]
        first = 11 + 7 * number
        found.append(
            message(
                f"10.5555/far.{number}",
                title,
                author=[{"family": family, "given": "A."} for family in families],
                volume=str(3 + number),
                page=f"{first}-{first + 5}",
                issued={"date-parts": [[1990 + number % 30]]},
            )
        )
    return found


def printed(work: dict, *, doi: bool) -> str:
    """Return a work as a reference list prints it."""
    names = ", & ".join(f"{name['family']}, {name['given']}" for name in work["author"])
    year = work["issued"]["date-parts"][0][0]
    place = f"{work['volume']}({work['issue']}), {work['page']}."
    words = f"{names} ({year}). {work['title'][0]}. Journal of Rest Studies, {place}"
    return f"{words} https://doi.org/{work['DOI']}" if doi else words


def timed(arguments: list[str], home: Path) -> tuple[float, str]:
    """Run the program in a process of its own; return its seconds and what it printed."""
    started = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "deskcheck", *arguments],
        env={**os.environ, "XDG_CACHE_HOME": str(home)},
        capture_output=True,
        text=True,
        check=True,
    )
    return time.perf_counter() - started, done.stdout


def references(rate: int | None) -> bool:
    """Look fifty references up, twice; tell whether the bars were kept."""
    records = works(REFERENCES)
    good = True
    with tempfile.TemporaryDirectory() as folder, CrossrefServer(records, rate=rate, latency=LATENCY) as server:
        path = Path(folder) / "list.txt"
        path.write_text("\n".join(printed(work, doi=number % 2 == 0) for number, work in enumerate(records)))
        arguments = ["match", str(path), "--lines", "--crossref", server.url, "--mailto", "desk@rest.example"]
        for name in ("cold", "warm"):
            before = len(server.paths)
            seconds, out = timed(arguments, Path(folder))
            pairs = zip(map(json.loads, out.splitlines()), records, strict=True)
            right = sum(given["doi"] == work["DOI"] for given, work in pairs)
            asked = len(server.paths) - before
            stated = "50 requests a second" if rate else "polite limits of today"
            print(
                f"{REFERENCES} references, half with a DOI, {stated}: {name} {seconds:5.2f} s, {asked:2} requests,"
                f" {server.refusals} refused, {right}/{REFERENCES} matched"
            )
            good &= right == REFERENCES and not server.refusals and asked <= (0 if name == "warm" else 27)
    return good


def article() -> bool:
    """Audit an article of 13 references that print DOIs, twice; tell whether the bars were kept."""
    records = works(ARTICLE)
    good = True
    with tempfile.TemporaryDirectory() as folder, CrossrefServer(records, rate=None, latency=LATENCY) as server:
        path = Path(folder) / "article.md"
        entries = "\n".join(f"{number}. {printed(work, doi=True)}" for number, work in enumerate(records, start=1))
        claims = "\n\n".join(f"Animals rested in {11 + number} of 30 valleys [{number}]." for number in range(1, 14))
        path.write_text(f"# Of rest in valleys\n\n{claims}\n\n## References\n\n{entries}\n")
        arguments = ["audit", str(path), "--crossref", server.url, "--mailto", "desk@rest.example"]
        arguments += ["--out", f"{folder}/out", "--fail-on", "never"]
        for name, most in (("cold", 2), ("warm", 0)):
            before = len(server.paths)
            seconds, _ = timed(arguments, Path(folder))
            found = json.loads((Path(folder) / "out" / "audit.json").read_text())["references"]
            matched = sum(one["match"]["status"] == "matched" for one in found)
            asked = len(server.paths) - before
            print(f"audit of {ARTICLE} with DOIs: {name} {seconds:5.2f} s, {asked} requests, {matched} found")
            good &= asked <= most and matched == ARTICLE
    return good


if __name__ == "__main__":
    kept = [references(None), references(50), article()]
    sys.exit(0 if all(kept) else 1)
