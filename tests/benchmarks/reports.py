"""Measures the reports of a long article: bytes, CPU time, and what a reader in Chromium waits for.

    python tests/benchmarks/reports.py [--claims 1000] [--references 500] [--no-browser]

The audit is made up: every claim has a verdict with evidence, up to three links and, every other time, a finding;
every reference is compared with a record. Times are medians of five runs in one process,
of the PDF one run with its imports.
"""

import argparse
import random
import resource
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from msgspec.structs import replace

from builders import a_claim, a_finding, a_reference, a_verdict, an_article, an_audit
from deskcheck.model import (
    Audit,
    ClaimKind,
    CslDate,
    CslItem,
    CslName,
    Evidence,
    FieldComparison,
    Link,
    LinkKind,
    Match,
    MatchStatus,
    ReferenceStatus,
    Severity,
    Stance,
    Subject,
    VerdictLabel,
    Work,
)
from deskcheck.reporters import REPORTERS, render, render_file

WORDS = (
    "sleep tea adults trial risk study weeks pain more than half of people who were asked said that it helped".split()
)
RUNS = 5


def sentence(chance: random.Random, words: int) -> str:
    """Return a made-up sentence."""
    return " ".join(chance.choices(WORDS, k=words)).capitalize() + f" {chance.randrange(10**6)}."


def long_audit(claims: int, references: int) -> Audit:
    """Return a made-up audit of that size, the same every time."""
    chance = random.Random(7)
    sentences = [sentence(chance, chance.randint(8, 24)) for _ in range(claims)]
    text = "\n\n".join(" ".join(sentences[place : place + 4]) for place in range(0, claims, 4))
    article = an_article(text, title="A long article")
    held = tuple(reference(chance, number) for number in range(1, references + 1))
    made = []
    for place, quote in enumerate(sentences):
        numbers = chance.sample(range(1, references + 1), chance.randint(0, min(3, references)))
        links = tuple(Link(number, LinkKind.TOPIC, "tea | tea", 0.7, suggested=number % 3 == 0) for number in numbers)
        label = list(VerdictLabel)[place % len(VerdictLabel)]
        pieces = tuple(Evidence(reference=number, origin="abstract", quote=sentence(chance, 20)) for number in numbers)
        pieces = tuple(replace(piece, stance=Stance.QUALIFIES) for piece in pieces)
        verdict = a_verdict(label, reason=sentence(chance, 14), evidence=pieces)
        made.append(a_claim(article, quote, id=f"c-{place}", kind=ClaimKind.FINDING, references=links, verdict=verdict))
    findings = tuple(
        a_finding(
            article,
            claim.quote,
            severity=list(Severity)[place % 3],
            rule=f"rule-{place % 9}",
            message=sentence(chance, 12),
            suggestion="Look at the source again.",
            subject=Subject("claim", claim.id),
            fingerprint=f"f-{place}",
        )
        for place, claim in enumerate(made)
        if place % 2
    )
    return an_audit(article, claims=tuple(made), references=held, findings=findings)


def reference(chance: random.Random, number: int):
    """Return a made-up reference that was compared with a record."""
    title = sentence(chance, 10)
    fields = CslItem(
        title=title,
        author=(CslName(family=f"Author{number}", given="A."),),
        container_title="Journal of Tea",
        volume=str(number % 40),
        issued=CslDate(((1990 + number % 35,),)),
        doi=f"10.9999/tea.{number}",
    )
    rows = (
        FieldComparison("title", "same", title, title),
        FieldComparison("volume", "different", str(number % 40), str(number % 40 + 1)),
        FieldComparison("DOI", "missing", "", fields.doi),
    )
    match = Match(
        status=MatchStatus.MATCHED,
        doi=fields.doi,
        probability=0.97,
        work=Work(fields=fields, authority="index"),
        comparison=rows,
    )
    printed = f"Author{number}, A. ({1990 + number % 35}). {title} Journal of Tea, {number % 40}."
    status = list(ReferenceStatus)[number % 2]
    return a_reference(None, printed, id=f"r-{number}", number=number, fields=fields, match=match, status=status)


def waited_for(page: str) -> None:
    """Print the time to first paint and the time of a filter in Chromium."""
    from browser import chromium  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        path = Path(folder) / "audit.html"
        path.write_text(page, "utf-8")
        paints, filters = [], []
        for _ in range(RUNS):
            tab = browser.new_page(viewport={"width": 1280, "height": 900})
            tab.goto(path.as_uri())
            paints.append(
                tab.evaluate(
                    "new Promise(done => new PerformanceObserver(list => done(list.getEntries()[0].startTime))"
                    ".observe({type: 'paint', buffered: true}))"
                )
            )
            filters.append(
                tab.evaluate(
                    "() => { const box = document.querySelector('[data-noun=claims] input'); box.value = 'pain';"
                    "const begin = performance.now(); box.dispatchEvent(new Event('input'));"
                    "document.body.offsetHeight; return performance.now() - begin }"
                )
            )
            tab.close()
    print(f"Chromium  first paint {statistics.median(paints):.0f} ms, filter {statistics.median(filters):.0f} ms")


def main() -> None:
    """Print one line a format, then the browser's."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=1000)
    parser.add_argument("--references", type=int, default=500)
    parser.add_argument("--no-browser", action="store_true")
    arguments = parser.parse_args()
    audit = long_audit(arguments.claims, arguments.references)
    print(f"{arguments.claims} claims, {arguments.references} references, {len(audit.findings)} findings")
    for kind in REPORTERS:
        times = []
        for _ in range(RUNS if kind != "pdf" else 1):  # a PDF takes half a minute
            begin = time.process_time()
            report = render_file(kind, audit)
            times.append(time.process_time() - begin)
        print(f"{kind:<11} {len(report) / 1000:>7,.0f} kB  {statistics.median(times) * 1000:>6,.0f} ms CPU")
    print(
        f"peak memory {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000:,.0f} MB, all reports in one process"
    )
    if not arguments.no_browser:
        waited_for(render("html", audit))


if __name__ == "__main__":
    main()
