"""Questions to the author, one a point, polite and ready to send."""

import msgspec

from deskcheck.model import (
    Audit,
    Claim,
    Importance,
    MatchStatus,
    Reference,
    ReferenceStatus,
    Stance,
    Verdict,
    VerdictLabel,
)
from deskcheck.reporters.places import Whereabouts
from deskcheck.reporters.wording import authority_words, called, cut, differences, notice_words, whose

_CUT = 240
# Below this an unsupported sentence is left to the table, so that the list stays short enough to send.
_WORTH_ASKING = 0.6


class Query(msgspec.Struct, frozen=True):
    """One question; ``kind`` is claim or reference, ``index`` its place in the audit."""

    kind: str
    index: int
    words: str


def queries(audit: Audit) -> list[Query]:
    """Return a question for every claim and every reference that needs the author, in the order of the article."""
    where = Whereabouts(audit)
    found = [
        Query("claim", index, _about_claim(claim, audit, where(claim.span))) for index, claim in enumerate(audit.claims)
    ]
    found += [Query("reference", index, _about_reference(one, audit)) for index, one in enumerate(audit.references)]
    return [query for query in found if query.words]


def _about_claim(claim: Claim, audit: Audit, where: str) -> str:
    verdict = claim.verdict
    if verdict is None or verdict.label in (VerdictLabel.SUPPORTED, VerdictLabel.NOT_CHECKABLE):
        return ""
    opening = f"{where.capitalize()}: you write “{cut(claim.quote, _CUT)}”"
    if verdict.label is VerdictLabel.UNSUPPORTED:
        asked = claim.worth >= _WORTH_ASKING or claim.importance is Importance.HIGH
        return f"{opening} Which source does this rest on?" if asked else ""
    if verdict.label is VerdictLabel.OUTDATED:
        return f"{opening} {verdict.reason} Is there a newer source, or should the text name the year?"
    passage = f"{verdict.reason}{_passage(verdict, audit)}"
    if verdict.label is VerdictLabel.CONTRADICTED:
        return f"{opening} {passage} Could you look at this again?"
    if verdict.suggestion:
        return f"{opening} {passage} Could you change the sentence accordingly? {verdict.suggestion}"
    return f"{opening} {passage} Could you bring the sentence and the source together?"


def _passage(verdict: Verdict, audit: Audit) -> str:
    """Return the passage that decided, attributed, unless the reason quotes it already."""
    cue = verdict.cue.rpartition("|")[2].strip()
    for piece in verdict.evidence:
        if piece.stance is not Stance.SILENT and cue and cue in piece.quote:
            said = cut(piece.quote, _CUT)
            return "" if said.rstrip(".…") in verdict.reason else f" In {whose(piece, audit)} we read: “{said}”"
    return ""


def _about_reference(reference: Reference, audit: Audit) -> str:
    name = called(reference)
    name = name[:1].upper() + name[1:]
    if reference.notices:
        notices = "; ".join(map(notice_words, reference.notices))
        return f"{name} carries a notice ({notices}). Do you want to keep it, and should the text say so?"
    different = differences(reference)
    if different:
        rows = "; ".join(
            f"{row.field}: you have “{cut(row.printed, 120)}”, the record has “{cut(row.recorded, 120)}”"
            for row in different[:4]
        )
        return f"{name} differs from the registered record ({rows}). Which is right?"
    if reference.match and reference.match.status is MatchStatus.AMBIGUOUS:
        return f"{name}: several records could be meant. Could you send us the DOI?"
    if reference.status is ReferenceStatus.NOT_FOUND:
        return (
            f"{name} was not found in {authority_words(audit)} as of {audit.as_of}. "
            "Could you send us its DOI, or a copy of its first page?"
        )
    if reference.status is ReferenceStatus.BROKEN:
        return f"The address given for {name[:1].lower() + name[1:]} did not open. Could you send us another?"
    return ""
