"""HTML → Article: saved pages with navigation, advertisements and cookie banners around the text.

One pass of the standard library's parser (it never fails on bad markup and never fetches). Nothing an
author wrote is dropped: what surrounds an article is kept and typed, so that no reference list is lost.
"""

import hashlib
import re
from collections.abc import Sequence
from html.parser import HTMLParser
from typing import Any

import msgspec

from deskcheck.model import Article, Block, BlockKind, Dates, Hyperlink, locate
from deskcheck.readers import decode
from deskcheck.readers.kinds import Stretch, classify
from deskcheck.readers.page_metadata import Stated

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object canvas select option button input head".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_KINDS = {
    "li": BlockKind.LIST_ITEM,
    "dd": BlockKind.LIST_ITEM,
    "td": BlockKind.TABLE_CELL,
    "th": BlockKind.TABLE_CELL,
    "figcaption": BlockKind.CAPTION,
    "caption": BlockKind.CAPTION,
    "blockquote": BlockKind.QUOTE,
    "pre": BlockKind.CODE,
    **{f"h{level}": BlockKind.HEADING for level in range(1, 7)},
}
_REGIONS = {"nav": BlockKind.NAVIGATION, "footer": BlockKind.FOOTER, "form": BlockKind.PROMOTION}
_ROLES = {"navigation": BlockKind.NAVIGATION, "contentinfo": BlockKind.FOOTER, "search": BlockKind.NAVIGATION}
_NAMED = (
    (
        re.compile(r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|toc|share|social|related|skip)(?:$|[\s_-])", re.I),
        BlockKind.NAVIGATION,
    ),
    (re.compile(r"(?:^|[\s_-])(?:cookie|consent|gdpr|footer|copyright)", re.I), BlockKind.FOOTER),
    (
        re.compile(
            r"(?:^|[\s_-])(?:ad|ads|advert\w*|promo\w*|sponsor\w*|newsletter|subscribe|cta|banner)(?:$|[\s_-])", re.I
        ),
        BlockKind.PROMOTION,
    ),
)
_REFERENCES = re.compile(r"(?:^|[\s_-])(?:references?|sources|bibliography|citations?|footnotes?|endnotes?)", re.I)
_SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_MARK = re.compile(r"[\d,\s–-]{1,24}")
_BLANKS = re.compile(r"[^\S\u00a0]+")
_MAX_DEPTH = 400


class _Piece(msgspec.Struct):
    """Words of one block: ``region`` is what surrounds it, ``links`` are (start, end, url) in its words."""

    kind: BlockKind | None
    level: int
    region: BlockKind | None
    prefix: str = ""
    words: str = ""
    links: list[tuple[int, int, str]] = []


class _Open(msgspec.Struct):
    """An element whose end has not come yet."""

    tag: str
    kind: BlockKind | None
    region: BlockKind | None
    skipped: bool
    count: int = 0


