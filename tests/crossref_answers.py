"""What Crossref's REST API answers about works, from records: envelopes, lists, filters, cursors and refusals.

Shapes, words, statuses and content types follow recorded answers; ``tests/benchmarks/registry_shapes.py`` compares
them with the recordings, ``tests/authorities/test_crossref_server.py`` states them.
"""

import base64
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable
from urllib.parse import parse_qs, unquote, urlsplit

Answer = tuple[int, dict[str, str], bytes]
JSON = {"Content-Type": "application/json"}
JSON_TEXT = {"Content-Type": "application/json;charset=utf-8"}
NOT_FOUND = b"Resource not found."
LARGEST_OFFSET = 10_000
# What the real service lists when it refuses a select; other fields of a record, such as language, cannot be selected.
SELECTS = frozenset(
    """abstract URL resource member posted score created degree update-policy short-title license ISSN container-title
    issued update-to issue prefix approved indexed article-number clinical-trial-number accepted author group-title DOI
    is-referenced-by-count updated-by event chair standards-body original-title funder translator published archive
    published-print alternative-id subject subtitle published-online publisher-location content-domain reference title
    link type publisher volume references-count ISBN issn-type assertion deposited page contributor content-created
    short-container-title relation editor""".split()
)
SEARCHED = (
    "title",
    "subtitle",
    "author",
    "editor",
    "container-title",
    "short-container-title",
    "issued",
    "volume",
    "page",
)
Test = Callable[[dict, str], bool]


def _updates(record: dict) -> list[dict]:
    return record.get("update-to") or []


FILTERS: dict[str, Test] = {
    "doi": lambda record, value: record["DOI"].lower() == value.lower(),
    "type": lambda record, value: record.get("type") == value,
    "is-update": lambda record, value: bool(_updates(record)) == (value in {"true", "t", "1"}),
    "update-type": lambda record, value: any(one.get("type") == value for one in _updates(record)),
    "updates": lambda record, value: any(one.get("DOI", "").lower() == value.lower() for one in _updates(record)),
}


class CrossrefAnswers:
    """Answers to ``/works``, ``/works/{doi}`` and ``/works/{doi}/agency``.

    Attributes:
        records: record by DOI in lower case.
        aliases: DOI → DOI it was merged into, as it stands in an address; asked for, it is redirected.
        fields: what ``select`` may name.
        url: where the answers are served, for redirects.
    """

    def __init__(self, records: Iterable[dict]) -> None:
        self.records = {record["DOI"].lower(): record for record in records}
        self.aliases: dict[str, str] = {}
        self.fields = set(SELECTS)
        self.url = ""

    def answer(self, path: str) -> Answer:
        """Return status, headers and body for the path and query of a request."""
        parts = urlsplit(path)
        route = unquote(parts.path)
        query = {name: values[-1] for name, values in parse_qs(parts.query, keep_blank_values=True).items()}
        if is_list(path):
            return self._list(query)
        if not route.startswith("/works/"):
            return 404, JSON_TEXT, NOT_FOUND
        return self._single(route.removeprefix("/works/").lower(), query)

    def _single(self, doi: str, query: dict[str, str]) -> Answer:
        fields = [name for name in query if name.startswith("query.")]
        if fields:
            return refused("parameter-not-allowed", "query.*", "This route does not support field query parameters")
        if doi.endswith("/agency"):
            doi = doi.removesuffix("/agency")
            if doi not in self.records:
                return 404, JSON_TEXT, NOT_FOUND
            named = {"DOI": doi, "agency": {"id": "crossref", "label": "Crossref"}}
            return 200, JSON, whole("work-agency", named)
        if doi in self.aliases:
            return 301, {"Location": f"{self.url}/works/{self.aliases[doi]}"}, b""
        if doi in self.records:
            return 200, JSON, whole("work", self.records[doi])
        plain = doi.startswith("10.")
        return 404, {"Content-Type": "text/plain"} if plain else JSON_TEXT, NOT_FOUND

    def _list(self, query: dict[str, str]) -> Answer:
        refusal = self._refusal(query)
        if refusal:
            return refusal
        rows = int(query.get("sample", query.get("rows", "20")))
        items = self._filtered(query.get("filter", ""))
        if "query.bibliographic" in query:
            items = searched(items, query["query.bibliographic"])
        start = _place(query["cursor"]) if "cursor" in query else int(query.get("offset", "0"))
        page = [{"score": 0.0, **one} for one in items[start : start + rows]]
        chosen = query.get("select", "")
        if chosen:
            page = [{name: one[name] for name in chosen.split(",") if name in one} for one in page]
        message = {
            "facets": {},
            "total-results": len(items),
            "items": page,
            "items-per-page": rows,
            "query": {"start-index": start if "cursor" not in query else 0, "search-terms": None},
        }
        if "cursor" in query:
            message["next-cursor"] = _cursor(start + rows)
        return 200, JSON, whole("work-list", message)

    def _refusal(self, query: dict[str, str]) -> Answer | None:
        for name, largest in (("rows", 1000), ("sample", 100), ("offset", LARGEST_OFFSET)):
            value = query.get(name, "0")
            if not value.isdigit() or int(value) > largest:
                words = f"Integer specified as {value} but must be a positive integer less than or equal to {largest}. "
                return refused("integer-not-valid", value, words)
        for kind, name, known in (
            *(("select", name, self.fields) for name in query.get("select", "").split(",") if name),
            *(("filter", part.partition(":")[0], FILTERS) for part in query.get("filter", "").split(",") if part),
        ):
            if name not in known:
                words = f"{kind.capitalize()} '{name}' specified but there is no such {kind} for this route."
                words += f" Valid {kind}s for this route are: {', '.join(sorted(known))}"
                return refused(f"{kind}-not-available", name, words)
        return _cursor_refusal(query.get("cursor", "*"))

    def _filtered(self, given: str) -> list[dict]:
        """The records that pass: values of one filter are alternatives, filters of different names all hold."""
        wanted: dict[str, list[str]] = {}
        for name, _, value in (part.partition(":") for part in given.split(",") if part):
            wanted.setdefault(name, []).append(value)
        return [
            record
            for record in self.records.values()
            if all(any(FILTERS[name](record, value) for value in values) for name, values in wanted.items())
        ]


