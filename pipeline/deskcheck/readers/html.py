"""HTML → Article: saved pages with navigation, advertisements and cookie banners around the text.

One pass over the tags; nothing is fetched or run. Nothing an author wrote is dropped: what surrounds an
article is kept and typed, so that no reference list is lost.
"""

import re

import msgspec

from deskcheck.model import Article, BlockKind, Dates
from deskcheck.readers import decode
from deskcheck.readers.hidden_styles import how_hidden
from deskcheck.readers.layout import Piece, Stated, compose, hidden, superscript
from deskcheck.readers.page_metadata import PageMetadata
from deskcheck.readers.tags import End, Start, tags

_SKIPPED = frozenset(
    "script style noscript template svg math iframe object canvas select option button input head".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form
    h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead tr ul""".split()
)
_INLINE = frozenset("span a b i em strong font u small mark".split())
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
        re.compile(
            r"(?:^|[\s_-])(?:nav|menu|breadcrumbs?|toc|share|sharing|sharedaddy|addtoany|social|related|relatedposts|skip|comments|disqus|respond)(?:$|[\s_-])",
            re.I,
        ),
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
# What a button of the page opens: by its id, in ARIA's words and in those of a common library.
_OPENED = re.compile(r"\b(?:aria-controls|data-(?:bs-)?target)\s?=\s?[\"']?#?([\w:.-]{1,200})")
_BLANKS = re.compile(r"[^\S\u00a0]+")
_MAX_DEPTH = 400
_LONGEST_ADDRESS = 2000
_HIDDEN_PROSE = 8


class _Open(msgspec.Struct):
    """An element whose end has not come yet."""

    tag: str
    kind: BlockKind | None
    region: BlockKind | None
    skipped: bool
    level: int = 0
    count: int = 0
    hidden: str = ""
    backed: bool = False


class Page:
    """Collects pieces in order, and the page's own statements about itself.

    Attributes:
        unseen: (words, how they are hidden, place) of what readers of the page do not see.
        canonical: the address that the page gives for itself (RFC 6596), or nothing.
    """

    def __init__(self) -> None:
        self.pieces: list[Piece] = []
        self.unseen: list[tuple[str, str, str]] = []
        self.meta: dict[str, str] = {}
        self.linked_data: list[str] = []
        self.canonical = ""
        self._opened: frozenset[str] = frozenset()
        self._toggled = False
        self._open: list[_Open] = [_Open("", None, None, skipped=False)]
        self._piece: Piece | None = None
        self._prefix = ""
        self._link: tuple[int, str] | None = None
        self._sup = False
        self._linked: list[str] | None = None
        self._cell = (0, 0)
        self._title = ""
        self._in_title = False
        self._line = 1

    def feed(self, source: str) -> None:
        """Take in a whole page."""
        self._opened = frozenset(_OPENED.findall(source))
        for self._line, event in tags(source):
            if isinstance(event, Start):
                self._start(event.tag, event.attributes)
            elif isinstance(event, End):
                self._end(event.tag)
            else:
                self._words(event.text)

    def _start(self, tag: str, given: dict[str, str]) -> None:
        if tag == "meta":
            name = given.get("property") or given.get("name") or given.get("itemprop") or ""
            self.meta.setdefault(name.lower(), given.get("content", ""))
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "").strip()[:_LONGEST_ADDRESS]
        elif tag == "script" and given.get("type", "").startswith("application/ld+json"):
            self._linked = []
        self._in_title = tag == "title" and not self._title
        if tag == "br" and self._piece is not None:
            self._piece.add("\n")
        elif (
            tag == "a"
            and self._piece_for_link() is not None
            and given.get("href", "").startswith(("http", "doi:", "//", "#"))
        ):
            self._link = (self._piece_for_link().length, given["href"])
        elif tag == "sup":
            self._sup = True
        if tag in _BLOCKS or _is_toggle(tag, given):
            self._piece = None
        if tag in ("tr", "td", "th"):
            self._cell = (self._cell[0] + (tag == "tr"), self._cell[1] + (tag != "tr"))
        if tag not in _VOID and len(self._open) < _MAX_DEPTH and (tag in _BLOCKS or tag in _SKIPPED or tag in _INLINE):
            self._push(tag, given)

    def _end(self, tag: str) -> None:
        if tag == "script" and self._linked is not None:
            self.linked_data.append("".join(self._linked))
            self._linked = None
        if tag == "title":
            self._in_title = False
        elif tag == "sup":
            self._sup = False
        elif tag == "a" and self._link and self._piece is not None:
            start, url = self._link
            if url and not url.startswith("#") and start < self._piece.length:
                self._piece.links.append((start, self._piece.length, url))
            self._link = None
        toggle = tag == "button" and self._open[-1].tag == tag and not self._open[-1].skipped
        self._toggled = self._toggled or toggle
        if tag in _BLOCKS or toggle:
            self._piece, self._link = None, None
        for depth in range(len(self._open) - 1, 0, -1):
            if self._open[depth].tag == tag:
                del self._open[depth:]
                break

    def _words(self, data: str) -> None:
        if self._linked is not None:
            self._linked.append(data)
            return
        if self._in_title:
            self._title += data
        top = self._open[-1]
        if not top.skipped and data.strip():
            self._toggled = False
        if top.hidden and data.strip():
            self._note_hidden(data, top)
        if top.skipped or (self._piece is None and not data.strip()):
            return
        piece = self._piece_for_link()
        words = data if top.kind is BlockKind.CODE else _BLANKS.sub(" ", data)
        if self._sup:
            words = superscript(words, piece.last)
        piece.add(words.lstrip(" ") if piece.last in " \n" else words)

    @property
    def title(self) -> str:
        """The words of the element ``title``."""
        return " ".join(self._title.split())

    def _note_hidden(self, words: str, top: _Open) -> None:
        """Keep hidden prose; the few words that menus and icons hide are everywhere and mean nothing."""
        if top.region is None and (not top.skipped or len(words.split()) >= _HIDDEN_PROSE):
            self.unseen.append((words, top.hidden, f"line {self._line}"))

    def _piece_for_link(self) -> Piece:
        if self._piece is None:
            top = self._open[-1]
            kind = top.region or top.kind
            self._piece = Piece(kind, top.level, self._prefix, f"line {self._line}")
            if kind is BlockKind.TABLE_CELL:
                self._piece.cell = self._cell
            self._prefix = ""
            self.pieces.append(self._piece)
        return self._piece

    def _push(self, tag: str, given: dict[str, str]) -> None:
        parent = self._open[-1]
        how, certain = how_hidden(given)
        if certain and (self._toggled or given.get("id", "") in self._opened or _REFERENCES.search(_name(given))):
            how, certain = "", False  # readers open it at the press of a button
        self._toggled = self._toggled and tag not in _BLOCKS
        backed = parent.backed or "background" in given.get("style", "") or "bgcolor" in given
        flows = tag in ("p", "div", "section", "article") or tag in _INLINE
        kind = _KINDS.get(tag) or (parent.kind if flows else None)
        if how == "white" and backed:
            how = ""
        # A hidden element's words are reported once, with the outermost way in which they are hidden.
        furniture = tag in _SKIPPED and not _is_toggle(tag, given)
        how = parent.hidden or ("" if parent.skipped or furniture else how)
        self._open.append(
            _Open(
                tag,
                kind,
                (None if tag in _INLINE else _region(tag, given)) or parent.region,
                skipped=parent.skipped or certain or furniture,
                level=int(tag[1]) if kind is BlockKind.HEADING and tag in _KINDS else parent.level if flows else 0,
                hidden="" if furniture else how,
                backed=backed,
            )
        )
        if _REFERENCES.search(_name(given)):
            self._open[-1].region = None
        if tag == "li":
            parent.count += 1
            self._prefix = f"{parent.count}. " if parent.tag == "ol" else "• "


def _is_toggle(tag: str, given: dict[str, str]) -> bool:
    """Tell whether a button opens a part of the page, so that its words head that part."""
    return tag == "button" and ("aria-expanded" in given or "aria-controls" in given)


def _name(given: dict[str, str]) -> str:
    return f"{given.get('id', '')} {given.get('class', '')}"


def _region(tag: str, given: dict[str, str]) -> BlockKind | None:
    region = _REGIONS.get(tag) or _ROLES.get(given.get("role", ""))
    if region:
        return region
    if tag in ("body", "html", "main", "article", "p"):
        return None
    return next((kind for pattern, kind in _NAMED if pattern.search(_name(given)[:200])), None)


def read(data: bytes, path: str) -> Article:
    """Read HTML in UTF-8.

    Raises:
        InputError: the bytes are in another encoding.
    """
    page = parse(decode(data, path))
    metadata = PageMetadata(page.meta, page.linked_data)
    address = page.canonical or page.meta.get("og:url", "").strip()[:_LONGEST_ADDRESS]
    stated = Stated(page.title, metadata.people, msgspec.convert(metadata.dates, Dates), address)
    return compose(page.pieces, data, path, "html", stated=stated, remarks=hidden(page.unseen))


def parse(source: str) -> Page:
    """Return the pieces of a page and what it states of itself."""
    page = Page()
    page.feed(source)
    return page
