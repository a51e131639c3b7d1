"""Corrections of labels where a name stands before a colon, as health portals list their sources.

'Rest Clinic: "What Is Sleep?"' and "Bundesinstitut für Schlaf: Nachtarbeit. Online: https://…".
"""

from deskcheck.extractors.references.parse.imprint import relabel
from deskcheck.extractors.references.parse.kind import is_journal
from deskcheck.extractors.references.parse.lexicon import lexicon
from deskcheck.extractors.references.parse.organisations import ORGANISATIONS
from deskcheck.extractors.references.parse.spans import FIRST, OUTSIDE, runs
from deskcheck.extractors.references.parse.tokens import Tokens

_LONGEST = 14
"""Words of a name before a colon, at most."""
_NEAR = 120
"""Characters that such a name and its colon take, at most."""
_ONLINE = frozenset({"url", "accessed", "doi"})
_OF_A_NAME = frozenset({"author", "title", "container", "publisher"})
_LEGAL_FORM = frozenset("eEvV")
"""Letters of "e.V.", which are no initials."""
_QUOTES = frozenset('"“„«')


def names_before_colons(tokens: Tokens, labels: list[str]) -> None:
    """What stands before the first colon is the site, the body or the journal, and what follows it the title."""
    colon = _colon(tokens, labels)
    if not colon:
        return
    words = [form.lower() for form in tokens.forms[:colon]]
    known = lexicon().segments.get(" ".join(words[words[0] == "the" :]), "")
    last = _end(labels, colon)
    if not _QUOTES.isdisjoint(tokens.gaps[colon]):
        journal = is_journal(" ".join(words))
        if journal and FIRST + "container" not in labels[colon:]:
            relabel(labels, 0, colon - 1, "container")
        elif not journal:
            relabel(labels, 0, colon - 1, "author")
        relabel(labels, colon, last, "title")
    elif _names_body(tokens, colon, known) and not _ONLINE.isdisjoint(labels):
        if FIRST + "title" in labels[colon + 1 :] or FIRST + "author" in labels[colon:]:
            return
        relabel(labels, 0, colon - 1, "author")
        relabel(labels, colon, last, "title")


def _names_body(tokens: Tokens, colon: int, known: str) -> bool:
    """Tell whether the words before a colon are those of an organisation, or its letters: "BfR: …"."""
    words = tokens.forms[:colon]
    letters = len(words) == 1 and sum(map(str.isupper, words[0])) > 1
    return known == "O" or letters or not ORGANISATIONS.isdisjoint(map(str.lower, words))


def _colon(tokens: Tokens, labels: list[str]) -> int:
    """Return the token after the first colon, where a name may stand before it; 0 for none."""
    for index in range(1, min(len(labels), _LONGEST)) if ":" in tokens.text[:_NEAR] else ():
        before = tokens.forms[index - 1]
        if before[0].isdigit() or (len(before) == 1 and before not in _LEGAL_FORM):
            return 0
        gap = tokens.gaps[index]
        if ":" in gap:
            field = {labels[at].removeprefix(FIRST) for at in range(index)}
            return index if field <= _OF_A_NAME | {OUTSIDE} and labels[index].removeprefix(FIRST) in _OF_A_NAME else 0
        if gap.strip() and before not in _LEGAL_FORM:
            return 0
    return 0


def _end(labels: list[str], first: int) -> int:
    """Return the last token of the field that a token stands in."""
    return next(last for _, start, last in runs(labels) if start <= first <= last)
