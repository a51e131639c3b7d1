"""Holds the loopback registry of the tests against real recorded answers and refusals: ``make bench-registry``.

Needs the recordings under DESKCHECK_DATA (default ../shared/data), folder ``crossref``. Ends with 1 when they differ.
"""

import gzip
import json
import os
import re
import sys
from pathlib import Path
from urllib.parse import quote, urlsplit

sys.path.insert(0, str(Path(__file__).parents[1]))

from crossref_answers import CrossrefAnswers
from deskcheck.authorities.crossref_queries import SELECT
from deskcheck.authorities.records import work_from_crossref

DATA = Path(os.environ.get("DESKCHECK_DATA", Path(__file__).parents[3] / "shared/data")) / "crossref"
WORKS = 2000


def main() -> int:
    """Compare and print one line a kind of answer; return how many differ."""
    with gzip.open(DATA / "works.jsonl.gz", "rt", encoding="utf-8") as lines:
        real = [json.loads(line) for line in lines]
    recorded = json.loads((DATA / "error_fixtures.json").read_text(encoding="utf-8"))
    server = CrossrefAnswers(real)
    server.aliases["10.26434/chemrxiv.5406907"] = "10.26434%2Fchemrxiv.5406907.v5"
    return records(server, real[:WORKS]) + lists(server, real[:WORKS]) + refusals(server, recorded) + updates()


def records(server: CrossrefAnswers, real: list[dict]) -> int:
    """Ask for recorded works one by one: the record must come back whole, and be read."""
    differ = 0
    for record in real:
        status, _, body = server.answer(f"/works/{quote(record['DOI'], safe='')}")
        given = json.loads(body)["message"] if status == 200 else {}
        differ += given != server.records[record["DOI"].lower()]
        differ += work_from_crossref(given).fields.doi != record["DOI"].lower()
    print(f"records        {len(real):5} asked for, {differ} differ")
    return differ


def lists(server: CrossrefAnswers, real: list[dict]) -> int:
    """Ask for the same works by filter and select: fields and types must be those of the single records."""
    differ, asked = 0, [record for record in real if "," not in record["DOI"]]
    for start in range(0, len(asked), 40):
        batch = asked[start : start + 40]
        given = ",".join(f"doi:{record['DOI']}" for record in batch)
        path = f"/works?filter={quote(given)}&rows=40&select={','.join(SELECT)}"
        items = {one["DOI"]: one for one in json.loads(server.answer(path)[2])["message"]["items"]}
        differ += sum(items.get(one["DOI"]) != {name: one[name] for name in SELECT if name in one} for one in batch)
    print(f"lists          {len(asked):5} works asked for, {differ} differ")
    return differ


def refusals(server: CrossrefAnswers, recorded: list[dict]) -> int:
    """Ask what the real service refused on its works routes."""
    differ = asked = 0
    for answer in recorded:
        parts = urlsplit(answer["url"])
        if not parts.path.startswith("/works") or "/transform/" in parts.path:
            continue
        asked += 1
        status, headers, body = server.answer(f"{parts.path}?{parts.query}")
        kind = headers.get("Content-Type")
        if (status, kind, said(body.decode())) != (answer["status"], answer["content-type"], said(answer["body"])):
            differ += 1
            print(f"  {answer['url']}\n    recorded {answer['status']} {answer['content-type']} {answer['body'][:150]}")
            print(f"    given    {status} {kind} {body[:150]!r}")
    print(f"refusals       {asked:5} asked for, {differ} differ")
    return differ


def said(body: str) -> object:
    """An answer's body without what no two answers share: addresses in memory, traces, lists of what is valid."""
    if not body.startswith("{"):
        return body
    try:
        whole = json.loads(body)
    except ValueError:
        return re.findall(r'"(?:status|message-type|message-version|name)":"[^"]*"', body)
    if isinstance(whole["message"], dict):
        return re.findall(r'"(?:status|message-type|message-version|name)":"[^"]*"', body.replace('": "', '":"'))
    for fault in whole["message"]:
        fault["message"] = fault["message"].split(" Valid ")[0]
    return whole


def updates() -> int:
    """Read the recorded shapes of notices: each must lead to a notice or an update of a known kind."""
    shapes = json.loads((DATA / "real_update_shapes.json").read_text(encoding="utf-8"))
    differ = 0
    for shape in shapes:
        work = work_from_crossref(shape["message"])
        kinds = [notice.type.value for notice in (*work.notices, *work.updates)]
        differ += not kinds or "other" in kinds
        print(f"  {shape['case'][:88]}: {', '.join(kinds) or 'nothing'}")
    print(f"updates        {len(shapes):5} shapes read, {differ} not understood")
    return differ


if __name__ == "__main__":
    sys.exit(1 if main() else 0)
