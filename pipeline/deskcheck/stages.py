"""The whole pipeline on one screen: read, extract, link, resolve, judge, check, report."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from deskcheck import __version__, authorities, extractors, judges, linkers, readers
from deskcheck.authorities.dossier import Dossier
from deskcheck.checks import runner
from deskcheck.extractors import bibliography
from deskcheck.model import Audit, Tool
from deskcheck.settings import Settings


def audit(path: Path, settings: Settings, *, dossier: Path | None = None) -> Audit:
    """Audit the article at ``path`` with the material of a dossier folder, if one is given.

    Raises:
        UserError: the article or the dossier cannot be read.
    """
    material = Dossier.open(dossier) if dossier else Dossier.empty()
    return audit_article(read(path, settings), material, settings)


def audit_article(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Take an audit that has been read through the other stages."""
    audit = extract(audit, material, settings)
    audit = link(audit, material, settings)
    audit = resolve(audit, [material], settings)
    audit = judge(audit, material, settings)
    return check(audit, settings)


def read(path: Path, settings: Settings) -> Audit:
    """Bytes → Article."""
    return Audit(tool=Tool("deskcheck", __version__), as_of=settings.as_of, article=readers.read(path))


def extract(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Article → claims and references; an article that prints no list falls back on the dossier's bibliography."""
    article, references = extractors.references.extract(audit.article)
    if not references and material.bibliography:
        references, _ = bibliography.read(material.bibliography.read_bytes(), str(material.bibliography))
    claims = extractors.claims.extract(article, settings)
    return replace(audit, article=article, references=references, claims=claims)


def link(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Claims × references → links, each with its cue and confidence."""
    claims = linkers.link(audit.article, audit.claims, audit.references, material.material(), settings)
    return replace(audit, claims=claims)


def resolve(audit: Audit, sources: Sequence[authorities.Authority], settings: Settings) -> Audit:
    """References → matches with what authorities registered, notices and statuses."""
    return authorities.resolve(audit, sources, settings)


def judge(audit: Audit, material: Dossier, settings: Settings) -> Audit:
    """Claims + evidence → verdicts."""
    evidence = authorities.evidence(audit.references, material)
    claims = judges.judge_all(audit.claims, audit.references, evidence, audit.article, settings)
    sources = (*audit.sources, *material.sources())
    return replace(audit, claims=claims, sources=tuple(dict.fromkeys(sources)))


def check(audit: Audit, settings: Settings) -> Audit:
    """Audit → findings, and what could not be checked."""
    findings, unchecked = runner.run(audit, settings)
    by_subject: dict[str, list[str]] = {}
    for finding in findings:
        by_subject.setdefault(finding.subject.id, []).append(finding.fingerprint)
    references = tuple(
        replace(reference, findings=tuple(by_subject.get(reference.id, ()))) for reference in audit.references
    )
    return replace(audit, references=references, findings=findings, unchecked=(*audit.unchecked, *unchecked))
