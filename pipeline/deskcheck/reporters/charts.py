"""The sources' ages as inline SVG; the same figures stand beside it in a table."""

import datetime
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

import msgspec

from deskcheck.model import Audit, Reference

if TYPE_CHECKING:
    from markupsafe import Markup

_WIDTH, _LEFT, _RIGHT, _GROUND = 780, 24, 130, 150
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200)
# Beyond these a chart of numbered dots cannot be read, and dots become bars.
_MAX_DOTS, _MAX_STACK = 80, 6


class Age(msgspec.Struct, frozen=True):
    """One source's year; ``age`` in years at publication, else as of the audit; ``aged`` where a rule noted it."""

    index: int
    number: int
    year: int
    age: int
    aged: bool


def ages(audit: Audit) -> list[Age]:
    """Return the sources whose year is known, the record's year before the printed one."""
    old = {finding.subject.id for finding in audit.findings if finding.code.startswith("AGE")}
    published = audit.article.dates.latest or audit.as_of
    found = []
    for index, reference in enumerate(audit.references):
        year = _year(reference)
        if year and 1400 < year <= audit.as_of.year + 1:
            found.append(Age(index, reference.number, year, max(0, published.year - year), reference.id in old))
    return found


def _year(reference: Reference) -> int | None:
    recorded = reference.match.work.fields.year if reference.match and reference.match.work else None
    return recorded or reference.fields.year


def timeline(audit: Audit, known: list[Age]) -> "Markup":
    """Return the sources' years on a line with the article's own dates; empty without years."""
    from markupsafe import Markup  # noqa: PLC0415 - only the HTML report needs it

    if not known:
        return Markup("")
    scale = _Scale(min(age.year for age in known), max(audit.as_of.year + 1, *(age.year for age in known)))
    stacks = Counter(age.year for age in known)
    dotted = len(known) <= _MAX_DOTS and max(stacks.values()) <= _MAX_STACK
    head = Markup(
        '<svg class="timeline" viewBox="0 0 {} {}" role="img" aria-labelledby="timeline-title timeline-words">'
        '<title id="timeline-title">Years of the sources</title><desc id="timeline-words">{}</desc>'
    ).format(_WIDTH, _GROUND + 26, _described(audit, known))
    body = _dots(scale, known) if dotted else _bars(scale, stacks)
    return head + _bands(scale, audit) + _axis(scale) + body + _dates(scale, audit) + Markup("</svg>")


class _Scale:
    """Years to places on the line."""

    def __init__(self, first: int, last: int) -> None:
        self.first, self.last = first - 1, last + 1

    def __call__(self, year: float) -> float:
        return _LEFT + (year - self.first) * (_WIDTH - _LEFT - _RIGHT) / (self.last - self.first)

    @property
    def step(self) -> int:
        return next((step for step in _STEPS if (self.last - self.first) / step <= 14), 500)


