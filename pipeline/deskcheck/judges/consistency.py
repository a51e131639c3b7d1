"""The article against itself: statements that cannot both hold, and its sourcing policy against its own list."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

import msgspec

from deskcheck.judges import direction, topic
from deskcheck.judges.passages import Passage, concept
from deskcheck.judges.tension import Tension
from deskcheck.model import Article, BlockKind, Reference
from deskcheck.text import fold, sentences

MAXIMUM_SENTENCES = 600
MOST_COMPARED = 300
"""Sentences of which every pair is compared; an article has about a hundred."""
MAXIMUM_TENSIONS = 50
LEAST_SHARED = 0.7
"""Share of both sentences' concepts that they have in common; real pairs below it speak of different matters."""
_BODY = frozenset(
    {BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.TITLE, BlockKind.QUOTE, BlockKind.CAPTION, BlockKind.POLICY}
)

_NOT_A = re.compile(
    r"\b(?:is|are|was) ?n(?:o|'|’)t (?:(?:an?|really|actually|considered|recogni[sz]ed as|classified as|"
    r"officially) ){1,2}"
    r"(?:[\w-]+ ){0,4}?(disorder|condition|disease|illness|diagnosis|syndrome|symptom|treatment|cure|drug|"
    r"medication|vitamin|virus)\b|"
    r"\b(?:is|are|was) not (?:(?:an?|really|actually|considered|recogni[sz]ed as|classified as|officially) ){1,2}"
    r"(?:[\w-]+ ){0,4}?(disorder|condition|disease|illness|diagnosis|syndrome|symptom|treatment|cure|drug|"
    r"medication|vitamin|virus)\b"
)
_IS_A = re.compile(
    r"\b(?:is|are) (?:an? )(?:[\w-]+ ){0,3}?(disorder|condition|disease|illness|diagnosis|syndrome|symptom|"
    r"treatment|cure|drug|medication|vitamin|virus)\b"
)
_KIN = {
    "condition": "disorder",
    "illness": "disorder",
    "disease": "disorder",
    "diagnosis": "disorder",
    "syndrome": "disorder",
}
_COUNTED = re.compile(
    r"\b(?:in|from|has|have|are|only|the) (?:only |just )?(two|three|four|five|six) (?:main |major )?(ways|"
    r"types|kinds|causes|reasons|forms|stages)\b"
)
_MANY = re.compile(
    r"\b(?:many|several|numerous|a (?:wide )?(?:range|variety|number) of|all (?:kinds|sorts) of|"
    r"countless) (?:different |possible |other )?"
    r"(ways|types|kinds|causes|reasons|forms|stages|things|factors)\b"
)
_EACH_OWN = re.compile(
    r"\beach (?:with|has|having) (?:its own |their own )?(?:unique|different|distinct|own|separate)\b"
)
_GENERAL = re.compile(
    r"\b(?:general|common|shared|universal) (?:characteristic|feature|trait|symptom|sign)s? (?:of|in|among)\b"
)

# What holds under a condition, for some, or for one of several, leaves room for its opposite elsewhere,
# and what nobody has looked into is not denied.
_BOUNDED = re.compile(
    r"\b(?:if|unless|sometimes|some|others?|another|may|might|can|could|but|while|remaining|former|latter|"
    r"first|second|third|fourth|(?:one|two|three|four|five|most|many|several|few|none) of|unknown|"
    r"not (?:yet )?(?:been )?(?:\w+ly )?(?:studied|investigated|examined|tested|reported|known|understood))\b|\?"
)
_MARKER = re.compile(r"\[[\d,;–— -]{1,60}\]")


class _Line(msgspec.Struct, frozen=True):
    start: int
    end: int
    text: str
    passage: Passage


def tensions(article: Article) -> tuple[Tension, ...]:
    """Return the places where the article contradicts itself, in text order."""
    spans = tuple((block.span.start, block.span.end) for block in article.blocks if block.kind in _BODY)
    stop = article.references_span.start if article.references_span else len(article.text)
    return _tensions(article.text, spans or ((0, stop),))


@lru_cache(maxsize=8)
def _tensions(text: str, spans: tuple[tuple[int, int], ...]) -> tuple[Tension, ...]:
    lines = [
        _Line(start, end, text[start:end], Passage(text[start:end]))
        for begin, stop in spans
        for start, end in sentences(text, begin, stop)
    ][:MAXIMUM_SENTENCES]
    readers = (_classified(lines), _enumerated(lines), _each_and_general(lines), _opposed(lines[:MOST_COMPARED]))
    found = [tension for reader in readers for tension in islice(reader, MAXIMUM_TENSIONS)]
    surest: dict[tuple[tuple[int, int], tuple[int, int]], Tension] = {}
    for tension in sorted(found, key=lambda tension: -tension.confidence):
        surest.setdefault((tension.first, tension.second), tension)
    return tuple(surest[places] for places in sorted(surest))


