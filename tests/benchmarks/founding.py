"""Scores an audit of the founding article against its annotated claims.

    python tests/benchmarks/founding.py [--misses]

Prints the recall of claims by overlap, the listed non-claims that were extracted, precision and recall of
firm links, the share of acceptable verdicts, distortion tags on grave claims, and the works matched. The
article and its annotation lie beside the data folder (``DESKCHECK_DATA``) and are not part of the project.
"""

import datetime
import json
import os
import sys
from pathlib import Path

import deskcheck
from deskcheck.model import Claim, MatchStatus, Span

ROOT = Path(__file__).parents[2]
SEED = Path(os.environ.get("DESKCHECK_DATA", ROOT.parent / "shared" / "data")).parent / "seed"
DOSSIER = ROOT / "references" / "emotional-detachment"
# The annotation's words for what the program calls otherwise.
SAME_TAG = {
    "causal_from_crosssectional": "causal_from_correlational",
    "overgeneralisation": "overgeneralised",
    "omitted_context": "selective",
    "cherry_picked": "selective",
}


def best(row: dict, claims: tuple[Claim, ...]) -> Claim | None:
    """Return the claim that overlaps the annotated span most, if it covers half of it."""
    span = Span(row["start"], row["end"])

    def shared(claim: Claim) -> int:
        return min(claim.span.end, span.end) - max(claim.span.start, span.start)

    found = max(claims, key=shared, default=None)
    return found if found and shared(found) * 2 >= row["end"] - row["start"] else None


def main() -> None:
    """Print the scores."""
    show = "--misses" in sys.argv
    gold = json.loads((SEED / "claims.dev.json").read_text(encoding="utf-8"))
    audit = deskcheck.audit(SEED / "article.txt", dossier=DOSSIER, as_of=datetime.date(2026, 11, 23))
    pairs = [(row, best(row, audit.claims)) for row in gold["claims"]]
    found = [(row, claim) for row, claim in pairs if claim]
    extra = [row["text"] for row in gold["not_claims"] if any(row["text"] == claim.quote for claim in audit.claims)]
    print(
        f"claims: {len(audit.claims)} extracted, recall {len(found)}/{len(pairs)}, listed non-claims extracted: {extra}"
    )
    matched = [one.number for one in audit.references if one.match and one.match.status is MatchStatus.MATCHED]
    print(f"references: {len(audit.references)}, matched {matched}")
    right = given = wanted = acceptable = wrong_support = tags = tagged = 0
    for row, claim in found:
        links = {link.number for link in claim.firm_links}
        whole_list = len(row["references"]) == len(audit.references)
        if not whole_list:
            right += len(links & {*row["references"]})
            given += len(links)
            wanted += len(row["references"])
        label = claim.verdict.label.value
        good = label in row["acceptable_verdicts"]
        acceptable += good
        wrong_support += label == "supported" and row["verdict"] == "contradicted"
        theirs = {SAME_TAG.get(tag, tag) for tag in row["distortions"]}
        ours = {tag.value for tag in claim.verdict.distortions}
        if row["severity"] == "high":
            tags, tagged = tags + len(theirs), tagged + len(theirs & ours)
        if show and (not good or (links != {*row["references"]} and not whole_list)):
            print(f"  {row['id']} {'ok ' if good else 'BAD'} {label}, acceptable {row['acceptable_verdicts']}")
            print(f"      links {sorted(links)}, annotated {row['references']}: {row['quote'][:70]}")
            print(f"      tags {sorted(ours)}, annotated {sorted(theirs)}")
    wanted += sum(len(row["references"]) for row, claim in pairs if not claim and len(row["references"]) < 13)
    precision, recall = right / max(1, given), right / max(1, wanted)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    print(f"links: precision {precision:.2f}, recall {recall:.2f}, F1 {f1:.2f}")
    print(f"verdicts acceptable: {acceptable}/{len(pairs)}; supported though contradicted: {wrong_support}")
    print(f"distortion tags on grave claims: {tagged}/{tags}")


if __name__ == "__main__":
    main()
