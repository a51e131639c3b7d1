"""``deskcheck verify``: judges claims against evidence, one JSON object a line in, one verdict a line out."""

import contextlib
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec

from deskcheck.errors import InputError
from deskcheck.judges import judged
from deskcheck.judges.entailment import CrossEncoder, Scorer

MAXIMUM_LINE = 4_000_000
"""Bytes of one line that are accepted."""
_REMEDY = 'Every line is one object such as {"claim": "…", "evidence": "…"}.'


class Pair(msgspec.Struct, frozen=True, kw_only=True):
    """One line: a claim and its evidence; ``metadata`` may hold ``title``, ``origin`` and ``year``."""

    claim: str
    evidence: str | list[str]
    id: str | int | None = None
    title: str = ""
    metadata: dict[str, Any] = {}


def run(path: Path, nli: Path | None = None) -> Iterator[str]:
    """Yield one line of JSON per pair in the file, ``-`` for standard input: verdict, ``id`` or line number, stances.

    Args:
        nli: folder of an inference model that may lower verdicts.

    Raises:
        InputError: the file or the model cannot be read, or a line is no pair; the message names file and line.
    """
    try:
        with contextlib.nullcontext(sys.stdin.buffer) if str(path) == "-" else path.open("rb") as stream:
            yield from verdicts(stream, str(path), CrossEncoder.open(nli) if nli else None)
    except OSError as fault:
        raise InputError(f"cannot be read ({fault.strerror})", where=str(path)) from None


def verdicts(lines: Iterable[bytes], where: str, scorer: Scorer | None = None) -> Iterator[str]:
    """Yield one line of JSON per line of pairs; blank lines are skipped. ``where`` names the file in errors."""
    decoder = msgspec.json.Decoder(Pair)
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{where}:{number}"
        if len(line) > MAXIMUM_LINE:
            raise InputError(f"is longer than {MAXIMUM_LINE // 1_000_000} MB", where=place, remedy=_REMEDY)
        try:
            pair = decoder.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError) as fault:
            raise InputError(f"is no pair of claim and evidence ({fault})", where=place, remedy=_REMEDY) from None
        yield _line(pair, number, scorer)


def _line(pair: Pair, number: int, scorer: Scorer | None) -> str:
    texts = [pair.evidence] if isinstance(pair.evidence, str) else pair.evidence
    metadata = {**pair.metadata, "title": pair.title or pair.metadata.get("title", "")}
    verdict, stances = judged(pair.claim, texts, metadata, scorer)
    answer = {"id": number if pair.id is None else pair.id, **msgspec.to_builtins(verdict)}
    answer["stances"] = {name: round(value, 3) for name, value in msgspec.structs.asdict(stances).items()}
    return msgspec.json.encode(answer).decode()
