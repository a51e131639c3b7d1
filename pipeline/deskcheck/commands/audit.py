"""``deskcheck audit``: audits articles one after the other, prints summaries and writes reports."""

import datetime
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from deskcheck import reporters, stages
from deskcheck.authorities.abstracts import Abstracts
from deskcheck.checks import runner
from deskcheck.commands.decisions import baseline_for, waivers_for
from deskcheck.commands.match import Request as Lookups
from deskcheck.commands.match import opened
from deskcheck.commands.output import write_files
from deskcheck.commands.report import seen_from_here
from deskcheck.commands.revisions import changed
from deskcheck.errors import ExitCode, InputError, UserError
from deskcheck.model import Audit, ReferenceStatus, State
from deskcheck.settings import Settings
from deskcheck.settings.configuration import Policy
from deskcheck.triage import waivers

REPORTS = ("json", "html", "markdown")
# Without references or without claims a file is no article that could be audited.
_HALVES = ("no-references", "no-claims")
_DOSSIER = ("crossref.jsonl", "evidence.toml", "links.toml", "references.bib", "waivers.toml")
# When several articles end differently, the first of these that occurs is the answer to the shell.
_PRECEDENCE = (ExitCode.USAGE, ExitCode.INTERNAL, ExitCode.FINDINGS, ExitCode.INCONCLUSIVE, ExitCode.OK)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """What the user asked for.

    Attributes:
        articles: files, or dossier folders that hold an ``article.*``.
        dossier: material for all of them; None: each article's own folder, where it is a dossier.
        index, crossref, mailto: further sources of records, as for ``deskcheck match``.
        abstracts: services to ask for abstracts that no record holds, ``NAME`` or ``NAME=URL``.
        out: folder for the reports; None: ``reports/NAME`` below the current folder.
        write: False writes no reports.
        shown: ``summary``, or the name of a reporter whose text is printed instead.
        colour: colours in the summary.
        baseline: a saved audit, or a folder of reports, whose findings are known and do not fail.
        waivers: file of waivers; None: ``waivers.toml`` beside the configuration and in the dossier.
        base: revision to read the waivers from.
        changed_since: revision; articles that it holds as they are now, with dossier and policy, are left out.
    """

    articles: tuple[Path, ...]
    dossier: Path | None = None
    index: Path | None = None
    crossref: str | None = None
    mailto: str = ""
    abstracts: tuple[str, ...] = ()
    out: Path | None = None
    write: bool = True
    shown: str = "summary"
    colour: bool = False
    baseline: Path | None = None
    waivers: Path | None = None
    base: str | None = None
    changed_since: str | None = None


def run(
    request: Request,
    policy_for: Callable[[Path], Policy],
    as_of: datetime.date,
    *,
    echo: Callable[[str], None],
    warn: Callable[[str], None],
) -> ExitCode:
    """Audit every article asked for; one that cannot be read never stops the others.

    Args:
        policy_for: gives the policy in force for an article.
        as_of: the day the audits speak for.
        echo: prints a text for the user.
        warn: prints one line about something that went wrong.
    """
    codes: list[ExitCode] = []
    audits: list[Audit] = []
    for path, name in zip(request.articles, _names(request.articles), strict=True):
        try:
            policy = policy_for(path)
            if not _is_due(path, request, policy):
                continue
            audit = _audited(path, name, request, policy, policy.settings(as_of))
            _shown(audit, _folder(request, name), request, echo)
            audits.append(audit)
            code = exit_code(audit, policy.settings(as_of))
            if nothing := nothing_to_audit(audit):
                warn(nothing)
                code = code if policy.settings(as_of).fail_on is None else ExitCode.USAGE
            codes.append(code)
        except UserError as fault:
            warn(str(fault))
            codes.append(ExitCode.USAGE)
    if _is_one_for_all(request):
        echo(reporters.render(request.shown, *map(seen_from_here, audits)))
    if not codes and not _is_one_for_all(request):
        echo(f"Nothing has changed since {request.changed_since}.\n")
    return next((code for code in _PRECEDENCE if code in codes), ExitCode.OK)


