"""The smallest valid records for tests, and one audit that has everything a report can show.

``text`` comes first and spans are found in it, so that no test counts characters by hand:

    article = an_article("Seven in ten sleepers dream. …")
    claim = a_claim(article, "Seven in ten sleepers dream.")
"""

import datetime
from typing import Any

from deskcheck.model import (
    Article,
    Audit,
    Block,
    BlockKind,
    Candidate,
    Claim,
    ClaimKind,
    CslDate,
    CslItem,
    CslName,
    Dates,
    Distortion,
    Evidence,
    FieldComparison,
    FieldSpan,
    Finding,
    Importance,
    Link,
    LinkKind,
    Match,
    MatchStatus,
    Notice,
    NoticeType,
    Person,
    Reference,
    ReferenceStatus,
    Remark,
    RemarkKind,
    Severity,
    Source,
    Span,
    Stance,
    State,
    Subject,
    Tool,
    Unchecked,
    Verdict,
    VerdictLabel,
    Waiver,
    WaiverKind,
    WaiverState,
    Work,
    locate,
)

AS_OF = datetime.date(2026, 11, 23)


def a_span(text: str, words: str) -> Span:
    """Return the place of the first occurrence of ``words``."""
    start = text.index(words)
    return locate(text)(start, start + len(words))


def an_article(text: str = "Tea helps.", **fields: Any) -> Article:
    """Return an article of one paragraph a block of lines, unless ``blocks`` are given."""
    if "blocks" not in fields:
        parts = [part for part in text.split("\n\n") if part.strip()]
        fields["blocks"] = tuple(Block(BlockKind.PARAGRAPH, a_span(text, part)) for part in parts)
    return Article(**{"path": "article.md", "format": "markdown", "title": "", "text": text} | fields)


def a_claim(article: Article, quote: str = "", **fields: Any) -> Claim:
    """Return a claim that is the words ``quote`` of the article; all of its text when none are given."""
    quote = quote or article.text
    defaults: dict[str, Any] = {
        "id": "c-" + "".join(filter(str.isalnum, quote))[:12].lower(),
        "span": a_span(article.text, quote),
        "quote": quote,
        "statement": quote,
        "kind": ClaimKind.STATEMENT,
        "worth": 0.7,
        "importance": Importance.MEDIUM,
    }
    return Claim(**defaults | fields)


def a_verdict(label: VerdictLabel = VerdictLabel.SUPPORTED, **fields: Any) -> Verdict:
    """Return a verdict."""
    return Verdict(**{"label": label, "confidence": 0.8, "reason": "The source says so."} | fields)


def a_reference(article: Article | None = None, printed: str = "Oak, A. (2019). Tea.", **fields: Any) -> Reference:
    """Return a reference; its place is found where the article holds its words."""
    span = a_span(article.text, printed) if article and printed in article.text else None
    defaults: dict[str, Any] = {"id": f"r-{fields.get('number', 1)}", "number": 1, "printed": printed, "span": span}
    return Reference(**defaults | fields)


def a_finding(article: Article | None = None, quote: str = "", **fields: Any) -> Finding:
    """Return a finding about ``quote``, or about the article as a whole."""
    defaults: dict[str, Any] = {
        "rule": "odd-thing",
        "code": "ART900",
        "severity": Severity.WARNING,
        "confidence": 1.0,
        "subject": Subject("article"),
        "message": "Something is odd.",
        "fingerprint": "f0",
        "spans": (a_span(article.text, quote),) if article and quote else (),
        "quote": quote,
    }
    return Finding(**defaults | fields)


def an_audit(article: Article | None = None, **fields: Any) -> Audit:
    """Return an audit as of ``AS_OF``."""
    defaults: dict[str, Any] = {"tool": Tool("deskcheck", "0.0"), "as_of": AS_OF, "article": article or an_article()}
    return Audit(**defaults | fields)