def _described(audit: Audit, known: list[Age]) -> str:
    years = sorted(age.year for age in known)
    middle = years[len(years) // 2]
    words = f"{len(known)} of {len(audit.references)} references show a year, from {years[0]} to {years[-1]}; "
    return words + f"half of them are from {middle} or later. The table below gives every year."


def _axis(scale: _Scale) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    line = Markup('<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>').format(
        _LEFT, _WIDTH - _RIGHT, _GROUND, _GROUND
    )
    begin = -(-(scale.first + 1) // scale.step) * scale.step
    return line + Markup("").join(
        Markup('<line class="axis" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>').format(
            scale(year), _GROUND, _GROUND + 5
        )
        + Markup('<text x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(scale(year), _GROUND + 20, year)
        for year in range(begin, scale.last + 1, scale.step)
    )


def _bands(scale: _Scale, audit: Audit) -> "Markup":
    """Return a line at every age limit of the policy; without a policy at five and ten years before publication."""
    from markupsafe import Markup  # noqa: PLC0415

    published = audit.article.dates.latest
    if not published:
        return Markup("")
    at = published.year + published.timetuple().tm_yday / 366
    limits = limits_in_force(audit)
    words = "limit: {} years" if limits else "{} years before"
    return Markup("").join(
        Markup(
            '<line class="band" x1="{0:.1f}" x2="{0:.1f}" y1="{1}" y2="{2}"/>'
            '<text class="quiet" x="{0:.1f}" y="{3}" text-anchor="middle">{4}</text>'
        ).format(scale(at - years), 30 + 14 * (place % 3), _GROUND, 25 + 14 * (place % 3), words.format(years))
        for place, years in enumerate(limits or (5, 10))
        if at - years > scale.first
    )


def limits_in_force(audit: Audit) -> dict[int, list[str]]:
    """Return the age limits, in years, that hold for claims of this article, each with their kinds."""
    found: dict[int, list[str]] = {}
    for kind in sorted({claim.kind.value for claim in audit.claims if claim.firm_links}):
        limit = audit.age_limits.get(kind, audit.age_limits.get("default"))
        if limit is not None:
            found.setdefault(limit, []).append(kind)
    return dict(sorted(found.items()))


def _dates(scale: _Scale, audit: Audit) -> "Markup":
    """Return the lines of the article's last stated date and of the audit's day."""
    from markupsafe import Markup  # noqa: PLC0415

    published = audit.article.dates.latest
    days = [(published, "made", "end", "article")] if published else []
    days.append((audit.as_of, "today", "start", "audit"))
    parts = []
    for date, kind, side, words in days:
        x = scale(date.year + date.timetuple().tm_yday / 366)
        if _LEFT <= x <= _WIDTH:
            parts.append(
                Markup(
                    '<line class="{0}" x1="{1:.1f}" x2="{1:.1f}" y1="{2}" y2="{3}"/>'
                    '<text x="{4:.1f}" y="{5}" text-anchor="{6}">{7} {8}</text>'
                ).format(kind, x, 6, _GROUND, x - 5 if side == "end" else x + 5, 14, side, words, date)
            )
    return Markup("").join(parts)


def _dots(scale: _Scale, known: list[Age]) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    height: Counter[int] = Counter()
    parts = []
    for age in known:
        x, y = scale(age.year + 0.5), _GROUND - 12 - 19 * height[age.year]
        height[age.year] += 1
        shape = '<rect class="dot aged" x="{:.1f}" y="{:.1f}" width="17" height="17"/>'
        mark = (
            Markup(shape).format(x - 8.5, y - 8.5)  # noqa: S704 - our own words, figures only
            if age.aged
            else Markup('<circle class="dot" cx="{:.1f}" cy="{}" r="9"/>').format(x, y)
        )
        parts.append(
            mark
            + Markup('<text class="number" x="{:.1f}" y="{}" text-anchor="middle">{}</text>').format(
                x, y + 4, age.number
            )
        )
    return Markup("").join(parts)


def _bars(scale: _Scale, stacks: Counter[int]) -> "Markup":
    from markupsafe import Markup  # noqa: PLC0415

    unit = (_GROUND - 40) / max(stacks.values())
    width = max(1.0, min(24.0, scale(scale.first + 1) - scale(scale.first) - 1))
    return Markup("").join(
        Markup(
            '<rect class="dot" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}: {}</title></rect>'
        ).format(scale(year + 0.5) - width / 2, _GROUND - unit * count, width, unit * count, year, count)
        for year, count in sorted(stacks.items())
    )


def trend(steps: Sequence[tuple[datetime.date, int, int]]) -> "Markup":
    """Return the errors and warnings of an article from audit to audit as two lines; a table beside has the figures."""
    from markupsafe import Markup  # noqa: PLC0415

    first, last = steps[0][0].toordinal(), steps[-1][0].toordinal()
    most = max(1, *(max(errors, warnings) for _, errors, warnings in steps))

    def place(day: datetime.date, count: int) -> tuple[float, float]:
        across = (day.toordinal() - first) / max(1, last - first)
        return _LEFT + 30 + across * (_WIDTH - _LEFT - _RIGHT - 30), _GROUND - (_GROUND - 30) * count / most

    words = f"From {steps[0][0]} to {steps[-1][0]}: errors {steps[0][1]} to {steps[-1][1]}, "
    words += f"warnings {steps[0][2]} to {steps[-1][2]}. The table below gives every audit."
    parts = [
        Markup(
            '<svg class="timeline" viewBox="0 0 {} {}" role="img"><title>{}</title>'
            '<line class="axis" x1="{}" x2="{}" y1="{}" y2="{}"/>'
        ).format(_WIDTH, _GROUND + 26, words, _LEFT + 30, _WIDTH - _RIGHT, _GROUND, _GROUND)
    ]
    series = (("errors", "", [step[1] for step in steps]), ("warnings", "5 4", [step[2] for step in steps]))
    for name, dashes, counts in series:
        points = [place(step[0], count) for step, count in zip(steps, counts, strict=True)]
        line = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(
            Markup(
                '<polyline points="{}" fill="none" stroke="currentColor" stroke-width="2" stroke-dasharray="{}"/>'
                '<text x="{:.1f}" y="{:.1f}">{} {}</text>'
            ).format(line, dashes, points[-1][0] + 8, points[-1][1] + 4, counts[-1], name)
        )
    for day, side in ((steps[0][0], "start"), (steps[-1][0], "end")):
        parts.append(
            Markup('<text x="{:.1f}" y="{}" text-anchor="{}">{}</text>').format(
                place(day, 0)[0], _GROUND + 20, side, day
            )
        )
    return Markup("").join(parts) + Markup("</svg>")
