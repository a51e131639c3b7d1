"""What a claim shows of itself of whether it rests on a source."""

import re

from deskcheck.model import Claim, ClaimKind
from deskcheck.text.cues import CueKind, cues

_OWN = re.compile(
    r"\b(?:we|our|us|here|figures?|figs?|tables?|supporting|this (?:study|paper|work|article|review"
    r"|analysis))\b",
    re.I,
)
_EARLIER = re.compile(
    r"\b(?:(?:has|have|had) (?:also |recently |previously |long |only )?been|previous(?:ly)?|earlier"
    r"|recent(?:ly)?|prior|known|well[- ]established|"
    r"literature|reviewed|for example|e\.g\.|several|many|studies|others|et al|first (?:described"
    r"|reported|proposed)|described|proposed|reported|"
    r"demonstrated|suggested|shown|developed by|introduced|based on)\b",
    re.I,
)
_DISCUSSES = re.compile(r"\b(?:introduction|background|discussion|conclusions?|related work|overview|review)\b", re.I)
_REPORTS = re.compile(
    r"\b(?:results?|methods?|materials?|procedures?|statistic\w*|supporting|participants|measure\w*"
    r"|data (?:collection|analysis)|ethics|assays?|"
    r"experiment\w*|analysis|analyses|sampl\w+|design|protocol|acknowledg\w+|funding|contributions)\b",
    re.I,
)
LEVEL = (
    "study",
    "attribution",
    "hedge",
    "own",
    "earlier",
    "numeric",
    "worth",
    "advice",
    "reader",
    "discusses",
    "reports",
    "long",
    "named",
    "early",
    "late",
    "opens",
    "closes",
)


def signs(claim: Claim) -> dict[str, float]:
    """Return the features of a claim by the names of ``LEVEL``; who it names and where it stands come later."""
    kinds = {cue.kind for cue in cues(claim.quote)}
    headings = " ".join(claim.context)
    return {
        "study": float(CueKind.STUDY in kinds),
        "attribution": float(CueKind.ATTRIBUTION in kinds),
        "hedge": float(CueKind.HEDGE in kinds),
        "own": float(bool(_OWN.search(claim.quote))),
        "earlier": float(bool(_EARLIER.search(claim.quote))),
        "numeric": float(any(quantity.kind != "year" for quantity in claim.quantities)),
        "worth": claim.worth,
        "advice": float(
            claim.kind in (ClaimKind.POLICY, ClaimKind.CREDENTIAL, ClaimKind.OPINION) or CueKind.ADVICE in kinds
        ),
        "reader": float(CueKind.READER in kinds),
        "discusses": float(bool(_DISCUSSES.search(headings))),
        "reports": float(bool(_REPORTS.search(headings))),
        "long": min(len(claim.quote) / 200.0, 2.0),
    }