TEXT = """Green Tea and Tired Eyes

By Ines Calder

Published 2024-05-02

Green tea improved dry eyes in 64 of 100 adults. Every clinic now recommends it.

Dry eye affects one person in ten. Screens make it worse. Tea cures glaucoma, a 2009 trial showed.

- Cold tea bags calm the lids.

Try our free eye quiz

References

1. Brook, L., & Marsh, P. (2021). Green tea and dry eye: a trial. Journal of Eye Drops, 14(2), 33-41.
2. Fenn, O. (2009). Tea in glaucoma. Archives of Sight, 3, 5-9.
3. Eye Quiz Institute. (n.d.). Dry eye facts. Retrieved from http://eyes.example/facts
4. Nobody, X. (2022). A paper on lids. Lid Letters, 1(1), 1-2.
5. Ash, T. (2018). Screens and blinking. Screen Health, 7, 70-77.
"""
_LIST = TEXT.index("1. Brook")


def rich_audit() -> Audit:
    """Return one audit with every verdict, status, severity and state, notices, candidates and unchecked things."""
    article = _rich_article()
    return Audit(
        tool=Tool("deskcheck", "0.0"),
        as_of=AS_OF,
        article=article,
        claims=_rich_claims(article),
        references=_rich_references(article),
        findings=_rich_findings(article),
        unchecked=(
            Unchecked("broken-address", "r-3", "no network was allowed"),
            Unchecked("broken-address", "r-4", "no network was allowed"),
            Unchecked("lookup", "r-5", "no answer within 10 seconds"),
        ),
        sources=(
            Source("crossref.jsonl", "registry records", "2026-10-01", "2 of 2 records compiled by hand", 2),
            Source("evidence.toml", "fact-checker's notes", "2026-11-20", "", 5),
        ),
        waivers=(
            Waiver(
                id="w-1",
                rule="odd-thing",
                reason="The house style prints no degrees.",
                person="I. Calder",
                until=datetime.date(2027, 1, 31),
                path="waivers.toml",
                state=WaiverState.IN_FORCE,
                findings=("f4",),
            ),
            Waiver(
                id="w-2",
                rule="retracted-work",
                reason="The article speaks of the retraction.",
                person="I. Calder",
                until=datetime.date(2026, 6, 30),
                kind=WaiverKind.KNOWINGLY_CITED,
                reference="10.9999/sight.2009",
                state=WaiverState.EXPIRED,
                note="It ended on 2026-06-30.",
            ),
        ),
    )


def _rich_article() -> Article:
    kinds = {
        "Green Tea and Tired Eyes": BlockKind.TITLE,
        "By Ines Calder": BlockKind.BYLINE,
        "Published 2024-05-02": BlockKind.DATE,
        "Cold tea bags calm the lids.": BlockKind.LIST_ITEM,
        "Try our free eye quiz": BlockKind.PROMOTION,
        "References": BlockKind.HEADING,
    }
    blocks = [Block(kind, a_span(TEXT, words)) for words, kind in kinds.items()]
    for paragraph in TEXT.split("\n\n"):
        if paragraph.startswith(("Green tea improved", "Dry eye affects")):
            blocks.append(Block(BlockKind.PARAGRAPH, a_span(TEXT, paragraph)))
    blocks.append(Block(BlockKind.REFERENCE_LIST, locate(TEXT)(_LIST, len(TEXT) - 1)))
    return Article(
        path="drafts/tea.md",
        format="markdown",
        title="Green Tea and Tired Eyes",
        text=TEXT,
        blocks=tuple(sorted(blocks, key=lambda block: block.span.start)),
        people=(Person("Ines Calder", "author", a_span(TEXT, "By Ines Calder")),),
        dates=Dates(published=datetime.date(2024, 5, 2)),
        references_span=locate(TEXT)(_LIST, len(TEXT) - 1),
        digest="ab" * 32,
        remarks=(Remark(RemarkKind.COMMENT, "One comment of the file was left out.", place="line 3"),),
    )


