"""One table for a run over several articles: the worst first, then what was skipped, and the counts."""

from collections.abc import Iterator, Sequence

from deskcheck.commands.auditing import Outcome
from deskcheck.errors import ExitCode
from deskcheck.reporters.characters import columns, printable

_ENDS = {
    ExitCode.USAGE: "not audited",
    ExitCode.INTERNAL: "failed",
    ExitCode.FINDINGS: "findings",
    ExitCode.INCONCLUSIVE: "inconclusive",
    ExitCode.OK: "ok",
}
_COLOURS = {"not audited": "31;1", "failed": "31;1", "findings": "33;1", "inconclusive": "36", "ok": "32;1"}
_HEADS = ("errors", "warnings", "notes", "aside", "claims", "refs", "unknown", "end")
_MOST, _WIDEST, _NAMED = 200, 60, 5


def render(outcomes: Sequence[Outcome], *, colour: bool = False) -> str:
    """Return the table; ``aside`` counts what is known or waived."""
    # An article that failed counts too: it was to be audited.
    audited = sorted((one for one in outcomes if one.kind in ("audited", "reused", "failed")), key=_badness)
    lines = [*_rows(audited[:_MOST], colour=colour)]
    if len(audited) > _MOST:
        lines.append(f"and {len(audited) - _MOST} more, none worse than these")
    lines += _skipped(outcomes)
    lines.append(_summary(outcomes, audited))
    return "\n".join(lines) + "\n"


def _badness(outcome: Outcome) -> tuple[int, int, int, int, str]:
    ends = [ExitCode.USAGE, ExitCode.INTERNAL, ExitCode.FINDINGS, ExitCode.INCONCLUSIVE, ExitCode.OK]
    counts = (-outcome.counts.get(name, 0) for name in ("error", "warning", "note"))
    return (ends.index(ExitCode(outcome.code)), *counts, outcome.path)  # type: ignore[return-value]


def _rows(outcomes: Sequence[Outcome], *, colour: bool) -> Iterator[str]:
    if not outcomes:
        return
    names = [_short(printable(outcome.path)) for outcome in outcomes]
    width = max(columns(name) for name in ("article", *names))
    yield _padded("article", width) + "  " + "  ".join(_HEADS)
    for name, outcome in zip(names, outcomes, strict=True):
        cells = [str(number).rjust(len(head)) for number, head in zip(_numbers(outcome), _HEADS, strict=False)]
        end = "not audited" if outcome.kind == "failed" and outcome.code == ExitCode.USAGE else _end(outcome)
        painted = f"\x1b[{_COLOURS[end]}m{end}\x1b[0m" if colour else end
        yield f"{_padded(name, width)}  {'  '.join(cells)}  {painted}"
    yield ""


def _end(outcome: Outcome) -> str:
    """Return how it ended; an article without references or claims was audited, and what is missing is a finding."""
    code = ExitCode(outcome.code)
    return "findings" if code is ExitCode.USAGE else _ENDS[code]


def _numbers(outcome: Outcome) -> list[object]:
    if outcome.kind == "failed":
        return ["-"] * (len(_HEADS) - 1)
    counts = [outcome.counts.get(name, 0) for name in ("error", "warning", "note")]
    aside = outcome.counts.get("known", 0) + outcome.counts.get("waived", 0)
    return [*counts, aside, outcome.claims, outcome.references, outcome.unknown]


def _skipped(outcomes: Sequence[Outcome]) -> Iterator[str]:
    reasons: dict[str, list[str]] = {}
    for outcome in outcomes:
        if outcome.kind == "skipped":
            reasons.setdefault(outcome.said, []).append(printable(outcome.path))
    for reason, paths in sorted(reasons.items()):
        more = f" and {len(paths) - _NAMED} more" if len(paths) > _NAMED else ""
        count = "1 file" if len(paths) == 1 else f"{len(paths)} files"
        yield f"Skipped {count}, {reason}: {', '.join(paths[:_NAMED])}{more}"


def _summary(outcomes: Sequence[Outcome], audited: Sequence[Outcome]) -> str:
    parts = [f"{len(audited)} audited"]
    reused = sum(one.kind == "reused" for one in outcomes)
    unchanged = sum(one.kind == "unchanged" for one in outcomes)
    parts += [f"{reused} finished before"] if reused else []
    parts += [f"{unchanged} unchanged and left out"] if unchanged else []
    totals = [_counted(sum(one.counts.get(name, 0) for one in audited), name) for name in ("error", "warning", "note")]
    return f"{', '.join(parts)}: {', '.join(totals)}."


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")


def _short(name: str) -> str:
    while columns(name) > _WIDEST:
        name = "…" + name[2:]
    return name


def _padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
