"""Decides what a stretch of prose is for its reader: body, heading, byline, advertisement, footer …

Takes stretches in text order, gives each a ``BlockKind``; also the people and dates that bylines
and date lines state.
"""

import re
from collections.abc import Sequence

import msgspec

from deskcheck.model import BlockKind, Dates, Person
from deskcheck.readers import bylines
from deskcheck.readers.bylines import END, Stretch

_PROMOTION = re.compile(
    r"\b(?:subscribe|sign up|newsletter|advertis(?:e|ing|ement)s?|sponsored|shop now|buy now|order (?:now"
    r"|yours)|free trial"
    r"|get started|join (?:us|now|today|over)|download (?:our|the) app|special offer|\d+ ?% off|promo code"
    r"|limited time"
    r"|start your\b.*\b(?:journey|trial|today|now)|your .{3,40} journey|take (?:our|the|this) (?:\w+ )?(?:quiz"
    r"|assessment|test)"
    r"|book (?:a|your) (?:\w+ )?(?:call|visit|appointment|consultation)|try (?:it|us|\w+) (?:free|today|now)"
    r"|delivered to your)\b",
    re.I,
)
_NAVIGATION = re.compile(
    r"^\W*(?:read (?:more|next|also|on)|learn more|see (?:also|more)|related(?: (?:articles?|stories|reading"
    r"|posts?|content))?|share(?: this.*)?"
    r"|print|comments?|leave a comment|menu|home|search|skip to .*|back to top|next|previous|table of contents"
    r"|in this article"
    r"|follow us.*|contact us|privacy policy|terms(?: of (?:use|service))?|log ?in|accept(?: all)? cookies"
    r"|view (?:all|more).*|continue reading.*"
    r"|(?:for immediate|press|news|media) release|(?:strictly )?(?:under )?embargo(?:ed)?\b.*"
    r"|more (?:from|on) .*|you (?:may|might) (?:also )?like.*)\W*$",
    re.I,
)
_FOOTER = re.compile(r"(?:©|\(c\)\s*\d{4}|\ball rights reserved\b|\bcookies?\b.*\b(?:consent|settings|polic))", re.I)
_DISCLAIMER = re.compile(
    r"(?:for (?:general )?(?:information(?:al)?|educational)(?: (?:and|or) \w+)? purposes only|(?:not"
    r"|never) (?:be )?(?:a |intended as a? ?|meant as a? ?)?substitute for"
    r"|does not (?:constitute|replace|provide) (?:\w+ )?(?:medical |professional |legal )?advice"
    r"|not (?:constitute |intended as )?(?:medical|legal|professional) advice"
    r"|talk to your doctor about the risks and benefits"
    r"|(?:ersetzt|ersetzen|kann) (?:\w+ ){0,6}(?:arztbesuch|ärztliche (?:beratung|untersuchung|diagnose))"
    r"|nicht zur (?:selbst-?\s?diagnose|eigenbehandlung)"
    r"|ne (?:remplace|remplacent|saurai\w+ remplacer|constitue) (?:\w+ ){0,4}"
    r"(?:avis|consultation|conseil) (?:d['’]un )?m[ée]d"
    r"|no (?:sustituye|reemplaza|sustituyen) (?:\w+ ){0,5}(?:m[ée]dic[oa]|profesional)"
    r"|non sostituisc\w+ (?:\w+ ){0,5}medic[oa])",
    re.I,
)
_POLICY = re.compile(
    r"\b(?:sourcing (?:guidelines|policy|standards)|editorial (?:standards|policy|guidelines|process|integrity"
    r"|team reviews)"
    r"|(?:we|our \w+) (?:\w+ )?(?:rely|relies|only (?:use|cite)|use only|cite only"
    r"|strive to use)\b.{0,200}\b(?:peer[- ]reviewed|primary|sources|studies|research)"
    r"|(?:primary|tertiary) (?:sources|references)\b.{0,200}\b(?:we|our)|we (?:\w+ ){0,2}(?:avoid"
    r"|refrain from)\b.{0,200}\b(?:references|sources))",
    re.I,
)
_BIOGRAPHY = re.compile(
    r"\b(?:is an? (?:[\w-]+ ){0,5}(?:writer|journalist|editor|author|physician|doctor|nurse|practitioner"
    r"|psychologist|psychiatrist|therapist"
    r"|dietitian|nutritionist|reporter|professor|researcher|scientist|columnist|freelancer|blogger|specialist"
    r"|counsell?or)"
    r"|has (?:worked|written|written for|reported)|(?:received|earned|holds|completed) (?:her|his|their"
    r"|an?) .{0,40}degree|lives (?:in|with)\b)",
    re.I,
)
# "Dana Field, MS, RD is the head of …", below a byline at the article's end.
_INTRODUCED = re.compile(r"[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){1,3}(?:, [A-Z][A-Za-z.]{1,8}){0,4},? (?:is|was|has)\b")
_CAPTION = re.compile(r"^(?:figure|fig\.|table|photo|image|picture|chart|box)\s*+\d*+\s*+[.:|–-]", re.I)
_MAX_HEADING_WORDS = 16
# "What is vitamin D?" on a line of its own is answered below it; "Are you tired?" is talk.
_QUESTION = re.compile(
    r"(?:What|How|Why|When|Where|Who|Which|Is|Can|Should|Will|(?:Does|Do|Are)(?! you\b| your\b))\b[^.!?]{3,120}\?"
)
# The sentence before a source named below it is no heading, though no full stop ends the source.
_SOURCED = re.compile(r"[.!?…][)\]\"”’*_]{0,4} [*_(]{0,3}(?:data )?(?:sources?|quellen?)\s?:", re.I)
_QUESTION_WORDS = range(3, _MAX_HEADING_WORDS)
# "— Dr. Lena Fox, rheumatologist"
_SIGNED = re.compile(r"(?:(?:Dr|Prof|Professor)\.? )?[A-Z][\w’'.-]*(?: [A-Z][\w’'.-]*){1,3}, [a-z][\w ,’'-]{2,80}")
_LONGEST_STEP = 12
_ABOUT = re.compile(
    r"(?:about|meet) (?:the|our) (?:authors?|writers?|reviewers?|editors?|experts?|contributors?)"
    r"|(?:authors?|writers?|contributors?)(?: bios?| biograph(?:y|ies))\W*",
    re.I,
)
# Markup leaves no doubt about these.
_SETTLED = (BlockKind.CODE, BlockKind.TABLE_CELL, BlockKind.NAVIGATION, BlockKind.FOOTER, BlockKind.PROMOTION)


