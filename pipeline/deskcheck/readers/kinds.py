"""Decides what a stretch of prose is for its reader: body, heading, byline, advertisement, footer …

Takes stretches in text order, gives each a ``BlockKind``; also the people and dates that bylines
and date lines state.
"""

import re
from collections.abc import Sequence
from itertools import islice

import msgspec

from deskcheck.model import BlockKind, Dates, Person, Span
from deskcheck.readers.dates import DATE, date_in

_ROLES = (
    (
        "reviewer",
        r"(?:medically |clinically |expert |fact[- ]?)?(?:reviewed|checked|vetted|approved)(?: and \w+)? by"
        r"|reviewers?:",
    ),
    ("editor", r"(?:edited|copy[- ]?edited) by|editors?:"),
    (
        "author",
        r"(?:(?:words|story|text|article|guest post|posted|written|authored|reported|a guest essay) )?by"
        r"|authors?:|writers?:",
    ),
    ("contributor", r"(?:photographs?|photos?|images?|illustrations?|graphics?|translated) by|photo:|image:|credit:"),
)
_BYLINE = tuple((role, re.compile(rf"^\W*(?:{words})\s+(?=\S)", re.I)) for role, words in _ROLES)
_DATE_LINE = re.compile(
    r"^\W*(?:(?:(?:first |originally |date )?published|(?:last |medically )?(?:updated|modified|reviewed"
    r"|revised|checked)"
    r"|posted|date|dated|issued|last update)(?: on| at)?\s*+[:–—-]?\s*+)?$",
    re.I,
)
_DATE_WORD = re.compile(r"(publish|post|issued|updat|modif|revis|review|check)", re.I)
_NAME = re.compile(
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.? )?[A-Z][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]*){1,3}"
    r"(?:,? [A-Z][A-Za-z.]{1,8}){0,4}"
)
_PERSON = re.compile(r"^[A-Z][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]*){1,3}")
# A name that stands alone, or before a comma or dash.
_NAMED = re.compile(r"[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]*){1,3}\s?(?:[,|·•–—-]|$)")
_PART = re.compile(r"[|;•·]")
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s++(?:and\s+|&\s*)|&\s*")
# "NORTHAM, 12 March 2026 -- …", "NEW YORK (March 3, 2026) — …": the place and day before a news text.
_DATELINE = re.compile(
    rf"^\W{{0,3}}[A-Z]{{2}}[\w.,'’/ -]{{1,50}}?[,(–—-]\s*(?P<day>(?i:{DATE.pattern}))\s*\)?[^\w\n]{{0,4}}(?:--|[–—:-])"
)
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
    r"|talk to your doctor about the risks and benefits)",
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
_END = re.compile(
    r"[.!?…:;]['\"”’)\]]*(?:[⁰¹²³⁴-⁹ ,–-]{1,12}|\[(?:\^[\w.-]{1,20}|[\d,;–\- ]{1,20})\]"
    r"|(?<=[a-z][.!?])\d{1,3}(?:[,–-]\d{1,3}){0,4})?$"
)
_CAPTION = re.compile(r"^(?:figure|fig\.|table|photo|image|picture|chart|box)\s*+\d*+\s*+[.:|–-]", re.I)
_MAX_HEADING_WORDS = 16
_OPENING, _LONGEST_CREDIT = 3, 100
# Markup leaves no doubt about these.
_SETTLED = (BlockKind.CODE, BlockKind.TABLE_CELL, BlockKind.NAVIGATION, BlockKind.FOOTER, BlockKind.PROMOTION)


class Stretch(msgspec.Struct, frozen=True):
    """A piece of text before it is typed; ``kind`` holds what its markup already says, if anything."""

    span: Span
    words: str
    kind: BlockKind | None = None
    level: int = 0


class Typed(msgspec.Struct, frozen=True):
    """The kinds of the stretches, in their order, and what bylines and date lines state."""

    kinds: tuple[BlockKind, ...]
    people: tuple[Person, ...]
    dates: Dates


def classify(stretches: Sequence[Stretch]) -> Typed:
    """Type every stretch; those that markup has typed as list item, heading, quote or code keep it
    unless their words are clearly a byline, date, promotion or the like."""
    people = _people(stretches)
    names = {person.name.split(",")[0].casefold() for person in people}
    kinds: list[BlockKind] = []
    for position, stretch in enumerate(stretches):
        kind = stretch.kind if stretch.kind in _SETTLED else _furniture(stretch, names)
        if kind is None and _is_credit(stretch, position):
            kind = BlockKind.BYLINE
        if kind is None:
            kind = stretch.kind or _prose(stretch, position, stretches, kinds)
        kinds.append(kind)
    _title(stretches, kinds)
    _biographies(stretches, kinds, names)
    return Typed(tuple(kinds), people, _dates(stretches, kinds))