def _is_due(path: Path, request: Request, policy: Policy) -> bool:
    """Tell whether the article, something in its dossier, its configuration or its waivers changed since a revision."""
    if request.changed_since is None:
        return True
    article, dossier = locate_article(path, request.dossier)
    touched = changed(article.parent if article.parent.is_dir() else Path(), request.changed_since, "--changed-since")
    deciding = [article, policy.path, request.waivers, policy.path and policy.path.parent / waivers.FILE]
    if any(one.resolve() in touched for one in deciding if one):
        return True
    folder = dossier.resolve() if dossier else None
    return folder is not None and any(folder in one.parents for one in touched)


def _folder(request: Request, name: str) -> Path | None:
    if not request.write:
        return None
    if request.out is None:
        return Path("reports") / name
    return request.out / name if len(request.articles) > 1 else request.out


def _audited(path: Path, name: str, request: Request, policy: Policy, settings: Settings) -> Audit:
    article, dossier = locate_article(path, request.dossier)
    further = opened(Lookups(paths=(), index=request.index, crossref=request.crossref, mailto=request.mailto))
    beside = (policy.path.parent if policy.path else None, dossier)
    return stages.audit(
        article,
        settings,
        dossier=dossier,
        further=further,
        abstracts=Abstracts.open(request.abstracts, mailto=request.mailto),
        waived=waivers_for(beside, file=request.waivers, revision=request.base),
        baseline=baseline_for(request.baseline, name),
    )


def _shown(audit: Audit, folder: Path | None, request: Request, echo: Callable[[str], None]) -> None:
    if folder is not None:
        write_files(folder, {reporters.REPORTERS[kind].file: reporters.render_file(kind, audit) for kind in REPORTS})
    if request.shown == "summary":
        echo(reporters.render_terminal(audit, colour=request.colour))
        if folder:
            written = ", ".join(reporters.REPORTERS[kind].file for kind in REPORTS)
            echo(f"Reports in {folder}: {written}\n")
    elif not _is_one_for_all(request):
        echo(reporters.render(request.shown, audit))


def _is_one_for_all(request: Request) -> bool:
    """Tell whether what is printed is one text for all articles."""
    return request.shown != "summary" and reporters.REPORTERS[request.shown].many


def locate_article(path: Path, dossier: Path | None) -> tuple[Path, Path | None]:
    """Return the article's file and the dossier to use with it.

    A folder stands for the ``article.*`` in it; an article that lies in a dossier folder uses it
    unless another is named.

    Raises:
        InputError: the folder holds no article, or the dossier is no folder.
    """
    if path.is_dir():
        found = sorted(path.glob("article.*"))
        if not found:
            raise InputError("holds no article.* file", where=str(path), remedy="Name the article's file.")
        path = found[0]
    if dossier is not None and not dossier.is_dir():
        raise InputError("is not a dossier folder", where=str(dossier), remedy="Start one with: deskcheck new FOLDER.")
    if dossier is None and path.stem == "article" and any((path.parent / name).is_file() for name in _DOSSIER):
        dossier = path.parent
    return path, dossier


def nothing_to_audit(audit: Audit) -> str:
    """Return a line that says which half of an article is missing, its references or its claims; else "".

    The report is complete all the same and holds the finding; one that the desk has waived or knows says nothing.
    """
    missing = [one for one in audit.findings if one.rule in _HALVES and one.state is State.NEW]
    words = " ".join(f"{one.message} {one.suggestion}" for one in missing[:1])
    return f"{audit.article.path}: {words}" if words else ""


def exit_code(audit: Audit, settings: Settings) -> ExitCode:
    """Return what one audit means for the shell."""
    if runner.crashed(audit.findings):
        return ExitCode.INTERNAL
    fail_on = settings.fail_on
    active = (finding for finding in audit.findings if finding.state is State.NEW)
    if fail_on is not None and any(finding.severity.rank <= fail_on.rank for finding in active):
        return ExitCode.FINDINGS
    unknown = sum(reference.status is ReferenceStatus.UNKNOWN for reference in audit.references)
    if settings.max_unknown is not None and unknown > settings.max_unknown:
        return ExitCode.INCONCLUSIVE
    return ExitCode.OK


def _names(paths: Sequence[Path]) -> list[str]:
    """Return a folder name for each article, unlike the others'."""
    names: list[str] = []
    for path in paths:
        resolved = path.resolve()
        base = resolved.name if path.is_dir() else resolved.parent.name if path.stem == "article" else path.stem
        name, count = base or "article", 2
        while name in names:
            name, count = f"{base}-{count}", count + 1
        names.append(name)
    return names