class Typed(msgspec.Struct, frozen=True):
    """The kinds of the stretches, in their order, and what bylines and date lines state."""

    kinds: tuple[BlockKind, ...]
    people: tuple[Person, ...]
    dates: Dates


def classify(stretches: Sequence[Stretch]) -> Typed:
    """Type every stretch; those that markup has typed as list item, heading, quote or code keep it
    unless their words are clearly a byline, date, promotion or the like."""
    people = bylines.people(stretches)
    names = {person.name.split(",")[0].casefold() for person in people}
    kinds: list[BlockKind] = []
    for position, stretch in enumerate(stretches):
        kind = stretch.kind if stretch.kind in _SETTLED else _furniture(stretch, names)
        if kind is None and bylines.is_credit(stretch, position):
            kind = BlockKind.BYLINE
        if kind is None:
            kind = stretch.kind or _prose(stretch, position, stretches, kinds)
        kinds.append(kind)
    _lone_items(stretches, kinds)
    _title(stretches, kinds)
    _biographies(stretches, kinds, names)
    return Typed(tuple(kinds), people, bylines.dates(stretches, kinds))


def _furniture(stretch: Stretch, names: set[str]) -> BlockKind | None:
    """Return the kind of what surrounds an article; None for the article itself."""
    line = " ".join(stretch.words.split()).strip("*_ ")
    short = len(line) <= 160
    if short and bylines.is_date_line(line):
        return BlockKind.DATE
    if short and bylines.is_byline(line):
        return BlockKind.BYLINE
    if len(line) <= 60 and (line.split(",")[0].casefold() in names):
        return BlockKind.BYLINE
    if short and _NAVIGATION.match(line):
        return BlockKind.NAVIGATION
    if _DISCLAIMER.search(line):
        return BlockKind.DISCLAIMER
    if short and _FOOTER.search(line):
        return BlockKind.FOOTER
    if _POLICY.search(line):
        return BlockKind.POLICY
    if short and len(line.split()) <= 18 and _PROMOTION.search(line) and not line.endswith("?"):
        return BlockKind.PROMOTION
    return None


