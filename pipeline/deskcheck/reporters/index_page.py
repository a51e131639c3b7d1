"""One page over many audits: the articles worst first, the sources they share, and how they changed in time.

Self-contained like the report itself: its style allowed by hash, no script, nothing fetched.
"""

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence

import msgspec

from deskcheck.model import Audit, Notice, NoticeType, Reference, ReferenceStatus
from deskcheck.reporters import charts, html, wording
from deskcheck.reporters.addresses import doi_address
from deskcheck.text import squash

MOST_SOURCES = 500
"""Rows of the table of sources; what is beyond is counted below it."""
_LONGEST_NAME = 120
_GRAVE = (NoticeType.RETRACTION, NoticeType.REMOVAL, NoticeType.WITHDRAWAL, NoticeType.PARTIAL_RETRACTION)
_KINDS = ("hold", "review", "open", "clear")
_ANSWERS = {"hold": "to hold", "review": "to review", "open": "without an answer", "clear": "clear"}


class Row(msgspec.Struct, frozen=True):
    """One article of the page; ``page`` leads to its report, or is empty."""

    name: str
    path: str
    page: str
    outlook: wording.Outlook
    severities: dict[str, int]
    verdicts: str
    references: str
    unknown: int
    as_of: datetime.date


class Use(msgspec.Struct, frozen=True):
    """A source in one article: the row of the article, and the number and status of the reference."""

    row: Row
    number: int
    status: str


class Shared(msgspec.Struct, frozen=True):
    """A source that several articles use, or that has a notice."""

    title: str
    doi: str
    address: str
    notices: tuple[str, ...]
    grave: bool
    uses: tuple[Use, ...]


class Step(msgspec.Struct, frozen=True):
    """What one audit of an article found: for its line in the trend."""

    as_of: datetime.date
    errors: int
    warnings: int
    notes: int


def render(*audits: Audit, pages: Sequence[str] = ()) -> str:
    """Return the page.

    Args:
        audits: of any articles, in any order; several of one article make its trend, the latest its row.
        pages: for each audit the address of its report, relative to this page; none: no links.
    """
    from markupsafe import Markup  # noqa: PLC0415 - only the pages need it

    linked = [pages[place] if place < len(pages) else "" for place in range(len(audits))]
    rows = {id(audit): _row(audit, page) for audit, page in zip(audits, linked, strict=True)}
    latest = _latest(audits)
    listed = sorted((rows[id(audit)] for audit in latest), key=_gravest_first)
    shared = _shared([(audit, rows[id(audit)]) for audit in latest])
    style = html.part("report.css") + html.part("index.css")
    kinds = Counter(row.outlook.kind for row in listed)
    return (
        html.environment()
        .get_template("index.html.j2")
        .render(
            rows=listed,
            answers=[(kind, kinds[kind], _ANSWERS[kind]) for kind in _KINDS if kinds[kind]],
            shared=shared[:MOST_SOURCES],
            beyond=max(0, len(shared) - MOST_SOURCES),
            trends=[(rows[id(steps[-1])], _steps(steps), _chart(steps)) for steps in _histories(audits)],
            unchecked=_unchecked(latest),
            as_of=max((audit.as_of for audit in audits), default=None),
            style=Markup(style),  # noqa: S704 - our own file, no text from outside
            style_hash=html.csp_hash(style),
            symbols=Markup(html.part("symbols.svg")),  # noqa: S704
        )
    )


def _row(audit: Audit, page: str) -> Row:
    return Row(
        name=wording.cut(audit.article.title or audit.article.path, _LONGEST_NAME),
        path=audit.article.path,
        page=page if _is_relative(page) else "",
        outlook=wording.outlook(audit),
        severities=dict(wording.severity_counts(audit)),
        verdicts=wording.listed(wording.verdict_counts(audit)),
        references=wording.references_counted(audit),
        unknown=sum(reference.status is ReferenceStatus.UNKNOWN for reference in audit.references),
        as_of=audit.as_of,
    )


