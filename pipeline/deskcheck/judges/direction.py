"""Which way things go: rise or fall, better or worse, yes or no, and whether two passages go the same way.

Every concept that two passages share gets a sign from the words that govern it ("reduces the risk of
infection" makes risk and infection −1; "lack of B" makes B −1; a negation turns the sign). Opposite signs on
the same concept are a clash of direction.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import msgspec

from deskcheck.judges.passages import Passage

_RISE = """increase increased increases increasing increasingly raise raised raises rise rises rose rising higher high
highest elevate elevated elevates elevation enhance enhanced enhances enhancing enhancement promote promotes promoted
promoting more greater greatest improve improved improves improving improvement improvements stimulate stimulates
stimulated stimulation activate activates activated activating activation induce induces induced inducing upregulate
upregulates upregulated upregulation boost boosts boosted gain gained gains accelerate accelerates accelerated
accelerating strengthen strengthens strengthened stronger expand expands expanded expansion longer larger better
benefit benefits beneficial favorable favourable facilitate facilitates facilitated augment augments augmented grow
grew grows growth overexpression positively positive excess abundant frequent worsen worsens worsened aggravate
aggravates aggravated exacerbate exacerbates exacerbated potentiate potentiates potentiated amplify amplifies amplified
susceptible susceptibility prolong prolongs prolonged prolongation superior double doubled doubles triple tripled
effective effectively successful successfully support supports restores restore restored
likely drive drives trigger triggers triggered produces cause causes caused causing leads lead led""".split()
_FALL = """decrease decreased decreases decreasing reduce reduced reduces reducing reduction reductions lower lowers
lowered lowering low lowest less fewer fewest decline declined declines declining diminish diminished diminishes
drop dropped drops fall falls fell inhibit inhibits inhibited inhibiting inhibition inhibitor inhibitors inhibitory
suppress suppresses suppressed suppressing suppression block blocks blocked blocking blockade attenuate attenuates
attenuated attenuation prevent prevents prevented preventing prevention protect protects protected protecting
protection protective counteract counteracts counteracted impair impairs impaired impairing impairment impairments
worse poorer poor poorly deficit deficits deficiency deficient lack lacks lacking absence absent loss lose
losing loses knockout knockdown depletion depleted deplete depletes ablation ablated abolish abolishes abolished
abrogate abrogates abrogated eliminate eliminates eliminated downregulate downregulates downregulated downregulation
delay delays delayed delaying shorter shorten shortens shortened smaller small weaken weakens weakened weaker
disrupt disrupts disrupted disruption negatively negative inverse inversely limit limits limited restrict restricts
restricted reverse reverses reversed ameliorate ameliorates ameliorated alleviate alleviates alleviated mitigate
mitigates mitigated slow slows slowed slowing slower antagonist antagonists antagonize silencing silenced defective
insufficient insufficiency inferior resistant resistance ineffective rarely rare seldom hinder hinders hindered
adverse unfavorable unfavourable minimize minimizes minimized remove removal removed dampen dampens dampened
halve halved halves unlikely deteriorate deteriorated deterioration detrimental harmful""".split()
_FALL += "cut cuts cutting curb curbs curbed eases eased ease slash slashed".split()
_NEGATION = """not no never neither nor cannot without fail fails failed failing nothing none cant dont doesnt didnt
isnt
arent wasnt werent hasnt havent wont couldnt nobody hardly barely scarcely unable unrelated lacks""".split()
_SIGNS = {**dict.fromkeys(_RISE, 1), **dict.fromkeys(_FALL, -1)}
# Words that judge, and do not say that something rises or falls: "effective" and "reduction" are no opposites.
_JUDGING = frozenset(
    """effective effectively successful successfully benefit benefits beneficial favorable favourable positive
    positively support supports negative negatively adverse unfavorable unfavourable harmful detrimental
    ineffective superior
    inferior""".split()
)
_NEGATIONS = frozenset(_NEGATION)
_TURNING = _NEGATIONS.union(_SIGNS)
_STOPS = frozenset("; : . — ( ) but whereas while although though however and or".split())
_NEUTRAL_AFTER = {"no": {"longer", "doubt", "matter", "."}, "not": {"only", "just", "merely", "simply"}}
_REACH = 6

_NULLS = (
    " no significant | not significant| no association| no effect| no difference| no evidence| no change|"
    " not associated| not affect| no correlation| not correlated| not related| unrelated to | no relationship|"
    " no relation | no benefit| no increase| no reduction| not increase| not reduce| not improve|"
    " independent of | did not differ| not differ| similar between | no impact| no influence|"
    " not significantly | nonsignificant| non-significant| not predict| not statistically | unaffected|"
    " does not cause| not linked| no link | not alter| failed to | not change| little effect| little or no |"
    " not superior| no more | ineffective|"
    " no better| not help| no different| no advantage| not prevent| not work| not ease| not protect"
).split("|")
# By what they begin with, so that most of them need not be looked for.
_NULLS_BY_LEAD = [(lead, [cue for cue in _NULLS if cue.startswith(lead)]) for lead in (" no ", " not ", " non")]
_OTHER_NULLS = [cue for cue in _NULLS if not cue.startswith((" no ", " not ", " non"))]


class Direction(msgspec.Struct, frozen=True):
    """How the directions of two passages compare over the concepts they share.

    Attributes:
        agree, clash: how many shared concepts are governed the same way, and the opposite way.
        cue: the governing words of the first clash, claim's side and evidence's side.
    """

    agree: int
    clash: int
    cue: tuple[str, str] = ("", "")


def negated(token: str) -> bool:
    """Tell whether a folded token is a negation."""
    return token in _NEGATIONS or token.endswith("n't")


@lru_cache(maxsize=2048)
def is_null(passage: Passage) -> bool:
    """Tell whether the passage reports that there is no effect, association or difference."""
    text = passage.lower
    if any(lead in text and any(cue in text for cue in cues) for lead, cues in _NULLS_BY_LEAD):
        return True
    return any(cue in text for cue in _OTHER_NULLS)


def has_negation(passage: Passage) -> bool:
    """Tell whether a negation that negates ("not only" does not) stands in the passage."""
    return any(sign == 0 and not _of_others(passage.tokens, place) for place, sign, _ in _signed_words(passage))


def _of_others(tokens: list[str], place: int) -> bool:
    """Tell whether a negation says who the others are ("than those who did not"), or what is granted."""
    for back in range(place - 1, max(-1, place - _WINDOW), -1):
        if tokens[back] in _COMPARING or tokens[back] in _GRANTING:
            return True
        if tokens[back] in _ENDS:
            return False
    return False


@lru_cache(maxsize=2048)
def _signed_words(passage: Passage) -> list[tuple[int, int, str]]:
    return signed(passage.tokens)


def signed(tokens: Sequence[str]) -> list[tuple[int, int, str]]:
    """Return (position, sign, word) of the words that give a direction; sign 0 is a negation."""
    found = []
    for position, token in enumerate(tokens):
        if token not in _TURNING and token[-3:] != "n't":
            continue
        if token in _SIGNS and not (token in _DEGREES and _is_adverb(tokens, position + 1)):
            found.append((position, _SIGNS[token], token))
        elif negated(token):
            after = tokens[position + 1] if position + 1 < len(tokens) else ""
            if after not in _NEUTRAL_AFTER.get(token, ()):
                found.append((position, 0, token))
    return found


_WINDOW = 10
_COMPARING = frozenset("than compared versus vs unlike".split())
_GRANTING = frozenset("although though".split())
_ENDS = frozenset(", ; : . ( ) but while whereas".split())
_DEGREES = frozenset("more most less least".split())


def _is_adverb(tokens: Sequence[str], position: int) -> bool:
    return position < len(tokens) and tokens[position].endswith("ly") and tokens[position] not in ("likely", "early")


def sign_at(tokens: list[str], position: int, words: Iterable[tuple[int, int, str]]) -> tuple[int, str]:
    """Return the sign that governs the concept at ``position`` (0: none) and the words that give it."""
    sign, cue = 1, []
    boundary = _boundary(tokens, position)
    for place, value, word in words:
        if boundary <= place < position or (place > position and _looks_back(tokens, place, position, value)):
            cue.append(word)
            if value != 1:
                sign = -sign
    return (sign if cue else 0), " ".join(cue)


_AUXILIARIES = frozenset(
    """was were is are be been being has had have significantly markedly greatly strongly highly substantially also
    further not did does do more less""".split()
)
# "Use tripled, from …": what happens by itself is said of what stands before it.
_HAPPENS = frozenset(
    "rose fell grew declined dropped increased decreased doubled tripled halved climbed shrank worsened".split()
)
_PHRASE = 3
_BREAKS = frozenset({*_STOPS, *_SIGNS, ","})
_AFTER_CHANGE = frozenset(", . ; by from between after during over to since in".split())
_AFTER_VERB = frozenset(
    ", in by with after at among compared than to during from when following versus vs on for".split()
)


def _looks_back(tokens: list[str], place: int, position: int, value: int) -> bool:
    """Tell whether the sign word at ``place`` is said of the concept before it ("mortality was reduced in …")."""
    between = tokens[position + 1 : place]
    if tokens[place] in _HAPPENS and len(between) <= _PHRASE and _AUXILIARIES.isdisjoint(between):
        after = tokens[place + 1] if place + 1 < len(tokens) else "."
        return after in _AFTER_CHANGE and _BREAKS.isdisjoint(between)
    if (
        place == position + 1
        and value == -1
        and tokens[place] in ("deficient", "deficiency", "loss", "deficits", "deficit")
    ):
        return True
    if len(between) > 5 or not between or any(token in _STOPS or token in _AFTER_VERB for token in between):
        return False
    if not any(token in _AUXILIARIES for token in between):
        return False
    after = tokens[place + 1] if place + 1 < len(tokens) else "."
    return value == 0 or after in _AFTER_VERB or after in _STOPS or tokens[place].endswith(("er", "or", "ed"))


def _boundary(tokens: list[str], position: int) -> int:
    stop = max(0, position - _REACH)
    for back in range(position - 1, stop - 1, -1):
        if tokens[back] in _STOPS:
            return back + 1
    return stop


def parity(passage: Passage, first: int = 0, last: int | None = None) -> int:
    """Return the product of all signs between two token positions: −1 when they turn an odd number of times."""
    sign = 1
    end = len(passage.tokens) if last is None else last
    for place, value, _ in _signed_words(passage):
        if first <= place <= end and value != 1:
            sign = -sign
    return sign


def compare(claim: Passage, evidence: Passage) -> Direction:
    """Compare the signs of every concept that both passages hold."""
    words_claim, words_evidence = _signed_words(claim), _signed_words(evidence)
    if not words_claim or not words_evidence or sides_exchanged(claim, evidence):
        return Direction(0, 0)
    agree = clash = 0
    cue = ("", "")
    for topic in sorted(claim.concepts & evidence.concepts):
        mine = _signs(claim, topic, words_claim)
        theirs = _signs(evidence, topic, words_evidence) if mine else []
        if not theirs:
            continue
        if {sign for sign, _ in mine} & {sign for sign, _ in theirs}:
            agree += 1
        elif _differ(mine[0][1], theirs[0][1]):
            clash += 1
            if not cue[0]:
                cue = (f"{mine[0][1]} … {topic}", f"{theirs[0][1]} … {topic}")
    return Direction(agree, clash, cue)


def sides_exchanged(one: Passage, other: Passage) -> bool:
    """Tell whether two comparisons name their sides in opposite order: "A lower than B" and "B higher than A" agree."""
    if "than" not in one.tokens or "than" not in other.tokens:
        return False
    after = _after_than(one)
    theirs = _after_than(other)
    return len(after & theirs) < len(after & (other.concepts - theirs)) or not after & theirs


def _after_than(passage: Passage) -> set[str]:
    return set(passage.topics[passage.tokens.index("than") :]) - {""}


def _differ(mine: str, theirs: str) -> bool:
    """Tell whether both sides have a sign of their own once the words they share are set aside.

    "Reduces adverse events" against "adverse events" says nothing of the reduction.
    """
    left, right = set(mine.split()), set(theirs.split())
    own, other = left - right, right - left
    if any(map(negated, own | other)):
        # "Not effective" against "effective" is a clash, "not protect" against "increased use" is none.
        return all(map(negated, own | other))
    return any((word in _JUDGING) == (rival in _JUDGING) for word in own for rival in other)


def _signs(passage: Passage, topic: str, words: Iterable[tuple[int, int, str]]) -> list[tuple[int, str]]:
    found = []
    for position, here in enumerate(passage.topics):
        if here == topic and passage.tokens[position] not in _SIGNS:
            sign, cue = sign_at(passage.tokens, position, words)
            if sign:
                found.append((sign, cue))
    return found