def _prose(stretch: Stretch, position: int, stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> BlockKind:
    line = " ".join(stretch.words.split())
    count = len(line.split())
    if _CAPTION.match(line):
        return BlockKind.CAPTION
    follows = stretches[position + 1] if position + 1 < len(stretches) else None
    if follows is not None and count in _QUESTION_WORDS and _QUESTION.fullmatch(line):
        return BlockKind.HEADING
    if END.search(line) or count > _MAX_HEADING_WORDS or _SOURCED.search(line):
        return BlockKind.PARAGRAPH
    if line[:1].islower() and count > 1:
        # In flowing prose a short line in lower case without a full stop is a slogan.
        return BlockKind.PROMOTION
    if line.endswith(",") or not any(character.isalpha() for character in line):
        return BlockKind.PROMOTION if line.endswith(",") and count <= 8 else BlockKind.PARAGRAPH
    if follows is None and kinds:
        return BlockKind.FOOTER
    return BlockKind.HEADING


def _lone_items(stretches: Sequence[Stretch], kinds: list[BlockKind]) -> None:
    """A numbered line between paragraphs heads the one below it; a dash before a name and a calling signs a text."""
    for position in range(1, len(kinds)):
        if kinds[position] is not BlockKind.LIST_ITEM or kinds[position - 1] is BlockKind.LIST_ITEM:
            continue
        line = " ".join(stretches[position].words.split()).strip("*_ ")
        below = kinds[position + 1] if position + 1 < len(kinds) else None
        if (
            below is BlockKind.LIST_ITEM
            or END.search(line)
            or stretches[position - 1].words.rstrip("*_ ").endswith(":")
        ):
            continue
        if _SIGNED.fullmatch(line):
            kinds[position] = BlockKind.BYLINE
        elif below is BlockKind.PARAGRAPH and len(line.split()) <= _LONGEST_STEP:
            kinds[position] = BlockKind.HEADING


def _title(stretches: Sequence[Stretch], kinds: list[BlockKind]) -> None:
    """The first heading before any body is the title, whatever level its markup gave it."""
    for position, kind in enumerate(kinds):
        if kind is BlockKind.HEADING:
            kinds[position] = BlockKind.TITLE
            return
        if kind in (BlockKind.PARAGRAPH, BlockKind.LIST_ITEM):
            is_first = position == 0 and len(stretches[position].words) <= 160 and len(stretches) > 1
            if is_first and "\n" not in stretches[position].words:
                kinds[position] = BlockKind.TITLE
            return


def _biographies(stretches: Sequence[Stretch], kinds: list[BlockKind], names: set[str]) -> None:
    """Paragraphs below "About the author"; in the last part of the text those about a named writer."""
    families = {name.split()[-1] for name in names if name.split()}
    about = headed = False
    for position, kind in enumerate(kinds):
        words = stretches[position].words
        late = position >= len(kinds) // 2
        if kind is BlockKind.BYLINE:
            about = late
        elif kind is BlockKind.HEADING:
            about, headed = False, bool(_ABOUT.fullmatch(words.strip()))
        elif headed and kind is BlockKind.PARAGRAPH:
            kinds[position] = BlockKind.BIOGRAPHY
        elif late and kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            opening = words[:60].casefold()
            named = any(family in opening for family in families)
            introduced = about and named and _INTRODUCED.match(words) is not None
            pronoun = bool(re.match(r"(?:she|he|they)\b", opening))
            about = introduced or (bool(_BIOGRAPHY.search(words)) and (named or (about and pronoun)))
            if about:
                kinds[position] = BlockKind.BIOGRAPHY
        else:
            about = False