class _Page(HTMLParser):
    """Collects pieces in order, and the page's own statements about itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[_Piece] = []
        self.meta: dict[str, str] = {}
        self.linked_data: list[str] = []
        self._open: list[_Open] = [_Open("", None, None, False)]
        self._piece: _Piece | None = None
        self._prefix = ""
        self._link: tuple[int, str] | None = None
        self._sup = False
        self._capture: list[str] | None = None
        self._title = ""
        self._in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(name.lower(), given.get("content", ""))
        elif tag == "script" and given.get("type", "").startswith("application/ld+json"):
            self._capture = []
        self._in_title = tag == "title" and not self._title
        if tag == "br" and self._piece is not None:
            self._piece.words += "\n"
        elif (
            tag == "a"
            and self._piece_for_link() is not None
            and given.get("href", "").startswith(("http", "doi:", "//", "#"))
        ):
            self._link = (len(self._piece_for_link().words), given["href"])
        elif tag == "sup":
            self._sup = True
        if tag in _BLOCKS:
            self._piece = None
        if tag not in _VOID and len(self._open) < _MAX_DEPTH and (tag in _BLOCKS or tag in _SKIPPED):
            self._push(tag, given)

    def handle_endtag(self, tag: str) -> None:
        if tag == "script" and self._capture is not None:
            self.linked_data.append("".join(self._capture))
            self._capture = None
        if tag == "title":
            self._in_title = False
        elif tag == "sup":
            self._sup = False
        elif tag == "a" and self._link and self._piece is not None:
            start, url = self._link
            if url and not url.startswith("#") and start < len(self._piece.words):
                self._piece.links.append((start, len(self._piece.words), url))
            self._link = None
        if tag in _BLOCKS:
            self._piece, self._link = None, None
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                break

    def handle_data(self, data: str) -> None:
        if self._capture is not None:
            self._capture.append(data)
            return
        if self._in_title:
            self._title += data
        if self._open[-1].skipped or (self._piece is None and not data.strip()):
            return
        piece = self._piece_for_link()
        words = data if self._open[-1].tag == "pre" else _BLANKS.sub(" ", data)
        if self._sup and _MARK.fullmatch(words) and piece.words:
            words = words.strip().translate(_SUPERSCRIPT)
        piece.words += words.lstrip(" ") if not piece.words or piece.words[-1] in " \n" else words

    @property
    def title(self) -> str:
        """The words of the element ``title``."""
        return " ".join(self._title.split())

    def _piece_for_link(self) -> _Piece:
        if self._piece is None:
            top = self._open[-1]
            level = int(top.tag[1]) if top.kind is BlockKind.HEADING else 0
            self._piece = _Piece(top.kind, level, top.region, self._prefix, "", [])
            self._prefix = ""
            self.pieces.append(self._piece)
        return self._piece

    def _push(self, tag: str, given: dict[str, str]) -> None:
        parent = self._open[-1]
        hidden = "hidden" in given or given.get("aria-hidden") == "true" or _is_hidden(given.get("style", ""))
        kind = _KINDS.get(tag) or (parent.kind if tag in ("p", "div", "section", "article") else None)
        self._open.append(
            _Open(tag, kind, _region(tag, given) or parent.region, parent.skipped or hidden or tag in _SKIPPED)
        )
        if _REFERENCES.search(f"{given.get('id', '')} {given.get('class', '')}"):
            self._open[-1].region = None
        if tag == "li":
            parent.count += 1
            self._prefix = f"{parent.count}. " if parent.tag == "ol" else "• "


def _is_hidden(style: str) -> bool:
    return bool(re.search(r"display\s*:\s*none|visibility\s*:\s*hidden", style, re.I))


def _region(tag: str, given: dict[str, str]) -> BlockKind | None:
    region = _REGIONS.get(tag) or _ROLES.get(given.get("role", ""))
    if region:
        return region
    if tag in ("body", "html", "main", "article", "p"):
        return None
    name = f"{given.get('id', '')} {given.get('class', '')}"[:200]
    return next((kind for pattern, kind in _NAMED if pattern.search(name)), None)


def read(data: bytes, path: str) -> Article:
    """Read HTML in UTF-8.

    Raises:
        InputError: the bytes are in another encoding.
    """
    page = _Page()
    page.feed(decode(data, path))
    page.close()
    pieces = [piece for piece in page.pieces if piece.words.strip()]
    text, starts = _lay_out(pieces)
    place = locate(text)
    stretches = [
        Stretch(place(start, start + len(piece.words)), piece.words, piece.region or piece.kind, piece.level)
        for start, piece in zip(starts, pieces, strict=True)
    ]
    typed = classify(stretches)
    blocks = tuple(
        Block(kind, stretch.span, stretch.level) for kind, stretch in zip(typed.kinds, stretches, strict=True)
    )
    stated = Stated(page.meta, page.linked_data)
    title = next((" ".join(block.span.of(text).split()) for block in blocks if block.kind is BlockKind.TITLE), "")
    return Article(
        path=path,
        format="html",
        title=title or page.title,
        text=text,
        blocks=blocks,
        people=typed.people or stated.people,
        dates=msgspec.convert({**stated.dates, **_known(typed.dates)}, Dates),
        hyperlinks=tuple(
            Hyperlink(place(start + first, start + last), url)
            for start, piece in zip(starts, pieces, strict=True)
            for first, last, url in piece.links
            if last <= len(piece.words)
        ),
        digest=hashlib.sha256(data).hexdigest(),
    )


def _lay_out(pieces: Sequence[_Piece]) -> tuple[str, list[int]]:
    parts, starts, position = [], [], 0
    for piece in pieces:
        piece.words = piece.words.rstrip()
        starts.append(position + len(piece.prefix))
        gap = "\n" if piece.kind is BlockKind.LIST_ITEM else "\n\n"
        parts.append(piece.prefix + piece.words + gap)
        position += len(parts[-1])
    return "".join(parts), starts


def _known(dates: Dates) -> dict[str, Any]:
    return {name: value for name, value in msgspec.structs.asdict(dates).items() if value}
