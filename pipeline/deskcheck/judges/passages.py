"""Claims and evidence cut into passages that can be compared word by word."""

import html
import re
from functools import cache, cached_property, lru_cache

from deskcheck.judges import lexicon
from deskcheck.text import STOPWORDS, fold, sentences, stem

MAXIMUM_TEXT = 60_000
"""Characters of one evidence text that are read; the rest is left out (an abstract has about 2,000)."""
MAXIMUM_PASSAGES = 400

_TAG = re.compile(r"</?[A-Za-z][^<>]{0,300}>|<!--[^<>]{0,300}-->")
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]{1,3}\b)?|[%<>=≤≥±;:,.()—–]")
# The same for folded text without other signs than ASCII's, in two thirds of the time.
_ASCII_TOKEN = re.compile(r"[a-z0-9]+(?:'[a-z]{1,3}\b)?|[%<>=;:,.()]")
_PLAIN_TOKEN = re.compile(r"[a-z0-9]+|[%<>=;:,.()]")
# Instructions that a page or record may hold for a program that reads it.
_TO_A_JUDGE = re.compile(
    r"\b(?:ignore|disregard|forget) (?:(?:all|any|the|your|these|previous|prior|earlier|above) ){1,4}"
    r"(?:rules?|instructions?|prompts?|evidence|text)\b"
    r"|\b(?:output|reply|return|respond(?: with)?|answer(?: that| with)?|verdict(?: is|:)"
    r"|(?:label|mark)(?: it| this| the claim)?(?: as)?) [\"'“‘]?(?:supported|contradicted|not_checkable|verified)\b"
    r"|(?-i:\b(?:SYSTEM|ASSISTANT)\s?:)",
    re.I,
)
# Each of those instructions holds one of these, and hardly another sentence does: they are quickly looked for.
_IN_INSTRUCTIONS = (
    "ignore", "disregard", "forget", "supported", "contradicted", "not_checkable", "verified",
    "system:", "system :", "assistant:", "assistant :",
)  # fmt: skip
_DIGIT = re.compile(r"\d")
_ACRONYM = re.compile(r"\(([A-Z][A-Za-z]{0,3}[A-Z][A-Za-z]{0,4})s?\)")
_INITIAL_WORD = re.compile(r"[^\W\d_]+")
_FOREIGN_SPELLINGS = (("aem", "em"), ("oed", "ed"), ("oes", "es"), ("haem", "hem"), ("paed", "ped"), ("our", "or"))
_ENDINGS = frozenset(
    "isation ization ations ation itions ition ivity ities ement ments ingly edly ance ence ancy ency ible able "
    "ions ion ives ive ents ent ants ant ates ated ating ate ously ous ical ics ic ors or ers er ity ism ist ies ied "
    "ings ing ness ment eds ed ally ly al es s e y it its ited iting".split()
)
# Their lengths by their last letter, the longest first.
_ENDINGS_BY_LETTER = {
    letter: sorted({len(e) for e in _ENDINGS if e[-1] == letter}, reverse=True) for letter in {e[-1] for e in _ENDINGS}
}
_SAME = {
    "percentage": "percent", "individual": "person", "people": "person", "subject": "person", "participant": "person",
    "persons": "person", "patients": "patient", "kids": "child", "kid": "child", "children": "child",
    "teen": "adolescent", "teens": "adolescent", "teenager": "adolescent", "teenagers": "adolescent",
    "tumour": "tumor", "tumours": "tumor", "cancers": "cancer", "drug": "medication", "drugs": "medication",
    "medicine": "medication", "medicines": "medication", "death": "mortality", "deaths": "mortality",
    "die": "mortality", "died": "mortality", "dies": "mortality", "women": "woman", "men": "man",
    "mice": "mouse", "murine": "mouse", "rats": "rat", "illness": "disease", "illnesses": "disease",
    "number": "number", "numbers": "number", "numb": "numb", "numbness": "numb", "sexes": "sex", "heart":
    "cardiac", "hearts": "cardiac",
    "kidney": "renal", "kidneys": "renal", "liver": "hepatic", "lung": "pulmonary", "lungs": "pulmonary",
    "brain": "cerebral", "diabetics": "diabetes", "diabetic": "diabetes", "obese": "obesity", "depressed": "depress",
    "pregnant": "pregnancy", "smokers": "smoke", "infants": "infant", "neonates": "neonate", "lethal": "mortality",
    "clinicians": "clinician", "doctors": "physician", "doctor": "physician", "vaccine": "vaccin",
    "babies": "infant", "baby": "infant", "elderly": "older", "seniors": "older", "happens": "occur", "happen": "occur",
}  # fmt: skip
_GENERIC = frozenset(
    """study studi research result results find finding found show shows shown report reported reports data evidence
    conclusion conclusions methods method background objective aim aims analysis analyses suggest suggests suggested
    indicate indicated demonstrate demonstrated using used use based including included respectively however thus
    therefore also among within across per vs versus one two three first second cit multi_cit other_cit multi
    according say says said note notes noted""".split()
)


_NO_TOPIC = {*STOPWORDS, *_GENERIC, *lexicon.NO_MATTER}


@lru_cache(maxsize=65_536)
def concept(word: str) -> str:
    """Return the comparable core of a folded word: "inhibits", "inhibition" and "inhibitor" become equal.

    Returns the empty string for a word that carries no topic (function words, words of every abstract).
    """
    core = _core(word)
    return _same_words().get(core, core)


