"""The whole pipeline on one screen: read, extract, link, resolve, judge, check, report."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from deskcheck import __version__, authorities, judges, linkers, readers
from deskcheck.authorities import evidence, full_texts
from deskcheck.authorities.abstracts import Abstracts
from deskcheck.authorities.dossier import Dossier
from deskcheck.authorities.page_passages import PageText
from deskcheck.checks import rules, runner
from deskcheck.errors import DeskcheckError
from deskcheck.extractors import bibliography
from deskcheck.extractors.bibliography.alone import as_article
from deskcheck.extractors.claims import extract as extract_claims
from deskcheck.extractors.references import extract as extract_references
from deskcheck.extractors.references import extract_linked, with_list
from deskcheck.judges.entailment import Scorer
from deskcheck.linkers.decisions import apply as apply_decisions
from deskcheck.model import Article, Audit, PageStatus, ReferenceStatus, State, Tool, Unchecked, Waiver
from deskcheck.settings import Settings
from deskcheck.triage import difference, waivers

if TYPE_CHECKING:
    from deskcheck.authorities.pages import Pages


def audit(
    path: Path | Article,
    settings: Settings,
    *,
    dossier: Path | None = None,
    further: Sequence[authorities.Authority] = (),
    abstracts: Abstracts | None = None,
    pages: "Pages | None" = None,
    scorer: Scorer | None = None,
    waived: Sequence[Waiver] | None = None,
    baseline: Audit | None = None,
) -> Audit:
    """Audit the article at ``path`` with the material of a dossier folder, if one is given.

    Args:
        path: the article, or one that has been read.
        settings: what the run was told.
        dossier: folder with the desk's material.
        further: the sources of records to ask after the dossier, in their order.
        abstracts: services to ask for the abstracts that no record holds.
        pages: looks at the addresses of the references; None: nobody does.
        scorer: an inference model that may lower a verdict.
        waived: waivers; None: those of the dossier.
        baseline: an earlier audit whose findings are known.

    Raises:
        UserError: the article or the dossier cannot be read.
    """
    material = Dossier.open(dossier) if dossier else Dossier.empty()
    audit = audit_article(read(path, settings), material, settings, further, abstracts, pages=pages, scorer=scorer)
    if waived is None:
        waived = waivers_of(dossier)
    return triage(audit, waived, baseline, settings, dossier)


def audit_article(
    audit: Audit,
    material: Dossier,
    settings: Settings,
    further: Sequence[authorities.Authority] = (),
    abstracts: Abstracts | None = None,
    *,
    pages: "Pages | None" = None,
    scorer: Scorer | None = None,
) -> Audit:
    """Take an audit that has been read through the other stages."""
    if not audit.article.is_bibliography:
        audit = extract(audit, material, settings)
    audit = link(audit, material, settings)
    audit = resolve(told(audit, abstracts), [material, *further], settings)
    if pages is not None:
        audit = pages.check(audit)
    audit = judge(audit, material, settings, abstracts, scorer=scorer, texts=pages.texts() if pages else {})
    return check(audit, settings)


def read(path: Path | Article, settings: Settings) -> Audit:
    """Bytes → Article; a bibliography is a list alone, and its references are read with it."""
    tool = Tool("deskcheck", __version__)
    if isinstance(path, Article):
        return Audit(tool=tool, as_of=settings.as_of, article=path)
    if bibliography.is_bibliography(str(path)):
        article, references = as_article(readers.load(path), str(path))
        return Audit(tool=tool, as_of=settings.as_of, article=article, references=references)
    return Audit(tool=tool, as_of=settings.as_of, article=readers.read(path))


def extract(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Article → claims and references; without a printed list, the dossier's bibliography or the text's own links."""
    article, references = extract_references(audit.article)
    if not references and material.bibliography:
        references, _ = bibliography.read(material.bibliography.read_bytes(), str(material.bibliography))
    if not references:
        article, references = extract_linked(article)
    claims = extract_claims(article, settings)
    return replace(audit, article=article, references=references, claims=claims)