def _rich_claims(article: Article) -> tuple[Claim, ...]:
    note = Evidence(
        reference=1,
        origin="note",
        quote="In the trial 46 of 100 adults reported less dryness.",
        stance=Stance.CONTRADICTS,
        locator="abstract, results",
        checked_by="desk",
        checked_on="2026-11-20",
    )
    hedge = Evidence(
        reference=1, origin="abstract", quote="The drops may help some adults.", stance=Stance.QUALIFIES, locator=""
    )
    silent = Evidence(reference=3, origin="title", quote="Dry eye facts", stance=Stance.SILENT)
    firm = Link(1, LinkKind.MARKER, "1 | 1.", 0.97)
    rows: list[tuple[str, ClaimKind, tuple[Link, ...], Verdict | None]] = [
        (
            "Green tea improved dry eyes in 64 of 100 adults.",
            ClaimKind.STATISTIC,
            (firm,),
            a_verdict(
                VerdictLabel.CONTRADICTED,
                reason="Reference 1 gives 46 of 100, the claim 64 of 100.",
                cue="64 of 100 | 46 of 100",
                distortions=(Distortion.NUMBER_MISMATCH,),
                evidence=(note, hedge),
                suggestion="Write “46 of 100 adults”.",
            ),
        ),
        (
            "Every clinic now recommends it.",
            ClaimKind.POLICY,
            (firm, Link(4, LinkKind.ORDER, "", 0.31, suggested=True)),
            a_verdict(
                VerdictLabel.PARTLY_SUPPORTED,
                reason="“Every” goes further than reference 1, which says “some”.",
                evidence=(hedge,),
                distortions=(Distortion.OVERGENERALISED, Distortion.HEDGE_DROPPED),
            ),
        ),
        (
            "Dry eye affects one person in ten.",
            ClaimKind.PREVALENCE,
            (Link(3, LinkKind.TOPIC, "dry eye | dry eye", 0.66),),
            a_verdict(
                VerdictLabel.NOT_CHECKABLE, reason="Only the title of reference 3 is at hand.", evidence=(silent,)
            ),
        ),
        (
            "Screens make it worse.",
            ClaimKind.CAUSAL,
            (),
            a_verdict(VerdictLabel.UNSUPPORTED, reason="No reference is given for this."),
        ),
        (
            "Tea cures glaucoma, a 2009 trial showed.",
            ClaimKind.TREATMENT,
            (Link(2, LinkKind.CUE, "2009 trial | (2009)", 0.91),),
            a_verdict(VerdictLabel.OUTDATED, reason="Reference 2 was retracted in 2012."),
        ),
        (
            "Cold tea bags calm the lids.",
            ClaimKind.FINDING,
            (Link(1, LinkKind.TOPIC, "tea | tea", 0.58),),
            a_verdict(
                evidence=(
                    Evidence(reference=1, origin="abstract", quote="Cool tea calmed lids.", stance=Stance.SUPPORTS),
                )
            ),
        ),
        ("Try our free eye quiz", ClaimKind.OPINION, (), None),
    ]
    return tuple(
        a_claim(article, quote, kind=kind, references=links, verdict=verdict, importance=list(Importance)[place % 3])
        for place, (quote, kind, links, verdict) in enumerate(rows)
    )


def _printed(number: int) -> str:
    line = next(line for line in TEXT.splitlines() if line.startswith(f"{number}. "))
    return line.removeprefix(f"{number}. ")