def _people(stretches: Sequence[Stretch]) -> tuple[Person, ...]:
    people: dict[tuple[str, str], Person] = {}
    for place, stretch in enumerate(stretches):
        line = stretch.words.strip("*_ ")
        if len(line) > 160:
            continue
        role = "author" if _is_credit(stretch, place) else ""
        for part in _PART.split(DATE.sub("", line)):
            role, words = _credited(part, role)
            if not role:
                break
            for piece in _BETWEEN_NAMES.split(words):
                role, name = _credited(piece, role)
                person = _NAME.match(name.strip())
                if person:
                    people.setdefault((person.group(), role), Person(person.group(), role, stretch.span))
    return tuple(people.values())


def _is_credit(stretch: Stretch, position: int) -> bool:
    """Tell whether a line right below the title is a name and a day: "Jess Morrow, dietitian — 2 May 2026"."""
    line = stretch.words.strip("*_ ")
    if stretch.kind not in (None, BlockKind.PARAGRAPH) or not 0 < position <= _OPENING or len(line) > _LONGEST_CREDIT:
        return False
    return bool(DATE.search(line)) and not _END.search(line) and bool(_NAMED.match(DATE.sub("", line)))


def _credited(part: str, before: str) -> tuple[str, str]:
    """Return the role that a part of a byline states, else that of the part before it, and the words of its names."""
    for role, pattern in _BYLINE:
        if match := pattern.match(part):
            return role, part[match.end() :]
    return before, part


def _furniture(stretch: Stretch, names: set[str]) -> BlockKind | None:
    """Return the kind of what surrounds an article; None for the article itself."""
    line = " ".join(stretch.words.split()).strip("*_ ")
    short = len(line) <= 160
    if short and _is_date_line(line):
        return BlockKind.DATE
    if (
        short
        and not _is_sentence(line, 12)
        and any(pattern.match(line) for _, pattern in _BYLINE)
        and _names_somebody(line)
    ):
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


def _names_somebody(line: str) -> bool:
    after = next(line[match.end() :] for _, pattern in _BYLINE if (match := pattern.match(line)))
    return bool(_PERSON.match(after.strip()))


def _is_date_line(line: str) -> bool:
    rest, count = DATE.subn("", line)
    return count > 0 and all(_DATE_LINE.match(part) for part in re.split(r"[|•·;,/]| and ", rest) if part.strip())


def _is_sentence(line: str, least_words: int) -> bool:
    return bool(_END.search(line)) and len(line.split()) >= least_words


def _prose(stretch: Stretch, position: int, stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> BlockKind:
    line = " ".join(stretch.words.split())
    count = len(line.split())
    if _CAPTION.match(line):
        return BlockKind.CAPTION
    if _END.search(line) or count > _MAX_HEADING_WORDS:
        return BlockKind.PARAGRAPH
    if line[:1].islower() and count > 1:
        # In flowing prose a short line in lower case without a full stop is a slogan.
        return BlockKind.PROMOTION
    if line.endswith(",") or not any(character.isalpha() for character in line):
        return BlockKind.PROMOTION if line.endswith(",") and count <= 8 else BlockKind.PARAGRAPH
    follows = stretches[position + 1] if position + 1 < len(stretches) else None
    if follows is None and kinds:
        return BlockKind.FOOTER
    return BlockKind.HEADING


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
    """Paragraphs about a named writer or reviewer, in the last part of the text, and what follows them."""
    families = {name.split()[-1] for name in names if name.split()}
    about = False
    for position in range(len(kinds) // 2, len(kinds)):
        words = stretches[position].words
        if kinds[position] is BlockKind.BYLINE:
            about = True
        elif kinds[position] in (BlockKind.PARAGRAPH, BlockKind.QUOTE):
            opening = words[:60].casefold()
            named = any(family in opening for family in families)
            pronoun = bool(re.match(r"(?:she|he|they)\b", opening))
            about = bool(_BIOGRAPHY.search(words)) and (named or (about and (pronoun or named)))
            if about:
                kinds[position] = BlockKind.BIOGRAPHY
        else:
            about = False


def _dates(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> Dates:
    found: dict[str, object] = {}
    for stretch, kind in zip(stretches, kinds, strict=True):
        if kind not in (BlockKind.DATE, BlockKind.BYLINE):
            continue
        position = 0
        for match in DATE.finditer(stretch.words):
            words = _DATE_WORD.findall(stretch.words[position : match.start()])
            position = match.end()
            word = words[-1].lower() if words else "publish"
            name = (
                "reviewed"
                if word in ("review", "check")
                else "updated"
                if word in ("updat", "modif", "revis")
                else "published"
            )
            found.setdefault(name, date_in(match.group()))
    if not found and (day := _dateline(stretches, kinds)):
        found["published"] = date_in(day)
    return msgspec.convert({name: date for name, date in found.items() if date}, Dates)


def _dateline(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> str:
    """Return the day that stands with the place before a news text, as printed, or nothing."""
    pairs = zip(stretches, kinds, strict=True)
    opening = islice((stretch.words for stretch, kind in pairs if kind is BlockKind.PARAGRAPH), _OPENING)
    return next((match["day"] for words in opening if (match := _DATELINE.match(words))), "")
