"""References that stand twice in the list."""

from collections.abc import Iterator

from deskcheck.checks.rule import About, Problem, Rule
from deskcheck.model import Audit, Reference, Severity
from deskcheck.settings import Settings
from deskcheck.text import squash

_SHORTEST_TITLE = 16


def check(audit: Audit, _: Audit, __: Settings) -> Iterator[Problem]:
    """Yield one problem for each entry with the DOI, the words, or the title, year and author of an earlier one."""
    first: dict[str, Reference] = {}
    for reference in audit.references:
        keys = _keys(reference)
        earlier = next((first[key] for key in keys if key in first), None)
        if earlier is not None:
            yield Problem(
                message=f"Reference {reference.number} repeats reference {earlier.number}.",
                spans=tuple(filter(None, (reference.span, earlier.span))),
                suggestion="Keep one of them, and renumber the list and the markers in the text.",
                detail=reference.id,
            )
        for key in keys:
            first.setdefault(key, reference)


def _keys(reference: Reference) -> list[str]:
    fields = reference.fields
    keys = []
    if fields.doi:
        keys.append(f"doi {fields.doi.lower()}")
    words = squash(reference.printed)
    if len(words) > _SHORTEST_TITLE:
        keys.append(f"words {words}")
    title = squash(fields.title)
    if len(title) >= _SHORTEST_TITLE and fields.author and fields.year:
        author = squash(fields.author[0].family or fields.author[0].literal)
        pages = squash(fields.volume + fields.page)
        keys.append(f"title {title} {author} {fields.year} {pages}")
    return keys


RULE = Rule(code="REF111", name="duplicate-reference", severity=Severity.WARNING, about=About.ARTICLE, check=check)
