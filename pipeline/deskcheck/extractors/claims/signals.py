"""What the words of a candidate show: the cues, its mood and its shape, read once for worth, kind and statement."""

import re
from itertools import pairwise

import msgspec

from deskcheck.extractors.claims.candidates import Candidate
from deskcheck.model import BlockKind
from deskcheck.text import STOPWORDS
from deskcheck.text.cues import Cue, CueKind, in_tokens, tokens

_DIGIT = re.compile(r"\d")
_NUMBER_WORDS = frozenset(
    """two three four five six seven eight nine ten eleven twelve dozen twenty thirty forty fifty sixty seventy
    eighty ninety hundred thousand million billion half third quarter two-thirds one-third one-quarter
    three-quarters twice double doubled doubles triple tripled halved twofold threefold fourfold tenfold""".split()
)
_SHARE = re.compile(
    r"\d\s?%|\bper\s?cent\b|\b(?:in|out of) (?:every )?(?:two|three|four|five|six|eight|ten|\d+)\b"
    r"|\b(?:half|thirds?|quarters?) of\b",
    re.I,
)
_IMPERATIVES = frozenset(
    """add aim apply ask avoid bake be begin breathe bring brush build buy call check choose clean click combine
    consider contact cook cover create cut discuss do don't download drink dry eat ensure explore fill find follow
    get give go hold ignore imagine include join keep learn leave let limit listen look lower make mix never note
    notice opt picture pick place plan pour practice practise prepare press put read reach remember remove repeat
    replace rinse save say schedule search see seek set share sign skip speak spend spray start stay stick stop
    store strive subscribe switch take talk tell think throw track treat try turn use visit wait walk wash watch
    wear wipe write""".split()
)
_BEFORE_IMPERATIVE = frozenset(
    "please then also always just first next finally instead so and or but do simply".split()
)
_VERBS = frozenset((CueKind.VERB, CueKind.CHANGE, CueKind.CAUSAL, CueKind.ATTRIBUTION))
_MUSING = re.compile(r"^\W*(?:(?:or|and|but|so) )?(?:maybe|perhaps|imagine|picture this|suppose|what if|say) ", re.I)
_REMARK = re.compile(
    r"^\W*(?:pictured|photographs?|photo|image|illustration|above|below|left|right|opposite"
    r"|caption)\b[^.]{0,20}[:.–—]"
    r"|\b(?:edited|condensed) for (?:length|clarity|space|style)|\b(?:this|the) (?:article|story|post"
    r"|interview|piece|page) (?:was|is|has been)"
    r" (?:\w+ ){0,3}(?:updated|edited|published|reviewed|corrected|amended|reprinted|translated"
    r"|written|produced|medically)\b"
    r"|^\W*(?:current|previous) version\b|^\W*(?:story source:\s*)?materials? provided by\b"
    r"|^\W*(?:written|(?:copy ?)?edited|fact[- ]?checked|(?:medically |clinically )?reviewed) (?:by|on) [A-Z\d]"
    r"|^\W*(?:produced|hosted|presented|narrated|mixed|engineered|illustrated|photographed|music|narration) by [A-Z]"
    r"|\b(?:the )?information (?:on|in) this (?:page|article|leaflet|guide) (?:is|was|has)\b"
    r"|\bplease (?:contact|email)\b"
    r"|\b(?:first|originally) (?:appeared|published|ran) (?:in|on|at)\b|^\W*(?:last"
    r"|medically) (?:updated|reviewed|checked|modified|fact)"
    r"|^\W*(?:competing interests?|conflicts? of interest|funding|acknowledge?ments|correspondence"
    r"|keywords?|copyright|tags|filed under)(?=\s*[:.]|\s+(?:statement|disclosure|declar))",
    re.I,
)
_SELLS = re.compile(
    r"^\W*(?:subscribe|unsubscribe|donate|join (?:us|our|the|over|now|\d)|sign up|shop|order|buy"
    r"|download|register|follow us|share this|click"
    r"|get (?:your|our|the app|\d+ ?%)|save \d|book (?:a|your)|try (?:it|us) |claim your|give today"
    r"|support (?:us|our))\b"
    r"|\b(?:(?:straight|delivered) to your (?:inbox|door)|you (?:get|receive|are getting"
    r"|are receiving) this (?:letter|email|newsletter|message)"
    r"|(?:delivery|shipping) is (?:free|on us)|free (?:delivery|shipping|trial)|order (?:now|today"
    r"|before|by|yours)|use (?:the )?code|promo code"
    r"|(?:we )?(?:may|might|can|will) (?:earn|receive|get) (?:a |an )?(?:\w+ ){0,3}commissions?"
    r"|we (?:only )?(?:include|feature|recommend|link to) products (?:that )?we|products we think are useful"
    r"|if you buy (?:\w+ ){0,3}through (?:our|the|these|links)|in our editors.? (?:choice|picks)"
    r"|\d+ ?% off|sponsored by|brought to you by|advertisement|paid partnership|affiliate (?:links?"
    r"|commission)|unsubscribe)\b",
    re.I,
)
_MARK = re.compile(
    r"\[{1,2}\^?\d|\[[ivxlc]{1,8}\]|\w[.,;:!?)”’\"]?[¹²³⁴-⁹]|<sup>\s*\[?\d|\((?:[^()]{0,80}\s)?(?:1[5-9]"
    r"|20)\d\d[a-z]?(?:[,:;)]| p)|et al\.,? \(?\d{4}"
)
_MARKS_AT_END = re.compile(
    r"(?:,?\s?\\?\[[^\[\]]{1,40}\]|(?<=[.!?])\s?\([^()]{1,60}\)|(?<=[.!?”\"])\d{1,3}(?:[,–-]\d{1,3}){0,9}|[⁰¹²³⁴-⁹]{1,9}){1,9}$"
)
_TAIL = 200
"""Characters at the end of a sentence among which marks may stand behind its full stop."""
_IRREGULAR = frozenset(
    """ate became began bought bred broke brought built came caught chose cost drank drew drove fed felt fled flew found
    gave got grew had heard held hit kept knew laid lay led left lent lost made meant met paid put ran rose said sang
    sank sat saw sent set shone shot showed shut slept sold spent split spread stood stuck swam swore taught thought
    threw took understood went won wore wrote""".split()
)
"""Past forms that do not end in "-ed"."""
_CONDITIONAL = re.compile(r"^\W*if you\b[^,]*,\s*", re.I)


