"""A JATS reference as a reader of the article sees it.

``mixed-citation`` keeps the punctuation that was printed; ``element-citation`` has none, so it is set in the
order and with the signs of the Vancouver style (ICMJE Recommendations, sample references).
"""

from deskcheck.readers.markup import Element

_CITATIONS = ("mixed-citation", "element-citation", "nlm-citation", "citation")
_DROPPED = ("tex-math", "annotation")


def printed(reference: Element) -> list[str]:
    """Return the words of each citation in a ``ref``."""
    holders = [*reference.elements(*_CITATIONS)]
    for group in reference.elements("citation-alternatives"):
        holders.extend(group.elements(*_CITATIONS)[:1])
    if not holders:
        return [" ".join(child.text for child in reference.elements() if child.tag != "label")]
    return [_as_printed(one) if _has_punctuation(one) else _composed(one) for one in holders]


def _has_punctuation(citation: Element) -> bool:
    """Tell whether signs stand between the elements, as they do where the citation was printed."""
    between = "".join(child for child in citation.children if isinstance(child, str))
    return bool(between.strip()) or not citation.elements()


def _as_printed(parent: Element) -> str:
    parts: list[str] = []
    for child in parent.children:
        if isinstance(child, str):
            parts.append(child)
        elif child.tag in ("name", "string-name"):
            parts.append(_name(child))
        elif child.tag not in _DROPPED:
            parts.append(_as_printed(child))
    return "".join(parts)


def _name(name: Element) -> str:
    """Family name and initials, parted by a blank where the source has only markup between them."""
    if any(isinstance(child, str) and child.strip() for child in name.children):
        return _as_printed(name)
    return " ".join(" ".join(child.text.split()) for child in name.elements())


def _composed(citation: Element) -> str:
    names = _names(citation)
    title = _one(citation, "article-title", "chapter-title", "part-title", "data-title")
    source = _one(citation, "source", "conf-name")
    issue = f"({found})" if (found := _one(citation, "issue")) else ""
    volume = _one(citation, "volume") + issue
    first, last = _one(citation, "fpage"), _one(citation, "lpage")
    pages = (
        f"{first}-{last}" if first and last and first != last else first or _one(citation, "elocation-id", "page-range")
    )
    year = _one(citation, "year")
    where = year + (f";{volume}" if volume else "") + (f":{pages}" if pages else "")
    publisher = ": ".join(filter(None, (_one(citation, "publisher-loc"), _one(citation, "publisher-name"))))
    parts = [names, title, source, _one(citation, "edition"), publisher, where, _one(citation, "comment")]
    identifiers = [
        f"{one.of('pub-id-type')}:{one.text.strip()}"
        for one in citation.elements("pub-id")
        if one.of("pub-id-type") in ("doi", "pmid", "arxiv")
    ]
    address = _one(citation, "uri", "ext-link")
    return " ".join([*(f"{part.rstrip('. ')}." for part in parts if part), *identifiers, address]).strip()


def _names(citation: Element) -> str:
    names = [
        _name(one) if one.tag in ("name", "string-name") else " ".join(one.text.split())
        for one in citation.every("name", "string-name", "collab")
    ]
    return ", ".join(names) + (" et al" if citation.every("etal") else "")


def _one(citation: Element, *tags: str) -> str:
    found = citation.first(*tags)
    return " ".join(found.text.split()) if found is not None else ""
