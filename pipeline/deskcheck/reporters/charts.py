"""Charts as inline SVG, each with a title and a description; the figures stand beside them in a table."""

from typing import TYPE_CHECKING

from deskcheck.model import Audit
from deskcheck.reporters.wording import VERDICTS, listed, verdict_counts

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDTH, _LEFT, _RIGHT = 720, 40, 20


def verdict_bar(audit: Audit) -> "Markup":
    """Return one stacked bar of the verdicts; empty without claims."""
    from markupsafe import Markup  # noqa: PLC0415 - only the HTML report needs it

    counts = verdict_counts(audit)
    total = sum(count for _, count in counts)
    if not total:
        return Markup("")
    keys = {words: label.value for label, words in VERDICTS.items()}
    out, x = Markup(""), 0.0
    for words, count in counts:
        width = _WIDTH * count / total
        out += Markup(
            '<rect class="bar {}" x="{:.1f}" y="0" width="{:.1f}" height="22"><title>{}</title></rect>'
        ).format(keys[words], x, width, f"{count} {words}")
        x += width
    head = Markup('<svg viewBox="0 0 {} 22" role="img" aria-label="Verdicts: {}">').format(_WIDTH, listed(counts))
    return head + out + Markup("</svg>")


def years(audit: Audit) -> list[tuple[int, int]]:
    """Return (reference number, year of publication) where a year is known, the record's before the printed one."""
    found = []
    for reference in audit.references:
        recorded = reference.match.work.fields.year if reference.match and reference.match.work else None
        year = recorded or reference.fields.year
        if year and 1400 < year <= audit.as_of.year + 1:
            found.append((reference.number, year))
    return found


def timeline(audit: Audit) -> "Markup":
    """Return the sources' years on a line, with the article's own date marked; empty without years."""
    from markupsafe import Markup  # noqa: PLC0415

    known = years(audit)
    if not known:
        return Markup("<p>No reference prints a year.</p>")
    first = min(year for _, year in known) - 1
    last = max(audit.as_of.year, *(year for _, year in known)) + 1

    def place(year: float) -> float:
        return _LEFT + (year - first) * (_WIDTH - _LEFT - _RIGHT) / (last - first)

    stacks: dict[int, int] = {}
    dots = Markup("")
    for number, year in known:
        stacks[year] = stacks.get(year, 0) + 1
        y = 110 - 18 * min(stacks[year], 6)
        dots += Markup('<circle class="dot" cx="{:.1f}" cy="{}" r="4"/><text x="{:.1f}" y="{}">{}</text>').format(
            place(year), y, place(year) + 6, y + 4, number
        )
    step = max(1, (last - first) // 10)
    ticks = Markup("").join(
        Markup('<text x="{:.1f}" y="128" text-anchor="middle">{}</text>').format(place(year), year)
        for year in range(first + 1, last, step)
    )
    day = audit.article.dates.latest
    made = _article_mark(place(day.year + (day.month - 1) / 12)) if day and day.year >= first else Markup("")
    words = ", ".join(f"reference {number}: {year}" for number, year in known[:40])
    head = Markup('<svg viewBox="0 0 {} 136" role="img" aria-label="Years of the sources. {}">').format(_WIDTH, words)
    axis = Markup('<line class="axis" x1="{}" x2="{}" y1="112" y2="112"/>').format(_LEFT, _WIDTH - _RIGHT)
    return head + axis + ticks + made + dots + Markup("</svg>")


def _article_mark(x: float) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    return Markup(
        '<line class="made" x1="{0:.1f}" x2="{0:.1f}" y1="8" y2="112"/>'
        '<text x="{1:.1f}" y="14" text-anchor="end">this article</text>'
    ).format(x, x - 4)
