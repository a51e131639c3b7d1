"""Which files of a folder are evidently neither article nor bibliography: notes, settings, logs.

Only files that were found in a folder are asked; a file that the user named is always audited.
"""

import re
from pathlib import Path

import msgspec

from deskcheck import readers
from deskcheck.commands.audit_request import Item
from deskcheck.errors import InputError
from deskcheck.model import Audit
from deskcheck.text.markers import MarkerKind, markers

NO_REFERENCES = "neither references nor citations"
NO_BIBLIOGRAPHY = "no bibliography"
NO_ARTICLE = "no article in its format"
EMPTY = "empty"
_NAMED = (MarkerKind.AUTHOR_YEAR, MarkerKind.FOOTNOTE)
_PROJECT_FILE = re.compile(
    r"(?:readme|changelog|changes|history|news|licen[sc]e|copying|notice|authors|contribut\w+|code.of.conduct|security"
    r"|governance|maintainers|install(?:ation)?|todo|requirements|entry_points|robots|humans)(?![a-z])[^/]*\Z",
    re.IGNORECASE,
)
# A suffix that many programs use for what is no article.
_ANY_CONTENT = (".xml",)
_LARGEST = 32 * 1024 * 1024
# A CSL-JSON item has a title and at least one of these; a JSON schema has a title too.
_BESIDES = ("author", "issued", "DOI", "container-title", "URL", "publisher")


def no_article(audit: Audit) -> str:
    """Return why a file is evidently no article, else "".

    One with references is, and so is one that cites, says how many sources it has, or names who wrote its
    claims: when such an article has no references, that is a finding. What projects call README and the like
    needs references to be one.
    """
    article = audit.article
    if audit.references or article.is_bibliography:
        return ""
    if _PROJECT_FILE.match(Path(article.path).name):
        return NO_REFERENCES
    signed = any(person.role in ("author", "reviewer") for person in article.people) and bool(audit.claims)
    return "" if signed or article.stated_references or _cites(audit) else NO_REFERENCES


def _cites(audit: Audit) -> bool:
    """Tell whether the claims cite: twice by author and year, or by 1 and 2; one number in brackets may be anything."""
    spans = [claim.span for claim in audit.claims]
    found = [
        marker
        for marker in markers(audit.article.text)
        if any(span.start < marker.end and marker.start < span.end for span in spans)
    ]
    numbers = {number for marker in found for number in marker.numbers}
    named = {marker.key or marker.authors for marker in found if marker.kind in _NAMED}
    return numbers >= {1, 2} or len(named) >= 2


def no_bibliography(item: Item, fault: InputError | None = None) -> str:
    """Return why a file that was found is evidently nothing to audit, else "".

    Args:
        item: the file.
        fault: why it could not be read, if that was tried.
    """
    path = item.path
    if not item.found or path.is_dir():
        return ""
    if fault is None:
        return NO_BIBLIOGRAPHY if path.suffix.lower() == ".json" and not _is_csl(path) else ""
    if fault.where != str(path):
        return ""
    if fault.what in ("is empty", "holds no text"):
        return EMPTY
    return NO_ARTICLE if path.suffix.lower() in _ANY_CONTENT else ""


def _is_csl(path: Path) -> bool:
    try:
        if path.stat().st_size > _LARGEST:
            return False
        held = msgspec.json.decode(readers.load(path).removeprefix(b"\xef\xbb\xbf"))
    except (OSError, InputError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return False
    if isinstance(held, dict):
        held = held.get("items") or held.get("references") or [held]
    if not isinstance(held, list) or not held:
        return False
    items = [isinstance(one, dict) and "title" in one and any(name in one for name in _BESIDES) for one in held]
    return 2 * sum(map(bool, items)) > len(items)
