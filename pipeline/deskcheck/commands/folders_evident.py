"""Which files of a folder are evidently neither article nor bibliography: notes, settings, logs.

Only files that were found in a folder are asked; a file that the user named is always audited.
"""

from pathlib import Path

import msgspec

from deskcheck import readers
from deskcheck.commands.audit_request import Item
from deskcheck.errors import InputError
from deskcheck.model import Audit
from deskcheck.text.markers import markers

NO_REFERENCES = "neither references nor citations"
NO_BIBLIOGRAPHY = "no bibliography"
NO_ARTICLE = "no article in its format"
EMPTY = "empty"
# A suffix that many programs use for what is no article.
_ANY_CONTENT = (".xml",)
_LARGEST = 32 * 1024 * 1024
# A CSL-JSON item has a title and at least one of these; a JSON schema has a title too.
_BESIDES = ("author", "issued", "DOI", "container-title", "URL", "publisher")


def no_article(audit: Audit) -> str:
    """Return why a file is evidently no article, else "".

    One with references is, and so is one that cites, names its author, or says when it was published: when
    such an article has no references, that is a finding.
    """
    article = audit.article
    if audit.references or article.is_bibliography:
        return ""
    signed = any(person.role in ("author", "reviewer") for person in article.people) or article.dates.latest is not None
    return "" if signed or article.stated_references or markers(article.text) else NO_REFERENCES


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
    except (OSError, InputError, msgspec.DecodeError, RecursionError):
        return False
    if isinstance(held, dict):
        held = held.get("items") or held.get("references") or [held]
    if not isinstance(held, list) or not held:
        return False
    items = [isinstance(one, dict) and "title" in one and any(name in one for name in _BESIDES) for one in held]
    return 2 * sum(map(bool, items)) > len(items)
