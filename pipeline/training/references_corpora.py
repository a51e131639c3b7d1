"""Read the labelled reference strings and turn their spans into one label a token."""

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from deskcheck.extractors.references.parse.lexicon import CUES
from deskcheck.extractors.references.parse.spans import FIRST, LONG, runs
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


def in_half(number: int, half: int | None) -> bool:
    """Tell whether a row belongs to a half of the training references; all do to None."""
    return half is None or number % 2 == half


def rows(name: str) -> Iterator[dict[str, Any]]:
    """Read one set, ``pmc.train`` for instance."""
    with (DATA / f"{name}.jsonl").open(encoding="utf8") as lines:
        for line in lines:
            yield json.loads(line)


def labelled(row: dict[str, Any], *, led: bool = True) -> tuple[Tokens, list[str]]:
    """Return the tokens of a row and their labels; ``led`` takes all words before an address or a day out."""
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
    if led:
        _led(tokens, labels)
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


def _glued(tokens: Tokens, index: int) -> bool:
    """Tell whether a letter belongs to the number after it: S45 and P09002 are pages, S. 45 a cue and a page."""
    if tokens.gaps[index + 1] or index + 1 == len(tokens.forms):
        return False
    form, number = tokens.forms[index], tokens.forms[index + 1]
    return form.lower() in {"s", "v", "n"} or (form == "P" and (number[0] == "0" or len(number) > 4))


def _led(tokens: Tokens, labels: list[str]) -> None:
    """Take all words before an address or a day out of its field: "can be found under", "Acesso em"."""
    for label, first, last in runs(labels):
        kept = {"url": _is_address, "accessed": _is_day}.get(label)
        start = next((index for index in range(first, last + 1) if kept and kept(tokens.forms[index])), first)
        labels[first:start] = [OUTSIDE] * (start - first)


def _is_address(form: str) -> bool:
    """Tell whether a token is an address."""
    return "://" in form or form.startswith("www.")


def _is_day(form: str) -> bool:
    """Tell whether a token is part of a date."""
    return form[0].isdigit() or "month" in CUES.get(form.lower(), "")


def _bare(tokens: Tokens, labels: list[str]) -> None:
    """Take cue words (vol., pp., In) out of the fields they introduce: corpora differ on them."""
    original = list(labels)
    for index, form in enumerate(tokens.forms):
        label = original[index]
        starts = index == 0 or original[index - 1] != label or labels[index - 1] == OUTSIDE
        opens = starts and index + 1 < len(labels) and original[index + 1] == label
        glued = _glued(tokens, index)
        if opens and not glued and form.lower() in _CUE_AT_START.get(label, ()):
            labels[index] = OUTSIDE
