"""All invented and rendered training references, the same on every run."""

import gzip
import json
from collections.abc import Iterator, Mapping
from typing import Any

from references_corpora import DATA
from references_german import German
from references_layouts import Layouts
from references_pages import Pages
from references_rendering import Renderer


def synthetic(shares: Mapping[str, int], every: int = 1) -> Iterator[dict[str, Any]]:
    """Make the references, kind after kind.

    Args:
        shares: how many of each kind: article, book, chapter, german, page, press; by written layouts, page layouts
            and other layouts.
        every: thins them out for trials.
    """
    renderer = Renderer(20261123)
    with gzip.open(DATA / "records.jsonl.gz", "rt", encoding="utf8") as lines:
        records = [json.loads(line) for line in lines]
    renderer.random.shuffle(records)
    journal = [record for record in records if record["type"] == "article-journal" and record.get("container-title")]
    books = [record for record in records if record["type"] == "book" and record.get("publisher")]
    people = [
        person for record in records[:6000] for person in (record.get("author") or [])[:2] if person.get("family")
    ]
    pages = Pages(renderer, people, [record["title"] for record in journal[:3000]])
    german = German(renderer)
    for record in journal[: shares["article"] // every]:
        yield renderer.article(record)
    for number in range(shares["book"] // every):
        yield renderer.book(
            {
                **books[number % len(books)],
                "series": "Lecture Notes in Computer Science" if number % 3 else "Studies in Health",
            }
        )
    for number in range(shares["chapter"] // every):
        inner, outer, book = journal[-number - 1], journal[-number - 5000], books[-(number % len(books)) - 1]
        container = outer["title"] if number % 3 else "Proceedings of the " + outer["container-title"] + " Conference"
        if renderer.chance(0.15):
            container += renderer.one(
                f" {renderer.random.randrange(1985, 2024)}",
                f" {renderer.random.randrange(1985, 2024)}: Theory and Practice",
                " - Part II",
            )
        yield renderer.chapter(
            {
                **{key: book.get(key) or "" for key in ("publisher", "publisher-place")},
                "title": inner["title"],
                "author": inner.get("author") or people[:1],
                "editor": renderer.random.sample(people, renderer.one(1, 2, 2, 3)),
                "container-title": container if len(container) < 110 else "Handbook of " + outer["container-title"],
                "issued": inner.get("issued"),
                "page": inner.get("page"),
            }
        )
    for _ in range(shares["german"] // every):
        yield german.row()
    for _ in range(shares["page"] // every):
        yield pages.row()
    for _ in range(shares["press"] // every):
        yield pages.press()
    layouts = Layouts(renderer, people, records)
    for kind in ("page", "other"):
        for _ in range(shares[f"{kind} layouts"] // every):
            yield layouts.row(kind)
