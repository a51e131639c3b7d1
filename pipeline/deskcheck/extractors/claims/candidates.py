"""Article → the stretches that may be claims: sentences, list items, table cells, in text order."""

import re
from bisect import bisect_right
from collections.abc import Iterator

import msgspec

from deskcheck.extractors.claims import tables
from deskcheck.extractors.claims.clauses import clauses
from deskcheck.model import Article, Block, BlockKind
from deskcheck.text import sentences
from deskcheck.text.end_notes import end_notes

BODY = frozenset(
    {
        BlockKind.PARAGRAPH,
        BlockKind.LIST_ITEM,
        BlockKind.TABLE_CELL,
        BlockKind.QUOTE,
        BlockKind.POLICY,
        BlockKind.BIOGRAPHY,
    }
)
_HEADS = (BlockKind.TITLE, BlockKind.HEADING)
_LONGEST_LABEL_WORDS = 8
_LABEL_END = re.compile(r"[.:]\W*$")
# Below these stand ways to other pages.
_POINTERS = re.compile(
    r"(?:external links|see also|(?:suggested|recommended|additional|selected) reading|weiterführende literatur"
    r"|further (?:reading|information|resources)|read (?:more|next)|links|more from us"
    r"|related (?:articles|reading|topics|links|posts|content)|(?:more|useful|helpful) (?:links|resources)"
    r"|you may also like|(?:table of )?contents|in this article|on this page|jump to)\b",
    re.I,
)
# Below these stand the names of works.
_READING = re.compile(
    r"(?:further|suggested|recommended|additional|selected) reading\W*|weiterführende literatur\W*", re.I
)
_EMPHASIS = re.compile(r"^[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}$")
# The text of a Markdown footnote, or how to cite the article: they name a source rather than stating anything.
_CITING = r"(?:how )?to cite\b|cite (?:this|as)\b|(?:suggested|recommended) citation\b|citation:|story source\b"
_NOTE = re.compile(rf"\[\^[\w.-]{{1,40}}\]:|[*_]{{0,3}}(?:{_CITING})", re.I)
# A line of its own that says how to cite the article, with the names of styles below it.
_CITED = re.compile(rf"[#*_ ]{{0,8}}(?:{_CITING})[\w ]{{0,30}}\W{{0,4}}", re.I)
_STYLE = re.compile(r"\W{0,8}(?:MLA|APA|Chicago|Harvard|Vancouver|AMA|IEEE|BibTeX|RIS)\b[\w ]{0,20}\W{0,4}", re.I)
# "Source: authors' own calculations" below a figure or a table.
_SOURCE = re.compile(r"[(*_]{0,3}(?:data )?(?:sources?|quellen?)(?: and notes?)?[*_]{0,2}\s?:", re.I)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|do|does|did|can|could|may|might|must|will|would|should|shall|cannot|\w+n['’]t|\w+['’](?:s|re|ve|ll))\b",
    re.I,
)


class Candidate(msgspec.Struct, frozen=True):
    """A stretch that may be a claim.

    Attributes:
        start, end, words: its place and its words.
        kind: the kind of the block it stands in.
        context: headings from the outermost in, then the lead-in of its list.
        before: the sentence before it in the same block, or in the block before when none is.
        opens: True for the first candidate of its block.
        whole: True when it is all of its block.
        heads: what a cell of a table speaks of, by the heads of its row and its column.
    """

    start: int
    end: int
    words: str
    kind: BlockKind
    context: tuple[str, ...] = ()
    before: str = ""
    opens: bool = False
    whole: bool = False
    heads: tuple[str, ...] = ()


def candidates(article: Article) -> Iterator[Candidate]:
    """Yield the candidates of ``article`` in text order."""
    heads: list[tuple[int, str]] = []
    lead_in = before = ""
    pointing = False
    cell_heads = tables.heads(article)
    for block in _stating(article):
        if block.kind in _HEADS or block.kind is BlockKind.NAVIGATION:
            pointing = _POINTERS.match(block.span.of(article.text).strip("#*_ \n")) is not None
        if block.kind in _HEADS:
            heads = _under(heads, block, article.text)
            lead_in = before = ""
        elif block.kind in BODY and not _NOTE.match(article.text, block.span.start):
            listed = block.kind is BlockKind.LIST_ITEM
            if pointing and (listed or _READING.fullmatch(heads[-1][1] if heads else "")):
                continue
            context = tuple(words for _, words in heads)
            if listed and lead_in:
                context = (*context, lead_in)
            pieces = list(_pieces(article.text, block))
            for position, (start, end) in enumerate(pieces):
                words = article.text[start:end]
                first, alone, own = position == 0, len(pieces) == 1, cell_heads.get(block.span.start, ())
                yield Candidate(start, end, words, block.kind, context, before, first, alone, own)
                before = words
            if not listed:
                lead_in = before if before.rstrip("*_ ").endswith(":") else ""
        elif block.kind not in (BlockKind.PROMOTION, BlockKind.CAPTION):
            lead_in = ""


def _stating(article: Article) -> Iterator[Block]:
    """Yield the blocks that do not say how to cite the article, from a line that announces it to a heading."""
    citing = False
    notes = sorted((span.start, span.end) for span in end_notes(article).values())
    for block in article.blocks:
        nth = bisect_right(notes, (block.span.end, 0)) - 1
        if nth >= 0 and block.span.start < notes[nth][1] and block.kind in BODY:
            continue
        words = block.span.of(article.text)
        citing = bool(_CITED.fullmatch(words)) or (citing and (block.kind in BODY or bool(_STYLE.fullmatch(words))))
        if not citing:
            yield block


def _under(heads: list[tuple[int, str]], block: Block, text: str) -> list[tuple[int, str]]:
    """Return the headings in force after ``block``; a title is level 0 and every heading stands under it."""
    level = 0 if block.kind is BlockKind.TITLE else max(block.level, 1)
    words = " ".join(block.span.of(text).strip("#*_ \n").split())
    return [*(head for head in heads if head[0] < level), (level, words)]


def _pieces(text: str, block: Block) -> Iterator[tuple[int, int]]:
    found = [_bare(text, start, end) for start, end in sentences(text, block.span.start, block.span.end)]
    found = [
        (start, end)
        for start, end in found
        if any(map(str.isalpha, text[start:end])) and not _SOURCE.match(text, start, end)
    ]
    if block.kind is BlockKind.LIST_ITEM and len(found) > 1 and _is_label(text[slice(*found[0])]):
        found[:2] = [(found[0][0], found[1][1])]
    for start, end in found:
        yield from clauses(text, start, end)


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave emphasis marks that wrap the whole stretch outside it."""
    words = text[start:end]
    opening, closing = _EMPHASIS.match(words), _EMPHASIS.search(words, 1)
    if opening and closing and opening.group() == closing.group() and words.count(opening.group()) == 2:
        return start + len(opening.group()), end - len(closing.group())
    return start, end


def _is_label(words: str) -> bool:
    """Tell whether a list item's first sentence only names what the next one is about."""
    return len(words.split()) <= _LONGEST_LABEL_WORDS and bool(_LABEL_END.search(words)) and not _FINITE.search(words)
