"""The audit as a tagged PDF (PDF/UA-1, ISO 14289-1): the HTML report's parts, set for paper by WeasyPrint.

No request is made and no file of anybody is opened: whatever address the page may hold, the fetcher refuses it. The
same audit gives the same bytes, with the same WeasyPrint and fonts: the dates are the audit's own, the identifier is
made from the page.
"""

import hashlib
import io
import re
from contextlib import redirect_stdout
from importlib.util import find_spec
from typing import Any

from deskcheck.errors import InputError, MissingExtraError, SettingsError
from deskcheck.model import Audit
from deskcheck.reporters import html
from deskcheck.reporters.page import Page

MOST = 2_500_000
"""Characters of a page, marks included, that are set on paper: more take minutes and gigabytes."""
# So many references fit side by side on A4.
_COLUMNS = 24
_CHART_STYLE = (
    "<style>text{fill:#111;font-size:12px;font-family:'Liberation Sans','DejaVu Sans',sans-serif}.quiet{fill:#444}"
    ".axis{stroke:#777}.band{stroke:#777;stroke-dasharray:3 4}.made{stroke:#111;stroke-width:1.5}"
    ".today{stroke:#444;stroke-width:1.5;stroke-dasharray:6 3}.dot{fill:#0a4f96}.aged{fill:#6b4000}"
    ".number{fill:#fff;font-size:11px;font-weight:bold}</style>"
)
_CHART = re.compile(
    r'(<svg class="[a-z ]{1,40}"[^>]{0,200}>)(<title[^>]{0,60}>)[^<]{0,200}</title>'
    r"(<desc[^>]{0,60}>([^<]{0,600})</desc>)?"
)

# A word longer than 80 letters may break after each 20; WeasyPrint takes time by the square of a word's length.
_LETTER = r"(?:&[#\w]{1,10};|[^\s<>&])"
_WORD = re.compile(rf"<[^>]*>|{_LETTER}{{81,}}")
_PIECE = re.compile(rf"{_LETTER}{{20}}")


class Paper(Page):
    """What the page shows, where it is to fit on A4."""

    @property
    def grid(self) -> bool:
        """Tell whether claims × references fits as a grid."""
        return super().grid and not self.lean and len(self.references) <= _COLUMNS


def render(audit: Audit) -> bytes:
    """Return the report as the content of a PDF file.

    Raises:
        InputError: the audit is too long for paper.
        MissingExtraError: WeasyPrint is not installed.
        SettingsError: WeasyPrint lacks a library of the system.
    """
    page = html.filled("paper.html.j2", "paper.css", Paper(audit))
    if len(page) > MOST:
        what = f"makes a page of {len(page):,} characters, more than the {MOST:,} that are set on paper"
        raise InputError(what, where=audit.article.path, remedy="Make the report html, and print it from a browser.")
    head, body, rest = page.partition("<body")
    return printed(_drawn(head + body + _WORD.sub(_breakable, rest)))


def _breakable(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith("<") else _PIECE.sub("\\g<0>\u200b", found[0])


def printed(page: str, *, compress: bool = True) -> bytes:
    """Return a page of HTML as a tagged PDF; nothing that it names outside itself is fetched."""
    weasyprint = _loaded()
    fetcher: Any = weasyprint.urls.URLFetcher

    class Refusal(fetcher):  # type: ignore[misc] # untyped
        """Fetches nothing."""

        def fetch(self, url: str, headers: Any = None) -> Any:
            """Refuse the address.

            Raises:
                ValueError: always; WeasyPrint leaves out what the address stands for.
            """
            del headers
            raise ValueError(f"not fetched: {url[:80]}")

    identifier = hashlib.sha256(page.encode()).hexdigest()[:32].encode()
    document = weasyprint.HTML(string=page, media_type="print", url_fetcher=Refusal())
    content: bytes = document.write_pdf(
        pdf_variant="pdf/ua-1", pdf_identifier=identifier, uncompressed_pdf=not compress
    )
    return content


def _loaded() -> Any:
    if find_spec("weasyprint") is None:
        raise MissingExtraError("the report 'pdf'", "print")
    try:
        with redirect_stdout(io.StringIO()):  # WeasyPrint prints a page of advice there
            import weasyprint  # noqa: PLC0415 - heavy, and only for this report
            import weasyprint.urls  # noqa: PLC0415
    except OSError:
        remedy = "On Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0."
        raise SettingsError("the report 'pdf' needs the library Pango", where="--format", remedy=remedy) from None
    return weasyprint


def _drawn(page: str) -> str:
    """Return the page with its charts drawn in print colours, told in words to those who do not see them."""
    return _CHART.sub(lambda found: f"{found[1]}{found[2]}{found[4] or 'Chart'}</title>{_CHART_STYLE}", page)
