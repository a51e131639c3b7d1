"""``deskcheck audit``: audits articles, bibliographies and whole folders, prints summaries and writes reports."""

import datetime
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from urllib.parse import quote

import msgspec

from deskcheck import reporters
from deskcheck.commands import folders
from deskcheck.commands.audit_request import DEFAULT_OUT, Item, Request
from deskcheck.commands.auditing import Auditor, Outcome, PolicyFor, is_one_for_all
from deskcheck.commands.exit_codes import exit_code, nothing_to_audit, worst
from deskcheck.commands.folders_progress import Progress, standard_error
from deskcheck.commands.locating import locate_article
from deskcheck.commands.output import write_file
from deskcheck.commands.report import seen_from_here
from deskcheck.errors import ExitCode, InputError
from deskcheck.model import Audit

__all__ = ["Request", "exit_code", "locate_article", "nothing_to_audit", "run"]

# A worker loads its models in a quarter of a second, about what an article of 80,000 bytes takes.
_A_WORKER_BYTES = 100_000

Say = Callable[[str], None]


def run(request: Request, policy_for: PolicyFor, as_of: datetime.date, *, echo: Say, warn: Say) -> ExitCode:
    """Audit every article asked for; one that cannot be audited never stops the others.

    Args:
        policy_for: gives the policy in force for an article or folder; it must survive pickling.
        as_of: the day the audits speak for.
        echo: prints a text for the user.
        warn: prints one line about something that went wrong.

    Raises:
        UserError: the folders cannot be walked as their configuration says.
    """
    items = folders.items_of(request, policy_for)
    if not items:
        raise _nothing(request)
    stream = standard_error() if len(items) > 1 else None
    progress = Progress(len(items), stream, lines=any(item.found for item in items))
    kept: list[Outcome] = []
    audits: list[bytes] = []
    for outcome in _outcomes(items, request, policy_for, as_of, progress):
        progress.told(outcome)
        for line in outcome.warnings:
            progress.aside()
            warn(line)
        if outcome.shown:
            progress.aside()
            echo(outcome.shown)
        if outcome.audit:
            audits.append(outcome.audit)
        kept.append(msgspec.structs.replace(outcome, shown="", audit=b""))
    progress.aside()
    if all(outcome.kind == "skipped" for outcome in kept):
        raise _nothing(request)
    _conclude(request, kept, audits, echo, walked=any(item.found for item in items))
    return worst([ExitCode(outcome.code) for outcome in kept])


def _outcomes(
    items: Sequence[Item], request: Request, policy_for: PolicyFor, as_of: datetime.date, progress: Progress
) -> Iterator[Outcome]:
    """Yield what came of each item, in order: one item here, several in worker processes."""
    if len(items) == 1:
        yield Auditor(request, policy_for, as_of, several=False)(items[0])
        return
    from deskcheck.commands.folders_workers import Workers  # noqa: PLC0415 - one article needs no processes

    make = partial(Auditor, request, policy_for, as_of, several=True)
    early: dict[int, Outcome] = {}
    following = 0
    for place, outcome in Workers(make, _jobs(request, items), request.time_limit).run(items):
        progress.finished(outcome)
        early[place] = outcome
        while following in early:
            yield early.pop(following)
            following += 1


def _jobs(request: Request, items: Sequence[Item]) -> int:
    """Return how many workers to use: services are asked by one alone, so that their rates are kept.

    Unless a number is asked for, each further worker must have work enough to be worth its start.
    """
    if request.asks_services:
        return 1
    if request.jobs is not None:
        return min(request.jobs, len(items))
    from deskcheck.commands.folders_workers import MOST, processors  # noqa: PLC0415

    worth = 1 + sum(map(_size, items)) // _A_WORKER_BYTES
    return min(processors(), MOST, len(items), worth)


def _size(item: Item) -> int:
    try:
        files = item.path.glob("article.*") if item.path.is_dir() else [item.path]
        return sum(path.stat().st_size for path in files)
    except OSError:
        return 0


def _nothing(request: Request) -> InputError:
    where = ", ".join(map(str, request.articles))
    return InputError("holds no article and no bibliography", where=where, remedy="Name other folders, or files.")


def _conclude(
    request: Request, outcomes: Sequence[Outcome], audits: Sequence[bytes], echo: Say, *, walked: bool
) -> None:
    """Print what speaks of all articles, and write their index."""
    if is_one_for_all(request):
        whole = (msgspec.msgpack.decode(data, type=Audit) for data in audits)
        echo(reporters.render(request.shown, *map(seen_from_here, whole)))
    elif all(outcome.kind == "unchanged" for outcome in outcomes):
        echo(f"Nothing has changed since {request.changed_since}.\n")
        return
    if len(outcomes) > 1 and request.shown == "summary":
        from deskcheck.commands import folders_table  # noqa: PLC0415

        echo(folders_table.render(outcomes, colour=request.colour))
    if (len(outcomes) > 1 or walked) and request.write:
        path = _write_index(request, outcomes, audits)
        if request.shown == "summary":
            echo(f"Reports in {path.parent}: {path.name}\n")


def _write_index(request: Request, outcomes: Sequence[Outcome], audits: Sequence[bytes]) -> Path:
    path = (request.out or DEFAULT_OUT) / "index.html"
    made = [outcome for outcome in outcomes if outcome.kind in ("audited", "reused")]
    pages = [f"{quote(outcome.name)}/{reporters.REPORTERS['html'].file}" for outcome in made]
    whole = [msgspec.msgpack.decode(data, type=Audit) for data in audits]
    write_file(path, reporters.render_index(*whole, pages=pages))
    return path
