"""What the HTML report shows, gathered from an audit: nothing here decides, it only brings together."""

from collections.abc import Mapping

import msgspec

from deskcheck.model import (
    Article,
    Audit,
    Claim,
    Evidence,
    Finding,
    Importance,
    ReferenceStatus,
    Severity,
    Stance,
    State,
    VerdictLabel,
)
from deskcheck.reporters import annotated, wording
from deskcheck.reporters.anchors import Anchors
from deskcheck.reporters.places import Whereabouts
from deskcheck.reporters.queries import queries
from deskcheck.reporters.side_by_side import side_by_side
from deskcheck.reporters.views import ClaimView, FindingView, Group, LinkView, ReferenceView

# Above this many cells the grid of claims and references is given as a list by reference.
_MAX_CELLS = 6_000
_TO_DO = 6
_GRAVITY = tuple(wording.VERDICTS)


class Room(msgspec.Struct, frozen=True):
    """How much of a text is shown, in characters, and how many passages a claim, users a reference and questions."""

    quote: int = 240
    words: int = 220
    passage: int = 400
    passages: int = 3
    brief: int = 130
    users: int = 40
    listed: int = 300
    asked: int = 1000


# So that the page of a long article still opens at once; audit.json keeps every word.
_CROWDED, _LITTLE_ROOM = (
    400,
    Room(quote=70, words=80, passage=160, passages=1, brief=60, users=3, listed=100, asked=200),
)