class Signals(msgspec.Struct, frozen=True):
    """What the words of one candidate show.

    Attributes:
        kinds: how many cues of each kind.
        words: how many words.
        tokens: the words, in lower case.
        has_numbers: digits or number words occur.
        has_share: a percentage or a fraction of a whole occurs.
        asks, exclaims: how it ends.
        commands: it opens with a verb in the imperative.
        muses: it invites the reader to imagine.
        remarks: it speaks of the article's own production (photograph, review date, editing).
        sells: it offers something to the reader.
        marked: it carries a reference marker.
        fragment: no finite verb was seen and it ends without a full stop.
        leads_in: it ends with a colon.
        first, second: its first two words in lower case.
    """

    cues: tuple[Cue, ...]
    kinds: dict[CueKind, int]
    block: BlockKind
    words: int
    tokens: tuple[str, ...]
    has_numbers: bool
    has_share: bool
    asks: bool
    exclaims: bool
    commands: bool
    muses: bool
    remarks: bool
    sells: bool
    marked: bool
    fragment: bool
    leads_in: bool
    first: str
    second: str

    def has(self, *kinds: CueKind) -> bool:
        """Tell whether a cue of any of ``kinds`` occurs."""
        return any(kind in self.kinds for kind in kinds)


def read(text: str, candidate: Candidate) -> Signals:
    """Read the signals of a candidate of ``text``."""
    listed = tokens(text, candidate.start, candidate.end)
    found = tuple(in_tokens(listed))
    kinds: dict[CueKind, int] = {}
    for cue in found:
        kinds[cue.kind] = kinds.get(cue.kind, 0) + 1
    words = [token[0] for token in listed]
    ending = _MARKS_AT_END.sub("", candidate.words[-_TAIL:]).rstrip("\"'”’»)]}*_ ")[-1:]
    finite = any(cue.kind in _VERBS and not cue.words.endswith("ing") for cue in found) or _has_likely_verb(words)
    ends = ending in ".!?…:;"
    return Signals(
        cues=found,
        kinds=kinds,
        block=candidate.kind,
        words=len(words),
        tokens=tuple(words),
        has_numbers=bool(_DIGIT.search(candidate.words)) or any(word in _NUMBER_WORDS for word in words),
        has_share=bool(_SHARE.search(candidate.words)),
        asks=ending == "?",
        exclaims=ending == "!",
        commands=_commands(words, candidate.words),
        muses=bool(_MUSING.match(candidate.words)),
        remarks=bool(_REMARK.search(candidate.words)),
        sells=bool(_SELLS.search(candidate.words)),
        marked=bool(_MARK.search(candidate.words)),
        fragment=not finite and (not ends or len(words) < 7),
        leads_in=ending == ":",
        first=words[0] if words else "",
        second=words[1] if len(words) > 1 else "",
    )


def _has_likely_verb(words: list[str]) -> bool:
    """Tell whether a plural or a third person is followed by a content word: "owls scream", "water dissolves lead"."""
    for word, following in pairwise(words):
        plural = word.endswith("s") and not word.endswith(("ss", "us", "is")) and word not in STOPWORDS
        if plural and following not in STOPWORDS and not following.isdigit():
            return True
    return any((word.endswith("ed") and len(word) > 4) or word in _IRREGULAR for word in words[1:-1])


def _commands(words: list[str], quote: str) -> bool:
    if words[:1] == ["if"] and (condition := _CONDITIONAL.match(quote)):
        words = quote[condition.end() :].lower().split()
    for word in words[:3]:
        if word in _IMPERATIVES:
            return True
        if word not in _BEFORE_IMPERATIVE:
            return False
    return False
