"""Who wrote, edited and checked an article, and when, as its bylines and date lines state it."""

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
        r"|reviewers?:|(?:medizinisch |fachlich |wissenschaftlich )?(?:geprüft|überprüft) (?:von|durch)"
        r"|(?:relue?|validée?|vérifiée?) par|revisad[oa] por|revisionato da",
    ),
    ("editor", r"(?:edited|copy[- ]?edited) by|editors?:"),
    (
        "author",
        r"(?:(?:words|story|text|article|guest post|posted(?: on)?|written|authored|reported|(?:a )?guest essay"
        r"|analysis|opinion|essay|column|review|report|commentary|(?:policy |issue )?brief|feature) )?by"
        r"|authors?:|writers?:|text:"
        r"|(?:text|artikel|beitrag|geschrieben|verfasst) von|(?:écrit|rédigé|texte|article) par"
        r"|(?:escrito|redactado|texto) por|scritto da|geschreven door|(?:autor(?:in|en|es|a|as)?|auteure?s?|autore):",
    ),
    ("contributor", r"(?:photographs?|photos?|images?|illustrations?|graphics?|translated) by|photo:|image:|credit:"),
)
_BYLINE = tuple((role, re.compile(rf"^\W*(?:{words})\s+(?=\S)", re.I)) for role, words in _ROLES)
_DATE_LINE = re.compile(
    r"^\W*(?:(?:(?:first |originally |date )?published|(?:last |medically )?(?:updated|modified|reviewed"
    r"|revised|checked)"
    r"|posted|date|dated|issued|last update|(?:date of |next )?(?:release|publication|update|review)(?: date)?|released"
    r"|(?:zuletzt |letzte )?(?:aktualisiert|veröffentlicht|erschienen|geändert|geprüft|aktualisierung)|stand|publiée?"
    r"|(?:dernière )?mise? à jour|publicad[oa]|ac?tualizad[oa]|pubblicato|aggiornato|gepubliceerd|bijgewerkt"
    r"|oppdatert|publisert|uppdaterad|publicerad|opdateret)"
    r"(?: on| at| am| vom| le| du| el| il| op| den| em)?\s*+[:–—-]?\s*+)?\.?$"
    r"|^\W*(?:statistical (?:bulletin|release)|press release|news release|fact ?sheet)\W*$",
    re.I,
)
_HOUR = re.compile(
    r"\b\d{1,2}[:.]\d{2}\s?(?:[ap]\.?m\b\.?)?(?:\s?(?:[A-Z]{1,3}T|GMT|UTC))?,?"
    r"|\b(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?\b\.?,?(?=\s)",
    re.I,
)
_DATE_WORD = re.compile(
    r"(next|publi|post|issued|releas|updat|modif|revis|review|check|aktualis|geändert|geprüft|mise? à jour|actualiz"
    r"|atualiz|aggiorn|bijgewerkt|oppdater|uppdater|opdater)",
    re.I,
)
_CHECKED = frozenset({"review", "check", "geprüft"})
_FIRST = frozenset({"publi", "post", "issued", "releas"})
_NAME = re.compile(
    r"(?!(?:Last|First|Originally|Medically) (?:Updated|Published|Posted|Reviewed))"
    r"(?:(?:Dr|Prof|Mr|Mrs|Ms|Mx)\.? )?[A-Z][\w’'.-]*(?: (?:(?!in|on|at|for|the)[a-z]{2,3} )?[A-Z][\w’'.-]*){1,3}"
    r"(?:,? [A-Z][A-Za-z.]{1,8}){0,4}"
)
_PERSON = re.compile(r"^[A-Z][\w’'.-]*(?: (?:[a-z]{2,3} )?[A-Z][\w’'.-]*){1,3}")
# A name that stands alone, or before a comma or dash.
_NAMED = re.compile(
    r"[A-Z][\w’'.-]+(?: (?:[a-z]{2,3} ){0,2}[A-Z][\w’'.-]*){1,3}"
    r"(?:\s?(?:[,|·•\n–—-]|$)|\s(?:and|&|und|et|y|en|e)\s[A-Z])"
)
_PART = re.compile(
    rf"[|;•·]|\s[—–-]{{1,2}}\s(?=\W{{0,3}}(?:{'|'.join(words for _, words in _ROLES)})\s)"
    r"|(?<!medically)(?<!clinically)(?<!expert)(?<!last)(?<!first)\s(?=(?-i:Updated|Published|Posted|Reviewed|Medically|Last)\b)",
    re.I,
)
# "Von Lena Brandt": these words open a byline right below the title only, as names and headings begin with them, too.
_BY = re.compile(
    r"^\W{0,3}(?:[Vv]on|[Pp]ar|[Pp]or|[Dd]i|[Dd]a|[Dd]oor|[Aa][vf])\s+(?!Willebrand|Neumann|Hippel|Recklinghausen|Vinci)(?=[A-ZÀ-Þ])"
)
_BETWEEN_NAMES = re.compile(r"(?<!\s)\s++(?:and\s+|&\s*)|&\s*")
# "NORTHAM, 12 March 2026 -- …", "NEW YORK (March 3, 2026) — …": the place and day before a news text.
_DATELINE = re.compile(
    rf"^\W{{0,3}}[A-Z]{{2}}[\w.,'’/ -]{{1,50}}?[,(–—-]\s*(?P<day>(?i:{DATE.pattern}))\s*\)?"
    r"(?: ?\([\w .'’-]{2,40}\))?[^\w\n]{0,4}(?:--|[–—:-])"
)
# A sentence's end, with the reference marks behind it.
END = re.compile(
    r"[.!?…:;]['\"”’)\]]*(?:\\?[*†‡§¶‖]{1,3}|[⁰¹²³⁴-⁹ ,–-]{1,12}|(?:,? ?\[(?:\^[\w.-]{1,20}|[\d,;–\- ]{1,20}"
    r"|(?=[^\[\]]{0,99}(?:\d|@|needed))[^\[\]]{1,100})\]){1,6}"
    r"| ?\((?:\d{1,3}(?:[,–-] ?\d{1,3}){0,4}|[^()]{2,80}\b\d{4}[a-z]?)\)"
    r"|(?<=[a-zA-Z%][.!?])\d{1,3}(?:[,–-]\d{1,3}){0,4}\)?)?$"
)
_OPENING, _LONGEST_CREDIT, _SENTENCE = 3, 100, 12