def is_list(path: str) -> bool:
    """Tell whether a request is for a list of works, which has a rate of its own."""
    return unquote(urlsplit(path).path).rstrip("/") == "/works"


def searched(records: Iterable[dict], words: str) -> list[dict]:
    """Return the records that share two words with a query, each with its score, the highest first."""
    asked = Counter(re.findall(r"\w+", words.lower()))
    scored = []
    for record in records:
        text = json.dumps([record.get(name) for name in SEARCHED], ensure_ascii=False)
        score = sum((asked & Counter(re.findall(r"\w+", text.lower()))).values())
        if score > 1:
            scored.append((float(score), record))
    return [{**record, "score": score} for score, record in sorted(scored, key=lambda pair: -pair[0])]


def whole(kind: str, message: object) -> bytes:
    """Return the envelope of an answer."""
    return json.dumps({"status": "ok", "message-type": kind, "message-version": "1.0.0", "message": message}).encode()


def refused(kind: str, value: str, words: str) -> Answer:
    """Return the answer to a request with a parameter that is not allowed."""
    return 400, JSON_TEXT, _failure("validation-failure", kind, value, words)


def _failure(message_type: str, kind: str, value: str, words: str) -> bytes:
    fault = {"type": kind, "value": value, "message": words}
    return json.dumps({"status": "failed", "message-type": message_type, "message": [fault]}).encode()


def _cursor(start: int) -> str:
    return base64.b64encode(f"works from {start:08d}".encode()).decode()


def _place(cursor: str) -> int:
    return 0 if cursor == "*" else int(base64.b64decode(cursor).rsplit(maxsplit=1)[-1])


def _cursor_refusal(cursor: str) -> Answer | None:
    if cursor.isdigit():
        name = "class clojure.lang.ExceptionInfo"
        fault = {"name": name, "description": f"{name}: Response Exception", "message": "Response Exception"}
        return 500, JSON, whole("exception", {**fault, "stack": []}).replace(b'"ok"', b'"error"', 1)
    try:
        _place(cursor)
    except ValueError:
        words = "Cursor specified but it is invalid"
        return 404, JSON, _failure("resource-failure", "cursor-invalid", cursor, words)
    return None