class Page:
    """Everything the templates ask for."""

    def __init__(self, audit: Audit) -> None:
        self.audit = audit
        self.anchors = Anchors(audit)
        self.where = Whereabouts(audit)
        self.lean = len(audit.claims) + len(audit.references) > _CROWDED
        self.room = _LITTLE_ROOM if self.lean else Room()
        self.title = audit.article.title or audit.article.path
        self.outlook = wording.outlook(audit)
        shown = [self._finding(index, finding) for index, finding in enumerate(audit.findings)]
        self.findings = [view for view in shown if view.finding.state is not State.WAIVED]
        self.waived = [view for view in shown if view.finding.state is State.WAIVED]
        self.known = sum(view.finding.state is State.KNOWN for view in self.findings)
        self._by_subject: dict[tuple[str, str], list[FindingView]] = {}
        for view in self.findings:
            subject = view.finding.subject
            self._by_subject.setdefault((subject.kind, subject.id), []).append(view)
        self.claims = [self._claim(index, claim) for index, claim in enumerate(audit.claims)]
        self.references = self._references()
        self.blocks = annotated.blocks(audit)
        placed = {index for block in self.blocks for index in block.claims}
        self.unplaced = [view for index, view in enumerate(self.claims) if index not in placed]
        self.queries = queries(audit)
        self.verdicts = self._bars(wording.verdict_counts(audit), wording.VERDICTS)
        self.statuses = self._bars(wording.status_counts(audit), wording.STATUSES)
        self.severities = dict(wording.severity_counts(audit))
        self.unchecked = wording.unchecked_counts(audit)

    @property
    def to_do(self) -> list[FindingView | ClaimView]:
        """The gravest points: errors, then claims at odds with the evidence no error names, then other warnings."""
        at_odds = [view for view in self.claims if view.open]
        spoken_of = {view.claim.id for view in at_odds}
        errors = [view for view in self.findings if view.finding.severity is Severity.ERROR]
        warnings = [view for view in self.findings if view.finding.severity is Severity.WARNING]
        named = {view.finding.subject.id for view in errors}
        points: list[FindingView | ClaimView] = [*errors]
        points += [view for view in at_odds if view.claim.id not in named]
        further = sorted(warnings, key=self._weight)
        points += [view for view in further if view.finding.subject.id not in spoken_of]
        return points[:_TO_DO]

    def _weight(self, view: FindingView) -> tuple[int, int]:
        """Return a key that puts the claims of the graver verdicts first, and the more important of them."""
        at = self.anchors.claim(view.finding.subject.id) if view.finding.subject.kind == "claim" else None
        if at is None:
            return (_GRAVITY.index(VerdictLabel.UNSUPPORTED), 0)
        claim = self.audit.claims[at]
        label = claim.verdict.label if claim.verdict else VerdictLabel.SUPPORTED
        return (_GRAVITY.index(label), list(Importance).index(claim.importance))

    def lacking(self, block: annotated.ShownBlock) -> list[ClaimView]:
        """Return the claims of a block that merely lack a reference, where several share one note."""
        views = [self.claims[index] for index in block.claims]
        found = [view for view in views if view.kind == VerdictLabel.UNSUPPORTED.value]
        return found if len(found) > 1 else []

    @property
    def groups(self) -> list[Group]:
        """The findings by rule, gravest first, else in the order in which the rules first appear."""
        by_rule: dict[tuple[Severity, str, str], list[FindingView]] = {}
        for view in self.findings:
            finding = view.finding
            by_rule.setdefault((finding.severity, finding.rule, finding.code), []).append(view)
        return [
            Group(
                severity.value,
                rule,
                code,
                _shared([view.finding.message for view in views]),
                _shared([view.finding.suggestion for view in views]),
                views,
            )
            for (severity, rule, code), views in sorted(by_rule.items(), key=lambda entry: entry[0][0].rank)
        ]

    @property
    def alone(self) -> list[ClaimView]:
        """Claims that no reference carries, the most check-worthy first."""
        bare = (view for view in self.claims if not view.claim.firm_links)
        return sorted(bare, key=lambda view: -view.claim.worth)

    @property
    def unused(self) -> list[ReferenceView]:
        """References that no claim uses."""
        return [view for view in self.references if not view.used_by]

    @property
    def grid(self) -> bool:
        """Tell whether claims × references is small enough for a grid."""
        return len(self.claims) * len(self.references) <= _MAX_CELLS

    @property
    def linked(self) -> list[tuple[ClaimView, dict[int, LinkView]]]:
        """Claims that have links, each with its links by the reference's number."""
        return [(view, {link.number: link for link in reversed(view.links)}) for view in self.claims if view.links]

    @property
    def article(self) -> Article:
        """The article."""
        return self.audit.article

    @staticmethod
    def _bars(
        counts: list[tuple[str, int]], keys: Mapping[VerdictLabel, str] | Mapping[ReferenceStatus, str]
    ) -> list[tuple[str, str, int, float]]:
        """Return (key, words, how many, share of the largest) for a chart of bars."""
        by_words = {words: key.value for key, words in keys.items()}
        most = max((count for _, count in counts), default=1)
        return [(by_words.get(words, "not_judged"), words, count, count / most) for words, count in counts]

    def _finding(self, index: int, finding: Finding) -> FindingView:
        kind, key = finding.subject.kind, finding.subject.id
        target, place = "", self.where(finding.spans[0]) if finding.spans else ""
        at = (
            self.anchors.claim(key) if kind == "claim" else self.anchors.reference(key) if kind == "reference" else None
        )
        if at is not None and kind == "claim":
            target, place = self.anchors.claims[at], f"claim C{at + 1}, {place}".rstrip(", ")
        elif at is not None:
            number = self.audit.references[at].number
            target, place = self.anchors.references[at], f"reference {number}"
        return FindingView(finding, self.anchors.findings[index], f"F{index + 1}", target, place or "the article")

    def _claim(self, index: int, claim: Claim) -> ClaimView:
        verdict = claim.verdict
        findings = self._by_subject.get(("claim", claim.id), [])
        speaking = [piece for piece in verdict.evidence if piece.stance is not Stance.SILENT] if verdict else []
        silent = [piece for piece in verdict.evidence if piece.stance is Stance.SILENT] if verdict else []
        shown = speaking[: self.room.passages] or silent[:1]
        advice = next((view.finding.suggestion for view in findings if view.finding.suggestion), "")
        step = (verdict.suggestion if verdict else "") or advice or (wording.STEPS[verdict.label] if verdict else "")
        return ClaimView(
            claim=claim,
            anchor=self.anchors.claims[index],
            name=f"C{index + 1}",
            kind=verdict.label.value if verdict else "not_judged",
            verdict=wording.verdict_words(claim),
            step=step,
            links=[self._link(claim, position) for position in range(len(claim.references))],
            findings=findings,
            passages=shown,
            more=len(speaking) + len(silent) - len(shown),
        )

    def _link(self, claim: Claim, position: int) -> LinkView:
        link = claim.references[position]
        at = self.anchors.reference(link.number)
        anchor = "" if at is None else self.anchors.references[at]
        return LinkView(link.number, anchor, wording.LINK_KINDS[link.kind], link.cue, link.confidence, link.suggested)

    def _references(self) -> list[ReferenceView]:
        firm: dict[int, list[ClaimView]] = {}
        loose: dict[int, list[ClaimView]] = {}
        for view in self.claims:
            for link in view.links:
                (loose if link.suggested else firm).setdefault(link.number, []).append(view)
        return [
            ReferenceView(
                reference=one,
                anchor=anchor,
                status=wording.STATUSES[one.status],
                says=wording.status_words(one, self.audit),
                beside=side_by_side(one),
                findings=self._by_subject.get(("reference", one.id), []),
                used_by=firm.get(one.number, []),
                suggested_by=loose.get(one.number, []),
            )
            for one, anchor in zip(self.audit.references, self.anchors.references, strict=True)
        ]

    def evidence_place(self, piece: Evidence) -> str:
        """Return where a passage stands and who noted it."""
        whose = wording.whose(piece, self.audit)
        origin = {"note": "a fact-checker's note", "article": ""}.get(piece.origin, piece.origin)
        locator = "" if whose.endswith(piece.locator) else piece.locator
        noted = " ".join(filter(None, (piece.checked_by, piece.checked_on)))
        parts = (whose[:1].upper() + whose[1:], origin, locator, f"noted by {noted}" if noted else "")
        return ", ".join(filter(None, parts))


def _shared(words: list[str]) -> str:
    return words[0] if len(set(words)) == 1 else ""
