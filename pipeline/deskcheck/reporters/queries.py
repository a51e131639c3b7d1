"""Questions to the author, one a point, ready to send."""

from deskcheck.model import Audit, Claim, Reference, VerdictLabel

_CUT = 160


def queries(audit: Audit) -> list[str]:
    """Return a polite question for every claim and reference that needs the author."""
    claims = (_about_claim(claim) for claim in audit.claims)
    references = (_about_reference(reference) for reference in audit.references)
    return [words for words in (*claims, *references) if words]


def _about_claim(claim: Claim) -> str:
    verdict = claim.verdict
    if verdict is None:
        return ""
    words = claim.quote if len(claim.quote) <= _CUT else claim.quote[: _CUT - 1] + "…"
    opening = f"You write: “{words}” (line {claim.span.line})."
    if verdict.label is VerdictLabel.CONTRADICTED:
        return f"{opening} {verdict.reason} Could you look at this again?"
    if verdict.label is VerdictLabel.PARTLY_SUPPORTED:
        offer = (
            f" Would this do: “{verdict.suggestion}”?" if verdict.suggestion else " Could you bring the two together?"
        )
        return f"{opening} {verdict.reason}{offer}"
    if verdict.label is VerdictLabel.OUTDATED:
        return f"{opening} {verdict.reason} Is there a newer source?"
    if verdict.label is VerdictLabel.UNSUPPORTED and claim.worth >= _WORTH_ASKING:
        return f"{opening} Which source does this rest on?"
    return ""


# Below this an unsupported sentence is left to the table, so that the list stays short enough to send.
_WORTH_ASKING = 0.6


def _about_reference(reference: Reference) -> str:
    match = reference.match
    different = [row for row in match.comparison if row.result == "different"] if match else []
    if not different:
        return ""
    rows = "; ".join(f"{row.field}: you have “{row.printed}”, the record has “{row.recorded}”" for row in different[:4])
    return f"Reference {reference.number} differs from the registered record ({rows}). Which is right?"
