"""What the record of a reference's work proves, in the words the rules share."""

from deskcheck.model import Article, FieldComparison, MatchStatus, Notice, NoticeType, Reference


def different(reference: Reference, field: str) -> FieldComparison | None:
    """Return the comparison of ``field`` when the reference is matched and the field differs from the record."""
    found = compared(reference, field)
    return found if found is not None and found.result == "different" else None


def compared(reference: Reference, field: str) -> FieldComparison | None:
    """Return the comparison of ``field`` for a matched reference, or None."""
    match = reference.match
    if match is None or match.status is not MatchStatus.MATCHED:
        return None
    return next((one for one in match.comparison if one.field == field), None)


def sides(found: FieldComparison) -> str:
    """Return both sides in words: what is printed and what is registered."""
    return f"“{short(found.printed)}” is printed, “{short(found.recorded)}” is registered"


def short(text: str, most: int = 90) -> str:
    """Return the text, cut at a word if it is longer than ``most`` characters."""
    return text if len(text) <= most else text[:most].rsplit(" ", 1)[0] + " …"


def doi_of(reference: Reference) -> str:
    """Return the address of the matched work."""
    return f"https://doi.org/{reference.match.doi}" if reference.match and reference.match.doi else ""


def notices(reference: Reference, *kinds: NoticeType) -> tuple[Notice, ...]:
    """Return the notices of these kinds that concern the reference's work."""
    return tuple(notice for notice in reference.notices if notice.type in kinds)


def asserted(notice: Notice) -> str:
    """Return when, by whom and where a notice was published: " on 2010-02-06 (retraction-watch; 10.1016/…)"."""
    when = f" on {notice.date}" if notice.date else ""
    where = "; ".join(filter(None, (", ".join(notice.sources), notice.doi)))
    return f"{when} ({where})" if where else when


def timing(notice: Notice, article: Article) -> str:
    """Return whether the notice came before or after the article, or "" when a date is missing."""
    dated = article.dates.latest
    if not dated or len(notice.date) < 10:
        return ""
    return " It came before this article." if notice.date <= dated.isoformat() else " It came after this article."


def says_so(reference: Reference) -> bool:
    """Tell whether the printed reference itself says that the work was retracted or withdrawn."""
    words = reference.printed.lower()
    return "retract" in words or "withdrawn" in words or "withdrawal" in words