def without_lexicon() -> None:
    """Compare words as they stand in this process: for training alone."""
    lexicon.leave_out()
    _NO_TOPIC.difference_update(lexicon.NO_MATTER - STOPWORDS - _GENERIC)
    for known in (concept, _same_words, _licenses, passages):
        known.cache_clear()


@cache
def _same_words() -> dict[str, str]:
    return lexicon.same_words(_core)


@cache
def _licenses() -> lexicon.Licenses:
    return lexicon.licenses(concept)


def _core(word: str) -> str:
    if word[-1:] == "s":
        word = word.removesuffix("'s").removesuffix("’s")
    if word in _NO_TOPIC:
        return ""
    if same := _SAME.get(word):
        return same
    if not word.isalpha():
        return "" if len(word) < 2 or word.isdigit() or word.endswith(("n't", "n’t")) else word
    if len(word) < 2:
        return ""
    core = stem(word)
    if core in _GENERIC:
        return ""
    if "ae" in core or "oe" in core or "our" in core:
        for foreign, plain in _FOREIGN_SPELLINGS:
            core = core.replace(foreign, plain)
    return _bare(core) if core[-1] in _ENDINGS_BY_LETTER else core


def _bare(core: str) -> str:
    """Return a stem without its longest known ending, at least four letters of it left."""
    for length in _ENDINGS_BY_LETTER[core[-1]]:
        if len(core) - length >= 4 and core[-length:] in _ENDINGS:
            return core[:-length]
    return core


def clean(text: str) -> str:
    """Return ``text`` without markup, with entities read and blanks made single; never longer than the limit."""
    text = text[:MAXIMUM_TEXT]
    if "&" in text:
        text = html.unescape(text)
    if "<" in text:
        text = _TAG.sub(" ", text)
    return " ".join(text.split())


class Passage:
    """One sentence of a claim or of evidence.

    Attributes:
        text: the sentence, markup removed.
        index: its place in the text it comes from, from 0.
        folded: the sentence folded.
        tokens: folded words and the punctuation that bounds clauses, in order.
        topics: for each token its concept, or an empty string.
        concepts: the set of concepts; of evidence also what these license (``lexicon``).
    """

    def __init__(
        self, text: str, index: int = 0, aliases: dict[str, tuple[str, ...]] | None = None, *, given: bool = False
    ) -> None:
        self.text = text
        self.index = index
        self.folded = fold(text)
        pattern = _TOKEN if not self.folded.isascii() else _ASCII_TOKEN if "'" in self.folded else _PLAIN_TOKEN
        self.tokens: list[str] = pattern.findall(self.folded)
        self.topics: list[str] = list(map(concept, self.tokens))
        self.concepts = set(self.topics)
        self.concepts.discard("")
        if aliases:
            for short in self.concepts.intersection(aliases):
                self.concepts.update(aliases[short])
        if given:
            self._widen(_licenses())

    def _widen(self, rules: lexicon.Licenses) -> None:
        """Add what the concepts license."""
        held = rules.every & self.concepts
        if not held:
            return
        plain = rules.plain
        self.concepts.update(*[plain[core] for core in held if core in plain])
        if not rules.paired.keys().isdisjoint(held):
            for core in rules.paired.keys() & held:
                self.concepts.update(*[more for beside, more in rules.paired[core] if beside <= self.concepts])

    @cached_property
    def has_number(self) -> bool:
        """Tell whether a digit stands in the passage."""
        return _DIGIT.search(self.text) is not None

    @cached_property
    def lower(self) -> str:
        """The folded text, padded with blanks so that " word " finds whole words."""
        return f" {self.folded} "


def acronyms(text: str) -> dict[str, tuple[str, ...]]:
    """Return the acronyms that ``text`` introduces as "long form (LF)", with the concepts of the long form.

    The letters must be the initials of the words just before the bracket (Schwartz and Hearst, PSB 2003,
    without their search inside words).
    """
    found: dict[str, tuple[str, ...]] = {}
    for match in _ACRONYM.finditer(text):
        letters = match.group(1).lower()
        before = _INITIAL_WORD.findall(fold(text[max(0, match.start() - 120) : match.start()]))
        for length in range(len(letters), len(letters) + 3):
            window = before[-length:]
            if len(window) == length and window[0][0] == letters[0] and _initials_run(window, letters):
                found[concept(letters)] = tuple(filter(None, map(concept, window)))
                break
    found.pop("", None)
    return found


def _initials_run(words: list[str], letters: str) -> bool:
    position = 0
    for word in words:
        if position < len(letters) and word[0] == letters[position]:
            position += 1
    return position == len(letters)


@lru_cache(maxsize=512)
def passages(text: str) -> tuple[Passage, ...]:
    """Return the passages of an evidence text, at most ``MAXIMUM_PASSAGES``; words said to a judge are no evidence."""
    plain = clean(text)
    addressed = _speaks_to_a_judge(plain)
    aliases = acronyms(plain) if "(" in plain else {}
    found: list[Passage] = []
    for start, end in sentences(plain):
        if addressed and _TO_A_JUDGE.search(plain, start, end):
            continue
        found.append(Passage(plain[start:end], len(found), aliases, given=True))
        if len(found) >= MAXIMUM_PASSAGES:
            break
    return tuple(found)


def _speaks_to_a_judge(plain: str) -> bool:
    # The pattern reads capitals, the dotless i and the long s as their plain letters, and accents as accents.
    lower = plain.casefold().replace("ı", "i").replace("\u0307", "")
    for words in _IN_INSTRUCTIONS:
        if words in lower:
            return _TO_A_JUDGE.search(plain) is not None
    return False