def link(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Claims × references → links, each with its cue and confidence; the desk's decisions win."""
    known = evidence.material_of(audit.references, material)
    claims = linkers.link(audit.article, audit.claims, audit.references, known, settings)
    decided = [(entry.claim, entry.reference, entry.decision) for entry in material.decisions]
    claims, stale = apply_decisions(claims, audit.references, decided)
    missed = tuple(Unchecked("link decision", words, reason) for words, reason in stale)
    return replace(audit, claims=claims, unchecked=(*audit.unchecked, *missed))


def told(audit: Audit, abstracts: Abstracts | None) -> Audit:
    """References that only a PubMed number names → the same with the DOI that a service gives for it."""
    dois = abstracts.dois(audit.references) if abstracts else {}
    if not dois:
        return audit
    references = [replace(one, doi_told=dois.get(one.number, "")) for one in audit.references]
    return replace(audit, references=tuple(references))


def resolve(audit: Audit, sources: Sequence[authorities.Authority], settings: Settings) -> Audit:
    """References → matches with what authorities registered, notices and statuses."""
    audit = authorities.resolve(audit, sources, settings)
    drawn_on = (source for authority in sources for source in authority.sources())
    missed = tuple(
        Unchecked("lookup", reference.id, reference.match.reason if reference.match else "")
        for reference in audit.references
        if reference.status is ReferenceStatus.UNKNOWN
    )
    drawn = tuple(dict.fromkeys((*audit.sources, *drawn_on)))
    return replace(audit, sources=drawn, unchecked=(*audit.unchecked, *missed))


def judge(
    audit: Audit,
    material: Dossier,
    settings: Settings,
    abstracts: Abstracts | None = None,
    *,
    scorer: Scorer | None = None,
    texts: Mapping[int, PageText] | None = None,
) -> Audit:
    """Claims + evidence → verdicts; ``texts`` are the references' own pages by number."""
    abstracts = abstracts or Abstracts()
    sources, missed = source_texts(material)
    resting = {link.number for claim in audit.claims for link in claim.firm_links}
    pages, unread = page_texts({number: text for number, text in (texts or {}).items() if number in resting})
    held = evidence.gather(audit.references, material, sources, abstracts.fetch(audit.references), pages)
    verdicts = judges.judge_all(audit.claims, audit.references, held, audit.article, settings, scorer=scorer)
    claims = [replace(claim, verdict=verdict) for claim, verdict in zip(audit.claims, verdicts, strict=True)]
    unused = (*evidence.unused_notes(audit.references, material), *full_texts.strangers(audit.references, sources))
    unchecked = (*audit.unchecked, *unused, *missed, *unread, *abstracts.unchecked)
    return replace(audit, claims=tuple(claims), sources=(*audit.sources, *abstracts.sources()), unchecked=unchecked)


def source_texts(material: Dossier) -> tuple[dict[int, Article], tuple[Unchecked, ...]]:
    """Read the full texts of a dossier by reference number; one that cannot be read is told and stops nothing."""
    texts: dict[int, Article] = {}
    missed = []
    for number, path in full_texts.files(material.folder).items():
        try:
            texts[number] = with_list(readers.read(path))
        except DeskcheckError as fault:
            missed.append(Unchecked("full text", f"{full_texts.FOLDER}/{path.name}", str(fault)))
    return texts, tuple(missed)


def page_texts(
    texts: Mapping[int, PageText],
) -> tuple[dict[int, tuple[PageText, Article]], tuple[Unchecked, ...]]:
    """Read the references' own pages by number; one that cannot be read is told and stops nothing."""
    pages = {}
    missed = []
    for number, text in texts.items():
        try:
            pages[number] = (text, with_list(readers.read_bytes(text.html, text.address, suffix=".html")))
        except DeskcheckError as fault:
            missed.append(Unchecked("page text", text.address, str(fault)))
    return pages, tuple(missed)


def check(audit: Audit, settings: Settings) -> Audit:
    """Audit → findings, and what could not be checked."""
    findings, unchecked = runner.run(audit, settings)
    by_subject: dict[str, list[str]] = {}
    for finding in findings:
        by_subject.setdefault(finding.subject.id, []).append(finding.fingerprint)
    references = tuple(
        replace(reference, findings=tuple(by_subject.get(reference.id, ()))) for reference in audit.references
    )
    limits = dict(settings.source_age_years)
    unchecked = (*audit.unchecked, *unchecked)
    return replace(audit, references=references, findings=findings, unchecked=unchecked, age_limits=limits)


def waivers_of(folder: Path | None) -> tuple[Waiver, ...]:
    """Return the waivers that lie in a folder.

    Raises:
        SettingsError: the file there holds something else.
    """
    path = folder / waivers.FILE if folder else None
    if path is None or not path.is_file():
        return ()
    return waivers.read(path.read_bytes(), str(path), {rule.name: rule.code for rule in rules()})


def triage(
    audit: Audit, waived: Sequence[Waiver], baseline: Audit | None, settings: Settings, own: Path | None = None
) -> Audit:
    """Findings → new, known or waived; and findings about waivers that have expired or fit nothing."""
    if waived:
        audit = waivers.apply(audit, waived, settings, str(own or ""))
        audit = runner.about_waivers(_with_waived_pages(audit), settings)
    return difference.mark_known(audit, baseline) if baseline else audit


def _with_waived_pages(audit: Audit) -> Audit:
    """Return the audit with the addresses marked whose findings the desk has waived."""
    waived = {one.subject.id for one in audit.findings if one.state is State.WAIVED and one.code.startswith("URL")}
    references = tuple(
        replace(one, page=replace(one.page, status=PageStatus.WAIVED)) if one.page and one.id in waived else one
        for one in audit.references
    )
    return replace(audit, references=references) if waived else audit