def _is_relative(page: str) -> bool:
    """Tell whether an address stays below this page: no scheme, no host, no way up."""
    first = page.split("/", 1)[0]
    return bool(page) and ":" not in first and not page.startswith(("/", "\\")) and ".." not in page.split("/")


def _gravest_first(row: Row) -> tuple[int, int, int, int, str]:
    counts = row.severities
    return (
        _KINDS.index(row.outlook.kind),
        -counts.get("error", 0),
        -counts.get("warning", 0),
        -row.unknown,
        row.path,
    )


def _by_article(audits: Sequence[Audit]) -> dict[str, list[Audit]]:
    grouped: dict[str, list[Audit]] = defaultdict(list)
    for audit in audits:
        grouped[audit.article.path].append(audit)
    return {path: sorted(found, key=lambda audit: audit.as_of) for path, found in grouped.items()}


def _latest(audits: Sequence[Audit]) -> list[Audit]:
    """Return the last audit of each article; audits of one day stay apart, since they may be of different dossiers."""
    last = {path: found[-1].as_of for path, found in _by_article(audits).items()}
    return [audit for audit in audits if audit.as_of == last[audit.article.path]]


def _histories(audits: Sequence[Audit]) -> list[list[Audit]]:
    """Return the audits of each article that has several, a day each, oldest first."""
    by_day = [list({audit.as_of: audit for audit in found}.values()) for found in _by_article(audits).values()]
    return [found for found in by_day if len(found) > 1]


def _steps(audits: Sequence[Audit]) -> list[Step]:
    counts = [(audit.as_of, dict(wording.severity_counts(audit))) for audit in audits]
    return [Step(day, found.get("error", 0), found.get("warning", 0), found.get("note", 0)) for day, found in counts]


def _chart(audits: Sequence[Audit]) -> object:
    return charts.trend([(step.as_of, step.errors, step.warnings) for step in _steps(audits)])


def _unchecked(audits: Sequence[Audit]) -> list[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for audit in audits:
        for what, why, count in wording.unchecked_counts(audit):
            counts[what, why] += count
    return sorted(((what, why, count) for (what, why), count in counts.items()), key=lambda row: (-row[2], row))[:40]


def _shared(audits: Sequence[tuple[Audit, Row]]) -> list[Shared]:
    """Return the sources that stand in several articles or have a notice, retracted ones first, most used next."""
    uses: dict[str, list[tuple[Reference, Use]]] = defaultdict(list)
    for audit, row in audits:
        for reference in audit.references:
            if key := _key(reference):
                use = Use(row, reference.number, wording.STATUSES[reference.status])
                uses[key].append((reference, use))
    found = []
    for entries in uses.values():
        notices: dict[Notice, None] = {notice: None for reference, _ in entries for notice in reference.notices}
        if notices or len({id(use.row) for _, use in entries}) > 1:
            found.append(_source(entries, tuple(notices)))
    return sorted(found, key=lambda one: (not one.grave, not one.notices, -len(one.uses), one.title))


def _source(entries: Sequence[tuple[Reference, Use]], notices: tuple[Notice, ...]) -> Shared:
    reference = entries[0][0]
    doi = next((doi for one, _ in entries if (doi := _doi(one))), "")
    work = reference.match.work if reference.match else None
    title = (work.fields.title if work else "") or reference.fields.title or reference.printed
    return Shared(
        title=wording.cut(title, 200),
        doi=doi,
        address=doi_address(doi) if doi else "",
        notices=tuple(map(wording.notice_words, notices)),
        grave=any(notice.type in _GRAVE for notice in notices),
        uses=tuple(use for _, use in entries),
    )


def _doi(reference: Reference) -> str:
    return (reference.match.doi if reference.match else "") or reference.fields.doi


def _key(reference: Reference) -> str:
    """Return what makes two references one source: the DOI, else a title of some length; "" where neither is known."""
    if doi := _doi(reference):
        return doi.lower()
    title = squash(reference.fields.title)
    return f"title {title}" if len(title) >= 16 else ""