def _ordered(one: _Line, other: _Line, says: str, cue: str, confidence: float) -> Tension:
    first, second = sorted(((one.start, one.end), (other.start, other.end)))
    return Tension(first, second, says, cue, confidence)


def _classified(lines: list[_Line]) -> Iterator[Tension]:
    """Find "X is not a disorder" beside "X disorder" or "X is a condition"."""
    for line in lines:
        match = _NOT_A.search(fold(line.text))
        if not match:
            continue
        kind = match.group(1) or match.group(2)
        subject = _subject(fold(line.text)[: match.start()])
        if not subject:
            continue
        for other in lines:
            words = _says_is(other, subject, _KIN.get(kind, kind))
            if other is not line and words:
                yield _ordered(
                    line,
                    other,
                    f"one place says “{match.group()}”, another “{words}”",
                    f"{match.group()} | {words}",
                    0.7,
                )


def _subject(before: str) -> tuple[str, ...]:
    """Return the last noun phrase of the clause before a verb, as concepts."""
    clause = re.split(r"[,;:(—]", before)[-1]
    found = tuple(filter(None, (concept(word) for word in re.findall(r"[^\W\d_]+", clause))))
    return found[-3:] if len(found) <= 4 else ()


def _says_is(line: _Line, subject: tuple[str, ...], kind: str) -> str:
    words = fold(line.text)
    topics = list(line.passage.topics)
    for position in range(len(topics) - len(subject) + 1):
        if tuple(topics[position : position + len(subject)]) != subject:
            continue
        after = line.passage.tokens[position + len(subject) : position + len(subject) + 1]
        if after and _KIN.get(after[0], after[0]) == kind and after[0] not in ("symptom", "treatment", "condition"):
            return " ".join(line.passage.tokens[position : position + len(subject) + 1])
        match = _IS_A.match(" ".join(line.passage.tokens[position + len(subject) :]))
        if match and _KIN.get(match.group(1), match.group(1)) == kind and not _NOT_A.search(words):
            return " ".join(line.passage.tokens[position : position + len(subject)]) + " " + match.group()
    return ""


def _enumerated(lines: list[_Line]) -> Iterator[Tension]:
    """Find "in two ways" beside "many different things" said of the same subject."""
    for line in lines:
        match = _COUNTED.search(fold(line.text))
        if not match or line.text.rstrip().endswith(":"):
            continue
        subject = {topic_ for topic_ in line.passage.concepts if topic.weight(topic_) >= 0.5}
        for other in lines:
            many = _MANY.search(fold(other.text))
            if other is line or not many:
                continue
            shared = subject & other.passage.concepts
            if len(shared) >= 2 and many.group(1) in (match.group(2), "things", "factors", "causes", "reasons"):
                says = f"one place counts “{match.group(1)} {match.group(2)}”, another speaks of “{many.group()}”"
                yield _ordered(line, other, says, f"{match.group()} | {many.group()}", 0.6)


def _each_and_general(lines: list[_Line]) -> Iterator[Tension]:
    """Find "each with unique symptoms" beside "a general characteristic of" the same things."""
    for position, line in enumerate(lines):
        each = _EACH_OWN.search(fold(line.text))
        if not each:
            continue
        for other in lines[max(0, position - 3) : position + 4]:
            general = _GENERAL.search(fold(other.text))
            if general and other is not line and len(line.passage.concepts & other.passage.concepts) >= 2:
                says = f"one sentence says “{each.group()}”, the next names “{general.group()}” all of them"
                yield _ordered(line, other, says, f"{each.group()} | {general.group()}", 0.65)


def _opposed(lines: list[_Line]) -> Iterator[Tension]:
    """Find two sentences of nearly the same words of which one is negated or turned round."""
    rich = [line for line in lines if 3 <= len(line.passage.concepts) <= 25 and not _BOUNDED.search(fold(line.text))]
    for position, line in enumerate(rich):
        mine = line.passage.concepts
        for other in rich[position + 1 :]:
            shared = len(mine & other.passage.concepts)
            if shared < 3 or shared < LEAST_SHARED * len(mine | other.passage.concepts):
                continue
            words = _turned(line, other)
            if words:
                yield _ordered(line, other, f"two places say the opposite of each other ({words})", words, 0.55)


def _turned(one: _Line, other: _Line) -> str:
    if _figures(one.text) != _figures(other.text):
        return ""
    compared = direction.compare(one.passage, other.passage)
    if compared.clash and not compared.agree:
        return f"{compared.cue[0]} | {compared.cue[1]}"
    if direction.has_negation(one.passage) != direction.has_negation(other.passage) and not compared.clash:
        return "negated once"
    return ""


