"""Volume, issue, pages and article number as printed and as registered."""

from collections.abc import Sequence

from deskcheck.authorities.matching.printed import TOKEN, number_key
from deskcheck.authorities.matching.registered import split_pages, years_of
from deskcheck.model import FieldComparison, Reference, Work
from deskcheck.text import fold, squash

SAME, VARIANT, DIFFERENT, MISSING = "same", "variant", "different", "missing"
AHEAD = "printed before the article had its place in the journal"


def volume(reference: Reference, work: Work, tail: frozenset[str]) -> FieldComparison | None:
    """Compare the volumes; ``tail`` are the keys of the numbers printed outside the title."""
    recorded, shown = work.fields.volume, reference.fields.volume
    if not recorded:
        return None
    if number_key(fold(shown)) == number_key(fold(recorded)) if shown else number_key(fold(recorded)) in tail:
        return FieldComparison("volume", SAME, shown or recorded, recorded)
    if not shown:
        return FieldComparison("volume", MISSING, "", recorded)
    if number_key(fold(recorded)) in tail:
        return FieldComparison(
            "volume", VARIANT, shown, recorded, "the registered volume stands elsewhere in the reference"
        )
    if recorded.isdigit() and len(recorded) == 4 and int(recorded) in years_of(work):
        return FieldComparison("volume", VARIANT, shown, recorded, "the journal counts its volumes by year")
    if squash(shown) == squash(recorded):
        return FieldComparison("volume", VARIANT, shown, recorded, "written in another way")
    if _placeholder(reference, work):
        return FieldComparison("volume", VARIANT, shown, recorded, AHEAD)
    return FieldComparison("volume", DIFFERENT, shown, recorded)


def issue(reference: Reference, work: Work, tail: frozenset[str]) -> FieldComparison | None:
    """Compare the issues."""
    recorded, shown = work.fields.issue, reference.fields.issue
    number = _article_number(work)
    if shown and number and number_key(fold(shown)) == number_key(fold(number)) and number != recorded:
        return FieldComparison("issue", VARIANT, shown, recorded, "the article number is printed as the issue")
    if not recorded:
        return None
    if not shown:
        return FieldComparison("issue", SAME if number_key(fold(recorded)) in tail else MISSING, "", recorded)
    parts = {number_key(fold(part)) for part in recorded.replace("–", "-").replace("/", "-").split("-")}
    if number_key(fold(shown)) == number_key(fold(recorded)):
        return FieldComparison("issue", SAME, shown, recorded)
    if number_key(fold(shown)) in parts or number_key(fold(recorded)) in tail or not shown.isdigit():
        return FieldComparison("issue", VARIANT, shown, recorded)
    return FieldComparison("issue", DIFFERENT, shown, recorded)


def _article_number(work: Work) -> str:
    """The article number, also where the record keeps it as a single "page" with too many digits for one."""
    if work.fields.number:
        return work.fields.number
    first, last = split_pages(work.fields.page)
    return first if not last and len(first) >= 4 else ""


def page(reference: Reference, work: Work, tail: frozenset[str]) -> FieldComparison | None:
    """Compare the pages, or the article number."""
    recorded = work.fields.page or work.fields.number
    if not recorded:
        return None
    shown = reference.fields.page or reference.fields.number
    first, last = split_pages(work.fields.page)
    keys = [number_key(fold(one)) for one in (first, work.fields.number) if one]
    if not shown:
        return _page_unparsed(recorded, keys, tail, reference, work)
    ours, ours_last = split_pages(shown)
    if number_key(fold(ours)) in keys:
        if not ours_last or not last or number_key(fold(ours_last)) == number_key(fold(last)):
            note = "first page only" if last and not ours_last else ""
            return FieldComparison("page", VARIANT if note else SAME, shown, recorded, note)
        return FieldComparison("page", VARIANT, shown, recorded, "the last pages differ")
    if any(key in tail for key in keys):
        return FieldComparison(
            "page", VARIANT, shown, recorded, "the registered page stands elsewhere in the reference"
        )
    note = _page_note(reference, work, ours, first)
    if note:
        return FieldComparison("page", VARIANT, shown, recorded, note)
    return FieldComparison("page", DIFFERENT, shown, recorded)


def _page_unparsed(
    recorded: str, keys: Sequence[str], tail: frozenset[str], reference: Reference, work: Work
) -> FieldComparison:
    if any(key in tail for key in keys):
        as_issue = reference.fields.issue and number_key(fold(reference.fields.issue)) in keys
        return FieldComparison(
            "page",
            VARIANT if as_issue else SAME,
            reference.fields.issue,
            recorded,
            "printed as the issue" if as_issue else "",
        )
    return FieldComparison("page", MISSING, "", recorded)


def _page_note(reference: Reference, work: Work, ours: str, first: str) -> str:
    """Why printed pages that are not the registered ones may still be right; "" if nothing excuses them."""
    recorded = work.fields.page or work.fields.number
    if number_key(fold(ours)) in {number_key(one) for one in TOKEN.findall(fold(recorded))}:
        return "written in another way"
    if work.fields.number and not work.fields.page:
        return "pages are printed, an article number is registered"
    if number_key(fold(first)) == "1" or (ours[:1].isalpha() and not first[:1].isalpha()):
        return "an article number is printed, pages are registered"
    return AHEAD if _placeholder(reference, work) else ""


def _placeholder(reference: Reference, work: Work) -> bool:
    """Tell whether the printed pages are "1–4" of an article that had no place yet."""
    ours, last = split_pages(reference.fields.page)
    return ours == "1" and bool(last) and split_pages(work.fields.page)[0] != "1"