def _rich_references(article: Article) -> tuple[Reference, ...]:
    record = CslItem(
        id="10.9999/drops.2021",
        type="article-journal",
        title="Green tea and dry eye: a trial",
        author=(CslName(family="Brook", given="Lena"), CslName(family="Marsh", given="Paul")),
        container_title="Journal of Eye Drops",
        volume="14",
        issue="3",
        page="33-41",
        issued=CslDate(((2021, 6, 1),)),
        doi="10.9999/drops.2021",
    )
    comparison = (
        FieldComparison("author", "same", "Brook, L.; Marsh, P.", "Brook, Lena; Marsh, Paul"),
        FieldComparison("title", "same", record.title, record.title),
        FieldComparison("issue", "different", "2", "3", "another issue"),
        FieldComparison("container", "variant", "J Eye Drops", "Journal of Eye Drops", "abbreviated"),
        FieldComparison("DOI", "missing", "", "10.9999/drops.2021", "no DOI is printed"),
    )
    first = _printed(1)
    start = first.index("(2),") + 1
    retraction = Notice(
        type=NoticeType.RETRACTION,
        doi="10.9999/sight.2012",
        date="2012-03-04",
        sources=("publisher", "retraction-watch"),
    )
    old = CslItem(
        title="Tea in glaucoma", author=(CslName(family="Fenn"),), issued=CslDate(((2009,),)), doi="10.9999/sight.2009"
    )
    matched = MatchStatus.MATCHED
    return (
        a_reference(
            article,
            first,
            number=1,
            label="1.",
            status=ReferenceStatus.MISMATCH,
            fields=CslItem(
                title=record.title, author=(CslName(family="Brook"),), issued=CslDate(((2021,),)), issue="2"
            ),
            field_spans=(FieldSpan("issue", start, start + 1),),
            match=Match(
                status=matched,
                doi="10.9999/drops.2021",
                probability=0.98,
                work=Work(fields=record, authority="dossier", recorded_on="2026-10-01", compiled=True),
                comparison=comparison,
            ),
        ),
        a_reference(
            article,
            _printed(2),
            number=2,
            label="2.",
            status=ReferenceStatus.OK,
            fields=CslItem(
                title="Tea in glaucoma", author=(CslName(family="Fenn"),), issued=CslDate(((2009,),)), doi=old.doi
            ),
            match=Match(status=matched, doi=old.doi, probability=0.99, work=Work(fields=old, authority="dossier")),
            notices=(retraction,),
        ),
        a_reference(
            article,
            _printed(3),
            number=3,
            label="3.",
            status=ReferenceStatus.NOT_APPLICABLE,
            fields=CslItem(
                title="Dry eye facts", author=(CslName(literal="Eye Quiz Institute"),), url="http://eyes.example/facts"
            ),
            match=Match(status=MatchStatus.NOT_APPLICABLE, reason="a web page, which registries do not hold"),
        ),
        a_reference(
            article,
            _printed(4),
            number=4,
            label="4.",
            status=ReferenceStatus.NOT_FOUND,
            fields=CslItem(title="A paper on lids", author=(CslName(family="Nobody"),), issued=CslDate(((2022,),))),
            match=Match(
                status=MatchStatus.NOT_FOUND, candidates=(Candidate("10.9999/other", "Another paper on lids", 0.21),)
            ),
        ),
        a_reference(
            article,
            _printed(5),
            number=5,
            label="5.",
            status=ReferenceStatus.UNKNOWN,
            fields=CslItem(title="Screens and blinking", author=(CslName(family="Ash"),), issued=CslDate(((2018,),))),
            match=Match(status=MatchStatus.UNKNOWN, reason="no answer within 10 seconds"),
        ),
        a_reference(None, "A broken address", number=6, status=ReferenceStatus.BROKEN),
        a_reference(None, "A blocked address", number=7, status=ReferenceStatus.BLOCKED),
    )


def _rich_findings(article: Article) -> tuple[Finding, ...]:
    quote = "Green tea improved dry eyes in 64 of 100 adults."
    return (
        a_finding(
            article,
            quote,
            rule="contradicted-claim",
            code="CLM900",
            severity=Severity.ERROR,
            subject=Subject("claim", "c-greenteaimpr"),
            message="The source gives another figure than the claim.",
            suggestion="Write “46 of 100 adults”.",
            fingerprint="f1",
            confidence=0.9,
        ),
        a_finding(
            article,
            _printed(2),
            rule="outdated-source",
            code="AGE900",
            subject=Subject("reference", "r-2"),
            message="The source is 15 years older than the article.",
            fingerprint="f2",
            state=State.KNOWN,
        ),
        a_finding(message="The article names no reviewer.", severity=Severity.NOTE, fingerprint="f3"),
        a_finding(message="The byline names no degree.", state=State.WAIVED, fingerprint="f4"),
    )
