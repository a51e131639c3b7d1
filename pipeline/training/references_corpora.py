"""Read the labelled reference strings and turn their spans into one label a token."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deskcheck.extractors.references.parse.spans import FIRST, LONG
from deskcheck.extractors.references.parse.tokens import Tokens, split

ROOT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("DESKCHECK_DATA") or ROOT.parent / "shared" / "data") / "parsing"
OUTSIDE = "o"
LABELS = {"institution": "publisher", "volissue": "volume", "pmid": "id", "pmcid": "id", "isbn": "id"}
_CUE_AT_START = {
    "pages": {"p", "pp", "pg", "pages", "page", "s", "seiten", "seite", "pag"},
    "volume": {"vol", "vols", "volume", "band", "bd", "tome", "jg", "v"},
    "issue": {"no", "nr", "number", "issue", "heft", "n", "num"},
    "container": {"in", "dans", "en"},
    "editor": {"in", "ed", "eds", "edited", "by", "hrsg", "hg", "von", "herausgegeben"},
    "accessed": {
        "accessed",
        "retrieved",
        "available",
        "cited",
        "viewed",
        "abgerufen",
        "consulté",
        "zugriff",
        "on",
        "am",
    },
    "url": {"retrieved", "from", "url", "available", "at", "online", "http"},
    "doi": {"doi"},
    "publisher": {"in"},
    "date": {"in"},
}


def held_out(number: int) -> bool:
    """Tell whether a row of a training set is kept from training, for the calibration."""
    return number % 14 == 7


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Read one set, ``pmc.train`` for instance."""
    with (DATA / f"{name}.jsonl").open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def labelled(row: dict[str, Any]) -> tuple[Tokens, list[str]]:
    """Return the tokens of a row and their labels."""
    tokens = split(row["text"])
    labels = [OUTSIDE] * len(tokens.forms)
    joint = [False] * len(tokens.forms)
    cover = [0] * len(tokens.forms)
    spans = [-1] * len(tokens.forms)
    for number, (start, end, label) in enumerate(row["spans"]):
        for index, (left, right) in enumerate(zip(tokens.starts, tokens.ends, strict=True)):
            shared = min(end, right) - max(start, left)
            if shared > cover[index]:
                cover[index] = shared
                labels[index] = LABELS.get(label, label)
                joint[index] = label == "volissue"
                spans[index] = number
    _part(tokens, labels, joint, row["gold"])
    _bare(tokens, labels)
    previous: tuple[str, int] = ("", -1)
    marked = []
    for label, number in zip(labels, spans, strict=True):
        marked.append(FIRST + label if label in LONG and (label, number) != previous else label)
        previous = (label, number)
    return tokens, marked


def _part(tokens: Tokens, labels: list[str], joint: list[bool], gold: dict[str, str]) -> None:
    """Divide spans that hold volume and issue together, by what the gold fields say."""
    issue = gold.get("issue", "")
    volume = gold.get("volume", "")
    seen = False
    waiting: list[int] = []
    for index, form in enumerate(tokens.forms):
        if not joint[index]:
            seen = seen and index > 0 and joint[index - 1]
            waiting = []
            continue
        value = re.sub(r"[\W_]+", "", form.lower())
        if not seen and volume and value and (volume == value or volume.startswith(value)):
            labels[index] = "volume"
            seen = True
            waiting = []
        elif issue and value and value in issue:
            labels[index] = "issue"
            for other in waiting:
                labels[other] = "issue"
            waiting = []
        else:
            labels[index] = "issue" if seen and issue else "volume"
            waiting.append(index)


def _bare(tokens: Tokens, labels: list[str]) -> None:
    """Take cue words (vol., pp., In) out of the fields they introduce: corpora differ on them."""
    original = list(labels)
    for index, form in enumerate(tokens.forms):
        label = original[index]
        starts = index == 0 or original[index - 1] != label or labels[index - 1] == OUTSIDE
        opens = starts and index + 1 < len(labels) and original[index + 1] == label
        glued = form.lower() in {"s", "v", "n"} and not tokens.gaps[index + 1]  # S45 is a page, S. 45 a cue and a page
        if opens and not glued and form.lower() in _CUE_AT_START.get(label, ()):
            labels[index] = OUTSIDE
