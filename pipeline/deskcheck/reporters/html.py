"""The audit as one HTML file: opens offline, asks nothing of anybody, works without JavaScript.

Its own style and script are allowed by hash (Content Security Policy Level 3); everything else is not.
"""

import base64
import hashlib
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from deskcheck.model import Audit
from deskcheck.reporters import charts, page, wording
from deskcheck.reporters.addresses import doi_address, web_address
from deskcheck.reporters.characters import visible

if TYPE_CHECKING:
    from jinja2 import Environment

_FOLDER = resources.files("deskcheck").joinpath("data/report")
PARTS = (
    ("summary", "Summary"),
    ("findings", "Findings"),
    ("article", "The article"),
    ("claims", "Claims"),
    ("references", "References"),
    ("matrix", "Claims × references"),
    ("orphans", "Without a partner"),
    ("queries", "Author queries"),
    ("waivers", "Waivers"),
    ("method", "Method and limits"),
)


def render(audit: Audit) -> str:
    """Return the report."""
    return filled("report.html.j2", "report.css", page.Page(audit))


def filled(template: str, style: str, view: page.Page) -> str:
    """Return a template of ``data/report`` filled with what ``view`` shows, in a style of that folder."""
    from markupsafe import Markup  # noqa: PLC0415 - only this reporter needs it

    style, script = part(style), part("report.js")
    audit = view.audit
    known = charts.ages(audit)
    return (
        environment()
        .get_template(template)
        .render(
            audit=audit,
            page=view,
            parts=PARTS,
            style=Markup(style),  # noqa: S704 - our own file, no text from outside
            script=Markup(script),  # noqa: S704
            style_hash=csp_hash(style),
            script_hash=csp_hash(script),
            symbols=Markup(part("symbols.svg")),  # noqa: S704
            ages=known,
            timeline=charts.timeline(audit, known),
            limits=charts.limits_in_force(audit),
        )
    )


@cache
def part(name: str) -> str:
    """Return a file of ``data/report``."""
    return _FOLDER.joinpath(name).read_text("utf-8")


@cache
def environment() -> "Environment":
    """Return what the templates of ``data/report`` are filled with: everything is escaped, nothing may be missing."""
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - heavy, and only for this report

    from deskcheck.reporters.compiled import kept  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(part),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
        auto_reload=False,
        bytecode_cache=kept(Path(str(_FOLDER))),
    )
    environment.globals.update(words=wording, doi_address=doi_address, web_address=web_address)
    environment.filters.update(cut=wording.cut, spaced=wording.spaced, percent=_percent, day=wording.day)
    return environment


def _shown(value: Any) -> Any:
    """Make what stands between the template's own words visible; escaping comes after."""
    return visible(value) if type(value) is str else value


def _percent(share: float) -> str:
    return f"{share * 100:.0f} %"


def csp_hash(text: str) -> str:
    """Return the hash by which a Content Security Policy allows a style or script."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