def _figures(text: str) -> list[str]:
    """Return the numbers of a sentence, its markers left out: other numbers, other days or groups."""
    return re.findall(r"\d+", _MARKER.sub("", text))


# ---- the publisher's stated policy -----------------------------------------------------------------

_NO_TERTIARY = re.compile(r"\b(?:refrain|avoid|never|not|don't|without|exclude\w*)\b[^.]{0,40}\btertiary\b")
_PRIMARY = re.compile(r"\bprimary (?:sources?|research|studies|literature|references?)\b")
_REVIEWED = re.compile(r"\bpeer[- ]reviewed\b")
# A promise that names these beside reviewed studies is kept by their pages.
_OF_OTHER_KINDS = re.compile(
    r"\b(?:institutions?|institutes?|universit\w+|associations?|organi[sz]ations?|societ\w+|government\w*|agenc\w+|hospitals?)\b"
)
_STRICT = re.compile(r"\b(?:strict|rigorous|high) (?:sourcing|editorial|standards?|guidelines?|sourcing guidelines)\b")
_JOURNAL_TYPES = frozenset({"article-journal", "journal-article", "article", "proceedings-article", "paper-conference"})
_ORIGINAL_WORK = re.compile(
    r"\b(?:report|statistics|survey|guideline|dataset|data|census|thesis|dissertation|registry"
    r"|systematic review|meta[- ]analys[ei]s|randomi[sz]ed|controlled trial|cohort|cross-sectional)\b"
)


class Policy(msgspec.Struct, frozen=True):
    """What the publisher promises about its sources, and what its list holds.

    Attributes:
        words: the promise as printed.
        tertiary, journal, others: numbers of the references of each sort.
        breached: clauses that name each broken promise.
    """

    words: str
    tertiary: tuple[int, ...]
    journal: tuple[int, ...]
    others: tuple[int, ...]
    breached: tuple[str, ...]


def is_policy(text: str) -> bool:
    """Tell whether ``text`` is a promise about the publisher's own sources."""
    words = fold(text)
    first_person = re.search(r"\b(?:we|our|us)\b", words) or _STRICT.search(words)
    return bool(first_person) and any(p.search(words) for p in (_NO_TERTIARY, _PRIMARY, _REVIEWED, _STRICT))


def policy(text: str, references: tuple[Reference, ...]) -> Policy:
    """Compare a promise with the list of references."""
    words = fold(text)
    sorts: dict[str, list[int]] = {"tertiary": [], "journal": [], "other": []}
    for reference in references:
        sorts[sort_of(reference)].append(reference.number)
    tertiary, total = sorts["tertiary"], len(references)
    breached = []
    if tertiary and _NO_TERTIARY.search(words):
        breached.append(f"{len(tertiary)} of {total} references are web pages that sum up others' work")
    if _PRIMARY.search(words) and len(sorts["journal"]) * 2 < total:
        breached.append(f"only {len(sorts['journal'])} of {total} are journal articles")
    kept_otherwise = _OF_OTHER_KINDS.search(words) is not None
    if _REVIEWED.search(words) and not kept_otherwise and len(tertiary) * 2 > total:
        breached.append(f"{len(tertiary)} of {total} references are not peer reviewed")
    if _STRICT.search(words) and not kept_otherwise and not breached and len(tertiary) * 2 > total:
        breached.append(f"{len(tertiary)} of {total} references are web pages that sum up others' work")
    return Policy(text, tuple(tertiary), tuple(sorts["journal"]), tuple(sorts["other"]), tuple(breached))


def sort_of(reference: Reference) -> str:
    """Return ``journal``, ``tertiary`` (a page that sums up for the public) or ``other`` (books, reports, data)."""
    fields = reference.fields
    work = reference.match.work if reference.match else None
    if (work and work.fields.type in _JOURNAL_TYPES) or fields.doi or fields.pmid:
        return "journal"
    if fields.volume or fields.issue or (fields.container_title and fields.page):
        return "journal"
    if fields.type in _JOURNAL_TYPES and fields.container_title and not fields.url:
        return "journal"
    if (
        fields.isbn
        or fields.edition
        or fields.type in ("book", "chapter", "report", "legislation", "dataset", "thesis")
    ):
        return "other"
    if fields.author and (fields.container_title or fields.publisher) and not fields.url:
        return "other"  # Perhaps a magazine, perhaps a journal whose volume was not read: no ground for an accusation.
    if _ORIGINAL_WORK.search(fold(fields.title or reference.printed)):
        return "other"
    return "tertiary"
