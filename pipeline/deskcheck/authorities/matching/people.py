"""Authors as printed against authors as registered."""

from rapidfuzz.fuzz import ratio

from deskcheck.authorities.matching.printed import TOKEN, Printed
from deskcheck.authorities.matching.registered import Registered, family
from deskcheck.authorities.matching.titles import TitleFit
from deskcheck.model import CslName, FieldComparison, Reference, Work
from deskcheck.text import fold, squash

_ET_AL = (" et al ", " and others ", " u a ", " et alii ", " and colleagues ")

_PARTICLES = frozenset("da das de del della den der di do dos du la las le los ten ter van von y zu".split())

_MANY = 6
"""From so many authors on, records are cut; a list to which somebody was added has few."""


def compare(
    reference: Reference, printed: Printed, work: Work, registered: Registered, title: TitleFit
) -> FieldComparison | None:
    """Return how the printed authors stand to the registered ones; None when no author is registered."""
    recorded_names = work.fields.author or work.fields.editor
    if not registered.families:
        return None
    recorded = "; ".join(name.shown() for name in recorded_names[:8]) + ("; …" if len(recorded_names) > 8 else "")
    ours = tuple(name for name in reference.fields.author or reference.fields.editor if family(name))
    shown = "; ".join(name.shown() for name in ours[:8])
    named = [all(part in printed.token_set for part in name) or _near(name, printed) for name in registered.families]
    if not ours:
        if named[0]:
            return FieldComparison("author", "same", "", recorded)
        return FieldComparison("author", "missing", "", recorded, "no author was read")
    certain = tuple(name for name in ours if not _misread(name, printed, registered, title))
    if not named[0]:
        if not certain:
            return FieldComparison("author", "missing", "", recorded, "no author was read")
        return _first_absent(certain, shown, recorded, named, recorded_names)
    result, note = _others(certain or ours, recorded_names, named, printed)
    return FieldComparison("author", result, shown, recorded, note)


def _first_absent(
    ours: tuple[CslName, ...], shown: str, recorded: str, named: list[bool], recorded_names: tuple[CslName, ...]
) -> FieldComparison:
    if ours[0].literal or recorded_names[0].literal:
        return FieldComparison(
            "author", "variant", shown, recorded, "a group stands for persons, or under another name"
        )
    if _known(ours[0], [fold(family(name)) for name in recorded_names]):
        return FieldComparison("author", "variant", shown, recorded, "in another order")
    if _foreign(family(ours[0])) != _foreign(family(recorded_names[0])):
        return FieldComparison("author", "variant", shown, recorded, "names in another script")
    if _turned(ours[0], recorded_names[0]):
        return FieldComparison("author", "variant", shown, recorded, "given name and family name change places")
    if len(squash(family(ours[0]))) <= 2:
        return FieldComparison("author", "variant", shown, recorded, "initials stand in place of the family name")
    if any(named):
        return FieldComparison("author", "different", shown, recorded, "the first registered author is not printed")
    return FieldComparison("author", "different", shown, recorded, "none of the registered authors is printed")


def _foreign(name: str) -> bool:
    """Tell whether a name is in letters other than Latin ones."""
    return any(letter.isalpha() and letter > "\u024f" for letter in fold(name))


def _turned(ours: CslName, theirs: CslName) -> bool:
    """Tell whether the given name is printed as family name and the family name, or its initial, as given name."""
    given, behind = squash(theirs.given), squash(ours.given)
    return (
        len(given) > 1 and squash(family(ours)) == given and bool(behind) and squash(family(theirs)).startswith(behind)
    )


def _others(
    ours: tuple[CslName, ...], theirs: tuple[CslName, ...], named: list[bool], printed: Printed
) -> tuple[str, str]:
    known = [fold(family(name)) for name in theirs]
    added = [name for name in ours if not _known(name, known)]
    shortened = any(mark in printed.text for mark in _ET_AL) or "…" in printed.raw or "..." in printed.raw
    if added and _ends_early(ours, known, shortened):
        return "variant", f"the record stops after {theirs[-1].shown()}"
    if added and len(added) <= len(ours) / 2 and not any(name.literal for name in (*added, *theirs)):
        return "different", f"not registered as author: {'; '.join(name.shown() for name in added)}"
    if not shortened and not all(named) and len(ours) < len(theirs):
        absent = [name.shown() for name, here in zip(theirs, named, strict=False) if not here]
        return "variant", f"not printed: {'; '.join(absent[:5])}"
    if not shortened and all(named) and _out_of_order(ours, known):
        return "variant", "in another order"
    if _initials_differ(ours[0], theirs[0]):
        return "variant", "the first author's initials differ"
    return "same", ""


def _ends_early(ours: tuple[CslName, ...], known: list[str], shortened: bool) -> bool:
    """Tell whether the record holds the first printed authors alone: one, many, or fewer than stand before "et al"."""
    if len(known) >= len(ours) or not (shortened or len(known) == 1 or len(known) >= _MANY):
        return False
    return all(_known(name, [one]) for name, one in zip(ours, known, strict=False))


def _misread(name: CslName, printed: Printed, registered: Registered, title: TitleFit) -> bool:
    """Tell whether a "name" is rather a word of title or journal, or holds a registered name in the wrong place."""
    if "no authors listed" in printed.text:
        return True
    parts = TOKEN.findall(fold(family(name)))
    known = {part for one in registered.families for part in one}
    if len(parts) > 1 and all(len(part) < 2 or part in _PARTICLES for part in parts):
        return True
    if set(TOKEN.findall(fold(name.given))) & known and not name.literal and not set(parts) & known:
        return True
    words = {part for form, _, _ in registered.titles for part in form.split()}
    heads = {part[:4] for one in registered.containers for part in one}
    given = TOKEN.findall(fold(name.given))
    if any(len(part) > 3 and part[:4] in heads for part in given):
        return True
    if not parts or all(part in words or part[:4] in heads or len(part) < 2 or part == "et" for part in parts):
        return not set(parts) & known
    if name.literal:
        return False
    before = printed.tokens[: title.start] if title.score >= 0.75 else printed.tokens
    return not any(part in before for part in parts)


def _known(name: CslName, known: list[str]) -> bool:
    ours = fold(family(name))
    parts = set(TOKEN.findall(ours))
    for one in known:
        if (
            ours == one
            or ratio(ours, one) >= 80
            or squash(ours).replace("rn", "m") == squash(one).replace("rn", "m")
            or parts & {part for part in TOKEN.findall(one) if len(part) > 2}
        ):
            return True
    return any(part in one for part in parts if len(part) > 3 for one in known)


def _near(name: tuple[str, ...], printed: Printed) -> bool:
    whole = "".join(name)
    if len(name) > 1 and (
        whole in printed.token_set or any(part in printed.token_set for part in name if len(part) > 3)
    ):
        return True
    return any(ratio(whole, token) >= 82 for token in printed.tokens[:60] if token[0] == whole[0])


def _out_of_order(ours: tuple[CslName, ...], known: list[str]) -> bool:
    places = [known.index(one) for name in ours if (one := fold(family(name))) in known]
    return len(places) > 1 and places != sorted(places)


def _initials_differ(ours: CslName, theirs: CslName) -> bool:
    one, other = TOKEN.findall(fold(ours.given)), TOKEN.findall(fold(theirs.given))
    return bool(one and other) and one[0][0] != other[0][0]
