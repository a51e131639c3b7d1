"""One article or bibliography of a run, from its path to what the run has to tell of it."""

import datetime
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from deskcheck import reporters, stages
from deskcheck.authorities import Authority
from deskcheck.authorities.abstracts import Abstracts
from deskcheck.commands import folders_finished as finished
from deskcheck.commands.audit_request import DEFAULT_OUT, Item, Request
from deskcheck.commands.decisions import baseline_for, waivers_for
from deskcheck.commands.exit_codes import exit_code, nothing_to_audit
from deskcheck.commands.fetching import article_at
from deskcheck.commands.folders_evident import no_article, no_bibliography
from deskcheck.commands.locating import locate_article
from deskcheck.commands.match import Request as Lookups
from deskcheck.commands.match import opened
from deskcheck.commands.output import write_files
from deskcheck.commands.revisions import changed
from deskcheck.errors import ExitCode, InputError, UserError
from deskcheck.judges.entailment import CrossEncoder, Scorer
from deskcheck.model import Article, Audit, State
from deskcheck.settings import Settings
from deskcheck.settings.configuration import Policy
from deskcheck.triage import waivers

if TYPE_CHECKING:
    from deskcheck.authorities.pages import Pages
    from deskcheck.network import Circuit

REPORTS = ("json", "html", "markdown")

