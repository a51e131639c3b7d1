"""What a page says of itself in JSON-LD (schema.org Article) and meta elements: people and dates."""

import json
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from deskcheck.model import Person
from deskcheck.readers.dates import date_in

_PROPERTIES = {"datePublished": "published", "dateModified": "updated", "lastReviewed": "reviewed"}
_META_DATES = {
    "article:published_time": "published",
    "citation_publication_date": "published",
    "date": "published",
    "article:modified_time": "updated",
    "last-modified": "updated",
}


class PageMetadata:
    """People and dates as the page states them; what is malformed is passed over."""

    def __init__(self, meta: Mapping[str, str], linked_data: Sequence[str]) -> None:
        self.dates: dict[str, Any] = {}
        people: dict[str, Person] = {}
        for node in self._nodes(linked_data):
            for name, kind in _PROPERTIES.items():
                self._date(kind, node.get(name))
            for name, role in (("author", "author"), ("reviewedBy", "reviewer"), ("editor", "editor")):
                for person in self._names(node.get(name)):
                    people.setdefault(person, Person(person, role))
        for name, kind in _META_DATES.items():
            self._date(kind, meta.get(name))
        for name in ("author", "citation_author", "article:author"):
            author = " ".join(meta.get(name, "").split())
            if author and not author.startswith("http") and not people:
                people[author] = Person(author, "author")
        self.people = tuple(people.values())

    def _date(self, kind: str, value: object) -> None:
        day = date_in(value) if isinstance(value, str) else None
        if day:
            self.dates.setdefault(kind, day)

    @staticmethod
    def _nodes(texts: Sequence[str]) -> Iterator[dict[str, Any]]:
        for text in texts:
            try:
                found = json.loads(text)
            except (ValueError, RecursionError):
                continue
            nodes = found if isinstance(found, list) else [found]
            for node in nodes:
                if isinstance(node, dict):
                    graph = node.get("@graph")
                    yield from (
                        inner for inner in (graph if isinstance(graph, list) else [node]) if isinstance(inner, dict)
                    )

    @staticmethod
    def _names(value: object) -> Iterator[str]:
        for one in value if isinstance(value, list) else [value]:
            name = one.get("name") if isinstance(one, dict) else one
            if isinstance(name, str) and name.strip():
                yield " ".join(name.split())