class Stretch(msgspec.Struct, frozen=True):
    """A piece of text before it is typed; ``kind`` holds what its markup already says, if anything."""

    span: Span
    words: str
    kind: BlockKind | None = None
    level: int = 0


def people(stretches: Sequence[Stretch]) -> tuple[Person, ...]:
    """Return whom bylines name, each once a role, in text order."""
    found: dict[tuple[str, str], Person] = {}
    for place, stretch in enumerate(stretches):
        line = stretch.words.strip("*_ ")
        if len(line) > 160:
            continue
        role = "author" if is_credit(stretch, place) else ""
        rows = [" ".join(DATE.sub("", row).split()) for row in line.split("\n")]
        for part in (part for row in rows for part in _PART.split(row)):
            role, words = _credited(part, role)
            if not role:
                break
            for piece in _BETWEEN_NAMES.split(_BY.sub("", words)):
                role, name = _credited(piece, role)
                person = _NAME.match(name.strip())
                if person:
                    found.setdefault((person.group(), role), Person(person.group(), role, stretch.span))
    return tuple(found.values())


def is_credit(stretch: Stretch, position: int) -> bool:
    """Tell whether a line right below the title is a name and a day: "Jess Morrow, dietitian — 2 May 2026"."""
    line = stretch.words.strip("*_ ")
    if stretch.kind not in (None, BlockKind.PARAGRAPH) or not 0 < position <= _OPENING or len(line) > _LONGEST_CREDIT:
        return False
    told = _BY.match(line)
    named = _NAMED.match(DATE.sub("", line[told.end() :] if told else line))
    return bool(named) and not END.search(line) and bool(told or DATE.search(line))


def _credited(part: str, before: str) -> tuple[str, str]:
    """Return the role that a part of a byline states, else that of the part before it, and the words of its names."""
    for role, pattern in _BYLINE:
        if match := pattern.match(part):
            return role, part[match.end() :]
    return before, part


def is_byline(line: str) -> bool:
    """Tell whether a line says by whom the text was written, edited or checked."""
    if END.search(line) and len(line.split()) >= _SENTENCE:
        return False
    line = " ".join(DATE.sub("", line).split())
    after = (line[match.end() :] for _, pattern in _BYLINE if (match := pattern.match(line)))
    return any(_PERSON.match(name.strip()) for name in islice(after, 1))


def is_date_line(line: str) -> bool:
    """Tell whether a line says when the text was published, updated or reviewed, and nothing else."""
    rest, count = DATE.subn("", line)
    rest = _HOUR.sub("", rest)
    return count > 0 and all(
        _DATE_LINE.match(part) for part in re.split(r"[|•·;,/]|\.\s| and | und | et ", rest) if part.strip(" .")
    )


def dates(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> Dates:
    """Return the days that date lines and bylines state; else the one before a news text."""
    found: dict[str, object] = {}
    for stretch, kind in zip(stretches, kinds, strict=True):
        if kind not in (BlockKind.DATE, BlockKind.BYLINE):
            continue
        position = 0
        for match in DATE.finditer(stretch.words):
            words = _DATE_WORD.findall(stretch.words[position : match.start()])
            position = match.end()
            word = words[-1].lower() if words else "publi"
            if "next" not in map(str.lower, words):
                name = "reviewed" if word in _CHECKED else "published" if word in _FIRST else "updated"
                found.setdefault(name, date_in(match.group()))
    if not found and (day := _dateline(stretches, kinds)):
        found["published"] = date_in(day)
    return msgspec.convert({name: date for name, date in found.items() if date}, Dates)


def _dateline(stretches: Sequence[Stretch], kinds: Sequence[BlockKind]) -> str:
    """Return the day that stands with the place before a news text, as printed, or nothing."""
    pairs = zip(stretches, kinds, strict=True)
    opening = islice((stretch.words for stretch, kind in pairs if kind is BlockKind.PARAGRAPH), _OPENING)
    return next((match["day"] for words in opening if (match := _DATELINE.match(words))), "")