PolicyFor = Callable[[Path], Policy]


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What came of one item.

    Attributes:
        path, name: as of the item.
        kind: ``audited``, ``reused`` (an earlier run finished it), ``unchanged`` (since the revision asked for),
            ``skipped`` (evidently neither article nor bibliography) or ``failed``.
        code: its exit code.
        said: why it was skipped.
        warnings: lines for the user.
        shown: text to print.
        counts: findings that count, by severity; with ``known`` and ``waived`` beside them.
        claims, references, unknown: how many claims and references it has, and references without an answer.
        audit: the audit in MessagePack, where the run needs it, else empty.
    """

    path: str
    name: str
    kind: str = "audited"
    code: int = ExitCode.OK
    said: str = ""
    warnings: tuple[str, ...] = ()
    shown: str = ""
    counts: dict[str, int] = {}
    claims: int = 0
    references: int = 0
    unknown: int = 0
    audit: bytes = b""


class Auditor:
    """Audits the items of one run; sources of records that can be shared are opened once.

    Args:
        request: what the run was asked for.
        policy_for: gives the policy in force for a path.
        as_of: the day the audits speak for.
        several: the run has several items, so that one never takes the others down and the index needs them all.
    """

    def __init__(self, request: Request, policy_for: PolicyFor, as_of: datetime.date, *, several: bool) -> None:
        self._request = request
        self._policy_for = policy_for
        self._as_of = as_of
        self._several = several
        self._index: tuple[Authority, ...] | None = None
        self._circuit: Circuit | None = None
        self._model: CrossEncoder | None = None

    def __call__(self, item: Item) -> Outcome:
        """Return what came of one item; a fault of the user's or of the file's is its line."""
        try:
            return self._audited(item)
        except UserError as fault:
            reason = no_bibliography(item, fault) if isinstance(fault, InputError) else ""
            if reason:
                return Outcome(path=item.place, name=item.name, kind="skipped", said=reason)
            return failed(item, ExitCode.USAGE, str(fault))

    def _audited(self, item: Item) -> Outcome:
        request = self._request
        policy = self._policy_for(item.path)
        settings = policy.settings(self._as_of)
        if not item.address and not _is_due(item.path, request, policy):
            return Outcome(path=item.place, name=item.name, kind="unchanged")
        if item.found and (reason := no_bibliography(item)):
            return Outcome(path=item.place, name=item.name, kind="skipped", said=reason)
        article, dossier = locate_article(item.path, request.dossier)
        beside = (policy.path.parent if policy.path else None, dossier)
        waived = waivers_for(beside, file=request.waivers, revision=request.base)
        baseline = baseline_for(request.baseline, item.name)
        folder = report_folder(request, item, alone=not self._several)
        lasts = folder is not None and not item.address
        key = self._key(item, article, dossier, settings, waived, baseline) if lasts else ""
        resumes = item.found if request.resume is None else request.resume
        audit = finished.audit(folder, key) if folder and key and resumes else None
        kind = "reused" if audit else "audited"
        if audit is None:
            further = self._sources()
            abstracts = Abstracts.open(
                request.abstracts, mailto=request.mailto, offline=request.offline, circuit=self._network()
            )
            audit = stages.audit(
                self._fetched(item.address) if item.address else article,
                settings,
                dossier=dossier,
                further=further,
                abstracts=abstracts,
                pages=self._pages(),
                scorer=self._scorer(),
                waived=waived,
                baseline=baseline,
            )
            if item.found and (reason := no_article(audit)):
                return Outcome(path=item.place, name=item.name, kind="skipped", said=reason)
            if folder:
                files = {reporters.REPORTERS[one].file: reporters.render_file(one, audit) for one in REPORTS}
                lasting = key and (not request.asks_services or not audit.unchecked)
                below = request.out or DEFAULT_OUT
                write_files(folder, files | (finished.state(key, files) if lasting else {}), within=below)
        return self._outcome(item, audit, settings, kind, folder)

    def _key(self, item: Item, article: Path, dossier: Path | None, settings: Settings, *held: object) -> str:
        """Return what the audit depends on, as one digest; "" where finished audits are neither used nor kept."""
        request = self._request
        if not (item.found or request.resume):
            return ""
        today = datetime.date.today().isoformat() if request.asks_services else ""
        return finished.key(
            article,
            dossier,
            (request.index, request.nli),
            settings,
            (request.crossref, request.abstracts, request.check_links, request.offline, *held, today),
        )

    def _network(self) -> "Circuit | None":
        """Return what the run knows of the network; None where nothing outside is asked."""
        if self._circuit is None and self._request.asks_services:
            from deskcheck.network import Circuit  # noqa: PLC0415 - loaded only where something is asked

            self._circuit = Circuit()
        return self._circuit

    def _scorer(self) -> Scorer | None:
        """Return the inference model, read on first use."""
        if self._model is None and self._request.nli is not None:
            self._model = CrossEncoder.open(self._request.nli)
        return self._model

    def _sources(self) -> tuple[Authority, ...]:
        """Return the sources of records: the index opened once, Crossref anew, since it reports on each article."""
        request = self._request
        if self._index is None:
            self._index = opened(Lookups(paths=(), index=request.index))
        live = Lookups(paths=(), crossref=request.crossref, mailto=request.mailto, offline=request.offline)
        return (*self._index, *opened(live, self._network()))

    def _pages(self) -> "Pages | None":
        request = self._request
        if not request.check_links:
            return None
        from deskcheck.authorities.pages import Pages  # noqa: PLC0415 - loaded only where links are looked at

        return Pages.open(
            today=datetime.date.today(),
            mailto=request.mailto,
            offline=request.offline,
            insist=os.environ.get("CI", "").lower() in ("1", "true"),
            archive=request.archive,
            registry=request.doi_registry,
            circuit=self._network(),
        )

    def _fetched(self, address: str) -> Article:
        request = self._request
        return article_at(address, online=request.online, offline=request.offline, mailto=request.mailto)

    def _outcome(self, item: Item, audit: Audit, settings: Settings, kind: str, folder: Path | None) -> Outcome:
        code, nothing = exit_code(audit, settings), nothing_to_audit(audit)
        if nothing and settings.fail_on is not None:
            code = ExitCode.USAGE
        shown = self._shown(audit, folder, found=item.found)
        counts: dict[str, int] = {}
        for finding in audit.findings:
            name = finding.severity.value if finding.state is State.NEW else finding.state.value
            counts[name] = counts.get(name, 0) + 1
        return Outcome(
            path=item.place,
            name=item.name,
            kind=kind,
            code=code,
            warnings=(nothing,) if nothing else (),
            shown=shown,
            counts=counts,
            claims=len(audit.claims),
            references=len(audit.references),
            unknown=sum(reference.status.value == "unknown" for reference in audit.references),
            audit=self._kept(audit, found=item.found),
        )

    def _kept(self, audit: Audit, *, found: bool) -> bytes:
        """Return the audit for what speaks of all articles, cut down where only the index does."""
        if is_one_for_all(self._request):
            return msgspec.msgpack.encode(audit)
        return msgspec.msgpack.encode(slim(audit)) if (self._several or found) and self._request.write else b""

    def _shown(self, audit: Audit, folder: Path | None, *, found: bool) -> str:
        request = self._request
        if is_one_for_all(request) or (found and self._several and request.shown == "summary"):
            return ""
        if request.shown != "summary":
            return reporters.render(request.shown, audit)
        text = reporters.render_terminal(audit, colour=request.colour)
        written = ", ".join(reporters.REPORTERS[kind].file for kind in REPORTS)
        return text + (f"Reports in {folder}: {written}\n" if folder else "")


def failed(item: Item, code: ExitCode, line: str) -> Outcome:
    """Return the outcome of an item that could not be audited."""
    return Outcome(path=item.place, name=item.name, kind="failed", code=code, warnings=(line,))


def slim(audit: Audit) -> Audit:
    """Return an audit without the words of article, claims and evidence: counts, statuses, findings and works stay."""
    replace = msgspec.structs.replace
    claims = (
        replace(
            claim,
            quote="",
            statement="",
            quantities=(),
            context=(),
            verdict=claim.verdict and replace(claim.verdict, evidence=(), cue="", reason="", suggestion=""),
        )
        for claim in audit.claims
    )
    references = (
        replace(
            reference,
            field_spans=(),
            match=reference.match and replace(reference.match, comparison=(), candidates=()),
        )
        for reference in audit.references
    )
    return replace(
        audit,
        article=replace(audit.article, text="", blocks=(), hyperlinks=(), remarks=()),
        claims=tuple(claims),
        references=tuple(references),
        findings=tuple(replace(finding, quote="", suggestion="", evidence=()) for finding in audit.findings),
    )


def is_one_for_all(request: Request) -> bool:
    """Tell whether what is printed is one text for all articles."""
    return request.shown != "summary" and reporters.REPORTERS[request.shown].many


def report_folder(request: Request, item: Item, *, alone: bool) -> Path | None:
    """Return the folder of an item's reports; None when none are written. The only one named has ``out`` for itself."""
    if not request.write:
        return None
    if request.out is not None and alone and not item.found:
        return request.out
    return (request.out or DEFAULT_OUT) / item.name


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
